"""The Celery application and its whole schedule.

The database is the engine and Celery only ticks it: a lost tick loses nothing, the next one finds the same
rows. So one entry is enough for the service's work, and it expires before its successor comes. A second one
looks by night whether the records agree.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

TICK_SECONDS = 30

app = Celery("dondoc")
app.conf.update(
    broker_url=settings.BROKER_URL,
    timezone=settings.TIME_ZONE,
    enable_utc=True,
    task_default_queue="dondoc",
    task_ignore_result=True,  # no result backend: what a task did stands in the database
    # A worker that dies gives its task back at once …
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # … and the broker hands it out again only long after the longest task must have ended.
    task_soft_time_limit=540,
    task_time_limit=600,
    broker_transport_options={"visibility_timeout": 3600},
    # A broker that restarts is waited for, however long it takes.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    beat_schedule={
        "tick": {
            "task": "notifications.tasks.tick",
            "schedule": TICK_SECONDS,
            "options": {"expires": TICK_SECONDS},
        },
        "nightly_check": {
            "task": "config.tasks.nightly_check",
            "schedule": crontab(hour=1, minute=30),  # local time
            "options": {"expires": 4 * 3600},
        },
    },
)
app.autodiscover_tasks()
