"""The periods of recurring parts: made ahead, never twice, none left out after an outage.

A period belongs to one part that does the work (lead, or each for itself). Its dates come from `recurrence` and
from what the directive says; nothing is journaled, since nobody decides anything. `Assignment.due_on` mirrors the
earliest period still to be reported, so that lists, ladder and registers need not know of periods; continuous
directives are reviewed quarterly and have no date. The caller holds the lock of the directive.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q

from departments.clock import today as local_day
from departments.selectors import working_calendar
from departments.working_days import WorkingCalendar
from directives import recurrence
from directives.deadlines import moved_off_days
from directives.lifecycle import CLOSED, DeadlineKind, Role, Status
from directives.models import Assignment, Directive, ReportingPeriod
from directives.models.assignment import NO_DATE
from directives.models.period import ENDED
from directives.recurrence import Occurrence, Rhythm
from directives.rules import Rules, load_rules

RECURRING = (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS)
WORKING = (Role.LEAD, Role.EACH)
BATCH = 500


@dataclass(frozen=True)
class Maker:
    """Makes the periods of one directive, as of one moment."""

    directive: Directive
    now: datetime

    @cached_property
    def rules(self) -> Rules:
        return load_rules()

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return working_calendar()

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def review(self) -> bool:
        return self.directive.deadline_kind == DeadlineKind.CONTINUOUS

    @cached_property
    def rhythm(self) -> Rhythm:
        return rhythm_of(self.directive, self.rules)

    def row(self, part: Assignment, found: Occurrence) -> ReportingPeriod:
        due_on = moved_off_days(found.due_on, self.calendar, moves=self.rules.move_due_off_days)
        return ReportingPeriod(
            part=part,
            review=self.review,
            from_on=found.from_on,
            until_on=found.until_on,
            cutoff_on=found.cutoff_on,
            due_on=due_on,
            status_since=self.now,
        )

    def missing(self, part: Assignment, start: date) -> list[ReportingPeriod]:
        """Unsaved periods of `part` from the one that begins on `start` on; one at least, also far ahead."""
        kind = self.rhythm.recurrence
        last = max(start, recurrence.horizon(kind, self.today, self.rules.periods_ahead))
        return [self.row(part, found) for found in recurrence.occurrences(self.rhythm, start, last)]

    def first(self, day: date) -> date:
        """Where a part begins that reports from `day` on."""
        return recurrence.first_from(self.rhythm, day).from_on


def rhythm_of(directive: Directive, rules: Rules) -> Rhythm:
    """How a directive recurs; a continuous one is looked back on at the end of every quarter."""
    if directive.deadline_kind == DeadlineKind.CONTINUOUS:
        return Rhythm(recurrence.QUARTER, recurrence.END_OF_PERIOD, recurrence.END_OF_PERIOD)
    return recurrence.rhythm(
        directive.recurrence,
        directive.period_due_day,
        directive.period_cutoff_day,
        month=(rules.period_cutoff_day, rules.period_due_day),
        week=(rules.week_cutoff_day, rules.week_due_day),
    )


def is_recurring(directive: Directive) -> bool:
    return directive.deadline_kind in RECURRING


def reports(part: Assignment) -> bool:
    """Whether the part is one that reports by period now."""
    return part.is_open and part.role in WORKING and part.status != Status.PAUSED


def begin(directives: Iterable[Directive], parts: Sequence[Assignment], *, now: datetime) -> None:
    """The first periods of what has just been issued: one statement, and one per rhythm for the dates."""
    rows: list[ReportingPeriod] = []
    working = [part for part in parts if part.role in WORKING]
    for directive in directives:
        if not is_recurring(directive):
            continue
        maker, mine = Maker(directive, now), [part for part in working if part.directive_id == directive.pk]
        _settle_days(maker)
        start = maker.first(maker.today)
        made = [row for part in mine for row in maker.missing(part, start)]
        rows += made
        if made and not maker.review:
            due_on = min(row.due_on for row in made)
            for part in mine:
                part.due_on = part.sort_due = due_on
            ids = [part.pk for part in mine]
            Assignment.objects.filter(pk__in=ids).update(due_on=due_on, sort_due=due_on)
    ReportingPeriod.objects.bulk_create(rows, batch_size=BATCH)


def _settle_days(maker: Maker) -> None:
    """What the clerk left open is settled at issue: a rule changed later moves no issued directive."""
    directive, days = maker.directive, (maker.rhythm.due_day, maker.rhythm.cutoff_day)
    if maker.review or (directive.period_due_day, directive.period_cutoff_day) == days:
        return
    directive.period_due_day, directive.period_cutoff_day = days
    directive.save(update_fields=["period_due_day", "period_cutoff_day"])


def extend(directive: Directive, parts: Sequence[Assignment], *, now: datetime) -> int:
    """Make every period of these parts that should exist by now and does not; returns how many.

    Goes on from the last one there is, so that after an outage none is missing. A part without any begins with
    the running one, or with what its predecessor had not reported.
    """
    maker = Maker(directive, now)
    mine = [part for part in parts if reports(part)]
    if not mine:
        return 0
    last = dict(
        ReportingPeriod.objects.filter(part__in=mine).values_list("part").annotate(last=Max("from_on"))
    )
    inherited = _inherited([part for part in mine if part.pk not in last], maker.today)
    rows: list[ReportingPeriod] = []
    for part in mine:
        if part.pk in last:
            start = recurrence.after(maker.rhythm.recurrence, last[part.pk])
            if start > recurrence.horizon(maker.rhythm.recurrence, maker.today, maker.rules.periods_ahead):
                continue
        else:
            start = inherited.get(part.pk) or maker.first(maker.today)
        rows += maker.missing(part, start)
    ReportingPeriod.objects.bulk_create(rows, batch_size=BATCH)
    mirror(directive, mine)
    return len(rows)


def _inherited(parts: Sequence[Assignment], today: date) -> dict[int, date]:
    """Part → first day of the earliest period its predecessor left unreported while there was still time."""
    if not parts:
        return {}
    left = ReportingPeriod.objects.filter(
        part__successor__in=parts, status=Status.TRANSFERRED, submitted_on=None, due_on__gte=today
    )
    return dict(left.values_list("part__successor").annotate(first=Min("from_on")))


def mirror(directive: Directive, parts: Iterable[Assignment]) -> None:
    """Bring the deadline of open parts in line with their earliest period still to be reported."""
    if directive.deadline_kind != DeadlineKind.PERIODIC:
        return
    mine = list(parts)
    due = next_due([part.pk for part in mine])
    moved = []
    for part in mine:
        if part.due_on != due.get(part.pk):
            part.due_on = due.get(part.pk)
            part.sort_due = part.due_on or NO_DATE
            moved.append(part)
    if moved:
        Assignment.objects.bulk_update(moved, ["due_on", "sort_due"], batch_size=BATCH)


def next_due(part_ids: Sequence[int]) -> dict[int, date]:
    """Part → due day of its earliest period still to be reported; parts that owe none are left out."""
    owed = ReportingPeriod.objects.filter(
        part_id__in=part_ids, is_open=True, status=Status.IN_PROGRESS, review=False
    )
    return dict(owed.values_list("part").annotate(due=Min("due_on")))


def move_due(part_id: int, before: date, after: date) -> None:
    """The working calendar moved the deadline of a part: the period it stands for moves with it."""
    owed = ReportingPeriod.objects.filter(part_id=part_id, is_open=True, status=Status.IN_PROGRESS)
    owed.filter(due_on=before).update(due_on=after)


def close(closed: Sequence[Assignment], *, now: datetime) -> None:
    """Parts have closed: their periods end with them, unreported ones of an ended directive as ended, not late."""
    for status in {Status(part.status) for part in closed}:
        ids = [part.pk for part in closed if part.status == status]
        ending = ENDED if status is Status.COMPLETED else status.value
        ReportingPeriod.objects.filter(part_id__in=ids, is_open=True).update(
            is_open=False, status=ending, status_since=now, completed_on=local_day(now)
        )


def pause(paused: Sequence[Assignment], *, now: datetime) -> None:
    """Parts were paused: what they have not reported waits with them."""
    rows = ReportingPeriod.objects.filter(part__in=paused, is_open=True, status=Status.IN_PROGRESS)
    rows.update(status=Status.PAUSED, status_since=now)


def follow(
    directive: Directive,
    moved: Iterable[tuple[Assignment, str]],
    fresh: Sequence[Assignment],
    *,
    now: datetime,
) -> None:
    """Parts of a recurring directive have moved (each with the status it came from) or are new: so do the periods."""
    if not is_recurring(directive):
        return
    moving = [(part, before) for part, before in moved if part.role in WORKING]
    pause([part for part, _before in moving if part.status == Status.PAUSED], now=now)
    back = [part for part, before in moving if reports(part) and before == Status.PAUSED]
    again = [part for part, before in moving if reports(part) and before in CLOSED]
    for part in (*back, *again):
        _go_on(Maker(directive, now), part)
    extend(directive, [*back, *again, *fresh], now=now)


def _go_on(maker: Maker, part: Assignment) -> None:
    """A paused or closed part works again: periods that fell due meanwhile are not asked for any more."""
    today, rows = maker.today, ReportingPeriod.objects.filter(part=part, submitted_on=None)
    ahead = Q(due_on__gte=today)
    waiting = rows.filter(status=Status.PAUSED)
    for row in waiting.filter(due_on__lt=today):
        overdue_before = row.due_on < local_day(row.status_since)
        row.status, row.is_open = (Status.IN_PROGRESS.value, True) if overdue_before else (ENDED, False)
        row.status_since, row.completed_on = maker.now, None if overdue_before else today
        row.save(update_fields=["status", "is_open", "status_since", "completed_on"])
    stopped = rows.filter(ahead, is_open=False)
    for group in (waiting.filter(ahead), stopped):
        group.update(status=Status.IN_PROGRESS, is_open=True, status_since=maker.now, completed_on=None)
    start = maker.first(today)
    if not ReportingPeriod.objects.filter(part=part, from_on__gte=start).exists():
        ReportingPeriod.objects.bulk_create(maker.missing(part, start))


def catch_up(*, now: datetime, limit: int = 200) -> int:
    """Make every missing period of every recurring directive; returns how many.

    Safe to repeat and to run twice at once: whoever comes second finds nothing missing under the lock. At most
    `limit` directives are taken at a time: more are left when `behind` still finds some.
    """
    made = 0
    for pk in behind(local_day(now))[:limit]:
        with transaction.atomic():
            directive = Directive.objects.select_for_update(no_key=True).get(pk=pk)
            made += extend(directive, list(Assignment.objects.filter(directive=directive)), now=now)
    return made


def behind(today: date) -> list[int]:
    """Ids of directives with a part that lacks a period which should exist on `today`: one statement per rhythm."""
    ahead, found = load_rules().periods_ahead, set()
    for kind in (recurrence.WEEK, *recurrence.MONTHS):
        last = ReportingPeriod.objects.filter(
            part=OuterRef("pk"), from_on__gte=recurrence.horizon(kind, today, ahead)
        )
        of_kind = Q(directive__deadline_kind=DeadlineKind.PERIODIC, directive__recurrence=kind)
        if kind == recurrence.QUARTER:
            of_kind |= Q(directive__deadline_kind=DeadlineKind.CONTINUOUS)
        parts = Assignment.objects.filter(of_kind, ~Exists(last), is_open=True, role__in=WORKING)
        found |= set(parts.exclude(status=Status.PAUSED).values_list("directive_id", flat=True))
    return sorted(found)
