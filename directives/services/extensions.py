"""Another date: asked for by the department, decided by the authority of the directive, never by who asked."""

from datetime import date

from django.utils.translation import gettext as _

from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import DeadlineKind
from directives.models import Decision, ExtensionRequest, RequestKind
from directives.models.choices import DeadlineSource
from directives.services.parts import required
from directives.services.stopping import told
from directives.services.writing import Act, part_service


def _check_request(act: Act, data: needs.Contest | needs.RequestExtension) -> date:
    """What holds for both kinds; returns the present deadline."""
    required(data.reason, "reason", act.directive)
    if act.directive.deadline_kind in (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS):
        raise WrongState(_("The dates of what recurs are set by its periods; they are not extended."))
    if act.part.due_on is None:
        raise WrongState(_("This task has no deadline; there is nothing to extend."))
    if ExtensionRequest.objects.filter(part=act.part, decision=Decision.OPEN).exists():
        raise WrongState(_("A request for another date already waits for a decision."))
    if data.due_on < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    act.files(data.files)
    return act.part.due_on


def check_extension(act: Act, data: needs.RequestExtension) -> None:
    """More time is asked for with a reason, a later date, in time and not more often than the rules allow."""
    due, rules = _check_request(act, data), act.rules
    if data.due_on <= due:
        raise Invalid(
            _("The new date must lie after the present deadline, %(day)s.") % {"day": f"{due:%d/%m/%Y}"},
            field="due_on",
        )
    if act.today > due and not rules.extension_after_expiry:
        raise WrongState(_("The deadline has passed; an extension had to be asked for before it."))
    granted = act.part.extension_requests.filter(
        kind=RequestKind.EXTENSION, decision=Decision.GRANTED
    ).count()
    if rules.extensions_at_most and granted >= rules.extensions_at_most:
        raise WrongState(
            _("This task has been extended %(n)s times already; no more is allowed.") % {"n": granted}
        )


def check_contest(act: Act, data: needs.Contest) -> None:
    """A date set by the Office (or a rule) may be contested within days of the assignment."""
    due = _check_request(act, data)
    if act.directive.deadline_source not in (DeadlineSource.OFFICE, DeadlineSource.RULE):
        raise WrongState(_("This date stands in the conclusion itself; ask for an extension instead."))
    last_day = act.calendar.add(act.part.assigned_on or act.today, act.rules.contest_within_days)
    if act.today > last_day:
        raise WrongState(
            _("The deadline could be contested until %(day)s; ask for an extension instead.")
            % {"day": f"{last_day:%d/%m/%Y}"}
        )
    if data.due_on == due:
        raise Invalid(_("Nothing is different from what stands there."), field="due_on")


def _write_request(act: Act, data: needs.Contest | needs.RequestExtension, kind: RequestKind) -> None:
    due = _check_request(act, data)
    row = ExtensionRequest.objects.create(
        part=act.part,
        kind=kind,
        due_on_before=due,
        requested_due_on=data.due_on,
        reason=data.reason.strip(),
        requested_by=act.writer(),
        released_by=act.person(),
        requested_for_id=act.writer_behalf_id,
        released_for_id=act.behalf_id,
        requested_at=act.now,
        requested_on=act.today,
    )
    row.files.set(act.files(data.files))
    act.put_to_leader()
    act.data.update(told(due, data.due_on), request=row.pk, reason=row.reason)
    act.data["files"] = len(set(data.files))


@part_service("request_extension", check=check_extension)
def request_extension(act: Act, data: needs.RequestExtension) -> None:
    """Ask the authority of the directive for more time; the present deadline holds until it decides."""
    _write_request(act, data, RequestKind.EXTENSION)


@part_service("contest", check=check_contest)
def contest(act: Act, data: needs.Contest) -> None:
    """Say that the date the Office set cannot be right; the Office or a leader decides."""
    _write_request(act, data, RequestKind.CONTEST)


@part_service("withdraw_extension")
def withdraw_extension(act: Act, data: needs.Nothing) -> None:
    """Take a request back before it is decided."""
    _decide(act, Decision.WITHDRAWN)


@part_service("grant_extension")
def grant_extension(act: Act, data: needs.GrantExtension) -> None:
    """Grant the date asked for, or another one. The original deadline stays; an extension is counted."""
    request: ExtensionRequest = act.subject
    granted = data.due_on or request.requested_due_on
    before = act.part.due_on
    _check_granted(act, request, granted)
    request.granted_due_on, request.decision_reason = granted, data.comment.strip()
    _decide(act, Decision.GRANTED)
    act.data.update(told(before, granted), comment=data.comment.strip())
    if request.kind == RequestKind.EXTENSION:
        act.set(extension_count=act.part.extension_count + 1)
    act.set(due_on=granted)


def _check_granted(act: Act, request: ExtensionRequest, granted: date) -> None:
    """More time is a later day, a contested date is another one; neither lies in the past. Raises Invalid."""
    due = act.part.due_on
    if granted < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    if granted == due:
        raise Invalid(_("This is the present deadline: refuse the request instead."), field="due_on")
    if request.kind == RequestKind.EXTENSION and due is not None and granted < due:
        raise Invalid(
            _("The new date must lie after the present deadline, %(day)s.") % {"day": f"{due:%d/%m/%Y}"},
            field="due_on",
        )


@part_service("refuse_extension")
def refuse_extension(act: Act, data: needs.Reason) -> None:
    """The present deadline holds."""
    act.subject.decision_reason = act.data["reason"] = required(data.reason, "reason", act.directive)
    _decide(act, Decision.REFUSED)


def _decide(act: Act, decision: Decision) -> None:
    request: ExtensionRequest = act.subject
    request.decision, request.decided_by, request.decided_at = decision, act.person(), act.now
    request.save()
    act.data.update(request=request.pk, request_kind=request.kind)
