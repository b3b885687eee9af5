"""Fields of a Word text: what stands between their marks is code, result, or a result that is not the text's own.

A field is written as begin mark, code ("REF muc1"), separating mark, result, end mark; fields stand in one another
and run over paragraphs (ECMA-376 part 1, 17.16.18).
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .numbering import W, attribute

# Page numbers and tables of contents belong to the printed page.
_OF_THE_PAGE: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "INDEX", "TC", "XE"})
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_MOST_CODE: Final = 200  # characters; the first word tells


def is_of_the_page(code: str) -> bool:
    """Whether the result of a field with this code is no part of the text."""
    words = code.split(maxsplit=1)
    return bool(words) and words[0].upper() in _OF_THE_PAGE


@dataclass
class _Field:
    code: str = ""
    in_result: bool = False
    hides: bool = True


class Fields:
    """Follows the marks through a document; `showing` tells whether what comes now is to be read.

    Where begin and end marks do not pair up every result is shown: better a page number than half a text gone.
    """

    def __init__(self, body: ET.Element) -> None:
        kinds = list(_kinds(body))
        self._sound = kinds.count("begin") == kinds.count("end")
        self._open: list[_Field] = []
        self._hiding = 0  # open fields that hide what stands in them

    @property
    def showing(self) -> bool:
        return not self._sound or not self._hiding

    def meet(self, element: ET.Element) -> None:
        """Take note of a `w:fldChar` or `w:instrText`."""
        field = self._open[-1] if self._open else None
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
            self._hiding += 1
        elif field is None:
            return
        elif element.tag == W + "instrText":
            if len(field.code) < _MOST_CODE:
                field.code += (element.text or "")[:_MOST_CODE]
        elif kind == "separate" and not field.in_result:
            field.in_result = True
            field.hides = is_of_the_page(field.code)
            self._hiding -= not field.hides
        elif kind == "end":
            self._open.pop()
            self._hiding -= field.hides


def _kinds(body: ET.Element) -> Iterator[str | None]:
    """The kinds of all marks that are not deleted, in no order."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag == W + "fldChar":
            yield attribute(element, "fldCharType")
        elif element.tag not in _DELETED:
            waiting.extend(element)
