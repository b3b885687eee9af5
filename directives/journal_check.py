"""Does the whole journal hold? Edits, deletions, cut ends, lost streams and broken seals, found in flat memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from directives.journal import Break, walk
from directives.journal_seals import digest_of_seal
from directives.models import Directive, JournalEntry, JournalHead, JournalSeal, JournalSealHead

BATCH = 500  # streams whose entries one statement reads

WORDS = {
    "gap": "one or more entries are missing here",
    "digest": "this entry was changed, or was not written by this service",
    "head": "the stream ends here, but its recorded head says otherwise",
    "seal": "this entry is not the one that was sealed on {day}",
    "cut": "this entry was sealed on {day} and is gone: the end of the stream was cut",
    "lost": "this stream was sealed on {day} and is gone altogether",
    "stray": "entries of a stream nothing is recorded of",
    "broken seal": "the seal of {day} was changed, or a seal before it was removed",
}


def words(found: Break) -> str:
    """The break as one plain line: stream, number, what is wrong."""
    day = f"{found.day:%d/%m/%Y}" if found.day else ""
    where = f"{found.stream} #{found.seq}" if found.seq else found.stream
    return f"{where}: {found.kind}: {WORDS[found.kind].format(day=day)}"


@dataclass
class Check:
    """One walk over the journal: iterate `breaks()`; the counts are whole once it has ended.

    With `since`, streams that stand as sealed before that local day are taken as good, and so are the seals
    up to there; without, everything is read.
    """

    since: date | None = None
    streams: int = 0
    seals: list[tuple[date, str]] = field(default_factory=list)

    def breaks(self) -> Iterator[Break]:
        base = JournalSeal.objects.filter(day__lt=self.since).order_by("-day").first() if self.since else None
        yield from self._seals(base)
        yield from self._others()
        yield from self._directives(base)
        yield from lost_streams()
        yield from stray_streams()

    def _seals(self, base: JournalSeal | None) -> Iterator[Break]:
        """Seals that do not follow from the one before them and from their heads."""
        previous = base.digest if base else ""
        rows = JournalSeal.objects.filter(day__gt=base.day) if base else JournalSeal.objects.all()
        for seal in rows.order_by("day"):
            if seal.digest != digest_of_seal(seal, previous):
                yield Break("seal", 0, "broken seal", seal.day)
            previous = seal.digest
            self.seals.append((seal.day, seal.digest))

    def _others(self) -> Iterator[Break]:
        for stream in JournalHead.objects.order_by("stream").values_list("stream", flat=True):
            self.streams += 1
            yield from _settled(stream)

    def _directives(self, base: JournalSeal | None) -> Iterator[Break]:
        rows = unsealed(base) if base else Directive.objects.all()
        after = 0
        while True:
            columns = rows.filter(pk__gt=after).order_by("pk").values_list("pk", "version", "journal_head")
            batch = list(columns[:BATCH])
            self.streams += len(batch)
            yield from _batch({f"directive:{pk}": (version, head) for pk, version, head in batch})
            if len(batch) < BATCH:
                return
            after = batch[-1][0]


def unsealed(base: JournalSeal) -> QuerySet[Directive]:
    """Directives whose recorded head is not the one sealed up to `base`."""
    sealed = JournalSealHead.objects.filter(directive_id=OuterRef("pk"), seal_id__lte=base.day)
    newest = sealed.order_by("-seq")
    rows = Directive.objects.annotate(
        sealed_seq=Subquery(newest.values("seq")[:1]), sealed_digest=Subquery(newest.values("digest")[:1])
    )
    return rows.exclude(sealed_seq=F("version"), sealed_digest=F("journal_head"))


def sealed_heads(streams: Iterable[str]) -> dict[str, dict[int, tuple[str, date]]]:
    """Stream → sequence number → digest and day of the seal."""
    found: dict[str, dict[int, tuple[str, date]]] = defaultdict(dict)
    rows = JournalSealHead.objects.filter(stream__in=list(streams))
    for stream, seq, digest, day in rows.values_list("stream", "seq", "digest", "seal_id"):
        found[stream][seq] = (digest, day)
    return found


def _batch(recorded: Mapping[str, tuple[int, str]]) -> Iterator[Break]:
    """Breaks of these streams. Those of a stream that moved meanwhile are looked for again: somebody is working."""
    marks = sealed_heads(recorded)
    left, doubtful = dict(recorded), []
    rows = JournalEntry.objects.filter(stream__in=list(recorded)).order_by("stream", "seq")
    for stream, entries in groupby(rows.iterator(chunk_size=BATCH), key=lambda entry: entry.stream):
        seq, digest = left.pop(stream)
        if any(walk(stream, entries, seq=seq, digest=digest, sealed=marks[stream])):
            doubtful.append(stream)
    for stream, (seq, digest) in left.items():
        if any(walk(stream, (), seq=seq, digest=digest, sealed=marks[stream])):
            doubtful.append(stream)
    for stream in sorted(doubtful):
        yield from _settled(stream)


def _settled(stream: str) -> list[Break]:
    """The breaks of one stream that are there while its recorded head stands still."""
    while True:
        before = _recorded(stream)
        entries = JournalEntry.objects.filter(stream=stream).order_by("seq").iterator()
        marks = sealed_heads([stream])[stream]
        found = list(walk(stream, entries, seq=before[0], digest=before[1], sealed=marks))
        if not found or _recorded(stream) == before:
            return found


def _recorded(stream: str) -> tuple[int, str]:
    """Length and digest of a stream as its directive or its head records them."""
    kind, _colon, pk = stream.partition(":")
    if kind == "directive":
        return Directive.objects.values_list("version", "journal_head").get(pk=int(pk))
    return JournalHead.objects.values_list("seq", "digest").get(stream=stream)


def lost_streams() -> Iterator[Break]:
    """Sealed streams whose directive, or recorded head, is not there any more."""
    directive = Directive.objects.filter(pk=OuterRef("directive_id"))
    head = JournalHead.objects.filter(stream=OuterRef("stream"))
    rows = JournalSealHead.objects.filter(
        Q(directive_id__isnull=False) & ~Exists(directive) | Q(directive_id__isnull=True) & ~Exists(head)
    )
    seen: set[str] = set()
    for stream, seq, day in rows.order_by("-seq").values_list("stream", "seq", "seal_id").iterator():
        if stream not in seen:
            seen.add(stream)
            yield Break(stream, seq, "lost", day)


def stray_streams() -> Iterator[Break]:
    """Entries outside the streams of directives and recorded heads: nobody else would look at them."""
    directive = Directive.objects.filter(pk=OuterRef("directive_id"))
    head = JournalHead.objects.filter(stream=OuterRef("stream"))
    own = Concat(Value("directive:"), Cast("directive_id", CharField()))
    rows = JournalEntry.objects.filter(
        Q(directive_id__isnull=False) & (~Q(stream=own) | ~Exists(directive))
        | Q(directive_id__isnull=True) & ~Exists(head)
    )
    for stream in rows.order_by("stream").values_list("stream", flat=True).distinct().iterator():
        yield Break(stream, 0, "stray")
