"""One typed filter of parts. The register, the links behind the leader's figures and the API all use it.

A figure and its list cannot differ: both are `Filter.condition` over the same visible parts.
"""

import dataclasses
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor
from departments.text import fold
from directives.deadlines import Lateness
from directives.lifecycle import Mode, Role, Status
from directives.models.choices import Urgency
from directives.selectors import lateness as lateness_sql
from directives.selectors.requests_waiting import owing_explanation
from directives.selectors.today import TodayInfo
from reports.decisions import UNDATED, Decision, waiting
from reports.desks import Age, Bands, Place, on_desk
from reports.stuck import Stuck, in_the_way, says_something

WORDS, TERMS = 8, 4  # more words or terms than this do not make a search narrower, only slower
NOBODY = 0  # the value of `officer` for parts nobody has been given


class View(StrEnum):
    """The saved views of the register. OPEN and ASIDE together are all that is open."""

    OPEN = "open"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    UNDATED = "undated"
    VERIFICATION = "verification"
    APPROVAL = "approval"
    ASIDE = "aside"
    COMPLETED = "completed"
    ALL = "all"


VIEW_LABELS: dict[View, Promise] = {
    View.OPEN: _("Being followed"),
    View.OVERDUE: _("Overdue"),
    View.DUE_SOON: _("Due soon"),
    View.UNDATED: _("To be set"),
    View.VERIFICATION: _("Awaiting verification"),
    View.APPROVAL: _("Awaiting approval"),
    View.ASIDE: _("For information, not asked"),
    View.COMPLETED: _("Completed"),
    View.ALL: _("All"),
}
OPEN_VIEWS = tuple(view for view in View if view not in (View.COMPLETED, View.ALL))


class Dated(StrEnum):
    """Whether a part has a deadline at all."""

    YES = "yes"
    NO = "no"


class Urged(StrEnum):
    """Whether a part has been urged, and whether it owes the explanation demanded with it."""

    YES = "yes"
    UNEXPLAINED = "unexplained"
    LATE = "late"


URGED_LABELS: dict[Urged, Promise] = {
    Urged.YES: _("Has been urged"),
    Urged.UNEXPLAINED: _("Not explained yet"),
    Urged.LATE: _("Explanation overdue"),
}


@dataclass(frozen=True)
class Around:
    """What a condition depends on beyond the filter: who asks, and when."""

    actor: Actor
    info: TodayInfo
    bands: Bands

    @classmethod
    def of(cls, actor: Actor, info: TodayInfo) -> "Around":
        return cls(actor, info, Bands.at(info.day, info.calendar))


