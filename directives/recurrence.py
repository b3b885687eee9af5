"""When what recurs is reported: periods with their cut-off and due day. Pure date arithmetic, no database.

A period is named after the calendar (November, the fourth quarter). Its data count up to the cut-off day of its
last month and its report is due on the due day: the first such day on or after the cut-off, so a due day before
the cut-off lies in the month after the period. Decree 09/2019/NĐ-CP on reporting, article 12, closes the data of
monthly, quarterly, half-yearly and yearly reports on the 14th of the period's last month; that and the due day
that goes with it are rules (see rules.Rules). A day the month does not have is its last one: 31 means 30 April.
Of a week, days count from Monday (1) to Sunday (7).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = "week", "month", "quarter", "half_year", "year"
MONTHS: dict[str, int] = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12}
MOST_DAYS = 31  # highest day of a month; of a week it is 7
END_OF_PERIOD = 31


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a report recurs. `due_day` and `cutoff_day` are days of the period's last month, or of the week."""

    recurrence: str
    due_day: int
    cutoff_day: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period from `from_on` to `until_on`, both included, with the last day of its data and of its report."""

    from_on: date
    until_on: date
    cutoff_on: date
    due_on: date


def rhythm(
    recurrence: str,
    due_day: int | None,
    cutoff_day: int | None,
    *,
    month: tuple[int, int],
    week: tuple[int, int],
) -> Rhythm:
    """Fill in what was left open from the usual (cut-off, due) days of a `month` or a `week`.

    A report due before the usual cut-off is about the whole period: its data close with the period.
    """
    usual_cutoff, usual_due = week if recurrence == WEEK else month
    if cutoff_day is None:
        early = due_day is not None and due_day <= usual_cutoff
        cutoff_day = most_days(recurrence) if early else usual_cutoff
    return Rhythm(recurrence, usual_due if due_day is None else due_day, cutoff_day)


def most_days(recurrence: str) -> int:
    """The highest day one may name: of a week, or of a month."""
    return 7 if recurrence == WEEK else MOST_DAYS


def start_of(recurrence: str, day: date) -> date:
    """The first day of the period `day` lies in."""
    if recurrence == WEEK:
        return day - timedelta(days=day.weekday())
    months = MONTHS[recurrence]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def after(recurrence: str, start: date, periods: int = 1) -> date:
    """The first day of the period so many periods after the one that begins on `start` (before, when negative)."""
    if recurrence == WEEK:
        return start + timedelta(weeks=periods)
    return _first_of_month(start, MONTHS[recurrence] * periods)


def occurrence(rhythm: Rhythm, start: date) -> Occurrence:
    """The period that begins on `start`."""
    until = after(rhythm.recurrence, start) - timedelta(days=1)
    late = 1 if rhythm.due_day < rhythm.cutoff_day else 0
    if rhythm.recurrence == WEEK:
        cutoff = start + timedelta(days=rhythm.cutoff_day - 1)
        return Occurrence(start, until, cutoff, start + timedelta(days=rhythm.due_day - 1, weeks=late))
    cutoff = _day_of_month(until.replace(day=1), rhythm.cutoff_day)
    due_month = _first_of_month(until.replace(day=1), late)
    return Occurrence(start, until, cutoff, _day_of_month(due_month, rhythm.due_day))


def first_from(rhythm: Rhythm, day: date) -> Occurrence:
    """The period somebody who begins on `day` first reports: the earliest whose data are not closed yet."""
    found = occurrence(rhythm, start_of(rhythm.recurrence, day))
    if found.cutoff_on < day:
        return occurrence(rhythm, after(rhythm.recurrence, found.from_on))
    return found


def horizon(recurrence: str, today: date, ahead: int) -> date:
    """The first day of the last period that should exist on `today`: the running one and `ahead` more."""
    return after(recurrence, start_of(recurrence, today), ahead)


def occurrences(rhythm: Rhythm, start: date, last_start: date) -> Iterator[Occurrence]:
    """Every period from the one that begins on `start` to the one that begins on `last_start`, none left out."""
    while start <= last_start:
        yield occurrence(rhythm, start)
        start = after(rhythm.recurrence, start)


def recurrence_of(from_on: date, until_on: date) -> str:
    """Which recurrence a period belongs to, told from its days alone."""
    if (until_on - from_on).days < 7:
        return WEEK
    months = (until_on.year - from_on.year) * 12 + until_on.month - from_on.month + 1
    return next((name for name, length in MONTHS.items() if length >= months), YEAR)


def _first_of_month(first: date, months: int) -> date:
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def _day_of_month(first: date, day: int) -> date:
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))
