"""Who hears of a bottleneck: whoever is asked must act, the raiser's side, the one asked and the monitor must know."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from directives.models import Assignment, Bottleneck, JournalEntry
from directives.selectors.bottlenecks import open_of
from notifications import audience

VERBS = frozenset({"raise_bottleneck", "triage", "reply", "decide", "resolve", "mark_beyond", "follow_up"})
TO_EVERYBODY = {
    "reply": "bottleneck_reply",
    "decide": "bottleneck_ended",
    "resolve": "bottleneck_ended",
    "mark_beyond": "bottleneck_beyond",
    "follow_up": "bottleneck_followed_up",
}
# Told only while something is still expected of who hears it.
WHILE_OPEN = frozenset({"bottleneck_asked", "bottleneck_to_pass_on"})

People = tuple[int, ...]


class Stuck:
    """The bottlenecks the entries of one batch are about, and who answers for the departments asked: two statements."""

    def __init__(self, entries: Sequence[JournalEntry], on: date) -> None:
        self.entries, self.on = entries, on

    @cached_property
    def rows(self) -> dict[int, Bottleneck]:
        ids = {entry.data["bottleneck"] for entry in self.entries if _is_about_one(entry)}
        return Bottleneck.objects.select_related("asked_department").in_bulk(ids) if ids else {}

    @cached_property
    def desks(self) -> dict[int, list[tuple[int, str]]]:
        named = {entry.data.get("asked_department") for entry in self.entries if _is_about_one(entry)}
        asked = {row.asked_department_id for row in self.rows.values()} | named
        return audience.people_by_department(
            {pk for pk in asked if pk is not None}, audience.RECEIVING_POSTS, self.on
        )

    def asked(self, department: int | None, leader: int | None, part: Assignment) -> People:
        """Head and clerks of the department asked, else the leader, else the monitor: outside bodies get no mail."""
        if leader is not None:
            return (leader,)
        desk = [user_id for user_id, _post in self.desks.get(department or 0, [])]
        return tuple(desk) or monitor_of(part)

    def tellings(
        self, entry: JournalEntry, part: Assignment, workers: People
    ) -> Iterable[tuple[str, People]]:
        """Rules with the people they are told to; the person who clicked is still among them."""
        row = self.rows.get(entry.data.get("bottleneck") or 0)
        if row is None:
            if entry.verb == "follow_up":
                yield "followed_up", _all(workers, monitor_of(part))
            return
        asked = self._asked_by(entry, row, part)
        match entry.verb:
            case "raise_bottleneck" if entry.data.get("asked_department") is None:
                yield "bottleneck_to_pass_on", monitor_of(part)
            case "raise_bottleneck":
                yield "bottleneck_asked", asked
                yield "bottleneck_raised", tuple(set(monitor_of(part)) - set(asked))
            case "triage":
                yield "bottleneck_asked", asked
                side = set(_all(workers, (row.raised_by_id,)))
                yield "bottleneck_passed_on", tuple(sorted(side - set(asked)))
            case "reply":
                yield TO_EVERYBODY["reply"], _all(workers, (row.raised_by_id,), asked)
            case verb:
                yield TO_EVERYBODY[verb], _all(workers, (row.raised_by_id,), asked, monitor_of(part))

    def _asked_by(self, entry: JournalEntry, row: Bottleneck, part: Assignment) -> People:
        if entry.verb in ("raise_bottleneck", "triage"):
            return self.asked(entry.data.get("asked_department"), entry.data.get("asked_leader"), part)
        if row.passed_on_at is None and row.asked_department_id is None:
            return monitor_of(part)  # the leader has not been asked yet
        return self.asked(row.asked_department_id, row.asked_leader_id, part)


def _is_about_one(entry: JournalEntry) -> bool:
    return entry.verb in VERBS and bool(entry.data.get("bottleneck"))


def _all(*groups: People) -> People:
    return tuple(sorted({person for group in groups for person in group}))


def monitor_of(part: Assignment) -> People:
    return (part.monitor_id,) if part.monitor_id else ()


def still_holds(rule: str, part: Assignment) -> bool:
    """Whether a line about a bottleneck is still worth telling; `part` carries its open bottlenecks."""
    return bool(open_of(part)) if rule in WHILE_OPEN else True
