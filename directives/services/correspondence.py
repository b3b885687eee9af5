"""Bodies outside the service: the Office records what was sent to them and what they answered, in their place."""

from django.db import models
from django.utils.translation import gettext as _

from directives import needs
from directives.errors import Invalid
from directives.lifecycle import DeadlineKind, Status
from directives.models import Correspondence, CorrespondenceKind, StoredFile
from directives.models.work import ReportKind
from directives.services.parts import required
from directives.services.results import check_document_date, write_result
from directives.services.writing import Act, part_service


@part_service("record_sent")
def record_sent(act: Act, data: needs.RecordSent) -> None:
    """A document went out to the body: with it the task is on its way, so the part counts as taken on."""
    _write(act, CorrespondenceKind.SENT, data, summary=data.note)
    act.data["comment"] = data.note.strip()
    if act.part.status == Status.ASSIGNED:
        act.accept_implied()
        act.move(Status.IN_PROGRESS)


@part_service("record_reply")
def record_reply(act: Act, data: needs.RecordReply) -> None:
    """The body has answered. A final reply is its result: it counts as delivered on the day of its document.

    Who recorded it does not judge it: a second person of the Office does, or whoever receives the product.
    """
    summary = required(data.summary, "summary", act.directive)
    check_document_date(act, data.document_date)
    received_on = data.received_on or act.today
    if not data.document_date <= received_on <= act.today:
        raise Invalid(_("It was received between the day of the document and today."), field="received_on")
    row = _write(act, CorrespondenceKind.REPLY, data, summary=summary, received_on=received_on)
    act.data.update(comment=summary, received_on=received_on.isoformat())
    act.set(silent_since=act.today)
    act.accept_implied()
    if data.outcome != needs.FINAL:
        act.move(Status.IN_PROGRESS)
        return
    if act.directive.deadline_kind in (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS):
        raise Invalid(_("This task recurs: record each reply as an interim one."), field="outcome")
    result = needs.Submit(
        result_summary=data.summary,
        document_number=data.document_number,
        document_date=data.document_date,
        files=data.files,
    )
    row.report = write_result(act, result, ReportKind.RESULT)
    row.save(update_fields=["report"])
    act.set(submitted_on=data.document_date)
    act.move(Status.AWAITING_VERIFICATION)


def _write(
    act: Act,
    kind: CorrespondenceKind,
    data: needs.RecordSent | needs.RecordReply,
    *,
    summary: str,
    **columns: object,
) -> Correspondence:
    """The row with its files. Raises Invalid for a date that cannot be and a document recorded before."""
    if not data.document_number.strip():
        raise Invalid(_("Give number and symbol of the document."), field="document_number")
    check_document_date(act, data.document_date)
    number = data.document_number.strip()
    same = models.Q(kind=kind, document_number=number, document_date=data.document_date)
    if Correspondence.objects.filter(same, part=act.part).exists():
        raise Invalid(_("This document has been recorded already."), field="document_number")
    files: list[StoredFile] = act.files(data.files)
    row = Correspondence.objects.create(
        part=act.part,
        kind=kind,
        document_number=number,
        document_date=data.document_date,
        summary=summary.strip(),
        recorded_by=act.person(),
        recorded_at=act.now,
        **columns,
    )
    row.files.set(files)
    act.data.update(
        document_number=number, document_date=data.document_date.isoformat(), files=len(set(data.files))
    )
    return row
