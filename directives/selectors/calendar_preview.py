"""What a change of the working calendar moves, worked out before anything is saved.

The same function answers the preview and the change itself, so that both tell the same.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from departments.clock import today as local_day
from departments.models import CalendarDay
from departments.selectors import working_calendar
from departments.working_days import WorkingCalendar
from directives.deadlines import moved_off_days, rung_day
from directives.lifecycle import Role, Status
from directives.models import Assignment
from directives.rules import Rules, load_rules

RELATED = ("directive", "department")


@dataclass(frozen=True)
class DayChange:
    """What is to stand in the overlay for one day; `kind` None leaves the day to the holidays the service knows."""

    on: date
    kind: str | None
    name_vi: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class DayEffect:
    """One day of the change, and whether it is worked before and after."""

    change: DayChange
    worked: bool
    will_be_worked: bool


@dataclass(frozen=True)
class Move:
    """A date of one part; `after` equals `before` where it stays although its day is not worked any more."""

    part: Assignment
    before: date
    after: date

    @property
    def moves(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class RungMove:
    """The reminder `step` working days before a deadline, for all parts (`count`) with that deadline."""

    due_on: date
    step: int
    before: date
    after: date
    count: int


@dataclass(frozen=True)
class Preview:
    """All that a change moves: deadlines, implied acceptances, last days to refuse, reminders."""

    days: list[DayEffect]
    deadlines: list[Move]
    acceptances: list[Move]
    refusals: list[Move]
    rungs: list[RungMove]
    deadlines_move: bool

    @property
    def written(self) -> list[Move]:
        """The moves that change a stored date."""
        return [move for move in (*self.deadlines, *self.acceptances) if move.moves]

    @property
    def directive_ids(self) -> frozenset[int]:
        """Directives whose parts get another stored date."""
        return frozenset(move.part.directive_id for move in self.written)

    @property
    def rung_count(self) -> int:
        """How many parts get a reminder on another day, counted once per reminder."""
        return sum(rung.count for rung in self.rungs)

    @property
    def fingerprint(self) -> str:
        """Changes when the days or the stored dates they move change; a confirmation carries it."""
        told = [
            [[day.change.on.isoformat(), day.change.kind, day.worked] for day in self.days],
            [[move.part.pk, move.before.isoformat(), move.after.isoformat()] for move in self.written],
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def preview(changes: Sequence[DayChange], *, on: date) -> Preview:
    """What `changes` would move on the local date `on`; reads, never writes.

    Dates that have passed stay as they were judged. A deadline never moves to an earlier day: taking a day off
    back leaves what it had moved.
    """
    old, rules = working_calendar(), load_rules()
    new = old.with_days({change.on: change.kind for change in changes})
    days = [
        DayEffect(change, old.is_working(change.on), new.is_working(change.on))
        for change in sorted(changes, key=lambda change: change.on)
    ]
    changed = [day.change.on for day in days if day.worked != day.will_be_worked]
    lost = [day.change.on for day in days if day.worked and not day.will_be_worked and day.change.on >= on]
    around = Around(old, new, rules, on)
    return Preview(
        days=days,
        deadlines=_deadlines(lost, around),
        acceptances=_acceptances(changed, around),
        refusals=_refusals(changed, around),
        rungs=_rungs(changed, around),
        deadlines_move=rules.move_due_off_days,
    )


@dataclass(frozen=True)
class Around:
    """The calendar before and after, the rules, and the day the change is made on."""

    old: WorkingCalendar
    new: WorkingCalendar
    rules: Rules
    on: date

    def due_after(self, due_on: date) -> date:
        """Where a deadline stands after the change: only one on a day that has become a day off may move."""
        if due_on < self.on or not self.old.is_working(due_on):
            return due_on
        return moved_off_days(due_on, self.new, moves=self.rules.move_due_off_days)


def _deadlines(lost: list[date], around: Around) -> list[Move]:
    """Open parts that are due on a day that has become a day off."""
    if not lost:
        return []
    due = Assignment.objects.filter(is_open=True, awake=True, due_on__in=lost).exclude(role=Role.INFORMED)
    rows = due.select_related(*RELATED).order_by("due_on", "pk")
    return [Move(part, part.sort_due, around.due_after(part.sort_due)) for part in rows]


def _acceptances(changed: list[date], around: Around) -> list[Move]:
    """Parts nobody has answered whose silence ends on another day: as many working days as they were given."""
    moves = []
    for part in _unanswered(changed).filter(accept_by__gte=around.on):
        if part.accept_by is None:
            continue
        given_on = local_day(part.status_since)
        after = around.new.add(given_on, around.old.between(given_on, part.accept_by))
        moves.append(Move(part, part.accept_by, max(after, around.on)))
    return [move for move in moves if move.moves]


def _refusals(changed: list[date], around: Around) -> list[Move]:
    """Parts that may be refused until another day."""
    moves = []
    for part in _unanswered(changed):
        given_on = part.assigned_on or around.on
        before = around.old.add(given_on, around.rules.refuse_within_days)
        after = around.new.add(given_on, around.rules.refuse_within_days)
        if max(before, after) >= around.on:
            moves.append(Move(part, before, after))
    return [move for move in moves if move.moves]


def _unanswered(changed: list[date]) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(status=Status.ASSIGNED, role__in=[Role.LEAD, Role.EACH])
    rows = rows.select_related(*RELATED).order_by("accept_by", "pk")
    return rows.filter(accept_by__isnull=False) if changed else rows.none()


def _rungs(changed: list[date], around: Around) -> list[RungMove]:
    """Reminders before a deadline that fall on another day, from today on; one row per deadline and rung."""
    steps = sorted(set(around.rules.remind_before_days))
    if not changed or not steps:
        return []
    reach = max(calendar.add(max(changed), steps[-1] + 1) for calendar in (around.old, around.new))
    running = Assignment.objects.filter(
        is_open=True,
        awake=True,
        status__in=[Status.ASSIGNED, Status.IN_PROGRESS],
        sort_due__gte=max(around.on, min(changed)),
        sort_due__lte=reach + timedelta(days=7),
    ).exclude(role=Role.INFORMED)
    found = []
    for due_on, count in sorted(Counter(running.values_list("sort_due", flat=True)).items()):
        for step in reversed(steps):
            before = rung_day(due_on, step, around.old)
            after = rung_day(around.due_after(due_on), step, around.new)
            if before != after and max(before, after) >= around.on:
                found.append(RungMove(due_on, step, before, after, count))
    return found


def overlay_row(on: date) -> CalendarDay | None:
    """What the overlay says about a day, if anything."""
    return CalendarDay.objects.filter(on=on).first()
