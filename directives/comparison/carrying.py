"""Points of the earlier text found again, word for word, in the later one.

What the clerk cut, joined, added or dropped by hand stays so: a later text is not read against those decisions.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Span = tuple[int, int]
_WORD = re.compile(r"\S+")


class _Words:
    """A text as its words with one space between, and the way back to its own offsets."""

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []  # of each word in `joined`
        self.spans: list[Span] = []  # of each word in the text
        words, at = [], 0
        for match in _WORD.finditer(text):
            self.starts.append(at)
            self.spans.append(match.span())
            words.append(match.group())
            at += len(match.group()) + 1
        self.joined = " ".join(words)

    def find(self, wanted: str, begin: int) -> Span | None:
        """The span of `wanted` in the text from offset `begin` of `joined` on; it begins and ends with a word."""
        at = self.joined.find(wanted, begin)
        while at != -1:
            end = at + len(wanted)
            first = bisect_left(self.starts, at)
            if first < len(self.starts) and self.starts[first] == at and self._ends_word(end):
                last = bisect_right(self.starts, end - 1) - 1
                return self.spans[first][0], self.spans[last][1] - self._cut(last, end)
            at = self.joined.find(wanted, at + 1)
        return None

    def _ends_word(self, end: int) -> bool:
        return end >= len(self.joined) or not self.joined[end].isalnum()

    def _cut(self, last: int, end: int) -> int:
        """Characters of the last word beyond the end: a point may end before its full stop."""
        start, stop = self.spans[last]
        return self.starts[last] + (stop - start) - end


def carried_over(old: str, points: Sequence[Span], new: str) -> list[Span | None]:
    """For each point of `old` its span in `new`, or None where its words stand there no more.

    Looked for in order first, then anywhere; no two points get the same words.
    """
    words = _Words(new)
    places = {span[0]: at for at, span in zip(words.starts, words.spans, strict=True)}
    found: list[Span | None] = []
    taken: set[Span] = set()
    begin = 0
    for start, end in points:
        wanted = " ".join(old[start:end].split())
        span = words.find(wanted, begin) or words.find(wanted, 0)
        if span is None or any(overlaps(span, other) for other in taken):
            found.append(None)
            continue
        taken.add(span)
        begin = places[span[0]] + len(wanted)
        found.append(span)
    return found


def passed_over(old: str, points: Sequence[Span], new: str, spans: Sequence[Span]) -> set[Span]:
    """Those of `spans` of the later text whose words stood in the earlier one and were made no point there."""
    words, kept = _Words(old), set()
    for start, end in spans:
        span = words.find(" ".join(new[start:end].split()), 0)
        if span is not None and not any(overlaps(span, point) for point in points):
            kept.add((start, end))
    return kept


def overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
