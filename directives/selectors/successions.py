"""What the organisation's changes leave to do: open work of departments that have ended, and where it goes."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from departments.models import Department, Succession
from directives.deadlines import HANDED_IN
from directives.lifecycle import CLOSED, Role, Status
from directives.models import Assignment, Bottleneck, Directive
from directives.models.choices import ProductTo

RELATED = ("directive", "department")
PAGE = 100
CARRYING = (Role.LEAD, Role.EACH)  # roles that carry the work and go through the flow


def must_stay(part: Assignment, there: Assignment | None) -> bool:
    """Whether `part` cannot go to a department of its own accord because of the part that one has already.

    Both work for themselves, and either the result of `part` is being judged, or the other one is closed.
    """
    if there is None or part.role not in CARRYING or there.role not in CARRYING:
        return False
    return part.status in HANDED_IN or there.status in CLOSED


def ended(on: date) -> QuerySet[Department]:
    """Departments that do not exist any more on the local date `on`."""
    return Department.objects.filter(active_until__lt=on)


def successors_of(departments: QuerySet[Department], on: date) -> dict[int, list[Department]]:
    """Predecessor id → its successors on the local date `on`, over several steps where one has ended as well."""
    steps: dict[int, list[Department]] = defaultdict(list)
    for row in Succession.objects.filter(on__lte=on).select_related("successor").order_by("pk"):
        steps[row.predecessor_id].append(row.successor)
    found: dict[int, list[Department]] = {}
    for pk in departments.values_list("pk", flat=True):
        reached: dict[int, Department] = {}
        todo, seen = list(steps.get(pk, [])), {pk}
        while todo:
            body = todo.pop(0)
            if body.pk in seen:
                continue
            seen.add(body.pk)
            if body.is_active(on):
                reached[body.pk] = body
            else:
                todo += steps.get(body.pk, [])
        found[pk] = list(reached.values())
    return found


def single_successors(on: date) -> dict[int, Department]:
    """Ended departments with exactly one successor: their open work goes there by itself."""
    return {pk: bodies[0] for pk, bodies in successors_of(ended(on), on).items() if len(bodies) == 1}


def open_parts_of(department_ids: list[int]) -> QuerySet[Assignment]:
    return Assignment.objects.filter(department_id__in=department_ids, is_open=True)


def to_receive_of(department_ids: list[int]) -> QuerySet[Directive]:
    """Open directives whose product one of these departments receives."""
    return Directive.objects.filter(
        product_to=ProductTo.DEPARTMENT, product_to_department_id__in=department_ids, is_open=True
    )


def asked_of(department_ids: list[int]) -> QuerySet[Bottleneck]:
    """Open bottlenecks put to one of these departments."""
    return Bottleneck.objects.filter(asked_department_id__in=department_ids, is_open=True)


def directives_to_move(on: date) -> list[int]:
    """Ids, in their order, of directives with something that goes to a single successor; a few statements."""
    heirs = single_successors(on)
    if not heirs:
        return []
    ids = list(heirs)
    found = set(to_receive_of(ids).values_list("pk", flat=True))
    found |= set(asked_of(ids).values_list("part__directive_id", flat=True))
    found |= set(
        Assignment.objects.filter(unit_id__in=ids, is_open=True).values_list("directive_id", flat=True)
    )
    parts = list(open_parts_of(ids))
    theirs = parts_of_departments({part.directive_id for part in parts}, {body.pk for body in heirs.values()})
    for part in parts:
        if not must_stay(part, theirs.get((part.directive_id, heirs[part.department_id].pk))):
            found.add(part.directive_id)
    return sorted(found)


def parts_of_departments(
    directive_ids: set[int], department_ids: set[int]
) -> dict[tuple[int, int], Assignment]:
    """(directive, department) → the part that department has there now: one statement."""
    rows = Assignment.objects.filter(directive_id__in=directive_ids, department_id__in=department_ids)
    standing = rows.exclude(status__in=[Status.DRAFT, Status.TRANSFERRED])
    return {(part.directive_id, part.department_id): part for part in standing}


@dataclass(frozen=True)
class Left:
    """An open part of an ended department that waits for the Office, and the departments it can go to."""

    part: Assignment
    choices: list[Department]
    judged: bool  # its result is being judged: it moves when that is done


@dataclass(frozen=True)
class LeftReceiver:
    """A directive whose receiver has ended."""

    directive: Directive
    receiver: Department
    choices: list[Department]


@dataclass(frozen=True)
class Redistribution:
    """The Office's list "to be given out anew"."""

    parts: list[Left] = field(default_factory=list)
    receivers: list[LeftReceiver] = field(default_factory=list)
    count: int = 0


def redistribution(on: date) -> Redistribution:
    """One page of what waits, by department and deadline: a constant number of statements."""
    heirs = successors_of(ended(on), on)
    rows = open_parts_of(list(heirs))
    parts = list(rows.select_related(*RELATED).order_by("department__sort_key", "sort_due", "pk")[:PAGE])
    choosable = {body.pk for bodies in heirs.values() for body in bodies}
    theirs = parts_of_departments({part.directive_id for part in parts}, choosable)
    left = []
    for part in parts:
        choices = heirs.get(part.department_id, [])
        blocked = any(must_stay(part, theirs.get((part.directive_id, body.pk))) for body in choices)
        left.append(Left(part, choices, judged=blocked and part.status in HANDED_IN))
    receivers = [
        LeftReceiver(directive, directive.product_to_department, heirs[directive.product_to_department.pk])
        for directive in to_receive_of(list(heirs))
        .select_related("product_to_department")
        .order_by("pk")[:PAGE]
        if directive.product_to_department is not None
    ]
    return Redistribution(left, receivers, rows.count())


def waiting_count(on: date) -> int:
    """How many open parts wait on that list: for the Office's pages."""
    return Assignment.objects.filter(department__active_until__lt=on, is_open=True).count()


@dataclass(frozen=True)
class Foreseen:
    """What a decision would move."""

    directives: int
    parts: int
    by_role: dict[Role, int]
    receivers: int
    bottlenecks: int
    people: int
    drafts: int


def foreseen(predecessors: list[int], people: int) -> Foreseen:
    """How much lies at the departments that end: a few statements."""
    parts = open_parts_of(predecessors)
    roles = list(parts.values_list("role", flat=True))
    return Foreseen(
        directives=parts.values("directive_id").distinct().count(),
        parts=len(roles),
        by_role={role: roles.count(role) for role in Role if role in roles},
        receivers=to_receive_of(predecessors).count(),
        bottlenecks=asked_of(predecessors).count(),
        people=people,
        drafts=Assignment.objects.filter(department_id__in=predecessors, status=Status.DRAFT).count(),
    )


@dataclass
class Recorded:
    """One decision as a page shows it: who ends, who follows, when, by which document."""

    on: date
    document: str
    predecessors: list[Department] = field(default_factory=list)
    successors: list[Department] = field(default_factory=list)


def recorded_successions() -> list[Recorded]:
    """Decisions on record, newest first: rows of one day and document are one decision; one statement."""
    found: dict[tuple[date, str], Recorded] = {}
    rows = Succession.objects.select_related("predecessor", "successor").order_by("-on", "-pk")
    for row in rows[:PAGE]:
        decision = found.setdefault((row.on, row.note), Recorded(row.on, row.note))
        if row.predecessor not in decision.predecessors:
            decision.predecessors.append(row.predecessor)
        if row.successor not in decision.successors:
            decision.successors.append(row.successor)
    return list(found.values())
