"""Where a request comes from, for the lockout after wrong passwords."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address the outermost trusted proxy saw; without proxies, the peer itself.

    Each trusted proxy appends the address it saw to X-Forwarded-For, so what counts is the n-th entry from
    the right: everything left of it was sent by the client and may be invented.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return peer
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else peer
