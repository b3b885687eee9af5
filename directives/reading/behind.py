"""Who has to do a task where that stands behind it: in brackets, in the cells of a row, in lines of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directives.reading import predicates
from directives.reading.agencies import Grammar
from directives.reading.cuts import trimmed_end
from directives.reading.folding import folded, tokens

_LABEL = re.compile(
    r"(?:(?P<lead>(?:cơ quan|đơn vị|chủ trì|đầu mối)(?: (?:chủ trì|thực hiện|tham mưu|chịu trách nhiệm|chính|đầu mối)"
    r"(?: thực hiện)?)?)|(?P<along>(?:(?:cơ quan|đơn vị) )?phối hợp(?: thực hiện)?)"
    r"|(?P<when>(?:thời hạn|thời gian|tiến độ|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|trình|xong))?)"
    r"|(?P<what>(?:sản phẩm|kết quả|yêu cầu)(?: (?:đầu ra|dự kiến|hoàn thành|cần đạt))?)) ?: ?"
)
_AFTER_NAMES = frozenset(
    {"chủ", "thực", "phối", "cùng", ",", ";", "và", "-", "–", "tham", "báo", "hoàn", "xong", "trước", "chịu"}
)
_CELL = re.compile(r"[ \t]*\|[ \t]*|\t+")
_ONLY_NUMBER = re.compile(r"[\dIVXivx.]{0,6}\)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A task in cells: its span without the number in front, who leads and who works along."""

    start: int
    end: int
    leads: tuple[str, ...]
    along: tuple[str, ...]
    until: tuple[int, int]
    """Its last cell."""


def in_brackets(grammar: Grammar, text: str, start: int, end: int) -> tuple[str, ...]:
    """The offices in the bracket that closes text[start:end]: "… (Sở X chủ trì, phối hợp với Sở Y)"."""
    stop = trimmed_end(text, start, end)
    if stop <= start or text[stop - 1] != ")":
        return ()
    begin = text.rfind("(", start, stop)
    if begin <= start or stop - begin > 400:
        return ()
    where = tokens(text, begin + 1, stop - 1)
    named = grammar.several(where, 1 if where.at(0) in {"giao", "do"} else 0)
    if named is None or named.kind == "place":
        return ()
    return named.names if named.end >= len(where) or where.at(named.end) in _AFTER_NAMES else ()


def row(grammar: Grammar, text: str, start: int, end: int) -> Row | None:
    """text[start:end] as a row "task | who leads | who works along | until when" of a table, or "who | task | until
    when"; None if it is none."""
    cells: list[tuple[int, int]] = []
    at = start
    for gap in [*_CELL.finditer(text, start, end), None]:
        close = gap.start() if gap else end
        cells.append((at, close))
        at = gap.end() if gap else end
    if cells and _ONLY_NUMBER.fullmatch(text[cells[0][0] : cells[0][1]].strip()):
        del cells[0]
    if len(cells) < 3:
        return None
    given = _all_named(grammar, text, *cells[0])
    if given:
        where = tokens(text, *cells[1])
        if len(where) > 2 and predicates.opening(where, 0) and not _all_named(grammar, text, *cells[1]):
            return Row(cells[0][0], trimmed_end(text, cells[0][0], end), given, (), cells[-1])
        return None
    task = cells[0]
    named = [_all_named(grammar, text, *cell) for cell in cells[1:]]
    first = next((at for at, names in enumerate(named) if names), None)
    if first is None or first > 1 or task[1] - task[0] < 12:
        return None
    along = named[first + 1] if first + 1 < len(named) else ()
    return Row(task[0], trimmed_end(text, task[0], end), named[first], along, cells[-1])


def label(text: str, start: int, end: int) -> tuple[str, int] | None:
    """("lead" | "along" | "when" | "what", where its words begin) of a line "Cơ quan chủ trì: …"; None for others."""
    match = _LABEL.match(folded(text[start : min(end, start + 60)]))
    if match is None:
        return None
    return next(kind for kind, said in match.groupdict().items() if said), start + match.end()


def names_in(grammar: Grammar, text: str, start: int, end: int) -> tuple[str, ...]:
    """The offices that text[start:end] opens with."""
    where = tokens(text, start, trimmed_end(text, start, end))
    named = grammar.several(where, 0) if len(where) else None
    return named.names if named else ()


def _all_named(grammar: Grammar, text: str, start: int, end: int) -> tuple[str, ...]:
    """The offices of a cell that holds nothing else."""
    where = tokens(text, start, trimmed_end(text, start, end))
    named = grammar.several(where, 0, across=True) if len(where) else None
    return named.names if named and named.end >= len(where) else ()
