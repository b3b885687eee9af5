"""Reporting periods are made ahead once a local day: what is missing depends on the day alone."""

from datetime import datetime

from departments.clock import today as local_day
from directives.services.recurring import behind, catch_up
from notifications.models import Tick

MADE = "periods"  # name of the Tick row that says for which day the periods have been made


def make_periods(*, now: datetime) -> int:
    """Make the periods missing today unless that has been done; returns how many. A day that failed is tried again."""
    today = local_day(now)
    row = Tick.objects.filter(name=MADE).first()
    if row is not None and row.data.get("day") == today.isoformat():
        return 0
    made = catch_up(now=now)
    if not behind(today):
        Tick.objects.update_or_create(
            name=MADE, defaults={"at": now, "data": {"day": today.isoformat(), "made": made}}
        )
    return made
