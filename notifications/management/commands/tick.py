"""`manage.py tick`: what Celery does every half minute, for cron, for a machine without a broker and for demos."""

import argparse
import logging
import time
from datetime import datetime
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from departments.clock import now
from notifications.engine.tick import TickReport, tick

logger = logging.getLogger(__name__)


def moment(value: str) -> datetime:
    """A local or aware ISO moment: 2026-11-23T07:30."""
    found = parse_datetime(value)
    if found is None:
        raise argparse.ArgumentTypeError(f"{value!r} is no moment; write it as 2026-11-23T07:30")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


class Command(BaseCommand):
    help = "Drain, plan and deliver once, or every so many seconds."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="go on, once every SECONDS")
        parser.add_argument(
            "--at", type=moment, metavar="ISO", help="pretend it is this moment (demo, tests)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        every, at = options["loop"], options["at"]
        if isinstance(at, str):  # from call_command, which skips the parser
            at = moment(at)
        if every is None:
            self._tell(tick(now=at or now()))
            return
        if at is not None:
            raise CommandError("--at stands still and --loop goes on: give one of them.")
        if every < 1:
            raise CommandError("--loop takes at least one second.")
        self._go_on(every)

    def _go_on(self, every: int) -> None:
        try:
            while True:
                started = time.monotonic()
                try:
                    tick(now=now())
                except Exception:  # a database that restarts must not end the loop
                    logger.exception("The tick failed; the next one comes in %s seconds", every)
                time.sleep(max(0.0, every - (time.monotonic() - started)))
        except KeyboardInterrupt:
            return

    def _tell(self, report: TickReport) -> None:
        self.stdout.write(
            f"accepted {report.accepted}, drained {report.drained}, planned {report.planned}, "
            f"folded {report.folded}, sent {report.sent}, postponed {report.postponed}, "
            f"empty or dead {report.empty_or_dead}"
        )
        if report.failed:
            raise CommandError(f"Failed: {', '.join(report.failed)}. The log says why.")
