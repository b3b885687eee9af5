"""The answers of a directive each department works on for itself, compiled: what each has handed in, and when."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from departments.actors import Actor
from directives import permissions
from directives.deadlines import Lateness, days_late, lateness
from directives.lifecycle import Role, Status
from directives.models import Assignment, Directive, ProgressReport, StoredFile
from directives.models.work import ReportKind, Verdict
from directives.selectors.each_table import EachGroup, group_of
from directives.selectors.today import TodayInfo


@dataclass(frozen=True)
class Answer:
    """One department's answer; without a `report` nothing lies on the table."""

    part: Assignment
    group: EachGroup
    report: ProgressReport | None
    how: Lateness
    days_late: int
    files: list[StoredFile] = field(default_factory=list)

    @property
    def group_name(self) -> str:
        """The group as programs read it."""
        return self.group.name.lower()

    @property
    def delivered_on(self) -> date | None:
        """The day that counts as delivery, once there is one."""
        return self.part.delivered_on or self.part.submitted_on


@dataclass(frozen=True)
class Answers:
    """What one person sees of it: their rows, and how all departments stand together."""

    directive: Directive
    rows: list[Answer]
    totals: dict[EachGroup, int]

    @property
    def total(self) -> int:
        """Departments that still count: those taken out do not."""
        return sum(n for group, n in self.totals.items() if group is not EachGroup.OUT)

    @property
    def hidden(self) -> int:
        """Departments whose answer this person does not see."""
        return max(0, self.total - len(self.rows))


def answers(actor: Actor, directive: Directive, info: TodayInfo) -> Answers:
    """The table of `directive`, which the caller has fetched: a constant number of statements.

    Departments taken out are not asked for an answer any more and stand in the totals alone.
    """
    all_parts = Assignment.objects.filter(directive=directive, role=Role.EACH).exclude(status=Status.DRAFT)
    totals = Counter(group_of(part) for part in all_parts.only("status", "is_open", "closed_missing"))
    seen = permissions.visible_parts(actor).filter(directive=directive, role=Role.EACH)
    parts = [part for part in seen.select_related("department") if group_of(part) is not EachGroup.OUT]
    parts.sort(key=lambda part: (part.department.sort_key, part.pk))
    results = _results(parts)
    rows = [_answer(part, directive, results, info) for part in parts]
    return Answers(directive, rows, {group: totals[group] for group in EachGroup if totals[group]})


def _results(parts: list[Assignment]) -> dict[int, ProgressReport]:
    """Part id → the result that was accepted or lies on the table.

    What a part handed in before it was reopened is no answer.
    """
    delivered = [part for part in parts if group_of(part) in (EachGroup.WAITING, EachGroup.DONE)]
    rows = ProgressReport.objects.filter(
        part__in=delivered, kind=ReportKind.RESULT, verdict__in=[Verdict.NONE, Verdict.ACCEPTED]
    )
    ordered = rows.prefetch_related("evidence__file").order_by("at", "pk")
    return {row.part_id: row for row in ordered}


def _answer(
    part: Assignment, directive: Directive, results: dict[int, ProgressReport], info: TodayInfo
) -> Answer:
    part.directive, report = directive, results.get(part.pk)
    files = [proof.file for proof in report.evidence.all() if proof.file] if report is not None else []
    late = days_late(part, info.day, info.calendar) if part.is_open or part.delivered_on else 0
    return Answer(part, group_of(part), report, lateness(part, info.today), late, files)
