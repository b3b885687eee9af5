"""What is typed into the form of a point is kept on the server until it is sent: no change of the conclusion."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives.errors import Invalid
from directives.models import ConclusionPoint, PointInput
from directives.services.conclusion_changes import lock_unpublished
from directives.services.point_changes import person

MOST = 60_000  # characters of one form; the longest order of a directive has 20,000


def keep_input(
    point: ConclusionPoint,
    fields: Mapping[str, Sequence[str]],
    version: int,
    *,
    actor: Actor,
    now: datetime,
) -> PointInput | None:
    """Keep the fields of a form that was opened when the point stood at `version`; nothing of it is judged.

    None where this person has sent the form meanwhile: what was on its way then is not wanted any more. Raises
    Invalid where it is longer than any form.
    """
    if sum(len(value) for values in fields.values() for value in values) > MOST:
        raise Invalid(_("This is too long to be kept."), field="text")
    with transaction.atomic():
        lock_unpublished(point.conclusion_id, actor=actor)
        now_at = ConclusionPoint.objects.filter(pk=point.pk).values("version", "changed_by_id").first()
        if now_at is None:
            return None
        version = min(version, now_at["version"])  # no form has been opened at one still to come
        if now_at["version"] != version and now_at["changed_by_id"] == person(actor):
            return None
        kept, _new = PointInput.objects.update_or_create(
            point_id=point.pk,
            user_id=person(actor),
            defaults={
                "version": version,
                "data": {name: [_storable(value) for value in values] for name, values in fields.items()},
                "at": now,
            },
        )
    return kept


def _storable(value: str) -> str:
    """As typed, but for the one character that no text column holds."""
    return value.replace("\x00", "")


def drop_input(point: ConclusionPoint, *, actor: Actor) -> None:
    """Throw away what this person has typed."""
    PointInput.objects.filter(point=point, user_id=person(actor)).delete()
