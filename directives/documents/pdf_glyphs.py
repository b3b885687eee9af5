"""What a page of a PDF draws: letters with their places, and the straight lines that may rule a table.

pypdf hands out text in the order it was drawn; a letter that the font lacks is drawn from another one after its line,
and then stands at the end of it. So the operators are followed here (ISO 32000-1, 9.4), letter by letter; pypdf parses
the file and knows the fonts.
"""

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

import pypdf
from pypdf.errors import LimitReachedError
from pypdf.generic import ContentStream, NameObject

from .errors import UnreadableDocument
from .pdf_fonts import UNKNOWN, Fonts, Typeface
from .pdf_rules import IDENTITY, Matrix, Path, Rule, matrix_of, product

_MOST_GLYPHS: Final = 400_000  # a page; a full one has 4,000
_MOST_KEPT: Final = 20_000  # states by q
_MOST_FORMS: Final = 500  # drawings within drawings, a page
_DEEPEST: Final = 12
_FARTHEST: Final = 1e5  # points from the corner of the page


class Glyph(NamedTuple):
    """Characters drawn as one, from `left` to `right` on the line `base`, in points seen along their own `angle`."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    angle: int


@dataclass
class PageMarks:
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True)
class _State:
    """What q keeps and Q brings back."""

    matrix: Matrix = IDENTITY
    font: "Typeface | None" = None
    size: float = 12.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def page_marks(page: pypdf.PageObject, fonts: Fonts, check_time: Callable[[], None]) -> PageMarks:
    """Letters and lines of `page`. Raises `too_long`, pypdf's errors, and what `check_time` raises."""
    marks = PageMarks()
    if "/Contents" in page:
        contents = page["/Contents"].get_object()
        resources = page.get_inherited("/Resources", default={})
        _Painter(page.pdf, fonts, marks, check_time).paint(
            contents, resources.get_object() if resources else {}
        )
    return marks


