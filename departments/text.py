"""Vietnamese text for machines: normal form, diacritic-free folding, and an alphabetical sort key.

Databases disagree about Vietnamese: binary order puts Đ after V, SQLite's full text does not fold đ,
and one name can be typed in two Unicode forms. So text is brought to NFC at every door, and columns
that are searched or sorted carry a value made here.
"""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {
    0x7F: None,
    0xAD: None,
    0xFEFF: None,
}

NUMBER_LENGTH = 18  # digits that surely fit a 64-bit id

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS)}
# Order of the tone marks as Vietnamese dictionaries have it: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def clean(value: str) -> str:
    """`value` in NFC, without control characters, with runs of spaces in a line made one."""
    text = unicodedata.normalize("NFC", value).translate(_CONTROL)
    return "\n".join(re.sub(r"[^\S\n]+", " ", line).strip() for line in text.splitlines()).strip()


def whole_number(value: str) -> int | None:
    """The number that `value` writes in plain digits, if it is one that a column of ids can hold."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= NUMBER_LENGTH else None


def fold(value: str) -> str:
    """`value` in lower case without any diacritic, đ as d, white space made single."""
    decomposed = unicodedata.normalize("NFD", value.casefold().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", bare).strip()


def sort_key(value: str, *, length: int = 200) -> str:
    """A key whose plain binary order is the Vietnamese alphabetical order of `value`.

    Letters rank first, tone marks only break ties; digits keep their order before letters.
    The key is cut at `length` characters, which is the width of the columns that hold it.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", value.casefold()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        if base in _LETTER_RANK:
            letters.append(_LETTER_RANK[base])
            tones.append(str(tone))
        elif base.isdigit():
            letters.append(f"!{base}")
            tones.append("0")
        else:
            letters.append(" ")
            tones.append("0")
    return ("".join(letters) + "#" + "".join(tones).rstrip("0"))[:length]


def given_name_key(full_name: str) -> str:
    """Sort key of a person: Vietnamese lists go by the given name, which stands last."""
    words = full_name.split()
    return sort_key(" ".join([words[-1], *words[:-1]]) if words else "")
