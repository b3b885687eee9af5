"""Word documents (.docx): the package, its parts, and the text of its body."""

import posixpath
import xml.etree.ElementTree as ET
from typing import Final

from . import text, xmltree
from .archive import Archive
from .errors import UnreadableDocument
from .numbering import Numbering, W
from .stamps import is_secrecy_mark, without_stamps
from .styles import Styles
from .word_text import WordText

_MOST_PART_BYTES: Final = 24 * 2**20  # a thousand pages of text
_MOST_SMALL_PART_BYTES: Final = 4 * 2**20
_MOST_RUNNING_HEADS: Final = 30  # three kinds, heads and feet, of five sections
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = W[1:-1].encode()


def read_docx(data: bytes, most: int) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings). Raises `bomb`, `broken`, `empty`, `encrypted`, `no_text`, `too_long`."""
    package = Archive(data)
    package.guard()
    main = _related(package, "", "officeDocument")[:1] or ["word/document.xml"]
    document = _part(package, main[0], _MOST_PART_BYTES)
    if document is None:
        raise UnreadableDocument("broken", reason="no document part")
    body = document.find(W + "body")
    if body is None:
        raise UnreadableDocument("broken", reason="no body")
    styles = _first_part(package, main[0], "styles")
    numbering = _first_part(package, main[0], "numbering")
    reader = WordText(body, Numbering(numbering, styles), Styles(styles))
    blocks = [*_secrecy(package, main[0]), *reader.blocks(body)]
    cleaned, warnings = text.finish(without_stamps("\n\n".join(blocks)), most)
    if not cleaned:
        pictures = posixpath.join(posixpath.dirname(main[0]), "media/")
        scanned = any(name.startswith(pictures) for name in package.names)
        raise UnreadableDocument("no_text" if scanned else "empty")
    return cleaned, tuple(sorted({*warnings, *reader.warnings}))


def _part(package: Archive, name: str, limit: int) -> ET.Element | None:
    if name not in package.names:
        return None
    # The strict variant of the format differs in the names of its namespaces only.
    return xmltree.parse(package.read(name, limit).replace(_STRICT, _TRANSITIONAL))


def _related(package: Archive, source: str, kind: str) -> list[str]:
    """Names of the parts that the part `source` ("" for the package) points at as its `kind`."""
    folder, name = posixpath.split(source)
    relations = _part(package, posixpath.join(folder, "_rels", f"{name}.rels"), _MOST_SMALL_PART_BYTES)
    found = []
    for relation in relations.findall(_RELATIONS + "Relationship") if relations is not None else ():
        if (relation.get("Type") or "").endswith("/" + kind):
            target = relation.get("Target") or ""
            whole = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            if whole in package.names:
                found.append(whole)
    return found


def _first_part(package: Archive, main: str, kind: str) -> ET.Element | None:
    """The part that holds styles or numbering, under its usual name where nothing points at it."""
    usual = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
    return _part(package, (_related(package, main, kind) or [usual])[0], _MOST_SMALL_PART_BYTES)


def _secrecy(package: Archive, main: str) -> list[str]:
    """The mark of secrecy in a running head, which is left out for the rest."""
    names = [*_related(package, main, "header"), *_related(package, main, "footer")]
    for name in names[:_MOST_RUNNING_HEADS]:
        part = _part(package, name, _MOST_SMALL_PART_BYTES)
        for paragraph in part.iter(W + "p") if part is not None else ():
            line = " ".join("".join(piece.text or "" for piece in paragraph.iter(W + "t")).split())
            if is_secrecy_mark(line):
                return [line]
    return []
