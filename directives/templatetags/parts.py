"""How a part is shown everywhere: its state, its date in the margin, the desk it lies on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from departments.clock import today as local_day
from departments.templatetags.frame import day, icon
from directives import deadlines
from directives.deadlines import Lateness
from directives.desks import Desk, DeskKind, desk_of
from directives.lifecycle import STATUS_LABELS, DeadlineKind, Role, Status
from directives.models import Assignment
from directives.models.choices import Recurrence
from directives.selectors.away import away_when_due
from directives.selectors.today import TodayInfo

register = template.Library()

# Circle: the department's desk. Diamond: another desk. The class carries the colour.
SHAPES: dict[Status, tuple[str, str]] = {
    Status.DRAFT: ("t-none", ""),
    Status.ASSIGNED: ("s-assigned", ""),
    Status.IN_PROGRESS: ("s-progress", "do"),
    Status.REFUSED: ("s-refused", "soon"),
    Status.AWAITING_VERIFICATION: ("s-verify", "wait"),
    Status.AWAITING_APPROVAL: ("s-approve", "wait"),
    Status.COMPLETED: ("s-done", "done"),
    Status.PAUSED: ("s-paused", ""),
    Status.TRANSFERRED: ("s-moved", ""),
    Status.RECALLED: ("s-recalled", ""),
    Status.SUPERSEDED: ("s-superseded", ""),
}


@dataclass(frozen=True)
class Look:
    """Word, shape and colour of a state, always together."""

    word: str
    shape: str
    tone: str


def look_of(part: Assignment) -> Look:
    """The state of a part. Lateness stands with the date; only a completed part says whether it was late."""
    status = Status(part.status)
    shape, tone = SHAPES[status]
    word = str(STATUS_LABELS[status])
    if part.role == Role.INFORMED:
        if status is Status.ASSIGNED:
            return Look(_("Not yet seen"), shape, tone)
        if status is Status.COMPLETED:
            return Look(_("Has been seen"), shape, tone)
    if not part.awake and status in (Status.ASSIGNED, Status.COMPLETED):
        return Look(_("Not asked"), "t-none", "")
    if part.closed_missing and status is Status.RECALLED:
        return Look(_("Not delivered"), shape, "soon")
    if status is Status.COMPLETED and part.due_on is not None and part.delivered_on is not None:
        late = part.delivered_on > part.due_on
        return Look(_("Completed late") if late else _("Completed on time"), shape, "late" if late else tone)
    return Look(word, shape, tone)


@register.simple_tag
def away_on_deadline(part: Assignment, today: date) -> str:
    """That whoever carries the part out is away when it is due, or ""."""
    return away_when_due([part], since=today).get(part.pk, "")


@register.simple_tag
def state(part: Assignment, tag: bool = False) -> SafeString:
    """The state by word, shape and colour; as a tinted tag in the head of a page."""
    look = look_of(part)
    css = " ".join(filter(None, ("st", "tag" if tag else "", look.tone)))
    return format_html('<span class="{}">{}{}</span>', css, icon(look.shape), look.word)


def working_days(count: int) -> str:
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": count}


def late_words(part: Assignment, info: TodayInfo) -> str:
    """How late, in working days: one at least, also where only days off have passed."""
    days = deadlines.days_late(part, info.day, info.calendar)
    return _("overdue by %(days)s") % {"days": working_days(days)}


def term_words(part: Assignment, info: TodayInfo) -> str:
    """How long until the deadline, in working days."""
    if part.due_on is None:
        return ""
    if part.due_on == info.day:
        return _("until the end of today")
    left = info.calendar.between(info.day, part.due_on)
    return _("%(days)s left") % {"days": working_days(left)}


def no_date_words(part: Assignment) -> tuple[str, str]:
    """What stands in the margin of a part without a date: a word, and what explains it."""
    directive = part.directive
    if part.role == Role.INFORMED:
        return _("For information"), _("no deadline counts")
    if not part.awake:
        return _("Not asked"), _("no deadline counts")
    if part.role == Role.COORDINATING:
        return _("To be answered"), _("no deadline counts")
    if directive.deadline_kind == DeadlineKind.CONTINUOUS:
        return _("Continuous"), ""
    if directive.deadline_kind == DeadlineKind.PERIODIC:
        recurs = str(Recurrence(directive.recurrence).label) if directive.recurrence else ""
        return _("Periodic"), recurs
    phrase = directive.deadline_phrase
    given = part.assigned_on.strftime("%d/%m/%Y") if part.assigned_on else ""
    return _("To be set"), f"“{phrase}”" if phrase else _("given on %(day)s") % {"day": given}


@register.simple_tag
def due(part: Assignment, info: TodayInfo) -> SafeString:
    """The margin of a row: the date, how it stands to today in working days, and the original date."""
    if part.due_on is None or part.role == Role.INFORMED or not part.awake:
        word, why = no_date_words(part)
        rest = format_html('<span class="rel">{}</span>', why) if why else ""
        return format_html('<span class="nodate">{}</span>{}', word, rest)
    was: SafeString | str = ""
    if part.original_due_on and part.original_due_on != part.due_on:
        was = format_html('<span class="was">{} {}</span>', _("original deadline"), day(part.original_due_on))
    return format_html("{}{}{}", day(part.due_on), lateness(part, info), was)


@register.simple_tag
def lateness(part: Assignment, info: TodayInfo) -> SafeString:
    """The relative words alone: triangle and colour only where time presses."""
    if part.closed_missing:  # its state says it was never delivered; "no deadline counts" would excuse it
        return SafeString("")
    how = deadlines.lateness(part, info.today)
    handed_in = part.submitted_on is not None and part.status in deadlines.HANDED_IN
    match how:
        case Lateness.OVERDUE | Lateness.LATE:
            words, shape, tone = late_words(part, info), "t-late", "late"
        case Lateness.DUE_SOON:
            words, shape, tone = term_words(part, info), "t-soon", "soon"
        case Lateness.ON_TIME:
            return format_html('<span class="rel">{}</span>', _("on time"))
        case Lateness.IN_TERM if handed_in:
            return format_html('<span class="rel">{} {}</span>', _("submitted"), day(part.submitted_on))
        case Lateness.IN_TERM:
            return format_html('<span class="rel">{}</span>', term_words(part, info))
        case _:
            return format_html('<span class="rel">{}</span>', _("no deadline counts"))
    return format_html('<span class="st {}">{}{}</span>', tone, icon(shape), words)


def desk_words(desk: Desk, viewer_id: int | None) -> str:
    """The desk in words, as seen by one person."""
    if desk.user_id is not None and desk.user_id == viewer_id:
        return _("My desk")
    match desk.kind:
        case DeskKind.OFFICER | DeskKind.DIVISION | DeskKind.UNIT:
            return f"{desk.name}, {desk.place}"
        case DeskKind.RELEASE:
            return _("%(department)s, waits for release") % {"department": desk.name}
        case DeskKind.OFFICE:
            return _("The Office: %(name)s") % {"name": desk.name} if desk.name else _("The Office")
        case DeskKind.LEADER:
            return desk.name or _("The Chair")
        case _:
            return desk.name


@register.simple_tag(takes_context=True)
def desk(context: dict[str, Any], part: Assignment) -> str:
    """On whose desk the part lies now; says so too when on none.

    `part.waits_for_release` may be annotated; "My desk" needs `actor` or `user` in the context.
    """
    found = desk_of(part, waits_for_release=bool(getattr(part, "waits_for_release", False)))
    if found is None:
        return _("on no desk")
    user = context.get("user")
    return desk_words(found, getattr(user, "pk", None))


@register.simple_tag
def since(days: int, moment: datetime) -> str | SafeString:
    """How long a part has lain where it lies: working days, or the date while none has passed."""
    if days:
        return working_days(days)
    return format_html(_("since {}"), day(moment))


@register.simple_tag
def desk_age(part: Assignment, info: TodayInfo) -> str | SafeString:
    """How long the part has lain on its present desk."""
    return since(info.working_days_since(local_day(part.status_since)), part.status_since)


@register.simple_tag
def late_tag(part: Assignment, info: TodayInfo) -> SafeString | str:
    """Lateness as a tinted tag for the head of a page: only where time presses."""
    how = deadlines.lateness(part, info.today)
    if how in (Lateness.OVERDUE, Lateness.LATE):
        words, shape, tone = late_words(part, info), "t-late", "late"
    elif how is Lateness.DUE_SOON:
        words, shape, tone = term_words(part, info), "t-soon", "soon"
    else:
        return ""
    return format_html(
        '<span class="st tag {}">{}{}</span>', tone, icon(shape), words[:1].upper() + words[1:]
    )
