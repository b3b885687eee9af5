"""What the Office is told on its own page about departments that have ended."""

from typing import Any

from django import template

from departments.actors import Actor
from directives.selectors.successions import waiting_count

register = template.Library()


@register.inclusion_tag("directives/organisation/note.html", takes_context=True)
def to_be_given_out(context: dict[str, Any]) -> dict[str, int]:
    """A line that leads to the list where there is something to give out anew; for the Office, one statement."""
    actor: Actor | None = context.get("actor")
    return {"waiting": waiting_count(context["today"]) if actor is not None and actor.is_office else 0}
