"""Reports of periods that wait to be judged, as queries: the twin of `permissions.may` for these verbs.

What is handed in is few beside what is to be reported, and has an index of its own: it is looked up first.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from departments.actors import Actor
from departments.models.department import DepartmentKind
from directives.lifecycle import DeadlineKind, Status
from directives.models import Assignment, ReportingPeriod
from directives.models.choices import ProductTo

RECURRING = (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS)
WORKING = (Status.ASSIGNED, Status.IN_PROGRESS)
NOBODY = Q(pk__in=[])

_BY_LEADER = Q(part__directive__product_to=ProductTo.LEADER, part__directive__directed_by__isnull=False)
_BY_DEPARTMENT = Q(part__directive__product_to=ProductTo.DEPARTMENT)
_BY_OFFICE = ~_BY_LEADER & ~_BY_DEPARTMENT
_OFFICES_OWN = Q(part__department__kind=DepartmentKind.OFFICE)
_OUTSIDE = Q(part__department__kind=DepartmentKind.OUTSIDE)  # the monitor has recorded these


def to_verify(actor: Actor, *, monitored: bool = False) -> QuerySet[ReportingPeriod]:
    """Reports `actor` confirms; `monitored` leaves the Office those of the parts it follows itself."""
    mine = NOBODY
    if actor.managing_department_ids:
        receivers = actor.managing_department_ids
        mine |= _BY_DEPARTMENT & Q(part__directive__product_to_department_id__in=receivers)
    if actor.leader_ids:
        mine |= _BY_LEADER & Q(part__directive__directed_by_id__in=actor.leader_ids)
    if actor.is_office:
        followed = Q(part__monitor_id__in=actor.monitor_ids) if monitored else Q()
        mine |= _BY_OFFICE & ~_OFFICES_OWN & ~_OUTSIDE & followed
        mine |= _BY_OFFICE & _OUTSIDE if actor.is_chief_of_office or not monitored else NOBODY
    if actor.is_chief_of_office:
        mine |= _BY_OFFICE & _OFFICES_OWN
    return _handed_in(actor, mine, Status.AWAITING_VERIFICATION)


def to_approve(actor: Actor) -> QuerySet[ReportingPeriod]:
    """Reports `actor` approves: the directing leader, or the Chair in their place."""
    mine = NOBODY
    if actor.leader_ids:
        mine |= Q(part__directive__directed_by_id__in=actor.leader_ids, part__chair_decides=False)
    if actor.is_chair:
        mine |= Q(part__directive__directed_by=None) | Q(part__chair_decides=True)
    return _handed_in(actor, mine, Status.AWAITING_APPROVAL)


def _handed_in(actor: Actor, mine: Q, status: Status) -> QuerySet[ReportingPeriod]:
    """Nobody judges what they, or whom they stand for, prepared or released."""
    people = actor.person_ids
    own = Q(report__prepared_by_id__in=people) | Q(report__released_by_id__in=people)
    own |= Q(report__prepared_for_id__in=people, report__prepared_for__isnull=False)
    own |= Q(report__released_for_id__in=people, report__released_for__isnull=False)
    rows = ReportingPeriod.objects.filter(mine, status=status, part__status__in=sorted(WORKING))
    return rows.exclude(own)


def parts_of(rows: QuerySet[ReportingPeriod]) -> Q:
    """The condition of the parts these periods belong to."""
    return Q(pk__in=rows.values("part_id"))


def load_periods(parts: Sequence[Assignment], actor: Actor, *, today: date) -> None:
    """Put on each recurring part the period a row is about, as `part.period`: the one the viewer judges, else the
    earliest still to be reported that has begun. At most three statements for a page of parts."""
    ids = [part.pk for part in parts if part.directive.deadline_kind in RECURRING]
    if not ids:
        return
    owed = ReportingPeriod.objects.filter(
        part_id__in=ids, is_open=True, status=Status.IN_PROGRESS, from_on__lte=today
    )
    found: dict[int, ReportingPeriod] = {}
    for rows in (owed, to_approve(actor).filter(part_id__in=ids), to_verify(actor).filter(part_id__in=ids)):
        found |= {row.part_id: row for row in rows.order_by("-from_on")}
    for part in parts:
        if part.pk in found:
            part.period = found[part.pk]  # type: ignore[attr-defined]  # as annotations of lists
