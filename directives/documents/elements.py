"""The tree a web page is read into, and the tables in it as rows of cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .tables import Cell

_LONGEST_CELL: Final = 800
_MOST_COLUMNS: Final = 64


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)
    letters: int = 0  # characters of text under it, without white space
    link_letters: int = 0  # … of which inside links
    links: int = 0
    has_title: bool = False  # holds an h1 of its own words

    def elements(self) -> "Iterator[Element]":
        return (child for child in self.children if isinstance(child, Element))

    @property
    def own(self) -> int:
        return self.letters - self.link_letters

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(list(current.elements())))


def is_grid(table: Element) -> bool:
    """Whether a table might hold data: no table stands in it, and no cell holds a page."""
    below = (found for found in table.walk() if found is not table)
    return not any(
        found.tag == "table" or (found.tag in ("td", "th") and found.letters > _LONGEST_CELL)
        for found in below
    )


def rows_of(table: Element, text_of: Callable[[Element], str]) -> list[list[Cell]]:
    """The rows of a table; a cell that reaches down is continued in the rows below."""
    rows: list[list[Cell]] = []
    reaching: dict[int, tuple[int, int]] = {}
    for element in table.walk():
        if element.tag == "tr":
            row = _Row(reaching)
            for cell in element.elements():
                if cell.tag in ("td", "th"):
                    row.add(cell, text_of(cell))
            row.go_on_from_above()
            rows.append(row.cells)
            reaching = row.below
    return rows


class _Row:
    """A row in the making; `above` and `below` hold for a column (rows that a cell still covers, its columns)."""

    def __init__(self, above: dict[int, tuple[int, int]]) -> None:
        self._above = above
        self._column = 0
        self.cells: list[Cell] = []
        self.below: dict[int, tuple[int, int]] = {}

    def add(self, element: Element, text: str) -> None:
        self.go_on_from_above()
        span = _count(element.attributes.get("colspan"))
        self.cells.append(Cell(text, self._column, span))
        self._reach(_count(element.attributes.get("rowspan")) - 1, span)

    def go_on_from_above(self) -> None:
        while self._column in self._above:
            rows, span = self._above[self._column]
            self.cells.append(Cell("", self._column, span, continued=True))
            self._reach(rows - 1, span)

    def _reach(self, rows: int, span: int) -> None:
        if rows > 0:
            self.below[self._column] = (rows, span)
        self._column += span


def _count(said: str | None) -> int:
    said = (said or "").strip()
    return (
        min(int(said), _MOST_COLUMNS)
        if said.isascii() and said.isdigit() and len(said) < 4 and int(said)
        else 1
    )
