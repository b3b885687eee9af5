"""The result of a part: submit, release, withdraw, verify, return, approve."""

from datetime import date

from django.utils.translation import gettext as _

from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import VERBS, DeadlineKind, Status
from directives.models import Ask, AskState, Directive, Evidence, ProgressReport
from directives.models.work import ReportKind, Verdict
from directives.services import prepared
from directives.services.checking import check_state
from directives.services.parts import open_prepared, required
from directives.services.writing import BODIES, Act, part_service
from directives.subjects import find


def check_submission(act: Act, data: needs.Submit) -> None:
    """A result says what was done and proves it; its document is dated between the meeting and today.

    Whoever does not wait for answers still owed by coordinating departments says why. Periodic and continuous
    directives are reported by period and ended by the Office.
    """
    if act.directive.deadline_kind in (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS):
        raise WrongState(_("This task recurs: report each period; the Office ends it."))
    check_result(act, data)
    if asks_open(act.directive) and not data.without_answer.strip() and not act.directive.is_secret:
        raise Invalid(
            _("Departments you asked have not answered yet. Say why you do not wait for them."),
            field="without_answer",
        )


def check_result(act: Act, data: needs.Submit) -> None:
    """What holds for every result: words, a proof, files of one's own, a plausible date."""
    required(data.result_summary, "result_summary", act.directive)
    if act.directive.is_secret and not data.document_number.strip():
        raise Invalid(_("Give the number of the document that proves the result."), field="document_number")
    if not data.files and not data.document_number.strip():
        raise Invalid(
            _("Attach a file or give the number of the document that proves the result."), field="files"
        )
    act.files(data.files)
    if data.document_date is not None:
        check_document_date(act, data.document_date)


def asks_open(directive: Directive) -> bool:
    """Whether a coordinating department still owes an answer."""
    return Ask.objects.filter(part__directive=directive, state=AskState.OPEN).exists()


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


def write_result(act: Act, data: needs.Submit, kind: ReportKind) -> ProgressReport:
    """The result as a row with its evidence, and in the journal's data."""
    row = ProgressReport.objects.create(
        part=act.part,
        kind=kind,
        done=data.result_summary.strip(),
        document_number=data.document_number.strip(),
        document_date=data.document_date,
        prepared_by=act.writer(),
        released_by=act.person(),
        prepared_for_id=act.writer_behalf_id,
        released_for_id=act.behalf_id,
        post=act.held_post(),
        at=act.now,
        on=act.today,
    )
    Evidence.objects.bulk_create([Evidence(report=row, file_id=file) for file in dict.fromkeys(data.files)])
    act.data.update(report=row.pk, files=len(set(data.files)), document_number=data.document_number.strip())
    return row


@part_service("submit", check=check_submission)
def submit(act: Act, data: needs.Submit) -> None:
    """Hand in the result: the department's clock stops and the part goes to the verifier's desk."""
    write_result(act, data, ReportKind.RESULT)
    if data.without_answer.strip():
        act.data["without_answer"] = data.without_answer.strip()
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
    act.recorded_as, act.author = kept.verb, kept.prepared_by
    if kept.post.user_id != kept.prepared_by_id:
        act.author_for_id = kept.post.user_id
    act.data["released"] = True
    verb, body = VERBS[kept.verb], BODIES[kept.verb]
    if kept.subject is not None:
        act.subject = find(verb.acts_on, kept.subject)
        act.data["subject"] = kept.subject
    check_state(verb, act.directive, act.part, act.subject)
    wanted = prepared.from_json(kept.verb, kept.data)
    if body.check is not None:
        body.check(act, wanted)
    body.change(act, wanted)


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
    act.data["reason"] = required(data.reason, "reason", act.directive)
    judge(act, Verdict.RETURNED)
    act.set(redo_count=act.part.redo_count + 1, submitted_on=None)
    act.move(Status.IN_PROGRESS)


@part_service("approve")
def approve(act: Act, data: needs.Comment) -> None:
    """The directing leader approves a confirmed result."""
    act.data["comment"] = data.comment.strip()
    complete(act)
