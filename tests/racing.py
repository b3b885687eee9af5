"""Acts that start at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

from django.db import connection

from departments.actors import Actor
from directives.errors import Refusal
from directives.lifecycle import VERBS
from directives.services.writing import Done, perform
from tests.cast import NOW

Act = Callable[[], Any]


def at_once(*acts: Act) -> list[Any]:
    """What each returned, or the refusal it met, in order; any other error fails the test."""
    start = Barrier(len(acts))

    def run(act: Act) -> Any:
        try:
            start.wait(10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def doing(verb: str, target: int, actor: Actor, data: Any = None, now: datetime = NOW) -> Callable[[], Done]:
    """The act of doing `verb` to a part, a directive or an object, still to be done."""
    return lambda: perform(VERBS[verb], target, actor=actor, now=now, data=data)


def refused(outcomes: list[Any]) -> list[bool]:
    return [isinstance(outcome, Refusal) for outcome in outcomes]
