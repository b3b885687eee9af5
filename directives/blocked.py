"""For how many working days something has stood in the way. Pure: spans of days in, a number out.

A bottleneck counts from the day it was raised to the day it ended, or to today; the day it was raised on is no
whole day and counts nothing, as with the time on a desk.
"""

from collections.abc import Iterable
from datetime import date

from departments.working_days import WorkingCalendar

Span = tuple[date, date | None]  # from a local day to another; None while it lasts


def blocked_days(spans: Iterable[Span], today: date, calendar: WorkingCalendar) -> int:
    """Working days covered by at least one of `spans`: where they overlap a day counts once."""
    return sum(calendar.between(start, end) for start, end in merged(spans, today))


def merged(spans: Iterable[Span], today: date) -> list[tuple[date, date]]:
    """The spans in order, those that touch or overlap made one; open ones end today."""
    found: list[tuple[date, date]] = []
    for start, end in sorted((start, min(end or today, today)) for start, end in spans):
        if end < start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
