"""The leader's figures: everything counted in three SQL statements, each number with the filter that lists it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, IntegerField, Min, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from departments.models import Department, User
from directives.selectors import lateness as lateness_sql
from reports.decisions import DECISION_LABELS, KINDS, UNDATED, Decision
from reports.desks import PLACE_LABELS, Age, Place, on_desk
from reports.filters import NOBODY, Around, Dated, Filter, View
from reports.scopes import Scope
from reports.selectors.parts import found, visible
from reports.stuck import Stuck, in_the_way

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
    stuck: Number
    rate: Rate


@dataclass(frozen=True)
class Overview:
    """All numbers of the page. `oldest_*` say what stands longest: a deadline, a day of issue, a moment."""

    since: date
    views: dict[View, Number]
    stuck: Number
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
    """Four SQL statements: open parts, decisions, parts completed this month, names."""
    base, since = scope.base, around.info.day.replace(day=1)
    by_officer = scope.key == "department"
    group = "officer_id" if by_officer else "department_id"
    tally = Tally(list(_open_rows(base, around, group)))
    decisions = found(base.but(decision=Decision.ANY), around).aggregate(**_decision_counts(around))
    finished = completed(base, since)
    rates = list(found(finished, around).values(group).annotate(**_rate_counts(around.info.day)).order_by())
    return Overview(
        since=since,
        views={view: Number(tally.count(view), base.but(view=view)) for view in COUNTED_VIEWS},
        stuck=Number(tally.stuck(), base.but(stuck=Stuck.YES)),
        decisions={kind: Number(decisions[kind.value], base.but(decision=kind)) for kind in Decision},
        oldest_deadline=tally.least("oldest_due", View.OVERDUE),
        oldest_undated=tally.least("oldest_assigned", View.UNDATED),
        oldest_decision=decisions["oldest"],
        desks=[_desk_row(place, base, tally) for place in DESKS],
        desk_sums=[Number(tally.count(age=age), base.but(desk=Place.ANY, age=age)) for age in Age],
        desk_sum=Number(tally.count(), base.but(desk=Place.ANY)),
        rate=_rate(rates, finished),
        bodies=_bodies(tally, rates, base, since, group),
        by_officer=by_officer,
    )


def _open_rows(base: Filter, around: Around, group: str) -> Iterable[dict[str, Any]]:
    """Open parts counted by body, desk, age and time: each part is sorted once, whatever the figures ask.

    Desks, ages and views of time share nothing, so one CASE each says where a part belongs; the conditions
    are those of the filters.
    """
    desks = [When(on_desk(place), then=Value(place.value)) for place in DESKS]
    ages = [When(around.bands.condition(age), then=Value(age.value)) for age in Age]
    times = [
        When(Filter(view=view).condition(around), then=Value(view.value))
        for view in (View.OVERDUE, View.DUE_SOON)
    ]
    text = CharField()
    parts = visible(around, only_open=True).filter(base.but(view=View.OPEN).condition(around))
    sorted_parts = parts.annotate(
        at_desk=Case(*desks, default=Value(""), output_field=text),
        at_age=Case(*ages, default=Value(""), output_field=text),
        in_time=Case(*times, default=Value(""), output_field=text),
        blocked=Case(
            When(in_the_way(base.but(stuck=Stuck.YES), around.info.day), then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        ),
        no_date=Case(When(UNDATED, then=Value(1)), default=Value(0), output_field=IntegerField()),
    ).values(group, "at_desk", "at_age", "in_time", "no_date", "blocked")
    counted: Iterable[dict[str, Any]] = sorted_parts.annotate(
        n=Count("pk"), oldest_due=Min("due_on"), oldest_assigned=Min("assigned_on"), body=F(group)
    ).order_by()
    return counted


class Tally:
    """Sums over the counted rows; what is asked is a view, a desk, an age, a body, or any of them together."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def of_body(self, body: int | None) -> "Tally":
        return Tally([row for row in self.rows if row["body"] == body])

    def bodies(self) -> set[int | None]:
        return {row["body"] for row in self.rows}

    def count(self, view: View = View.OPEN, desk: Place | None = None, age: Age | None = None) -> int:
        return sum(
            row["n"]
            for row in self.rows
            if _in_view(row, view)
            and (desk is None or row["at_desk"] == desk)
            and (age is None or row["at_age"] == age)
        )

    def stuck(self) -> int:
        """How many of them something stands in the way of."""
        return sum(row["n"] for row in self.rows if row["blocked"])

    def least(self, column: str, view: View) -> Any:
        return min(
            (row[column] for row in self.rows if _in_view(row, view) and row[column] is not None),
            default=None,
        )


