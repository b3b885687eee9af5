"""What a point whose words have changed asks of the directive it became: departments, deadline, wording."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.comparison.alignment import Relation
from directives.lifecycle import CLOSED, DeadlineKind, Mode, Role
from directives.models import Aspect, Assignment, Directive
from directives.services.plans import Plan


@dataclass(frozen=True)
class Found:
    """One change to be decided: what it concerns, and what the corrected text says there."""

    aspect: Aspect
    department: int | None = None
    role: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Order:
    """An issued directive with its parts, as far as a comparison needs it."""

    directive: Directive
    parts: Sequence[Assignment]

    @property
    def standing(self) -> dict[int, Assignment]:
        """Department → its part, of those that have not been taken out or handed on."""
        return {part.department_id: part for part in self.parts if part.is_open}

    @property
    def working(self) -> list[Assignment]:
        return [part for part in self.parts if part.is_open and part.role in (Role.LEAD, Role.EACH)]

    @property
    def is_closed(self) -> bool:
        return self.directive.status in CLOSED


def changes_of_point(
    relation: Relation, *, carried: bool, order: Order | None, said: Plan | None, says: Plan | None
) -> list[Found]:
    """The changes of one point: `said` is what the text before would have proposed for it, `says` what this one does.

    What stood in neither text, because the clerk put it into the directive, is left alone. A closed directive has
    one change at most: it is shown and not touched.
    """
    going_on = carried and relation is not Relation.GONE
    if order is None:
        fresh = relation is Relation.NEW or (relation is Relation.SPLIT and not carried)
        differs = going_on and relation not in (Relation.SAME, Relation.MOVED)
        return [Found(Aspect.NEW)] if fresh or differs else []
    if not going_on or says is None:
        return [Found(Aspect.GONE)]
    wording = [] if relation in (Relation.SAME, Relation.MOVED) else [Found(Aspect.WORDING)]
    if order.is_closed or said is None:
        return wording
    return [*wording, *_departments(order, said, says), *_deadline(order, said, says)]


def _departments(order: Order, said: Plan, says: Plan) -> Iterator[Found]:
    before = {*said.leads, *said.coordinating, *said.informed}
    after = {*says.leads, *says.coordinating, *says.informed}
    there = order.standing
    mode = Mode(order.directive.mode)
    if mode is Mode.ONE_LEAD:
        yield from _lead(order, said, says)
        beside = [pk for pk in (*says.coordinating, *says.informed) if pk not in before and pk not in there]
        yield from (Found(Aspect.ADDED, pk, Role.COORDINATING.value) for pk in beside)
    else:
        working = Role.EACH if mode is Mode.EACH else Role.INFORMED
        own = [pk for pk in says.leads if pk not in said.leads and pk not in there]
        yield from (Found(Aspect.ADDED, pk, working.value) for pk in own)
        beside = [pk for pk in (*says.coordinating, *says.informed) if pk not in before and pk not in there]
        yield from (Found(Aspect.ADDED, pk, Role.INFORMED.value) for pk in beside if pk not in own)
    for pk in (*said.leads, *said.coordinating, *said.informed):
        if pk not in after and pk in there and there[pk].role != Role.LEAD:
            yield Found(Aspect.REMOVED, pk, there[pk].role)


def _lead(order: Order, said: Plan, says: Plan) -> Iterator[Found]:
    """The one lead goes to another department; a second one the text now names is added beside it."""
    lead = next((part for part in order.working if part.role == Role.LEAD), None)
    named = [pk for pk in says.leads if pk not in said.leads]
    if lead is None or not named:
        return
    if lead.department_id in says.leads:
        there = order.standing
        yield from (Found(Aspect.ADDED, pk, Role.COORDINATING.value) for pk in named if pk not in there)
        return
    yield Found(Aspect.LEAD, named[0], Role.LEAD.value)
    if lead.department_id in says.coordinating:  # led until now, goes on beside the new one
        yield Found(Aspect.ADDED, lead.department_id, Role.COORDINATING.value)


def _deadline(order: Order, said: Plan, says: Plan) -> Iterator[Found]:
    if order.directive.mode == Mode.FOR_INFORMATION:
        return
    if _when(said) == _when(says):
        return
    due_on = says.due_on if says.deadline_kind == DeadlineKind.DATED else None
    working = order.working
    if due_on is not None and working and all(part.due_on == due_on for part in working):
        return  # set so already
    yield Found(Aspect.DEADLINE, due_on=due_on)


def _when(plan: Plan) -> tuple[str, date | None, str]:
    return plan.deadline_kind, plan.due_on, plan.recurrence
