"""Putting records right that have parted from each other: only what follows from other records without a choice.

The service never needs this; what it mends came from outside, by hand or from a backup. It is journaled like
every act, with what was there and what is there now.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from departments.actors import SYSTEM
from directives import journal
from directives.engine import engine
from directives.errors import Refusal
from directives.invariants import differences
from directives.invariants.of_parts import RETURNED
from directives.lifecycle import OPEN, Status
from directives.models import (
    Ask,
    AskState,
    Assignment,
    Bottleneck,
    Decision,
    Directive,
    ExtensionRequest,
    JournalEntry,
    PreparedAct,
    ReportingPeriod,
    Urging,
)
from directives.models.assignment import NO_DATE
from directives.services import rollup
from directives.services.checking import lock_directive
from directives.services.closing import close_requests

VERB = "repair"
JOURNAL = frozenset({"version", "journal head"})  # nothing may be written after a journal that does not hold


class JournalBroken(Refusal):
    """The journal of a directive does not hold, so nothing is repaired in it: see verify_journal."""


def repair(directive: int, *, now: datetime) -> list[str]:
    """Repair one directive with its parts and processes; returns what was done, in words, [] when nothing.

    Raises NotVisible when there is no such directive, JournalBroken when its journal is part of the trouble.
    """
    with transaction.atomic():
        locked = lock_directive(directive)
        if any(found.kind in JOURNAL for found in differences(directive)):
            raise JournalBroken(f"directive {directive}: its journal does not hold, nothing is repaired")
        parts = list(Assignment.objects.filter(directive=locked).exclude(status=Status.DRAFT).order_by("pk"))
        done: list[str] = []
        for part in parts:
            done += _mend(part, _wanted(part, locked), f"part {part.pk}")
        done += _close_requests(parts, now)
        changed, words = _follow(locked, now)
        done += words
        for part in parts:
            part.refresh_from_db()  # coordinating parts may have closed with the directive
            done += [f"part {part.pk}: {what}" for what in engine().settle(part, now=now)]
        if done:
            happening = journal.Happening(verb=VERB, actor=SYSTEM, now=now, data={"repaired": done})
            journal.append(locked, happening)
            locked.save(update_fields=sorted({"version", "journal_head"} | changed))
    return done


def _wanted(part: Assignment, directive: Directive) -> dict[str, Any]:
    """Columns of a part that follow from others, as they must be."""
    wanted: dict[str, Any] = {
        "is_open": part.status in OPEN,
        "sort_due": part.due_on if part.awake and part.due_on else NO_DATE,
        "urging_count": Urging.objects.filter(part=part).count(),
        "redo_count": JournalEntry.objects.filter(part=part, **RETURNED).count(),
    }
    if part.status in OPEN:
        wanted["directed_by_id"] = directive.directed_by_id
        wanted["monitor_id"] = directive.monitor_id
        wanted["field_id"] = directive.field_id
    return wanted


def _mend(row: Assignment, wanted: dict[str, Any], name: str) -> list[str]:
    """Write the columns that are otherwise; says which, from what, to what."""
    wrong = {column: value for column, value in wanted.items() if getattr(row, column) != value}
    words = [f"{name}: {column} {getattr(row, column)} → {value}" for column, value in wrong.items()]
    for column, value in wrong.items():
        setattr(row, column, value)
    if wrong:
        row.save(update_fields=sorted(wrong))
    return words


def _follow(directive: Directive, now: datetime) -> tuple[set[str], list[str]]:
    """The status the parts give the directive, and the mark that follows from it."""
    before = directive.status
    changed = rollup.follow(directive, None, now=now)
    words = [f"directive: status {before} → {directive.status}"] if changed else []
    if directive.is_open != (directive.status in OPEN):
        directive.is_open = directive.status in OPEN
        changed.add("is_open")
        words.append(f"directive: is_open → {directive.is_open}")
    return changed, words


def _close_requests(parts: list[Assignment], now: datetime) -> list[str]:
    """Close what still waits on closed parts, as closing them would have."""
    closed = [part for part in parts if part.status not in OPEN]
    waiting = {
        "prepared acts": PreparedAct.objects.filter(is_open=True),
        "requests about the deadline": ExtensionRequest.objects.filter(decision=Decision.OPEN),
        "asks": Ask.objects.filter(state=AskState.OPEN),
        "bottlenecks": Bottleneck.objects.filter(is_open=True),
        "reporting periods": ReportingPeriod.objects.filter(is_open=True),
    }
    words = []
    for what, rows in waiting.items():
        counts = rows.filter(part__in=closed).order_by().values_list("part").annotate(n=Count("pk"))
        words += [f"part {part}: {count} {what} closed" for part, count in counts]
    if words:
        close_requests(closed, now=now)
    return words
