"""The port to the workflow engine. The domain tells it what has happened; settings name who listens."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from departments.models import User
from directives.models import Assignment


class Engine(Protocol):
    """Keeps one process per part that has a flow, and its one open task at the step of the part's status."""

    def start(self, parts: Sequence[Assignment], *, now: datetime) -> None:
        """Create processes and first tasks for `parts` in bulk and set `part.process` (saved by the engine)."""

    def advance(self, part: Assignment, *, by: User | None, now: datetime) -> None:
        """Finish the open task and open the one that belongs to `part.status`, or close the process.

        A paused part keeps the task it had; resuming to that step changes nothing.
        """

    def hand_over(self, part: Assignment, *, now: datetime) -> None:
        """The part stays at its step but goes to another officer."""

    def complete(self, parts: Sequence[Assignment], *, by: User | None, now: datetime) -> None:
        """Finish the open tasks and processes of parts that have been completed together."""

    def cancel(self, parts: Sequence[Assignment], *, now: datetime) -> None:
        """End processes without completing them (transferred, recalled, superseded)."""

    def settle(self, part: Assignment, *, now: datetime) -> list[str]:
        """Bring process and task to what `part.status` says, whatever they were; tells what had to be done."""


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine that settings.WORKFLOW_ENGINE names by dotted path."""
    implementation: Engine = import_string(settings.WORKFLOW_ENGINE)()
    return implementation
