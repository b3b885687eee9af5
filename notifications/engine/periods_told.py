"""Reporting periods in mails: which lines they give rise to, and what a line says about them."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from departments.working_days import WorkingCalendar
from directives.lifecycle import DeadlineKind, Status
from directives.models import Assignment, JournalEntry, ReportingPeriod
from directives.period_words import period_words
from directives.rules import Rules
from notifications import audience

RECURRING = (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS)
# Lines of a list → the status of the period they are about.
HANDED_IN = {
    "period_to_verify": Status.AWAITING_VERIFICATION,
    "period_to_approve": Status.AWAITING_APPROVAL,
}


class Day(Protocol):
    """The day a list is for."""

    @property
    def on(self) -> date: ...
    @property
    def calendar(self) -> WorkingCalendar: ...
    @property
    def rules(self) -> Rules: ...


Finish = Callable[[QuerySet[Any], bool], Any]


def queries(parts: QuerySet[Assignment], day: Day, finish: Finish) -> Iterator[Any]:
    """Reports to judge, every day; quarterly reviews, which are called up and never overdue.

    A review is told in the last working days of its quarter (a rule), and again once a working week until it is
    there.
    """
    on, rules = day.on, day.rules
    running = audience.running(parts)
    for rule, whom in (("period_to_approve", audience.approvers), ("period_to_verify", audience.receivers)):
        found = running.filter(_with_period(status=HANDED_IN[rule])).annotate(rule=Value(rule))
        for rows in whom(found, on):
            yield finish(rows, True)
    soon = day.calendar.add(on, rules.review_before_days)
    owed = _with_period(
        status=Status.IN_PROGRESS, review=True, is_open=True, due_on__lte=soon, from_on__lte=on
    )
    again = day.calendar.add(on, 1 - max(1, rules.overdue_daily_days))
    reviews = running.filter(owed).annotate(rule=Value("review_due"), since=Value(again.isoformat()))
    for rows in audience.workers(reviews, on):
        yield finish(rows, False)


def _with_period(**which: Any) -> Exists:
    return Exists(ReportingPeriod.objects.filter(part=OuterRef("pk"), **which))


def attach_periods(parts: Collection[Assignment]) -> None:
    """Put `told_periods` on the recurring parts: those open now, the first due first. At most one statement."""
    found: dict[int, list[ReportingPeriod]] = {
        part.pk: [] for part in parts if part.directive.deadline_kind in RECURRING
    }
    if not found:
        return
    rows = ReportingPeriod.objects.filter(part_id__in=found, is_open=True).order_by("due_on", "pk")
    for row in rows:
        found[row.part_id].append(row)
    for part in parts:
        if part.pk in found:
            part.told_periods = found[part.pk]  # type: ignore[attr-defined]  # read by this module alone


def is_reported_by_period(part: Assignment) -> bool:
    """Whether what the department owes is the report of a period."""
    return part.directive.deadline_kind in RECURRING


def period_notes(rule: str, part: Assignment, entry: JournalEntry | None) -> list[str]:
    """Which period a line is about: by its journal entry, or in a list the first that waits so."""
    if entry is not None:
        days = entry.data.get("period")
        return [period_words(*(date.fromisoformat(day) for day in days))] if days else []
    periods: list[ReportingPeriod] = getattr(part, "told_periods", [])
    wanted = HANDED_IN.get(rule, Status.IN_PROGRESS)
    waiting = [row for row in periods if row.status == wanted]
    if not waiting:
        return []
    name = period_words(waiting[0].from_on, waiting[0].until_on)
    if rule == "review_due":
        return [_("Quarterly review, %(period)s") % {"period": name}]
    return [_("Reporting period: %(period)s") % {"period": name}]
