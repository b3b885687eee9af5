"""Where each department works for itself: verify in bulk, urge all who are missing, close naming them."""

from django.utils.translation import gettext as _

from directives import needs, permissions
from directives.errors import Forbidden, Invalid, WrongState
from directives.lifecycle import VERBS, Role, Status
from directives.models import Assignment, ProgressReport, Urging
from directives.models.work import ReportKind, Verdict
from directives.services.checking import conflict_words
from directives.services.parts import required
from directives.services.urgings import check_urging, urging_of
from directives.services.writing import DirectiveAct, directive_service

HANDED_IN = (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL)


@directive_service("verify_each")
def verify_each(act: DirectiveAct, data: needs.VerifyEach) -> None:
    """Confirm every result on the table, or those of the parts named; what the actor may not judge is left.

    The journal keeps which departments were confirmed and which were left, by the reason: `own` where the actor
    prepared or released the result, `other` where somebody else receives it.
    """
    act.data["comment"] = data.comment.strip()
    waiting = [part for part in act.open_parts(Role.EACH) if part.status == Status.AWAITING_VERIFICATION]
    if data.parts:
        wanted = set(data.parts)
        if wanted - {part.pk for part in waiting}:
            raise Invalid(_("One of these results does not wait to be confirmed any more."), field="parts")
        waiting = [part for part in waiting if part.pk in wanted]
    mine, left = _judged_by(act, waiting)
    if not mine and left["own"]:
        raise Forbidden(conflict_words(VERBS["verify"], None), code="conflict")
    if not mine:
        raise WrongState(_("No result waits for you to confirm it."))
    act.data["confirmed"] = [part.department_id for part in mine]
    act.data["left"] = {why: [part.department_id for part in parts] for why, parts in left.items() if parts}
    if act.directive.needs_approval:
        act.move(mine, Status.AWAITING_APPROVAL)
        return
    results = ProgressReport.objects.filter(part__in=mine, kind=ReportKind.RESULT, verdict=Verdict.NONE)
    results.update(verdict=Verdict.ACCEPTED)
    for part in mine:
        act.set(part, delivered_on=part.submitted_on or act.today)
    act.move(mine, Status.COMPLETED)


def _judged_by(
    act: DirectiveAct, waiting: list[Assignment]
) -> tuple[list[Assignment], dict[str, list[Assignment]]]:
    """The parts whose result the actor may confirm, and those left, by reason: one statement for all of them."""
    verb = VERBS["verify"]
    people = act.actor.person_ids | ({act.post.user_id} if act.post is not None else frozenset())
    written: dict[int, set[int | None]] = {part.pk: set() for part in waiting}
    results = ProgressReport.objects.filter(part__in=waiting, kind=ReportKind.RESULT, verdict=Verdict.NONE)
    columns = ("part_id", "prepared_by_id", "prepared_for_id", "released_by_id", "released_for_id")
    for part_id, *authors in results.values_list(*columns):
        written[part_id] |= set(authors)
    mine: list[Assignment] = []
    left: dict[str, list[Assignment]] = {"own": [], "other": []}
    for part in waiting:
        if people & written[part.pk]:
            left["own"].append(part)
        elif not permissions.entitled(act.actor, verb, act.directive, part):
            left["other"].append(part)
        else:
            mine.append(part)
    return mine, left


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
    urgings = [urging_of(act, part, data) for part in late]
    Urging.objects.bulk_create(urgings)
    for part, urging in zip(late, urgings, strict=True):
        act.set(part, urging_count=urging.number)
    act.data["urged"] = [part.pk for part in late]
    act.data["comment"] = data.text.strip()
    if data.explain_by is not None:
        act.data["explain_by"] = data.explain_by.isoformat()


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
