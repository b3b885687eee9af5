"""Lateness, computed and never stored. Pure: the clock and the calendar are arguments.

`selectors.lateness` is the SQL twin of `lateness`; a test holds them together.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.working_days import WorkingCalendar
from directives.lifecycle import Role, Status


class Lateness(StrEnum):
    IN_TERM = "in_term"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NO_DATE = "no_date"
    ON_TIME = "on_time"
    LATE = "late"
    NOT_COUNTED = "not_counted"  # informed, dormant, paused, transferred, recalled, superseded


LATENESS_LABELS: dict[Lateness, Promise] = {
    Lateness.IN_TERM: _("Within term"),
    Lateness.DUE_SOON: _("Due soon"),
    Lateness.OVERDUE: _("Overdue"),
    Lateness.NO_DATE: _("No deadline"),
    Lateness.ON_TIME: _("On time"),
    Lateness.LATE: _("Late"),
    Lateness.NOT_COUNTED: _("Not counted"),
}

RUNNING = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.REFUSED})  # the clock runs against today
HANDED_IN = frozenset(
    {Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL}
)  # it stopped at the submission
COUNTED = RUNNING | HANDED_IN | {Status.COMPLETED}


class Owed(Protocol):
    """The columns that say how something owed stands to its deadline."""

    @property
    def status(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def submitted_on(self) -> date | None: ...
    @property
    def delivered_on(self) -> date | None: ...


class Dated(Owed, Protocol):
    """The columns of a part lateness is computed from."""

    @property
    def role(self) -> str: ...
    @property
    def awake(self) -> bool: ...


class Periodic(Owed, Protocol):
    """The columns of a reporting period lateness is computed from."""

    @property
    def review(self) -> bool: ...


@dataclass(frozen=True)
class Today:
    """A local date with the last day that still counts as "due soon"."""

    day: date
    soon_until: date

    @classmethod
    def at(cls, day: date, calendar: WorkingCalendar, due_soon_days: int) -> "Today":
        return cls(day, calendar.add(day, due_soon_days))


def lateness(part: Dated, today: Today) -> Lateness:
    """How `part` stands to its current deadline at the end of `today`.

    A date is due at the end of its day. While a result lies on a verifier's or leader's desk the day of the
    submission counts, not today: the department's clock has stopped.
    """
    if part.role == Role.INFORMED or not part.awake or part.status not in COUNTED:
        return Lateness.NOT_COUNTED
    return _stands(part, today)


def period_lateness(period: Periodic, today: Today) -> Lateness:
    """How one reporting period stands to its own deadline. The review of a continuous directive is never late.

    `selectors.lateness.period_condition` is its SQL twin.
    """
    if period.status not in COUNTED:  # paused, ended, gone with its part
        return Lateness.NOT_COUNTED
    return Lateness.NO_DATE if period.review else _stands(period, today)


def _stands(owed: Owed, today: Today) -> Lateness:
    """How something that counts stands to its deadline."""
    status = Status(owed.status)
    if owed.due_on is None:
        return Lateness.NO_DATE
    if status is Status.COMPLETED:
        return Lateness.LATE if (owed.delivered_on or today.day) > owed.due_on else Lateness.ON_TIME
    if status in HANDED_IN:
        return Lateness.OVERDUE if (owed.submitted_on or today.day) > owed.due_on else Lateness.IN_TERM
    if today.day > owed.due_on:
        return Lateness.OVERDUE
    return Lateness.DUE_SOON if owed.due_on <= today.soon_until else Lateness.IN_TERM


def days_late(part: Owed, today: date, calendar: WorkingCalendar) -> int:
    """Working days past the deadline so far (0 when none); stops at the submission or delivery."""
    if part.due_on is None:
        return 0
    status = Status(part.status)
    end = today
    if status is Status.COMPLETED:
        end = part.delivered_on or today
    elif status in HANDED_IN:
        end = part.submitted_on or today
    if end <= part.due_on:
        return 0
    return max(1, calendar.between(part.due_on, end))


def rung_day(due_on: date, working_days_before: int, calendar: WorkingCalendar) -> date:
    """The day of the reminder so many working days before `due_on`; on a day off it moves to the one before."""
    return calendar.on_or_before(calendar.add(due_on, -working_days_before))


def moved_off_days(due_on: date, calendar: WorkingCalendar, *, moves: bool) -> date:
    """`due_on` as written, or the next working day where the rule `move_due_off_days` asks for it."""
    return calendar.on_or_after(due_on) if moves else due_on
