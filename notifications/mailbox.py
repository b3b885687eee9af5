"""The mail server of the embedded mode: keeps every mail in the database, where /mailbox/ shows it."""

from collections.abc import Sequence
from datetime import datetime
from email.message import Message as ParsedMessage
from email.utils import parsedate_to_datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from departments.clock import now
from notifications.models import MailboxEntry
from notifications.selectors import plain_address


class MailboxBackend(BaseEmailBackend):
    """Stores one row per recipient. A mail sent again with the same Message-ID replaces nothing and is kept once."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            self._keep(mail)
        return len(email_messages)

    def _keep(self, mail: EmailMessage) -> None:
        parsed = mail.message()  # refuses what no mail could carry, as a server would
        message_id = str(parsed["Message-ID"] or "")[:200]
        for recipient in mail.recipients():
            address = plain_address(recipient)
            known = MailboxEntry.objects.filter(to=address, message_id=message_id)
            if message_id and known.exists():
                continue
            MailboxEntry.objects.create(
                to=address,
                subject=str(mail.subject)[:300],
                message_id=message_id,
                plain=str(mail.body),
                html=_html(mail),
                at=_date(parsed),
            )


def _html(mail: EmailMessage) -> str:
    alternatives: list[Any] = list(getattr(mail, "alternatives", []))
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")


def _date(parsed: ParsedMessage) -> datetime:
    """The moment the mail says it was written: a demonstration's clock may differ from the machine's."""
    try:
        written = parsedate_to_datetime(str(parsed["Date"]))
    except ValueError:
        return now()
    return written if timezone.is_aware(written) else now()
