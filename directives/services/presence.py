"""Who has which point of a conclusion open: told to others so that two clerks do not do the same work."""

from datetime import datetime, timedelta

from django.db import transaction

from departments.actors import Actor
from directives.models import Conclusion, ConclusionPoint, PointPresence
from directives.services.point_changes import person

HEARD_FOR = timedelta(seconds=50)  # a screen asks every 15 s; three questions lost and it counts as left
REPEAT_AFTER = timedelta(seconds=25)  # before that, the same presence is not written again


def hear(
    conclusion_id: int,
    point_id: int | None,
    *,
    actor: Actor,
    now: datetime,
    before: PointPresence | None = None,
) -> None:
    """Note that this person has the point open; `before` is what is known of it already.

    While somebody acts on the conclusion nothing is noted, as the point may just be going: the screen asks again soon.
    """
    if before is not None and before.point_id == point_id and now - before.at < REPEAT_AFTER:
        return
    with transaction.atomic():
        at_rest = Conclusion.objects.select_for_update(no_key=True, skip_locked=True)
        if not at_rest.filter(pk=conclusion_id).values_list("pk"):
            return
        here = ConclusionPoint.objects.filter(conclusion=conclusion_id)
        if point_id is not None and not here.filter(pk=point_id).exists():
            return  # of another conclusion, dropped or joined by somebody meanwhile
        PointPresence.objects.bulk_create(
            [PointPresence(conclusion_id=conclusion_id, user_id=person(actor), point_id=point_id, at=now)],
            update_conflicts=True,
            unique_fields=["conclusion", "user"],
            update_fields=["point", "at"],
        )
