"""What waits for one person: every open part on their desk, why it waits and until when.

`waiting` finds the rows; why each waits is one CASE over the few rows found.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from departments.actors import Actor
from departments.models.department import DepartmentKind
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment
from directives.selectors import bottlenecks, periods_waiting
from directives.selectors.requests_waiting import owing_explanation, to_decide
from directives.selectors.today import TodayInfo
from directives.selectors.waiting import (
    MANY,
    WORKING,
    handed_out_by,
    held_by,
    lying_elsewhere,
    prepared,
    to_confirm,
    waiting_for,
)

PAGE = 50

RELATED = (
    "directive__conclusion",
    "directive__product_to_department",
    "department",
    "officer",
    "division",
    "unit",
    "monitor",
    "directed_by",
)


class Group(IntEnum):
    """Why a part waits, in the order of the page; with room between for more reasons."""

    EXPLAIN = 5
    OVERDUE = 10
    RETURNED = 20
    ANSWER = 25
    TODAY = 30
    WEEK = 40
    ACCEPT = 50
    RELEASE = 60
    VERIFY = 70
    APPROVE = 80
    EXTEND = 85
    UNBLOCK = 87
    CORRECT = 88
    REFUSED = 90
    LATER = 100
    TO_DATE = 110
    NO_DATE = 120
    INFORMED = 130


class Filter(IntEnum):
    """What the chips choose; 0 is everything."""

    ALL = 0
    OWN = 1
    RELEASE = 2
    VERIFY = 3
    APPROVE = 4
    REFUSED = 5
    TO_DATE = 6
    INFORMED = 7
    EXTEND = 8
    UNBLOCK = 9
    CORRECT = 10


_DATED = (
    Group.EXPLAIN,
    Group.OVERDUE,
    Group.RETURNED,
    Group.ANSWER,
    Group.TODAY,
    Group.WEEK,
    Group.ACCEPT,
    Group.LATER,
    Group.NO_DATE,
)
GROUPS_OF: dict[Filter, tuple[Group, ...]] = {
    Filter.ALL: tuple(Group),
    Filter.OWN: _DATED,
    Filter.RELEASE: (Group.RELEASE,),
    Filter.VERIFY: (Group.VERIFY,),
    Filter.APPROVE: (Group.APPROVE,),
    Filter.EXTEND: (Group.EXTEND,),
    Filter.UNBLOCK: (Group.UNBLOCK,),
    Filter.CORRECT: (Group.CORRECT,),
    Filter.REFUSED: (Group.REFUSED,),
    Filter.TO_DATE: (Group.TO_DATE,),
    Filter.INFORMED: (Group.INFORMED,),
}


@dataclass(frozen=True)
class Place:
    """Where a page ended: the next one starts after it."""

    group: int
    sort_due: date
    pk: int


@dataclass
class WorkList:
    """One page of a person's work. `counts` covers all of it, `rows` this page only."""

    rows: list[Assignment]
    counts: dict[Group, int]
    elsewhere: int
    after: Place | None = None
    before_first: bool = False
    filter_counts: dict[Filter, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def _grouped(actor: Actor, info: TodayInfo) -> QuerySet[Any]:
    """Waiting parts with `group` (why they wait) and `waits_for_release`."""
    week_end = info.day + timedelta(days=6 - info.day.weekday())
    at_hand = reduce(or_, [*held_by(actor), *handed_out_by(actor)], Q(pk__in=[]))
    to_date = Q(due_on=None, directive__deadline_kind__in=[DeadlineKind.TO_BE_SET, DeadlineKind.DATED])
    chased = Q(monitor_id=actor.user_id, department__kind=DepartmentKind.OUTSIDE) & ~to_date
    mine = at_hand | chased
    own = Q(status__in=WORKING) & mine
    conditions: list[tuple[Any, Group]] = [
        (Q(waits_for_release=True, department_id__in=actor.releasing_department_ids), Group.RELEASE),
        (_decided_by(actor, info), Group.EXTEND),
        (owing_explanation() & mine, Group.EXPLAIN),
        (Q(pk__in=bottlenecks.waiting_for(actor).values("part_id")), Group.UNBLOCK),
        (to_confirm(actor), Group.CORRECT),
        (Q(status=Status.AWAITING_VERIFICATION), Group.VERIFY),
        (Q(status=Status.AWAITING_APPROVAL), Group.APPROVE),
        (periods_waiting.parts_of(periods_waiting.to_approve(actor)), Group.APPROVE),
        (periods_waiting.parts_of(periods_waiting.to_verify(actor, monitored=True)), Group.VERIFY),
        (Q(status=Status.REFUSED), Group.REFUSED),
        (Q(role=Role.INFORMED), Group.INFORMED),
        (~own, Group.TO_DATE),
        (Q(role=Role.COORDINATING), Group.ANSWER),
        (Q(due_on__lt=info.day), Group.OVERDUE),
        (Q(status=Status.IN_PROGRESS, redo_count__gt=0), Group.RETURNED),
        (Q(due_on=info.day), Group.TODAY),
        (Q(due_on__lte=week_end), Group.WEEK),
        (Q(status=Status.ASSIGNED), Group.ACCEPT),
        (Q(due_on=None), Group.NO_DATE),
    ]
    whens = [When(condition, then=Value(int(group))) for condition, group in conditions]
    case = Case(*whens, default=Value(int(Group.LATER)), output_field=IntegerField())
    return waiting_for(actor).annotate(waits_for_release=prepared()).annotate(group=case)


def _decided_by(actor: Actor, info: TodayInfo) -> Q:
    decides = actor.is_leader or actor.is_office
    return to_decide(actor, info.rules, monitored=True) if decides else Q(pk__in=[])


def _after(place: Place) -> Q:
    """Rows behind `place` in the order (group, sort_due, id)."""
    same_day = Q(sort_due=place.sort_due, pk__gt=place.pk)
    return Q(group__gt=place.group) | Q(group=place.group) & (Q(sort_due__gt=place.sort_due) | same_day)


def work_list(
    actor: Actor, info: TodayInfo, *, chosen: Filter = Filter.ALL, after: Place | None = None
) -> WorkList:
    """One page of what waits for `actor`: three statements, whatever the number of rows."""
    grouped = _grouped(actor, info)
    tally = dict(grouped.order_by().values_list("group").annotate(n=Count("pk")).values_list("group", "n"))
    counts = {group: tally[group] for group in Group if tally.get(group)}
    rows_of = grouped.filter(group__in=[int(group) for group in GROUPS_OF[chosen]])
    if after is not None:
        rows_of = rows_of.filter(_after(after))
    rows = list(rows_of.select_related(*RELATED).order_by("group", "sort_due", "pk")[: PAGE + 1])
    bottlenecks.load_open(rows, actor)
    return WorkList(
        rows=rows[:PAGE],
        counts=counts,
        elsewhere=count_elsewhere(actor),
        after=_place(rows[PAGE - 1]) if len(rows) > PAGE else None,
        before_first=after is not None,
        filter_counts={
            choice: sum(counts.get(group, 0) for group in groups) for choice, groups in GROUPS_OF.items()
        },
    )


def _place(row: Assignment) -> Place:
    return Place(getattr(row, "group", 0), row.sort_due, row.pk)


def count_elsewhere(actor: Actor) -> int:
    """How many lie on other desks, counted up to just above `MANY`."""
    return lying_elsewhere(actor).order_by()[: MANY + 1].count()


def elsewhere(actor: Actor, *, after: Place | None = None) -> tuple[list[Assignment], Place | None]:
    """One page of the parts at other desks, nearest date first, and where the next page starts."""
    rows_of: QuerySet[Any] = lying_elsewhere(actor).annotate(waits_for_release=prepared())
    if after is not None:
        behind = Q(sort_due__gt=after.sort_due) | Q(sort_due=after.sort_due, pk__gt=after.pk)
        rows_of = rows_of.filter(behind)
    rows = list(rows_of.select_related(*RELATED).order_by("sort_due", "pk")[: PAGE + 1])
    bottlenecks.load_open(rows, actor)
    return rows[:PAGE], _place(rows[PAGE - 1]) if len(rows) > PAGE else None
