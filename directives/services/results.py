"""The result of a part: submit, release, withdraw, verify, return, approve."""

from datetime import date

from django.utils.translation import gettext as _

from departments.models import User
from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import Status
from directives.models import Evidence, ProgressReport
from directives.models.work import ReportKind, Verdict
from directives.services import prepared
from directives.services.files import own_files
from directives.services.parts import check_refusal_term, open_prepared, perform_refusal, required
from directives.services.writing import Act, part_service


@part_service("submit")
def submit(act: Act, data: needs.Submit) -> None:
    """Hand in the result. An officer's submission waits for release unless the department lets officers release."""
    check_submission(act, data)
    if prepared.kept_for_release(act, data):
        return
    author = act.actor.user
    if author is None:
        raise WrongState(_("Only a person in a post can submit."))
    perform_submission(act, data, author=author)


def check_submission(act: Act, data: needs.Submit) -> None:
    """A result says what was done and proves it; its document is dated between the meeting and today."""
    required(data.result_summary, "result_summary")
    if not data.files and not data.document_number.strip():
        raise Invalid(
            _("Attach a file or give the number of the document that proves the result."), field="files"
        )
    own_files(act.actor, data.files, field="files")
    if data.document_date is not None:
        check_document_date(act, data.document_date)


def check_document_date(act: Act, day: date) -> None:
    if day > act.today:
        raise Invalid(_("The document date lies in the future."), field="document_date")
    conclusion = act.directive.conclusion
    earliest = conclusion.held_on if conclusion else act.part.assigned_on
    if earliest and day < earliest:
        raise Invalid(
            _("The document is dated before the task was given (%(day)s).") % {"day": f"{earliest:%d/%m/%Y}"},
            field="document_date",
        )


def perform_submission(act: Act, data: needs.Submit, *, author: User) -> None:
    """Write the result, stop the department's clock and move the part to the verifier's desk."""
    if act.post is None or act.actor.user is None:
        raise WrongState(_("Only a person in a post can submit."))
    row = ProgressReport.objects.create(
        part=act.part,
        kind=ReportKind.RESULT,
        done=data.result_summary.strip(),
        document_number=data.document_number.strip(),
        document_date=data.document_date,
        prepared_by=author,
        released_by=act.actor.user,
        post=act.post,
        at=act.now,
        on=act.today,
    )
    Evidence.objects.bulk_create([Evidence(report=row, file_id=file) for file in dict.fromkeys(data.files)])
    act.data.update(report=row.pk, files=len(set(data.files)), document_number=data.document_number.strip())
    act.set(submitted_on=data.document_date or act.today, silent_since=act.today)
    act.accept_implied()
    act.move(Status.AWAITING_VERIFICATION)


@part_service("release")
def release(act: Act, data: needs.Nothing) -> None:
    """Let what an officer prepared leave the department; the prepared verb takes effect now."""
    kept = open_prepared(act)
    if kept is None:
        raise WrongState(_("Nothing waits to be released."))
    prepared.close(act, kept)
    act.recorded_as = kept.verb
    act.data["released"] = True
    wanted = prepared.from_json(kept.verb, kept.data)
    if isinstance(wanted, needs.Submit):
        perform_submission(act, wanted, author=kept.prepared_by)
    elif isinstance(wanted, needs.Refuse):
        if act.part.status != Status.ASSIGNED:
            raise WrongState(_("The part has been accepted meanwhile; it cannot be refused any more."))
        check_refusal_term(act)
        perform_refusal(act, wanted)


@part_service("withdraw")
def withdraw(act: Act, data: needs.OptionalReason) -> None:
    """Take back what waits to be released, or a submission nobody has judged yet."""
    act.data["reason"] = data.reason.strip()
    kept = open_prepared(act)
    if kept is not None:
        prepared.close(act, kept)
        act.data["prepared"] = kept.verb
        return
    if act.part.status != Status.AWAITING_VERIFICATION:
        raise WrongState(_("There is nothing to withdraw."))
    judge(act, Verdict.WITHDRAWN)
    act.set(submitted_on=None)
    act.move(Status.IN_PROGRESS)


def judge(act: Act, verdict: Verdict) -> None:
    """Record the verdict on the submission that is on the table."""
    waiting = ProgressReport.objects.filter(part=act.part, kind=ReportKind.RESULT, verdict=Verdict.NONE)
    waiting.update(verdict=verdict)


def complete(act: Act) -> None:
    """Close the part; delivered on the day of the accepted submission, not of its acceptance."""
    judge(act, Verdict.ACCEPTED)
    act.set(delivered_on=act.part.submitted_on or act.today)
    act.move(Status.COMPLETED)


@part_service("verify")
def verify(act: Act, data: needs.Comment) -> None:
    """Whoever receives the product confirms it; closes the part unless the directive asks for approval."""
    act.data["comment"] = data.comment.strip()
    if act.directive.needs_approval:
        act.move(Status.AWAITING_APPROVAL)
    else:
        complete(act)


@part_service("return_")
def return_(act: Act, data: needs.Reason) -> None:
    """Send a result back with a reason; the department's clock runs again and the redo is counted."""
    act.data["reason"] = required(data.reason, "reason")
    judge(act, Verdict.RETURNED)
    act.set(redo_count=act.part.redo_count + 1, submitted_on=None)
    act.move(Status.IN_PROGRESS)


@part_service("approve")
def approve(act: Act, data: needs.Comment) -> None:
    """The directing leader approves a confirmed result."""
    act.data["comment"] = data.comment.strip()
    complete(act)
