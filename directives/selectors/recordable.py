"""What waits for the decision of the leaders a person assists: what they may record as already decided."""

from dataclasses import dataclass

from departments.actors import Actor
from departments.models import Membership
from directives.models import Assignment
from directives.selectors import work
from directives.selectors.periods_waiting import load_periods
from directives.selectors.today import TodayInfo

SHOWN = 20  # parts named for one leader; all of them are counted


@dataclass(frozen=True)
class Recordable:
    """Parts on the desk of one leader, with `group` as on that leader's own page; `count` covers all of them."""

    leader: Membership
    parts: list[Assignment]
    count: int


def to_record(actor: Actor, info: TodayInfo) -> list[Recordable]:
    """One entry for each leader with something to decide; no statement for whoever assists nobody."""
    found = []
    for post in actor.assists:
        leader = actor.in_post(post)
        waits = work.work_list(leader, info)
        if waits.total:
            parts = waits.rows[:SHOWN]
            load_periods(parts, leader, today=info.day)
            found.append(Recordable(post, parts, waits.total))
    return found
