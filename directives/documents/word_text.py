"""The body of a Word document → its paragraphs, in the order a reader meets them.

Kept: paragraphs, tables, list numbers and bullets, accepted and pending insertions, link texts, text boxes (behind
the paragraph they hang on). Left out: pending deletions, hidden text, pictures, notes, comments, page numbers.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from . import legacy, tables
from .numbering import Numbering, W, attribute
from .styles import Styles
from .word_fields import Fields, is_of_the_page
from .words import words

_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATES: Final = _COMPATIBILITY + "AlternateContent"
_LEFT_OUT: Final = frozenset(
    W + name
    for name in words(
        "del moveFrom drawing pict object instrText delText delInstrText rt footnoteReference"
        " endnoteReference commentReference sdtPr sdtEndPr pPr rPr tblPr tblGrid trPr tcPr"
    )
)
_SIGNS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    # Kept until the old encodings are done with: in the ABC fonts its code is the letter ư.
    W + "softHyphen": "\u00ad",
}
_DRAWINGS: Final = frozenset({W + "drawing", W + "pict", W + "object", _ALTERNATES})
_GONE: Final = (f"{W}rPr/{W}del", f"{W}rPr/{W}moveFrom")
_LONG_PARAGRAPH: Final = 150  # characters: above, a cell is a page rather than a letterhead
_MANY_PARAGRAPHS: Final = 12

_Piece = tuple[tuple[str, bool], str]  # (font, in capitals), characters


class WordText:
    def __init__(self, body: ET.Element, numbering: Numbering, styles: Styles) -> None:
        self._numbering = numbering
        self._styles = styles
        self._fields = Fields(body)
        self._boxes: list[ET.Element] = []
        self.warnings: set[str] = set()

    def blocks(self, parent: ET.Element) -> Iterator[str]:
        """Paragraphs and table rows under `parent`, without the empty ones.

        A paragraph whose end mark is a pending deletion runs on into the next.
        """
        held = ""
        for element in _blocks_of(parent):
            if element.tag == W + "tbl":
                if held:
                    yield held
                held = ""
                yield from self._table(element)
                continue
            properties = element.find(W + "pPr")
            mark_gone = properties is not None and any(properties.find(path) is not None for path in _GONE)
            content = held + self._paragraph(element, counts=not held, mark_gone=mark_gone)
            held = content if mark_gone else ""
            if content and not mark_gone:
                yield content
            yield from self._text_boxes()
        if held:
            yield held

    def _text_boxes(self) -> Iterator[str]:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: ET.Element) -> Iterator[str]:
        rows = [self._row(row) for row in _children(table, W + "tr") if row.find(f"{W}trPr/{W}del") is None]
        if tables.is_layout([[cell for cell, _ in row] for row in rows]):
            frame = all(len(row) <= 1 for row in rows)
            for _, paragraphs in (part for row in rows for part in row):
                if frame or _is_page(paragraphs):
                    yield from paragraphs
                elif paragraphs:
                    yield "\n".join(paragraphs)
            return
        lines, made_sentences = tables.row_lines([[cell for cell, _ in row] for row in rows])
        if made_sentences:
            self.warnings.add(tables.TASKS_AS_SENTENCES)
        yield from lines

    def _row(self, row: ET.Element) -> list[tuple[tables.Cell, list[str]]]:
        column = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        cells = []
        for element in _children(row, W + "tc"):
            span = _count(element.find(f"{W}tcPr/{W}gridSpan"), 1)
            merged = element.find(f"{W}tcPr/{W}vMerge")
            continued = merged is not None and attribute(merged) != "restart"
            paragraphs = [] if element.find(f"{W}tcPr/{W}cellDel") is not None else list(self.blocks(element))
            cells.append((tables.Cell("\n".join(paragraphs), column, span, continued), paragraphs))
            column += span
        return cells

    def _paragraph(self, paragraph: ET.Element, *, counts: bool, mark_gone: bool) -> str:
        properties = paragraph.find(W + "pPr")
        raw = "".join(map(self._converted, _joined(self._pieces(paragraph, properties))))
        content = "\n".join(" ".join(line.split()) for line in raw.split("\n")).strip()
        if mark_gone and content and raw.endswith(" "):  # the next paragraph goes on behind it
            content += " "
        if not counts or (mark_gone and not content):  # no paragraph of its own, so no number either
            return content
        label = self._numbering.label(properties)
        return f"{label} {content}" if label and content else content

    def _converted(self, piece: _Piece) -> str:
        (font, in_capitals), raw = piece
        content, warning = legacy.convert_font(raw, font)
        if warning:
            self.warnings.add(warning)
        return content.upper() if in_capitals else content

    def _pieces(self, element: ET.Element, properties: ET.Element | None) -> Iterator[_Piece]:
        for child in element:
            if child.tag == W + "r":
                yield from self._run(child, properties)
            elif child.tag == _ALTERNATES:
                yield from self._pieces(_preferred(child), properties)
            elif child.tag == W + "fldSimple" and is_of_the_page(attribute(child, "instr") or ""):
                continue
            elif child.tag not in _LEFT_OUT:
                yield from self._pieces(child, properties)

    def _run(self, run: ET.Element, paragraph: ET.Element | None) -> Iterator[_Piece]:
        properties = run.find(W + "rPr")
        hidden = self._styles.is_on("vanish", properties, paragraph)
        pieces: list[str] = []
        for child in run:
            if child.tag in (W + "fldChar", W + "instrText"):
                self._fields.meet(child)
            elif hidden or not self._fields.showing:
                continue
            elif child.tag == W + "t":
                pieces.append(child.text or "")
            elif child.tag == W + "sym":
                pieces.append(_symbol(child))
            elif child.tag in _DRAWINGS:
                self._boxes += _boxes_in(child)
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
        if pieces:
            in_capitals = self._styles.is_on("caps", properties, paragraph)
            yield (self._styles.font(properties, paragraph), in_capitals), "".join(pieces)


def _is_page(paragraphs: list[str]) -> bool:
    return len(paragraphs) > _MANY_PARAGRAPHS or any(len(said) > _LONG_PARAGRAPH for said in paragraphs)


def _joined(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Neighbours in one font as one: Word cuts a word where it was edited, in VNI between letter and mark."""
    for look, alike in groupby(pieces, key=lambda piece: piece[0]):
        yield look, "".join(characters for _, characters in alike)


