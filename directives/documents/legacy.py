"""Vietnamese from before Unicode: the TCVN3 (ABC) and VNI-Windows font encodings.

Both reuse the Western code page: the bytes are Windows-1252, and only the font draws them as Vietnamese. So
both are met in bytes and, just as often, inside Unicode files, where U+00B5 is meant as "à". The tables are
laid out here from the two standards: TCVN 5712:1993 (its VN2 set, of which the fonts draw VN3: small letters
with tones, seven capitals without) and VNI-Windows (letter, then a second character for the mark).
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from .syllables import Score, is_syllable, score


def _run(start: int, letters: str) -> dict[int, str]:
    """Consecutive code points from `start`."""
    return {start + place: letter for place, letter in enumerate(letters)}


_TCVN3: Final[Mapping[int, str]] = _run(0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ") | _run(
    0xB5, "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)

_TONE_SIGNS: Final = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HAT_SIGNS: Final = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_BREVE_SIGNS: Final = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SINGLE: Final = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni_table() -> dict[str, str]:
    """Every VNI sequence of one or two characters to its letter, in NFC."""
    small: dict[str, str] = dict(_VNI_SINGLE)
    for base, letter in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}.items():
        for sign, tone in _TONE_SIGNS.items():
            small[base + sign] = letter + tone
    for base, letter in {"a": "â", "e": "ê", "o": "ô"}.items():
        for sign, tone in _HAT_SIGNS.items():
            small[base + sign] = letter + tone
    for sign, tone in _BREVE_SIGNS.items():
        small["a" + sign] = "ă" + tone
    table: dict[str, str] = {}
    for source, target in small.items():
        letter = unicodedata.normalize("NFC", target)
        table[source] = letter
        # A capital is followed by the capital sign in "AÂ", by the small one in "Aâm"; both are met.
        table[source.upper()] = letter.upper()
        table[source[0].upper() + source[1:]] = letter.upper()
    return table


_VNI: Final[Mapping[str, str]] = _vni_table()
_VNI_PATTERN: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_WORD: Final = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """TCVN3 shown as Western characters → Vietnamese (NFC).

    The fonts have no capitals with a tone: in a word typed in capitals they come out small, and are raised
    here where the letters around them say so ("HéI" → "HộI" → "HỘI").
    """
    return _WORD.sub(_raise_capitals, text.translate(_TCVN3))


def _raise_capitals(found: re.Match[str]) -> str:
    word = found.group()
    plain = [letter for letter in word if letter.isascii()]
    in_capitals = plain and all(letter.isupper() for letter in plain) and any(c.isupper() for c in word[1:])
    return word.upper() if in_capitals else word


def from_vni(text: str) -> str:
    """VNI-Windows shown as Western characters → Vietnamese (NFC)."""
    return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)


def western(data: bytes) -> str:
    """Windows-1252 with the five bytes it leaves open kept as C1 controls, as browsers do; never fails."""
    return data.decode("latin-1").translate(_WESTERN)


_WESTERN: Final[Mapping[int, str]] = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_WESTERN_BACK: Final[Mapping[int, int]] = {ord(character): byte for byte, character in _WESTERN.items()}


def _bytes_behind(text: str) -> bytes | None:
    try:
        return text.translate(_WESTERN_BACK).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _signs(first: int, last: int) -> str:
    """A class of the characters that bytes from `first` to `last` become when read as Western."""
    signs = {sign for byte in range(first, last + 1) for sign in (chr(byte), _WESTERN.get(byte, chr(byte)))}
    return "[" + "".join(sorted(map(re.escape, signs))) + "]"


_TAIL: Final = _signs(0x80, 0xBF)
_MISREAD: Final = re.compile(
    f"{_signs(0xC2, 0xDF)}{_TAIL}|{_signs(0xE0, 0xEF)}{_TAIL}{{2}}|{_signs(0xF0, 0xF4)}{_TAIL}{{3}}"
    # Signs that programs drop or change on the way: the no-break space of "à", the soft hyphen of "í" and "ậ"; and the
    # bytes that the Western page leaves open, which are lost.
    f"|(?P<blank>Ã )|(?P<bare>Ã)(?=[a-z]|$)|(?P<hat>áº)(?=[a-z])|(?P<lost>{_signs(0xC2, 0xDF)}\ufffd|á[º»]\ufffd?)",
    re.MULTILINE,
)


def from_mojibake(text: str) -> str:
    """UTF-8 that was read as Western and stored again, perhaps twice → what it was; the rest stays."""
    once = _MISREAD.sub(_read_again, text)
    return _MISREAD.sub(_read_again, once) if once != text else text


def _read_again(found: re.Match[str]) -> str:
    if found["lost"]:
        return "\ufffd"
    if found.lastgroup:
        return {"blank": "à", "bare": "í", "hat": "ậ"}[found.lastgroup]
    raw = _bytes_behind(found.group())
    return found.group() if raw is None else raw.decode("utf-8", "replace")


def _readings(text: str) -> list[tuple[str, str]]:
    """(warning, text) for each old encoding `text` might be in."""
    found = [("converted_tcvn3", from_tcvn3(text)), ("converted_vni", from_vni(text))]
    raw = _bytes_behind(text)
    if raw is not None:
        found.append(
            ("converted_windows_1258", unicodedata.normalize("NFC", raw.decode("cp1258", "replace")))
        )
    found.append(("converted_mojibake", from_mojibake(text)))
    return found


def best_reading(text: str, *, sample: int = 60_000) -> tuple[str, Score] | None:
    """The warning code and score of the old encoding that gives the most Vietnamese; None where none does.

    `text` (Western characters) is judged by its first lines that are not plain ASCII.
    """
    if len(text) > sample:  # a web page may begin with more script than that
        text = "\n".join(line for line in text.split("\n") if not line.isascii())
    scored = [(warning, score(reading)) for warning, reading in _readings(text[:sample])]
    warning, best = max(scored, key=lambda pair: pair[1].good - 2 * pair[1].bad)
    return (warning, best) if best.good else None


def convert(text: str, warning: str) -> str:
    """`text` (Western characters) read in the encoding named by `warning`.

    Lines with characters no Western byte stands for keep what they have: they were never in that encoding.
    """
    if warning == "converted_tcvn3":
        return from_tcvn3(text)
    if warning == "converted_vni":
        return from_vni(text)
    if warning == "converted_mojibake":
        return from_mojibake(text)
    lines = text.split("\n")
    for place, line in enumerate(lines):
        raw = _bytes_behind(line)
        if raw is not None:
            lines[place] = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
    return "\n".join(lines)


def convert_font(text: str, font: str) -> tuple[str, str | None]:
    """Text set in `font` (its name, "ABCDEF+" of a PDF subset taken off) → (text, warning code or None).

    The surest sign there is: the ABC fonts are called .VnTime, .VnArialH …, the VNI fonts VNI-Times …
    """
    encoding = (
        "converted_tcvn3" if font.startswith(".Vn") else "converted_vni" if font.startswith("VNI-") else None
    )
    if encoding and not text.isascii() and not _is_retyped(text, converted := convert(text, encoding)):
        text = converted
    else:
        encoding = None
    # The ABC fonts draw capitals from small letters in the variants named with a final H (.VnTimeH).
    return (text.upper() if font.startswith(".Vn") and font.endswith("H") else text), encoding


def _is_retyped(text: str, converted: str) -> bool:
    """Old fonts stay set on text long since typed anew in Unicode: then there is nothing to convert."""
    if any("\u0100" <= letter < "\u2000" or letter >= "\u2100" for letter in text):
        return True
    now = score(text)
    return now.good > 0 and now.bad == 0 and score(converted).bad > 0


_ETH: Final = re.compile(r"\b\w*[ÐðƉɖ]\w*")
_TO_VIETNAMESE_D: Final = str.maketrans("ÐðƉɖ", "ĐđĐđ")


def with_our_d(text: str) -> str:
    """The Icelandic letters that look like Đ and đ put right, in words that are Vietnamese then."""

    def put_right(found: re.Match[str]) -> str:
        word = found.group().translate(_TO_VIETNAMESE_D)
        return word if is_syllable(word) or word.isupper() else found.group()

    return _ETH.sub(put_right, text)


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Vietnamese typed in an old font encoding inside a Unicode file → Unicode; good text is returned as is.

    The whole text first; where that reads well, line by line, because a letterhead kept from an old file is
    often the only part still in the old encoding. A line needs four words that are wrong as they stand and
    right after the change: below that a French name would be "repaired".
    """
    if text.isascii():
        return text, ()
    now = score(text)
    if now.total >= 3 and now.share < 0.5:
        best = best_reading(text)
        if best and best[1].share >= 0.85 and best[1].good > now.good:
            return convert(text, best[0]), (best[0],)
    warnings: set[str] = set()
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.isascii():
            continue
        now = score(line)
        if now.bad < 4 or now.share > 0.4:
            continue
        best = best_reading(line)
        if best and best[1].good >= 4 and best[1].share >= 0.9:
            lines[place] = convert(line, best[0])
            warnings.add(best[0])
    return "\n".join(lines), tuple(sorted(warnings))
