"""Reads: the watchdog's, the delivery log of a directive, the local mailbox."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Lower

from departments.actors import Actor
from departments.clock import now as present
from departments.clock import today as local_day
from departments.models import Department, Membership, User
from directives.models import Directive
from directives.permissions import leads_directive
from notifications.engine.notices import CHECK
from notifications.engine.tick import NAME
from notifications.ladder import Reminder, reminder
from notifications.models import MailboxEntry, Message, MessageItem, MessageState, Tick

LOG_SHOWN = 200  # lines of a delivery log
MAILBOX_SHOWN = 200  # mails of the local mailbox
LATE_AFTER = timedelta(minutes=10)


def last_tick_age(now: datetime | None = None) -> timedelta | None:
    """How long ago the engine last ran; None before the first time. `now` is the watchdog's moment."""
    row = Tick.objects.filter(name=NAME).first()
    return None if row is None else (now or present()) - row.at


@dataclass(frozen=True)
class LastCheck:
    """When the records were last checked, and how many differences of which kind there were."""

    at: datetime
    found: dict[str, int]


def last_check() -> LastCheck | None:
    """The last check of the records; None before the first."""
    row = Tick.objects.filter(name=CHECK).first()
    return None if row is None else LastCheck(row.at, row.data.get("found", {}))


@dataclass(frozen=True)
class Queue:
    """Mails whose time has come and that are not sent: how many, and since when the oldest waits."""

    waiting: int
    oldest: timedelta | None


def mail_queue(now: datetime) -> Queue:
    """One SQL statement, over the index of what is not sent alone."""
    due = Message.objects.filter(state__in=[MessageState.PLANNED, MessageState.CLAIMED], due_at__lte=now)
    found = due.aggregate(waiting=Count("pk"), since=Min("due_at"))
    return Queue(found["waiting"], None if found["since"] is None else now - found["since"])


@dataclass(frozen=True)
class MessageCounts:
    """How the outbox stands: `late` are unsent although due for ten minutes."""

    unsent: int
    late: int
    sent: int
    empty: int
    dead: int


def message_counts(now: datetime) -> MessageCounts:
    """Counts over the whole outbox: one SQL statement."""
    unsent = Q(state__in=[MessageState.PLANNED, MessageState.CLAIMED])
    counted = Message.objects.aggregate(
        unsent=Count("pk", filter=unsent),
        late=Count("pk", filter=unsent & Q(due_at__lt=now - LATE_AFTER)),
        sent=Count("pk", filter=Q(state=MessageState.SENT)),
        empty=Count("pk", filter=Q(state=MessageState.EMPTY)),
        dead=Count("pk", filter=Q(state=MessageState.DEAD)),
    )
    return MessageCounts(**counted)


@dataclass(frozen=True)
class Told:
    """One line of the delivery log: who was told what, when and by which rule."""

    item: MessageItem
    rule: Reminder
    post: str

    @property
    def message(self) -> Message:
        return self.item.message


def delivery_log(actor: Actor, directive: Directive, now: datetime) -> tuple[Sequence[Told], int]:
    """The newest lines about `directive`, and how many there are.

    Office and leaders see all of them, others what their own departments were told.
    """
    rows = MessageItem.objects.filter(directive=directive)
    if not (actor.is_office or leads_directive(actor, directive)):
        people = Membership.objects.active(local_day(now)).filter(department_id__in=actor.department_ids)
        rows = rows.filter(
            Q(message__recipient_id__in=people.values("user_id"), message__department=None)
            | Q(message__recipient_id=actor.user_id, message__department=None)
            | Q(message__department_id__in=actor.department_ids)
        )
    shown = list(
        rows.select_related("message__recipient", "message__department", "part__department").order_by("-pk")[
            :LOG_SHOWN
        ]
    )
    posts = _posts({item.message.recipient_id for item in shown}, now)
    told = [Told(item, reminder(item.rule), posts.get(item.message.recipient_id, "")) for item in shown]
    return told, len(told) if len(told) < LOG_SHOWN else rows.count()


def _posts(people: set[int], now: datetime) -> dict[int, str]:
    rows = Membership.objects.active(local_day(now)).filter(user_id__in=people).select_related("department")
    return {
        row.user_id: f"{row.title or row.get_post_display()}, {row.department.label}"
        for row in rows.order_by("-pk")
    }


def local_mails(actor: Actor) -> QuerySet[MailboxEntry]:
    """Mails of the local mailbox one may read: one's own and one's department's; the Office and the Chair all."""
    if actor.sees_everything:
        return MailboxEntry.objects.all()
    own = {actor.user.email.lower()} if actor.user and actor.user.email else set()
    boxes = Department.objects.filter(pk__in=actor.department_ids).exclude(mailbox="")
    own |= {box.lower() for box in boxes.values_list("mailbox", flat=True)}
    return MailboxEntry.objects.filter(to__in=own)


@dataclass(frozen=True)
class MailboxOwner:
    """One address that has mail, with the name behind it."""

    address: str
    name: str
    count: int


def mailbox_owners(mails: QuerySet[MailboxEntry]) -> list[MailboxOwner]:
    """Everybody `mails` went to, by name: three SQL statements."""
    counts = list(mails.order_by().values_list("to").annotate(mails=Count("pk")))
    addresses = [address for address, _count in counts]
    names = {
        address: (key, name)
        for address, name, key in [
            *_by_address(User.objects.annotate(address=Lower("email")), addresses, "full_name"),
            *_by_address(Department.objects.annotate(address=Lower("mailbox")), addresses, "name"),
        ]
    }
    rows = sorted(counts, key=lambda row: names.get(row[0], ("~", row[0])))
    return [MailboxOwner(address, names.get(address, ("", address))[1], count) for address, count in rows]


def _by_address(rows: QuerySet[Any], addresses: Sequence[str], name: str) -> Iterable[tuple[str, str, str]]:
    return rows.filter(address__in=addresses).values_list("address", name, "sort_key")


def plain_address(value: str) -> str:
    """The bare address of a header value, in lower case, as the mailbox stores it."""
    return parseaddr(value)[1].lower()
