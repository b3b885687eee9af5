"""What an assistant records for a leader: the document it rests on, and what it changes, so that it can be annulled.

Everything stands in the transaction of the act itself, under the lock of the directive.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from departments.clock import today as local_day
from departments.models import Membership
from directives.errors import Invalid
from directives.models import (
    Ask,
    Assignment,
    Bottleneck,
    Directive,
    ExtensionRequest,
    JournalEntry,
    PreparedAct,
    ProgressReport,
    RecordedDecision,
    ReportingPeriod,
)
from directives.services.act import Doing
from directives.services.secrecy import check_number, refuse_files

REFERENCE = 200  # characters

# What an act of a leader may change, and which rows of it belong to one directive.
WATCHED: Mapping[str, tuple[type[models.Model], str]] = {
    "directive": (Directive, "pk"),
    "part": (Assignment, "directive_id"),
    "report": (ProgressReport, "part__directive_id"),
    "extension": (ExtensionRequest, "part__directive_id"),
    "bottleneck": (Bottleneck, "part__directive_id"),
    "ask": (Ask, "part__directive_id"),
    "prepared": (PreparedAct, "part__directive_id"),
    "period": (ReportingPeriod, "part__directive_id"),
}
_FOLLOWS = frozenset({"id", "version", "journal_head", "process_id"})  # written by the journal and the engine

Rows = dict[tuple[str, int], dict[str, Any]]


@dataclass(frozen=True)
class Recorded:
    """What a recorded decision rests on: number and date of a document or of an opinion, or a scan of it."""

    reference: str = ""
    files: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.reference.strip() and not self.files


def rows_of(directive: Directive) -> Rows:
    """Every watched row of the directive as plain values; one SQL statement per kind."""
    found: Rows = {}
    for name, (model, path) in WATCHED.items():
        columns = [column.attname for column in model._meta.concrete_fields if column.attname not in _FOLLOWS]
        rows: Any = model._default_manager.filter(**{path: directive.pk})
        for row in rows.values("pk", *columns):
            found[name, row.pop("pk")] = _plain(row)
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(row, cls=DjangoJSONEncoder))
    return values


def differences(before: Rows, after: Rows) -> list[dict[str, Any]]:
    """Rows that were there before with the columns that have changed, from what to what."""
    changes = []
    for (kind, pk), old in sorted(before.items()):
        new = after.get((kind, pk), {})
        names = [name for name in old if name in new and old[name] != new[name]]
        if names:
            changes.append(
                {
                    "row": kind,
                    "pk": pk,
                    "from": {name: old[name] for name in names},
                    "to": {name: new[name] for name in names},
                }
            )
    return changes


@dataclass
class Watch:
    """An act recorded for a leader, from before it changes anything."""

    leader: Membership
    recorded: Recorded
    before: Rows = field(default_factory=dict)

    def keep(self, act: Doing, entry: JournalEntry, part: Assignment | None) -> RecordedDecision:
        """Write down what the act has changed."""
        on = local_day(act.now)
        changes = differences(self.before, rows_of(act.directive))
        row = RecordedDecision.objects.create(
            entry=entry,
            leader_id=self.leader.user_id,
            assistant=act.person(),
            directive=act.directive,
            part=part,
            verb=act.verb.name,
            reference=self.recorded.reference.strip(),
            recorded_at=act.now,
            recorded_on=on,
            annul_until=act.calendar.add(on, act.rules.annul_within_days),
            first_due_on=_first_date(changes),
            changes=changes,
        )
        row.files.set(self.recorded.files)
        return row


def _first_date(changes: list[dict[str, Any]]) -> str | None:
    """The original deadline the act has given, as it is stored in the changes."""
    name = "original_due_on"
    dates = [row["to"][name] for row in changes if row["row"] == "part" and row["from"].get(name, "") is None]
    return next(iter(dates), None)


def watch(act: Doing, recorded: Recorded | None) -> Watch | None:
    """Begin to watch an act done in the post of a leader the actor assists; None for every other act.

    Raises Invalid without a reference or a scan, and for a scan that is not the assistant's own.
    """
    if act.post is None or act.post not in act.actor.assists:
        return None
    if recorded is None or recorded.empty:
        raise Invalid(
            _(
                "You record a decision of %(leader)s: give the document or opinion it rests on, or attach a scan."
            )
            % {"leader": act.post.user},
            field="recorded_reference",
            code="reference_needed",
        )
    if len(recorded.reference.strip()) > REFERENCE:
        raise Invalid(_("At most %(n)s characters.") % {"n": REFERENCE}, field="recorded_reference")
    if act.directive.is_secret:
        refuse_files(recorded.files, field="recorded_files")
        check_number(recorded.reference, field="recorded_reference")
    act.files(recorded.files, field="recorded_files")
    act.data.update(recorded=True, reference=recorded.reference.strip(), scans=len(recorded.files))
    return Watch(act.post, recorded, rows_of(act.directive))
