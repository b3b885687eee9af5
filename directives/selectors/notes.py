"""The one line under a row that says why it came back or what waits to be released."""

from collections.abc import Iterable
from dataclasses import dataclass

from departments.actors import Actor
from directives.models import Assignment, JournalEntry, PreparedAct


@dataclass(frozen=True)
class Note:
    """Who did what to the part last. `verb` is return_, refuse or the verb of a prepared act."""

    verb: str
    who: str
    where: str
    text: str
    prepared: bool = False


def notes_of(parts: Iterable[Assignment], actor: Actor) -> dict[int, Note]:
    """Notes by part: the last return or refusal, else the act that waits for release. Two statements.

    What waits for release has not left the department: nobody else reads it, not even the Office.
    """
    ids = [part.pk for part in parts]
    notes: dict[int, Note] = {}
    entries = (
        JournalEntry.objects.filter(part_id__in=ids, verb__in=["return_", "refuse"])
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
    return notes
