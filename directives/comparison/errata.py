"""A notice that only names what is to be corrected: “X”, now to be read “Y”. Its corrections, put into the text.

The usual form of a Vietnamese correction: at which place, what was printed, what it should have been, both quoted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUOTED = r"[“\"«]\s*(?P<{}>[^”\"»]{{1,2000}}?)\s*[”\"»]"
_PRINTED = r"(?:đã|được)?\s*(?:in|ghi|viết|nêu|đánh máy|nội dung)\b[^“\"«\n]{0,60}\n?[^“\"«\n]{0,20}"
_CORRECTED = (
    r"(?:nay|xin|được|đề nghị)?\s*(?:sửa|đính chính|điều chỉnh|chỉnh sửa|đọc|thay)\b"
    r"[^“\"«\n]{0,60}\n?[^“\"«\n]{0,20}"
)
_ERRATUM = re.compile(
    _PRINTED
    + _QUOTED.format("wrong")
    + r"[\s,;.:–-]{0,12}(?:nay\s+|xin\s+)?"
    + _CORRECTED
    + _QUOTED.format("right"),
    re.IGNORECASE,
)
MOST = 200  # corrections of one notice
LONGEST = 50_000  # characters; a longer text is the conclusion itself


@dataclass(frozen=True)
class Erratum:
    """Words as they were printed, and as they should have been."""

    wrong: str
    right: str


def errata(text: str) -> list[Erratum]:
    """The corrections a notice names, in its order; none where it is no such notice."""
    found: list[Erratum] = []
    if len(text) > LONGEST:
        return found
    for match in _ERRATUM.finditer(text):
        erratum = Erratum(" ".join(match["wrong"].split()), " ".join(match["right"].split()))
        if erratum.wrong != erratum.right and erratum not in found:
            found.append(erratum)
    return found[:MOST]


def corrected(text: str, found: Sequence[Erratum]) -> tuple[str, list[Erratum]]:
    """`text` with the corrections put in, and those that were not, as their words stand nowhere or more than once."""
    left = []
    for erratum in found:
        places = list(_anywhere(erratum.wrong).finditer(text))
        if len(places) != 1:
            left.append(erratum)
            continue
        start, end = places[0].span()
        text = text[:start] + erratum.right + text[end:]
    return text, left


def _anywhere(words: str) -> re.Pattern[str]:
    """The words with any white space between them, not in the middle of others."""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)")
