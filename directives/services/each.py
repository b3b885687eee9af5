"""Where each department works for itself: verify in bulk, urge all who are missing, close naming them."""

from django.utils.translation import gettext as _

from directives import needs, permissions
from directives.errors import WrongState
from directives.lifecycle import VERBS, Role, Status
from directives.models import Assignment, ProgressReport
from directives.models.work import ReportKind, Verdict
from directives.services.parts import required
from directives.services.urgings import check_urging, next_urging
from directives.services.writing import DirectiveAct, directive_service

HANDED_IN = (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL)


@directive_service("verify_each")
def verify_each(act: DirectiveAct, data: needs.VerifyEach) -> None:
    """Confirm every result on the table, but those the actor has prepared or released or may not judge."""
    act.data["comment"] = data.comment.strip()
    verb = VERBS["verify"]
    waiting = [part for part in act.open_parts(Role.EACH) if part.status == Status.AWAITING_VERIFICATION]
    mine = [part for part in waiting if permissions.may(act.actor, verb, act.directive, part)]
    if not mine:
        raise WrongState(_("No result waits for you to confirm it."))
    act.data["left"] = len(waiting) - len(mine)
    if act.directive.needs_approval:
        act.move(mine, Status.AWAITING_APPROVAL)
        return
    results = ProgressReport.objects.filter(part__in=mine, kind=ReportKind.RESULT, verdict=Verdict.NONE)
    results.update(verdict=Verdict.ACCEPTED)
    for part in mine:
        act.set(part, delivered_on=part.submitted_on or act.today)
    act.move(mine, Status.COMPLETED)


def missing(act: DirectiveAct) -> list[Assignment]:
    """Parts whose department has handed nothing in that waits or was accepted."""
    return [part for part in act.open_parts(Role.EACH) if part.status not in HANDED_IN]


@directive_service("urge_each")
def urge_each(act: DirectiveAct, data: needs.Urge) -> None:
    """Urge every department that has not handed in, each with its own number."""
    check_urging(act, data)
    late = [part for part in missing(act) if part.status in (Status.ASSIGNED, Status.IN_PROGRESS)]
    if not late:
        raise WrongState(_("Every department has handed in."))
    for part in late:
        number = next_urging(act, part, data)
        act.set(part, urging_count=number)
    act.data["urged"] = [part.pk for part in late]


@directive_service("close_each")
def close_each(act: DirectiveAct, data: needs.Reason) -> None:
    """Close the directive with what was delivered, naming the departments that delivered nothing.

    Results on the table are judged first, so that nobody who delivered is named.
    """
    act.data["reason"] = required(data.reason, "reason", act.directive)
    if any(part.status in HANDED_IN for part in act.open_parts(Role.EACH)):
        raise WrongState(_("Results still wait to be confirmed or approved; judge them first."))
    if not any(part.role == Role.EACH and part.status == Status.COMPLETED for part in act.parts):
        raise WrongState(_("Nobody has delivered yet: recall the directive instead."))
    absent = missing(act)
    act.data["missing"] = [part.department_id for part in absent]
    for part in absent:
        act.set(part, closed_missing=True)
    act.move(absent, Status.RECALLED)
