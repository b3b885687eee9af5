"""Tables ruled on a page: lines that cross → cells, merged ones included, and the letters that stand in them."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .paragraphs import Line, is_page_number
from .pdf_glyphs import Glyph
from .pdf_lines import page_lines
from .pdf_rules import Rule
from .tables import TASKS_AS_SENTENCES, Cell, is_item, is_layout, is_mark, row_lines

_SAME: Final = 3.0  # points: rules that near are one
_SHORT: Final = 6.0  # points: no side of a cell
_MOST_LINES: Final = 400  # rules one way in a table; a page holds some 80 rows
_FEWEST: Final = 3  # rules each way: two rows of two columns


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, where it stands, and its columns' edges."""

    rows: list[list[Cell]]
    top: float
    low: float
    edges: tuple[float, ...]

    def goes_on(self, other: "Grid") -> bool:
        """Whether `other`, on the next page, may be the rest of this table."""
        return len(self.edges) == len(other.edges) and all(
            abs(mine - its) < 2 * _SAME for mine, its in zip(self.edges, other.edges, strict=True)
        )


def grids(
    rules: Sequence[Rule], glyphs: list[Glyph], notes: set[str], check_time: Callable[[], None]
) -> tuple[list[Grid], list[Glyph]]:
    """(the tables that `rules` make from the top, the glyphs that stand in none)."""
    found: list[Grid] = []
    for group in _touching(rules, check_time):
        check_time()
        uprights = [rule for rule in group if rule.high - rule.low > _SHORT]
        across = [rule for rule in group if rule.right - rule.left > _SHORT]
        if not uprights or not across:
            continue
        # A table open at its sides, or cut by the end of the page, reaches as far as its rules do.
        sides = [min(rule.left for rule in across), max(rule.right for rule in across)]
        ends = [min(rule.low for rule in uprights), max(rule.high for rule in uprights)]
        edges = _merged([*((rule.left + rule.right) / 2 for rule in uprights), *sides])
        heights = _merged([*((rule.low + rule.high) / 2 for rule in across), *ends])[::-1]
        if not (_FEWEST <= len(edges) <= _MOST_LINES and _FEWEST <= len(heights) <= _MOST_LINES):
            continue
        inside = [
            glyph
            for glyph in glyphs
            if edges[0] < (glyph.left + glyph.right) / 2 < edges[-1] and heights[-1] < glyph.base < heights[0]
        ]
        if inside:
            taken = set(map(id, inside))
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
            rows = _Cells(edges, heights, uprights, across).rows(inside, notes)
            found.append(Grid(rows, heights[0], heights[-1], tuple(edges)))
    return sorted(found, key=lambda grid: -grid.top), glyphs


def in_order(lines: list[Line], tables: list[Grid]) -> list[Line | Grid]:
    """Lines and tables of a page from the top; the lines keep their order among themselves."""
    found: list[Line | Grid] = []
    waiting = list(tables)
    for line in lines:
        while waiting and line.height is not None and line.height < waiting[0].low:
            found.append(waiting.pop(0))
        found.append(line)
    return found + waiting


def table_lines(pages: list[list[Line | Grid]], notes: set[str]) -> list[list[Line]]:
    """The pages with a line for each row of their tables; a table that goes on over the page is one."""
    lines: list[list[Line]] = [[] for _ in pages]
    going_on: Grid | None = None
    whole: list[tuple[int, int, Grid]] = []  # page, place among its lines, table
    for number, page in enumerate(pages):
        for item in page:
            if isinstance(item, Line):
                lines[number].append(item)
                going_on = going_on if is_page_number(item.text) else None
            elif going_on is not None and going_on.goes_on(item):
                _go_on(going_on.rows, item.rows)
            else:
                whole.append((number, len(lines[number]), item))
                going_on = item
    for number, place, grid in reversed(whole):
        after = lines[number][place:]
        if after:
            after[0] = replace(after[0], apart=True)
        lines[number][place:] = [*_row_lines(grid, notes), *after]
    return lines


def _go_on(above: list[list[Cell]], rows: list[list[Cell]]) -> None:
    """Add to `above` the rows behind the end of a page: a row cut in two is put together, an empty cell over several
    rows goes on from the page before."""
    below = {cell.column for cell in rows[1] if cell.continued} if len(rows) > 1 else set()
    first = [replace(cell, continued=cell.column in below and not cell.text) for cell in rows[0]]
    numbers = [row[0].flat for row in above if row and row[0].flat]
    cut = len(numbers) > 1 and is_mark(numbers[-1]) and above[-1][0].flat and not first[0].text
    if cut and [cell.column for cell in first] == [cell.column for cell in above[-1]]:
        joined = zip(above[-1], first, strict=True)
        above[-1] = [replace(cell, text=f"{cell.text} {rest.text}".strip()) for cell, rest in joined]
    else:
        above.append(first)
    above.extend(rows[1:])


