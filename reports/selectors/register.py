"""The tracking register: one page of parts by deadline, how many there are, and what can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from departments.models import Department, Field, Membership, User
from departments.models.user import LEADER_POSTS, OFFICE_POSTS
from directives import permissions
from directives.models import Assignment, BottleneckKind, Conclusion
from reports.filters import NOBODY, OPEN_VIEWS, Around, Filter, View
from reports.selectors.parts import found, visible, with_names

PAGE = 50
MANY = 1000  # totals are counted up to here; beyond it the page says "more than"
RECENT_CONCLUSIONS = 50


@dataclass(frozen=True)
class Page:
    """Some rows with the tokens of the pages beside them, "" where there is none."""

    rows: list[Assignment]
    next: str = ""
    previous: str = ""


class StrangeToken(ValueError):
    """A page token that belongs to another filter, or is none."""


def page(chosen: Filter, around: Around, *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """The first page, or the one `after` or `before` a token. Raises StrangeToken. Two SQL statements."""
    parts = found(chosen, around)
    if before:
        rows = _named(_beyond(parts, before, chosen, backwards=True)[: size + 1])[::-1]
        more, rows = len(rows) > size, rows[:size][::-1]
        following = _token(rows[-1], chosen) if rows else ""
        return Page(rows, next=following, previous=_token(rows[0], chosen) if more else "")
    rows = _named(_beyond(parts, after, chosen, backwards=False)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(
        rows,
        next=_token(rows[-1], chosen) if more else "",
        previous=_token(rows[0], chosen) if after and rows else "",
    )


def _named(few: QuerySet[Assignment]) -> list[Assignment]:
    """The rows of one page by deadline. First their ids alone, so that what is sorted and thrown away is thin."""
    ids = list(few.values_list("pk", flat=True))
    return list(with_names(Assignment.objects.filter(pk__in=ids)).order_by("sort_due", "pk"))


def _beyond(
    parts: QuerySet[Assignment], token: str, chosen: Filter, *, backwards: bool
) -> QuerySet[Assignment]:
    ordered = parts.order_by("-sort_due", "-pk") if backwards else parts.order_by("sort_due", "pk")
    if not token:
        return ordered
    comparison = TupleLessThan if backwards else TupleGreaterThan
    return ordered.filter(comparison(Tuple(F("sort_due"), F("pk")), _read(token, chosen)))


def fingerprint(chosen: Filter) -> str:
    """What ties a page token to the filter it was made under."""
    return sha256(chosen.query().encode()).hexdigest()[:10]


def _token(row: Assignment, chosen: Filter) -> str:
    return f"{row.sort_due:%Y%m%d}-{row.pk}-{fingerprint(chosen)}"


def _read(token: str, chosen: Filter) -> tuple[date, int]:
    due, _dash, rest = token.partition("-")
    number, _dash, made_under = rest.partition("-")
    well_formed = (
        len(due) == 8 and (due + number).isascii() and (due + number).isdigit() and len(number) <= 18
    )
    if not well_formed or made_under != fingerprint(chosen):
        raise StrangeToken(token)
    try:
        return date(int(due[:4]), int(due[4:6]), int(due[6:])), int(number)
    except ValueError:
        raise StrangeToken(token) from None


def total(chosen: Filter, around: Around) -> int:
    """How many parts meet the filter, counted up to one beyond MANY."""
    return found(chosen, around).order_by()[: MANY + 1].count()


def open_totals(chosen: Filter, around: Around) -> dict[View, int]:
    """How many parts each view of open parts would hold under the rest of the filter: one SQL statement."""
    counts = {view.value: Count("pk", filter=chosen.but(view=view).condition(around)) for view in OPEN_VIEWS}
    row = visible(around, only_open=True).aggregate(**counts)
    return {view: row[view.value] for view in OPEN_VIEWS}


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the filters, by id."""

    departments: dict[int, str] = field(default_factory=dict)
    leaders: dict[int, str] = field(default_factory=dict)
    monitors: dict[int, str] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)
    conclusions: dict[int, str] = field(default_factory=dict)
    officers: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)

    def of(self, name: str) -> dict[int, str] | None:
        """The choices of the filter's field `name`; None for a field that is not chosen by id."""
        return {
            "department": self.departments,
            "leader": self.leaders,
            "in_charge": self.leaders,
            "monitor": self.monitors,
            "field": self.fields,
            "conclusion": self.conclusions,
            "officer": self.officers,
            "obstacle": self.kinds,
            "asked": self.departments,
            "asked_leader": self.leaders,
        }.get(name)


def choices(chosen: Filter, around: Around) -> Choices:
    """Everybody and everything a part can stand with, also those of the past. A constant number of statements."""
    leaders, monitors = _people_with_posts()
    return Choices(
        departments={row.pk: row.label for row in Department.objects.exclude(kind="committee")},
        leaders=leaders,
        monitors=monitors,
        fields={row.pk: str(row) for row in Field.objects.all()},
        conclusions=_conclusions(chosen, around),
        kinds={row.pk: str(row) for row in BottleneckKind.objects.all()},
        officers={row.pk: str(row) for row in User.objects.filter(pk=chosen.officer)}
        if chosen.officer
        else {},
    )


def _people_with_posts() -> tuple[dict[int, str], dict[int, str]]:
    """Who leads or has led the Committee, and who monitors or has monitored, by given name."""
    posts = Membership.objects.filter(post__in=[*LEADER_POSTS, *OFFICE_POSTS]).select_related("user")
    leaders: dict[int, str] = {}
    monitors: dict[int, str] = {}
    for post in posts.order_by("user__sort_key", "user_id"):
        (leaders if post.post in LEADER_POSTS else monitors)[post.user_id] = str(post.user)
    return leaders, monitors


def _conclusions(chosen: Filter, around: Around) -> dict[int, str]:
    """The latest conclusions the person sees, and the chosen one."""
    seen = permissions.visible_conclusions(around.actor)
    recent = seen.order_by("-held_on", "-pk").values("pk")[:RECENT_CONCLUSIONS]
    wanted = Q(pk__in=list(recent.values_list("pk", flat=True)))
    if chosen.conclusion is not None:
        wanted |= Q(pk=chosen.conclusion)
    rows: Iterable[Conclusion] = (
        seen.filter(wanted).order_by("-held_on", "-pk").only("number", "title", "secrecy", "held_on")
    )
    return {row.pk: str(row) for row in rows}


def unknown(chosen: Filter, known: Choices) -> list[str]:
    """Names of the filter's fields that point at nobody and nothing."""
    strange = []
    for name in chosen.active():
        options: dict[int, Any] | None = known.of(name)
        value = getattr(chosen, name)
        ids = value if isinstance(value, tuple) else (value,)
        nobody = name == "officer" and value == NOBODY
        if options is not None and not nobody and any(pk not in options for pk in ids):
            strange.append(name)
    return strange
