"""XML of an Office part → element tree, with the doors a hostile file uses kept shut.

The standard library's parser is driven directly: a document type declaration, and with it every entity, is
refused at its first character (Office never writes one), and depth and size are bounded while reading.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any, Final
from xml.parsers import expat

from .errors import UnreadableDocument

MOST_DEPTH: Final = 200
MOST_ELEMENTS: Final = 1_500_000


def parse(data: bytes) -> ET.Element:
    """Root of the tree; names are "{namespace}local". Raises `broken` (no XML, or with a DTD) and `bomb`."""
    builder = ET.TreeBuilder()
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > MOST_DEPTH:
            raise UnreadableDocument("bomb", depth=depth, limit=MOST_DEPTH)
        if elements > MOST_ELEMENTS:
            raise UnreadableDocument("bomb", elements=elements, limit=MOST_ELEMENTS)
        builder.start(_braced(name), {_braced(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_braced(name))

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse("doctype")
    parser.EntityDeclHandler = _refuse("entity")
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument("broken", reason="xml") from None
    return builder.close()


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name


def _refuse(reason: str) -> Callable[..., Any]:
    def refuse(*_: object) -> None:
        raise UnreadableDocument("broken", reason=reason)

    return refuse
