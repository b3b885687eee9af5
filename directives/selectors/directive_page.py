"""Everything the page of one directive shows, in a number of statements that does not depend on its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from departments.actors import Actor
from departments.models import Department, Division, User
from directives import permissions
from directives.lifecycle import STATUS_LABELS, VERBS, Mode, Role, Status, Verb
from directives.models import (
    Assignment,
    ConclusionPoint,
    Correspondence,
    Directive,
    JournalEntry,
    PreparedAct,
    ProgressReport,
)
from directives.selectors import internal_words, requests_of, timeline, verbs
from directives.selectors.bottlenecks_of import Told, bottlenecks_of
from directives.selectors.related import Related, related
from directives.selectors.today import TodayInfo, today_info

JOURNAL_SHOWN = 60  # entries shown at once; the rest behind a link
# Statuses in which a part waits for somebody outside the department: shown first when nothing is chosen.
WAITING_OUTSIDE = (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL, Status.REFUSED)


@dataclass(frozen=True)
class Names:
    """Names of what journal entries and prepared acts point at by id."""

    departments: dict[int, str]
    people: dict[int, str]
    divisions: dict[int, str]


@dataclass
class DirectivePage:
    """One directive as one person sees it. `part` is the part the verbs and the rail are about."""

    directive: Directive
    info: TodayInfo
    point: ConclusionPoint | None
    parts: list[Assignment]
    part: Assignment | None
    totals: dict[Status, int]
    verbs: list[Verb]
    whole_verbs: list[Verb]
    prepared: PreparedAct | None
    to_release: frozenset[str]
    rail: timeline.Rail | None
    lines: list[JournalEntry | timeline.Gap]
    entry_count: int
    reports: list[ProgressReport]
    names: Names
    requests: requests_of.Requests
    bottlenecks: list[Told]
    related: Related
    may_follow_up: bool
    informed: list[Assignment] = field(default_factory=list)
    correspondence: list[Correspondence] = field(default_factory=list)

    @property
    def named_beside(self) -> list[str]:
        """Coordinators whom the text names only in general, or whom nobody of ours is called like, in its words."""
        rows = self.point.proposal.get("coordinating", []) if self.point is not None else []
        return [
            str(row["name"]) for row in rows if row.get("department") is None and row.get("group") is None
        ]

    @property
    def hidden_parts(self) -> int:
        """Parts of other departments that are only counted, in *each for itself*."""
        shown = sum(part.role == Role.EACH for part in self.parts)
        return max(0, sum(self.totals.values()) - shown)

    @property
    def total(self) -> int:
        """Parts of *each for itself* that still count: a transferred one has its successor."""
        return sum(n for status, n in self.totals.items() if status is not Status.TRANSFERRED)

    @property
    def completed(self) -> int:
        return self.totals.get(Status.COMPLETED, 0)

    @property
    def part_count(self) -> int:
        return len(self.parts) + len(self.informed) + self.hidden_parts

    @property
    def total_words(self) -> list[tuple[str, int]]:
        """How the parts of *each for itself* stand together, by status in its order."""
        return [
            (str(STATUS_LABELS[status]).lower(), self.totals[status])
            for status in Status
            if self.totals.get(status)
        ]

    @property
    def seen(self) -> int:
        return sum(part.status == Status.COMPLETED for part in self.informed)

    @property
    def unseen(self) -> int:
        return len(self.informed) - self.seen

    @property
    def every_entry(self) -> bool:
        return self.entry_count <= sum(isinstance(line, JournalEntry) for line in self.lines)


def directive_page(
    actor: Actor,
    directive: Directive,
    *,
    now: datetime,
    chosen: int | None = None,
    whole_journal: bool = False,
) -> DirectivePage:
    """Load the page of `directive`, which the caller has fetched through `access`."""
    info = today_info(now)
    parts, totals = _parts(actor, directive)
    part = choose(actor, parts, chosen)
    prepared = verbs.open_prepared(part) if part is not None else None
    around = verbs.Circumstances(info.day, info.calendar, info.rules, prepared)
    possible = verbs.available(actor, part, around) if part is not None else []
    entries, count = _journal(actor, directive, parts, whole=whole_journal)
    stays = timeline.stays_of(part, _moving(directive, part, entries, count), info) if part else []
    entries = internal_words.within(actor, entries, {row.pk: row.department_id for row in parts})
    if part is not None and prepared is not None and prepared.part_id == part.pk:
        part.waits_for_release = True  # type: ignore[attr-defined]  # as the lists annotate it
    return DirectivePage(
        directive=directive,
        info=info,
        point=_point(directive),
        parts=[row for row in parts if row.role != Role.INFORMED],
        informed=[row for row in parts if row.role == Role.INFORMED],
        part=part,
        totals=totals,
        verbs=possible,
        whole_verbs=verbs.available_on_directive(actor, directive, around),
        prepared=prepared if _may_read(actor, part) else None,
        to_release=frozenset(verb.name for verb in possible if part and _prepares(actor, verb, part)),
        rail=timeline.rail_of(part, stays, needs_approval=directive.needs_approval) if part else None,
        lines=timeline.with_gaps(entries, part, stays, info),
        entry_count=count,
        reports=_reports(parts),
        names=_names(entries, prepared),
        correspondence=_correspondence(parts),
        requests=requests_of.of_page(actor, directive, parts, part),
        bottlenecks=bottlenecks_of(actor, parts, part, info),
        related=related(actor, directive),
        may_follow_up=permissions.may(actor, VERBS["follow_up"], directive, None),
    )


def _may_read(actor: Actor, part: Assignment | None) -> bool:
    """What waits for release has not left the department: nobody else reads it, not even the Office."""
    return part is not None and permissions.works_on(actor, part)


def _prepares(actor: Actor, verb: Verb, part: Assignment) -> bool:
    return verbs.goes_to_release(actor, verb, part)


def _parts(actor: Actor, directive: Directive) -> tuple[list[Assignment], dict[Status, int]]:
    """Parts this person sees, leads first, and in *each for itself* how all of them stand."""
    rows = (
        permissions.visible_parts(actor, Q(directive=directive))
        .select_related("department", "officer", "division", "unit", "monitor", "directed_by")
        .order_by("pk")
    )
    totals: dict[Status, int] = {}
    if directive.mode == Mode.EACH:
        each = Assignment.objects.filter(directive=directive, role=Role.EACH).exclude(status=Status.DRAFT)
        tally = each.order_by().values_list("status").annotate(n=Count("pk"))
        totals = {Status(status): n for status, n in tally}
    found = list(rows)
    for row in found:
        row.directive = directive
    rank = {Role.LEAD: 0, Role.EACH: 1, Role.COORDINATING: 2, Role.INFORMED: 3}
    found.sort(key=lambda row: (rank[Role(row.role)], not row.is_open, row.department.sort_key, row.pk))
    return found, totals


def choose(actor: Actor, parts: Sequence[Assignment], wanted: int | None) -> Assignment | None:
    """The part the page is about: the one asked for, else one's own, else the lead, else one that waits."""
    by_pk = {part.pk: part for part in parts}
    if wanted in by_pk:
        return by_pk[wanted]
    own = [part for part in parts if permissions.works_on(actor, part)]
    lead = [part for part in parts if part.role == Role.LEAD and part.status != Status.TRANSFERRED]
    waiting = [part for part in parts if part.status in WAITING_OUTSIDE]
    single = list(parts) if len(parts) == 1 else []
    return next(iter([*sorted(own, key=lambda part: not part.is_open), *lead, *waiting, *single]), None)


