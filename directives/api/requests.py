"""What every endpoint takes from a request besides its body."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from departments.actors import Actor
from departments.requests import actor_of_request
from directives.errors import Invalid


def actor(request: Request) -> Actor:
    return actor_of_request(request)


def version(request: Request) -> int | None:
    """The version the client has seen: If-Match (an ETag as we give it) or `version` in the body."""
    raw: Any = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if not raw and isinstance(request.data, dict):
        raw = request.data.get("version")
    if raw in (None, "", "*"):
        return None
    try:
        return int(raw)
    except (TypeError, ValueError, OverflowError) as error:
        raise Invalid(_("The version is a whole number."), field="version") from error


def request_key(request: Request) -> str:
    """The Idempotency-Key header, at most 64 printable characters: a repeat of the request has no second effect."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 64 or not (key.isascii() and key.isprintable()):
        raise Invalid(_("An Idempotency-Key has at most 64 printable characters."), field="Idempotency-Key")
    return key
