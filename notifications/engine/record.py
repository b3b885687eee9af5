"""Record what became of an attempt, only where this worker's token still stands."""

from datetime import datetime, timedelta

from django.db.models import F

from notifications.engine.timing import next_attempt
from notifications.models import Message, MessageState

GIVE_UP_AFTER = 60  # attempts, the later ones an hour apart: two and a half days
SERVER_PAUSE = timedelta(minutes=1)  # the mail server itself did not answer
GAVE_UP = "gave_up"


def sent(message: Message, *, now: datetime) -> bool:
    """The server has taken the mail."""
    return _close(
        message,
        state=MessageState.SENT,
        sent_at=now,
        subject=message.subject,
        address=message.address,
        error="",
    )


def ended(message: Message, state: MessageState, reason: str) -> bool:
    """Nothing was left to say, or nobody can receive it."""
    return _close(message, state=state, error=reason[:500])


def refused(message: Message, error: str) -> bool:
    """A permanent error: the message goes to the list an administrator sees."""
    return _close(
        message,
        state=MessageState.DEAD,
        error=error[:500],
        subject=message.subject,
        address=message.address,
    )


def postponed(message: Message, error: str, *, now: datetime) -> bool:
    """A temporary error: tried again later, given up after very many times."""
    if message.attempts >= GIVE_UP_AFTER:
        return refused(message, f"{GAVE_UP}: {error}")
    return _close(
        message,
        state=MessageState.PLANNED,
        due_at=next_attempt(now, message.attempts),
        error=error[:500],
    )


def handed_back(message: Message, error: str, *, now: datetime) -> bool:
    """Not tried at all, because the server or the time was gone: no attempt is counted."""
    return _close(
        message,
        state=MessageState.PLANNED,
        attempts=F("attempts") - 1,
        due_at=now + SERVER_PAUSE if error else message.due_at,
        error=error[:500],
    )


def _close(message: Message, **columns: object) -> bool:
    """Write the outcome and give the claim up; False when another worker has taken the message over."""
    mine = Message.objects.filter(pk=message.pk, state=MessageState.CLAIMED, token=message.token)
    return mine.update(token="", lease_until=None, **columns) == 1
