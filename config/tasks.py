"""What the service does by night: it looks whether its own records agree."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from itertools import chain

from celery import shared_task

from departments.clock import now as present
from departments.clock import today as local_day
from directives import invariants as domain
from directives import journal_check
from notifications.services import record_check
from workflows import invariants as flow

logger = logging.getLogger(__name__)

JOURNAL_DAYS = (
    7  # streams that have not moved for a week stand under a seal; verify_journal alone reads them all
)
LOGGED = 100  # differences named in the log; the rest is counted


def check_records(*, now: datetime) -> Counter[str]:
    """Count differences by kind, keep the count for /healthz, log the first ones and mail administrators of any."""
    kinds: Counter[str] = Counter()
    for found in chain(domain.differences(), flow.differences()):
        _log(kinds, found.kind, str(found))
    since = local_day(now) - timedelta(days=JOURNAL_DAYS)
    for broken in journal_check.Check(since).breaks():
        _log(kinds, "journal", journal_check.words(broken))
    logger.info("Nightly check: %s differences", kinds.total())
    record_check(kinds, now=now)
    return kinds


def _log(kinds: Counter[str], kind: str, words: str) -> None:
    kinds[kind] += 1
    if kinds.total() <= LOGGED:
        logger.error("Nightly check: %s", words)


# Longer than the limits of other tasks: at a million parts it reads for minutes. Ticks it delays expire unharmed.
@shared_task(name="config.tasks.nightly_check", soft_time_limit=3000, time_limit=3300)
def nightly_check() -> None:
    check_records(now=present())
