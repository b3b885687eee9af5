"""Reporting periods in tests."""

from datetime import date
from typing import Any

from directives.models import Assignment, Directive, ReportingPeriod
from directives.services.writing import SERVICES
from tests.cast import MONDAY, at
from tests.directives.services.doing import RESULT, lead

MONTHLY: dict[str, Any] = {"deadline_kind": "periodic", "recurrence": "month", "period_due_day": 5}


def periods(target: Directive | Assignment) -> list[ReportingPeriod]:
    """The periods of a part, or of the lead part, the earliest first."""
    part = target if isinstance(target, Assignment) else lead(target)
    return list(ReportingPeriod.objects.filter(part=part).order_by("from_on"))


def report_first(target: Directive | Assignment, actor: Any, on: date = MONDAY) -> ReportingPeriod:
    """The earliest period still owed is reported."""
    row = next(row for row in periods(target) if row.status == "in_progress")
    SERVICES["submit_period"](subject=row.pk, actor=actor, now=at(on), data=RESULT)
    row.refresh_from_db()
    return row
