"""Notices: what the service tells administrators and the chief of the Office about itself.

They go through the outbox like every mail: one message per person and key, found or written, never twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from departments.clock import today as local_day
from departments.models import Membership, Post
from departments.working_days import WorkingCalendar
from directives.models import JournalSeal
from directives.rules import Rules
from directives.services.sealing import seal_journal
from notifications import links
from notifications.engine.identity import message_id
from notifications.engine.timing import event_due_at
from notifications.engine.wording import MailLine
from notifications.ladder import reminder
from notifications.models import Channel, Message, MessageItem, MessageKind, Tick

READERS = frozenset({Post.ADMINISTRATOR, Post.CHIEF_OF_OFFICE})
SEAL, CHECK = "seal", "check"


def seal_and_tell(*, now: datetime, calendar: WorkingCalendar, rules: Rules) -> bool:
    """Seal the journal when its day is due, and write the mails that carry the digest out; both or neither."""
    with transaction.atomic():
        seal = seal_journal(now=now)
        if seal is not None:
            write_notice(SEAL, seal.day, now=now, calendar=calendar, rules=rules)
    return seal is not None


def write_notice(rule: str, day: date, *, now: datetime, calendar: WorkingCalendar, rules: Rules) -> int:
    """One message per reader with one line about `day`; what is there already stays. Returns how many are new."""
    key = f"{rule}:{day.isoformat()}"
    holders = Membership.objects.active(local_day(now)).filter(post__in=sorted(READERS), user__is_active=True)
    channel = Channel.EMAIL.value
    there = Message.objects.filter(kind=MessageKind.NOTICE, key=key, channel=channel)
    told = set(there.values_list("recipient_id", flat=True))
    people = sorted(set(holders.values_list("user_id", flat=True)) - told)
    messages = [
        Message(
            recipient_id=person,
            channel=channel,
            kind=MessageKind.NOTICE,
            key=key,
            created_at=now,
            due_at=event_due_at(now, urgent=False, calendar=calendar, rules=rules),
            message_id=message_id(MessageKind.NOTICE, key, person, channel),
            item_count=1,
            items_written=True,
        )
        for person in people
    ]
    with transaction.atomic():
        Message.objects.bulk_create(messages, ignore_conflicts=True)
        written = there.filter(recipient_id__in=people)
        items = [MessageItem(message=message, rule=rule, subject=key) for message in written]
        MessageItem.objects.bulk_create(items, ignore_conflicts=True)
    return len(items)


@dataclass(frozen=True)
class Notice:
    """The words of one kind of notice about one day; None when there is nothing to say any more."""

    when: str
    title: str
    meta: str
    note: str
    url: str


def notice_line(item: MessageItem) -> MailLine:
    """The line of a notice as the templates want it, in the language that is active. Raises ValueError without one."""
    notice = _notice(item)
    if notice is None:
        raise ValueError(f"nothing to say about {item.subject}")
    rule = reminder(item.rule)
    return MailLine(
        rule=rule,
        when=notice.when,
        words="",
        tone="",
        title=notice.title,
        meta=notice.meta,
        notes=(notice.note,),
        url=notice.url,
        action=str(rule.action),
        due_on=None,
    )


def still_holds(item: MessageItem) -> bool:
    """Whether the notice is still worth telling."""
    return _notice(item) is not None


def _notice(item: MessageItem) -> Notice | None:
    kind, _colon, day = item.subject.partition(":")
    make = MAKERS.get(kind)
    return make(date.fromisoformat(day)) if make else None


def _seal_notice(day: date) -> Notice | None:
    seal = JournalSeal.objects.filter(day=day).first()
    if seal is None:
        return None
    counts = {"entries": number(seal.entries), "streams": number(seal.streams)}
    return Notice(
        when=f"{day:%d/%m/%Y}",
        title=_("%(entries)s entries in %(streams)s streams are sealed.") % counts,
        meta=_("Digest: %(digest)s") % {"digest": seal.digest},
        note=_("Keep this mail: it proves later that nobody has removed or changed what was sealed."),
        url=links.absolute(reverse("api_journal_seals")),
    )


def _check_notice(day: date) -> Notice | None:
    """What the last nightly check found; None when it has run again since and found nothing."""
    row = Tick.objects.filter(name=CHECK).first()
    if row is None or not row.data.get("found"):
        return None
    kinds = sorted(row.data["found"].items())
    total = number(sum(count for _kind, count in kinds))
    return Notice(
        when=f"{local_day(row.at):%d/%m/%Y}",
        title=_("The nightly check found %(total)s differences.") % {"total": total},
        meta=", ".join(f"{kind}: {number(count)}" for kind, count in kinds),
        note=_("Whoever runs the service finds them with: %(command)s")
        % {"command": "./run manage check_invariants · ./run manage verify_journal"},
        url=links.absolute(reverse("healthz")),
    )


def number(count: int) -> str:
    """A count with the thousands separator of the active language."""
    return str(number_format(count, use_l10n=True, force_grouping=True))


MAKERS: dict[str, Callable[[date], Notice | None]] = {SEAL: _seal_notice, CHECK: _check_notice}
