"""What the leader page and the register need in templates: addresses of filters, rates, bars, times on a desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from departments.clock import today as local_day
from directives.lifecycle import ROLE_LABELS, Role, Verb
from directives.models import Assignment
from directives.selectors.today import TodayInfo
from reports import figures
from reports.filters import Filter
from reports.selectors.leader import DeskRow
from reports.tables import address

register = template.Library()

BAR = 300  # width of a full bar in the units of its viewBox


@register.filter
def list_url(chosen: Filter) -> str:
    """The address of the list of a filter."""
    return address(chosen)


@register.simple_tag
def page_url(chosen: Filter, after: str = "", before: str = "") -> str:
    """The address of another page of the same list."""
    return address(chosen, after=after, before=before)


@register.filter
def at(rows: Sequence[Any], place: int) -> Any:
    """One of a sequence, by its place from 0."""
    return rows[place]


@register.filter
def rate(value: float | None) -> str:
    """A rate with one decimal: 84,2."""
    return figures.percent(value)


@register.filter
def width(value: float | None) -> str:
    """A number for an SVG attribute: a point as the decimal sign in every language."""
    return f"{value or 0:.1f}"


@register.simple_tag
def share(part: int, most: int, full: int = 90) -> str:
    """The width of a bar for `part` where `most` fills it."""
    return f"{full * part / most if most else 0:.1f}"


@dataclass(frozen=True)
class Segment:
    """One stretch of a desk's bar, in the units of its viewBox."""

    tone: int
    x: str
    width: str


@register.simple_tag
def segments(row: DeskRow, rows: Iterable[DeskRow]) -> list[Segment]:
    """The bar of a desk: one stretch per age, the longest desk filling the width."""
    most = max((each.sum.value for each in rows), default=0)
    found: list[Segment] = []
    x = 0.0
    for tone, number in enumerate(row.ages, 1):
        long = BAR * number.value / most if most else 0.0
        if long:
            found.append(Segment(tone, f"{x:.1f}", f"{max(long - 1, 1):.1f}"))
        x += long
    return found


@register.simple_tag
def most_overdue(bodies: Iterable[Any]) -> int:
    return max((body.overdue.value for body in bodies), default=0)


@register.simple_tag
def desk_days(part: Assignment, info: TodayInfo) -> str:
    """How long the part has lain on its desk, in working days."""
    return days(info.working_days_since(local_day(part.status_since)))


def days(count: int) -> str:
    if count == 0:
        return _("since today")
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": count}


@register.filter
def role_words(part: Assignment) -> str:
    """The role of the department in the words of the table."""
    return str(ROLE_LABELS[Role(part.role)])


@register.simple_tag
def fresh_key() -> str:
    """A key that makes a second click on the same form a replay of the first."""
    return uuid4().hex


@register.filter
def needs_words(verb: Verb) -> str:
    """How a verb is answered in place: `reason`, `date`, `comment`, or `page` where a form page is needed."""
    return {
        "return_": "reason",
        "insist": "reason",
        "set_deadline": "date",
        "approve": "comment",
        "verify": "comment",
    }.get(verb.name, "page")
