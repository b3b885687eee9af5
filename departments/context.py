"""What every page's frame shows. Evaluated only when a template asks: no query for a stranger."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from departments import clock, navigation
from departments.requests import actor_of_request


def frame(request: HttpRequest) -> dict[str, Any]:
    """`actor`, `nav`, `home` and `today`; the first three only for somebody signed in."""
    values: dict[str, Any] = {
        "today": SimpleLazyObject(lambda: clock.today(clock.now())),
        "embedded": settings.EMBEDDED,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return values
    actor = SimpleLazyObject(lambda: actor_of_request(request))
    return values | {
        "actor": actor,
        "nav": SimpleLazyObject(lambda: navigation.links(request, actor_of_request(request))),
        "home": SimpleLazyObject(lambda: navigation.home(actor_of_request(request))),
    }
