"""The story checks what it claims: what was received against what was written, and the closed directive."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.demo.sink import Sink
from directives import journal
from directives.lifecycle import Status
from directives.models import Assignment, Directive, Pending
from notifications.models import Message, MessageItem, MessageKind, MessageState


@dataclass(frozen=True)
class Check:
    """One claim, in words, and whether it holds."""

    holds: bool
    text: str


def checks(sink: Sink, closed: Directive) -> list[Check]:
    """All checks, in the order they are told."""
    return [*_mail_checks(sink), *_directive_checks(closed), _journal_check()]


def _mail_checks(sink: Sink) -> list[Check]:
    sent = list(Message.objects.filter(state=MessageState.SENT))
    received = Counter(got.message_id for got in sink.received)
    unsent = Message.objects.filter(state__in=[MessageState.PLANNED, MessageState.CLAIMED, MessageState.DEAD])
    addressed = Counter((got.message_id, got.to) for got in sink.received)
    events = MessageItem.objects.filter(message__kind=MessageKind.EVENT, message__state=MessageState.SENT)
    return [
        Check(
            0 < len(sent) == len(sink.received),
            _("%(sent)s messages were sent and %(received)s mails received.")
            % {"sent": len(sent), "received": len(sink.received)},
        ),
        Check(
            received == Counter(message.message_id for message in sent),
            _("Each mail came once, under the Message-ID of its row."),
        ),
        Check(
            addressed == Counter((message.message_id, (message.address,)) for message in sent),
            _("Each went to the one address it was written for."),
        ),
        Check(
            all(got.plain.strip() and "<html" in got.html for got in sink.received),
            _("Each has a text and an HTML part."),
        ),
        Check(
            not unsent.exists() and not Pending.objects.exists(),
            _("Nothing waits to be sent, nothing is lost."),
        ),
        Check(events.exists(), _("Events were told: %(n)s lines.") % {"n": events.count()}),
    ]


def _directive_checks(closed: Directive) -> list[Check]:
    part = Assignment.objects.get(directive=closed, role="lead")
    lines = MessageItem.objects.filter(part=part, message__kind=MessageKind.LIST, struck=False)
    told_late = lines.filter(rule="overdue").count()
    told_after = lines.filter(message__sent_at__gt=closed.status_since).count()
    verbs = set(closed.journal.values_list("verb", flat=True))
    return [
        Check(
            (closed.status, part.status) == (Status.COMPLETED, Status.COMPLETED) and not closed.is_open,
            _("Point %(point)s is closed, by the department, the Office and the leader.")
            % {"point": closed.point_label},
        ),
        Check(
            part.redo_count == 1 and {"return_", "verify", "approve"} <= verbs,
            _("It had been returned once before it was confirmed and approved."),
        ),
        Check(
            told_late > 0 and told_after == 0,
            _("It stood as overdue on %(n)s daily lists, and on none after it was closed.")
            % {"n": told_late},
        ),
    ]


def _journal_check() -> Check:
    directives = list(Directive.objects.exclude(version=0))
    broken = [
        directive
        for directive in directives
        if journal.verify(directive.stream, seq=directive.version, digest=directive.journal_head)
    ]
    return Check(
        bool(directives) and not broken,
        _("The journals of all %(n)s directives are unbroken.") % {"n": len(directives)},
    )
