"""What a person may do to a message, and what the nightly check reports here."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from departments.clock import today as local_day
from departments.selectors import working_calendar
from directives.rules import load_rules
from notifications.engine import notices
from notifications.models import Message, MessageState, Tick


def record_check(found: Mapping[str, int], *, now: datetime) -> None:
    """Keep how many differences of which kind the check of the data found, and tell administrators of any."""
    with transaction.atomic():
        data = {"found": dict(found)}
        Tick.objects.update_or_create(name=notices.CHECK, defaults={"at": now, "data": data})
        if found:
            notices.write_notice(
                notices.CHECK, local_day(now), now=now, calendar=working_calendar(), rules=load_rules()
            )


def resend(*, message: int, now: datetime) -> bool:
    """Put a dead message back in the queue; the next tick checks and sends it. False when it is not dead."""
    dead = Message.objects.filter(pk=message, state=MessageState.DEAD)
    planned = dead.update(
        state=MessageState.PLANNED, due_at=now, attempts=0, error="", token="", lease_until=None
    )
    return planned == 1
