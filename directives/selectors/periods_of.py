"""The reporting periods a directive's page shows: of one part, and as a matrix of all departments.

In a number of statements that does not depend on how many periods or departments there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from departments.actors import Actor
from directives import permissions
from directives.deadlines import HANDED_IN
from directives.lifecycle import Acts, Role, Status, Verb
from directives.models import Assignment, Directive, PreparedAct, ReportingPeriod
from directives.selectors.verbs import RECURRING, available_on

RECENT = 8  # periods of one part shown at once, the newest first; the rest behind a link
COLUMNS = 6  # periods of the matrix


@dataclass(frozen=True)
class ShownPeriod:
    """One period with the verbs this person may do to it now."""

    row: ReportingPeriod
    verbs: list[Verb]


@dataclass(frozen=True)
class Column:
    """One period of all departments: how many have reported, of how many that had to."""

    from_on: date
    until_on: date
    due_on: date
    review: bool
    reported: int
    asked: int


@dataclass(frozen=True)
class Line:
    """One department of the matrix; a cell is None where it had no such period."""

    part: Assignment
    cells: list[ReportingPeriod | None]


@dataclass(frozen=True)
class PeriodsShown:
    """What the section shows. `hidden` older periods of the part are left out."""

    part: Assignment | None = None
    periods: list[ShownPeriod] = field(default_factory=list)
    hidden: int = 0
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.periods or self.lines)


def periods_of(
    actor: Actor,
    directive: Directive,
    parts: Sequence[Assignment],
    part: Assignment | None,
    *,
    today: date,
    whole: bool = False,
) -> PeriodsShown:
    """Periods of the part the page is about (of the lead's where that one reports nothing) and of all seen."""
    if directive.deadline_kind not in RECURRING:
        return PeriodsShown()
    working = [row for row in parts if row.role in (Role.LEAD, Role.EACH)]
    shown = part if part in working else next((row for row in working if row.is_open), None)
    if directive.mode == "each" and part not in working:
        shown = None
    columns, lines = _matrix(working, today) if len(working) > 1 and directive.mode == "each" else ([], [])
    if shown is None:
        return PeriodsShown(columns=columns, lines=lines)
    rows = ReportingPeriod.objects.filter(part=shown).select_related(
        "report__prepared_by", "report__released_by"
    )
    count = rows.count()
    found = list(rows.order_by("-from_on")[: count if whole else RECENT])
    return PeriodsShown(shown, _with_verbs(actor, shown, found, today), count - len(found), columns, lines)


def _with_verbs(
    actor: Actor, part: Assignment, rows: list[ReportingPeriod], today: date
) -> list[ShownPeriod]:
    free = not PreparedAct.objects.filter(part=part, is_open=True).exists()
    found = []
    for row in rows:
        row.part = part
        verbs = available_on(actor, part, Acts.PERIOD, row) if row.is_open else []
        if not free or row.from_on > today:
            verbs = [verb for verb in verbs if verb.name != "submit_period"]
        found.append(ShownPeriod(row, verbs))
    return found


def _matrix(parts: list[Assignment], today: date) -> tuple[list[Column], list[Line]]:
    """The periods that have begun, newest first, by department."""
    of_parts = ReportingPeriod.objects.filter(part__in=parts, from_on__lte=today)
    starts = list(of_parts.order_by("-from_on").values_list("from_on", flat=True).distinct()[:COLUMNS])
    by_place = {(row.part_id, row.from_on): row for row in of_parts.filter(from_on__in=starts)}
    columns = []
    for start in starts:
        rows = [row for (_part, on), row in by_place.items() if on == start]
        asked = [row for row in rows if row.is_open or row.status == Status.COMPLETED]
        reported = [row for row in asked if row.status in (*HANDED_IN, Status.COMPLETED)]
        first = rows[0]
        columns.append(Column(start, first.until_on, first.due_on, first.review, len(reported), len(asked)))
    lines = [Line(part, [by_place.get((part.pk, start)) for start in starts]) for part in parts]
    return columns, [line for line in lines if any(line.cells)]


def visible_periods(actor: Actor) -> QuerySet[ReportingPeriod]:
    """Periods of the parts `actor` may see."""
    return ReportingPeriod.objects.filter(part__in=permissions.visible_parts(actor).values("pk"))
