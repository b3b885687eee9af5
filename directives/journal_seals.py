"""The digest of a seal, made in one pass over the heads and checked in another."""

import hashlib
import hmac
import json
from datetime import UTC, date, datetime

from django.conf import settings

from directives.models import JournalSeal, JournalSealHead


class SealMaker:
    """HMAC-SHA256 under JOURNAL_KEY over the seal before, the heads in order and the totals."""

    def __init__(self, day: date, sealed_at: datetime, previous: str) -> None:
        key: bytes = settings.JOURNAL_KEY
        self._mac = hmac.new(key, b"seal\n", hashlib.sha256)
        self._feed(day.isoformat(), sealed_at.astimezone(UTC).isoformat(), previous)

    def add(self, stream: str, seq: int, digest: str) -> None:
        """Bind the head of one stream."""
        self._feed(stream, seq, digest)

    def finish(self, streams: int, entries: int) -> str:
        """The hex digest, once every head has been added."""
        self._feed(streams, entries)
        return self._mac.hexdigest()

    def _feed(self, *values: str | int) -> None:
        self._mac.update(json.dumps(values).encode() + b"\n")


def digest_of_seal(seal: JournalSeal, previous: str) -> str:
    """The digest `seal` must have by its rows, after a seal with the digest `previous`."""
    maker = SealMaker(seal.day, seal.sealed_at, previous)
    heads = JournalSealHead.objects.filter(seal=seal).values_list("stream", "seq", "digest")
    for stream, seq, digest in sorted(heads.filter(directive=None)):
        maker.add(stream, seq, digest)
    for stream, seq, digest in heads.filter(directive__isnull=False).order_by("directive_id").iterator():
        maker.add(stream, seq, digest)
    return maker.finish(seal.streams, seal.entries)
