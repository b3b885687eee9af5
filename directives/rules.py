"""Rules an administrator may change, with their defaults. The environment holds deployment only.

Days are working days unless the name says otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from typing import Any

from directives.models.rule import Rule


@dataclass(frozen=True)
class Rules:
    """All rules of this installation as typed values."""

    accept_after_days: int = 2  # silent days after which a part counts as accepted
    refuse_within_days: int = 2  # days in which a department may refuse
    contest_within_days: int = 3  # days in which a department may contest a date set by the Office
    correct_within_days: int = 2  # days in which two persons may correct a mistyped date
    extension_decided_by: str = "leader"  # leader, office or chair
    extensions_at_most: int = 2  # granted extensions per part; 0: no limit
    extension_after_expiry: bool = False  # whether more time may be asked for once the deadline has passed
    annul_within_days: int = 3  # days in which a leader may annul what an assistant has recorded
    due_soon_days: int = 3  # a part is "due soon" this many days before its deadline
    silent_days: int = 10  # no report for this long counts as silent
    notice_within_days: int = 3  # the Office's own clock: notice after the meeting
    remind_before_days: tuple[int, ...] = (3, 0)  # rungs of the ladder before the deadline; 0: on the day
    overdue_daily_days: int = 5  # overdue: every working day this long, then weekly
    urge_every_days: int = 5  # after that a numbered urging this often; 0: none by rule
    move_due_off_days: bool = False  # a deadline on a day off counts on the next working day; else as written
    undated_after_days: tuple[int, ...] = (30, 90)  # calendar days after which a missing date is called up
    periods_ahead: int = 1  # reporting periods made beside the running one
    period_cutoff_day: int = (
        14  # data close on this day of a period's last month (Decree 09/2019/NĐ-CP, art. 12)
    )
    period_due_day: int = 20  # and are reported by this day, unless the directive says otherwise
    week_cutoff_day: int = 4  # of weekly reports, Monday being 1: data close on Thursday, reported on Friday
    week_due_day: int = 5
    review_before_days: int = 10  # a quarterly review is called up this many days before the quarter ends
    list_hour: int = 7  # local hour and minute of the daily list
    list_minute: int = 30
    office_from_hour: int = 7  # events go between these local hours on working days
    office_until_hour: int = 18


_read: ContextVar[list[Rules] | None] = ContextVar("rules", default=None)  # empty until they are asked for


@contextmanager
def read_once() -> Iterator[None]:
    """Whoever asks for the rules in here shares one reading: for answers that change nothing."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def load_rules() -> Rules:
    """The rules in force: one SQL statement. Unknown keys and values of the wrong type are ignored."""
    read = _read.get()
    if read is None:
        return _from_database()
    if not read:
        read.append(_from_database())
    return read[0]


def _from_database() -> Rules:
    stored: dict[str, Any] = dict(Rule.objects.values_list("key", "value"))
    known: dict[str, Any] = {}
    for rule in fields(Rules):
        value = stored.get(rule.name)
        if isinstance(rule.default, tuple) and isinstance(value, list) and all(type(v) is int for v in value):
            known[rule.name] = tuple(value)
        elif type(value) is type(rule.default):
            known[rule.name] = value
    return Rules(**known)
