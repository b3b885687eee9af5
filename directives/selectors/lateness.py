"""The SQL twin of `deadlines.lateness`: conditions that pick the same parts. A test holds them together."""

from datetime import date

from django.db.models import F, Q

from directives.deadlines import COUNTED as PERIOD_COUNTED
from directives.deadlines import HANDED_IN, RUNNING, Lateness, Today
from directives.lifecycle import Role, Status

COUNTED = ~Q(role=Role.INFORMED) & Q(awake=True)
_RUNNING = sorted(RUNNING)
_HANDED_IN = sorted(HANDED_IN)


def _by(column: str, due: str, day: date) -> Q:
    """The day in `column`, or `day` where it is empty, is not after the deadline in `due`."""
    return Q(**{f"{column}__lte": F(due)}) | Q(**{f"{column}__isnull": True, f"{due}__gte": day})


def _after(column: str, due: str, day: date) -> Q:
    """The day in `column`, or `day` where it is empty, lies after the deadline in `due`."""
    return Q(**{f"{column}__gt": F(due)}) | Q(**{f"{column}__isnull": True, f"{due}__lt": day})


def overdue(day: date) -> Q:
    """Open parts past their current deadline at the end of `day`."""
    running = Q(status__in=_RUNNING, due_on__lt=day)
    handed_in = Q(status__in=_HANDED_IN) & _after("submitted_on", "due_on", day)
    return COUNTED & Q(is_open=True) & (running | handed_in)


def due_soon(today: Today) -> Q:
    """Parts still being worked on whose deadline is today or within the days that count as soon."""
    return COUNTED & Q(is_open=True, status__in=_RUNNING, due_on__gte=today.day, due_on__lte=today.soon_until)


def in_term(today: Today) -> Q:
    """Open parts with a date that are neither due soon nor overdue."""
    running = Q(status__in=_RUNNING, due_on__gt=today.soon_until)
    handed_in = Q(status__in=_HANDED_IN) & _by("submitted_on", "due_on", today.day)
    return COUNTED & Q(is_open=True) & (running | handed_in)


def no_date() -> Q:
    """Parts that count but have no date, open or completed."""
    return COUNTED & Q(due_on=None, status__in=sorted([*RUNNING, *HANDED_IN, Status.COMPLETED]))


def judged() -> Q:
    """Completed parts that had a deadline: what an on-time rate is a share of."""
    return COUNTED & Q(status=Status.COMPLETED, due_on__isnull=False)


def on_time(day: date, *, due: str = "due_on") -> Q:
    """Completed by the deadline; `due="original_due_on"` measures against the first one."""
    return judged() & _by("delivered_on", due, day)


def late(day: date, *, due: str = "due_on") -> Q:
    """Completed after the deadline; `due="original_due_on"` measures against the first one."""
    return judged() & _after("delivered_on", due, day)


def period_condition(lateness: Lateness, today: Today) -> Q:
    """Reporting periods of one lateness: the SQL twin of `deadlines.period_lateness`."""
    day, dated = today.day, Q(review=False)
    match lateness:
        case Lateness.OVERDUE:
            running = Q(status__in=_RUNNING, due_on__lt=day)
            return dated & (running | Q(status__in=_HANDED_IN) & _after("submitted_on", "due_on", day))
        case Lateness.DUE_SOON:
            return dated & Q(status__in=_RUNNING, due_on__gte=day, due_on__lte=today.soon_until)
        case Lateness.IN_TERM:
            running = Q(status__in=_RUNNING, due_on__gt=today.soon_until)
            return dated & (running | Q(status__in=_HANDED_IN) & _by("submitted_on", "due_on", day))
        case Lateness.NO_DATE:
            return Q(review=True, status__in=sorted(PERIOD_COUNTED))
        case Lateness.ON_TIME:
            return dated & Q(status=Status.COMPLETED) & _by("delivered_on", "due_on", day)
        case Lateness.LATE:
            return dated & Q(status=Status.COMPLETED) & _after("delivered_on", "due_on", day)
        case Lateness.NOT_COUNTED:
            return ~Q(status__in=sorted(PERIOD_COUNTED))


def condition(lateness: Lateness, today: Today) -> Q:
    """The condition of one lateness; NOT_COUNTED is whatever the others leave."""
    match lateness:
        case Lateness.OVERDUE:
            return overdue(today.day)
        case Lateness.DUE_SOON:
            return due_soon(today)
        case Lateness.IN_TERM:
            return in_term(today)
        case Lateness.NO_DATE:
            return no_date()
        case Lateness.ON_TIME:
            return on_time(today.day)
        case Lateness.LATE:
            return late(today.day)
        case Lateness.NOT_COUNTED:
            uncounted = sorted({*Status} - {*RUNNING, *HANDED_IN, Status.COMPLETED})
            return Q(role=Role.INFORMED) | Q(awake=False) | Q(status__in=uncounted)
