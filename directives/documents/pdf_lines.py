"""The letters of a page → its lines as a reader follows them: left to right, one column after the other."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from . import legacy
from .paragraphs import Line
from .pdf_glyphs import Glyph
from .tables import is_mark

_SAME_LINE: Final = 0.4  # of the size of the letters: how far apart their feet may stand
_SPACE: Final = 0.16  # of the size: a gap that wide parts words
_COLUMN_GAP: Final = 2.0  # of the size: a gap that wide may part columns; a stretched space is half of that
_GUTTER: Final = 6.0  # points that all lines of two columns leave free between them
_NEXT_LINE: Final = 3.0  # of the size: columns go on over a gap that high
_MOST_ROWS: Final = 200  # of two columns side by side
_TWICE: Final = 0.12  # of the size: the same letter drawn again so near is bold
_RECIPIENTS: Final = re.compile(r"nơi nhận\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"số\s*:", re.IGNORECASE)
_TURNED: Final = 3  # degrees


@dataclass(frozen=True)
class Run:
    """Letters of a line that stand together."""

    text: str
    left: float
    right: float
    base: float
    size: float


def upright(glyphs: list[Glyph]) -> list[Glyph]:
    """Those that stand as most of the page does: not a stamp set slantwise, nor a note along the margin."""
    angles = Counter(glyph.angle for glyph in glyphs)
    main = angles.most_common(1)[0][0] if angles else 0
    return [glyph for glyph in glyphs if (glyph.angle - main + _TURNED) % 360 <= 2 * _TURNED]


def page_lines(glyphs: list[Glyph], encodings: set[str]) -> list[Line]:
    """The lines of upright `glyphs`, from the top; old font encodings met are added to `encodings`."""
    return _in_columns([_runs(row, encodings) for row in _rows(glyphs)])


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters that share a line, from the top."""
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if not rows or base - glyph.base > _SAME_LINE * max(size, glyph.size):
            rows.append([])
            base, size = glyph.base, glyph.size
        rows[-1].append(glyph)
        size = max(size, glyph.size)
    return rows


def _runs(row: list[Glyph], encodings: set[str]) -> list[Run]:
    """The letters of a line from left to right, cut where a gap may part columns."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        if not glyph.text.strip():
            if last is not None and runs[-1][-1].text != " ":
                runs[-1].append(glyph._replace(text=" "))
            continue
        if last is not None:
            size = max(last.size, glyph.size)
            if glyph.text == last.text and abs(glyph.left - last.left) < _TWICE * size:
                continue
            gap = glyph.left - last.right
            if gap > _COLUMN_GAP * size and not is_mark(_words(runs[-1])):
                runs.append([])
            elif gap > _SPACE * size and runs[-1][-1].text != " ":
                runs[-1].append(glyph._replace(text=" "))
        if not runs:
            runs.append([])
        runs[-1].append(glyph)
        last = glyph
    found = []
    for run in runs:
        text = _converted(run, encodings)
        letters = [glyph for glyph in run if glyph.text != " "]
        size = Counter(round(glyph.size, 1) for glyph in letters).most_common(1)[0][0]
        found.append(Run(text, letters[0].left, max(glyph.right for glyph in letters), letters[0].base, size))
    return found


def _words(run: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in run).strip() if len(run) < 12 else ""


def _converted(run: list[Glyph], encodings: set[str]) -> str:
    pieces = []
    for font, letters in groupby(run, key=lambda glyph: glyph.font):
        text, encoding = legacy.convert_font("".join(glyph.text for glyph in letters), font)
        if encoding:
            encodings.add(encoding)
        pieces.append(text)
    return "".join(pieces).strip()


def _in_columns(rows: list[list[Run]]) -> list[Line]:
    """Rows one below the other; where two columns stand side by side, the left one whole and then the right one."""
    lines: list[Line] = []
    place = 0
    apart = False
    while place < len(rows):
        end, middle = _columns_from(rows, place) if len(rows[place]) > 1 else (place, 0.0)
        if end == place:
            row = rows[place]
            lines.append(_line(row, apart=apart))
            apart = False
            place += 1
            continue
        for number, side in enumerate(("left", "right")):
            column = [
                [run for run in row if (run.left < middle) == (side == "left")] for row in rows[place:end]
            ]
            for position, row in enumerate(part for part in column if part):
                lines.append(_line(row, apart=(position == 0 and (number > 0 or bool(lines)))))
        place, apart = end, True
    return lines


def _columns_from(rows: list[list[Run]], place: int) -> tuple[int, float]:
    """(index behind the last row of the two columns that begin at `place`, where their gutter is); `place` for none."""
    first = rows[place]
    gaps = [(right.left - left.right, left.right, right.left) for left, right in pairwise(first)]
    _, low, high = max(gaps)
    end = last_right = place + 1
    while end < min(len(rows), place + _MOST_ROWS):
        row = rows[end]
        if rows[end - 1][0].base - row[0].base > _NEXT_LINE * max(row[0].size, rows[end - 1][0].size):
            break
        narrowed = _gutter(row, low, high)
        if narrowed is None:
            break
        low, high = narrowed
        end += 1
        if row[-1].left >= high:
            last_right = end
    middle = (low + high) / 2
    left = [(number, run.text) for number in range(place, end) for run in rows[number] if run.left < middle]
    if any(_RECIPIENTS.match(text) for _, text in left):
        return end, middle
    # What stands below the right column alone is merely short, but for the number of the document.
    return max([last_right, *(number + 1 for number, text in left if _NUMBER.match(text))]), middle


def _gutter(row: list[Run], low: float, high: float) -> tuple[float, float] | None:
    """What of the gutter from `low` to `high` the row leaves free; None where it runs through it."""
    for run in row:
        nearer_left = run.left - low < high - run.right
        if nearer_left and run.right <= high - _GUTTER:
            low = max(low, run.right)
        elif not nearer_left and run.left >= low + _GUTTER:
            high = min(high, run.left)
        else:
            return None
    return (low, high) if high - low >= _GUTTER else None


def _line(row: list[Run], *, apart: bool = False) -> Line:
    text = " ".join(run.text for run in row)
    return Line(text, row[0].left, row[0].base, apart, row[-1].right)
