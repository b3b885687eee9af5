"""The numbers and bullets Word shows but does not write: "1.", "a)", "II.", "-".

Rules from ECMA-376 part 1, 17.9: a paragraph names a list (`numId`) and a level; the list points at an
abstract list whose levels say format, first value and pattern ("%1.%2."); a level starts anew when a higher
one has counted since; a style may carry the numbering for its paragraphs.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_STYLE_PARENTS: Final = 20
_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip # one table, read at a glance


def attribute(element: ET.Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(W + name)


def _number(text: str | None, default: int) -> int:
    try:
        return max(0, min(int(text or ""), 1_000_000))
    except ValueError:
        return default


@dataclass(frozen=True)
class _Level:
    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    style: str | None = None  # the paragraph style that stands for this level
    restart: int | None = (
        None  # begins anew only after a level above this one (0: never); None: after any higher
    )
    in_digits: bool = False  # the numbers of higher levels in it are shown as 1, 2, 3 whatever their format


@dataclass
class _List:
    """The levels of one `numId`, and which abstract list keeps its counters."""

    levels: dict[int, _Level]
    counters: dict[int, int]
    restarts: dict[int, int] = field(default_factory=dict)


def show(value: int, kind: str) -> str:
    """`value` in a Word number format; formats not used in Vietnamese documents are shown as decimal."""
    if kind in ("lowerLetter", "upperLetter") and value > 0:
        repeats, place = divmod(value - 1, 26)
        letters = chr(ord("a") + place) * min(repeats + 1, 10)  # Word counts … z, aa, bb, not ab
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        roman = ""
        for amount, sign in _ROMAN:
            count, value = divmod(value, amount)
            roman += sign * count
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind == "none" else str(value)


class Numbering:
    """Counts through a document: ask `label` for each paragraph in body order."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._default_style: str | None = None
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_lists(self, root: ET.Element) -> None:
        abstract: dict[str, tuple[dict[int, _Level], dict[int, int]]] = {}
        kept_by_style: dict[str, str] = {}  # list style → the abstract list that holds its levels
        by_style: dict[str, str] = {}  # abstract list → the list style whose levels it uses
        for element in root.findall(W + "abstractNum"):
            name = attribute(element, "abstractNumId") or ""
            levels = dict(map(_read_level, element.findall(W + "lvl")))
            # Lists made from one abstract list go on counting together: the counters belong to it.
            abstract[name] = (levels, {})
            if keeps := attribute(element.find(W + "styleLink")):
                kept_by_style[keeps] = name
            if uses := attribute(element.find(W + "numStyleLink")):
                by_style[name] = uses
        for name, style in by_style.items():
            if not abstract[name][0] and style in kept_by_style:
                abstract[name] = (abstract[kept_by_style[style]][0], abstract[name][1])
        for element in root.findall(W + "num"):
            shared = abstract.get(attribute(element.find(W + "abstractNumId")) or "")
            if shared is None:
                continue
            levels, counters = dict(shared[0]), shared[1]
            restarts: dict[int, int] = {}
            for override in element.findall(W + "lvlOverride"):
                place = _number(attribute(override, "ilvl"), 0)
                changed = override.find(W + "lvl")
                if changed is not None:
                    levels[place] = _read_level(changed)[1]
                begin = attribute(override.find(W + "startOverride"))
                if begin is not None:
                    restarts[place] = _number(begin, 1)
            self._lists[attribute(element, "numId") or ""] = _List(levels, counters, restarts)

    def _read_styles(self, root: ET.Element) -> None:
        for style in root.findall(W + "style"):
            name = attribute(style, "styleId") or ""
            number = style.find(f"{W}pPr/{W}numPr")
            list_id = level = None
            if number is not None:
                list_id, level = attribute(number.find(W + "numId")), attribute(number.find(W + "ilvl"))
            self._styles[name] = (attribute(style.find(W + "basedOn")), list_id, level)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                self._default_style = name

    def _place(self, properties: ET.Element | None) -> tuple[str, int] | None:
        """(numId, level) of a paragraph, from itself or from its style."""
        number = properties.find(W + "numPr") if properties is not None else None
        list_id = attribute(number.find(W + "numId")) if number is not None else None
        level = attribute(number.find(W + "ilvl")) if number is not None else None
        style = attribute(properties.find(W + "pStyle")) if properties is not None else None
        style = style or self._default_style
        carrier = None  # the style the numbering comes from
        for _ in range(_MOST_STYLE_PARENTS):
            if list_id is not None or style is None or style not in self._styles:
                break
            carrier = style
            parent, list_id, style_level = self._styles[style]
            level = level or style_level
            style = parent
        if list_id is None or list_id == "0":  # 0 takes the numbering of a style away
            return None
        if level is None and carrier is not None and list_id in self._lists:
            linked = (place for place, found in self._lists[list_id].levels.items() if found.style == carrier)
            return list_id, next(linked, 0)
        return list_id, min(_number(level, 0), _LEVELS - 1)

    def label(self, properties: ET.Element | None) -> str:
        """Number or bullet of the paragraph with these `w:pPr`, without the space after it; "" for none.

        Counts on: call it exactly once for each paragraph.
        """
        place = self._place(properties)
        if place is None or place[0] not in self._lists:
            return ""
        numbered, depth = self._lists[place[0]], place[1]
        level = numbered.levels.get(depth, _Level())
        self._count(numbered, depth, level)
        if level.kind == "bullet":
            return level.pattern if level.pattern in ("-", "+", "–", "*", "•") else "-"
        label = level.pattern
        for other in range(_LEVELS):
            if f"%{other + 1}" in label:
                kind = numbered.levels.get(other, _Level()).kind
                if level.in_digits and other < depth:
                    kind = "decimal"
                value = numbered.counters.get(other, numbered.levels.get(other, _Level()).start)
                label = label.replace(f"%{other + 1}", show(value, kind))
        return label.strip()

    @staticmethod
    def _count(numbered: _List, depth: int, level: _Level) -> None:
        counters = numbered.counters
        if depth in numbered.restarts:
            counters[depth] = numbered.restarts.pop(depth)
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else level.start
        for deeper in range(depth + 1, _LEVELS):
            restart = numbered.levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                counters.pop(deeper, None)


def _read_level(element: ET.Element) -> tuple[int, _Level]:
    restart = attribute(element.find(W + "lvlRestart"))
    legal = element.find(W + "isLgl")
    return _number(attribute(element, "ilvl"), 0), _Level(
        kind=attribute(element.find(W + "numFmt")) or "decimal",
        pattern=(attribute(element.find(W + "lvlText")) or "")[:40],
        start=_number(attribute(element.find(W + "start")), 1),
        style=attribute(element.find(W + "pStyle")),
        restart=None if restart is None else _number(restart, 0),
        in_digits=legal is not None and attribute(legal) not in ("0", "false", "off"),
    )
