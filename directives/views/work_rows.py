"""Rows of the work page: groups with their headings, and the one thing to do with each row."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.actors import Actor
from departments.clock import today as local_day
from directives.deadlines import HANDED_IN, Lateness, period_lateness
from directives.lifecycle import VERBS, Role, Status
from directives.models import Assignment, Bottleneck, ReportingPeriod
from directives.selectors.away import away_when_due
from directives.selectors.notes import Note
from directives.selectors.recordable import Recordable
from directives.selectors.today import TodayInfo
from directives.selectors.work import Group

HEADINGS: dict[Group, Promise] = {
    Group.EXPLAIN: gettext_lazy("Explanation owed"),
    Group.ANSWER: gettext_lazy("To be answered"),
    Group.EXTEND: gettext_lazy("Another deadline asked for"),
    Group.UNBLOCK: gettext_lazy("Bottlenecks to clear"),
    Group.CORRECT: gettext_lazy("Corrections to confirm"),
    Group.OVERDUE: gettext_lazy("Overdue"),
    Group.RETURNED: gettext_lazy("Returned to you"),
    Group.TODAY: gettext_lazy("Due today"),
    Group.WEEK: gettext_lazy("Due this week"),
    Group.ACCEPT: gettext_lazy("To be accepted"),
    Group.RELEASE: gettext_lazy("To be released"),
    Group.VERIFY: gettext_lazy("To be confirmed"),
    Group.APPROVE: gettext_lazy("To be approved"),
    Group.REFUSED: gettext_lazy("Refused, the Office decides"),
    Group.LATER: gettext_lazy("Due later"),
    Group.TO_DATE: gettext_lazy("Deadline to be set"),
    Group.NO_DATE: gettext_lazy("Without a deadline"),
    Group.INFORMED: gettext_lazy("For information"),
}
WANTS = ("request_extension", "ask", "urge")  # notes on what somebody wants of the part
# Groups at the end of the page that may be folded away.
QUIET = frozenset({Group.TO_DATE, Group.NO_DATE, Group.INFORMED})


@dataclass(frozen=True)
class Action:
    """What the button of a row does: `post` at once, or open the form of the verb."""

    label: str
    url: str
    post: bool = False
    request_key: str = ""


@dataclass(frozen=True)
class Row:
    part: Assignment
    group: Group | None
    action: Action
    note: Note | None
    late: bool
    days_on_desk: int
    away: str = ""  # whoever carries it out is away when it is due
    judged: ReportingPeriod | None = None  # the report that waits for the viewer, shown in place of the part


@dataclass(frozen=True)
class Section:
    """Rows that wait for the same reason. `count` covers all pages, `rows` this one."""

    group: Group
    heading: str
    count: int
    rows: list[Row]
    sentence: str
    quiet: bool


def action_of(part: Assignment, group: Group | None) -> Action:
    """The nearest thing to do with a row, in the words of the lifecycle table."""
    page = reverse("directive", args=[part.directive_id]) + f"?phan={part.pk}#lam"
    period: ReportingPeriod | None = getattr(part, "period", None)
    match group:
        case None:
            return Action(_("Open"), page)
        case Group.RELEASE:
            return Action(_("See and release"), page)
        case Group.VERIFY | Group.APPROVE if (report := judged_period(part, group)) is not None:
            verb = "verify_period" if group is Group.VERIFY else "approve_period"
            return _of_period(report, verb, _("See and decide"))
        case Group.REFUSED | Group.VERIFY | Group.APPROVE:
            return Action(_("See and decide"), page)
        case Group.EXTEND:
            return Action(_("See and decide"), _address(part, "grant_extension"))
        case Group.UNBLOCK:
            return _unblock(part, page)
        case Group.CORRECT:
            return Action(_("See and decide"), f"{reverse('directive', args=[part.directive_id])}#dieu-chinh")
        case Group.EXPLAIN:
            return _form(part, "explain")
        case Group.ANSWER:
            return _form(part, "answer")
        case Group.TO_DATE:
            return _form(part, "set_deadline")
        case Group.INFORMED:
            return _at_once(part, "acknowledge")
    if part.status == Status.ASSIGNED:
        return _at_once(part, "accept")
    if period is not None:
        again = _("Mend and submit again") if period.redo_count else str(VERBS["submit_period"].label)
        return _of_period(period, "submit_period", again)
    if part.redo_count:
        return Action(_("Mend and submit again"), _address(part, "submit"))
    if part.department.is_outside:  # nobody of it signs in: the monitor records what it answers
        return _form(part, "record_reply")
    return _form(part, "report" if part.officer_id else "delegate")


def judged_period(part: Assignment, group: Group | None) -> ReportingPeriod | None:
    """The period whose report waits for the viewer: its part goes on meanwhile, on the desk of its department."""
    period: ReportingPeriod | None = getattr(part, "period", None)
    judges = group in (Group.VERIFY, Group.APPROVE) and part.status not in HANDED_IN
    return period if judges and period is not None and period.status in HANDED_IN else None


def _unblock(part: Assignment, page: str) -> Action:
    """To the form where one bottleneck waits for the viewer, to all of them where there are more."""
    waiting: list[Bottleneck] = getattr(part, "waits_for_viewer", [])
    if len(waiting) != 1:
        return Action(_("See and decide"), page.replace("#lam", "#vuong-mac"))
    row = waiting[0]
    verb = "triage" if row.state == "triage" else "decide" if row.asked_leader_id else "reply"
    return Action(str(VERBS[verb].label), reverse("bottleneck_verb", args=[row.pk, verb]) + "#lam")


def _of_period(period: ReportingPeriod, verb: str, label: str) -> Action:
    return Action(label, reverse("period_verb", args=[period.pk, verb]) + "#lam")


def _address(part: Assignment, verb: str) -> str:
    return reverse("part_verb", args=[part.pk, verb]) + "#lam"


def _form(part: Assignment, verb: str) -> Action:
    return Action(str(VERBS[verb].label), _address(part, verb))


def _at_once(part: Assignment, verb: str) -> Action:
    url = reverse("part_verb", args=[part.pk, verb])
    return Action(str(VERBS[verb].label), url, post=True, request_key=uuid.uuid4().hex)


def rows_of(parts: Iterable[Assignment], notes: dict[int, Note], info: TodayInfo) -> list[Row]:
    """Rows for the template; parts carry `group` where they wait for the viewer."""
    found, parts = [], list(parts)
    gone = away_when_due(parts, since=info.day)
    for part in parts:
        number: int | None = getattr(part, "group", None)
        group = Group(number) if number else None
        note = notes.get(part.pk)
        report = judged_period(part, group)
        if report is not None:
            late = period_lateness(report, info.today) in (Lateness.LATE, Lateness.OVERDUE)
            since, absent = report.status_since, ""
        else:
            late = group is Group.OVERDUE or (part.due_on is not None and _is_late(part, info.day))
            since, absent = part.status_since, gone.get(part.pk, "")
        days, worth = info.working_days_since(local_day(since)), _worth_saying(note, part)
        found.append(Row(part, group, action_of(part, group), worth, late, days, absent, report))
    return found


def _is_late(part: Assignment, today: date) -> bool:
    counted = part.submitted_on or today
    return part.role != Role.INFORMED and part.due_on is not None and counted > part.due_on


def _worth_saying(note: Note | None, part: Assignment) -> Note | None:
    """A return is told until the result is handed in again, a refusal until the Office has answered."""
    if note is None or note.prepared or note.verb in WANTS:
        return note
    if note.verb == "return_period":
        period = getattr(part, "period", None)
        owed = period is not None and period.status == Status.IN_PROGRESS and period.redo_count
        return note if owed else None
    if note.verb == "return_":
        return note if part.status == Status.IN_PROGRESS and part.redo_count else None
    return note if part.status == Status.REFUSED else None


def sections_of(rows: list[Row], counts: dict[Group, int], info: TodayInfo) -> list[Section]:
    """Consecutive rows of one group under its heading."""
    sections = []
    for group, members in groupby(rows, key=lambda row: row.group):
        if group is None:
            continue
        listed = list(members)
        sections.append(
            Section(
                group=group,
                heading=str(HEADINGS[group]),
                count=counts.get(group, len(listed)),
                rows=listed,
                sentence=_sentence(group, listed, info),
                quiet=group in QUIET,
            )
        )
    return sections


def _sentence(group: Group, rows: list[Row], info: TodayInfo) -> str:
    """What happens next where that is not plain from the heading."""
    if group is Group.ACCEPT:
        return _(
            "After %(n)s working days without a refusal a task counts as accepted. The day stands with each."
        ) % {"n": info.rules.accept_after_days}
    if group is Group.RELEASE:
        return _("Prepared by an officer; it leaves your department only when you release it.")
    if group is Group.TO_DATE:
        return _("The text names no day. Until one is set no task of these can become overdue.")
    return ""


@dataclass(frozen=True)
class RecordLine:
    """One part a leader has to decide on: why, and where an assistant records the decision."""

    part: Assignment
    why: str
    url: str
    period: ReportingPeriod | None


def record_boxes(found: Iterable[Recordable]) -> list[tuple[Recordable, list[RecordLine]]]:
    """For each leader one assists, the lines of the box."""
    return [(box, [_record_line(part) for part in box.parts]) for box in found]


def _record_line(part: Assignment) -> RecordLine:
    group = Group(vars(part)["group"])
    return RecordLine(part, str(HEADINGS[group]), action_of(part, group).url, judged_period(part, group))


def title_line(actor: Actor) -> str:
    """The departments and divisions of a person, for the head of the page."""
    names = []
    for post in actor.posts:
        names.append(post.department.name)
        if post.division is not None:
            names.append(post.division.name)
    return ", ".join(dict.fromkeys(names))