class _Painter:
    def __init__(self, pdf: Any, fonts: Fonts, marks: PageMarks, check_time: Callable[[], None]) -> None:
        self._pdf = pdf
        self._fonts = fonts
        self._marks = marks
        self._check_time = check_time
        self._state = _State()
        self._kept: list[_State] = []
        self._text: Matrix = IDENTITY  # where the next letter stands
        self._line: Matrix = IDENTITY  # where its line began
        self._path = Path()
        self._resources: Any = {}
        self._open_forms: list[int] = []
        self._forms = 0

    def paint(self, contents: Any, resources: Any) -> None:
        stream = (
            contents if isinstance(contents, ContentStream) else ContentStream(contents, self._pdf, "bytes")
        )
        outer, self._resources = self._resources, resources
        depth = len(self._kept)
        for operands, operator in stream.operations:
            self._check_time()
            act = _OPERATORS.get(operator)
            if act is not None:
                try:
                    act(self, operands)
                except (LimitReachedError, MemoryError, UnreadableDocument):
                    raise
                except Exception:  # noqa: S112 - one damaged operator; the page goes on
                    continue
        del self._kept[depth:]
        self._resources = outer

    def save(self, _: Any) -> None:
        if len(self._kept) < _MOST_KEPT:
            self._kept.append(self._state)

    def restore(self, _: Any) -> None:
        if self._kept:
            self._state = self._kept.pop()

    def transform(self, operands: Any) -> None:
        self._state = replace(self._state, matrix=product(matrix_of(operands), self._state.matrix))

    def begin_text(self, _: Any) -> None:
        self._text = self._line = IDENTITY

    def set_font(self, operands: Any) -> None:
        self._state = replace(self._state, font=self._fonts.get(self._resources, operands[0]))
        self._state = replace(self._state, size=float(operands[1]))

    def move(self, operands: Any) -> None:
        self._text = self._line = product((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)

    def move_and_lead(self, operands: Any) -> None:
        self._state = replace(self._state, leading=-float(operands[1]))
        self.move(operands)

    def place(self, operands: Any) -> None:
        self._text = self._line = matrix_of(operands)

    def next_line(self, _: Any) -> None:
        self.move((0, -self._state.leading))

    def show_on_next_line(self, operands: Any) -> None:
        self.next_line(None)
        self.show(operands[-1:])

    def show_spaced(self, operands: Any) -> None:
        self._state = replace(self._state, word_space=float(operands[0]), letter_space=float(operands[1]))
        self.show_on_next_line(operands)

    def show(self, operands: Any) -> None:
        self._draw(operands[0])

    def show_pieces(self, operands: Any) -> None:
        for piece in operands[0]:
            if isinstance(piece, (int, float)):
                self._advance(-float(piece) / 1000 * self._state.size * self._state.stretch)
            else:
                self._draw(piece)

    def _advance(self, by: float) -> None:
        self._text = product((1, 0, 0, 1, by, 0), self._text)

    def _draw(self, value: Any) -> None:
        if isinstance(value, NameObject):  # a str to Python, but no text
            return
        state = self._state
        data = value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
        letters = (
            [(UNKNOWN, UNKNOWN, 500.0)] * len(data) if state.font is None else state.font.characters(data)
        )
        for code, characters, width in letters:
            spaced = state.word_space if code == " " and state.font and state.font.simple else 0.0
            step = (width / 1000 * state.size + state.letter_space + spaced) * state.stretch
            self._put(characters, step)
            self._advance(step)

    def _put(self, characters: str, step: float) -> None:
        state = self._state
        a, b, c, d, x, y = product((1, 0, 0, 1, 0, state.rise), product(self._text, state.matrix))
        along = math.hypot(a, b)
        if (
            not characters
            or not along
            or not all(math.isfinite(value) and abs(value) < _FARTHEST for value in (x, y))
        ):
            return
        cosine, sine = a / along, b / along
        left, base = x * cosine + y * sine, y * cosine - x * sine
        glyphs = self._marks.glyphs
        name = state.font.name if state.font else ""
        if glyphs and unicodedata.combining(characters[0]) and abs(glyphs[-1].base - base) < abs(state.size):
            glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + characters)
            return
        if len(glyphs) >= _MOST_GLYPHS:
            raise UnreadableDocument("too_long", characters=len(glyphs), limit=_MOST_GLYPHS)
        size = abs(state.size) * math.hypot(c, d)
        angle = round(math.degrees(math.atan2(b, a))) % 360
        glyphs.append(Glyph(characters, left, left + step * along, base, size, name, angle))

    def show_form(self, operands: Any) -> None:
        form = self._resources["/XObject"][operands[0]].get_object()
        if (
            form.get("/Subtype") != "/Form"
            or id(form) in self._open_forms
            or len(self._open_forms) >= _DEEPEST
        ):
            return
        self._forms += 1
        if self._forms > _MOST_FORMS:
            return
        kept = (self._state, self._text, self._line)
        self._state = replace(
            self._state, matrix=product(matrix_of(form.get("/Matrix", IDENTITY)), self._state.matrix)
        )
        self._open_forms.append(id(form))
        try:
            self.paint(form, form["/Resources"].get_object() if "/Resources" in form else self._resources)
        finally:
            self._open_forms.pop()
            self._state, self._text, self._line = kept

    def begin_path(self, operands: Any) -> None:
        self._path.begin(float(operands[0]), float(operands[1]))

    def line_to(self, operands: Any) -> None:
        self._path.line(float(operands[0]), float(operands[1]), self._state.matrix)

    def box(self, operands: Any) -> None:
        x, y, width, height = map(float, operands[:4])
        self._path.box(x, y, width, height, self._state.matrix)

    def end_path(self, _: Any) -> None:
        self._path.clear()

    def stroke(self, _: Any) -> None:
        self._marks.rules += self._path.stroked()

    def fill(self, _: Any) -> None:
        self._marks.rules += self._path.filled()


def _setting(name: str, scale: float = 1.0) -> Callable[[_Painter, Any], None]:
    def act(painter: _Painter, operands: Any) -> None:
        changed: dict[str, Any] = {name: float(operands[0]) * scale}
        painter._state = replace(painter._state, **changed)

    return act


_OPERATORS: Final[dict[bytes, Callable[[_Painter, Any], None]]] = {
    b"q": _Painter.save,
    b"Q": _Painter.restore,
    b"cm": _Painter.transform,
    b"BT": _Painter.begin_text,
    b"Tf": _Painter.set_font,
    b"Tc": _setting("letter_space"),
    b"Tw": _setting("word_space"),
    b"Tz": _setting("stretch", 0.01),
    b"TL": _setting("leading"),
    b"Ts": _setting("rise"),
    b"Td": _Painter.move,
    b"TD": _Painter.move_and_lead,
    b"Tm": _Painter.place,
    b"T*": _Painter.next_line,
    b"Tj": _Painter.show,
    b"TJ": _Painter.show_pieces,
    b"'": _Painter.show_on_next_line,
    b'"': _Painter.show_spaced,
    b"Do": _Painter.show_form,
    b"m": _Painter.begin_path,
    b"l": _Painter.line_to,
    b"re": _Painter.box,
    b"n": _Painter.end_path,
    **dict.fromkeys((b"S", b"s"), _Painter.stroke),
    **dict.fromkeys((b"f", b"F", b"f*"), _Painter.fill),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), _Painter.stroke),
}
