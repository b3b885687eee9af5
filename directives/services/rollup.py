"""How a directive follows its parts: it mirrors the lead, or sums up those who each work for themselves."""

from datetime import datetime

from departments.clock import today as local_day
from directives.lifecycle import CLOSED, OPEN, Mode, Role, Status
from directives.models import Assignment, Directive


def follow(directive: Directive, moved: Assignment, *, now: datetime) -> set[str]:
    """Set the directive's status after `moved` has changed; returns the names of the columns to save.

    Informed parts never decide. When a one-lead directive closes, its dormant and open coordinating parts are
    released with it: nobody waits for them any more.
    """
    if directive.mode == Mode.ONE_LEAD:
        status = _of_lead(directive, moved)
    else:
        role = Role.EACH if directive.mode == Mode.EACH else Role.INFORMED
        status = _of_all(directive, role)
    if status is None or status == directive.status:
        return set()
    directive.status, directive.status_since, directive.is_open = status.value, now, status in OPEN
    if status is Status.COMPLETED and directive.mode == Mode.ONE_LEAD:
        Assignment.objects.filter(
            directive=directive, role=Role.COORDINATING, is_open=True, awake=False
        ).update(status=Status.COMPLETED, status_since=now, is_open=False, completed_on=local_day(now))
    return {"status", "status_since", "is_open"}


def _of_lead(directive: Directive, moved: Assignment) -> Status | None:
    if moved.role == Role.LEAD and moved.status != Status.TRANSFERRED:
        return Status(moved.status)
    lead = (
        Assignment.objects.filter(directive=directive, role=Role.LEAD)
        .exclude(status=Status.TRANSFERRED)
        .first()
    )
    return Status(lead.status) if lead else None


def _of_all(directive: Directive, role: Role) -> Status:
    statuses = set(Assignment.objects.filter(directive=directive, role=role).values_list("status", flat=True))
    statuses.discard(Status.TRANSFERRED)
    if not statuses - CLOSED:
        return Status.COMPLETED
    return Status.ASSIGNED if statuses == {Status.ASSIGNED} else Status.IN_PROGRESS
