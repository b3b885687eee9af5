"""One conclusion as its page shows it: the points in order, what each became, and what is still open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from departments.actors import Actor
from directives import permissions
from directives.lifecycle import Mode, Role, Status
from directives.models import Assignment, Conclusion, ConclusionPoint, Directive
from directives.models.choices import Recurrence
from directives.models.conclusion import PointOutcome
from directives.selectors.conclusion_text import Line, lines
from directives.selectors.earlier_notices import EarlierNotice
from directives.selectors.plan_choices import PlanChoices
from directives.selectors.point_doubts import Doubt, certain, doubts_of, rank, sureness_of
from directives.selectors.proposed_plan import LOW, Proposed, propose
from directives.services.plans import Plan, default_title


@dataclass(frozen=True)
class Summary:
    """A directive, issued or proposed, in one line: who, how and until when. Says nothing it does not know."""

    names: Sequence[str]
    mode: str
    deadline_kind: str
    due_on: date | None
    phrase: str
    recurrence: str

    @property
    def recurs(self) -> str:
        return str(Recurrence(self.recurrence).label) if self.recurrence else ""


@dataclass(frozen=True)
class Marked:
    """A point with its number, the directive it became with its parts, or what is proposed for it."""

    number: int
    point: ConclusionPoint
    directive: Directive | None = None
    parts: Sequence[Assignment] = ()
    proposed: Proposed | None = None
    title: str = ""
    summary: Summary | None = None
    earlier: Sequence[EarlierNotice] = ()  # conclusions the text names that have open directives
    doubts: Sequence[Doubt] = ()
    rank: tuple[int, int, float] = (0, 0, 0.0)
    opened_by: str = ""  # who else has it open now
    typed: bool = False  # something typed by the viewer is kept for it

    @property
    def settled(self) -> bool:
        return self.point.outcome != PointOutcome.UNDECIDED

    @property
    def mark(self) -> str:
        """The class of its number on both sides: accepted, settled otherwise, unsure, or plainly open."""
        if self.point.outcome == PointOutcome.DIRECTIVE:
            return "ok"
        if self.settled:
            return "set"
        return "ask" if self.proposed is not None and (self.doubts or self.proposed.sure == LOW) else ""

    @property
    def sure(self) -> str:
        """How sure the proposal reads: never wholly while something about it is in doubt."""
        return sureness_of(self.proposed, self.doubts) if self.proposed is not None else ""

    @property
    def certain(self) -> bool:
        """Whether it is one of those that may be accepted together: undecided, beyond doubt, nothing typed over it."""
        beyond_doubt = self.proposed is not None and certain(self.proposed, self.doubts)
        return beyond_doubt and not self.settled and not self.typed

    @property
    def full_parts(self) -> list[Assignment]:
        """Parts that answer for the work: the lead, or everybody in *each*."""
        return [part for part in self.parts if part.role in (Role.LEAD, Role.EACH)]

    @property
    def lead(self) -> Assignment | None:
        """The part that stands for a one-lead directive."""
        found = [part for part in self.full_parts if part.status != Status.TRANSFERRED]
        return found[0] if found else None

    @property
    def is_each(self) -> bool:
        return self.directive is not None and self.directive.mode == Mode.EACH

    @property
    def done(self) -> int:
        return sum(part.status == Status.COMPLETED for part in self.full_parts)


@dataclass(frozen=True)
class ConclusionPage:
    """All points in the order of the text; `order` are their numbers in the order they are gone through."""

    conclusion: Conclusion
    marked: Sequence[Marked]
    order: Sequence[int] = field(default=())
    unsure_first: bool = False
    people: str = ""  # changes when others come, go, or open another point

    @property
    def settled(self) -> int:
        return sum(mark.settled for mark in self.marked)

    @cached_property
    def open_numbers(self) -> list[int]:
        return [mark.number for mark in self.marked if not mark.settled]

    @property
    def directives(self) -> list[Marked]:
        return [mark for mark in self.marked if mark.directive is not None]

    @property
    def lines(self) -> list[Line]:
        return lines(self.conclusion.text, self.marked)

    def with_earlier(self, found: Mapping[int, Sequence[EarlierNotice]]) -> "ConclusionPage":
        """The page with what its undecided and accepted points refer back to."""
        marked = [replace(mark, earlier=found.get(mark.point.pk, ())) for mark in self.marked]
        return replace(self, marked=marked)

    @property
    def unsure(self) -> int:
        """How many of the open points ask for a second look."""
        return sum(mark.mark == "ask" for mark in self.marked)

    def with_people(self, opened: Mapping[int, str], people: str, typed: Collection[int]) -> "ConclusionPage":
        """The page with who else has which point open, and where the viewer has typed something not sent yet."""
        marked = [
            replace(mark, opened_by=opened.get(mark.point.pk, ""), typed=mark.point.pk in typed)
            for mark in self.marked
        ]
        return replace(self, marked=marked, people=people)

    def at(self, number: int) -> Marked | None:
        return self.marked[number - 1] if 0 < number <= len(self.marked) else None

    @property
    def ordered(self) -> list[Marked]:
        return [self.marked[number - 1] for number in self.order]

    @property
    def certain(self) -> list[Marked]:
        return [mark for mark in self.marked if mark.certain]

    @property
    def versions(self) -> Mapping[int, int]:
        """Point → version, as they stand on this page."""
        return {mark.point.pk: mark.point.version for mark in self.marked}

    def numbered(self, point_id: int) -> int | None:
        """The number of a point, None where it is not there any more."""
        return next((mark.number for mark in self.marked if mark.point.pk == point_id), None)

    def beside(self, number: int) -> tuple[int | None, int | None]:
        """The numbers gone to before and after `number` in the chosen order."""
        place = list(self.order).index(number)
        before = self.order[place - 1] if place else None
        return before, self.order[place + 1] if place + 1 < len(self.order) else None

    def next_open(self, after: int = 0) -> int | None:
        """The undecided point gone to after number `after`, from the beginning again at the end."""
        place = list(self.order).index(after) + 1 if after in self.order else 0
        waiting = [
            number
            for number in (*self.order[place:], *self.order[:place])
            if not self.marked[number - 1].settled
        ]
        return next(iter(waiting), None)


def confirm_page(
    conclusion: Conclusion, choices: PlanChoices, *, today: date, unsure_first: bool = False
) -> ConclusionPage:
    """The points with their drafts and proposals: three SQL statements besides `choices`.

    The order goes by what was proposed, also for points settled since: none moves while one works through them.
    """
    points, directives = _points(conclusion)
    parts = _parts([directive.pk for directive in directives.values()])
    marked = []
    for number, point in enumerate(points, 1):
        directive = directives.get(point.pk)
        proposed = propose(conclusion, point, choices)
        doubts = doubts_of(point, proposed, today)
        mark = replace(_marked(number, point, directive, parts), rank=rank(point, proposed, doubts))
        if directive is None:
            summary = _of_plan(proposed.plan, choices)
            mark = replace(mark, proposed=proposed, doubts=doubts, summary=summary)
        marked.append(mark)
    ordered = sorted(marked, key=lambda mark: mark.rank) if unsure_first else marked
    return ConclusionPage(conclusion, marked, [mark.number for mark in ordered], unsure_first)


def read_page(actor: Actor, conclusion: Conclusion) -> ConclusionPage:
    """The points with the directives and parts of them that `actor` may see."""
    points, directives = _points(conclusion)
    ids = {directive.pk for directive in directives.values()}
    seen = set(permissions.visible_directives(actor).filter(pk__in=ids).values_list("pk", flat=True))
    visible = set(permissions.visible_parts(actor).filter(directive_id__in=seen).values_list("pk", flat=True))
    parts = {pk: [part for part in found if part.pk in visible] for pk, found in _parts(sorted(seen)).items()}
    marked = []
    for number, point in enumerate(points, 1):
        directive = directives.get(point.pk)
        shown = directive if directive is not None and directive.pk in seen else None
        marked.append(_marked(number, point, shown, parts))
    return ConclusionPage(conclusion, marked)


def _points(conclusion: Conclusion) -> tuple[list[ConclusionPoint], dict[int, Directive]]:
    points = list(conclusion.points.order_by("start", "pk"))
    for point in points:
        point.conclusion = conclusion
    pairs = ConclusionPoint.directives.through.objects.filter(
        conclusionpoint__conclusion=conclusion
    ).select_related("directive")
    return points, {pair.conclusionpoint_id: pair.directive for pair in pairs}


def _parts(directive_ids: Sequence[int]) -> dict[int, list[Assignment]]:
    parts: dict[int, list[Assignment]] = {}
    rows = (
        Assignment.objects.filter(directive_id__in=directive_ids)
        .select_related("department", "directive", "officer", "division", "unit")
        .order_by("pk")
    )
    for part in rows:
        parts.setdefault(part.directive_id, []).append(part)
    return parts


def _marked(
    number: int,
    point: ConclusionPoint,
    directive: Directive | None,
    parts: dict[int, list[Assignment]],
) -> Marked:
    if directive is None:
        return Marked(number, point, title=default_title(point.text))
    mine = parts.get(directive.pk, [])
    mark = Marked(number, point, directive, mine, title=directive.title)
    return replace(mark, summary=_of_directive(mark, directive))


def _of_directive(mark: Marked, directive: Directive) -> Summary:
    shown = mark.full_parts or list(mark.parts)
    return Summary(
        names=[part.department.name for part in shown],
        mode=directive.mode,
        deadline_kind=directive.deadline_kind,
        due_on=next((part.due_on for part in shown if part.due_on), None),
        phrase=directive.deadline_phrase,
        recurrence=directive.recurrence,
    )


def _of_plan(plan: Plan, choices: PlanChoices) -> Summary:
    return Summary(
        names=[choices.names[pk] for pk in plan.leads],
        mode=plan.mode,
        deadline_kind=plan.deadline_kind,
        due_on=plan.due_on,
        phrase=plan.deadline_phrase,
        recurrence=plan.recurrence,
    )
