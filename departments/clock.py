"""The one place where entry points take the clock. Everything below receives it as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The current moment, aware."""
    return timezone.now()


def today(moment: datetime | None = None) -> date:
    """The local date (Asia/Ho_Chi_Minh) of `moment`, or of this moment."""
    return timezone.localdate(moment)
