"""The working calendar. Pure arithmetic on a set of days off; the database only supplies the overlay.

Working days are Monday to Friday less the Vietnamese public holidays (Labour Code 2019, art. 112, as the
`holidays` package knows them), plus swapped working Saturdays. The overlay table decides where both differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

_FAR = 3660  # days looked at before a search for a working day gives up; ten years of days off cannot happen


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Public holidays and observed days of `year` in Viet Nam, as the `holidays` package has them."""
    return frozenset(day for day in holidays.country_holidays("VN", years=year) if day.year == year)


@lru_cache(maxsize=64)
def swapped_working_days(year: int) -> frozenset[date]:
    """Weekend days of `year` worked in place of a day off, as far as the `holidays` package knows them.

    A swap may lie in another year than its day off (2 January for 31 December), so both neighbours are asked.
    """
    known = (
        holidays.country_holidays("VN", years=near).weekend_workdays for near in (year - 1, year, year + 1)
    )
    return frozenset(day for days in known for day in days if day.year == year)


@lru_cache(maxsize=64)
def holiday_names(year: int) -> dict[date, str]:
    """What the `holidays` package calls the days off of `year`, in Vietnamese."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    return {day: str(name) for day, name in known.items() if day.year == year}


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Answers for any date whether it is worked. `off` and `worked` are the overlay and win over the rest."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.off:
            return False
        if day in self.worked:
            return True
        if day.weekday() >= 5:
            return day in swapped_working_days(day.year)
        return day not in public_holidays(day.year)

    def with_days(self, days: Mapping[date, str | None]) -> "WorkingCalendar":
        """This calendar with overlay rows (day → kind) put on top; None takes the row of that day away."""
        off = (self.off - days.keys()) | {day for day, kind in days.items() if kind not in (None, "working")}
        worked = (self.worked - days.keys()) | {day for day, kind in days.items() if kind == "working"}
        return WorkingCalendar(frozenset(off), frozenset(worked))

    def add(self, day: date, working_days: int) -> date:
        """The date `working_days` working days after (before, when negative) `day`.

        `day` itself never counts: 0 gives `day` unchanged, also when it is a day off.
        """
        step = timedelta(days=1 if working_days >= 0 else -1)
        left, current = abs(working_days), day
        for _ in range(abs(working_days) * 7 + _FAR):
            if left == 0:
                return current
            current += step
            left -= self.is_working(current)
        raise ValueError(f"no working day found within reach of {day}")

    def between(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and including `later`; negative when `later` comes first."""
        if later < earlier:
            return -self.between(later, earlier)
        span = (later - earlier).days
        return sum(self.is_working(earlier + timedelta(days=n)) for n in range(1, span + 1))

    def on_or_before(self, day: date) -> date:
        """`day` when it is worked, else the last working day before it."""
        return day if self.is_working(day) else self.add(day, -1)

    def on_or_after(self, day: date) -> date:
        """`day` when it is worked, else the next working day."""
        return day if self.is_working(day) else self.add(day, 1)


def calendar_of(rows: Iterable[tuple[date, str]]) -> WorkingCalendar:
    """A calendar from overlay rows (day, kind)."""
    pairs = list(rows)
    return WorkingCalendar(
        off=frozenset(day for day, kind in pairs if kind != "working"),
        worked=frozenset(day for day, kind in pairs if kind == "working"),
    )
