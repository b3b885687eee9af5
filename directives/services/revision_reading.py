"""A corrected text read and laid beside the one before: its points, and what each of them asks to be changed.

Nothing is written here, and nothing is locked: reading takes time.
"""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from departments.clock import today as local_day
from directives.comparison.alignment import LIKENESS_OF_STRANGERS, Pair, Relation, align, likeness
from directives.comparison.carrying import Span, carried_over, overlaps, passed_over
from directives.errors import Invalid
from directives.lifecycle import Status
from directives.models import (
    Assignment,
    Conclusion,
    ConclusionPoint,
    ConclusionRevision,
    RevisionChange,
    RevisionPoint,
)
from directives.selectors.plan_choices import PlanChoices, plan_choices
from directives.selectors.proposed_plan import propose
from directives.services import linking, proposals
from directives.services.conclusions import read_text
from directives.services.plans import Plan
from directives.services.revision_changes import Order, changes_of_point
from directives.wording import reading_message


@dataclass(frozen=True)
class Placed:
    """A point of one text: its span, what the reading proposes for it, the directive it became."""

    span: Span
    proposal: proposals.Proposal
    directive: int | None = None


@dataclass(frozen=True)
class Comparison:
    """Unsaved points of a corrected text, each with its unsaved changes. `alike` tells how much goes on, 0..1."""

    points: Sequence[RevisionPoint]
    changes: Sequence[RevisionChange]
    alike: float

    @property
    def of_another_document(self) -> bool:
        return self.alike < LIKENESS_OF_STRANGERS


def compare(conclusion: Conclusion, base: ConclusionRevision | None, text: str, *, today: date) -> Comparison:
    """Read `text` against the latest text of the conclusion. Raises Invalid where nothing is found in it."""
    before = base.text if base is not None else conclusion.text
    old = standing_points(conclusion, base)
    new = _points_of(conclusion, before, text, old, today=today)
    # What today's reading proposes for the earlier text, so that a better reader alone changes nothing.
    reread = {row.span: row.proposal for row in _read(conclusion, before, today=today)[0]}
    pairs = align([before[slice(*row.span)] for row in old], [text[slice(*row.span)] for row in new])
    proposing = _Proposing(conclusion, before, text, plan_choices(today))
    orders = _orders(row.directive for row in old)
    points: list[RevisionPoint] = []
    changes: list[RevisionChange] = []
    for position, pair in enumerate(pairs, 1):
        was = old[pair.old] if pair.old is not None else None
        now = new[pair.new] if pair.new is not None else None
        point = _point(position, pair, was, now)
        points.append(point)
        order = orders.get(point.directive_id or 0)
        found = changes_of_point(
            pair.relation,
            carried=pair.carried,
            order=order,
            said=proposing.before(was, reread) if order and was else None,
            says=proposing.after(now) if order and now and pair.carried else None,
        )
        changes += [
            RevisionChange(
                point=point,
                position=len(changes) + number,
                aspect=row.aspect,
                directive_id=point.directive_id,
                department_id=row.department,
                role=row.role,
                due_on=row.due_on,
            )
            for number, row in enumerate(found, 1)
        ]
    return Comparison(points, changes, likeness(pairs))


def standing_points(conclusion: Conclusion, base: ConclusionRevision | None) -> list[Placed]:
    """The points of the latest text in order, with the directives they stand for."""
    if base is not None:
        return [
            Placed((row.start or 0, row.end or 0), row.proposal, row.directive_id)
            for row in sorted(base.points.all(), key=lambda row: (row.start or 0, row.pk))
            if row.standing
        ]
    links = ConclusionPoint.directives.through.objects.filter(conclusionpoint__conclusion=conclusion)
    issued = dict(links.values_list("conclusionpoint_id", "directive_id"))
    return [
        Placed((row.start, row.end), row.proposal, issued.get(row.pk))
        for row in conclusion.points.order_by("start", "pk")
    ]


def _read(conclusion: Conclusion, text: str, *, today: date) -> tuple[list[Placed], str | None]:
    """What the reading finds; relative deadlines count from the notice that was issued, in both texts."""
    published = conclusion.published_at
    issued = conclusion.issued_on or (local_day(published) if published is not None else None)
    reading = read_text(text, issued=issued, today=today)
    directory = linking.Directory(today)
    found = [
        Placed((point.start, point.end), proposals.proposal_of(point, directory)) for point in reading.points
    ]
    return found, reading.reason


def _points_of(
    conclusion: Conclusion, before: str, text: str, old: Sequence[Placed], *, today: date
) -> list[Placed]:
    """The points of the corrected text: those of the earlier one that stand there word for word, then what is read.

    So what the clerk has cut, joined, added or dropped by hand is not undone by the reading.
    """
    found, reason = _read(conclusion, text, today=today)
    if reason is not None and reason != "no_conclusion":
        raise Invalid(reading_message(reason), code=reason, field="text")
    spans = [row.span for row in old]
    proposed = {row.span: row.proposal for row in found}
    kept = [
        Placed(span, proposed.get(span, row.proposal))
        for row, span in zip(old, carried_over(before, spans, text), strict=True)
        if span is not None
    ]
    passed = passed_over(before, spans, text, [row.span for row in found])
    read = [
        row
        for row in found
        if row.span not in passed and not any(overlaps(row.span, mine.span) for mine in kept)
    ]
    if not kept and not read:
        raise Invalid(reading_message("no_conclusion"), code="no_conclusion", field="text")
    return sorted([*kept, *read], key=lambda row: row.span)


def _point(position: int, pair: Pair, was: Placed | None, now: Placed | None) -> RevisionPoint:
    fresh_piece = pair.relation is Relation.SPLIT and not pair.carried
    return RevisionPoint(
        position=position,
        relation=pair.relation.value,
        carried=pair.carried,
        start=now.span[0] if now else None,
        end=now.span[1] if now else None,
        old_start=was.span[0] if was else None,
        old_end=was.span[1] if was else None,
        proposal=(now or was or Placed((0, 0), {})).proposal,
        directive_id=was.directive if was is not None and not fresh_piece else None,
    )


def _orders(ids: Iterable[int | None]) -> dict[int, Order]:
    wanted = {pk for pk in ids if pk is not None}
    parts: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.filter(directive_id__in=wanted).exclude(status=Status.DRAFT)
    for part in rows.select_related("directive").order_by("pk"):
        parts.setdefault(part.directive_id, []).append(part)
    return {pk: Order(found[0].directive, found) for pk, found in parts.items()}


@dataclass(frozen=True)
class _Proposing:
    """Plans for points of either text, made as the confirm screen makes them."""

    conclusion: Conclusion
    text_before: str
    text: str
    choices: PlanChoices

    def before(self, row: Placed, reread: dict[Span, proposals.Proposal]) -> Plan:
        proposal = reread.get(row.span, row.proposal)
        return plan_for(self.conclusion, self.text_before, row.span, proposal, self.choices)

    def after(self, row: Placed) -> Plan:
        return plan_for(self.conclusion, self.text, row.span, row.proposal, self.choices)


def plan_for(
    conclusion: Conclusion, text: str, span: Span, proposal: dict[str, Any], choices: PlanChoices
) -> Plan:
    """The plan the confirm screen would propose for a span of another text of this conclusion."""
    beside = copy.copy(conclusion)
    beside.text = text
    point = ConclusionPoint(conclusion=beside, start=span[0], end=span[1], proposal=proposal)
    return propose(beside, point, choices).plan
