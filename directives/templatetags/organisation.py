"""What the Office is told on its own page about departments that have ended."""

from datetime import date
from typing import Any

from django import template

from departments.actors import Actor
from directives.selectors.successions import waiting_count

register = template.Library()


@register.inclusion_tag("directives/organisation/note.html", takes_context=True)
def to_be_given_out(context: dict[str, Any]) -> dict[str, int]:
    """A line that leads to the list where there is something to give out anew; for the Office, one statement."""
    actor: Actor | None = context.get("actor")
    if actor is None or not actor.is_office:
        return {"waiting": 0}
    # The frame's day is a lazy object, which a database driver may not know what to do with.
    return {"waiting": waiting_count(date.fromordinal(context["today"].toordinal()))}
