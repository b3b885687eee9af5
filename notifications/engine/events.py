"""Which event messages a journal entry gives rise to: the one place that says who hears of which act.

Never the person who clicked. Informed parts are told once and never again; sleeping coordinating parts not at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from departments.models import Post, Substitute
from directives.lifecycle import Role, Status
from directives.models import Assignment, JournalEntry, ProgressReport
from notifications import audience
from notifications.engine import whole_told
from notifications.engine.about import About
from notifications.engine.stuck import VERBS as OF_BOTTLENECKS
from notifications.engine.stuck import Stuck
from notifications.engine.stuck import still_holds as bottleneck_holds
from notifications.engine.wanted import wanted_of
from notifications.ladder import URGED
from notifications.stand_ins import StandIn, in_place_of, stand_ins

URGENT = frozenset({"very_urgent", "express"})

# Verb of the journal → rule of the ladder, where the part's own people are told.
TO_WORKERS = {
    "take_over": "taken_over",
    "insist": "kept",
    "return_": "returned",
    "set_deadline": "deadline_set",
}


@dataclass(frozen=True)
class Telling:
    """One line of an event message, before it is addressed: who, about which part, by which rule."""

    rule: str
    part: Assignment
    people: tuple[int, ...]
    mailbox: bool = False  # the department's official mailbox too


@dataclass
class Surroundings:
    """What the entries of one batch refer to, read together: a constant number of statements."""

    entries: Sequence[JournalEntry]
    on: date
    parts: dict[int, Assignment] = field(default_factory=dict)
    issued: dict[int, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    leads: dict[int, Assignment] = field(default_factory=dict)  # of directives that wait for answers

    def __post_init__(self) -> None:
        issues = [
            entry.directive_id for entry in self.entries if entry.verb == "issue" and entry.directive_id
        ]
        single = {entry.part_id for entry in self.entries if entry.part_id}
        single |= {entry.data["part"] for entry in self.entries if entry.verb == "transfer"}
        for entry in self.entries:
            if entry.verb == "calendar_moved":
                single |= set(entry.data["parts"])
            elif entry.verb == "urge_each":
                single |= set(entry.data["urged"])
            elif entry.verb == "add_department":
                single.add(entry.data["part"])
            single |= set(whole_told.moved_ids(entry))
        rows = Assignment.objects.select_related("directive", "department", "officer")
        if issues:
            for part in rows.filter(directive_id__in=issues).order_by("pk"):
                self.issued[part.directive_id].append(part)
                self.parts[part.pk] = part
        missing = single - self.parts.keys()
        if missing:
            self.parts.update({part.pk: part for part in rows.filter(pk__in=missing)})
        if changed := self.whole.open_parts_wanted():
            for part in rows.filter(directive_id__in=changed, is_open=True).order_by("pk"):
                self.parts.setdefault(part.pk, part)
        answered = {
            e.directive_id for e in self.entries if e.verb in ("answer", "no_answer") and e.directive_id
        }
        if answered:
            for lead in rows.filter(directive_id__in=answered, role=Role.LEAD, is_open=True):
                self.parts[lead.pk] = self.leads[lead.directive_id] = lead

    @cached_property
    def desks(self) -> dict[int, list[tuple[int, str]]]:
        departments = {part.department_id for part in self.parts.values()}
        departments |= {part.unit_id for part in self.parts.values() if part.unit_id is not None}
        return audience.people_by_department(departments, audience.RECEIVING_POSTS, self.on)

    @cached_property
    def about(self) -> About:
        """Who has to do with the requests, asks and urgings of the entries."""
        return About(self.entries, self.on)

    @cached_property
    def stuck(self) -> Stuck:
        """Who has to do with the bottlenecks of the entries."""
        return Stuck(self.entries, self.on)

    @cached_property
    def whole(self) -> whole_told.Whole:
        """Who has to do with acts that stop, change or replace a directive or a part."""
        return whole_told.Whole(self.entries, self.on)

    def asking(self, directive_id: int) -> tuple[int, ...]:
        """Who works on the lead part of a directive and so waits for the answers; nobody without an open lead."""
        lead = self.leads.get(directive_id)
        return self.workers(lead) if lead is not None else ()

    def heads(self, part: Assignment) -> tuple[int, ...]:
        """Heads of the part's department: of an urging they hear besides whoever does the work."""
        if part.department.is_outside:
            return ()
        desk = self.desks.get(part.department_id, [])
        return tuple(person for person, post in desk if post in (Post.HEAD, Post.CHIEF_OF_OFFICE))

    @cached_property
    def authors(self) -> dict[int, set[int]]:
        """Part id → everybody who has reported on it or released a report."""
        found: dict[int, set[int]] = defaultdict(set)
        closed = [entry.part_id for entry in self.entries if entry.to_status == Status.COMPLETED]
        rows = ProgressReport.objects.filter(part_id__in=closed)
        for part_id, prepared_by, released_by in rows.values_list("part_id", "prepared_by", "released_by"):
            found[part_id] |= {prepared_by, released_by}
        return found

    @cached_property
    def period_authors(self) -> dict[int, set[int]]:
        """Report id → who prepared and who released the report of a period that was judged."""
        judged = {
            entry.data["report"]
            for entry in self.entries
            if entry.verb.endswith("_period") and entry.data.get("report")
        }
        rows = ProgressReport.objects.filter(pk__in=judged) if judged else ProgressReport.objects.none()
        return {row.pk: {row.prepared_by_id, row.released_by_id} for row in rows}

    @cached_property
    def delegated(self) -> set[int]:
        """Parts handed to an officer in this very batch: that is told by itself, not by their assignment."""
        return {entry.part_id for entry in self.entries if entry.verb == "delegate" and entry.part_id}

    def workers(self, part: Assignment, *, at_assignment: bool = False) -> tuple[int, ...]:
        """The officer, else head and clerks of the unit or the department, else the monitor: `audience.workers`."""
        if not part.department.is_outside:
            handed_later = at_assignment and part.pk in self.delegated
            if part.officer is not None and part.officer.is_active and not handed_later:
                return (part.officer.pk,)
            unit = None if handed_later else part.unit_id
            desks = (self.desks.get(unit or 0), self.desks.get(part.department_id))
            desk = [user_id for user_id, _post in next(filter(None, desks), [])]
            if desk:
                return tuple(desk)
        return (part.monitor_id,) if part.monitor_id else ()

    @cached_property
    def stand_ins(self) -> list[StandIn]:
        return stand_ins(self.on)

    def told_instead(self, user_id: int, part: Assignment) -> int:
        """Who is told about the part in place of `user_id`: whoever stands in for them today, else themselves."""
        return in_place_of(user_id, part.department_id, self.stand_ins)

    def keeper(self, part: Assignment) -> int | None:
        """Who answers for the official mailbox of the part's department: its clerk, else its head, else the monitor."""
        desk = self.desks.get(part.department_id, [])
        clerk = next((user_id for user_id, post in desk if post == Post.CLERK), None)
        return clerk or next((user_id for user_id, _post in desk), None) or part.monitor_id


