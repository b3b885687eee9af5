"""What people ask of each other about the parts of a directive: more time, cooperation, explanations.

With what may be done to each, in a number of statements that does not depend on how many there are.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from departments.actors import Actor
from directives import permissions
from directives.lifecycle import VERBS, Acts, Mode, Role, Verb
from directives.models import Ask, Assignment, Directive, ExtensionRequest, Urging
from directives.selectors.verbs import available_on

SHOWN = 200  # objects of one kind on a page, the newest first


@dataclass(frozen=True)
class Shown:
    """One object with its part and the verbs this person may do to it now."""

    kind: Acts
    row: Any
    part: Assignment
    verbs: list[Verb]


@dataclass(frozen=True)
class Requests:
    """Everything asked about some parts, newest first. `askable` are departments the person may ask now."""

    extensions: list[Shown] = field(default_factory=list)
    asks: list[Shown] = field(default_factory=list)
    urgings: list[Shown] = field(default_factory=list)
    askable: list[Assignment] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        return sum(shown.row.state == "open" for shown in self.asks)


def of_page(
    actor: Actor, directive: Directive, parts: Sequence[Assignment], part: Assignment | None
) -> Requests:
    """What the page of a directive shows: of all its parts, in *each for itself* of the part it is about."""
    if directive.mode != Mode.EACH:
        return requests_of(actor, parts)
    return requests_of(actor, [part] if part is not None else [])


def requests_of(actor: Actor, parts: Sequence[Assignment]) -> Requests:
    """Requests, asks and urgings of `parts`, which carry their directive and department."""
    if not parts:
        return Requests()
    by_pk = {part.pk: part for part in parts}
    may = _Permitted(actor)
    extensions = ExtensionRequest.objects.filter(part_id__in=by_pk).select_related(
        "requested_by", "released_by", "decided_by"
    )
    asks = Ask.objects.filter(part_id__in=by_pk).select_related("asked_by", "answered_by")
    urgings = Urging.objects.filter(part_id__in=by_pk).select_related("by", "explained_by")
    return Requests(
        extensions=_shown(Acts.EXTENSION, extensions, by_pk, may),
        asks=_shown(Acts.ASK, asks, by_pk, may),
        urgings=_shown(Acts.URGING, urgings, by_pk, may),
        askable=[part for part in parts if part.role == Role.COORDINATING and may.ask(part)],
    )


def _shown(kind: Acts, rows: Any, parts: dict[int, Assignment], may: "_Permitted") -> list[Shown]:
    found = []
    for row in rows.prefetch_related("files").order_by("-pk")[:SHOWN]:
        row.part = parts[row.part_id]
        found.append(Shown(kind, row, row.part, may.verbs(kind, row.part, row)))
    return found


class _Permitted:
    """Asks `permissions` once for all that is alike: what a stranger to the part may do depends on states alone."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.known: dict[Hashable, list[Verb]] = {}
        self.asking: dict[Hashable, bool] = {}

    def _alike(self, part: Assignment) -> Hashable:
        own = {part.department_id, part.unit_id} & self.actor.department_ids
        return part.pk if own else (part.role, part.status)

    def verbs(self, kind: Acts, part: Assignment, row: Any) -> list[Verb]:
        one_by_one = row.pk if kind == Acts.EXTENSION and row.state == "open" else None
        key = (kind, row.state, self._alike(part), one_by_one)
        if key not in self.known:
            self.known[key] = available_on(self.actor, part, kind, row)
        return self.known[key]

    def ask(self, part: Assignment) -> bool:
        key = self._alike(part)
        if key not in self.asking:
            self.asking[key] = permissions.may(self.actor, VERBS["ask"], part.directive, part)
        return self.asking[key]