def _point(directive: Directive) -> ConclusionPoint | None:
    point = directive.points.order_by("start").first()
    if point is not None and directive.conclusion is not None:
        point.conclusion = directive.conclusion
    return point


def _journal(
    actor: Actor, directive: Directive, parts: Sequence[Assignment], *, whole: bool
) -> tuple[list[JournalEntry], int]:
    """Entries about the directive and the parts seen, oldest first: the last ones, or all."""
    entries = JournalEntry.objects.filter(stream=directive.stream)
    if not actor.sees_everything:
        seen = [part.pk for part in parts]
        entries = entries.filter(part_id__in=seen) | entries.filter(part=None)
    count = entries.count()
    newest = entries.select_related("actor", "post__department", "part__department", "on_behalf_of")
    ordered = newest.order_by("-seq")
    rows = list(ordered if whole else ordered[:JOURNAL_SHOWN])
    return rows[::-1], count


def _moving(
    directive: Directive, part: Assignment, shown: list[JournalEntry], count: int
) -> Sequence[JournalEntry]:
    """Entries the stays of `part` are told from: those shown, or where they are not all, the part's own alone."""
    if count <= len(shown):
        return shown
    entries = JournalEntry.objects.filter(stream=directive.stream)
    return list((entries.filter(part=part) | entries.filter(part=None)).order_by("seq"))


def _reports(parts: Sequence[Assignment]) -> list[ProgressReport]:
    """Reports and results of the parts seen, newest first, with their evidence."""
    rows = (
        ProgressReport.objects.filter(part_id__in=[part.pk for part in parts])
        .select_related("prepared_by", "released_by", "post__department", "part__department")
        .prefetch_related("evidence__file")
    )
    return list(rows.order_by("-at", "-pk")[:JOURNAL_SHOWN])


def _correspondence(parts: Sequence[Assignment]) -> list[Correspondence]:
    """What was sent to outside bodies and what they answered, newest first; nothing is asked where there are none."""
    outside = [part.pk for part in parts if part.department.is_outside]
    if not outside:
        return []
    rows = Correspondence.objects.filter(part_id__in=outside).select_related(
        "part__department", "recorded_by"
    )
    return list(rows.prefetch_related("files").order_by("-document_date", "-pk")[:JOURNAL_SHOWN])


def _names(entries: Sequence[JournalEntry], prepared: PreparedAct | None) -> Names:
    """Look up every id the journal and the prepared act mention: three statements."""
    mentions: list[dict[str, Any]] = [entry.data for entry in entries]
    if prepared is not None:
        mentions.append(prepared.data)
    departments, people, divisions = set(), set(), set()
    for data in mentions:
        departments |= {data.get("department"), data.get("proposed_department"), data.get("from_department")}
        departments |= {data.get("asked_department"), data.get("unit")}
        departments |= {pk for key in internal_words.DEPARTMENT_LISTS for pk in data.get(key, [])}
        people |= {data.get("officer"), data.get("prepared_by"), data.get("asked_leader")}
        people |= {data.get("from_person"), data.get("to_person")}
        divisions |= {data.get("division")}
    return Names(
        {row.pk: row.label for row in Department.objects.filter(pk__in=_numbers(departments))},
        {row.pk: str(row) for row in User.objects.filter(pk__in=_numbers(people))},
        {row.pk: row.name for row in Division.objects.filter(pk__in=_numbers(divisions))},
    )


def _numbers(values: set[Any]) -> list[int]:
    return [value for value in values if isinstance(value, int)]
