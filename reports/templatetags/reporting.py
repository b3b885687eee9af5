"""What the leader page and the register need in templates: addresses of filters, rates, bars, times on a desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from departments.clock import today as local_day
from departments.templatetags.frame import day, icon
from directives import deadlines
from directives.deadlines import Lateness
from directives.desks import DeskKind, desk_of
from directives.lifecycle import ROLE_LABELS, Role, Verb
from directives.models import Assignment
from directives.selectors.today import TodayInfo
from directives.templatetags.parts import desk_words, no_date_words
from reports import figures
from reports.filters import Filter
from reports.selectors.leader import DeskRow
from reports.selectors.waiting import Waiting
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


@register.simple_tag
def due_cell(part: Assignment, info: TodayInfo) -> SafeString:
    """The deadline as a table shows it: the page's head says that days are working days."""
    if part.due_on is None or part.role == Role.INFORMED or not part.awake:
        word, why = no_date_words(part)
        return format_html("{}<small>{}</small>", word, why) if why else format_html("{}", word)
    was: SafeString | str = ""
    if part.original_due_on and part.original_due_on != part.due_on:
        was = format_html("<small>{} {}</small>", _("originally"), day(part.original_due_on))
    return format_html("{}{}{}", day(part.due_on), _against_deadline(part, info), was)


def _against_deadline(part: Assignment, info: TodayInfo) -> SafeString | str:
    how = deadlines.lateness(part, info.today)
    match how:
        case Lateness.OVERDUE | Lateness.LATE:
            late = deadlines.days_late(part, info.day, info.calendar)
            words = ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
            return format_html('<br><span class="st late">{}{}</span>', icon("t-late"), words)
        case Lateness.DUE_SOON:
            return format_html('<br><span class="st soon">{}{}</span>', icon("t-soon"), _left(part, info))
        case Lateness.IN_TERM if part.status in deadlines.HANDED_IN:
            return format_html("<small>{} {}</small>", _("submitted"), day(part.submitted_on))
        case Lateness.IN_TERM:
            return format_html("<small>{}</small>", _left(part, info))
        case Lateness.ON_TIME:
            return format_html("<small>{} {}</small>", _("done"), day(part.delivered_on))
        case _:
            return ""


def _left(part: Assignment, info: TodayInfo) -> str:
    if part.due_on is None or part.due_on == info.day:
        return _("today")
    left = info.calendar.between(info.day, part.due_on)
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


@register.simple_tag(takes_context=True)
def desk_cell(context: dict[str, Any], part: Assignment, info: TodayInfo) -> SafeString | str:
    """Whose desk and for how many working days; the department stands in its own column and is not repeated."""
    desk = desk_of(part, waits_for_release=bool(getattr(part, "waits_for_release", False)))
    if desk is None:
        return ""
    viewer = getattr(context.get("user"), "pk", None)
    named = desk.kind in (DeskKind.OFFICER, DeskKind.DIVISION, DeskKind.UNIT) and desk.user_id != viewer
    words = desk.name if named else desk_words(desk, viewer)
    count = info.working_days_since(local_day(part.status_since))
    since = ngettext("%(n)s day", "%(n)s days", count) % {"n": count} if count else _("since today")
    return format_html("{}<small>{}</small>", words, since)


@register.filter
def inside(words: str) -> str:
    """A weekday in the middle of a Vietnamese sentence: thứ Ba, not Thứ Ba."""
    return words[:1].lower() + words[1:] if get_language() == "vi" else words


@register.filter
def role_words(part: Assignment) -> str:
    """The role of the department in the words of the table."""
    return str(ROLE_LABELS[Role(part.role)])


@register.simple_tag
def fresh_key() -> str:
    """A key that makes a second click on the same form a replay of the first."""
    return uuid4().hex


@register.simple_tag
def answer_address(item: Waiting, verb: Verb) -> str:
    """Where an answer in place is sent."""
    return item.address(verb)


@register.simple_tag
def urged_words(part: Assignment) -> SafeString | str:
    """How often the part has been urged, and whether it owes an explanation; nothing where nobody urged."""
    if not part.urging_count:
        return ""
    words = ngettext("urged %(n)s time", "urged %(n)s times", part.urging_count) % {"n": part.urging_count}
    if part.is_open and getattr(part, "owes_explanation", False):
        words = f"{words}, {_('not explained yet')}"
    return format_html("<small>{}</small>", words)


@register.filter
def needs_words(verb: Verb) -> str:
    """How a verb is answered in place: `reason`, `date`, `comment`, `grant`, or `page` where a form page is needed."""
    return {
        "return_": "reason",
        "insist": "reason",
        "set_deadline": "date",
        "grant_extension": "grant",
        "refuse_extension": "reason",
        "decide": "decision",
        "reply": "text",
        "approve": "comment",
        "verify": "comment",
        "approve_period": "comment",
        "verify_period": "comment",
        "return_period": "reason",
    }.get(verb.name, "page")
