"""Who hears when a directive or a part stops, goes on, is replaced, amended or corrected.

Whoever does the work hears, the head too, and the monitor where somebody else decided. Informed parts hear only that
what they were told holds no more; sleeping coordinating parts hear nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from departments.models import Membership
from departments.models.user import OFFICE_POSTS
from directives.lifecycle import Role, Status
from directives.models import Assignment, Correction, CorrectionState, JournalEntry, ProgressReport
from directives.models.work import ReportKind

# Verb of the journal → rule of the ladder, for one part and for every part the act has moved.
STOPPING = {
    "pause": "paused",
    "pause_directive": "paused",
    "resume": "went_on",
    "resume_directive": "went_on",
    "recall": "recalled",
    "recall_directive": "recalled",
    "reopen": "reopened",
    "reopen_directive": "reopened",
    "supersede": "superseded",
    "close_each": "closed_missing",
    "end": "ended",
}
# Acts that move no part; whoever has an open part hears, of a proposed correction the others of the Office.
OF_OPEN_PARTS = frozenset({"amend", "confirm_correction", "propose_correction"})
TO_INFORMED = frozenset({"recalled", "superseded"})
VERBS = STOPPING.keys() | OF_OPEN_PARTS | {"verify_each"}

Told = tuple[str, Assignment, tuple[int, ...]]


class People(Protocol):
    """What of the surroundings of a batch is needed here."""

    parts: dict[int, Assignment]

    def workers(self, part: Assignment) -> tuple[int, ...]: ...

    def heads(self, part: Assignment) -> tuple[int, ...]: ...


def moved_ids(entry: JournalEntry) -> list[int]:
    """Ids of the parts an act on a whole directive has moved."""
    if entry.verb not in VERBS or entry.part_id is not None:
        return []
    return sorted(int(pk) for pk in entry.data.get("moved", {}))


@dataclass
class Whole:
    """Who has to do with such entries of one batch, each looked up once and only where one needs it."""

    entries: Sequence[JournalEntry]
    on: date

    def open_parts_wanted(self) -> set[int]:
        """Directives whose open parts are told."""
        return {e.directive_id for e in self.entries if e.verb in OF_OPEN_PARTS and e.directive_id}

    @cached_property
    def office(self) -> tuple[int, ...]:
        """Monitors and the chief of Office: any of them may be the second person."""
        rows = Membership.objects.active(self.on).filter(post__in=sorted(OFFICE_POSTS))
        return tuple(sorted(set(rows.values_list("user_id", flat=True))))

    @cached_property
    def authors(self) -> dict[int, set[int]]:
        """Part id → who wrote or released results that were confirmed in bulk."""
        bulk = [pk for entry in self.entries if entry.verb == "verify_each" for pk in moved_ids(entry)]
        found: dict[int, set[int]] = {}
        rows = ProgressReport.objects.filter(part_id__in=bulk, kind=ReportKind.RESULT)
        for part_id, prepared_by, released_by in rows.values_list("part_id", "prepared_by", "released_by"):
            found.setdefault(part_id, set()).update((prepared_by, released_by))
        return found

    def tellings(self, entry: JournalEntry, people: People) -> Iterable[Told]:
        """Rule, part and persons; the person who clicked is still among them."""
        if entry.verb == "verify_each":
            yield from self._confirmed(entry, people)
        elif entry.verb in OF_OPEN_PARTS:
            yield from self._of_open_parts(entry, people)
        else:
            rule = STOPPING[entry.verb]
            ids = [entry.part_id] if entry.part_id is not None else moved_ids(entry)
            for part in (people.parts[pk] for pk in ids):
                if part.role == Role.INFORMED and rule not in TO_INFORMED:
                    continue
                if part.role == Role.COORDINATING and not part.awake:
                    continue
                yield rule, part, self._all(part, people)

    def _confirmed(self, entry: JournalEntry, people: People) -> Iterable[Told]:
        for pk in moved_ids(entry):
            part = people.parts[pk]
            if entry.data["moved"][str(pk)][1] == Status.COMPLETED:
                yield "completed", part, _sorted(self.authors.get(pk, set()), people.workers(part))

    def _of_open_parts(self, entry: JournalEntry, people: People) -> Iterable[Told]:
        parts = [
            part
            for part in people.parts.values()
            if part.directive_id == entry.directive_id and part.is_open and part.awake
        ]
        working = [part for part in parts if part.role in (Role.LEAD, Role.EACH)]
        if entry.verb == "propose_correction":
            for part in working[:1]:
                yield "correction_proposed", part, self.office
            return
        rule = "amended" if entry.verb == "amend" else "deadline_corrected"
        told = working if rule == "deadline_corrected" else [p for p in parts if p.role != Role.INFORMED]
        for part in told:
            yield rule, part, self._all(part, people)

    def _all(self, part: Assignment, people: People) -> tuple[int, ...]:
        return _sorted(people.workers(part), people.heads(part), [part.monitor_id or 0])


def _sorted(*people: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({person for group in people for person in group} - {0}))


def still_holds(rule: str, part: Assignment, due_on: date | None) -> bool:
    """Whether a line is still worth telling, by the part as it is now."""
    match rule:
        case "paused":
            return part.status == Status.PAUSED
        case "went_on" | "reopened" | "deadline_corrected":
            return part.is_open and part.status != Status.PAUSED and part.due_on == due_on
        case "recalled":
            return part.status == Status.RECALLED and not part.closed_missing
        case "superseded":
            return part.status == Status.SUPERSEDED
        case "closed_missing":
            return part.closed_missing
        case "ended":
            return part.status == Status.COMPLETED
        case "amended":
            return part.is_open
        case "correction_proposed":
            waiting = Correction.objects.filter(directive=part.directive_id, state=CorrectionState.PROPOSED)
            return part.status == Status.ASSIGNED and waiting.exists()
    return False


RULES = frozenset({*STOPPING.values(), "amended", "deadline_corrected", "correction_proposed"})
