"""The text of a conclusion cut for the screen: lines, and in them what belongs to which point.

Offsets are code points of `Conclusion.text`, end exclusive, and stay so to the browser.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from directives.models import ConclusionPoint

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^.;!?…\n]+(?:[.;!?…](?!\s|$)[^.;!?…\n]*)*[.;!?…]*")
_CUT = re.compile(r"(?<=[.;!?…])\s+")
_COMMA = re.compile(r"(?<=,)\s+")
HEAD_LINE = 120  # characters; the head of a notice has no longer line
SHORTEST = 12  # characters a sentence has before it is offered as a point


class HasPoint(Protocol):
    """Whatever the page knows about a point."""

    @property
    def point(self) -> ConclusionPoint: ...


@dataclass(frozen=True)
class Segment:
    """A run of characters of one line, of one point (`mark`) or of none. `first` begins the point's span."""

    start: int
    text: str
    mark: HasPoint | None = None
    first: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the document; `close` follows its predecessor directly.

    `kind` is title (capitals in the head of a notice), top (the rest of that head), heading or text.
    """

    segments: Sequence[Segment] = field(default_factory=list)
    kind: str = "text"
    close: bool = False


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    text: str


def lines(text: str, marks: Sequence[HasPoint]) -> list[Line]:
    """The text line by line, cut where points begin and end. `marks` are in text order, none overlapping."""
    body = _body(text, marks[0].point.start if marks else len(text))
    found: list[Line] = []
    end_before = -2
    for match in _LINE.finditer(text):
        start, end = match.span()
        if not match.group().strip():
            continue
        close = start - end_before == 1
        segments = list(_segments(text, start, end, marks))
        found.append(Line(segments, _kind(match.group(), in_head=start < body), close))
        end_before = end
    return found


def _segments(text: str, start: int, end: int, marks: Sequence[HasPoint]) -> Iterator[Segment]:
    at = start
    for mark in marks:
        point = mark.point
        if point.end <= at or point.start >= end:
            continue
        begin, finish = max(at, point.start), min(end, point.end)
        if begin > at:
            yield Segment(at, text[at:begin])
        yield Segment(begin, text[begin:finish], mark, first=begin == point.start)
        at = finish
    if at < end:
        yield Segment(at, text[at:end])


def _body(text: str, first_point: int) -> int:
    """Where the head of a notice ends: at its first long line. 0 for a text without capitals in its head."""
    capitals = False
    for match in _LINE.finditer(text, 0, first_point):
        if len(match.group()) > HEAD_LINE:
            return match.start() if capitals else 0
        capitals = capitals or _in_capitals(match.group())
    return 0


def _in_capitals(line: str) -> bool:
    return line == line.upper() and any(char.isalpha() for char in line) and len(line) <= HEAD_LINE


def _kind(line: str, *, in_head: bool) -> str:
    if in_head:
        return "title" if _in_capitals(line) else "top"
    return "heading" if _in_capitals(line) else "text"


def free_sentences(text: str, points: Sequence[ConclusionPoint]) -> list[Span]:
    """Sentences that belong to no point: what may become one without a selection by mouse."""
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        taken = any(point.start < end and point.end > start for point in points)
        if end - start >= SHORTEST and not taken:
            found.append(Span(start, end, text[start:end]))
    return found


def pieces(text: str, point: ConclusionPoint) -> list[Span]:
    """A point cut at the ends of its sentences, or at its commas where it is one sentence."""
    whole = text[point.start : point.end]
    for rule in (_CUT, _COMMA):
        bounds = [0, *(match.end() for match in rule.finditer(whole)), len(whole)]
        if len(bounds) > 2:
            return [
                Span(point.start + begin, point.start + end, whole[begin:end])
                for begin, end in pairwise(bounds)
                if end > begin
            ]
    return [Span(point.start, point.end, whole)]
