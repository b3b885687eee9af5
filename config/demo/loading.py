"""Loads the demo: the sample province, then its script, each act by the service a person's click would call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from config.demo.clerk import Clerk
from config.demo.direct_orders import DIRECT_ORDERS
from config.demo.environment import ENVIRONMENT
from config.demo.industrial_zones import INDUSTRIAL_ZONES
from config.demo.more_direct_orders import MORE_DIRECT_ORDERS
from config.demo.players import Players
from config.demo.recent_conclusions import ADMINISTRATIVE_REFORM, BRIEFING, DRAINAGE, WORKERS_HOUSING
from config.demo.script import Order, Sitting, Step
from config.demo.southern_gateway import SOUTHERN_GATEWAY
from config.demo.timeline import Timeline
from config.demo.working_session import WORKING_SESSION
from departments.sample import DEMO_PASSWORD, create_sample_organisation
from departments.selectors import working_calendar
from directives.errors import Refusal
from directives.models import Conclusion, Directive, Pending
from directives.samples.reference import create_bottleneck_kinds
from directives.services.conclusions import issue_conclusion
from directives.services.implied import accept_silent_parts
from notifications.engine.tick import NAME, tick
from notifications.models import Tick

SITTINGS: tuple[Sitting, ...] = (
    WORKING_SESSION,
    ENVIRONMENT,
    SOUTHERN_GATEWAY,
    INDUSTRIAL_ZONES,
    ADMINISTRATIVE_REFORM,
    WORKERS_HOUSING,
    DRAINAGE,
    BRIEFING,
)
MAIL_FROM = 1  # working days ago from which mail is made; of what came before everybody has long heard
LISTS, EVENTS = (7, 35), (17, 30)
ENTERED, TEXT, ISSUED, STEPS = (16, 0), (8, 20), (9, 0), (10, 0)  # hour and minute of a working day
STEP_MINUTES = 40


def load_demo(*, today: date, password: str = DEMO_PASSWORD, with_mail: bool = True) -> None:
    """Fill an empty database as it would stand on the morning of `today`; all of it or nothing.

    Mail of the last working day goes to the mail backend within the transaction, which suits the local mailbox
    only: elsewhere pass `with_mail` as False.
    """
    with transaction.atomic():
        create_sample_organisation(today=today, password=password)
        create_bottleneck_kinds()
        Script(Timeline(today, working_calendar())).play(with_mail=with_mail)


@dataclass(frozen=True)
class Event:
    """Something that happens at one moment of the script."""

    at: datetime
    happen: Callable[[datetime], object]


class ScriptError(Exception):
    """The script asks for something a service refuses: it names the order and the step."""


class Script:
    """All sittings and direct orders of the demo as events in time."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.players = Players(timeline)
        self.clerk = Clerk(self.players)
        self.conclusions: dict[str, Conclusion] = {}
        self.directives: dict[int, Directive] = {}  # by id() of the order in the script
        self.events: list[Event] = []

    def play(self, *, with_mail: bool) -> None:
        """Do everything, oldest first; what the clock alone does happens every morning."""
        for number, sitting in enumerate(SITTINGS):
            self._plan_sitting(sitting, shift=number * 3)
        for number, order in enumerate(DIRECT_ORDERS + MORE_DIRECT_ORDERS):
            self._plan_order(order, shift=number * 2)
        first = max(sitting.meeting_ago for sitting in SITTINGS)
        for ago in range(first, 0, -1):
            self._plan(self.timeline.at(ago, 6), lambda now: accept_silent_parts(now=now))
        self._plan(self.timeline.at(MAIL_FROM, 6, 30), set_aside)
        if with_mail:
            for ago in range(MAIL_FROM, 0, -1):
                for hour, minute in (LISTS, EVENTS):
                    self._plan(self.timeline.at(ago, hour, minute), lambda now: tick(now=now))
        for event in sorted(self.events, key=lambda event: event.at):
            event.happen(event.at)
        if with_mail:
            Tick.objects.filter(name=NAME).delete()  # the pulse /healthz looks at is that of real ticks
        else:
            set_aside(self.timeline.at(1, 23))

    def _plan(self, at: datetime, happen: Callable[[datetime], object]) -> None:
        self.events.append(Event(at, happen))

    def _plan_sitting(self, sitting: Sitting, *, shift: int) -> None:
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

        self._plan(self.timeline.at(sitting.meeting_ago, *ENTERED), enter)
        if not sitting.sample:
            return
        self._plan(self.timeline.at(sitting.notice_ago, TEXT[0], TEXT[1] + shift), give_text)
        self._plan(self.timeline.at(sitting.notice_ago, ISSUED[0], ISSUED[1] + shift), settle)
        for number, order in enumerate(sitting.points):
            if isinstance(order, Order):
                self._plan_life(order, shift=shift + number * 5)

    def _plan_order(self, order: Order, *, shift: int) -> None:
        def issue(now: datetime) -> None:
            self.directives[id(order)] = self.clerk.issue_directly(order, now=now)

        self._plan(self.timeline.at(order.issued_ago, ISSUED[0], ISSUED[1] + shift), issue)
        self._plan_life(order, shift=shift + 3)

    def _plan_life(self, order: Order, *, shift: int) -> None:
        """The steps of one directive: in the order written, a while apart when they share a day."""
        taken: dict[int, int] = {}
        for step in order.life:
            nth = taken[step.ago] = taken.get(step.ago, -1) + 1
            at = self.timeline.at(step.ago, STEPS[0], STEPS[1] + shift % 40 + nth * STEP_MINUTES)
            self._plan(at, partial(self._perform, order, step))

    def _perform(self, order: Order, step: Step, now: datetime) -> None:
        directive = Directive.objects.select_related("monitor", "directed_by").get(
            pk=self.directives[id(order)].pk
        )
        try:
            self.players.perform(step, directive, now)
        except Refusal as refusal:
            raise ScriptError(f"{order.title}: {step.verb} {step.part} ({step.ago}): {refusal}") from refusal


def set_aside(now: datetime) -> None:
    """Drop what was still to be told of acts before `now`: mails about them would come weeks late."""
    Pending.objects.filter(entry__at__lt=now).delete()
