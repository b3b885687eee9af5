"""The demo's days: everything is counted in working days from the day it is loaded."""

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from departments.working_days import WorkingCalendar


@dataclass(frozen=True)
class Timeline:
    """Working days around the local date `today`. Nothing of the script happens on `today` itself."""

    today: date
    calendar: WorkingCalendar

    def day(self, ago: int) -> date:
        """The working day `ago` working days before today, after it when negative; 0 is today or the next worked."""
        return self.calendar.add(self.today, -ago) if ago else self.calendar.on_or_after(self.today)

    def due(self, given_ago: int, working_days: int, *, end_of_month: bool = False) -> date:
        """The date `working_days` after the day `given_ago`, or the last of its month."""
        day = self.calendar.add(self.day(given_ago), working_days)
        return day.replace(day=months.monthrange(day.year, day.month)[1]) if end_of_month else day

    def at(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """An aware moment of the working day `ago`; minutes above 59 run into the next hours."""
        return moment(self.day(ago), hour, minute)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An aware moment of a local day; minutes above 59 run into the next hours."""
    clock = time(hour + minute // 60, minute % 60)
    return datetime.combine(day, clock, tzinfo=ZoneInfo(settings.TIME_ZONE))
