"""Lines of a printed page → paragraphs.

A PDF knows only lines. Whether two belong together is told, in this order, by a list mark, by the case of the
next letter, by indent and spacing where the document uses them, and by whether the next word would still have
had room on the line before.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from .stamps import is_secrecy_mark

_ENDED: Final = re.compile(r"[.!?:;…][\"'”’)\]»]*$")
_MARK: Final = re.compile(
    r"(?:[-–—+•*]|\(?\d{1,3}[.)]|\(?[a-zđA-ZĐ][.)]|[IVXL]{1,6}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+"
)
_SECTION: Final = re.compile(r"(?:Nơi nhận|Kính gửi|Số\s*:|Điều \d|Chương [IVXL\d]|Mục \d|Phụ lục)")
_OPENERS: Final = " \"'“‘(«["
_WORD_HYPHEN: Final = re.compile(r"(?<![\w])([a-z]{2,})-$")
_PAGE_NUMBER: Final = re.compile(
    r"(?:(?:trang|page)\s*)?[-–—]?\s*(\d{1,3})\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,3})?", re.I
)
_DIGITS: Final = re.compile(r"\d+")
_EDGE_LINES: Final = 3
_INDENT: Final = 6.0  # points; a first line is set in by 28 to 36
_DEEPEST_INDENT: Final = 60.0  # points; what begins further in is centred
_SAME: Final = 2.5  # points
_GAP: Final = 1.35  # of the usual distance between lines
_FULL: Final = 0.86  # of the usual width: letters differ in width, a line of capitals holds fewer
_FULL_CAPITALS: Final = 0.65


@dataclass(frozen=True)
class Line:
    """A line of text; its ends and `height` (from the foot of the page) in points, None where unknown.

    One that stands `apart` never goes on the line before it: it begins a column, or is the row of a table.
    """

    text: str
    left: float | None = None
    height: float | None = None
    apart: bool = False
    right: float | None = None


@dataclass(frozen=True)
class _Layout:
    width: float  # characters of a full line
    right: float | None  # where full lines end
    margin: float | None
    indent: float | None  # where the first lines of paragraphs begin, if they are set in
    gap: float | None  # points between lines of a paragraph
    spaced: bool  # paragraphs stand apart by more than that


def paragraphs(pages: list[list[Line]]) -> str:
    """The text of all pages, page numbers and running heads left out, paragraphs apart by a blank line.

    Lines that stay lines (a letterhead, a title) are apart by a line end.
    """
    bodies = _without_running_lines([[line for line in page if line.text.strip()] for page in pages])
    layout = _layout(bodies)
    pieces: list[str] = []
    last: Line | None = None
    for body in bodies:
        for number, line in enumerate(body):
            text = " ".join(line.text.split())
            if last is None:
                pieces.append(text)
            elif line.apart:
                pieces += ["\n\n", text]
            elif _joins(last, line, layout, same_page=number > 0):
                pieces.append(_seam(pieces, text))
            else:
                apart = (
                    _ENDED.search(last.text.rstrip()) or _starts(line, layout) or _is_gap(last, line, layout)
                )
                pieces += ["\n\n" if apart else "\n", text]
            last = line
    return "".join(pieces)


def _seam(pieces: list[str], text: str) -> str:
    """`text` as the continuation of what stands in `pieces`, with the space or without."""
    before = pieces[-1]
    if before.endswith("\u00ad"):
        pieces[-1] = before[:-1]
        return text
    if before.endswith("-") and before[-2:-1].isalnum():
        divided = _WORD_HYPHEN.search(before)
        # Vietnamese is not divided at line ends: a hyphen there is one of "05/TB-UBND". Foreign words are.
        if divided and text[:1].islower() and text[:1].isascii():
            pieces[-1] = before[:-1]
        return text
    return " " + text


def _layout(bodies: list[list[Line]]) -> _Layout:
    lines = [line for body in bodies for line in body]
    lengths = sorted(len(line.text.strip()) for line in lines)
    long_lines = [length for length in lengths if length > 30] or lengths or [0]
    width = float(long_lines[int(0.85 * (len(long_lines) - 1))])
    lefts = [round(line.left) for line in lines if line.left is not None]
    margin = float(Counter(lefts).most_common(1)[0][0]) if len(lefts) >= 5 else None
    gaps = [
        above.height - below.height
        for body in bodies
        for above, below in pairwise(body)
        if above.height is not None and below.height is not None and above.height - below.height > 1
    ]
    gap = median(gaps) if len(gaps) >= 5 else None
    wide = sum(1 for found in gaps if gap is not None and _GAP * gap < found < 3 * gap)
    rights = sorted(line.right for line in lines if line.right is not None and len(line.text) > 30)
    right = rights[int(0.8 * (len(rights) - 1))] - _SAME if len(rights) >= 5 else None
    return _Layout(
        width, right, margin, _indent(bodies, margin), gap, spaced=wide >= max(2, 0.05 * len(gaps))
    )


def _indent(bodies: list[list[Line]], margin: float | None) -> float | None:
    """The left edge of first lines: set in, with the next line back at the margin.

    The further lines of an item that hangs under its mark are set in as well, but stay there.
    """
    if margin is None:
        return None
    lines = [line for body in bodies for line in body if line.left is not None]
    edges: Counter[int] = Counter()
    for line, following in pairwise(lines):
        if line.left is not None and following.left is not None and abs(following.left - margin) <= _SAME:
            set_in = line.left - margin
            if _INDENT < set_in < _DEEPEST_INDENT:
                edges[round(line.left)] += 1
    edge, count = edges.most_common(1)[0] if edges else (0, 0)
    return float(edge) if count >= max(2, 0.03 * len(lines)) else None


def _is_indented(line: Line, layout: _Layout) -> bool:
    return layout.indent is not None and line.left is not None and abs(line.left - layout.indent) <= _SAME


def _starts(line: Line, layout: _Layout) -> bool:
    text = line.text.strip()
    return bool(_MARK.match(text) or _SECTION.match(text)) or _is_indented(line, layout)


def _is_gap(above: Line, below: Line, layout: _Layout) -> bool:
    if layout.gap is None or above.height is None or below.height is None:
        return False
    return above.height - below.height > _GAP * layout.gap


def _joins(above: Line, below: Line, layout: _Layout, *, same_page: bool) -> bool:
    before, after = above.text.strip(), below.text.strip()
    ended = bool(_ENDED.search(before))
    first_word = after.split(" ", 1)[0]
    full = _is_full(above, first_word, layout)
    mark = _MARK.match(after)
    if mark:
        # "- xã hội" may be the rest of "kinh tế - xã hội"; a capital after the mark is an item of its own.
        item = after[mark.end() : mark.end() + 1]
        if not item.islower() or ended or not full:
            return False
    elif _SECTION.match(after) and (ended or not full):
        return False
    if before.isupper() != after.isupper() and (before.isupper() or not full):
        return False
    lower = after.lstrip(_OPENERS)[:1].islower()
    if lower and not ended:
        return True
    if same_page and _is_gap(above, below, layout):
        return False
    if not full or _is_indented(below, layout):
        return False
    at_margin = False
    if layout.margin is not None and below.left is not None:
        at_margin = abs(below.left - layout.margin) <= _SAME
        hanging = above.left is not None and abs(below.left - above.left) <= _SAME
        if below.left - layout.margin > _INDENT and not hanging:
            return False
    # A sentence may end where its line does: that the next line lacks the indent, or the distance, of a new
    # paragraph tells that this one goes on.
    return not ended or lower or (layout.indent is not None and at_margin) or (layout.spaced and same_page)


def _is_full(above: Line, following: str, layout: _Layout) -> bool:
    """Whether the word `following` had no room left on the line above."""
    text = above.text.strip()
    if above.right is not None and above.left is not None and layout.right is not None:
        letter = (above.right - above.left) / max(len(text), 1)
        return above.right + (1 + len(following)) * letter > layout.right
    capitals = text.isupper() and following.isupper()
    return len(text) + 1 + len(following) > (_FULL_CAPITALS if capitals else _FULL) * layout.width


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop page numbers, and heads and feet that come back on most pages with at most the digits changed."""
    offsets: Counter[int] = Counter()
    masks: Counter[str] = Counter()
    for index, page in enumerate(pages):
        for place in _edges(page):
            number = _page_number(page[place].text)
            if number is not None:
                offsets[number - index] += 1
        masks.update({_mask(page[place].text) for place in _edges(page)})
    often = {mask for mask, count in masks.items() if len(pages) >= 3 and count >= 0.6 * len(pages)}
    kept: list[list[Line]] = []
    for index, page in enumerate(pages):
        dropped: set[int] = set()
        for place in _edges(page):
            number = _page_number(page[place].text)
            numbered = number is not None and (number == index + 1 or offsets[number - index] > 1)
            if (numbered or _mask(page[place].text) in often) and not is_secrecy_mark(page[place].text):
                dropped.add(place)
        kept.append([line for place, line in enumerate(page) if place not in dropped])
    return kept


def _edges(page: list[Line]) -> list[int]:
    count = len(page)
    return sorted({*range(min(_EDGE_LINES, count)), *range(max(0, count - _EDGE_LINES), count)})


def is_page_number(text: str) -> bool:
    return _page_number(text) is not None


def _page_number(text: str) -> int | None:
    found = _PAGE_NUMBER.fullmatch(text.strip())
    return int(found.group(1)) if found else None


def _mask(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split())).casefold()
