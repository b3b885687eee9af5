"""Bottlenecks as lists and pages need them: which one may see, whom each waits for, for how long.

What is read for many parts is read together: `open_ones` is one statement more for a page of parts.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from departments.actors import Actor
from departments.models.department import DepartmentKind
from directives import permissions
from directives.blocked import blocked_days
from directives.models import Assignment, Bottleneck, BottleneckState, BottleneckTurn
from directives.selectors.today import TodayInfo

ASKED = ("kind", "asked_department", "asked_leader")
PREFETCHED = "loaded_bottlenecks"


def open_ones() -> "Prefetch[Any, Any, Any]":
    """For `prefetch_related` of parts: their open bottlenecks, oldest first."""
    rows = Bottleneck.objects.filter(is_open=True).select_related(*ASKED).order_by("raised_on", "pk")
    return Prefetch("bottlenecks", rows, to_attr=PREFETCHED)


def all_ones() -> "Prefetch[Any, Any, Any]":
    """The same with those that have ended, where blocked days are summed up."""
    rows = Bottleneck.objects.select_related(*ASKED).order_by("raised_on", "pk")
    return Prefetch("bottlenecks", rows, to_attr=PREFETCHED)


def load_open(parts: Iterable[Assignment], viewer: Actor | None = None) -> None:
    """Put the open bottlenecks on parts already fetched, and those that wait for `viewer`: one statement."""
    rows = list(parts)
    found: dict[int, list[Bottleneck]] = {part.pk: [] for part in rows}
    waiting = Bottleneck.objects.filter(is_open=True, part_id__in=found).select_related(*ASKED)
    for row in waiting.order_by("raised_on", "pk"):
        found[row.part_id].append(row)
    for part in rows:
        setattr(part, PREFETCHED, found[part.pk])
        if viewer is not None:
            mine = [row for row in found[part.pk] if waits_for(viewer, row, part)]
            part.waits_for_viewer = mine  # type: ignore[attr-defined]  # as annotations of lists


def open_of(part: Assignment) -> list[Bottleneck]:
    """The open bottlenecks of a part: those loaded with it, else one statement."""
    return [row for row in _of(part) if row.is_open]


def _of(part: Assignment) -> list[Bottleneck]:
    if not hasattr(part, PREFETCHED):
        load_open([part])
    loaded: list[Bottleneck] = getattr(part, PREFETCHED)
    return loaded


def days_of(row: Bottleneck, info: TodayInfo) -> int:
    """Working days it has been in the way: until it ended, or until today."""
    return blocked_days([(row.raised_on, row.resolved_on)], info.day, info.calendar)


def blocked_days_of(part: Assignment, info: TodayInfo) -> int:
    """Working days in which something stood in the way of the part, by the bottlenecks loaded with it."""
    spans = [(row.raised_on, row.resolved_on) for row in _of(part)]
    return blocked_days(spans, info.day, info.calendar)


def is_late(row: Bottleneck, today: date) -> bool:
    """Whether it is open beyond the day it was needed by."""
    return row.is_open and row.needed_by is not None and row.needed_by < today


def visible(actor: Actor) -> QuerySet[Bottleneck]:
    """Bottlenecks the person follows: leaders and the Office those of all parts they see, departments those they
    raised and those that were put to them."""
    if actor.sees_everything:
        return Bottleneck.objects.all()
    if actor.seen_leader_ids:
        return Bottleneck.objects.filter(part__in=permissions.visible_parts(actor).values("pk"))
    own = actor.department_ids
    put = BottleneckTurn.objects.filter(department_id__in=own)
    return Bottleneck.objects.filter(
        Q(part__department_id__in=own) | Q(part__unit_id__in=own) | Q(pk__in=put.values("bottleneck_id"))
    )


def waiting_for(actor: Actor) -> QuerySet[Bottleneck]:
    """Open bottlenecks somebody expects something of this person for: triage, a reply, a decision.

    The Office's monitor passes on, and chases bodies outside the service; managers answer for their department.
    """
    mine = Q(pk__in=[])
    if actor.managing_department_ids:
        asked = Q(state=BottleneckState.OPEN, asked_department_id__in=actor.managing_department_ids)
        mine |= asked & ~Q(asked_department__kind=DepartmentKind.OUTSIDE)
    if actor.leader_ids:
        mine |= Q(state=BottleneckState.OPEN, asked_leader_id__in=actor.leader_ids)
    if actor.is_office:
        chased = Q(state=BottleneckState.TRIAGE) | Q(asked_department__kind=DepartmentKind.OUTSIDE)
        mine |= chased & Q(part__monitor_id__in=actor.monitor_ids)
    return Bottleneck.objects.filter(mine, is_open=True)


def waits_for(actor: Actor, row: Bottleneck, part: Assignment) -> bool:
    """The same rule as `waiting_for`, for one bottleneck of `part`."""
    if not row.is_open:
        return False
    if row.is_with_office:
        return part.monitor_id in actor.monitor_ids
    if row.asked_department_id is not None:
        return row.asked_department_id in actor.managing_department_ids
    return row.asked_leader_id in actor.leader_ids


def count_waiting(actor: Actor) -> int:
    """How many wait for this person: one statement, for the navigation."""
    if actor.user_id is None or not actor.all_posts:
        return 0
    return waiting_for(actor).order_by().count()
