"""The leader's figures: everything counted in two SQL statements, each number with the filter that lists it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from departments.models import Department, User
from directives.selectors import lateness as lateness_sql
from reports.decisions import DECISION_LABELS, KINDS, Decision
from reports.desks import PLACE_LABELS, Age, Place, on_desk
from reports.filters import NOBODY, Around, Dated, Filter, View
from reports.scopes import Scope
from reports.selectors.parts import found, visible

DESKS = (Place.DEPARTMENT, Place.OFFICE, Place.RECEIVER, Place.LEADER, Place.OUTSIDE)
COUNTED_VIEWS = (View.OPEN, View.OVERDUE, View.DUE_SOON, View.UNDATED)


@dataclass(frozen=True)
class Number:
    """A count and the filter whose list has exactly that many parts."""

    value: int
    filter: Filter


@dataclass(frozen=True)
class Rate:
    """Completed with a deadline in a period, and how many of them on time by the current and by the first one."""

    judged: Number
    on_time: int
    on_time_original: int

    @property
    def percent(self) -> float | None:
        return 100 * self.on_time / self.judged.value if self.judged.value else None

    @property
    def percent_original(self) -> float | None:
        return 100 * self.on_time_original / self.judged.value if self.judged.value else None


@dataclass(frozen=True)
class DeskRow:
    """How many parts lie on one kind of desk, by age."""

    place: Place
    label: Promise
    ages: list[Number]
    sum: Number


@dataclass(frozen=True)
class BodyRow:
    """One department, or one officer of a department."""

    name: str
    all: Filter
    open: Number
    overdue: Number
    rate: Rate


@dataclass(frozen=True)
class Overview:
    """All numbers of the page. `oldest_*` say what stands longest: a deadline, a day of issue, a moment."""

    since: date
    views: dict[View, Number]
    decisions: dict[Decision, Number]
    oldest_deadline: date | None
    oldest_undated: date | None
    oldest_decision: datetime | None
    desks: list[DeskRow]
    desk_sums: list[Number]
    desk_sum: Number
    rate: Rate
    bodies: list[BodyRow]
    by_officer: bool

    @property
    def decision_kinds(self) -> list[tuple[Promise, Number]]:
        """The kinds of decision that wait, where there is more than one."""
        kinds = [
            (DECISION_LABELS[kind], self.decisions[kind]) for kind in KINDS if self.decisions[kind].value
        ]
        return kinds if len(kinds) > 1 else []


def overview(scope: Scope, around: Around) -> Overview:
    """Three SQL statements: open parts, parts completed this month, names. Both counts are grouped by body."""
    base, since = scope.base, around.info.day.replace(day=1)
    by_officer = scope.key == "department"
    group = "officer_id" if by_officer else "department_id"
    counts = _open_counts(base, around)
    still_open = (
        visible(around, only_open=True)
        .filter(base.but(view=View.ALL).condition(around))
        .values(group)
        .annotate(**counts)
    )
    finished = completed(base, since)
    rates = found(finished, around).values(group).annotate(**_rate_counts(around.info.day))
    open_rows = {row[group]: row for row in still_open.order_by()}
    rate_rows = {row[group]: row for row in rates.order_by()}
    sums = _Sums(open_rows.values())
    return Overview(
        since=since,
        views={view: Number(sums[view.value], base.but(view=view)) for view in COUNTED_VIEWS},
        decisions={
            kind: Number(sums[f"decision_{kind.value}"], base.but(decision=kind)) for kind in Decision
        },
        oldest_deadline=sums.least("oldest_deadline"),
        oldest_undated=sums.least("oldest_undated"),
        oldest_decision=sums.least("oldest_decision"),
        desks=[_desk_row(place, base, sums) for place in DESKS],
        desk_sums=[
            Number(sum(sums[_cell(place, age)] for place in DESKS), base.but(desk=Place.ANY, age=age))
            for age in Age
        ],
        desk_sum=Number(
            sum(sums[_cell(place, age)] for place in DESKS for age in Age), base.but(desk=Place.ANY)
        ),
        rate=_rate(_Sums(rate_rows.values()), finished),
        bodies=_bodies(open_rows, rate_rows, base, since, by_officer=by_officer),
        by_officer=by_officer,
    )


def completed(base: Filter, since: date) -> Filter:
    """Parts with a deadline completed since a day: what an on-time rate is a share of."""
    return base.but(view=View.COMPLETED, dated=Dated.YES, completed_from=since)


def _open_counts(base: Filter, around: Around) -> dict[str, Any]:
    counts: dict[str, Any] = {
        view.value: _count(Filter(view=view).condition(around)) for view in COUNTED_VIEWS
    }
    decisions = {kind: Filter(decision=kind).condition(around) for kind in Decision}
    counts |= {f"decision_{kind.value}": _count(wanted) for kind, wanted in decisions.items()}
    for place in DESKS:
        for age in Age:
            counts[_cell(place, age)] = _count(on_desk(place) & around.bands.condition(age))
    return counts | {
        "oldest_deadline": Min("due_on", filter=Filter(view=View.OVERDUE).condition(around)),
        "oldest_undated": Min("assigned_on", filter=Filter(view=View.UNDATED).condition(around)),
        "oldest_decision": Min("status_since", filter=decisions[Decision.ANY]),
    }


def _rate_counts(day: date) -> dict[str, Any]:
    return {
        "judged": _count(lateness_sql.judged()),
        "on_time": _count(lateness_sql.on_time(day)),
        "on_time_original": _count(lateness_sql.on_time(day, due="original_due_on")),
    }


def _count(wanted: Q) -> Count:
    return Count("pk", filter=wanted)


def _cell(place: Place, age: Age) -> str:
    return f"{place.value}_{age.value}"


class _Sums:
    """Sums of the grouped rows, by column."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.rows = list(rows)

    def __getitem__(self, column: str) -> int:
        return sum(row[column] for row in self.rows)

    def least(self, column: str) -> Any:
        return min((row[column] for row in self.rows if row[column] is not None), default=None)


