"""/healthz for load balancers: does this process reach its database and its broker, does time tick?"""

import logging
from importlib import import_module
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

STALE_TICK_SECONDS = 300  # ten missed ticks: reminders stand still


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503; tells states only, never addresses or error texts."""
    database = database_state()
    age = tick_age() if database == "ok" else None
    report: dict[str, Any] = {
        "database": database,
        "broker": broker_state(),
        "tick_age_seconds": age,
        "tick": "never" if age is None else "ok" if age <= STALE_TICK_SECONDS else "stale",
    }
    healthy = not {"down", "stale"} & {report["database"], report["broker"], report["tick"]}
    return JsonResponse({"status": "ok" if healthy else "failing", **report}, status=200 if healthy else 503)


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("healthz: the database does not answer")
        return "down"
    return "ok"


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


def tick_age() -> int | None:
    """Whole seconds since the last tick ended; None before the first."""
    age = import_module("notifications.selectors").last_tick_age()
    return None if age is None else int(getattr(age, "total_seconds", lambda: age)())
