"""The sentence that says a deadline falls into the absence of whoever carries the task out."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from departments.absences import Away
from directives.lifecycle import Status
from directives.models import Assignment

WORKING = (Status.ASSIGNED, Status.IN_PROGRESS, Status.PAUSED)


def away_when_due(parts: Sequence[Assignment], *, since: date) -> dict[int, str]:
    """Part id → the warning, for parts still to be carried out. `officer` has to be loaded.

    One SQL statement, none where no part is with a person and has a date.
    """
    held = [part for part in parts if part.officer_id and part.due_on and part.status in WORKING]
    if not held:
        return {}
    away = Away([part.department_id for part in held], since=since)
    found = {}
    for part in held:
        if part.officer_id is None or part.due_on is None:
            continue
        until = away.until(part.officer_id, part.department_id, part.due_on)
        if until is not None:
            found[part.pk] = _("%(name)s is away until %(day)s, past the deadline of this task.") % {
                "name": part.officer,
                "day": f"{until:%d/%m/%Y}",
            }
    return found
