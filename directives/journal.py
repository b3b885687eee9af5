"""Writing and checking the journal. Entries of a stream are chained by HMAC-SHA256 under JOURNAL_KEY."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings

from departments.actors import Actor
from departments.models import Membership
from directives.models import Assignment, Conclusion, Directive, JournalEntry, JournalHead, Pending

OFFICE_STREAM = "office"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What an entry is made from."""

    verb: str
    actor: Actor
    now: datetime
    post: Membership | None = None
    from_status: str = ""
    to_status: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    request_key: str = ""
    part: Assignment | None = None
    conclusion: Conclusion | None = None


def digest_of(previous: str, entry: JournalEntry) -> str:
    """Hex digest that binds `entry` to the one before it in its stream."""
    content = {
        "stream": entry.stream,
        "seq": entry.seq,
        "at": entry.at.timestamp(),
        "actor": entry.actor_id,
        "post": entry.post_id,
        "behalf": entry.on_behalf_of_id,
        "verb": entry.verb,
        "from": entry.from_status,
        "to": entry.to_status,
        "data": entry.data,
        "directive": entry.directive_id,
        "part": entry.part_id,
        "conclusion": entry.conclusion_id,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    key: bytes = settings.JOURNAL_KEY
    return hmac.new(key, previous.encode() + canonical.encode(), hashlib.sha256).hexdigest()


def build(
    happening: Happening, *, stream: str, seq: int, previous: str, directive: Directive | None
) -> JournalEntry:
    """An unsaved entry with its digest."""
    entry = JournalEntry(
        stream=stream,
        seq=seq,
        at=happening.now,
        actor_id=happening.actor.user_id,
        post=happening.post,
        on_behalf_of_id=_behalf(happening),
        verb=happening.verb,
        from_status=happening.from_status,
        to_status=happening.to_status,
        data=happening.data,
        request_key=happening.request_key,
        directive=directive,
        part=happening.part,
        conclusion=happening.conclusion,
    )
    entry.digest = digest_of(previous, entry)
    return entry


def _behalf(happening: Happening) -> int | None:
    """Whose post it was done in, where that is another person's: a substitute's or an assistant's act."""
    post, user_id = happening.post, happening.actor.user_id
    return post.user_id if post is not None and post.user_id != user_id else None


def append(directive: Directive, happening: Happening) -> JournalEntry:
    """Write the next entry of the directive's stream with its Pending row.

    The caller holds the lock of the directive row and saves `version` and `journal_head` with its other columns.
    """
    entry = build(
        happening,
        stream=directive.stream,
        seq=directive.version + 1,
        previous=directive.journal_head,
        directive=directive,
    )
    entry.save(force_insert=True)
    Pending(entry=entry).save(force_insert=True)
    directive.version, directive.journal_head = entry.seq, entry.digest
    return entry


def append_many(pairs: Iterable[tuple[Directive, Happening]]) -> list[JournalEntry]:
    """`append` for many directives in two statements; each directive appears once."""
    entries = []
    for directive, happening in pairs:
        entry = build(
            happening,
            stream=directive.stream,
            seq=directive.version + 1,
            previous=directive.journal_head,
            directive=directive,
        )
        directive.version, directive.journal_head = entry.seq, entry.digest
        entries.append(entry)
    saved = JournalEntry.objects.bulk_create(entries)
    Pending.objects.bulk_create([Pending(entry=entry) for entry in saved])
    return saved


def lock_office() -> JournalHead:
    """The head of the Office's stream, locked until the transaction ends; after the directives, never before."""
    JournalHead.objects.get_or_create(stream=OFFICE_STREAM)
    return JournalHead.objects.select_for_update().get(stream=OFFICE_STREAM)


def append_office(happening: Happening) -> JournalEntry:
    """Write the next entry of the Office's stream (conclusions, rules, people). Needs a transaction."""
    head = lock_office()
    entry = build(happening, stream=OFFICE_STREAM, seq=head.seq + 1, previous=head.digest, directive=None)
    entry.save(force_insert=True)
    Pending(entry=entry).save(force_insert=True)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    return entry


@dataclass(frozen=True)
class Break:
    """A place where a stream does not hold: `kind` is a key of `journal_check.WORDS`."""

    stream: str
    seq: int
    kind: str
    day: date | None = None


def walk(
    stream: str,
    entries: Iterable[JournalEntry],
    *,
    seq: int,
    digest: str,
    sealed: Mapping[int, tuple[str, date]] | None = None,
) -> Iterator[Break]:
    """Breaks of one stream: its `entries` in order against the recorded head and the sealed ones.

    `sealed` gives the digest and the day of its seal by sequence number. Entries are read once and not kept.
    """
    marks = dict(sealed or {})
    previous, expected = "", 1
    for entry in entries:
        if entry.seq != expected:
            yield Break(stream, expected, "gap")
        if entry.digest != digest_of(previous, entry):
            yield Break(stream, entry.seq, "digest")
        mark = marks.pop(entry.seq, None)
        if mark is not None and mark[0] != entry.digest:
            yield Break(stream, entry.seq, "seal", mark[1])
        previous, expected = entry.digest, entry.seq + 1
    if expected - 1 != seq or previous != digest:
        yield Break(stream, expected, "head")
    for missing in sorted(marks):
        yield Break(stream, missing, "cut", marks[missing][1])


def verify(stream: str, *, seq: int, digest: str) -> list[Break]:
    """Breaks of one stream against its recorded head (`seq`, `digest`): edits, deletions, a cut tail."""
    entries = JournalEntry.objects.filter(stream=stream).order_by("seq").iterator()
    return list(walk(stream, entries, seq=seq, digest=digest))
