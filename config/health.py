"""/healthz for load balancers: does this process reach its database and its broker, does time tick?"""

import logging
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.selectors import last_tick_age

logger = logging.getLogger(__name__)

STALE_TICK_SECONDS = 300  # ten missed ticks: reminders stand still


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503; tells states only, never addresses or error texts."""
    database, age = database_state()
    report: dict[str, Any] = {
        "database": database,
        "broker": broker_state(),
        "tick_age_seconds": age,
        "tick": "never" if age is None else "ok" if age <= STALE_TICK_SECONDS else "stale",
    }
    healthy = not {"down", "stale"} & {report["database"], report["broker"], report["tick"]}
    return JsonResponse({"status": "ok" if healthy else "failing", **report}, status=200 if healthy else 503)


def database_state() -> tuple[str, int | None]:
    """Whether it answers, and with it how many whole seconds ago the last tick was; None before the first."""
    try:
        age = last_tick_age()
    except DatabaseError:
        logger.exception("healthz: the database does not answer")
        return "down", None
    return "ok", None if age is None else int(age.total_seconds())


def broker_state() -> str:
    if not settings.BROKER_URL:
        return "none"
    url = settings.BROKER_URL.replace("redis+socket://", "unix://")
    try:
        client = redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)
        try:
            client.ping()
        finally:
            client.close()
    except redis.RedisError:
        logger.exception("healthz: the broker does not answer")
        return "down"
    return "ok"
