"""Drain: journal entries become event messages, and their Pending rows go, in one transaction.

Rows another worker holds are skipped. No id is a cursor: a row with a lower id may commit later, and a row is
done exactly when it is gone.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from departments.clock import today as local_day
from departments.working_days import WorkingCalendar
from directives.models import JournalEntry, Pending
from directives.rules import Rules
from directives.vendor.skip_locked import free_rows
from notifications.engine.events import URGENT, Surroundings, Telling, tellings
from notifications.engine.identity import message_id
from notifications.engine.timing import event_due_at
from notifications.models import Channel, Message, MessageItem, MessageKind

logger = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Address:
    """The unique key of an event message, before it has a row."""

    recipient: int
    channel: str
    key: str


@dataclass
class Draft:
    """An event message to be written: its lines by (rule, part), and whether it may go at any hour."""

    urgent: bool = False
    department: int | None = None
    lines: dict[tuple[str, int], Telling] = field(default_factory=dict)


def drain(*, now: datetime, calendar: WorkingCalendar, rules: Rules) -> int:
    """Turn up to BATCH pending entries into messages; returns how many entries went.

    When the batch fails, its rows are tried one by one, so that one bad entry holds nobody else's mail up; it
    stays in Pending, is logged, and is tried again with every tick.
    """
    try:
        return _drain_batch(now, calendar, rules)
    except Exception:
        logger.exception("Draining a batch failed; trying its entries one by one")
    done = 0
    for pk in list(Pending.objects.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        try:
            done += _drain_batch(now, calendar, rules, only=pk)
        except Exception:
            logger.exception("Pending entry %s cannot be drained", pk)
    return done


def _drain_batch(now: datetime, calendar: WorkingCalendar, rules: Rules, only: int | None = None) -> int:
    with transaction.atomic():
        waiting = Pending.objects.all() if only is None else Pending.objects.filter(pk=only)
        rows = list(free_rows(waiting.select_related("entry").order_by("pk"))[:BATCH])
        if not rows:
            return 0
        entries = [row.entry for row in rows]
        _write(entries, now=now, calendar=calendar, rules=rules)
        Pending.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def event_key(entry: JournalEntry) -> str:
    return f"{entry.stream}#{entry.seq}"


def _write(
    entries: Sequence[JournalEntry], *, now: datetime, calendar: WorkingCalendar, rules: Rules
) -> None:
    """Insert the messages of `entries` with their lines; what is there already stays as it is."""
    around = Surroundings(entries, local_day(now))
    drafts: dict[Address, Draft] = defaultdict(Draft)
    for entry in entries:
        for telling in tellings(entry, around):
            _address(entry, telling, around, drafts)
    if not drafts:
        return
    Message.objects.bulk_create(
        [
            Message(
                recipient_id=to.recipient,
                channel=to.channel,
                department_id=draft.department,
                kind=MessageKind.EVENT,
                key=to.key,
                urgent=draft.urgent,
                created_at=now,
                due_at=event_due_at(now, urgent=draft.urgent, calendar=calendar, rules=rules),
                message_id=message_id(MessageKind.EVENT, to.key, to.recipient, to.channel),
                item_count=len(draft.lines),
                items_written=True,
            )
            for to, draft in drafts.items()
        ],
        ignore_conflicts=True,
    )
    _write_items(drafts, {event_key(entry): entry.seq for entry in entries})


def _address(
    entry: JournalEntry, telling: Telling, around: Surroundings, drafts: dict[Address, Draft]
) -> None:
    key, part = event_key(entry), telling.part
    addresses: list[tuple[Address, int | None]] = [
        (Address(person, Channel.EMAIL.value, key), None)
        for person in (around.told_instead(user_id, part) for user_id in telling.people)
        if person != entry.actor_id  # never the person who clicked
    ]
    keeper = around.keeper(part)
    if telling.mailbox and part.department.mailbox and not part.department.is_outside and keeper is not None:
        box = f"{Channel.MAILBOX.value}:{part.department_id}"
        addresses.append((Address(keeper, box, key), part.department_id))
    for address, department in addresses:
        draft = drafts[address]
        draft.department = department
        draft.urgent |= part.directive.urgency in URGENT
        draft.lines[(telling.rule, part.pk)] = telling


def _write_items(drafts: dict[Address, Draft], seqs: dict[str, int]) -> None:
    keys = {to.key for to in drafts}
    rows = Message.objects.filter(kind=MessageKind.EVENT, key__in=keys)
    items: list[MessageItem] = []
    for pk, recipient, channel, key in rows.values_list("pk", "recipient_id", "channel", "key"):
        draft = drafts.get(Address(recipient, channel, key))
        for position, telling in enumerate(draft.lines.values() if draft else ()):
            part = telling.part
            items.append(
                MessageItem(
                    message_id=pk,
                    rule=telling.rule,
                    subject=f"part:{part.pk}",
                    part=part,
                    directive_id=part.directive_id,
                    due_on=part.due_on,
                    entry_seq=seqs[key],
                    position=position,
                )
            )
    MessageItem.objects.bulk_create(items, ignore_conflicts=True)