def _blocks_of(parent: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables under `parent`, through content controls and the like."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == _ALTERNATES:
            yield from _blocks_of(_preferred(child))
        elif child.tag not in _LEFT_OUT:
            yield from _blocks_of(child)


def _preferred(alternates: ET.Element) -> ET.Element:
    """The first choice, which is the newest way of saying it; the fallback says the same in an older one."""
    choice = alternates.find(_COMPATIBILITY + "Choice")
    fallback = alternates.find(_COMPATIBILITY + "Fallback")
    return next((found for found in (choice, fallback) if found is not None), ET.Element("none"))


def _boxes_in(drawing: ET.Element) -> Iterator[ET.Element]:
    """Contents of the text boxes in a drawing; boxes within boxes are met when these are read."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == W + "txbxContent":
            yield element
        elif element.tag == _ALTERNATES:
            waiting.append(_preferred(element))
        else:
            waiting.extend(reversed(element))


def _children(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Children named `tag`, also those inside content controls, but not those of a nested table."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _children(child, tag)


def _count(element: ET.Element | None, default: int) -> int:
    said = attribute(element) or ""
    return min(int(said), 64) if said.isascii() and said.isdigit() and len(said) < 4 else default


def _symbol(element: ET.Element) -> str:
    """A sign of a symbol font as the private character Word means by it; `text.clean` knows the bullets."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0xF020 <= code <= 0xF0FF else ""
