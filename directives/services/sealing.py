"""The daily seal of the journal: every stream's head, bound to the seal of the day before.

The chain inside a stream shows edits and gaps, but not that its end was cut by somebody who also rewrote the
recorded head. A seal does: it says how far each stream had come, and later streams can only be longer.

What is stored. A seal's digest is an HMAC over the digest before it and the heads of the streams that have
moved since; by that chain it binds the heads of all streams. Only those that moved get a row, so that a day
costs what happened on it and not what exists. `at` of the entries cannot tell what a seal covered, because a
transaction may commit late with an earlier time, and no id is a cursor. The heads themselves can: a directive
row and its entries change in one transaction, so each row read here tells of exactly the entries that exist
with it, whatever other transactions do meanwhile, and what commits later is in the next seal. Streams need not
be read at one moment, because each is judged by its own head.

The digest also leaves the database, in the log and by mail. That is what shows when somebody removes the
newest seals together with what they sealed.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from directives.journal_seals import SealMaker
from directives.models import Directive, JournalHead, JournalSeal, JournalSealHead

logger = logging.getLogger(__name__)

FROM_HOUR = 22  # local: the Office is closed, so the seal of a day holds its work
BATCH = 2000


def seal_journal(*, now: datetime) -> JournalSeal | None:
    """Seal the journal once for the local day; None when that is done or not due. Safe to repeat and at once.

    A day is sealed in its evening. Where the service stood still then, the first call afterwards makes it up.
    """
    last = JournalSeal.objects.order_by("-day").first()
    day = _day_due(now, last)
    if day is None:
        return None
    try:
        with transaction.atomic():
            seal = _write(day, now, last)
    except IntegrityError:
        if not JournalSeal.objects.filter(day=day).exists():
            raise
        return None  # another worker has sealed this day meanwhile
    logger.info(
        "Journal sealed for %s: %s entries in %s streams, digest %s",
        seal.day,
        seal.entries,
        seal.streams,
        seal.digest,
    )
    return seal


def _day_due(now: datetime, last: JournalSeal | None) -> date | None:
    here = timezone.localtime(now)
    if here.hour < FROM_HOUR:
        if last is None:
            return None
        here -= timedelta(days=1)
    day = here.date()
    return day if last is None or day > last.day else None


def _write(day: date, now: datetime, last: JournalSeal | None) -> JournalSeal:
    """Heads first and the seal after them, in one transaction: its digest is known only then, and rows never change.

    The reference of the heads to their seal is checked at commit on both databases.
    """
    maker = SealMaker(day, now, last.digest if last else "")
    streams, entries = (last.streams, last.entries) if last else (0, 0)
    for moved in _moved():
        heads = []
        for stream, directive, seq, digest, before in moved:
            heads.append(
                JournalSealHead(seal_id=day, directive_id=directive, stream=stream, seq=seq, digest=digest)
            )
            maker.add(stream, seq, digest)
            streams, entries = streams + (not before), entries + seq - before
        JournalSealHead.objects.bulk_create(heads, batch_size=BATCH)
    seal = JournalSeal(day=day, sealed_at=now, streams=streams, entries=entries)
    seal.digest = maker.finish(streams, entries)
    seal.save(force_insert=True)
    return seal


Moved = tuple[str, int | None, int, str, int]  # stream, directive, seq, digest, seq as sealed before


def _moved() -> Iterator[list[Moved]]:
    """Streams that have grown since they were last sealed, in the order the digest takes them."""
    others = _grown(JournalHead.objects.all(), "stream", "stream", "seq")
    named = sorted(others.values_list("stream", "seq", "digest", "sealed"))
    yield [(stream, None, seq, digest, sealed) for stream, seq, digest, sealed in named]
    after = 0
    while True:
        grown = _grown(Directive.objects.filter(pk__gt=after), "directive_id", "pk", "version")
        columns = grown.order_by("pk").values_list("pk", "version", "journal_head", "sealed")
        rows = list(columns[:BATCH])
        yield [(f"directive:{pk}", pk, seq, digest, sealed) for pk, seq, digest, sealed in rows]
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _grown(rows: QuerySet[Any, Any], of: str, key: str, seq: str) -> QuerySet[Any, Any]:
    """`rows` whose stream is longer than its newest sealed head, with that length as `sealed`."""
    newest = JournalSealHead.objects.filter(**{of: OuterRef(key)}).order_by("-seq").values("seq")[:1]
    counted: QuerySet[Any, Any] = rows.annotate(sealed=Coalesce(Subquery(newest), 0))
    return counted.filter(**{f"{seq}__gt": F("sealed")})
