"""One form for the many spellings of an office's name: words in lower case, short forms written out. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from departments.text import fold
from directives.reading.folding import folded as one_tone

Words = tuple[str, ...]

# Short forms every office uses. Fields (KH&ĐT, NN&MT) need no list: they are initials of a body's own name.
_SHORT: dict[str, str] = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "vpubnd": "văn phòng ủy ban nhân dân",
    "vp": "văn phòng", "kcn": "khu công nghiệp", "ccn": "cụm công nghiệp", "kkt": "khu kinh tế",
    "cnc": "công nghệ cao", "bql": "ban quản lý", "qlda": "quản lý dự án", "bqlda": "ban quản lý dự án",
    "bch": "ban chỉ huy", "chqs": "chỉ huy quân sự", "bchqs": "bộ chỉ huy quân sự", "qs": "quân sự",
    "bđbp": "bộ đội biên phòng", "bcđ": "ban chỉ đạo", "ca": "công an", "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam", "bhxh": "bảo hiểm xã hội", "kbnn": "kho bạc nhà nước",
    "nhnn": "ngân hàng nhà nước", "qltt": "quản lý thị trường", "atgt": "an toàn giao thông",
    "ptqđ": "phát triển quỹ đất", "ptđt": "phát triển đô thị", "tp": "thành phố", "đtxd": "đầu tư xây dựng",
    "pctt": "phòng chống thiên tai", "ctcp": "công ty cổ phần", "cty": "công ty", "tct": "tổ công tác",
}  # fmt: skip
_WRITTEN_OUT: dict[str, Words] = {short: tuple(full.split()) for short, full in _SHORT.items()}
_AFTER_FIELD = {
    "tp",
    "ca",
    "vp",
    "qs",
    "tct",
}  # after Sở or Bộ these are initials of a field: Sở TP is Tư pháp
_FIELD_HEADS = {"sở", "bộ"}
_IDLE = {"và", "các", "của", "những"}  # no two bodies differ by these
_WORD = re.compile(r"[^\W_]+|&")
_PARENTHESES = re.compile(r"\s*[(\[][^)\]]*[)\]]")

_PERSON = re.compile(r"^(?:đồng chí|đ/c|ông|bà)\b", re.IGNORECASE)
_APPOSITION = re.compile(r"\s*(?:,|\s[-–])\s*")
_WHERE: tuple[Words, ...] = (
    ("tren", "dia", "ban", "tinh"),
    ("tren", "dia", "ban"),
    ("trong", "tinh"),
    ("cap", "tinh"),
)
_SEATS: tuple[Words, ...] = (("tinh",), ("thanh", "pho"))
_COMMITTEE = ("uy", "ban", "nhan", "dan")
LOCAL_UNITS = (("xa",), ("phuong",), ("dac", "khu"))
_LOCAL_FIRST = {"xa", "phuong", "dac", "cap"}


def phrases(listed: str) -> tuple[Words, ...]:
    """Phrases of words from a list with bars between them."""
    return tuple(tuple(phrase.split()) for phrase in listed.split("|"))


# Who heads or speaks for a body stands for it.
_POSTS = phrases(
    "dong chi|cac dong chi|ong|ba|tap the|lanh dao|tap the lanh dao|thu truong|nguoi dung dau|giam doc|pho giam doc"
    "|tong giam doc|chu tich|pho chu tich|pho chu tich thuong truc|chanh|pho chanh|truong ban|pho truong ban|truong"
    "|pho truong|chi huy truong|cuc truong|chi cuc truong|vien truong|hieu truong|to truong|to pho|chu nhiem"
    "|bo truong|thu truong bo|tong cuc truong|vu truong|trach nhiem nguoi dung dau"
)


def folded(words: Words) -> Words:
    return tuple(fold(word) for word in words)


def has_marks(name: str) -> bool:
    """Whether a name is written with diacritics at all."""
    return len(fold(name)) > 0 and any(
        unicodedata.combining(char)
        for char in unicodedata.normalize("NFD", name.lower().replace("đ", "d\u0323"))
    )


def words_of(name: str, *, written_out: bool = True) -> Words:
    """The words of a name in lower case with their marks, idle ones left out.

    Short forms are written out; otherwise runs of capitals ("KH&ĐT", "VH, TT và DL") become one word of initials.
    """
    raw = _WORD.findall(unicodedata.normalize("NFC", name))
    return tuple(_full(raw)) if written_out else tuple(_initials(raw))


def _full(raw: list[str]) -> Iterator[str]:
    first = one_tone(raw[0]) if raw else ""
    for word in raw:
        low = one_tone(word)
        if low in _IDLE or low == "&":
            continue
        if low in _WRITTEN_OUT and not (first in _FIELD_HEADS and low in _AFTER_FIELD):
            yield from _WRITTEN_OUT[low]
        else:
            yield low


def _initials(raw: list[str]) -> Iterator[str]:
    run = ""
    for at, word in enumerate(raw):
        low = one_tone(word)
        joined = word == "&" or "&" in raw[max(0, at - 1) : at + 2]
        if low in _IDLE or word == "&":
            continue
        if word.isupper() or (joined and at > 0 and len(word) <= 4):
            run += low
            continue
        if run:
            yield run
            run = ""
        yield low
    if run:
        yield run


def canonical(words: Words, province: Words = ()) -> Words:
    """Words without what goes without saying: "… tỉnh (Lam Giang)" at the end, "Ủy ban nhân dân" before a commune.

    `province` is the folded name of the own province.
    """
    bare = folded(words)
    for length in _endings(bare, province):
        words, bare = words[:length], bare[:length]
    if bare[:4] == _COMMITTEE and len(bare) > 4 and bare[4] in _LOCAL_FIRST:
        words, bare = words[4:], bare[4:]
    if bare[:4] == ("ban", "chi", "huy", "quan") and len(bare) > 4:
        words = ("bộ", *words[1:])
    return words


def _endings(bare: Words, province: Words) -> Iterator[int]:
    """Lengths to cut down to, one after the other."""
    length = len(bare)
    if province and length > len(province) and bare[length - len(province) :] == province:
        before = bare[: length - len(province)]
        if before[-1:] == ("tinh",) or before[-2:] == ("thanh", "pho"):
            length -= len(province)
            yield length
    for where in _WHERE:
        if bare[:length][-len(where) :] == where and length > len(where):
            length -= len(where)
            yield length
            return
    for ending in _SEATS:
        if bare[:length][-len(ending) :] == ending and length > len(ending):
            yield length - len(ending)
            return


def plain_name(name: str) -> str:
    """A name without what stands in parentheses."""
    return _PARENTHESES.sub("", name).strip()


def without_posts(words: Words) -> list[Words]:
    """`words` and what is left when posts are taken from the front: "Trưởng Ban Quản lý …" may be both cuts."""
    found, waiting = [words], [words]
    while waiting:
        current = waiting.pop(0)
        bare = folded(current)
        for post in _POSTS:
            shorter = current[len(post) :]
            if bare[: len(post)] == post and shorter and shorter not in found:
                found.append(shorter)
                waiting.append(shorter)
    return found


def spoken_for(name: str) -> list[str]:
    """The name, and after a person's the post: "đồng chí Trần Văn B, Giám đốc Sở Y tế" speaks for Sở Y tế."""
    plain = plain_name(name)
    found = [name, plain] if plain and plain != name else [name]
    if _PERSON.match(plain):
        for piece in _APPOSITION.split(plain)[1:]:
            bare = folded(words_of(piece))
            if any(bare[: len(post)] == post for post in _POSTS):
                found.append(piece)
    return found


def initials_of(words: Words) -> list[Words]:
    """The short forms of a name by its initials: "sở nnmt", "snnmt", "ban quản lý kcn"."""
    letters = "".join(word[0] for word in words)
    return [
        (*words[:keep], letters[keep:]) for keep in range(4) if len(words) - keep >= (3 if keep == 0 else 2)
    ]
