"""Fold: ten unclaimed events of one person go as one mail. Issuing a long conclusion is one thing to hear of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet

from directives.vendor.skip_locked import free_rows
from notifications.models import Message, MessageItem, MessageKind, MessageState

FOLD_FROM = 10


def fold_events(*, now: datetime) -> int:
    """Fold the due events of everybody who has that many; returns how many messages went into another."""
    crowded = (
        _unclaimed(now)
        .values_list("recipient_id", "channel")
        .annotate(messages=Count("pk"))
        .filter(messages__gte=FOLD_FROM)
        .order_by()
    )
    return sum(_fold(recipient, channel, now) for recipient, channel, _count in list(crowded))


def _unclaimed(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(
        state=MessageState.PLANNED, kind=MessageKind.EVENT, due_at__lte=now, attempts=0
    )


def _fold(recipient: int, channel: str, now: datetime) -> int:
    with transaction.atomic():
        mine = _unclaimed(now).filter(recipient_id=recipient, channel=channel).order_by("pk")
        rows = list(free_rows(mine))
        if len(rows) < FOLD_FROM:
            return 0
        carrier, others = rows[0], rows[1:]
        _move_items(carrier, others)
        ids = [row.pk for row in others]
        Message.objects.filter(pk__in=ids).update(state=MessageState.FOLDED, folded_into=carrier)
        carrier.urgent = any(row.urgent for row in rows)
        carrier.item_count = carrier.items.count()
        carrier.save(update_fields=["urgent", "item_count"])
    return len(others)


def _move_items(carrier: Message, others: Sequence[Message]) -> None:
    """Give the carrier every line it does not have already; a line told twice is told once."""
    present = {(item.rule, item.subject) for item in carrier.items.all()}
    moved: list[MessageItem] = []
    position = len(present)
    for item in MessageItem.objects.filter(message__in=others).order_by("message_id", "position"):
        if (item.rule, item.subject) in present:
            continue
        present.add((item.rule, item.subject))
        item.message, item.position = carrier, position
        position += 1
        moved.append(item)
    MessageItem.objects.bulk_update(moved, ["message", "position"], batch_size=200)
