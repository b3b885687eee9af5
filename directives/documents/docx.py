"""Word documents (.docx): the text a reader sees, in the order they see it.

Kept: body paragraphs, tables, list numbers and bullets, accepted and pending insertions, link texts.
Left out: pending deletions, hidden text, text boxes, pictures, notes, comments, running heads.
"""

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Final

from . import legacy, text, xmltree
from .archive import Archive
from .errors import UnreadableDocument
from .numbering import Numbering, W, attribute
from .words import words

_MOST_PART_BYTES: Final = 24 * 2**20  # a thousand pages of text
_MOST_SMALL_PART_BYTES: Final = 4 * 2**20
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = W[1:-1].encode()

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
_OFF: Final = ("0", "false", "off")


def read_docx(data: bytes, most: int) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings). Raises `bomb`, `broken`, `encrypted`, `no_text`, `too_long`."""
    package = Archive(data)
    package.guard()
    main = _main_part(package)
    document = _part(package, main, _MOST_PART_BYTES)
    if document is None:
        raise UnreadableDocument("broken", reason="no document part")
    body = document.find(W + "body")
    if body is None:
        raise UnreadableDocument("broken", reason="no body")
    folder = posixpath.dirname(main)
    numbering = Numbering(
        _part(package, posixpath.join(folder, "numbering.xml"), _MOST_SMALL_PART_BYTES),
        _part(package, posixpath.join(folder, "styles.xml"), _MOST_SMALL_PART_BYTES),
    )
    reader = _Reader(numbering)
    cleaned, warnings = text.finish("\n\n".join(reader.blocks(body)), most)
    if not cleaned:
        raise UnreadableDocument("no_text")
    return cleaned, tuple(sorted({*warnings, *reader.warnings}))


def _part(package: Archive, name: str, limit: int) -> ET.Element | None:
    if name not in package.names:
        return None
    # The strict variant of the format differs in the names of its namespaces only.
    return xmltree.parse(package.read(name, limit).replace(_STRICT, _TRANSITIONAL))


def _main_part(package: Archive) -> str:
    """The body's part: what the package says, "word/document.xml" where it says nothing."""
    relations = _part(package, "_rels/.rels", _MOST_SMALL_PART_BYTES)
    if relations is not None:
        for relation in relations.findall(_RELATIONS + "Relationship"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                target = (relation.get("Target") or "").lstrip("/")
                if target in package.names:
                    return target
    return "word/document.xml"


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
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
            mark_deleted = element.find(f"{W}pPr/{W}rPr/{W}del") is not None
            content = held + self._paragraph(element, counts=not held, mark_deleted=mark_deleted)
            held = content if mark_deleted else ""
            if content and not mark_deleted:
                yield content
        if held:
            yield held

    def _table(self, table: ET.Element) -> Iterator[str]:
        """A letterhead or a block of signatures (one row, or two columns in a few rows) cell by cell; a real
        table row by row, cells separated by " | "."""
        rows = [list(_cells_of(row)) for row in _children(table, W + "tr") if not _deleted_row(row)]
        columns = max(map(len, rows), default=0)
        is_grid = (columns > 2 and len(rows) > 1) or (columns == 2 and len(rows) > 3)
        for row in rows:
            cells = [list(self.blocks(cell)) for cell in row]
            if is_grid:
                joined = " | ".join(" ".join(" ".join(cell).split()) for cell in cells)
                if joined.strip(" |"):
                    yield joined
            else:
                yield from ("\n".join(cell) for cell in cells if cell)

    def _paragraph(self, paragraph: ET.Element, *, counts: bool, mark_deleted: bool) -> str:
        raw = "".join(self._inline(paragraph))
        content = "\n".join(" ".join(line.split()) for line in raw.split("\n")).strip()
        if mark_deleted and content and raw.endswith(" "):  # the next paragraph goes on behind it
            content += " "
        if not counts or (mark_deleted and not content):  # no paragraph of its own, so no number either
            return content
        label = self._numbering.label(paragraph.find(W + "pPr"))
        return f"{label} {content}" if label and content else content

    def _inline(self, element: ET.Element) -> Iterator[str]:
        for child in element:
            if child.tag == W + "r":
                yield self._run(child)
            elif child.tag == _ALTERNATES:
                choice = child.find(_CHOICE)
                if choice is not None:
                    yield from self._inline(choice)
            elif child.tag not in _LEFT_OUT:
                yield from self._inline(child)

    def _run(self, run: ET.Element) -> str:
        properties = run.find(W + "rPr")
        if properties is not None and _is_on(properties, "vanish"):
            return ""
        pieces: list[str] = []
        for child in run:
            if child.tag == W + "t":
                pieces.append(child.text or "")
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
        content, warning = legacy.convert_font("".join(pieces), _font(properties))
        if warning:
            self.warnings.add(warning)
        return content.upper() if properties is not None and _is_on(properties, "caps") else content


def _blocks_of(parent: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables under `parent`, through content controls and the like."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == _ALTERNATES:
            yield from _blocks_of_each(child.findall(_CHOICE)[:1])
        elif child.tag not in _LEFT_OUT:
            yield from _blocks_of(child)


def _blocks_of_each(parents: Iterable[ET.Element]) -> Iterator[ET.Element]:
    for parent in parents:
        yield from _blocks_of(parent)


def _children(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Children named `tag`, also those inside content controls, but not those of a nested table."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _children(child, tag)


def _cells_of(row: ET.Element) -> Iterator[ET.Element]:
    return _children(row, W + "tc")


def _deleted_row(row: ET.Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_on(properties: ET.Element, name: str) -> bool:
    element = properties.find(W + name)
    return element is not None and attribute(element) not in _OFF


def _font(properties: ET.Element | None) -> str:
    fonts = properties.find(W + "rFonts") if properties is not None else None
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or ""
