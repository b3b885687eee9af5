"""What Word's styles say about a piece of text: its font, whether it is hidden, whether it is shown in capitals.

A property is looked for in the run itself, then in its character style, the paragraph's style, the styles these are
based on, and last in the defaults of the document (ECMA-376 part 1, 17.7.2).
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from .numbering import W, attribute

_MOST_PARENTS: Final = 20
_OFF: Final = ("0", "false", "off", "none")


class Styles:
    def __init__(self, part: ET.Element | None) -> None:
        self._styles: dict[str, ET.Element] = {}
        self._default: str | None = None
        self._defaults: ET.Element | None = None
        if part is None:
            return
        self._defaults = part.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in part.findall(W + "style"):
            name = attribute(style, "styleId") or ""
            self._styles[name] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") not in (None, *_OFF):
                self._default = name

    def is_on(self, name: str, run: ET.Element | None, paragraph: ET.Element | None) -> bool:
        """Whether the switch `name` ("vanish", "caps") is on for a run (its `w:rPr`) in a paragraph (its `w:pPr`)."""
        for properties in self._properties(run, paragraph):
            found = properties.find(W + name)
            if found is not None:
                return attribute(found) not in _OFF
        return False

    def font(self, run: ET.Element | None, paragraph: ET.Element | None) -> str:
        """Name of the font the letters above ASCII are drawn in, "" where it is one of the theme's or unknown."""
        for properties in self._properties(run, paragraph):
            fonts = properties.find(W + "rFonts")
            if fonts is None:
                continue
            if attribute(fonts, "hAnsiTheme") or attribute(fonts, "asciiTheme"):
                return ""
            name = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
            if name:
                return name
        return ""

    def _properties(self, run: ET.Element | None, paragraph: ET.Element | None) -> Iterator[ET.Element]:
        character = paragraph_style = None
        if run is not None:
            yield run
            character = attribute(run.find(W + "rStyle"))
        if paragraph is not None:
            paragraph_style = attribute(paragraph.find(W + "pStyle"))
        for name in (character, paragraph_style or self._default):
            yield from self._chain(name)
        if self._defaults is not None:
            yield self._defaults

    def _chain(self, name: str | None) -> Iterator[ET.Element]:
        for _ in range(_MOST_PARENTS):
            style = self._styles.get(name or "")
            if style is None:
                return
            properties = style.find(W + "rPr")
            if properties is not None:
                yield properties
            name = attribute(style.find(W + "basedOn"))
