"""When a message may leave: events in office hours of a working day, urgent ones at once; lists from the list hour."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from departments.working_days import WorkingCalendar
from directives.rules import Rules

BACK_OFF_AT_MOST = timedelta(hours=1)


def local(on: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a local day."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))


def event_due_at(now: datetime, *, urgent: bool, calendar: WorkingCalendar, rules: Rules) -> datetime:
    """The moment an event may be told: now in office hours or when urgent, else when the office opens next."""
    today = timezone.localdate(now)
    if urgent or _in_office_hours(now, today, calendar, rules):
        return now
    opens = local(today, rules.office_from_hour)
    if calendar.is_working(today) and now < opens:
        return opens
    return local(calendar.add(today, 1), rules.office_from_hour)


def _in_office_hours(now: datetime, today: date, calendar: WorkingCalendar, rules: Rules) -> bool:
    hour = timezone.localtime(now).hour
    return calendar.is_working(today) and rules.office_from_hour <= hour < rules.office_until_hour


def is_list_time(now: datetime, *, calendar: WorkingCalendar, rules: Rules) -> bool:
    """Whether the lists of today may be planned."""
    today = timezone.localdate(now)
    return calendar.is_working(today) and now >= local(today, rules.list_hour, rules.list_minute)


def next_attempt(now: datetime, attempts: int) -> datetime:
    """After a temporary error: 2, 4, 8… minutes later, an hour at most."""
    return now + min(timedelta(minutes=2 ** min(max(attempts, 1), 6)), BACK_OFF_AT_MOST)