def tellings(entry: JournalEntry, around: Surroundings) -> Iterable[Telling]:
    """The lines `entry` gives rise to; the person who clicked is still among them."""
    if entry.verb == "issue" and entry.directive_id is not None:
        for issued in around.issued[entry.directive_id]:
            yield from _assigned(issued, around)
        return
    if entry.verb == "calendar_moved":  # of the directive; implied acceptances alone are told to nobody
        for moved in (around.parts[pk] for pk in entry.data["parts"]):
            yield Telling("calendar_moved", moved, around.workers(moved))
        return
    if entry.verb == "urge_each":
        for late in (around.parts[pk] for pk in entry.data["urged"]):
            yield _urged(late, late.urging_count, around)
        return
    if entry.verb == "add_department":
        yield from _assigned(around.parts[entry.data["part"]], around)
        return
    if entry.verb in whole_told.VERBS:
        for rule, told, people in around.whole.tellings(entry, around):
            yield Telling(rule, told, people)
        return
    part = around.parts.get(entry.part_id or 0)
    if part is None:
        return
    yield from _about_requests(entry, part, around)
    if entry.verb in OF_BOTTLENECKS:
        for rule, people in around.stuck.tellings(entry, part, around.workers(part)):
            yield Telling(rule, part, people)
    if entry.verb == "transfer":
        yield Telling("transferred", part, around.workers(part))
        yield from _assigned(around.parts[entry.data["part"]], around)
    elif entry.verb == "delegate" and (part.officer_id or part.unit_id):
        yield Telling("delegated", part, around.workers(part))
    elif entry.verb == "refuse" and part.monitor_id:
        yield Telling("refused", part, (part.monitor_id,))
    elif entry.verb in TO_WORKERS:
        yield Telling(TO_WORKERS[entry.verb], part, around.workers(part))
    elif entry.verb in ("verify_period", "return_period", "approve_period"):
        yield from _of_period(entry, part, around)
    elif entry.to_status == Status.COMPLETED and entry.verb in ("verify", "approve"):
        involved = around.authors[part.pk] | set(around.workers(part))
        yield Telling("completed", part, tuple(sorted(involved | {part.monitor_id or 0} - {0})))


