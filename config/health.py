"""/healthz for load balancers: does this process reach its database and its broker, does time tick?"""

import logging
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.clock import now, today
from directives.models import JournalSeal
from notifications.selectors import last_check, last_tick_age, mail_queue

logger = logging.getLogger(__name__)

STALE_TICK_SECONDS = 300  # ten missed ticks: reminders stand still
STALE_DAYS = 2  # days without a seal of the journal, or without a check of the records


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503; tells states only, never addresses or error texts."""
    database, age = database_state()
    records = {**records_state(), **queue_state()} if database == "ok" else {}
    report: dict[str, Any] = {
        "database": database,
        **records,
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


def records_state() -> dict[str, str]:
    """When the journal was last sealed and how the nightly check ended; told, but no reason to send nobody here."""
    day = JournalSeal.objects.order_by("-day").values_list("day", flat=True).first()
    sealed = "never" if day is None else "ok" if (today() - day).days <= STALE_DAYS else "stale"
    check = last_check()
    if check is None:
        checked = "never"
    elif check.found:
        checked = "differs"
    else:
        checked = "ok" if (now() - check.at).days <= STALE_DAYS else "stale"
    return {"journal_seal": sealed, "records_check": checked}


def queue_state() -> dict[str, int | None]:
    """How many mails wait although their time has come, and for how many seconds the oldest does.

    Told only: while a mail server is away this process can still serve its pages.
    """
    queue = mail_queue(now())
    oldest = None if queue.oldest is None else int(queue.oldest.total_seconds())
    return {"mails_waiting": queue.waiting, "oldest_mail_seconds": oldest}


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
