"""The Message-ID: made from the unique key alone, so that a mail sent twice is the same mail twice."""

from urllib.parse import urlsplit

from django.conf import settings


def mail_host() -> str:
    """The host of SITE_URL: the right side of every id of ours."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def message_id(kind: str, key: str, recipient: int, channel: str) -> str:
    """RFC 5322 msg-id of the message with this key; only letters, digits, dots and hyphens on the left."""
    left = ".".join(
        (kind, key.replace(":", "-").replace("#", "."), str(recipient), channel.replace(":", "-"))
    )
    return f"<{left}@{mail_host()}>"


def thread_id(directive: int) -> str:
    """The msg-id all mails about one directive refer to: mail programs then show them as one conversation.

    No mail carries it itself: RFC 5322 (3.6.4) lets a thread hang on a message the reader never had.
    """
    return f"<directive.{directive}@{mail_host()}>"
