"""Loads the demo: the sample province, then its script, each act by the service a person's click would call."""

from datetime import date, datetime

from django.db import transaction

from config.demo.direct_orders import DIRECT_ORDERS
from config.demo.environment import ENVIRONMENT
from config.demo.industrial_zones import INDUSTRIAL_ZONES
from config.demo.more_direct_orders import MORE_DIRECT_ORDERS
from config.demo.playing import Script
from config.demo.recent_conclusions import ADMINISTRATIVE_REFORM, BRIEFING, DRAINAGE, WORKERS_HOUSING
from config.demo.script import Sitting
from config.demo.southern_gateway import SOUTHERN_GATEWAY
from config.demo.timeline import Timeline
from config.demo.troubled_orders import TROUBLED_ORDERS
from config.demo.working_session import WORKING_SESSION
from departments.sample import DEMO_PASSWORD, create_sample_organisation
from departments.selectors import working_calendar
from directives.models import Pending
from directives.services.implied import accept_silent_parts
from directives.services.recurring import catch_up
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


def load_demo(*, today: date, password: str = DEMO_PASSWORD, with_mail: bool = True) -> None:
    """Fill an empty database as it would stand on the morning of `today`; all of it or nothing.

    Mail of the last working day goes to the mail backend within the transaction, which suits the local mailbox
    only: elsewhere pass `with_mail` as False.
    """
    with transaction.atomic():
        create_sample_organisation(today=today, password=password)
        _play(Timeline(today, working_calendar()), with_mail=with_mail)


def _play(timeline: Timeline, *, with_mail: bool) -> None:
    """Do everything, oldest first; what the clock alone does happens every morning."""
    script = Script(timeline)
    for number, sitting in enumerate(SITTINGS):
        script.add_sitting(sitting, shift=number * 3)
    for number, order in enumerate(DIRECT_ORDERS + MORE_DIRECT_ORDERS + TROUBLED_ORDERS):
        script.add_order(order, shift=number * 2)
    for ago in range(max(sitting.meeting_ago for sitting in SITTINGS), 0, -1):
        script.plan(timeline.at(ago, 6), lambda now: accept_silent_parts(now=now))
        script.plan(timeline.at(ago, 6, 10), lambda now: catch_up(now=now))
    script.plan(timeline.at(MAIL_FROM, 6, 30), _set_aside)
    if with_mail:
        for ago in range(MAIL_FROM, 0, -1):
            for hour, minute in (LISTS, EVENTS):
                script.plan(timeline.at(ago, hour, minute), lambda now: tick(now=now))
    for event in script.in_order():
        event.happen(event.at)
    if with_mail:
        Tick.objects.filter(name=NAME).delete()  # the pulse /healthz looks at is that of real ticks
    else:
        _set_aside(timeline.at(1, 23))


def _set_aside(now: datetime) -> None:
    """Drop what was still to be told of acts before `now`: mails about them would come weeks late."""
    Pending.objects.filter(entry__at__lt=now).delete()