def _row_lines(grid: Grid, notes: set[str]) -> list[Line]:
    if is_layout(grid.rows):
        said = [line for row in grid.rows for cell in row for line in cell.text.split("\n") if line]
    else:
        said, made_sentences = row_lines(grid.rows)
        if made_sentences:
            notes.add(TASKS_AS_SENTENCES)
    return [Line(text, height=grid.top, apart=True) for text in said]


def _touching(rules: Sequence[Rule], check_time: Callable[[], None]) -> list[list[Rule]]:
    """Rules in groups that hang together, found by sweeping from left to right."""
    parents = list(range(len(rules)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    order = sorted(range(len(rules)), key=lambda place: rules[place].left)
    open_places: list[int] = []
    for place in order:
        check_time()
        rule = rules[place]
        open_places = [other for other in open_places if rules[other].right >= rule.left - _SAME]
        for other in open_places[-_MOST_LINES:]:
            if rules[other].low <= rule.high + _SAME and rules[other].high >= rule.low - _SAME:
                parents[root(place)] = root(other)
        open_places.append(place)
    groups: dict[int, list[Rule]] = {}
    for place, rule in enumerate(rules):
        groups.setdefault(root(place), []).append(rule)
    return [group for group in groups.values() if len(group) >= 2 * _FEWEST]


def _merged(values: list[float]) -> list[float]:
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _SAME:
            merged.append(value)
    return merged


class _Cells:
    """The cells between the rules; one that no rule parts from its neighbour is the same as it."""

    def __init__(
        self, edges: list[float], heights: list[float], uprights: list[Rule], across: list[Rule]
    ) -> None:
        self._edges, self._heights = edges, heights
        self._walls: set[tuple[int, int]] = set()  # (row, column): a rule on the left of that cell
        self._lids: set[tuple[int, int]] = set()  # … above it
        for rule in uprights:
            column = _place((rule.left + rule.right) / 2, edges)
            for row in range(len(heights) - 1):
                if rule.low < (heights[row] + heights[row + 1]) / 2 < rule.high:
                    self._walls.add((row, column))
        for rule in across:
            row = _place(-(rule.low + rule.high) / 2, [-height for height in heights])
            for column in range(len(edges) - 1):
                if rule.left < (edges[column] + edges[column + 1]) / 2 < rule.right:
                    self._lids.add((row, column))

    def rows(self, glyphs: list[Glyph], notes: set[str]) -> list[list[Cell]]:
        standing: dict[tuple[int, int], list[Glyph]] = {}
        first: dict[tuple[int, int], tuple[int, int]] = {}
        downwards = [-height for height in self._heights]
        for glyph in glyphs:
            row = _band(-glyph.base, downwards)
            column = _band((glyph.left + glyph.right) / 2, self._edges)
            if (row, column) not in first:
                first[row, column] = self._first(row, column)
            standing.setdefault(first[row, column], []).append(glyph)
        table = []
        for row in range(len(self._heights) - 1):
            cells, column = [], 0
            while column < len(self._edges) - 1:
                end = column + 1
                while end < len(self._edges) - 1 and (row, end) not in self._walls:
                    end += 1
                lines = page_lines(standing.get((row, column), []), notes)
                continued = row > 0 and (row, column) not in self._lids
                cells.append(Cell(_text(lines), column, end - column, continued))
                column = end
            table.append(cells)
        return table

    def _first(self, row: int, column: int) -> tuple[int, int]:
        while column > 0 and (row, column) not in self._walls:
            column -= 1
        while row > 0 and (row, column) not in self._lids:
            row -= 1
        return row, column


def _place(value: float, edges: list[float]) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def _band(value: float, edges: list[float]) -> int:
    return max(0, min(bisect_right(edges, value) - 1, len(edges) - 2))


def _text(lines: list[Line]) -> str:
    """The lines of a cell: broken where it was full, so joined but for items of a list."""
    text = ""
    for line in lines:
        if text:
            text += "\n" if is_item(line.text) else " "
        text += line.text
    return text
