"""Turns a script into events, each of which calls the service a person's click would call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from config.demo.clerk import Clerk
from config.demo.players import Players
from config.demo.script import Order, Sitting, Step
from config.demo.timeline import Timeline
from directives.errors import Refusal
from directives.models import Conclusion, Directive
from directives.services.conclusions import issue_conclusion

ENTERED, TEXT, ISSUED, STEPS = (16, 0), (8, 20), (9, 0), (10, 0)  # hour and minute of a working day
STEP_MINUTES = 40


@dataclass(frozen=True)
class Event:
    """Something that happens at one moment of the script."""

    at: datetime
    happen: Callable[[datetime], object]


class ScriptError(Exception):
    """The script asks for something a service refuses: it names the order and the step."""


class Script:
    """Sittings and direct orders as events in time."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.players = Players(timeline)
        self.clerk = Clerk(self.players)
        self.conclusions: dict[str, Conclusion] = {}
        self.directives: dict[int, Directive] = {}  # by id() of the order in the script
        self.events: list[Event] = []

    def in_order(self) -> list[Event]:
        """All events, oldest first."""
        return sorted(self.events, key=lambda event: event.at)

    def plan(self, at: datetime, happen: Callable[[datetime], object]) -> None:
        """Let `happen` be called with the moment `at`."""
        self.events.append(Event(at, happen))

    def add_sitting(self, sitting: Sitting, *, shift: int = 0) -> None:
        """A conclusion with its points and what becomes of them; `shift` minutes later than others."""

        def enter(now: datetime) -> None:
            self.conclusions[sitting.title] = self.clerk.enter(sitting, now=now)

        def give_text(now: datetime) -> None:
            self.clerk.give_text(sitting, self.conclusions[sitting.title], now=now)

        def settle(now: datetime) -> None:
            conclusion = Conclusion.objects.get(pk=self.conclusions[sitting.title].pk)
            drafts = self.clerk.settle(sitting, conclusion, now=now)
            if sitting.issue:
                actor = self.players.named(sitting.monitor, now)
                for directive in issue_conclusion(conclusion.pk, actor=actor, now=now + timedelta(minutes=6)):
                    self.directives[id(drafts[directive.pk])] = directive

        self.plan(self.timeline.at(sitting.meeting_ago, *ENTERED), enter)
        if not sitting.sample:
            return
        self.plan(self.timeline.at(sitting.notice_ago, TEXT[0], TEXT[1] + shift), give_text)
        self.plan(self.timeline.at(sitting.notice_ago, ISSUED[0], ISSUED[1] + shift), settle)
        for number, order in enumerate(sitting.points):
            if isinstance(order, Order):
                self._plan_life(order, shift=shift + number * 5)

    def add_order(self, order: Order, *, shift: int = 0) -> None:
        """A directive given directly, with what becomes of it."""

        def issue(now: datetime) -> None:
            self.directives[id(order)] = self.clerk.issue_directly(order, now=now)

        self.plan(self.timeline.at(order.issued_ago, ISSUED[0], ISSUED[1] + shift), issue)
        self._plan_life(order, shift=shift + 3)

    def _plan_life(self, order: Order, *, shift: int) -> None:
        """The steps of one directive: in the order written, a while apart when they share a day."""
        taken: dict[int, int] = {}
        for step in order.life:
            nth = taken[step.ago] = taken.get(step.ago, -1) + 1
            at = self.timeline.at(step.ago, STEPS[0], STEPS[1] + shift % 40 + nth * STEP_MINUTES)
            self.plan(at, partial(self._perform, order, step))

    def _perform(self, order: Order, step: Step, now: datetime) -> None:
        directive = Directive.objects.select_related("monitor", "directed_by").get(
            pk=self.directives[id(order)].pk
        )
        try:
            self.players.perform(step, directive, now)
        except Refusal as refusal:
            raise ScriptError(f"{order.title}: {step.verb} {step.part} ({step.ago}): {refusal}") from refusal