def _in_view(row: dict[str, Any], view: View) -> bool:
    if view is View.OPEN:
        return True
    return bool(row["no_date"]) if view is View.UNDATED else row["in_time"] == view.value


def completed(base: Filter, since: date) -> Filter:
    """Parts with a deadline completed since a day: what an on-time rate is a share of."""
    return base.but(view=View.COMPLETED, dated=Dated.YES, completed_from=since)


def _decision_counts(around: Around) -> dict[str, Any]:
    counts: dict[str, Any] = {
        kind.value: _count(Filter(decision=kind).condition(around))
        for kind in Decision
        if kind is not Decision.ANY
    }
    return counts | {Decision.ANY.value: Count("pk"), "oldest": Min("status_since")}


def _rate_counts(day: date) -> dict[str, Any]:
    return {
        "judged": _count(lateness_sql.judged()),
        "on_time": _count(lateness_sql.on_time(day)),
        "on_time_original": _count(lateness_sql.on_time(day, due="original_due_on")),
    }


def _count(wanted: Q) -> Count:
    return Count("pk", filter=wanted)


def _desk_row(place: Place, base: Filter, tally: Tally) -> DeskRow:
    ages = [Number(tally.count(desk=place, age=age), base.but(desk=place, age=age)) for age in Age]
    return DeskRow(place, PLACE_LABELS[place], ages, Number(sum(n.value for n in ages), base.but(desk=place)))


def _rate(rows: list[dict[str, Any]], listed: Filter) -> Rate:
    judged, on_time, original = (
        sum(row[column] for row in rows) for column in ("judged", "on_time", "on_time_original")
    )
    return Rate(Number(judged, listed), on_time, original)


def _bodies(
    tally: Tally, rates: list[dict[str, Any]], base: Filter, since: date, group: str
) -> list[BodyRow]:
    """One row per department (or officer) that has something open or completed, most overdue first."""
    by_officer = group == "officer_id"
    ids = tally.bodies() | {row[group] for row in rates}
    names = _names(ids, by_officer=by_officer)
    rows = []
    for pk in ids:
        own = base.but(officer=pk or NOBODY) if by_officer else base.but(department=(pk,))
        mine = tally.of_body(pk)
        rate = _rate([row for row in rates if row[group] == pk], completed(own, since))
        stuck = Number(mine.stuck(), own.but(stuck=Stuck.YES))
        numbers = {view: Number(mine.count(view), own.but(view=view)) for view in (View.OPEN, View.OVERDUE)}
        if numbers[View.OPEN].value or rate.judged.value:
            name, key = names.get(pk, (_("Handed to nobody"), ""))
            rows.append((key, BodyRow(name, own, numbers[View.OPEN], numbers[View.OVERDUE], stuck, rate)))
    rows.sort(key=lambda row: (-row[1].overdue.value, -row[1].open.value, row[0]))
    return [row for _key, row in rows]


def _names(ids: Iterable[int | None], *, by_officer: bool) -> dict[int | None, tuple[str, str]]:
    """Name and sort key by id: one statement."""
    wanted = [pk for pk in ids if pk is not None]
    if by_officer:
        return {row.pk: (str(row), row.sort_key) for row in User.objects.filter(pk__in=wanted)}
    return {row.pk: (row.name, row.sort_key) for row in Department.objects.filter(pk__in=wanted)}
