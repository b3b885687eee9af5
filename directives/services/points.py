"""Settling the points of a conclusion: accept, split, merge, add, drop, needs no task, given to others."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives.errors import Invalid, NotVisible
from directives.lifecycle import Status
from directives.models import Conclusion, ConclusionPoint, Directive
from directives.models.conclusion import PointOutcome
from directives.services import drafts
from directives.services.conclusions import lock_unpublished, touch
from directives.services.plans import Plan


def _lock_point(point_id: int, *, actor: Actor, version: int | None) -> tuple[Conclusion, ConclusionPoint]:
    owner = ConclusionPoint.objects.filter(pk=point_id).values_list("conclusion_id", flat=True).first()
    if owner is None:
        raise NotVisible
    conclusion = lock_unpublished(owner, actor=actor, version=version)
    point = ConclusionPoint.objects.filter(pk=point_id).first()  # read again under the lock
    if point is None:
        raise NotVisible
    point.conclusion = conclusion
    return conclusion, point


def draft_of(point: ConclusionPoint) -> Directive | None:
    """The draft directive a point became, if any."""
    return point.directives.filter(status=Status.DRAFT).first()


def accept_point(
    point_id: int, plan: Plan, *, actor: Actor, now: datetime, version: int | None = None
) -> Directive:
    """Make the point a draft directive, or change the draft it became. Raises Invalid with the field."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        draft = drafts.write_draft(
            plan,
            actor=actor,
            now=now,
            monitor_id=plan.monitor or conclusion.monitor_id,
            conclusion=conclusion,
            draft=draft_of(point),
        )
        point.directives.set([draft])
        point.outcome, point.reason = PointOutcome.DIRECTIVE, ""
        point.save(update_fields=["outcome", "reason"])
        renumber(conclusion)
        touch(conclusion)
    return draft


def settle_point(
    point_id: int, outcome: str, reason: str, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionPoint:
    """Settle a point without a directive (`no_task`, `given_to_others`, with a reason), or open it again."""
    if outcome not in (PointOutcome.NO_TASK, PointOutcome.GIVEN_TO_OTHERS, PointOutcome.UNDECIDED):
        raise Invalid(_("Choose how the point is settled."), field="outcome")
    if outcome != PointOutcome.UNDECIDED and not reason.strip():
        raise Invalid(_("Say why this point needs no task here."), field="reason")
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        drop_draft(point)
        point.outcome, point.reason = outcome, reason.strip()[:500]
        point.save(update_fields=["outcome", "reason"])
        renumber(conclusion)
        touch(conclusion)
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
            conclusion=conclusion, start=start, end=end, proposal={"why": ["by_hand"], "confidence": 1.0}
        )
        touch(conclusion)
    return point


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; refuses one that holds no words."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start:
        raise Invalid(_("Select some words of the text first."), field="start")
    return start, end


def split_point(
    point_id: int, at: int, *, actor: Actor, now: datetime, version: int | None = None
) -> tuple[ConclusionPoint, ConclusionPoint]:
    """Cut a point in two at text offset `at`; both are undecided and keep what was proposed."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        if not point.start < at < point.end:
            raise Invalid(_("Put the cut inside the point."), field="at")
        first = trimmed(conclusion.text, point.start, at)
        second = trimmed(conclusion.text, at, point.end)
        drop_draft(point)
        point.start, point.end = first
        point.outcome, point.reason = PointOutcome.UNDECIDED, ""
        point.save()
        other = ConclusionPoint.objects.create(
            conclusion=conclusion, start=second[0], end=second[1], proposal=dict(point.proposal)
        )
        touch(conclusion)
    return point, other


def merge_points(
    point_id: int, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionPoint:
    """Join a point with the next one in the text; the result is undecided and names the departments of both."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        following = conclusion.points.filter(start__gte=point.end).order_by("start").first()
        if following is None:
            raise Invalid(_("There is no point after this one."), field="point")
        drop_draft(point)
        drop_draft(following)
        proposal = dict(point.proposal)
        for role in ("leads", "coordinating"):
            mine = list(proposal.get(role, []))
            names = {link["name"] for link in mine}
            proposal[role] = mine + [x for x in following.proposal.get(role, []) if x["name"] not in names]
        for key in ("deadline", "deadline_text"):
            proposal[key] = proposal.get(key) or following.proposal.get(key)
        end = following.end
        following.delete()
        point.end, point.proposal = end, proposal
        point.outcome, point.reason = PointOutcome.UNDECIDED, ""
        point.save()
        touch(conclusion)
    return point


def drop_point(point_id: int, *, actor: Actor, now: datetime, version: int | None = None) -> None:
    """Remove a point that is no directive at all; the text can be selected again later."""
    with transaction.atomic():
        conclusion, point = _lock_point(point_id, actor=actor, version=version)
        drop_draft(point)
        point.delete()
        renumber(conclusion)
        touch(conclusion)


def drop_draft(point: ConclusionPoint) -> None:
    draft = draft_of(point)
    if draft is not None:
        drafts.delete_draft(draft)


def drop_all_points(conclusion: Conclusion) -> None:
    for point in conclusion.points.all():
        drop_draft(point)
    conclusion.points.all().delete()


def renumber(conclusion: Conclusion) -> None:
    """Give the drafts of a conclusion the number of their point, in text order."""
    for number, point in enumerate(conclusion.points.order_by("start", "pk"), start=1):
        Directive.objects.filter(points=point, status=Status.DRAFT).exclude(point_label=str(number)).update(
            point_label=str(number)
        )
