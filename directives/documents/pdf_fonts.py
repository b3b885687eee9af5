"""The fonts of a PDF: what the codes in its strings mean, and how wide the letters are."""

from typing import Any, Final

from pypdf.errors import LimitReachedError
from pypdf.generic._font import Font  # the lock pins pypdf, and the tests read real fonts through this

UNKNOWN: Final = "\ufffd"
_LIGATURES: Final = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}


class Typeface:
    """A font as pypdf reads it: code → characters and width."""

    def __init__(self, resource: Any) -> None:
        self._font = Font.from_font_resource(resource)
        self.name = self._font.name.split("+", 1)[-1]
        composite = not isinstance(self._font.encoding, dict)
        # The codes of such a font number its shapes, unless its encoding is one of Unicode ("UniCNS-UTF16-H").
        shapes = composite and "/ToUnicode" not in resource and "Uni" not in str(resource.get("/Encoding"))
        self._means_nothing = shapes or not self._font.interpretable
        self.simple = not composite

    def characters(self, value: bytes) -> list[tuple[str, str, float]]:
        """(code, characters, width in thousandths of the size) of each letter in a string of the page."""
        font, found = self._font, []
        encoding = font.encoding
        codes = value.decode(encoding, "replace") if isinstance(encoding, str) else value.decode("latin-1")
        for code in codes:
            width = font.get_text_width(code)
            said = encoding.get(ord(code), code) if isinstance(encoding, dict) else code
            meant = UNKNOWN if self._means_nothing else str(font.character_map.get(said, said))
            found.append((code, meant.translate(_LIGATURES), float(width)))
        return found


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, Typeface | None]] = {}

    def get(self, resources: Any, name: str) -> Typeface | None:
        try:
            resource = resources["/Font"][name].get_object()
        except (KeyError, TypeError, AttributeError):
            return None
        if id(resource) not in self._known:
            try:
                face: Typeface | None = Typeface(resource)
            except (LimitReachedError, MemoryError):
                raise
            except Exception:  # pypdf meets a damaged font with whatever it leads to
                face = None
            self._known[id(resource)] = (resource, face)  # kept, so that its id stays its own
        return self._known[id(resource)][1]
