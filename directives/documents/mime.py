"""Pages saved by a browser as one file (.mht) and mails (.eml): which of their parts is the text."""

import email.errors
import email.message
import email.policy
import re
from typing import Final

from .errors import UnreadableDocument

_HEADER: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:From [^\r\n]{1,300}\r?\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]{0,2000}\r?\n"
    rb"(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){2,100}?"
)
_SAYS_MIME: Final = re.compile(rb"^(?:mime-version|content-type)\s*:", re.IGNORECASE | re.MULTILINE)
_HEAD_BYTES: Final = 16 * 1024
_MOST_PARTS: Final = 500  # pictures and styles of a saved page


def is_message(data: bytes) -> bool:
    head = data[:_HEAD_BYTES]
    end = min((place for mark in (b"\r\n\r\n", b"\n\n") if (place := head.find(mark)) > 0), default=-1)
    return end > 0 and bool(_HEADER.match(head[: end + 2])) and len(_SAYS_MIME.findall(head[:end])) >= 2


def text_part(data: bytes) -> tuple[bytes, str | None, bool]:
    """(bytes, charset, whether they are a web page) of the first page in the message, else of its first plain text.

    Raises `bomb`, `no_article`.
    """
    if data.count(b"\n--") > 4 * _MOST_PARTS:
        raise UnreadableDocument("bomb", members=data.count(b"\n--"), limit=4 * _MOST_PARTS)
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf"), policy=email.policy.compat32)
    plain: tuple[bytes, str | None, bool] | None = None
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            break
        kind = part.get_content_type()
        if kind not in ("text/html", "application/xhtml+xml", "text/plain") or part.get_filename():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            continue
        charset = part.get_content_charset()
        if kind != "text/plain":
            return content, charset, True
        plain = plain or (content, charset, False)
    if plain is None:
        raise UnreadableDocument("no_article")
    return plain
