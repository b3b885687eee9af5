"""A part's way over the desks, told from the journal: time per step, and the journal with its gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from departments.clock import today as local_day
from directives.lifecycle import CLOSED, OPEN, Role, Status
from directives.models import Assignment, JournalEntry
from directives.selectors.today import TodayInfo

AHEAD = (Status.ASSIGNED, Status.IN_PROGRESS, Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL)
# What comes after these is done again.
AGAIN = ("return_", "reopen", "reopen_directive")
SHORTEST = 0.4  # in working days: a step passed within a day is still seen in the track


@dataclass(frozen=True)
class Stay:
    """One stay of a part in a status. `until` is None while it lasts; `ended_by` the verb that ended it."""

    status: Status
    since: date
    until: date | None
    days: int
    again: bool = False
    ended_by: str = ""

    @property
    def current(self) -> bool:
        return self.until is None


@dataclass(frozen=True)
class Segment:
    """A stay as a rectangle of the track: `x` and `width` in hundredths, written with a decimal point."""

    stay: Stay
    x: str
    width: str
    tone: str


@dataclass(frozen=True)
class Rail:
    segments: list[Segment]
    ahead: list[Status]
    total_days: int


@dataclass(frozen=True)
class Gap:
    """Time between two entries that moved the part: so long it lay where `status` puts it."""

    status: Status
    days: int
    running: bool


def stays_of(part: Assignment, entries: Sequence[JournalEntry], info: TodayInfo) -> list[Stay]:
    """The stays of `part` in order, from entries of its directive in the order they were written."""
    started = part.assigned_on or (local_day(entries[0].at) if entries else info.day)
    stays: list[Stay] = []
    status, since, returned = Status.ASSIGNED, started, False
    for entry in entries:
        move = moved_by(entry, part)
        if move is None:
            continue
        on = local_day(entry.at)
        if status in OPEN:  # from its closing to its reopening a part lies on no desk
            stays.append(_stay(status, since, on, returned, entry.verb, info))
        returned = returned or entry.verb in AGAIN
        status, since = Status(move[1]), on
    if status in OPEN:
        stays.append(_stay(status, since, None, returned, "", info))
    return stays


def moved_by(entry: JournalEntry, part: Assignment) -> tuple[str, str] | None:
    """From which status to which `entry` moved `part`, by itself or with the whole directive; None when it did not."""
    if entry.part_id == part.pk and entry.from_status and entry.to_status:
        return entry.from_status, entry.to_status
    if entry.part_id is None and (move := entry.data.get("moved", {}).get(str(part.pk))):
        return move[0], move[1]
    return None


def _stay(status: Status, since: date, until: date | None, again: bool, verb: str, info: TodayInfo) -> Stay:
    days = max(0, info.calendar.between(since, until or info.day))
    return Stay(status, since, until, days, again and status is Status.IN_PROGRESS, verb)


def rail_of(part: Assignment, stays: Sequence[Stay], *, needs_approval: bool) -> Rail | None:
    """The track of a part that goes through the flow; None for the others."""
    if part.role not in (Role.LEAD, Role.EACH) or not stays:
        return None
    weights = [max(float(stay.days), SHORTEST) for stay in stays]
    whole, x, segments = sum(weights), 0.0, []
    for stay, weight in zip(stays, weights, strict=True):
        width = weight / whole * 100
        segments.append(Segment(stay, f"{x:.2f}", f"{max(width - 0.4, 0.3):.2f}", _tone(stay)))
        x += width
    return Rail(segments, _ahead(part, needs_approval), sum(stay.days for stay in stays))


def _tone(stay: Stay) -> str:
    if stay.status in (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL):
        return "fv"
    if stay.current:
        return "fp"
    if stay.status is Status.ASSIGNED:
        return "f1"
    return "f3" if stay.again else "f2"


def _ahead(part: Assignment, needs_approval: bool) -> list[Status]:
    status = Status(part.status)
    if status in CLOSED or status not in AHEAD:
        return []
    ahead = list(AHEAD[AHEAD.index(status) + 1 :])
    return ahead if needs_approval else [step for step in ahead if step is not Status.AWAITING_APPROVAL]


def with_gaps(
    entries: Sequence[JournalEntry], part: Assignment | None, stays: Sequence[Stay], info: TodayInfo
) -> list[JournalEntry | Gap]:
    """The journal newest first; above each entry that began a stay of a day or more stands its gap."""
    begun: dict[date, list[Stay]] = {}
    for stay in stays:
        if stay.days:
            begun.setdefault(stay.since, []).append(stay)
    lines: list[JournalEntry | Gap] = []
    for entry in reversed(entries):
        begins = _begins(entry, part) if part is not None else ""
        for stay in begun.get(local_day(entry.at), []):
            if begins and stay.status == begins:
                lines.append(Gap(stay.status, stay.days, stay.current))
        lines.append(entry)
    return lines


def _begins(entry: JournalEntry, part: Assignment) -> str:
    """The status the entry put `part` into, where it then stayed; issuing and adding it put it at the beginning."""
    move = moved_by(entry, part)
    if move is not None:
        return move[1]
    first = entry.verb == "issue" or entry.data.get("part") == part.pk
    return Status.ASSIGNED if first else ""


def days_since(moment: datetime, info: TodayInfo) -> int:
    """Working days since the local day of `moment`."""
    return info.working_days_since(local_day(moment))
