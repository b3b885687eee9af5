"""Lines, paragraphs and list marks: the text as blocks with a nesting level."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Kinds of list mark; the level of a kind is the order in which kinds open inside one another.
_MARKS = (
    ("roman", re.compile(r"(?:Phần |PHẦN )?[IVX]{1,6}\s?[.)/:]\s+(?=\S)")),
    ("decimal", re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\S)")),
    ("number", re.compile(r"(?:(?:Điều|Mục|Câu)\s+)?\d{1,2}\s?[.)/]\s*(?=[^\W\d_]|[“\"(])")),
    ("bracket", re.compile(r"\(\d{1,2}\)\s*(?=\S)")),
    ("small roman", re.compile(r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)\s*(?=\S)")),
    ("letter", re.compile(r"(?:[a-zđ]\s?[.)]|\([a-zđ]\))\s+(?=\S)")),
    ("dash", re.compile(r"[-–—]\s*(?=[^\W\d_])")),
    ("plus", re.compile(r"\+\s*(?=[^\W_])")),
    ("bullet", re.compile(r"[*•●▪◦○■‣✓➢o]\s+(?=[^\W_])|[•●▪◦■‣✓➢]\s*(?=[^\W_])")),
)
_CELLS = re.compile(r"[ \t]\|[ \t]|\t")
_ENDING = tuple('.;:!?…”"')


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item: `body` is where its text begins after the mark, `level` 0 means no mark."""

    start: int
    body: int
    end: int
    mark: str | None
    level: int
    gap: bool
    """Whether a blank line (or the beginning) stands before it."""


def _lines(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append((start, end))
    return found


def mark_at(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The kind of list mark at `start` and where the text after it begins."""
    head = text[start : min(end, start + 24)]
    for kind, pattern in _MARKS:
        match = pattern.match(head)
        if match:
            return kind, start + match.end()
    return None, start


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the text comes from a page with hard line ends (then most long lines stop mid-sentence)."""
    long = [(s, e) for s, e in lines if e - s >= 45]
    if len(long) < 6:
        return False
    open_ended = sum(1 for s, e in long if text[e - 1] not in _ENDING)
    widest = sorted(e - s for s, e in long)[int(len(long) * 0.9)]
    return widest <= 130 and open_ended * 2 > len(long)


def blocks(text: str) -> list[Block]:
    """The blocks of `text` in order."""
    lines = _lines(text)
    wrapped = _is_wrapped(text, lines)
    joined: list[tuple[int, int, bool]] = []
    for start, end in lines:
        gap = not joined or text.count("\n", joined[-1][1], start) > 1
        if joined and not gap and _goes_on(text, joined[-1][0], joined[-1][1], start, end, wrapped):
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, gap))
    found: list[Block] = []
    open_kinds: list[str] = []
    for start, end, gap in joined:
        kind, body = mark_at(text, start, end)
        if kind is None:
            found.append(Block(start, start, end, None, 0, gap))
            continue
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        else:
            if kind == "roman":
                open_kinds.clear()
            open_kinds.append(kind)
        found.append(Block(start, body, end, kind, len(open_kinds), gap))
    return found


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether the line is a row of a table: three cells or more."""
    return len(_CELLS.findall(text, start, min(end, start + 2000))) > 1


def _goes_on(text: str, first: int, last: int, start: int, end: int, wrapped: bool) -> bool:
    """Whether the line [start, end) goes on the paragraph [first, last)."""
    if mark_at(text, start, end)[0] is not None:
        return False
    line = max(first, text.rfind("\n", first, last) + 1)
    if _is_row(text, start, end) or _is_row(text, line, last):
        return False
    if text[start].islower() and text[last - 1] not in ".!?:;":
        return True
    if not wrapped or text[last - 1] in ".:;!?":
        return False
    return last - line >= 55
