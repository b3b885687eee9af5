"""Re-check, before every attempt: is the recipient still there, and does every line still hold?

Lines that do not are struck, none is ever added. What is left decides: a mail with lines goes, one without is
`empty`, one nobody can receive is `dead` with the reason, where an administrator sees it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.models import Assignment, Directive, JournalEntry
from directives.selectors.bottlenecks import load_open
from notifications.engine import notices
from notifications.engine.claim import Claim
from notifications.engine.events import still_holds
from notifications.engine.lines import Bounds, ListDay, list_lines
from notifications.engine.periods_told import attach_periods
from notifications.engine.wanted import attach_wanted
from notifications.models import Message, MessageItem, MessageKind, MessageState

Place = tuple[int, int]  # directive and sequence number of a journal entry

NO_ADDRESS = "no_address"
INACTIVE = "inactive"
MAILBOX_CLOSED = "mailbox_closed"


@dataclass(frozen=True)
class Checked:
    """What the re-check leaves: mails with the lines to send, and those that end here with their state and reason."""

    to_send: Sequence[tuple[Message, Sequence[MessageItem]]]
    ended: Sequence[tuple[Message, MessageState, str]]
    entries: Mapping[Place, JournalEntry]


def recheck(claimed: Claim, day: ListDay) -> Checked:
    """Strike what no longer holds, for all messages of the claim together."""
    items = _items(claimed.messages)
    held = _holding(claimed.messages, items, day)
    gone = [item.pk for rows in items.values() for item in rows if item.pk not in held]
    if gone:
        MessageItem.objects.filter(pk__in=gone).update(struck=True)
    to_send: list[tuple[Message, Sequence[MessageItem]]] = []
    ended: list[tuple[Message, MessageState, str]] = []
    for message in claimed.messages:
        left = [item for item in items[message.pk] if item.pk in held]
        reason = unreachable(message, day.on)
        if not left:
            ended.append((message, MessageState.EMPTY, ""))
        elif reason:
            ended.append((message, MessageState.DEAD, reason))
        else:
            message.address = address_of(message)
            to_send.append((message, left))
    return Checked(to_send, ended, _entries(to_send))


def _entries(to_send: Sequence[tuple[Message, Sequence[MessageItem]]]) -> dict[Place, JournalEntry]:
    """The journal entries event lines come from, for the name and the reason they quote."""
    wanted = {
        (item.directive_id, item.entry_seq)
        for message, items in to_send
        if message.kind == MessageKind.EVENT
        for item in items
        if item.directive_id is not None and item.entry_seq is not None
    }
    if not wanted:
        return {}
    rows = JournalEntry.objects.select_related("actor").filter(
        stream__in={f"directive:{directive}" for directive, _seq in wanted},
        seq__in={seq for _, seq in wanted},
    )
    return {(row.directive_id or 0, row.seq): row for row in rows}


def address_of(message: Message) -> str:
    """Where the message goes now: the person's address, or the official mailbox it was meant for."""
    return message.department.mailbox if message.department is not None else message.recipient.email


def unreachable(message: Message, on: date) -> str:
    """Why nobody can receive it; "" when somebody can."""
    if message.department is not None:
        open_ = message.department.is_active(on) and bool(message.department.mailbox)
        return "" if open_ else MAILBOX_CLOSED
    if not message.recipient.is_active:
        return INACTIVE
    return "" if message.recipient.email else NO_ADDRESS


def _items(messages: Sequence[Message]) -> dict[int, list[MessageItem]]:
    rows = MessageItem.objects.filter(message__in=messages, struck=False).order_by("position", "pk")
    found: dict[int, list[MessageItem]] = defaultdict(list)
    for item in rows:
        found[item.message_id].append(item)
    _load(rows)
    return found


def _load(items: Collection[MessageItem]) -> None:
    """Put the parts and directives on the lines, with what is wanted of the parts: six statements for all of them."""
    parts = Assignment.objects.select_related(
        "directive__conclusion",
        "directive__directed_by",
        "department",
        "officer",
        "division",
        "unit",
        "monitor",
    ).in_bulk({item.part_id for item in items if item.part_id})
    alone = {item.directive_id for item in items if item.part_id is None and item.directive_id}
    directives = Directive.objects.select_related("conclusion", "directed_by").in_bulk(alone) if alone else {}
    attach_wanted(parts.values())
    attach_periods(parts.values())
    load_open(parts.values())
    for item in items:
        if item.part_id is not None:
            item.part = parts[item.part_id]
            item.directive = item.part.directive
        elif item.directive_id is not None:
            item.directive = directives[item.directive_id]


def _holding(messages: Sequence[Message], items: dict[int, list[MessageItem]], day: ListDay) -> set[int]:
    """Ids of the lines that still hold. A line of a list holds while its rule still picks it, with the date told."""
    lists = [message for message in messages if message.kind == MessageKind.LIST]
    listed = [item for message in lists for item in items[message.pk]]
    bounds = Bounds(
        recipients={message.recipient_id for message in lists},
        directives={item.directive_id for item in listed if item.directive_id},
        untold=False,
    )
    now_true = (
        {(line.recipient, line.rule, line.subject, line.due_on) for line in list_lines(day, bounds)}
        if listed
        else set()
    )
    held: set[int] = set()
    for message in messages:
        for item in items[message.pk]:
            if message.kind == MessageKind.LIST:
                holds = (message.recipient_id, item.rule, item.subject, item.due_on) in now_true
            elif message.kind == MessageKind.NOTICE:
                holds = notices.still_holds(item)
            else:
                holds = item.part is not None and still_holds(
                    item.rule, item.part, recipient=message.recipient_id, due_on=item.due_on
                )
            if holds:
                held.add(item.pk)
    return held