def about(kind: str, label: Promise, *, of: type[StrEnum] | None = None, column: str = "") -> dict[str, Any]:
    """What a field of the filter is. `kind`: text, number, numbers, day or choice; `column` is compared as it is."""
    return {"kind": kind, "label": label, "of": of, "column": column}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which parts. Every field is one parameter of the address, of the same name; the default says nothing.

    People, departments, fields and conclusions by id; `officer` 0 means handed to nobody. Days are local dates,
    both ends included. `decision` is about whoever looks at the list.
    """

    view: View = dataclasses.field(default=View.OPEN, metadata=about("choice", _("View"), of=View))
    q: str = dataclasses.field(default="", metadata=about("text", _("Search")))
    department: tuple[int, ...] = dataclasses.field(
        default=(), metadata=about("numbers", _("Department"), column="department_id__in")
    )
    officer: int | None = dataclasses.field(default=None, metadata=about("number", _("Assignee")))
    role: Role | None = dataclasses.field(
        default=None, metadata=about("choice", _("Role"), of=Role, column="role")
    )
    leader: int | None = dataclasses.field(
        default=None, metadata=about("number", _("Directing leader"), column="directed_by_id")
    )
    in_charge: int | None = dataclasses.field(default=None, metadata=about("number", _("Leader in charge")))
    monitor: int | None = dataclasses.field(
        default=None, metadata=about("number", _("Monitoring officer"), column="monitor_id")
    )
    conclusion: int | None = dataclasses.field(
        default=None, metadata=about("number", _("Conclusion"), column="directive__conclusion_id")
    )
    field: int | None = dataclasses.field(
        default=None, metadata=about("number", _("Field"), column="field_id")
    )
    urgency: Urgency | None = dataclasses.field(
        default=None, metadata=about("choice", _("Urgency"), of=Urgency, column="directive__urgency")
    )
    mode: Mode | None = dataclasses.field(
        default=None, metadata=about("choice", _("How it was given"), of=Mode, column="directive__mode")
    )
    status: Status | None = dataclasses.field(
        default=None, metadata=about("choice", _("Status"), of=Status, column="status")
    )
    lateness: Lateness | None = dataclasses.field(
        default=None, metadata=about("choice", _("Against the deadline"), of=Lateness)
    )
    dated: Dated | None = dataclasses.field(default=None, metadata=about("choice", _("Deadline"), of=Dated))
    due_from: date | None = dataclasses.field(
        default=None, metadata=about("day", _("Due from"), column="due_on__gte")
    )
    due_until: date | None = dataclasses.field(
        default=None, metadata=about("day", _("Due until"), column="due_on__lte")
    )
    completed_from: date | None = dataclasses.field(
        default=None, metadata=about("day", _("Completed from"), column="completed_on__gte")
    )
    completed_until: date | None = dataclasses.field(
        default=None, metadata=about("day", _("Completed until"), column="completed_on__lte")
    )
    urged: Urged | None = dataclasses.field(default=None, metadata=about("choice", _("Urging"), of=Urged))
    desk: Place | None = dataclasses.field(
        default=None, metadata=about("choice", _("On whose desk"), of=Place)
    )
    age: Age | None = dataclasses.field(
        default=None, metadata=about("choice", _("Working days on the desk"), of=Age)
    )
    stuck: Stuck | None = dataclasses.field(default=None, metadata=about("choice", _("Bottleneck"), of=Stuck))
    obstacle: int | None = dataclasses.field(default=None, metadata=about("number", _("Kind of bottleneck")))
    asked: int | None = dataclasses.field(
        default=None, metadata=about("number", _("Department asked to clear it"))
    )
    asked_leader: int | None = dataclasses.field(
        default=None, metadata=about("number", _("Leader asked to clear it"))
    )
    decision: Decision | None = dataclasses.field(
        default=None, metadata=about("choice", _("Awaiting my decision"), of=Decision)
    )

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as they stand in an address: canonical, defaults left out."""
        pairs: list[tuple[str, str]] = []
        for row in fields(self):
            value = getattr(self, row.name)
            if value == row.default:
                continue
            values = value if isinstance(value, tuple) else (value,)
            pairs += [
                (row.name, each.isoformat() if isinstance(each, date) else str(each)) for each in values
            ]
        return pairs

    def query(self) -> str:
        """The filter as the query of an address, "" when it says nothing."""
        return urlencode(self.pairs())

    def but(self, **changes: Any) -> "Filter":
        """The same filter with some fields changed."""
        return replace(self, **changes)

    def without(self, *names: str) -> "Filter":
        """The same filter with some fields back at their default."""
        defaults: dict[str, Any] = {row.name: row.default for row in fields(self) if row.name in names}
        return replace(self, **defaults)

    def active(self) -> list[str]:
        """Names of the fields that say something, the view apart."""
        return [
            row.name for row in fields(self) if row.name != "view" and getattr(self, row.name) != row.default
        ]

    def condition(self, around: Around) -> Q:
        """The parts meant, as a condition on Assignment; joins only foreign keys, so it never doubles a row."""
        wanted = self._view(around)
        for row in fields(self):
            value = getattr(self, row.name)
            if row.metadata["column"] and value != row.default:
                wanted &= Q(**{row.metadata["column"]: list(value) if isinstance(value, tuple) else value})
        if self.officer is not None:
            wanted &= Q(officer__isnull=True) if self.officer == NOBODY else Q(officer_id=self.officer)
        if self.in_charge is not None:
            wanted &= in_charge(self.in_charge)
        for term in fold(self.q).split(",")[:TERMS]:
            wanted &= search(term)
        return wanted & self._time(around)

    def _view(self, around: Around) -> Q:
        working = Q(is_open=True) & lateness_sql.COUNTED
        match self.view:
            case View.OPEN:
                return working
            case View.OVERDUE:
                return lateness_sql.overdue(around.info.day)
            case View.DUE_SOON:
                return lateness_sql.due_soon(around.info.today)
            case View.UNDATED:
                return UNDATED
            case View.VERIFICATION:
                return working & Q(status=Status.AWAITING_VERIFICATION)
            case View.APPROVAL:
                return working & Q(status=Status.AWAITING_APPROVAL)
            case View.ASIDE:
                return Q(is_open=True) & (Q(role=Role.INFORMED) | Q(awake=False))
            case View.COMPLETED:
                return Q(status=Status.COMPLETED) & lateness_sql.COUNTED
            case View.ALL:
                return Q()

    def _time(self, around: Around) -> Q:
        """Deadline, desk, age and decision: what needs the day, the calendar or the person."""
        wanted = Q()
        if self.dated is not None:
            wanted &= Q(due_on__isnull=self.dated is Dated.NO)
        if self.lateness is not None:
            wanted &= lateness_sql.condition(self.lateness, around.info.today)
        if self.urged is not None:
            wanted &= urged(self.urged, around.info.day)
        if self.desk is not None:
            wanted &= on_desk(self.desk)
        if self.age is not None:
            wanted &= on_desk(Place.ANY) & around.bands.condition(self.age)
        if says_something(self):
            wanted &= in_the_way(self, around.info.day)
        if self.decision is not None:
            wanted &= waiting(self.decision, around.actor, around.info.rules)
        return wanted


def urged(how: Urged, day: date) -> Q:
    """Parts urged at least once; or open ones that owe an explanation, at all or past its day."""
    if how is Urged.YES:
        return Q(urging_count__gt=0)
    late = day if how is Urged.LATE else None
    return Q(is_open=True) & owing_explanation(due_before=late)


def search(term: str) -> Q:
    """All words of a folded term in the directive, or the term as a whole in the department's names.

    Vietnamese words are short: matched one by one they would find most departments.
    """
    in_text = Q()
    for word in term.split()[:WORDS]:
        in_text &= Q(directive__folded__contains=word)
    return in_text | Q(department__folded__contains=term.strip()) if term.strip() else Q()


def in_charge(leader: int) -> Q:
    """Parts of the fields a leader is in charge of now, and of directives that name them as in charge."""
    return Q(directive__leader_in_charge_id=leader) | Q(field__in_charge__leader_id=leader)
