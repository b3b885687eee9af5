"""Straight lines painted on a page of a PDF: they may rule a table."""

from typing import Any, Final, NamedTuple

_MOST: Final = 6_000  # a page; Word rules each cell by itself, 80 rows of six cells make 2,000
_THIN: Final = 3.0  # points: a filled box this thin is a line

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight line, in points of the page."""

    left: float
    low: float
    right: float
    high: float


class Path:
    """The path in the making, as the ends of its straight pieces on the page."""

    def __init__(self) -> None:
        self._pieces: list[tuple[float, float, float, float]] = []
        self._point = (0.0, 0.0)
        self._painted = 0

    def begin(self, x: float, y: float) -> None:
        self._point = (x, y)

    def line(self, x: float, y: float, matrix: Matrix) -> None:
        self._add(*self._point, x, y, matrix)
        self._point = (x, y)

    def box(self, x: float, y: float, width: float, height: float, matrix: Matrix) -> None:
        self._add(x, y, x + width, y, matrix)
        self._add(x, y + height, x + width, y + height, matrix)
        self._add(x, y, x, y + height, matrix)
        self._add(x + width, y, x + width, y + height, matrix)

    def clear(self) -> None:
        self._pieces.clear()

    def stroked(self) -> list[Rule]:
        rules = [
            Rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
            for x, y, to_x, to_y in self._pieces
            if abs(x - to_x) < _THIN or abs(y - to_y) < _THIN
        ]
        return self._done(rules)

    def filled(self) -> list[Rule]:
        """Word rules its tables with thin filled boxes; a broad one is the shade of a cell."""
        rules = []
        for start in range(0, len(self._pieces) - 3, 4):
            sides = self._pieces[start : start + 4]
            xs, ys = [x for side in sides for x in side[::2]], [y for side in sides for y in side[1::2]]
            rule = Rule(min(xs), min(ys), max(xs), max(ys))
            if min(rule.right - rule.left, rule.high - rule.low) < _THIN:
                rules.append(rule)
        return self._done(rules)

    def _done(self, rules: list[Rule]) -> list[Rule]:
        self._pieces.clear()
        self._painted += len(rules)
        return rules

    def _add(self, x: float, y: float, to_x: float, to_y: float, matrix: Matrix) -> None:
        if len(self._pieces) + self._painted < _MOST:
            self._pieces.append((*_seen(x, y, matrix), *_seen(to_x, to_y, matrix)))


def matrix_of(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands[-6:])
    return a, b, c, d, e, f


def product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _seen(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f
