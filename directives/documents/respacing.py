"""Putting words together that a PDF has torn apart.

Where a font lacks the Vietnamese letters a printer takes each marked letter from another font, and the text comes
out in pieces: "T ỉ nh", "k ế t lu ậ n". Syllables are few (see `syllables`), so the pieces are joined again to
the fewest syllables they can make. A text that is not torn is left alone, word for word.
"""

import re
from typing import Final

from .common_syllables import COMMON
from .syllables import is_syllable

_MOST_PIECES: Final = 6  # of one syllable: "ngh|i|ê|ng" has four
_TORN: Final = 0.08  # share of pieces without a vowel; sound text has some 0.002 ("kg", "tr.")
_FEW_WORDS: Final = 12
_VOWELLESS: Final = re.compile(r"[bcdđghklmnpqrstvx]{1,3}", re.IGNORECASE)
_CORE: Final = re.compile(r"^([^\w]*)([^\W\d_]*)([^\w]*)$")
_LONGEST: Final = 12  # a syllable with its signs
_CLOSING: Final = frozenset(",;:.!?)”")
# Costs of a word. A piece that is a syllable already is rather left as it is; a rare syllable is rather not made.
_WRONG, _RARE, _COMMON, _WHOLE, _LOOSE_SIGN = 30, 14, 10, 9, 2


def mended(text: str) -> str:
    """`text` with torn syllables joined; unchanged unless it is plainly torn. Linear in its length."""
    words = text.split()
    if len(words) < _FEW_WORDS:
        return text
    torn = sum(1 for word in words if _VOWELLESS.fullmatch(word.strip(".,;:()")))
    if torn < _TORN * len(words):
        return text
    return "\n".join(" ".join(_joined(line.split(" "))) if line else line for line in text.split("\n"))


def _joined(pieces: list[str]) -> list[str]:
    """The cheapest way to read `pieces` as words, each syllable costing less than a piece that is none."""
    best: list[tuple[int, int]] = [(0, 0)]  # cost up to here, where the last word began
    for end in range(1, len(pieces) + 1):
        choices, length = [], 0
        for start in range(end - 1, max(-1, end - 1 - _MOST_PIECES), -1):
            length += len(pieces[start])
            if length > _LONGEST and start < end - 1:
                break
            cost = _cost(pieces[start:end])
            if cost is not None:
                choices.append((best[start][0] + cost, start))
        best.append(
            min(choices, key=lambda choice: (choice[0], -choice[1]))
        )  # the first word gets the letters
    found: list[str] = []
    end = len(pieces)
    while end:
        start = best[end][1]
        found.append("".join(pieces[start:end]))
        end = start
    return found[::-1]


def _cost(pieces: list[str]) -> int | None:
    """What reading `pieces` as one word costs; None where they cannot be one."""
    if len(pieces) == 1:
        core = _CORE.match(pieces[0])
        if core is None or not core[2]:
            return _LOOSE_SIGN if pieces[0] in _CLOSING else 0  # signs, numbers, what holds digits
        return _WHOLE if is_syllable(core[2]) else _WRONG
    whole = "".join(pieces)
    core = _CORE.match(whole)
    if core is None or not is_syllable(core[2]) or not _one_case(core[2]):
        return None
    if pieces[-1] in _CLOSING and len(pieces) == 2:
        return _WHOLE
    if any(not piece or not piece[-1].isalpha() for piece in pieces[:-1]):
        return None
    alone = all(len(piece) > 1 and is_syllable(piece.strip(".,;:()“”")) for piece in pieces)
    if alone:
        return None
    return _COMMON if core[2].lower() in COMMON else _RARE


def _one_case(word: str) -> bool:
    return word.isupper() or word[1:].islower()
