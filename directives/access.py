"""Access functions: nobody fetches a domain object by id except here. Invisible is NotVisible (404)."""

from typing import Any

from django.db.models import Q

from departments.actors import Actor
from directives import permissions, subjects
from directives.errors import NotVisible
from directives.lifecycle import Acts, Mode
from directives.models import (
    Assignment,
    Conclusion,
    ConclusionPoint,
    ConclusionRevision,
    Directive,
    Evidence,
    PreparedAct,
    RecordedDecision,
    RevisionChange,
    RevisionState,
    StoredFile,
)

DIRECTIVE_RELATED = (
    "conclusion",
    "directed_by",
    "leader_in_charge",
    "monitor",
    "field",
    "product_to_department",
)


def directive(actor: Actor, pk: int) -> Directive:
    """The directive with its people and conclusion loaded."""
    row = Directive.objects.select_related(*DIRECTIVE_RELATED).filter(pk=pk).first()
    if row is None:
        raise NotVisible
    if not permissions.may_see(actor, row, ()) and not permissions.sees_by_a_part(actor, row):
        raise NotVisible
    return row


def answered_directive(actor: Actor, pk: int) -> Directive:
    """An issued directive whose departments each answer for themselves. Raises NotVisible for any other."""
    row = directive(actor, pk)
    if row.mode != Mode.EACH or row.issued_on is None:
        raise NotVisible
    return row


def part(actor: Actor, pk: int) -> Assignment:
    """A part with its directive and department loaded."""
    row = Assignment.objects.select_related("department", "officer", "division", "unit").filter(pk=pk).first()
    if row is None or row.status == "draft":
        raise NotVisible
    row.directive = directive(actor, row.directive_id)
    if not permissions.may_see_part(actor, row.directive, row):
        raise NotVisible
    return row


def subject(actor: Actor, kind: Acts, pk: int) -> tuple[Assignment, Any]:
    """The part an ask, extension request, bottleneck, urging or period belongs to, and the object itself."""
    found: Any = subjects.find(kind, pk)
    if found is None:
        raise NotVisible
    row = part(actor, found.part_id)
    found.part = row
    return row, found


def conclusion(actor: Actor, pk: int) -> Conclusion:
    """A conclusion the actor may see."""
    row = (
        Conclusion.objects.select_related("issued_by", "chaired_by", "monitor", "field", "source_file")
        .filter(pk=pk)
        .first()
    )
    if row is None or not permissions.may_see_conclusion(actor, row):
        raise NotVisible
    return row


def point(actor: Actor, pk: int) -> ConclusionPoint:
    """A point of a conclusion the actor may see."""
    row = ConclusionPoint.objects.select_related("conclusion").filter(pk=pk).first()
    if row is None or not permissions.may_see_conclusion(actor, row.conclusion):
        raise NotVisible
    return row


def file(actor: Actor, pk: int) -> StoredFile:
    """A file: to who uploaded it, to whoever sees the part it proves or the conclusion it is the source of."""
    row = StoredFile.objects.filter(pk=pk).first()
    if row is None:
        raise NotVisible
    if row.uploaded_by_id is not None and row.uploaded_by_id == actor.user_id:
        return row
    proofs = Evidence.objects.filter(file=row).select_related("report__part__directive")
    for proof in proofs:
        try:
            part(actor, proof.report.part_id)
        except NotVisible:
            continue
        return row
    if _prepared_by_own_department(actor, row) or _of_a_request(actor, row):
        return row
    if _rests_on(actor, row):
        return row
    source = Conclusion.objects.filter(source_file=row).first()
    if source is not None and permissions.may_see_conclusion(actor, source):
        return row
    if _of_a_corrected_text(actor, row):
        return row
    raise NotVisible


def _of_a_corrected_text(actor: Actor, row: StoredFile) -> bool:
    """The file of a corrected text goes with it."""
    for corrected in row.revisions.all():
        try:
            revision(actor, corrected.conclusion_id, corrected.ordinal)
        except NotVisible:
            continue
        return True
    return False


def _of_a_request(actor: Actor, row: StoredFile) -> bool:
    """Files of requests, bottlenecks, their replies, answers and explanations go with the part they are about."""
    holders: tuple[Any, ...] = (
        *row.extension_requests.all(),
        *row.bottlenecks.all(),
        *row.answers.all(),
        *row.explanations.all(),
        *row.correspondence.all(),
        *(reply.bottleneck for reply in row.bottleneck_replies.select_related("bottleneck")),
    )
    for holder in holders:
        try:
            part(actor, holder.part_id)
        except NotVisible:
            continue
        return True
    return False


def _rests_on(actor: Actor, row: StoredFile) -> bool:
    """The scan a recorded decision rests on: for the Office, the leader and who stands for or assists them."""
    decisions = RecordedDecision.objects.filter(files=row)
    if actor.is_office:
        return decisions.exists()
    return decisions.filter(leader_id__in=actor.seen_leader_ids).exists()


def _prepared_by_own_department(actor: Actor, row: StoredFile) -> bool:
    """Head, deputy and clerk see the files of an act that waits for their release."""
    own = Q(part__department_id__in=actor.department_ids) | Q(part__unit_id__in=actor.department_ids)
    return PreparedAct.objects.filter(own, files=row, is_open=True).exists()


def revision(actor: Actor, conclusion_pk: int, ordinal: int) -> ConclusionRevision:
    """A corrected text of a conclusion the actor may see; a withdrawn one is for the Office and the Chair."""
    row = (
        ConclusionRevision.objects.select_related("base", "by", "source_file")
        .filter(conclusion_id=conclusion_pk, ordinal=ordinal)
        .first()
    )
    if row is None:
        raise NotVisible
    row.conclusion = conclusion(actor, conclusion_pk)
    if row.state == RevisionState.WITHDRAWN and not actor.sees_everything:
        raise NotVisible
    return row


def revision_change(actor: Actor, pk: int) -> RevisionChange:
    """A change asked for by a corrected text the actor may see, of a directive they see."""
    found = RevisionChange.objects.select_related("revision", "point", "directive", "department").filter(
        pk=pk
    )
    row = found.first()
    if row is None:
        raise NotVisible
    row.revision = row.point.revision = revision(actor, row.revision.conclusion_id, row.revision.ordinal)
    if row.directive is None:
        if not actor.sees_everything:
            raise NotVisible
    else:
        row.directive = directive(actor, row.directive.pk)
    return row
