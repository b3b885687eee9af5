"""Settling the points of a conclusion: accept, split, merge, add, drop, needs no task, given to others."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.actors import Actor
from departments.text import clean
from directives.errors import Invalid, Stale
from directives.models import ConclusionPoint, Directive, PointInput
from directives.models.choices import DeadlineSource
from directives.models.conclusion import PointOutcome
from directives.services import drafts, proposals
from directives.services.conclusion_changes import lock_unpublished
from directives.services.plans import Plan
from directives.services.point_changes import Change, begin, begin_at, check_version, person, points_of

Typed = Mapping[str, Sequence[str]]
"""The fields of a form as they were sent."""
REASON_LENGTH = 500
SEEN_OTHERWISE = gettext_lazy(
    "One of these points is not as you have seen it any more. Look the list over again."
)


def accept_point(
    point_id: int,
    plan: Plan,
    *,
    typed: Typed | None = None,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Directive:
    """Make the point a draft directive, or change the draft it became. Raises Invalid with the field.

    `typed` are the fields of the form as sent: undoing brings them back where something had been typed.
    """
    with transaction.atomic():
        change, point = begin_at(point_id, actor=actor, now=now, version=version)
        draft = _accept(change, point, plan, typed)
        step = "accept_point" if change.draft_of(point) is None else "save_point"
        change.finish("accept_point", [point], step=step, point=point.pk, directive=draft.pk)
    return draft


def accept_points(
    conclusion_id: int, chosen: Sequence[tuple[int, int, Plan]], *, actor: Actor, now: datetime
) -> list[Directive]:
    """Accept several points at once, each given by id, the version it was looked over at, and its plan.

    All or none, and one step to undo. Raises Stale where one has changed since, Invalid where a plan does not hold.
    """
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor)
        points = points_of(conclusion)
        by_pk = {point.pk: point for point in points}
        if not chosen:
            raise Invalid(_("Choose at least one point."), field="points")
        if any(pk not in by_pk for pk, _version, _plan in chosen):
            raise Stale(SEEN_OTHERWISE)
        mine = [by_pk[pk] for pk, _version, _plan in chosen]
        change = begin(conclusion, mine, points, actor=actor, now=now)
        made = []
        for pk, version, plan in chosen:
            check_version(by_pk[pk], version, actor)
            made.append(_accept(change, by_pk[pk], plan))
        change.finish(
            "accept_points",
            mine,
            points=[point.pk for point in mine],
            directives=[draft.pk for draft in made],
        )
    return made


def settle_point(
    point_id: int, outcome: str, reason: str, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionPoint:
    """Settle a point without a directive (`no_task`, `given_to_others`, with a reason), or open it again."""
    if outcome not in (PointOutcome.NO_TASK, PointOutcome.GIVEN_TO_OTHERS, PointOutcome.UNDECIDED):
        raise Invalid(_("Choose how the point is settled."), field="outcome")
    reason = clean(reason)[:REASON_LENGTH]
    with transaction.atomic():
        change, point = begin_at(point_id, actor=actor, now=now, version=version)
        if outcome != PointOutcome.UNDECIDED and not reason:
            raise Invalid(_("Say why this point needs no task here."), field="reason")
        change.drop_drafts()
        change.save(point, outcome=outcome, reason=reason)
        _sent(change, point)
        verb = "reopen_point" if outcome == PointOutcome.UNDECIDED else "settle_point"
        change.finish(verb, [point], point=point.pk, outcome=str(outcome), reason=point.reason)
    return point


def add_point(
    conclusion_id: int,
    start: int,
    end: int,
    *,
    actor: Actor,
    now: datetime,
    version: int | None = None,
    digest: str = "",
) -> ConclusionPoint:
    """Add a point for a span of the text; the span must hold words and overlap no other point.

    `version` is the conclusion's. `digest` (see `text_digest`) is enough for a form: the offsets hold as long as the
    text is the same, whatever others do to its points.
    """
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        if digest and digest != text_digest(conclusion.text):
            raise Stale(_("The conclusion has another text now. Select the words again."))
        start, end = trimmed(conclusion.text, start, end)
        points = points_of(conclusion)
        if any(point.start < end and point.end > start for point in points):
            raise Invalid(
                _("The selection overlaps another point. Split or drop that one first."), field="start"
            )
        change = begin(conclusion, [], points, actor=actor, now=now)
        point = ConclusionPoint(conclusion=conclusion, start=start, end=end, proposal=dict(proposals.BY_HAND))
        change.save(point)
        change.label = str(1 + sum(other.start < start for other in points))
        change.finish("add_point", [point], moves=True, point=point.pk, start=start, end=end)
    return point


def split_point(
    point_id: int, at: int, *, actor: Actor, now: datetime, version: int | None = None
) -> tuple[ConclusionPoint, ConclusionPoint]:
    """Cut a point in two at text offset `at`; both are undecided and share what was proposed."""
    with transaction.atomic():
        change, point = begin_at(point_id, actor=actor, now=now, version=version)
        text = change.conclusion.text
        if not point.start < at < point.end:
            raise Invalid(_("Put the cut inside the point."), field="at")
        first, second = trimmed(text, point.start, at), trimmed(text, at, point.end)
        change.drop_drafts()
        whole = point.proposal
        _reopen(change, point, first, proposals.part_of(whole, text[slice(*first)]))
        other = ConclusionPoint(conclusion=change.conclusion)
        _reopen(change, other, second, proposals.part_of(whole, text[slice(*second)]))
        change.finish("split_point", [point, other], moves=True, point=point.pk, other=other.pk, at=at)
    return point, other


def merge_points(
    point_id: int,
    *,
    actor: Actor,
    now: datetime,
    version: int | None = None,
    following: int | None = None,
    following_version: int | None = None,
) -> ConclusionPoint:
    """Join a point with the next one in the text; undecided, it names the departments of both.

    `following` and its version say which point the caller takes for the next one: another one is refused as stale.
    """
    with transaction.atomic():
        change, point = begin_at(point_id, actor=actor, now=now, version=version, following=True)
        place = change.number(point)
        if place == len(change.points):
            raise Invalid(_("There is no point after this one."), field="point")
        other = change.points[place]
        if following is not None and following != other.pk:
            raise Stale(_("Another point follows this one now. Look at it and join again."))
        check_version(other, following_version, actor)
        change.drop_drafts()
        end, gone = other.end, other.pk
        other.delete()
        both = proposals.joined(point.proposal, other.proposal)
        _reopen(change, point, (point.start, end), both)
        change.finish("merge_points", [point], moves=True, point=point.pk, other=gone)
    return point


def drop_point(point_id: int, *, actor: Actor, now: datetime, version: int | None = None) -> None:
    """Remove a point that is no directive at all; the text can be selected again later."""
    with transaction.atomic():
        change, point = begin_at(point_id, actor=actor, now=now, version=version)
        change.drop_drafts()
        gone = point.pk
        point.delete()
        change.finish("drop_point", [], moves=True, point=gone, start=point.start, end=point.end)


def text_digest(text: str) -> str:
    """What tells one text of a conclusion from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


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


