"""The report of one period: submit, withdraw, verify, return, approve. The part itself stays in progress.

A period is on time or late against its own deadline, by the day of the accepted submission.
"""

from typing import cast

from django.utils.translation import gettext as _

from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import DeadlineKind, Status
from directives.models import ProgressReport, ReportingPeriod
from directives.models.work import ReportKind, Verdict
from directives.services import recurring
from directives.services.parts import required
from directives.services.results import check_result, write_result
from directives.services.writing import Act, part_service


def _period(act: Act) -> ReportingPeriod:
    """The period the act is about; the journal names it and its report by id, and it by its days."""
    period = cast("ReportingPeriod", act.subject)
    act.data.update(subject=period.pk, report=period.report_id)
    act.data["period"] = [period.from_on.isoformat(), period.until_on.isoformat()]
    return period


def _move(act: Act, period: ReportingPeriod, status: Status) -> None:
    """Save the period in `status`; the deadline of its part follows."""
    period.status, period.status_since = status.value, act.now
    period.is_open = status is not Status.COMPLETED
    period.completed_on = None if period.is_open else act.today
    period.save()
    if act.directive.deadline_kind == DeadlineKind.PERIODIC:
        due = recurring.next_due([act.part.pk]).get(act.part.pk)
        if due != act.part.due_on:
            act.set(due_on=due)


def check_period(act: Act, data: needs.Submit) -> None:
    """A period is reported once it has begun, with a proof that is not older than the period."""
    period = cast("ReportingPeriod", act.subject)
    if period.from_on > act.today:
        raise WrongState(_("This period begins on %(day)s.") % {"day": f"{period.from_on:%d/%m/%Y}"})
    check_result(act, data)
    if data.document_date is not None and data.document_date < period.from_on:
        raise Invalid(
            _("The document is dated before the period began (%(day)s).")
            % {"day": f"{period.from_on:%d/%m/%Y}"},
            field="document_date",
        )


@part_service("submit_period", check=check_period)
def submit_period(act: Act, data: needs.Submit) -> None:
    """Hand in the report of a period; it goes to the desk of whoever receives the product."""
    period = _period(act)
    period.report = write_result(act, data, ReportKind.PERIOD)
    period.submitted_on = data.document_date or act.today
    act.set(silent_since=act.today)
    act.accept_implied()
    act.move(Status.IN_PROGRESS)
    _move(act, period, Status.AWAITING_VERIFICATION)


def _judge(period: ReportingPeriod, verdict: Verdict) -> None:
    if period.report is not None:
        ProgressReport.objects.filter(pk=period.report.pk).update(verdict=verdict)


def _back(act: Act, period: ReportingPeriod, verdict: Verdict) -> None:
    """The report is off the table; the period is to be reported again, its deadline as before."""
    _judge(period, verdict)
    period.report, period.submitted_on = None, None
    _move(act, period, Status.IN_PROGRESS)


@part_service("withdraw_period")
def withdraw_period(act: Act, data: needs.OptionalReason) -> None:
    """Take back a report nobody has judged yet."""
    act.data["reason"] = data.reason.strip()
    _back(act, _period(act), Verdict.WITHDRAWN)


def _accept(act: Act, period: ReportingPeriod) -> None:
    """Close the period; delivered on the day of the accepted report, not of its acceptance."""
    act.data["accepted"] = True
    _judge(period, Verdict.ACCEPTED)
    period.delivered_on = period.submitted_on or act.today
    _move(act, period, Status.COMPLETED)


@part_service("verify_period")
def verify_period(act: Act, data: needs.Comment) -> None:
    """Whoever receives the product confirms the report; reviews of continuous directives need no approval."""
    act.data["comment"] = data.comment.strip()
    period = _period(act)
    if act.directive.needs_approval and not period.review:
        act.put_to_leader()
        _move(act, period, Status.AWAITING_APPROVAL)
    else:
        _accept(act, period)


@part_service("return_period")
def return_period(act: Act, data: needs.Reason) -> None:
    """Send a report back with a reason; the period is owed again and the redo is counted."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    period = _period(act)
    period.redo_count += 1
    _back(act, period, Verdict.RETURNED)


@part_service("approve_period")
def approve_period(act: Act, data: needs.Comment) -> None:
    """The directing leader approves a confirmed report."""
    act.data["comment"] = data.comment.strip()
    _accept(act, _period(act))
