"""One year of the working calendar as a page shows it."""

import calendar as months_of
from dataclasses import dataclass
from datetime import date, timedelta

from departments.models import CalendarDay
from departments.models.calendar import CalendarDayKind
from departments.working_days import calendar_of, holiday_names, swapped_working_days
from directives.journal import OFFICE_STREAM
from directives.models import JournalEntry

CHANGES_SHOWN = 20


@dataclass(frozen=True)
class CalendarCell:
    """One day of a month: worked or not, and whether that differs from Monday to Friday."""

    on: date
    worked: bool
    special: bool


@dataclass(frozen=True)
class Month:
    """Weeks from Monday to Sunday; None where the day belongs to another month."""

    first: date
    weeks: list[list[CalendarCell | None]]


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs from Monday to Friday, or has a row in the overlay."""

    on: date
    worked: bool
    name: str
    row: CalendarDay | None
    kind: str  # one of CalendarDayKind


@dataclass(frozen=True)
class CalendarYear:
    year: int
    months: list[Month]
    special: list[SpecialDay]
    working_days: int


def calendar_year(year: int) -> CalendarYear:
    """The year with the overlay of this installation: one SQL statement."""
    rows = {row.on: row for row in CalendarDay.objects.order_by("on")}
    calendar = calendar_of((row.on, row.kind) for row in rows.values())
    names, swapped = holiday_names(year), swapped_working_days(year)
    first, days = date(year, 1, 1), []
    while first.year == year:
        days.append(first)
        first += timedelta(days=1)
    special = []
    for on in days:
        worked, row = calendar.is_working(on), rows.get(on)
        if row is None and worked == (on.weekday() < 5):
            continue
        name = row.name if row is not None else names.get(on, "")
        kind = row.kind if row is not None else _kind(on in swapped)
        special.append(SpecialDay(on, worked, name, row, kind))
    marked = {day.on for day in special}
    months = []
    for number in range(1, 13):
        weeks = [
            [
                CalendarCell(on, calendar.is_working(on), on in marked) if on.month == number else None
                for on in week
            ]
            for week in months_of.Calendar().monthdatescalendar(year, number)
        ]
        months.append(Month(date(year, number, 1), weeks))
    return CalendarYear(year, months, special, sum(calendar.is_working(on) for on in days))


def _kind(swapped: bool) -> str:
    return CalendarDayKind.WORKING.value if swapped else CalendarDayKind.HOLIDAY.value


def calendar_changes() -> list[JournalEntry]:
    """The last changes of the calendar, newest first."""
    entries = JournalEntry.objects.filter(stream=OFFICE_STREAM, verb="calendar_changed")
    return list(entries.select_related("actor").order_by("-seq")[:CHANGES_SHOWN])
