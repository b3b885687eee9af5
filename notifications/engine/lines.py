"""What stands in a person's list on a day, found from the current state by SQL.

The number of statements depends on the rules, never on the number of parts or people. The same statements,
bounded to some people, plan the lists, fill them and check before every attempt whether a line still holds.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from departments.working_days import WorkingCalendar
from directives.deadlines import rung_day
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import (
    Assignment,
    Bottleneck,
    BottleneckState,
    Decision,
    Directive,
    ExtensionRequest,
    RecordedDecision,
)
from directives.rules import Rules
from directives.selectors.lateness import COUNTED
from directives.selectors.requests_waiting import owing_explanation
from notifications import audience
from notifications.engine import periods_told
from notifications.ladder import BEFORE, RECORDED, UNDATED
from notifications.models import MessageItem, MessageKind
from notifications.stand_ins import looked_up_once

REACH = 400  # calendar days looked ahead for a rung; no ladder is longer

Rows = QuerySet[Any, tuple[int, str, int | None, int, date | None]]


@dataclass(frozen=True)
class ListDay:
    """A working day on which lists go out."""

    on: date
    calendar: WorkingCalendar
    rules: Rules


class Line(NamedTuple):
    """One line for one person; `due_on` is the deadline as it is told."""

    recipient: int
    rule: str
    part: int | None
    directive: int
    due_on: date | None

    @property
    def subject(self) -> str:
        return f"part:{self.part}" if self.part is not None else f"directive:{self.directive}"


@dataclass(frozen=True)
class Bounds:
    """Whose lines are wanted, and about what; None means everybody's, about everything.

    `untold` leaves out what that person has been told on this rung already.
    """

    recipients: Collection[int] | None = None
    directives: Collection[int] | None = None
    untold: bool = True


def list_lines(day: ListDay, bounds: Bounds) -> Iterator[Line]:
    """Every line of that day, in no order; a part may come by several rules, and twice to a holder of two posts.

    One query's rows at a time are in memory; the callers bound them to the people of one batch.
    """
    for rows in queries(day, bounds):
        yield from map(Line._make, rows)


def recipients(day: ListDay) -> set[int]:
    """Everybody who has at least one line that day."""
    found: set[int] = set()
    for rows in queries(day, Bounds()):
        found.update(rows.order_by().values_list("recipient", flat=True).distinct())
    return found


def queries(day: ListDay, bounds: Bounds) -> list[Rows]:
    """One query per kind of line and audience."""
    with looked_up_once(day.on):
        return list(_queries(day, bounds))


def _queries(day: ListDay, bounds: Bounds) -> Iterator[Rows]:
    parts = Assignment.objects.filter(is_open=True)
    if bounds.directives is not None:
        parts = parts.filter(directive_id__in=bounds.directives)
    on = day.on
    for rows in audience.workers(_with_deadline(parts, day), on):
        yield _finished(rows, bounds, same_date=True)
    for rows in audience.workers(_last_day_to_refuse(parts, day), on):
        yield _finished(rows, bounds)
    waiting = (
        ("to_release", parts.filter(prepared_acts__is_open=True), audience.releasers),
        ("to_verify", parts.filter(status=Status.AWAITING_VERIFICATION), audience.receivers),
        ("to_approve", parts.filter(status=Status.AWAITING_APPROVAL), audience.approvers),
        ("to_decide", parts.filter(status=Status.REFUSED), audience.monitors),
    )
    for rule, found, whom in waiting:
        for rows in whom(found.annotate(rule=Value(rule)), on):
            yield _finished(rows, bounds, every_day=True)
    yield from periods_told.queries(parts, day, lambda rows, every: _finished(rows, bounds, every_day=every))
    yield from _wanted(parts, day, bounds)
    yield from _stuck(day, bounds)
    yield from _undated(day, bounds)
    yield _recorded(day, bounds)


def _recorded(day: ListDay, bounds: Bounds) -> Rows:
    """What assistants have recorded for a leader, told once while it may still be annulled."""
    rows: QuerySet[Any] = RecordedDecision.objects.filter(
        annulled_at=None, recorded_on__lte=day.on, annul_until__gte=day.on
    ).annotate(recipient=F("leader_id"), rule=Value(RECORDED))
    if bounds.directives is not None:
        rows = rows.filter(directive_id__in=bounds.directives)
    if bounds.recipients is not None:
        rows = rows.filter(recipient__in=list(bounds.recipients))
    if bounds.untold:
        told = _told().filter(message__key__gte=Cast(OuterRef("recorded_on"), CharField()))
        of_part = told.filter(part_id=OuterRef("part_id"))
        whole = told.filter(part=None, directive_id=OuterRef("directive_id"))
        rows = rows.exclude(Exists(of_part)).exclude(Q(part=None) & Exists(whole))
    return rows.order_by().values_list("recipient", "rule", "part_id", "directive_id", "part__due_on")


def _wanted(parts: QuerySet[Assignment], day: ListDay, bounds: Bounds) -> Iterator[Rows]:
    """What is owed every day until it is given: decisions on other dates, explanations, and those that are late."""
    asked = ExtensionRequest.objects.filter(decision=Decision.OPEN)
    running = parts.exclude(status=Status.PAUSED)
    owing = running.filter(owing_explanation()).annotate(rule=Value("to_explain"))
    overdue = running.filter(owing_explanation(due_before=day.on)).annotate(rule=Value("unexplained"))
    for rows in (
        *audience.deciders(parts.annotate(rule=Value("to_extend")), asked, day.on, day.rules),
        *audience.workers(owing, day.on),
        *audience.monitors(overdue, day.on),
    ):
        yield _finished(rows, bounds, every_day=True)


def _stuck(day: ListDay, bounds: Bounds) -> Iterator[Rows]:
    """Bottlenecks: every day with whoever is asked; beyond the day they were needed they climb to the monitor.

    The monitor hears of those as of an overdue part: every working day for some days, then once as often.
    """
    rows = Bottleneck.objects.filter(is_open=True)
    if bounds.directives is not None:
        rows = rows.filter(part__directive_id__in=bounds.directives)
    asked, late = rows.filter(state=BottleneckState.OPEN), Q(needed_by__lt=day.on)
    daily = day.rules.overdue_daily_days
    first_daily, last_told = day.calendar.add(day.on, -daily), day.calendar.add(day.on, 1 - daily)
    since = Case(
        When(needed_by__gte=first_daily, then=Value(day.on.isoformat())),
        default=Value(last_told.isoformat() if daily > 1 else day.on.isoformat()),
        output_field=CharField(),
    )
    monitored = rows.filter(part__monitor__isnull=False).annotate(recipient=F("part__monitor_id"))
    for rule, found, every_day in (
        ("unblock_late", monitored.filter(late).annotate(since=since), False),
        ("to_pass_on", monitored.filter(state=BottleneckState.TRIAGE), True),
        *(("unblock_late", found, True) for found in audience.asked_to_unblock(asked.filter(late), day.on)),
        *(("to_unblock", found, True) for found in audience.asked_to_unblock(asked.exclude(late), day.on)),
    ):
        told_of = found.annotate(rule=Value(rule))
        if bounds.recipients is not None:
            told_of = told_of.filter(recipient__in=list(bounds.recipients))
        if bounds.untold and not every_day:
            told = _told().filter(part_id=OuterRef("part_id"), message__key__gte=OuterRef("since"))
            told_of = told_of.filter(~Exists(told))
        columns = ("recipient", "rule", "part_id", "part__directive_id", "part__due_on")
        yield told_of.order_by().values_list(*columns)


def rungs(day: ListDay) -> list[tuple[date, int, date]]:
    """Deadlines a rung before which has been reached today: (deadline, working days before, day of the rung).

    A rung on a day off moves to the working day before. Of several reached rungs only the last is left: a lost
    day loses nothing and repeats nothing.
    """
    steps = sorted(set(day.rules.remind_before_days))
    found: list[tuple[date, int, date]] = []
    for ahead in range(REACH):
        due = day.on + timedelta(days=ahead)
        reached = [(step, rung_day(due, step, day.calendar)) for step in steps]
        last = next(((step, rung) for step, rung in reached if rung <= day.on), None)
        if last is None:
            break
        found.append((due, *last))
    return found


def _with_deadline(parts: QuerySet[Assignment], day: ListDay) -> QuerySet[Assignment]:
    """Parts on a rung of the ladder, with `rule` and the day since which it must not have been told.

    Rungs before the part was assigned are skipped. Overdue: every working day for some days, counted from the
    assignment where that came late, then whenever as many working days have passed since it was last told.
    """
    daily = day.rules.overdue_daily_days
    first_daily = day.calendar.add(day.on, -daily)
    last_told = day.calendar.add(day.on, 1 - daily) if daily > 1 else day.on
    late = Q(sort_due__lt=day.on)
    recent = Q(sort_due__gte=first_daily) | Q(assigned_on__gte=first_daily)
    rule, since, wanted = [When(late, then=Value("overdue"))], [], late
    since += [When(late & recent, then=Value(day.on.isoformat()))]
    since += [When(late, then=Value(last_told.isoformat()))]
    for due, step, rung in rungs(day):
        here = Q(sort_due=due, assigned_on__lte=rung)
        rule.append(When(here, then=Value(f"{BEFORE}{step}" if step else "due_today")))
        since.append(When(here, then=Value(rung.isoformat())))
        wanted |= here
    return (
        audience.running(parts)
        .filter(COUNTED, wanted, due_on__isnull=False)
        .annotate(rule=Case(*rule, output_field=CharField()), since=Case(*since, output_field=CharField()))
    )


def _last_day_to_refuse(parts: QuerySet[Assignment], day: ListDay) -> QuerySet[Assignment]:
    """Parts nobody has answered that count as accepted after today."""
    last_day = parts.filter(COUNTED, status=Status.ASSIGNED, accept_by__lte=day.on)
    return last_day.annotate(rule=Value("to_accept"), since=Cast("accept_by", CharField()))


def _finished(
    rows: QuerySet[Any], bounds: Bounds, *, same_date: bool = False, every_day: bool = False
) -> Rows:
    if bounds.recipients is not None:
        rows = rows.filter(recipient__in=bounds.recipients)
    if bounds.untold and not every_day:
        told = _told().filter(part_id=OuterRef("pk"), message__key__gte=OuterRef("since"))
        rows = rows.filter(~Exists(told.filter(due_on=OuterRef("due_on")) if same_date else told))
    return rows.order_by().values_list("recipient", "rule", "pk", "directive_id", "due_on")


def _told() -> QuerySet[MessageItem]:
    """Lines that person's lists have shown; struck ones were never told."""
    return MessageItem.objects.filter(
        rule=OuterRef("rule"),
        message__recipient_id=OuterRef("recipient"),
        message__kind=MessageKind.LIST,
        struck=False,
    )


