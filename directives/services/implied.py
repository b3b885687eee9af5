"""What happens by the clock alone."""

from datetime import datetime

from departments.actors import SYSTEM
from departments.clock import today as local_day
from directives import needs
from directives.errors import Refusal
from directives.lifecycle import Status
from directives.models import Assignment
from directives.services.parts import accept


def accept_silent_parts(*, now: datetime, limit: int = 500) -> int:
    """Accept parts nobody has answered by the end of `accept_by`; returns how many. Safe to repeat."""
    due = Assignment.objects.filter(status=Status.ASSIGNED, accept_by__lt=local_day(now)).order_by(
        "accept_by", "pk"
    )
    accepted = 0
    for pk in due.values_list("pk", flat=True)[:limit]:
        try:
            accept(part=pk, actor=SYSTEM, now=now, data=needs.Nothing())
        except Refusal:
            continue  # somebody acted between the query and the lock
        accepted += 1
    return accepted
