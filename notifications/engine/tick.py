"""One tick: everything time alone makes happen. Safe to run twice, at once, or never for a day."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from departments.clock import today as local_day
from departments.selectors import working_calendar
from directives.rules import load_rules
from directives.services.asks import record_silence
from directives.services.implied import accept_silent_parts
from directives.services.succession import carry_out
from directives.services.urgings import urge_by_rule
from notifications.engine.claim import claim
from notifications.engine.drain import BATCH, drain
from notifications.engine.fold import fold_events
from notifications.engine.lines import ListDay
from notifications.engine.notices import seal_and_tell
from notifications.engine.periods import make_periods
from notifications.engine.plan import plan
from notifications.engine.send import send_batch
from notifications.models import Tick

logger = logging.getLogger(__name__)

NAME = "tick"
BUDGET_SECONDS = 20.0  # less than the interval of the beat


@dataclass
class TickReport:
    """What a tick did, for the log, the tests and the watchdog."""

    accepted: int = 0
    periods: int = 0
    silent: int = 0
    urged: int = 0
    taken_over: int = 0
    drained: int = 0
    planned: int = 0
    folded: int = 0
    sent: int = 0
    postponed: int = 0
    empty_or_dead: int = 0
    sealed: bool = False
    failed: list[str] = field(default_factory=list)


def tick(*, now: datetime, budget_seconds: float = BUDGET_SECONDS) -> TickReport:
    """Run every stage once, sending for at most `budget_seconds`; a stage that fails does not stop the others."""
    started, report = time.monotonic(), TickReport()
    day = ListDay(local_day(now), working_calendar(), load_rules())

    def stage(name: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            logger.exception("Stage %s of the tick failed", name)
            report.failed.append(name)

    def accept() -> None:
        report.accepted = accept_silent_parts(now=now)

    def take_over() -> None:
        report.taken_over = carry_out(now=now).parts

    def periods() -> None:
        report.periods = make_periods(now=now)

    def silence() -> None:
        report.silent = record_silence(now=now)

    def urge() -> None:
        report.urged = urge_by_rule(now=now)

    def drain_all() -> None:
        while time.monotonic() - started < budget_seconds:
            done = drain(now=now, calendar=day.calendar, rules=day.rules)
            report.drained += done
            if done < BATCH:
                return

    def plan_lists() -> None:
        report.planned = plan(now=now, calendar=day.calendar, rules=day.rules)

    def fold() -> None:
        report.folded = fold_events(now=now)

    def seal() -> None:
        report.sealed = seal_and_tell(now=now, calendar=day.calendar, rules=day.rules)

    def deliver() -> None:
        while time.monotonic() - started < budget_seconds:
            claimed = claim(now=now, day=day)
            if not claimed.messages:
                return
            counts = send_batch(claimed, now=now, day=day)
            report.sent += counts.sent
            report.postponed += counts.postponed
            report.empty_or_dead += counts.empty_or_dead
            if counts.server_error:
                return

    for name, work in (
        ("accept", accept),
        ("take over", take_over),
        ("periods", periods),
        ("silence", silence),
        ("urge", urge),
        ("drain", drain_all),
        ("plan", plan_lists),
        ("fold", fold),
        ("seal", seal),
        ("deliver", deliver),
    ):
        stage(name, work)
    Tick.objects.update_or_create(name=NAME, defaults={"at": now, "data": asdict(report)})
    return report
