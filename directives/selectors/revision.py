"""A corrected text as its page shows it: point by point beside the text before, what is decided and what is not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from departments.actors import Actor
from directives import permissions
from directives.comparison.alignment import Relation
from directives.comparison.columns import Row, columns
from directives.comparison.words import Kind, Run, differences
from directives.lifecycle import Status
from directives.models import (
    Aspect,
    ChangeState,
    Conclusion,
    ConclusionRevision,
    Directive,
    RevisionChange,
    RevisionPoint,
    RevisionState,
)
from directives.services.revision_deciding import VERBS_OF, may_be_reopened, only_wording

UNTOUCHED = (Relation.SAME, Relation.MOVED)


@dataclass(frozen=True)
class ShownChange:
    """A change with the verbs that may be used on it now; `replaces` and `issues` tell of a new directive."""

    change: RevisionChange
    verbs: Sequence[str] = ()
    replaces: bool = False
    issues: bool = False
    closed: bool = False
    reopens: bool = False


@dataclass(frozen=True)
class ShownPoint:
    """A point by its number in both texts, with the words that differ. `directive` only where it may be seen."""

    point: RevisionPoint
    number: int | None
    old_number: int | None
    directive: Directive | None
    changes: Sequence[ShownChange]
    tick: int | None = None  # the change that may be taken together with others of wording alone

    @property
    def untouched(self) -> bool:
        return self.point.relation in UNTOUCHED and not self.changes

    @cached_property
    def runs(self) -> list[Run]:
        return differences(self.point.old_text, self.point.text)

    @property
    def old_runs(self) -> list[Run]:
        return [run for run in self.runs if run.kind is not Kind.IN]

    @property
    def new_runs(self) -> list[Run]:
        return [run for run in self.runs if run.kind is not Kind.OUT]


@dataclass(frozen=True)
class RevisionPage:
    revision: ConclusionRevision
    points: Sequence[ShownPoint]
    counted: Sequence[RevisionChange] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def decided(self) -> int:
        return sum(not row.is_open for row in self.counted)

    @property
    def touched(self) -> list[ShownPoint]:
        return [point for point in self.points if not point.untouched]

    @property
    def untouched(self) -> list[ShownPoint]:
        return [point for point in self.points if point.untouched]

    @property
    def ticks(self) -> list[int]:
        return [point.tick for point in self.points if point.tick is not None]

    @property
    def in_bulk(self) -> bool:
        """Whether several wordings wait that may be taken over together; a single one has its own button."""
        return len(self.ticks) > 1

    @property
    def may_withdraw(self) -> bool:
        applied = any(row.state == ChangeState.APPLIED for row in self.counted)
        return not applied and self.revision.state != RevisionState.WITHDRAWN

    @cached_property
    def rows(self) -> list[Row]:
        """Both texts whole, paragraph beside paragraph."""
        return columns(self.revision.base_text, self.revision.text)


def revision_page(actor: Actor, revision: ConclusionRevision) -> RevisionPage:
    """What `actor` may see of it: both texts, and of the changes those of directives they see. Seven statements."""
    points = list(revision.points.order_by("position"))
    changes = list(
        revision.changes.select_related("directive", "department", "issued", "decided_by", "amendment")
    )
    named = {row.directive_id for row in points} | {row.directive_id for row in changes}
    seen = permissions.visible_directives(actor).filter(pk__in=[pk for pk in named if pk is not None])
    directives = {row.pk: row for row in seen.exclude(status=Status.DRAFT)}
    shown = [row for row in changes if row.directive_id in directives or actor.sees_everything]
    working = actor.is_office and revision.state != RevisionState.WITHDRAWN
    simple = {row.point_id: row.pk for row in only_wording(revision)} if working else {}
    again = may_be_reopened(shown) if working else set()
    numbers = _numbers([row.start for row in points])
    old_numbers = _numbers([row.old_start for row in points])
    of_point: dict[int, list[ShownChange]] = {}
    for row in shown:
        of_point.setdefault(row.point_id, []).append(_shown(row, working=working, reopens=row.pk in again))
    found = []
    for point in points:
        point.revision = revision
        gone = point.relation == Relation.MERGED and not point.carried
        found.append(
            ShownPoint(
                point,
                numbers.get(point.start or 0) if point.start is not None and not gone else None,
                old_numbers.get(point.old_start or 0) if point.old_start is not None else None,
                directives.get(point.directive_id or 0),
                _with_standing(point, of_point.get(point.pk, [])),
                simple.get(point.pk),
            )
        )
    return RevisionPage(revision, found, shown)


def _numbers(starts: Sequence[int | None]) -> dict[int, int]:
    """Offset → number of the point in its text."""
    return {start: n for n, start in enumerate(sorted({at for at in starts if at is not None}), 1)}


def _shown(row: RevisionChange, *, working: bool, reopens: bool) -> ShownChange:
    directive = row.directive
    if not working or not row.is_open:
        closed = directive is not None and not directive.is_open
        return ShownChange(row, closed=closed, reopens=reopens)
    if directive is None:
        return ShownChange(row, issues=True)
    if not directive.is_open:
        return ShownChange(row, closed=True)
    verbs = [
        verb
        for verb in VERBS_OF[row.aspect]
        if verb != "propose_correction" or (directive.status == Status.ASSIGNED and row.due_on is not None)
    ]
    return ShownChange(row, verbs, replaces=row.aspect in (Aspect.WORDING, Aspect.LEAD, Aspect.DEADLINE))


def _with_standing(point: RevisionPoint, changes: list[ShownChange]) -> list[ShownChange]:
    """A new directive takes the place of the old one once a point: it is offered at the first open change."""
    offered, found = not point.standing, []
    for row in changes:
        keep = row.replaces and not offered
        offered = offered or keep
        found.append(replace(row, replaces=keep))
    return found


def revisions_of(actor: Actor, conclusion: Conclusion) -> list[ConclusionRevision]:
    """The corrected texts of a conclusion, newest first; one that was withdrawn is for the Office and the Chair."""
    rows = conclusion.revisions.select_related("by", "source_file").defer("text").order_by("-ordinal")
    if not actor.sees_everything:
        rows = rows.exclude(state=RevisionState.WITHDRAWN)
    return list(rows)


def issued_later(actor: Actor, conclusion: Conclusion) -> list[Directive]:
    """Directives issued for points of corrected texts, in the order they were issued, as far as `actor` sees them."""
    seen = permissions.visible_directives(actor).filter(conclusion=conclusion, points=None)
    return list(seen.exclude(status=Status.DRAFT).order_by("pk"))


def revised_by(directive: Directive) -> list[RevisionChange]:
    """What corrected texts have changed about a directive, newest first; one statement."""
    rows = RevisionChange.objects.filter(state=ChangeState.APPLIED).select_related(
        "revision", "department", "point"
    )
    rows = rows.filter(directive=directive) | rows.filter(issued=directive)
    return list(rows.defer("revision__text").order_by("-decided_at", "-pk"))
