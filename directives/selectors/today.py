"""Today as pages need it: the date, what counts as soon, the calendar and the rules, read once."""

from dataclasses import dataclass
from datetime import date, datetime

from departments.clock import today as local_day
from departments.selectors import working_calendar
from departments.working_days import WorkingCalendar
from directives.deadlines import Today
from directives.rules import Rules, load_rules


@dataclass(frozen=True)
class TodayInfo:
    """What turns stored dates into "overdue by 6 working days"."""

    today: Today
    calendar: WorkingCalendar
    rules: Rules

    @property
    def day(self) -> date:
        return self.today.day

    @property
    def list_time(self) -> str:
        """When the daily list goes out, as 07:30."""
        return f"{self.rules.list_hour:02d}:{self.rules.list_minute:02d}"

    def working_days_since(self, earlier: date) -> int:
        """Working days after `earlier` up to today; 0 for a day that has not come."""
        return max(0, self.calendar.between(earlier, self.day))


def today_info(now: datetime) -> TodayInfo:
    """Two SQL statements: the calendar's overlay and the rules."""
    calendar, rules, day = working_calendar(), load_rules(), local_day(now)
    return TodayInfo(Today.at(day, calendar, rules.due_soon_days), calendar, rules)
