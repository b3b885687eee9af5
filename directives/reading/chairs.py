"""Who concludes: the name of the chair, found beside a leader's title and a word of concluding or ordering."""

from __future__ import annotations

import re

from directives.reading.folding import folded, tokens, word_set
from directives.reading.offices import PROVINCES
from directives.reading.words import FAMILY_NAMES

# Capital letters of Vietnamese; a range would take in the small ones.
CAPITAL = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
PERSON = rf"{CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*){{1,5}}"
_CHAIR_TITLE = (
    r"(?:Phó Thủ tướng(?: Thường trực)?(?: Chính phủ)?|Thủ tướng(?: Chính phủ)?|"
    r"Thường trực Chính phủ|Tổng Bí thư|Chủ tịch nước|"
    r"(?:Phó )?Chủ tịch(?: Thường trực)? (?:UBND|Ủy ban nhân dân|"
    r"Uỷ ban nhân dân|HĐND|Hội đồng nhân dân)(?: (?:tỉnh|thành phố|TP\.?|huyện|xã|"
    r"phường|TPHCM|quận|thị xã))?|"
    r"Bộ trưởng(?: Bộ)?|Thứ trưởng(?: Bộ)?|(?:Phó )?Bí thư (?:Thường trực )?(?:Tỉnh|Thành|Huyện|Đảng|Quận) ủy|"
    r"(?:Phó )?Giám đốc Sở|(?:Phó )?Trưởng ban(?: chỉ đạo)?|Tổng Thanh tra|"
    r"Chánh Văn phòng)"
)
_CONCLUDES = re.compile(r"(?:[Kk]ết luận|KẾT LUẬN|[Ýý] kiến chỉ đạo|chủ trì|chủ tọa)")
_ORDERS = re.compile(r"yêu cầu|chỉ đạo|đề nghị|giao (?:cho )?(?:Sở|Bộ|UBND|các)|nhấn mạnh|phát biểu")
_TITLE_AND_NAME = re.compile(rf"(?i:{_CHAIR_TITLE})[^\n.;:]{{0,70}}?[ \-–,]+(?P<name>{PERSON})")
_NAME_AND_TITLE = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+(?P<name>{PERSON})\s*[-–,]\s*(?P<title>[^\n.;:]{{0,80}})"
)
_RANKS = (
    ("phó thủ tướng", 5), ("thủ tướng", 6), ("phó bí thư", 3), ("bí thư", 4), ("phó chủ tịch", 2), ("chủ tịch", 3),
    ("bộ trưởng", 4), ("thứ trưởng", 1),
)  # fmt: skip
# A name stops where the run of capitals goes on into the next word of the sentence.
_NAME_END = re.compile(r"\s+(?:Phó|Chủ|Trưởng|Bí|Ủy|Ảnh|Tại|Sau|Theo|Tỉnh|Ban)\b.*$")
_UNIT_BEFORE = re.compile(r"(?i:tỉnh|thành phố|tp\.?|huyện|xã|phường|quận|đặc khu)\s+$")
_TITLE_ONLY = re.compile(_CHAIR_TITLE)
_AFTER_NAME = word_set("tại về ở chủ phó trưởng bí ủy ảnh sau theo tỉnh ban phát đã vừa trong kết")
_OFFICE_WORDS = word_set("chủ tp sở bộ ban ủy ubnd hội phòng cục tổng")


def find_chair(front: str, formal: bool) -> str | None:
    """The name of the one who concludes in `front`, else the title where the text names no one.

    In a news report (`formal` false) the first leader named who orders something counts where nobody is said
    to conclude.
    """
    name, titled = _beside(front, _CONCLUDES)
    if name is None and not formal:
        name, _ = _beside(front, _ORDERS)
    return name or titled


def _beside(front: str, words: re.Pattern[str]) -> tuple[str | None, str | None]:
    """(name, title alone) beside `words`: the first one concluding, or the highest one ordering."""
    titled: str | None = None
    best: tuple[int, str] | None = None
    for said in words.finditer(front):
        before = front[max(0, said.start() - 220) : said.start()]
        before = before[max(before.rfind("\n"), before.rfind(". ")) + 1 :]
        behind = words is _CONCLUDES and said.group() not in {"chủ trì", "chủ tọa"}
        after = front[said.start() : said.end() + 200] if behind else ""
        stretch = f"{before} {after}".replace("\n", " ")
        found = [*_NAME_AND_TITLE.finditer(before), *_TITLE_AND_NAME.finditer(before)][::-1]
        found += [m for m in (_NAME_AND_TITLE.search(after), _TITLE_AND_NAME.search(after)) if m]
        for match in found:
            name = _person(_NAME_END.sub("", match["name"]))
            if name is None or _is_place(match, name):
                continue
            if words is _CONCLUDES:
                return name, titled
            rank = _rank(match.group())
            if best is None or rank > best[0]:
                best = (rank, name)
            break
        title = _TITLE_ONLY.search(stretch)
        titled = titled or (title.group() if title else None)
    return (best[1] if best and best[0] else None), titled


def _is_place(match: re.Match[str], name: str) -> bool:
    """Whether the name is that of the unit in front of it ("Chủ tịch UBND tỉnh Bắc Sông")."""
    before = match.string[match.start() : match.start("name")]
    words = tokens(name).fold
    return bool(_UNIT_BEFORE.search(before)) and len(words) < 3 and words[0] not in FAMILY_NAMES


def _rank(said: str) -> int:
    """How high the post named in `said` is; 0 for one that leads no meeting of a government."""
    fold = folded(said)
    return next((rank for title, rank in _RANKS if title in fold), 0)


def _person(run: str) -> str | None:
    """The person's name in a run of capitalised words ("Bộ GTVT Ngô Thịnh Đức", "HỒ NGHĨA DŨNG TẠI HỘI")."""
    where = tokens(run)
    begin = 0
    while len(where) - begin > 2:
        place = PROVINCES.match(where, begin)
        if place and begin + place + 2 <= len(where):
            begin += place
        elif where.at(begin) in FAMILY_NAMES:
            break
        else:
            begin += 1
    if len(where) - begin <= 2 and where.at(begin) not in FAMILY_NAMES:
        begin = 0
    if where.at(begin) in _OFFICE_WORDS or PROVINCES.match(where, begin) == len(where) - begin:
        return None
    end = begin + 1
    while end < min(len(where), begin + 5) and where.at(end) not in _AFTER_NAME:
        end += 1
    name = run[where.start[begin] : where.end[end - 1]]
    return name.title() if name.isupper() else name


def is_named(chair: str | None, said: str) -> bool:
    """Whether `said` ("ông Thơ", "Chủ tịch Huỳnh Đức Thơ") names `chair`, in full or by the given name."""
    if chair is None:
        return False
    name, words = folded(chair), tokens(said).fold
    return name in folded(said) or (len(words) <= 3 and bool(words) and words[-1] == name.split()[-1])
