"""Settling the points of a conclusion: accept, split, merge, add, drop, needs no task, given to others."""

import dataclasses
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives import permissions
from directives.errors import Invalid, NotVisible
from directives.lifecycle import Status
from directives.models import Conclusion, ConclusionPoint, Directive
from directives.models.choices import DeadlineSource
from directives.models.conclusion import PointOutcome
from directives.services import drafts, proposals
from directives.services.conclusion_changes import lock_unpublished, record, touch
from directives.services.plans import Plan

REASON_LENGTH = 500


def accept_point(
    point_id: int, plan: Plan, *, actor: Actor, now: datetime, version: int | None = None
) -> Directive:
    """Make the point a draft directive, or change the draft it became. Raises Invalid with the field."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        draft = drafts.write_draft(
            _with_source(plan, point),
            actor=actor,
            now=now,
            monitor_id=plan.monitor or conclusion.monitor_id,
            conclusion=conclusion,
            draft=draft_of(point),
        )
        point.directives.set([draft])
        point.outcome, point.reason = PointOutcome.DIRECTIVE, ""
        point.save(update_fields=["outcome", "reason"])
        _done(conclusion, "accept_point", actor=actor, now=now, point=point.pk, directive=draft.pk)
        draft.refresh_from_db(fields=["point_label"])
    return draft


def settle_point(
    point_id: int, outcome: str, reason: str, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionPoint:
    """Settle a point without a directive (`no_task`, `given_to_others`, with a reason), or open it again."""
    if outcome not in (PointOutcome.NO_TASK, PointOutcome.GIVEN_TO_OTHERS, PointOutcome.UNDECIDED):
        raise Invalid(_("Choose how the point is settled."), field="outcome")
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        if outcome != PointOutcome.UNDECIDED and not reason.strip():
            raise Invalid(_("Say why this point needs no task here."), field="reason")
        drop_draft(point)
        point.outcome, point.reason = outcome, reason.strip()[:REASON_LENGTH]
        point.save(update_fields=["outcome", "reason"])
        verb = "reopen_point" if outcome == PointOutcome.UNDECIDED else "settle_point"
        _done(
            conclusion, verb, actor=actor, now=now, point=point.pk, outcome=str(outcome), reason=point.reason
        )
    return point


def add_point(
    conclusion_id: int, start: int, end: int, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionPoint:
    """Add a point for a span of the text; the span must hold words and overlap no other point."""
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        start, end = trimmed(conclusion.text, start, end)
        if conclusion.points.filter(start__lt=end, end__gt=start).exists():
            raise Invalid(
                _("The selection overlaps another point. Split or drop that one first."), field="start"
            )
        point = ConclusionPoint.objects.create(
            conclusion=conclusion, start=start, end=end, proposal=dict(proposals.BY_HAND)
        )
        _done(conclusion, "add_point", actor=actor, now=now, point=point.pk, start=start, end=end)
    return point


def split_point(
    point_id: int, at: int, *, actor: Actor, now: datetime, version: int | None = None
) -> tuple[ConclusionPoint, ConclusionPoint]:
    """Cut a point in two at text offset `at`; both are undecided and share what was proposed."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        if not point.start < at < point.end:
            raise Invalid(_("Put the cut inside the point."), field="at")
        first = trimmed(conclusion.text, point.start, at)
        second = trimmed(conclusion.text, at, point.end)
        drop_draft(point)
        whole = point.proposal
        _reopen(point, *first, proposals.part_of(whole, conclusion.text[slice(*first)]))
        other = ConclusionPoint.objects.create(
            conclusion=conclusion,
            start=second[0],
            end=second[1],
            proposal=proposals.part_of(whole, conclusion.text[slice(*second)]),
        )
        _done(conclusion, "split_point", actor=actor, now=now, point=point.pk, other=other.pk, at=at)
    return point, other


def merge_points(
    point_id: int, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionPoint:
    """Join a point with the next one in the text; undecided, it names the departments of both."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        following = conclusion.points.filter(start__gte=point.end).order_by("start", "pk").first()
        if following is None:
            raise Invalid(_("There is no point after this one."), field="point")
        drop_draft(point)
        drop_draft(following)
        end, other = following.end, following.pk
        following.delete()
        _reopen(point, point.start, end, proposals.joined(point.proposal, following.proposal))
        _done(conclusion, "merge_points", actor=actor, now=now, point=point.pk, other=other)
    return point


def drop_point(point_id: int, *, actor: Actor, now: datetime, version: int | None = None) -> None:
    """Remove a point that is no directive at all; the text can be selected again later."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        drop_draft(point)
        span = {"point": point.pk, "start": point.start, "end": point.end}
        point.delete()
        _done(conclusion, "drop_point", actor=actor, now=now, **span)


def draft_of(point: ConclusionPoint) -> Directive | None:
    """The draft directive a point became, if any."""
    return point.directives.filter(status=Status.DRAFT).first()


def drop_draft(point: ConclusionPoint) -> None:
    draft = draft_of(point)
    if draft is not None:
        drafts.delete_draft(draft)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; refuses one that holds no words."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(char.isalnum() for char in text[start:end]):
        raise Invalid(_("Select some words of the text first."), field="start")
    return start, end


def renumber(conclusion: Conclusion) -> None:
    """Give the drafts of a conclusion the number of their point, in text order: at most three statements."""
    numbers = {
        pk: str(n)
        for n, pk in enumerate(conclusion.points.order_by("start", "pk").values_list("pk", flat=True), 1)
    }
    pairs = ConclusionPoint.directives.through.objects.filter(
        conclusionpoint__conclusion=conclusion, directive__status=Status.DRAFT
    ).select_related("directive")
    moved = []
    for pair in pairs:
        if pair.directive.point_label != numbers[pair.conclusionpoint_id]:
            pair.directive.point_label = numbers[pair.conclusionpoint_id]
            moved.append(pair.directive)
    if moved:
        Directive.objects.bulk_update(moved, ["point_label"])


def _lock_point(point_id: int, *, actor: Actor, version: int | None) -> tuple[Conclusion, ConclusionPoint]:
    owner = ConclusionPoint.objects.select_related("conclusion").filter(pk=point_id).first()
    if owner is None or not permissions.may_see_conclusion(actor, owner.conclusion):
        raise NotVisible
    conclusion = lock_unpublished(owner.conclusion_id, actor=actor, version=version)
    point = ConclusionPoint.objects.filter(pk=point_id).first()  # read again under the lock
    if point is None:
        raise NotVisible
    point.conclusion = conclusion
    return conclusion, point


def _reopen(point: ConclusionPoint, start: int, end: int, proposal: proposals.Proposal) -> None:
    point.start, point.end, point.proposal = start, end, proposal
    point.outcome, point.reason = PointOutcome.UNDECIDED, ""
    point.save()


def _with_source(plan: Plan, point: ConclusionPoint) -> Plan:
    """The plan saying that its date came from the text where it is the date the text gives."""
    if plan.deadline_source or plan.due_on is None:
        return plan
    from_text = plan.due_on.isoformat() == point.proposal.get("deadline")
    return dataclasses.replace(
        plan, deadline_source=DeadlineSource.TEXT if from_text else DeadlineSource.OFFICE
    )


def _done(conclusion: Conclusion, verb: str, *, actor: Actor, now: datetime, **data: Any) -> None:
    renumber(conclusion)
    touch(conclusion)
    record(conclusion, verb, actor=actor, now=now, **data)
