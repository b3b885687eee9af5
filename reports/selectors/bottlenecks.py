"""The list of open bottlenecks: the oldest first, of the parts a filter means."""

from dataclasses import dataclass

from django.db.models import QuerySet

from directives.models import Bottleneck
from directives.selectors import bottlenecks
from reports.filters import Around, Filter, View
from reports.selectors.parts import found
from reports.stuck import Stuck, meant

PAGE = 50
OLDEST = 5  # shown on the leader page


@dataclass(frozen=True)
class Row:
    """One bottleneck with its working days so far."""

    bottleneck: Bottleneck
    days: int
    late: bool


@dataclass(frozen=True)
class Obstacles:
    """One page; `place` counts from 0, `following` is the place of the next one or None."""

    rows: list[Row]
    total: int
    place: int
    following: int | None


def of(chosen: Filter, around: Around) -> QuerySet[Bottleneck]:
    """Open bottlenecks the person follows, of the parts meant by the rest of the filter."""
    seen = bottlenecks.visible(around.actor).filter(meant(chosen, around.info.day))
    rest = chosen.without("stuck", "obstacle", "asked", "asked_leader").but(view=View.ALL)
    return seen.filter(part__in=found(rest, around).values("pk")) if rest.active() else seen


def page(chosen: Filter, around: Around, place: int = 0, size: int = PAGE) -> Obstacles:
    """Rows from `place` on, the oldest first: two SQL statements."""
    rows = of(chosen, around)
    ordered = rows.order_by("raised_on", "pk").select_related(
        *bottlenecks.ASKED, "part__directive__conclusion", "part__department", "raised_by"
    )
    shown = list(ordered[place : place + size + 1])
    info = around.info
    return Obstacles(
        rows=[
            Row(row, bottlenecks.days_of(row, info), bottlenecks.is_late(row, info.day))
            for row in shown[:size]
        ],
        total=rows.count(),
        place=place,
        following=place + size if len(shown) > size else None,
    )


def oldest(base: Filter, around: Around) -> Obstacles:
    """The oldest of a scope for the leader page, with how many there are."""
    return page(base.but(stuck=Stuck.YES), around, size=OLDEST)
