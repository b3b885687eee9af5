"""The acting person of a web request, for screens and API alike."""

from typing import Any

from departments.actors import Actor, actor_of
from departments.clock import now, today
from departments.models import User


def actor_of_request(request: Any) -> Actor:
    """The actor behind `request` (Django's or REST framework's), built once per request; needs a signed-in user."""
    known: Actor | None = getattr(request, "_dondoc_actor", None)
    if known is not None and known.user_id == request.user.pk:
        return known
    user = request.user
    if not isinstance(user, User):
        user = User.objects.get(pk=user.pk)
    actor = actor_of(user, today(now()))
    request._dondoc_actor = actor
    return actor