def _undated(day: ListDay, bounds: Bounds) -> Iterator[Rows]:
    """Directives issued without a date so many days ago: the monitor is asked to have one set."""
    no_date = Assignment.objects.filter(
        directive_id=OuterRef("pk"), is_open=True, role__in=[Role.LEAD, Role.EACH], due_on=None
    )
    directives = Directive.objects.filter(
        Exists(no_date), is_open=True, deadline_kind=DeadlineKind.TO_BE_SET
    ).annotate(recipient=F("monitor_id"))
    if bounds.directives is not None:
        directives = directives.filter(pk__in=bounds.directives)
    if bounds.recipients is not None:
        directives = directives.filter(recipient__in=bounds.recipients)
    steps = sorted(set(day.rules.undated_after_days), reverse=True)
    for place, step in enumerate(steps):
        reached = Q(issued_on__lte=day.on - timedelta(days=step))
        if place:
            reached &= Q(issued_on__gt=day.on - timedelta(days=steps[place - 1]))
        rows = directives.filter(reached).annotate(
            rule=Value(f"{UNDATED}{step}"), no_part=Value(None, output_field=CharField(null=True))
        )
        if bounds.untold:
            rows = rows.filter(~Exists(_told().filter(directive_id=OuterRef("pk"))))
        nothing_due = Value(None, output_field=CharField(null=True))
        yield rows.annotate(nothing_due=nothing_due).values_list(
            "recipient", "rule", "no_part", "pk", "nothing_due"
        )