def _accept(change: Change, point: ConclusionPoint, plan: Plan, typed: Typed | None = None) -> Directive:
    before = change.draft_of(point)
    draft = drafts.write_draft(
        _with_source(plan, point),
        actor=change.actor,
        now=change.now,
        monitor_id=plan.monitor or change.conclusion.monitor_id,
        conclusion=change.conclusion,
        draft=before,
        label=str(change.number(point)),
    )
    if before is None:
        point.directives.add(draft)
    change.save(point, outcome=PointOutcome.DIRECTIVE, reason="")
    _sent(change, point, typed)
    return draft


def _sent(change: Change, point: ConclusionPoint, typed: Typed | None = None) -> None:
    """What this person had typed into the form has been sent, or is not wanted any more: it waits for an undo."""
    kept = PointInput.objects.filter(point=point, user_id=person(change.actor)).first()
    if kept is not None:
        data = {name: list(values) for name, values in typed.items()} if typed else kept.data
        change.typed.append({"id": point.pk, "data": data})
        kept.delete()


def _reopen(
    change: Change, point: ConclusionPoint, span: tuple[int, int], proposal: proposals.Proposal
) -> None:
    start, end = span
    change.save(point, start=start, end=end, proposal=proposal, outcome=PointOutcome.UNDECIDED, reason="")


def _with_source(plan: Plan, point: ConclusionPoint) -> Plan:
    """The plan saying that its date came from the text where it is the date the text gives."""
    if plan.deadline_source or plan.due_on is None:
        return plan
    from_text = plan.due_on.isoformat() == point.proposal.get("deadline")
    return dataclasses.replace(
        plan, deadline_source=DeadlineSource.TEXT if from_text else DeadlineSource.OFFICE
    )
