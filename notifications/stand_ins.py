"""On days of an absence what the absent person would be told goes to whoever stands in; without one it stays theirs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When

from departments.models import Membership, Substitute
from departments.models.user import LEADER_POSTS, OFFICE_POSTS
from directives.models import Assignment, Bottleneck

DEPARTMENT = {Assignment: "department_id", Bottleneck: "part__department_id"}


@dataclass(frozen=True)
class StandIn:
    """`substitute` is told instead of `absent` (persons) about work of `department`, or about all but that of `others`.

    A post in a department stands for the work of that department; a leader's or the Office's for all that is not
    work of another department the person is in and present.
    """

    absent: int
    substitute: int
    department: int | None
    others: frozenset[int] = frozenset()

    def concerns(self, user_id: int, department_id: int) -> bool:
        if user_id != self.absent:
            return False
        return (
            department_id not in self.others if self.department is None else department_id == self.department
        )


def stand_ins(on: date) -> list[StandIn]:
    """Who stands in for whom on the local date `on`: two SQL statements, one where nobody is away."""
    absences = Substitute.objects.in_force(on).order_by("pk")
    rows = list(
        absences.values_list(
            "absent_id", "absent__user_id", "substitute__user_id", "absent__post", "absent__department_id"
        )
    )
    if not rows:
        return []
    away = {row[0] for row in rows}
    present = Membership.objects.active(on).filter(user_id__in={row[1] for row in rows}).exclude(pk__in=away)
    held = list(present.values_list("user_id", "department_id"))
    found = []
    for _post_id, absent, substitute, post, department in rows:
        anywhere = post in LEADER_POSTS or post in OFFICE_POSTS
        others = frozenset(where for user_id, where in held if user_id == absent)
        alone = not others
        found.append(
            StandIn(
                absent,
                substitute,
                None if anywhere or alone else department,
                others if anywhere else frozenset(),
            )
        )
    return found


def redirected(rows: QuerySet[Any], found: Iterable[StandIn]) -> QuerySet[Any]:
    """`rows`, whose annotation `recipient` is a person, with whoever stands in for them."""
    column = DEPARTMENT.get(rows.model)
    cases = []
    for one in found:
        wanted = Q(recipient=one.absent)
        if column is not None and one.department is not None:
            wanted &= Q(**{column: one.department})
        elif column is not None and one.others:
            wanted &= ~Q(**{f"{column}__in": sorted(one.others)})
        cases.append(When(wanted, then=Value(one.substitute)))
    if not cases:
        return rows
    instead: QuerySet[Any] = rows.annotate(
        recipient=Case(*cases, default=F("recipient"), output_field=BigIntegerField())
    )
    return instead


_known: ContextVar[tuple[date, list[StandIn]] | None] = ContextVar("stand-ins", default=None)


@contextmanager
def looked_up_once(on: date) -> Iterator[None]:
    """Audiences asked for in here, of that day, share one look at who is away."""
    token = _known.set((on, stand_ins(on)))
    try:
        yield
    finally:
        _known.reset(token)


def with_stand_ins(whom: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """An audience of `notifications.audience` with substitutes in the place of the absent."""

    @wraps(whom)
    def told(rows: Any, *arguments: Any) -> list[Any]:
        on = next(argument for argument in arguments if isinstance(argument, date))
        known = _known.get()
        found = known[1] if known is not None and known[0] == on else stand_ins(on)
        return [redirected(part, found) for part in whom(rows, *arguments)]

    return told


def in_place_of(user_id: int, department_id: int, found: Iterable[StandIn]) -> int:
    """The person to tell instead of `user_id` about work of the department; themselves when they are there."""
    return next((one.substitute for one in found if one.concerns(user_id, department_id)), user_id)
