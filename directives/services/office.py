"""What the Office and leaders decide about an issued part: transfer, set a deadline."""

from django.utils.translation import gettext as _

from departments.selectors import assignable_departments
from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment, Decision, Directive, ExtensionRequest, PreparedAct
from directives.models.assignment import NO_DATE
from directives.models.choices import DeadlineSource
from directives.models.work import Verdict
from directives.services import recurring
from directives.services.parts import required
from directives.services.results import judge
from directives.services.writing import Act, part_service


@part_service("transfer")
def transfer(act: Act, data: needs.Transfer) -> None:
    """Give the part to another department. Lateness so far stays with the old one; the deadline goes along."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    target = (
        assignable_departments(act.today)
        .filter(pk=data.department)
        .exclude(pk=act.part.department_id)
        .first()
    )
    if target is None:
        raise Invalid(
            _("This department does not exist any more, or already has the part."), field="department"
        )
    if act.directive.product_to_department_id == target.pk:
        raise Invalid(_("Who does the work cannot receive and confirm its own product."), field="department")
    others = Assignment.objects.filter(directive=act.directive, department=target).exclude(
        status=Status.TRANSFERRED
    )
    existing = others.first()
    if existing is not None and (existing.role != Role.COORDINATING or existing.awake):
        raise Invalid(_("This department already has a part of this directive."), field="department")
    PreparedAct.objects.filter(part=act.part, is_open=True).update(is_open=False)
    judge(act, Verdict.WITHDRAWN)
    act.set(accept_by=None)
    act.move(Status.TRANSFERRED)
    act.part.save(
        update_fields=sorted(act.touched)
    )  # frees the one-lead constraint before the new part is written
    old = act.part
    fresh = existing or Assignment(directive=act.directive, department=target)
    for name, value in {
        "role": old.role,
        "product": old.product,
        "status": Status.ASSIGNED.value,
        "status_since": act.now,
        "is_open": True,
        "awake": True,
        "assigned_on": act.today,
        "accept_by": act.calendar.add(act.today, act.rules.accept_after_days),
        "due_on": old.due_on,
        "original_due_on": old.original_due_on,
        "sort_due": old.due_on or NO_DATE,
        "silent_since": act.today,
        "directed_by_id": old.directed_by_id,
        "monitor_id": old.monitor_id,
        "field_id": old.field_id,
        "extension_count": old.extension_count,
    }.items():
        setattr(fresh, name, value)
    fresh.save()
    act.set(successor=fresh)
    act.data.update(department=target.pk, part=fresh.pk)
    act.also.append(fresh)


@part_service("set_deadline")
def set_deadline(act: Act, data: needs.SetDeadline) -> None:
    """Set the date of a part that has none, or a new date; the first date set becomes the original one."""
    if recurring.is_recurring(act.directive):
        raise WrongState(_("The dates of what recurs are set by its periods."))
    act.data["reason"] = required(data.reason, "reason", act.directive)
    if data.due_on < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    directive: Directive = act.directive
    act.data.update(
        before=act.part.due_on.isoformat() if act.part.due_on else None, after=data.due_on.isoformat()
    )
    if act.part.original_due_on is None:
        act.set(original_due_on=data.due_on)
    elif act.part.due_on != data.due_on:
        act.set(extension_count=act.part.extension_count + 1)
    act.set(due_on=data.due_on)
    # Whoever waited for another date has one now; nobody is left to decide the old request.
    waiting = ExtensionRequest.objects.filter(part=act.part, decision=Decision.OPEN)
    waiting.update(decision=Decision.CLOSED, decided_by=act.actor.user, decided_at=act.now)
    by_leader = act.actor.is_leader
    if directive.deadline_kind == DeadlineKind.TO_BE_SET:
        Directive.objects.filter(pk=directive.pk).update(
            deadline_kind=DeadlineKind.DATED,
            deadline_source=DeadlineSource.LEADER if by_leader else DeadlineSource.OFFICE,
        )
