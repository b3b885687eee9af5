"""What a person may do to a message."""

from datetime import datetime

from notifications.models import Message, MessageState


def resend(*, message: int, now: datetime) -> bool:
    """Put a dead message back in the queue; the next tick checks and sends it. False when it is not dead."""
    dead = Message.objects.filter(pk=message, state=MessageState.DEAD)
    planned = dead.update(
        state=MessageState.PLANNED, due_at=now, attempts=0, error="", token="", lease_until=None
    )
    return planned == 1