def _of_period(entry: JournalEntry, part: Assignment, around: Surroundings) -> Iterable[Telling]:
    """Whoever reported a period hears that it came back, or that it was accepted for good."""
    rule = "period_returned" if entry.verb == "return_period" else "period_confirmed"
    if rule == "period_returned" or entry.data.get("accepted"):
        reported = around.period_authors.get(entry.data.get("report", 0), set())
        yield Telling(rule, part, tuple(sorted(reported | set(around.workers(part)))))


def _about_requests(entry: JournalEntry, part: Assignment, around: Surroundings) -> Iterable[Telling]:
    """Requests for another date, asks and urgings: who must act, and who must know."""
    monitor = (part.monitor_id,) if part.monitor_id else ()
    match entry.verb:
        case "request_extension" | "contest":
            yield Telling("extension_asked", part, around.about.deciders(entry))
        case "withdraw_extension":
            yield Telling("extension_withdrawn", part, around.about.deciders(entry))
        case "grant_extension" | "refuse_extension":
            rule = "extension_granted" if entry.verb == "grant_extension" else "extension_refused"
            involved = {*around.about.requesters(entry), *around.workers(part), *monitor}
            yield Telling(rule, part, tuple(sorted(involved)))
        case "ask":
            yield Telling("asked", part, around.workers(part), mailbox=True)
        case "withdraw_ask":
            yield Telling("ask_withdrawn", part, around.workers(part))
        case "answer":
            waiting = {*around.asking(part.directive_id), *around.about.asker(entry)}
            yield Telling("answered", part, tuple(sorted(waiting)))
        case "no_answer":
            waiting = {*around.asking(part.directive_id), *around.about.asker(entry), *monitor}
            yield Telling("no_answer", part, tuple(sorted(waiting)))
        case "urge":
            yield _urged(part, entry.data["number"], around)
        case "explain":
            yield Telling("explained", part, tuple(sorted({*around.about.urger(entry), *monitor})))


def _urged(part: Assignment, number: int, around: Surroundings) -> Telling:
    people = {*around.workers(part), *around.heads(part)}
    return Telling(f"{URGED}{number}", part, tuple(sorted(people)), mailbox=True)


def _assigned(part: Assignment, around: Surroundings) -> Iterable[Telling]:
    if part.role == Role.INFORMED:
        yield Telling("informed", part, around.workers(part), mailbox=True)
    elif part.awake and part.role != Role.COORDINATING:  # these hear of what they are asked
        handed_out = part.officer_id is not None and part.pk not in around.delegated
        yield Telling("assigned", part, around.workers(part, at_assignment=True), mailbox=not handed_out)


def _stands_in(recipient: int, officer_id: int | None) -> bool:
    """Whether the line went to somebody who stood in for the officer."""
    absences = Substitute.objects.standing().filter(substitute__user_id=recipient)
    return officer_id is not None and absences.filter(absent__user_id=officer_id).exists()


def still_holds(rule: str, part: Assignment, *, recipient: int, due_on: date | None) -> bool:
    """Whether an event line is still worth telling, by the part as it is now."""
    if rule.startswith(URGED):
        return part.is_open and part.awake
    if rule.startswith("bottleneck_") or rule == "followed_up":
        return bottleneck_holds(rule, part)
    if rule in whole_told.RULES:
        return whole_told.still_holds(rule, part, due_on)
    match rule:
        case "assigned" | "kept" | "taken_over":
            return part.is_open and part.awake
        case "delegated":
            if part.officer_id is None and part.unit_id is not None:
                return part.is_open
            return part.is_open and (part.officer_id == recipient or _stands_in(recipient, part.officer_id))
        case "informed":
            return part.status == Status.ASSIGNED
        case "returned":
            return part.status == Status.IN_PROGRESS
        case "period_returned":
            return part.is_open and part.status == Status.IN_PROGRESS
        case "period_confirmed":
            return True
        case "refused":
            return part.status == Status.REFUSED
        case "deadline_set" | "calendar_moved":
            return part.is_open and part.due_on == due_on
        case "extension_asked":
            return wanted_of(part).request is not None
        case "asked":
            return bool(wanted_of(part).asks)
        case "extension_granted":
            return part.is_open and part.due_on == due_on
        case "extension_refused":
            return part.is_open
        case "extension_withdrawn" | "ask_withdrawn" | "answered" | "no_answer" | "explained":
            return True
        case "transferred":
            return part.status == Status.TRANSFERRED
        case "completed":
            return part.status == Status.COMPLETED
    return False
