"""How a person wants to go through the points of a conclusion."""

from departments.actors import Actor
from directives.errors import Forbidden
from directives.models import ConfirmChoice
from directives.services.point_changes import person


def choose_order(*, unsure_first: bool, actor: Actor) -> None:
    """Remember whether this person wants the least certain points first. Raises Forbidden outside the Office."""
    if not actor.is_office:
        raise Forbidden
    ConfirmChoice.objects.update_or_create(user_id=person(actor), defaults={"unsure_first": unsure_first})
