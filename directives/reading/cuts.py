"""The pieces of a sentence as values, and where its text may be cut."""

from __future__ import annotations

from dataclasses import dataclass

from directives.reading.constructions import Order

_TRAILING = " \t\r\n.;:,-–…/\u00a0"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that may be a directive: `leads` None means nobody is named in it."""

    start: int
    end: int
    leads: tuple[str, ...] | None
    order: Order
    action: int
    """Code point where the action begins."""
    own_list: bool = False
    head: int = 0
    """Code point where the order's construction begins, after an opening adverbial."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a sentence came to: its pieces, and whom a lead-in addresses ("… giao các sở:")."""

    pieces: tuple[Piece, ...]
    lead_in: tuple[str, ...] | None
    opens_list: bool


def trimmed_end(text: str, start: int, end: int) -> int:
    """`end` without closing punctuation; "…" stays where it closes an open list."""
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == "…" and end - 2 >= start and text[end - 2].isalnum():
            break
        end -= 1
    return end


def first_colon(text: str, start: int, end: int) -> int | None:
    """The first ":" outside brackets and quotes that has something on both sides."""
    depth = 0
    for at in range(start, end):
        sign = text[at]
        if sign in "(“":
            depth += 1
        elif sign in ")”":
            depth = max(0, depth - 1)
        elif sign == ":" and depth == 0 and not (text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()):
            return at if text[at + 1 : end].strip() else None
    return None
