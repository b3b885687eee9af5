"""The one line under a row that says why it came back or what waits to be released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from departments.actors import Actor
from directives.models import (
    Ask,
    AskState,
    Assignment,
    Decision,
    ExtensionRequest,
    JournalEntry,
    PreparedAct,
    Urging,
)
from directives.selectors.work import Group


@dataclass(frozen=True)
class Note:
    """Who did what to the part last. `verb` is return_, refuse, the verb of a prepared act, or what somebody wants:
    request_extension, ask, urge, with the day it is about."""

    verb: str
    who: str
    where: str
    text: str
    prepared: bool = False
    day: date | None = None


def notes_of(parts: Sequence[Assignment], actor: Actor) -> dict[int, Note]:
    """Notes by part: what somebody wants, else the last return or refusal, else the act that waits for release.

    Two statements, and one for each kind of thing that is wanted on these rows.

    What waits for release has not left the department: nobody else reads it, not even the Office.
    """
    ids = [part.pk for part in parts]
    notes: dict[int, Note] = {}
    entries = (
        JournalEntry.objects.filter(part_id__in=ids, verb__in=["return_", "return_period", "refuse"])
        .select_related("actor", "post__department")
        .order_by("at", "seq")
    )
    for entry in entries:
        if entry.part_id is not None:
            where = entry.post.department.label if entry.post else ""
            text = str(entry.data.get("reason", ""))
            notes[entry.part_id] = Note(entry.verb, str(entry.actor or ""), where, text)
    acts = PreparedAct.objects.filter(
        part_id__in=ids, is_open=True, part__department_id__in=actor.department_ids
    )
    for act in acts.select_related("prepared_by"):
        text = str(act.data.get("result_summary") or act.data.get("reason") or "")
        notes[act.part_id] = Note(act.verb, str(act.prepared_by), "", text, prepared=True)
    return notes | _wanted(parts)


def _wanted(parts: Sequence[Assignment]) -> dict[int, Note]:
    """What is owed on rows that wait for it: an explanation, an answer, a decision; of several the first due."""
    groups: dict[Group, list[int]] = {group: [] for group in (Group.EXTEND, Group.ANSWER, Group.EXPLAIN)}
    for part in parts:
        number = getattr(part, "group", None)
        if number in groups:
            groups[Group(number)].append(part.pk)
    notes: dict[int, Note] = {}
    requests = ExtensionRequest.objects.filter(part_id__in=groups[Group.EXTEND], decision=Decision.OPEN)
    for request in requests.select_related("requested_by"):
        who, day = str(request.requested_by), request.requested_due_on
        notes[request.part_id] = Note("request_extension", who, "", request.reason, day=day)
    asks = Ask.objects.filter(part_id__in=groups[Group.ANSWER], state=AskState.OPEN).select_related(
        "asked_by"
    )
    for ask in sorted(asks, key=lambda row: (row.due_on or date.max, row.pk), reverse=True):
        notes[ask.part_id] = Note("ask", str(ask.asked_by), "", ask.text, day=ask.due_on)
    demanded = Urging.objects.filter(explanation_due_on__isnull=False, explained_at=None)
    owed = demanded.filter(part_id__in=groups[Group.EXPLAIN])
    for urging in owed.select_related("by").order_by("-explanation_due_on", "-pk"):
        who = str(urging.by or "")
        notes[urging.part_id] = Note("urge", who, "", urging.text, day=urging.explanation_due_on)
    return notes
