"""Texts that are not read, each with the code of a reason a clerk understands."""

from __future__ import annotations

import re
import unicodedata

from directives.reading.chairs import PERSON
from directives.reading.folding import folded

LONGEST_TEXT = 2_000_000
"""Code points; a longer text is no notice and is not read."""
_LOOKED_AT = 20_000  # code points that tell what kind of text it is
_LETTERS = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_CELLS = re.compile(r"\t+|\s*\|\s*| {3,}")
_MINUTES = re.compile(r"(?:^|\n)\s*biên bản(?=\s)")
_CHAIRED = re.compile(
    r"(?:^|\n)[^\n]{0,40}[Cc]hủ (?:trì|tọa)[^\n:]{0,60}:(?P<who>[^\n]{0,400}(?:\n\s*[-+•][^\n]{0,200}){0,6})"
)
_CONCLUDED = re.compile(
    rf"(?P<who>{PERSON})[^\n.;]{{0,60}}[Kk]ết luận"
    rf"|(?:[Kk]ết luận|KẾT LUẬN)[^\n.;]{{0,60}}?(?P<whose>{PERSON})"
)
_NAME = re.compile(PERSON)


def before_reading(text: str) -> str | None:
    """The code why `text` is not read at all; None where it may be."""
    if not text.strip():
        return "empty"
    if len(text) > LONGEST_TEXT:
        return "too_long"
    head = unicodedata.normalize("NFC", text[:_LOOKED_AT])
    if _is_garbled(head):
        return "garbled"
    if not _is_vietnamese(head) and not _is_vietnamese(unicodedata.normalize("NFC", text)):
        return "not_vietnamese"
    if _is_only_table(head):
        return "only_table"
    if _has_several_chairs(head):
        return "several_chairs"
    return None


def _is_vietnamese(text: str) -> bool:
    letters = len(_LETTERS.findall(text))
    return letters > 0 and len(_VIETNAMESE.findall(text.lower())) >= letters * 0.05


def _is_garbled(text: str) -> bool:
    """Whether more than one sign in twenty means nothing: controls, private use, replaced bytes."""
    strange = sum(
        1
        for sign in text
        if sign == "\ufffd"
        or (sign not in "\n\r\t\x0b\x0c\x85" and unicodedata.category(sign) in {"Cc", "Co", "Cn", "Cs"})
    )
    return strange * 20 > len(text)


def _is_only_table(text: str) -> bool:
    """Whether at least nine lines in ten are rows of cells and none outside them is a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = [line for line in lines if len([cell for cell in _CELLS.split(line) if cell]) >= 3]
    return len(rows) >= 3 and len(rows) * 10 >= len(lines) * 9


def _has_several_chairs(text: str) -> bool:
    """Whether these are minutes with two chairs or more of whom not exactly one concluded."""
    if not _MINUTES.search(folded(text[:2500])):
        return False
    chaired = _CHAIRED.search(text[:6000])
    people = {folded(match.group()) for match in _NAME.finditer(chaired["who"])} if chaired else set()
    if len(people) < 2:
        return False
    concluded = {
        name
        for match in _CONCLUDED.finditer(text)
        for name in people
        if name in folded(match["who"] or match["whose"])
    }
    return len(concluded) != 1