def _desk_row(place: Place, base: Filter, sums: _Sums) -> DeskRow:
    ages = [Number(sums[_cell(place, age)], base.but(desk=place, age=age)) for age in Age]
    return DeskRow(place, PLACE_LABELS[place], ages, Number(sum(n.value for n in ages), base.but(desk=place)))


def _rate(sums: _Sums, listed: Filter) -> Rate:
    return Rate(Number(sums["judged"], listed), sums["on_time"], sums["on_time_original"])


def _bodies(
    open_rows: dict[int | None, dict[str, Any]],
    rate_rows: dict[int | None, dict[str, Any]],
    base: Filter,
    since: date,
    *,
    by_officer: bool,
) -> list[BodyRow]:
    """One row per department (or officer) that has something open or completed, most overdue first."""
    names = _names({*open_rows, *rate_rows}, by_officer=by_officer)
    rows = []
    for pk in {*open_rows, *rate_rows}:
        own = base.but(officer=pk or NOBODY) if by_officer else base.but(department=(pk,))
        sums = _Sums([open_rows[pk]] if pk in open_rows else [])
        rate = _rate(_Sums([rate_rows[pk]] if pk in rate_rows else []), completed(own, since))
        numbers = {view: Number(sums[view.value], own.but(view=view)) for view in (View.OPEN, View.OVERDUE)}
        if numbers[View.OPEN].value or rate.judged.value:
            name, key = names.get(pk, (_("Handed to nobody"), ""))
            rows.append((key, BodyRow(name, own, numbers[View.OPEN], numbers[View.OVERDUE], rate)))
    rows.sort(key=lambda row: (-row[1].overdue.value, -row[1].open.value, row[0]))
    return [row for _key, row in rows]


def _names(ids: Iterable[int | None], *, by_officer: bool) -> dict[int | None, tuple[str, str]]:
    """Name and sort key by id: one statement."""
    wanted = [pk for pk in ids if pk is not None]
    if by_officer:
        return {row.pk: (str(row), row.sort_key) for row in User.objects.filter(pk__in=wanted)}
    return {row.pk: (row.name, row.sort_key) for row in Department.objects.filter(pk__in=wanted)}
