"""A message as mail: both parts, in the recipient's language, with headers that keep machines from answering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, formataddr
from itertools import groupby

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives.deadlines import Today
from directives.models import JournalEntry
from directives.selectors.today import TodayInfo
from notifications import links
from notifications.engine.claim import SHOWN
from notifications.engine.identity import mail_host, thread_id
from notifications.engine.lines import ListDay
from notifications.engine.notices import notice_line
from notifications.engine.wording import MailLine, mail_line
from notifications.ladder import EVENT_RULES
from notifications.models import Message, MessageItem, MessageKind

TITLE_IN_SUBJECT = 120  # characters


@dataclass(frozen=True)
class Outgoing:
    """A claimed message with the lines that survived the re-check and the journal entries they come from."""

    message: Message
    items: Sequence[MessageItem]
    entries: Mapping[tuple[int, int], JournalEntry]


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    heading: str
    lines: Sequence[MailLine]


def compose(outgoing: Outgoing, *, now: datetime, day: ListDay) -> EmailMultiAlternatives:
    """The mail of a message, worded for the local day of `now`."""
    message = outgoing.message
    language = "vi" if message.department_id else message.recipient.language
    with translation.override(language):
        lines = _lines(outgoing, day)
        rest = max(0, message.item_count - SHOWN)
        subject, template = (
            (_list_subject(lines, rest, now), "list")
            if message.kind == MessageKind.LIST
            else (_event_subject(lines), "event")
        )
        context = {
            "subject": subject,
            "language": language,
            "name": _name(message),
            "groups": _groups(lines),
            "count": len(lines) + rest,
            "rest": rest,
            "my_work_url": links.my_work(),
            "sent_at": timezone.localtime(now),
        }
        plain = render_to_string(f"notifications/mail/{template}.txt", context)
        html = render_to_string(f"notifications/mail/{template}.html", context)
    mail = EmailMultiAlternatives(
        subject=subject,
        body=plain,
        to=[formataddr((_name(message), message.address))],
        headers=headers(message, now=now, language=language) | _thread(outgoing),
    )
    mail.attach_alternative(html, "text/html")
    return mail


def headers(message: Message, *, now: datetime, language: str) -> dict[str, str]:
    """RFC 3834 for automatic mail, RFC 2919 for the list it belongs to."""
    return {
        "Message-ID": message.message_id,
        "Date": format_datetime(timezone.localtime(now)),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<{message.kind}.don-doc.{mail_host()}>",
        "Content-Language": language,
    }


def _thread(outgoing: Outgoing) -> dict[str, str]:
    """RFC 5322 (3.6.4): what is about one directive alone belongs to the conversation about it."""
    about = {item.directive_id for item in outgoing.items}
    if outgoing.message.kind != MessageKind.EVENT or len(about) != 1 or None in about:
        return {}
    root = thread_id(next(pk for pk in about if pk is not None))
    return {"In-Reply-To": root, "References": root}


def _name(message: Message) -> str:
    return str(message.department) if message.department is not None else str(message.recipient)


def _lines(outgoing: Outgoing, day: ListDay) -> list[MailLine]:
    info = TodayInfo(Today.at(day.on, day.calendar, day.rules.due_soon_days), day.calendar, day.rules)
    if outgoing.message.kind == MessageKind.NOTICE:
        return [notice_line(item) for item in outgoing.items]
    lines = [
        mail_line(item, outgoing.entries.get((item.directive_id or 0, item.entry_seq or 0)), info)
        for item in outgoing.items
    ]
    if outgoing.message.kind == MessageKind.EVENT:
        lines.sort(key=lambda line: list(EVENT_RULES).index(line.rule.name))
    return lines


def _groups(lines: Sequence[MailLine]) -> list[Group]:
    return [
        Group(heading, list(members))
        for heading, members in groupby(lines, lambda line: str(line.rule.heading))
    ]


def _list_subject(lines: Sequence[MailLine], rest: int, now: datetime) -> str:
    """How many of what, the day first: it must tell enough on a locked phone."""
    overdue = sum(line.rule.name == "overdue" for line in lines)
    today = sum(line.rule.name == "due_today" for line in lines)
    others = len(lines) + rest - overdue - today
    counts = [
        ngettext("%(n)s overdue", "%(n)s overdue", overdue) % {"n": overdue} if overdue else "",
        ngettext("%(n)s due today", "%(n)s due today", today) % {"n": today} if today else "",
        _others(others, alone=not overdue + today),
    ]
    return _("Tasks of %(day)s: %(counts)s") % {
        "day": f"{timezone.localdate(now):%d/%m/%Y}",
        "counts": ", ".join(filter(None, counts)),
    }


def _others(count: int, *, alone: bool) -> str:
    if not count:
        return ""
    if alone:
        return ngettext("%(n)s task", "%(n)s tasks", count) % {"n": count}
    return ngettext("%(n)s other", "%(n)s others", count) % {"n": count}


def _event_subject(lines: Sequence[MailLine]) -> str:
    """What happened to what, and until when."""
    first = lines[0]
    same = all(line.rule.name == first.rule.name for line in lines)
    label = str(first.rule.label) if same else _("News about your tasks")
    if len(lines) > 1:
        tasks = ngettext("%(n)s task", "%(n)s tasks", len(lines)) % {"n": len(lines)}
        return f"{label}: {tasks}"
    title = " ".join(first.title.split())
    if len(title) > TITLE_IN_SUBJECT:
        title = title[:TITLE_IN_SUBJECT].rsplit(" ", 1)[0] + "…"
    if first.due_on is None or first.rule.name in ("completed", "transferred", "informed"):
        return f"{label}: {title}"
    return _("%(what)s: %(title)s, due %(day)s") % {
        "what": label,
        "title": title,
        "day": f"{first.due_on:%d/%m/%Y}",
    }
