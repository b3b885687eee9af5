"""What every act on points goes through: the conclusion locked, the point no newer than the form, the change counted
on the point and on the conclusion, written down, and kept so that it can be undone.

Order of locks: the conclusion, then its drafts, then the head of the Office's journal. Acts on different points of one
conclusion wait for each other and both succeed; the version of the point tells two acts on the same one apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives import permissions
from directives.errors import Forbidden, NotVisible, Stale
from directives.lifecycle import Status
from directives.models import Conclusion, ConclusionPoint, Directive, PointInput, PointStep
from directives.services import point_rows
from directives.services.conclusion_changes import lock_unpublished, record, touch

NAMED = 3  # points a step calls by their numbers; beyond, it says how many


@dataclass
class Change:
    """One act on points of a locked conclusion. `points` are all of them in the order of the text."""

    conclusion: Conclusion
    points: list[ConclusionPoint]
    actor: Actor
    now: datetime
    taken: point_rows.Taken
    label: str = ""
    typed: list[dict[str, Any]] = field(default_factory=list)
    """What had been typed into the forms of the points and is sent with the act: it comes back with them."""

    def number(self, point: ConclusionPoint) -> int:
        return self.points.index(point) + 1

    def draft_of(self, point: ConclusionPoint) -> Directive | None:
        return self.taken.drafts.get(point.pk)

    def drop_drafts(self) -> None:
        """Remove what the points had become."""
        if self.taken.drafts:
            point_rows.drop_drafts(draft.pk for draft in self.taken.drafts.values())

    def save(self, point: ConclusionPoint, **columns: Any) -> None:
        """Write columns of a point, counting the change."""
        for name, value in columns.items():
            setattr(point, name, value)
        count(point, actor=self.actor, now=self.now)
        point.save()

    def finish(
        self,
        verb: str,
        left: Iterable[ConclusionPoint],
        *,
        moves: bool = False,
        step: str = "",
        **data: Any,
    ) -> None:
        """Count and record the act, and keep the way back; `left` are the points it leaves behind.

        `moves` where points came or went, so that the ones after them have another number. `step` is what the way
        back is called where that says more than the verb.
        """
        if moves:
            renumber(self.conclusion)
        touch(self.conclusion)
        PointStep.objects.create(
            conclusion=self.conclusion,
            by_id=person(self.actor),
            at=self.now,
            verb=step or verb,
            label=self.label,
            after={str(point.pk): point.version for point in left},
            before={**self.taken.rows, "typed": self.typed},
        )
        record(self.conclusion, verb, actor=self.actor, now=self.now, **data)


def begin(
    conclusion: Conclusion,
    chosen: Iterable[ConclusionPoint],
    points: list[ConclusionPoint],
    *,
    actor: Actor,
    now: datetime,
) -> Change:
    """An act on the `chosen` ones of the `points` of a locked conclusion."""
    mine = list(chosen)
    numbers = [str(points.index(point) + 1) for point in mine]
    label = ", ".join(numbers) if len(numbers) <= NAMED else ""
    return Change(conclusion, points, actor, now, point_rows.take(mine), label)


def begin_at(
    point_id: int, *, actor: Actor, now: datetime, version: int | None = None, following: bool = False
) -> tuple[Change, ConclusionPoint]:
    """Lock the conclusion of a point and take how the point stands, with the one after it where asked for.

    Raises NotVisible, Forbidden, WrongState once issued, or Stale where the point is not at `version` any more.
    """
    owner = ConclusionPoint.objects.select_related("conclusion").filter(pk=point_id).first()
    if owner is None or not permissions.may_see_conclusion(actor, owner.conclusion):
        raise NotVisible
    conclusion = lock_unpublished(owner.conclusion_id, actor=actor)
    points = points_of(conclusion)  # read under the lock
    at = next((n for n, point in enumerate(points) if point.pk == point_id), None)
    if at is None:
        raise NotVisible
    check_version(points[at], version, actor)
    chosen = points[at : at + 2] if following else points[at : at + 1]
    return begin(conclusion, chosen, points, actor=actor, now=now), points[at]


def person(actor: Actor) -> int:
    """The id of who acts; an act on points is always a person's. Raises Forbidden for the system itself."""
    if actor.user_id is None:
        raise Forbidden
    return actor.user_id


def points_of(conclusion: Conclusion) -> list[ConclusionPoint]:
    """All points in the order of the text."""
    points = list(conclusion.points.order_by("start", "pk"))
    for point in points:
        point.conclusion = conclusion
    return points


def count(point: ConclusionPoint, *, actor: Actor, now: datetime) -> None:
    """Say on an unsaved point that it has changed, when and by whom."""
    point.version += 1
    point.changed_at, point.changed_by_id = now, actor.user_id


def check_version(point: ConclusionPoint, version: int | None, actor: Actor) -> None:
    """Raise Stale, saying who was faster, unless the point still is at `version`."""
    if version is None or version == point.version:
        return
    who, at = point.changed_by, point.changed_at
    if who is None or at is None:
        raise Stale(_("This point has changed meanwhile. Your input is kept; check it and send it again."))
    words = {"who": str(who), "time": f"{timezone.localtime(at):%H:%M}"}
    if who.pk == actor.user_id:
        raise Stale(
            _(
                "You changed this point at %(time)s, perhaps in another window."
                " Your input is kept; check it and send it again."
            )
            % words
        )
    raise Stale(
        _("%(who)s changed this point at %(time)s. Your input is kept; check it and send it again.") % words
    )


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


def forget_work(conclusion: Conclusion) -> None:
    """What only served the settling goes: the conclusion has been issued, or has another text or none."""
    conclusion.point_steps.all().delete()
    conclusion.presences.all().delete()
    PointInput.objects.filter(point__conclusion=conclusion).delete()
