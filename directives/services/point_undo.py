"""Taking back what one has done to points, step by step, as long as nobody has changed the same points since."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives.errors import NotVisible, Stale, WrongState
from directives.models import Conclusion, ConclusionPoint, PointInput, PointStep
from directives.services import point_rows
from directives.services.conclusion_changes import lock_unpublished, record, touch
from directives.services.point_changes import check_version, person, points_of, renumber


def undo_step(
    conclusion_id: int, *, actor: Actor, now: datetime, step_id: int | None = None
) -> tuple[PointStep, list[ConclusionPoint]]:
    """Put the points of a step back as they stood before it; without `step_id` the last step of this person.

    Returns the step, which is gone then, and the points put back. The undoing is a change of its own: it is
    recorded, and every point gets a new version. Raises WrongState where there is nothing to undo, Stale where
    somebody has changed one of the points, or taken its words, since.
    """
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor)
        standing = {point.pk: point for point in points_of(conclusion)}
        step = _step(conclusion, actor, step_id, standing)
        left = _left(step, standing, actor)
        _check_place(step, standing, left)
        _check_days(step, conclusion)
        points = point_rows.put_back(conclusion, step.before, left, by=actor.user_id, now=now)
        PointInput.objects.filter(point__in=points, user_id=person(actor)).delete()  # typed over what is gone
        _type_again(step, points, actor=actor, now=now)
        _follow(conclusion, step, points)
        renumber(conclusion)
        touch(conclusion)
        ids = [point.pk for point in points]
        record(conclusion, "undo_points", actor=actor, now=now, what=step.verb, points=ids)
        PointStep.objects.filter(pk=step.pk).delete()
    return step, points


def undoable(
    conclusion: Conclusion, actor: Actor, versions: Mapping[int, int], *, limit: int | None = None
) -> list[PointStep]:
    """The steps of this person that can still be undone, the last first; `versions` are those of the points now."""
    steps = conclusion.point_steps.filter(by_id=person(actor)).order_by("-pk").defer("before")
    still = [step for step in steps if all(versions.get(int(pk)) == at for pk, at in step.after.items())]
    return still[:limit]


def _type_again(step: PointStep, points: list[ConclusionPoint], *, actor: Actor, now: datetime) -> None:
    """Put back into the forms what was sent with the act."""
    versions = {point.pk: point.version for point in points}
    PointInput.objects.bulk_create(
        PointInput(
            point_id=row["id"], user_id=person(actor), version=versions[row["id"]], data=row["data"], at=now
        )
        for row in step.before.get("typed", ())
        if row["id"] in versions
    )


def _step(
    conclusion: Conclusion, actor: Actor, step_id: int | None, standing: Mapping[int, ConclusionPoint]
) -> PointStep:
    if step_id is not None:
        found = conclusion.point_steps.filter(pk=step_id, by_id=person(actor)).first()
        if found is None:
            raise NotVisible
        return found
    versions = {pk: point.version for pk, point in standing.items()}
    last = next(iter(undoable(conclusion, actor, versions, limit=1)), None)
    if last is None:
        raise WrongState(_("There is nothing to undo."))
    return last


def _left(
    step: PointStep, standing: Mapping[int, ConclusionPoint], actor: Actor
) -> dict[int, ConclusionPoint]:
    """The points the step has left, which must stand as it left them."""
    left = {}
    for pk, version in step.after.items():
        point = standing.get(int(pk))
        if point is None:
            raise Stale(_("This cannot be undone any more: a point of it is not there any more."))
        check_version(point, version, actor)
        left[point.pk] = point
    return left


def _check_place(
    step: PointStep, standing: Mapping[int, ConclusionPoint], left: Mapping[int, ConclusionPoint]
) -> None:
    """No other point may have taken the words the points had."""
    others = [point for pk, point in standing.items() if pk not in left]
    for row in step.before["points"]:
        if any(point.start < row["end"] and point.end > row["start"] for point in others):
            raise Stale(_("This cannot be undone any more: its words belong to another point now."))


def _check_days(step: PointStep, conclusion: Conclusion) -> None:
    """No deadline may come back from before the meeting, whose day has been corrected since."""
    if any(
        part["due_on"] and part["due_on"] < conclusion.held_on.isoformat() for part in step.before["parts"]
    ):
        raise Stale(_("This cannot be undone any more: its deadline lies before the day of the meeting now."))


def _follow(conclusion: Conclusion, step: PointStep, points: list[ConclusionPoint]) -> None:
    """Steps before this one left the points as they stand again: they can be undone from the new version on."""
    was = {str(row["id"]): row["version"] for row in step.before["points"]}
    again = {str(point.pk): point.version for point in points}
    earlier = []
    for other in conclusion.point_steps.filter(pk__lt=step.pk).only("after"):
        mine = {pk: again[pk] for pk, at in other.after.items() if was.get(pk) == at}
        if mine:
            other.after = {**other.after, **mine}
            earlier.append(other)
    PointStep.objects.bulk_update(earlier, ["after"])
