"""How a directive follows its parts: it mirrors the lead, or sums up those who each work for themselves."""

from collections.abc import Collection
from datetime import datetime

from directives.lifecycle import CLOSED, OPEN, Mode, Role, Status
from directives.models import Assignment, Directive
from directives.services.closing import release_coordinators


def follow(directive: Directive, moved: Assignment | None, *, now: datetime) -> set[str]:
    """Set the directive's status after `moved` (or several parts) changed; returns the columns to save.

    Informed parts never decide. When a one-lead directive closes, its coordinating parts are released with it.
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
        release_coordinators(directive.pk, now=now)
    return {"status", "status_since", "is_open"}


def _of_lead(directive: Directive, moved: Assignment | None) -> Status | None:
    if moved is not None and moved.role == Role.LEAD and moved.status != Status.TRANSFERRED:
        return Status(moved.status)
    lead = (
        Assignment.objects.filter(directive=directive, role=Role.LEAD)
        .exclude(status=Status.TRANSFERRED)
        .first()
    )
    return Status(lead.status) if lead else None


def _of_all(directive: Directive, role: Role) -> Status:
    statuses = set(Assignment.objects.filter(directive=directive, role=role).values_list("status", flat=True))
    return summed_up({Status(status) for status in statuses})


def summed_up(statuses: Collection[Status]) -> Status:
    """The status of a directive whose parts, each for itself, have these statuses. Transferred ones have successors.

    Replaced by a later one, whatever was delivered before; else closed by what was delivered if anything was;
    paused when everything open is.
    """
    left = set(statuses) - {Status.TRANSFERRED}
    still_open = left - CLOSED
    if not still_open:
        for status in (Status.SUPERSEDED, Status.COMPLETED, Status.RECALLED):
            if status in left:
                return status
        return Status.COMPLETED
    if still_open == {Status.PAUSED}:
        return Status.PAUSED
    return Status.ASSIGNED if left == {Status.ASSIGNED} else Status.IN_PROGRESS
