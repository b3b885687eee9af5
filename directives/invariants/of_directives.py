"""What must hold for every directive: one lead, the status its parts give it, a journal as long as its version."""

from functools import cmp_to_key
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from directives.invariants.finding import Group, Invariant, Rows
from directives.lifecycle import CLOSED, OPEN, Mode, Role, Status
from directives.models import Assignment, Directive, JournalEntry
from directives.services import rollup

_OPEN, _DRAFT = Q(status__in=sorted(OPEN)), Q(status=Status.DRAFT)
_PARTS = Assignment.objects.filter(directive=OuterRef("pk"))
_LEADS = _PARTS.filter(role=Role.LEAD).exclude(status=Status.TRANSFERRED)
_ENTRIES = JournalEntry.objects.filter(directive=OuterRef("pk")).order_by()


def _number(rows: Any, of: str, what: Any) -> Any:
    return Coalesce(Subquery(rows.values(of).annotate(n=what).values("n")), 0, output_field=IntegerField())


def _wins(one: Status, other: Status) -> int:
    """Which of two closed statuses of parts the directive gets: asked of the rule itself, so that it stands once."""
    return -1 if rollup.summed_up({one, other}) is one else 1


CLOSING_ORDER = sorted(CLOSED - {Status.TRANSFERRED}, key=cmp_to_key(_wins))


def summed_up(role: Role) -> Case:
    """SQL twin of `services.rollup.summed_up` over the parts with this role; a test holds the two together."""
    left = _PARTS.filter(role=role).exclude(status=Status.TRANSFERRED)
    still_open = left.filter(status__in=sorted(OPEN))
    return Case(
        When(
            Exists(still_open) & ~Exists(still_open.exclude(status=Status.PAUSED)),
            then=Value(Status.PAUSED.value),
        ),
        When(
            Exists(still_open) & ~Exists(left.exclude(status=Status.ASSIGNED)),
            then=Value(Status.ASSIGNED.value),
        ),
        When(Exists(still_open), then=Value(Status.IN_PROGRESS.value)),
        *(When(Exists(left.filter(status=status)), then=Value(status.value)) for status in CLOSING_ORDER),
        default=Value(Status.COMPLETED.value),
        output_field=CharField(),
    )


def _with_status_by_parts(rows: Rows) -> Rows:
    """`rows` with the status their parts give them: `services.rollup.follow` as a query."""
    of_lead = Subquery(_LEADS.order_by("pk").values("status")[:1])
    by_parts = Case(
        When(mode=Mode.ONE_LEAD, then=of_lead),
        When(mode=Mode.EACH, then=summed_up(Role.EACH)),
        default=summed_up(Role.INFORMED),
        output_field=CharField(),
    )
    annotated: Rows = rows.annotate(by_parts=by_parts)
    return annotated


DIRECTIVES = Group(
    "directive",
    Directive,
    "pk",
    (
        Invariant(
            "lead",
            Q(mode=Mode.ONE_LEAD)
            & ~_DRAFT
            & ~Q(Exact(_number(_LEADS.order_by(), "directive", Count("pk")), 1)),
            "it does not have exactly one lead",
        ),
        Invariant("no part", ~_DRAFT & ~Q(Exists(_PARTS)), "it was issued to nobody"),
        Invariant(
            "status",
            ~_DRAFT & Q(by_parts__isnull=False) & ~Q(status=F("by_parts")),
            "its status is not the one its parts give it",
            repair=True,
        ),
        Invariant(
            "open",
            Q(is_open=True) & ~_OPEN | Q(is_open=False) & _OPEN,
            "its status says whether it is open, and it is marked the other way",
            repair=True,
        ),
        Invariant("issued on", ~_DRAFT & Q(issued_on=None), "it is issued without a day"),
        Invariant(
            "version",
            ~Q(version=_number(_ENTRIES, "directive", Count("pk")))
            | ~Q(version=_number(_ENTRIES, "directive", Max("seq"))),
            "its version is not the number of its journal entries",
        ),
        Invariant(
            "journal head",
            Q(version__gt=0)
            & ~Q(Exists(_ENTRIES.filter(seq=OuterRef("version"), digest=OuterRef("journal_head")))),
            "its recorded journal head is not the digest of its last entry",
        ),
    ),
    among=_with_status_by_parts,
)
