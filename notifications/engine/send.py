"""Send: one SMTP connection per batch, never inside a transaction, each outcome recorded at once.

A worker that dies here loses nothing: its lease runs out and the mail in flight is sent again with the same
Message-ID. A rare duplicate beats silence.
"""

import logging
import smtplib
import time
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notifications.engine import record
from notifications.engine.claim import LEASE, Claim
from notifications.engine.compose import Outgoing, compose
from notifications.engine.lines import ListDay
from notifications.engine.recheck import recheck
from notifications.models import Message

logger = logging.getLogger(__name__)

MARGIN_SECONDS = 120.0  # a batch stops this long before its lease ends


class Trouble(Enum):
    PERMANENT = "permanent"  # this mail will never go
    TEMPORARY = "temporary"  # this mail may go later
    CONNECTION = "connection"  # the connection broke under this mail
    SERVER = "server"  # no mail goes now


@dataclass
class Counts:
    """What a batch came to."""

    sent: int = 0
    empty_or_dead: int = 0
    postponed: int = 0
    server_error: str = ""


def send_batch(claimed: Claim, *, now: datetime, day: ListDay) -> Counts:
    """Re-check, then send what is left of the claim."""
    started, counts = time.monotonic(), Counts()
    checked = recheck(claimed, day)
    for message, state, reason in checked.ended:
        record.ended(message, state, reason)
        counts.empty_or_dead += 1
    connection = get_connection()
    queue = list(checked.to_send)
    try:
        while queue and not counts.server_error:
            message, items = queue.pop(0)
            if time.monotonic() - started > LEASE.total_seconds() - MARGIN_SECONDS:
                queue.insert(0, (message, items))
                break
            _send_one(connection, Outgoing(message, items, checked.entries), now=now, day=day, counts=counts)
    finally:
        _close(connection)
    for message, _items in queue:
        record.handed_back(message, counts.server_error, now=now)
        counts.postponed += 1
    return counts


def _send_one(
    connection: BaseEmailBackend, outgoing: Outgoing, *, now: datetime, day: ListDay, counts: Counts
) -> None:
    message = outgoing.message
    try:
        mail = compose(outgoing, now=now, day=day)
        message.subject = mail.subject[:300]
        connection.open()  # Django closes after every mail a connection it had to open itself
        if not connection.send_messages([mail]):
            raise smtplib.SMTPServerDisconnected("the mail server did not take the message")
    except Exception as error:
        _record_trouble(connection, message, error, now=now, counts=counts)
        return
    if not record.sent(message, now=now):
        logger.warning("Message %s was sent, but another worker holds it by now", message.pk)
    counts.sent += 1


def _record_trouble(
    connection: BaseEmailBackend, message: Message, error: Exception, *, now: datetime, counts: Counts
) -> None:
    trouble, text = diagnose(error)
    logger.warning("Message %s was not sent: %s", message.pk, text)
    counts.postponed += 1
    match trouble:
        case Trouble.PERMANENT:
            record.refused(message, text)
        case Trouble.TEMPORARY:
            record.postponed(message, text, now=now)
        case Trouble.CONNECTION:
            record.postponed(message, text, now=now)
            _close(connection)  # the next mail opens it anew
        case Trouble.SERVER:
            record.handed_back(message, text, now=now)
            counts.server_error = text


def diagnose(error: Exception) -> tuple[Trouble, str]:
    """What an error of the mail server means for this mail and for the rest of the batch (RFC 5321, 4.2.1)."""
    text = f"{type(error).__name__}: {error}"
    match error:
        case smtplib.SMTPRecipientsRefused():
            answers = list(error.recipients.values())
            text = "; ".join(f"{code} {_words(reason)}" for code, reason in answers)
            permanent = all(500 <= code < 600 for code, _reason in answers)
            return (Trouble.PERMANENT if permanent else Trouble.TEMPORARY), text
        case smtplib.SMTPDataError():
            permanent = 500 <= error.smtp_code < 600
            text = f"{error.smtp_code} {_words(error.smtp_error)}"
            return (Trouble.PERMANENT if permanent else Trouble.TEMPORARY), text
        case smtplib.SMTPSenderRefused() | smtplib.SMTPAuthenticationError() | smtplib.SMTPHeloError():
            return Trouble.SERVER, f"{error.smtp_code} {_words(error.smtp_error)}"
        case smtplib.SMTPConnectError() | smtplib.SMTPNotSupportedError() | ConnectionRefusedError():
            return Trouble.SERVER, text
        case smtplib.SMTPServerDisconnected():
            return Trouble.CONNECTION, text
        case smtplib.SMTPException() | TimeoutError():
            return Trouble.CONNECTION, text
        case OSError():
            return Trouble.SERVER, text
        case ValueError():  # an address or header no mail can carry; UnicodeError is one too
            return Trouble.PERMANENT, text
    return Trouble.TEMPORARY, text


def _words(reason: bytes | str) -> str:
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail server had gone before it was bidden farewell")
