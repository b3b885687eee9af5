"""Claim: a short transaction in which a worker takes what is due, with a lease and a token.

The first claim of a list finds the person's lines from the state of this moment and writes them; later claims,
after an error or a lease that ran out, only ever strike. Two workers never hold one message: on PostgreSQL the
second skips locked rows, on SQLite it waits.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from directives.vendor.skip_locked import free_rows
from notifications.engine.lines import Bounds, Line, ListDay, list_lines
from notifications.ladder import reminder
from notifications.models import Message, MessageItem, MessageKind, MessageState

BATCH = 200  # finding and checking lines costs the same statements for one message and for all of these
LEASE = timedelta(minutes=10)  # longer than any batch takes: `send` stops well before it ends
SHOWN = 50  # lines of one list; the rest is counted and comes the next day


@dataclass(frozen=True)
class Claim:
    """Messages this worker holds until the lease ends, under its token."""

    token: str
    messages: Sequence[Message]


def claim(*, now: datetime, day: ListDay, limit: int = BATCH) -> Claim:
    """Take up to `limit` due messages, urgent ones first; empty when nothing is due."""
    token = secrets.token_hex(16)
    free = Q(state=MessageState.PLANNED) | Q(state=MessageState.CLAIMED, lease_until__lt=now)
    due = Message.objects.filter(free, due_at__lte=now).select_related("recipient", "department")
    with transaction.atomic():
        messages = list(free_rows(due.order_by("-urgent", "due_at", "pk"))[:limit])
        fresh = [m for m in messages if m.kind == MessageKind.LIST and not m.items_written]
        _write_lists(fresh, day)
        Message.objects.filter(pk__in=[message.pk for message in messages]).update(
            state=MessageState.CLAIMED, token=token, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
    for message in messages:
        message.state, message.token, message.attempts = MessageState.CLAIMED, token, message.attempts + 1
    return Claim(token, messages)


def _write_lists(lists: Sequence[Message], day: ListDay) -> None:
    """Find and write the lines of these lists: as many statements for one as for a whole batch."""
    if not lists:
        return
    lines = lines_of([message.recipient_id for message in lists], day)
    items: list[MessageItem] = []
    for message in lists:
        own = lines[message.recipient_id]
        message.item_count, message.items_written = len(own), True
        items += [
            MessageItem(
                message=message,
                rule=line.rule,
                subject=line.subject,
                part_id=line.part,
                directive_id=line.directive,
                due_on=line.due_on,
                position=position,
            )
            for position, line in enumerate(own[:SHOWN])
        ]
    MessageItem.objects.bulk_create(items, ignore_conflicts=True, batch_size=500)
    Message.objects.bulk_update(lists, ["item_count", "items_written"])


def lines_of(people: Collection[int], day: ListDay) -> dict[int, list[Line]]:
    """Each person's lines, most urgent first; a part that several rules pick stands under the most urgent one."""
    best: dict[tuple[int, str], tuple[int, Line]] = {}
    ranks: dict[str, int] = {}
    for line in list_lines(day, Bounds(recipients=people)):
        if line.rule not in ranks:
            ranks[line.rule] = reminder(line.rule).rank
        rank, key = ranks[line.rule], (line.recipient, line.subject)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, line)
    found: dict[int, list[Line]] = defaultdict(list)
    for _rank, line in sorted(best.values(), key=urgency):
        found[line.recipient].append(line)
    return found


def urgency(ranked: tuple[int, Line]) -> tuple[int, str, int]:
    """Order of a list: by rule, then the oldest deadline, then the order of issue; undated lines come last."""
    rank, line = ranked
    return rank, line.due_on.isoformat() if line.due_on else "9999", line.directive
