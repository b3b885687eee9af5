"""From the query of an address to a filter. What cannot be understood is said and left out, never a failure."""

from collections.abc import Iterable
from dataclasses import Field, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from departments.text import clean
from directives.forms import DAY_FORMATS
from reports.filters import Filter

TEXT_LENGTH = 200
NUMBER_LENGTH = 18  # digits that surely fit a 64-bit id
MANY = 50  # departments one address may name


@dataclass(frozen=True)
class Parsed:
    """The filter as far as it was understood, and a sentence for everything that was not."""

    filter: Filter
    problems: tuple[str, ...] = ()


class NotUnderstood(ValueError):
    """A value that is no value of its field."""


def parse(query: QueryDict, *, besides: Iterable[str] = ()) -> Parsed:
    """The filter in `query`; parameters named in `besides` belong to the page and not to the filter."""
    known = {row.name: row for row in fields(Filter)}
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name in query:
        row = known.get(name)
        if row is None:
            if name not in besides:
                problems.append(
                    _("There is no filter “%(name)s”; it has been left out.") % {"name": name[:40]}
                )
            continue
        try:
            values[name] = _value(row, [value for value in query.getlist(name) if value.strip()])
        except NotUnderstood as error:
            problems.append(_sentence(row, str(error)))
    found = Filter(**values)
    problems += _contradictions(found)
    return Parsed(found, tuple(problems))


def _value(row: "Field[Any]", texts: list[str]) -> Any:
    if not texts:
        return row.default
    match row.metadata["kind"]:
        case "text":
            return clean(texts[-1])[:TEXT_LENGTH]
        case "numbers":
            return tuple(sorted({_number(text) for text in texts[:MANY]}))
        case "number":
            return _number(texts[-1])
        case "day":
            return _day(texts[-1])
        case _:
            return _choice(row.metadata["of"], texts[-1])


def _number(text: str) -> int:
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit()) or len(bare) > NUMBER_LENGTH:
        raise NotUnderstood(text)
    return int(bare)


def _day(text: str) -> date:
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 -- a local date, no moment
        except ValueError:
            continue
    raise NotUnderstood(text)


def _choice(of: type[StrEnum], text: str) -> StrEnum:
    try:
        return of(text.strip())
    except ValueError:
        raise NotUnderstood(text) from None


def _sentence(row: "Field[Any]", value: str) -> str:
    words = {"label": row.metadata["label"], "value": clean(value)[:40]}
    if row.metadata["kind"] == "day":
        return _("“%(value)s” is no date. Write “%(label)s” as dd/mm/yyyy; it has been left out.") % words
    return _("“%(label)s” does not know “%(value)s”; it has been left out.") % words


def _contradictions(found: Filter) -> list[str]:
    pairs = ((found.due_from, found.due_until), (found.completed_from, found.completed_until))
    if any(first and last and first > last for first, last in pairs):
        return [_("The first day lies after the last day, so nothing can be found.")]
    return []
