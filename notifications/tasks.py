"""Celery's door to the engine: the database says what to do, the task only says when."""

from celery import shared_task

from departments.clock import now
from notifications.engine.tick import tick as run_tick


@shared_task(name="notifications.tasks.tick")
def tick() -> None:
    run_tick(now=now())
