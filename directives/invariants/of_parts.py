"""What must hold for every part, alone, beside its directive and beside what is asked about it."""

from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Min, Model, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from directives.invariants.finding import Group, Invariant, differs
from directives.lifecycle import CLOSED, MODE_ROLES, OPEN, STEP, DeadlineKind, Role, Status
from directives.models import (
    Ask,
    AskState,
    Assignment,
    Bottleneck,
    Decision,
    ExtensionRequest,
    JournalEntry,
    PreparedAct,
    ReportingPeriod,
    RequestKind,
    Urging,
)
from directives.models.assignment import NO_DATE

_OPEN, _CLOSED = Q(status__in=sorted(OPEN)), Q(status__in=sorted(CLOSED))
_DRAFT = Q(status=Status.DRAFT)
_FULL = Q(role__in=[Role.LEAD, Role.EACH])
_HANDED_IN = Q(status__in=[Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL])
_BEFORE_THAT = Q(status__in=[Status.ASSIGNED, Status.IN_PROGRESS, Status.REFUSED])
_NONE = Value(0)
_RECURRING = Q(directive__deadline_kind__in=[DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS])

# Entries that count as a redo: a return a leader has annulled does not.
RETURNED = {"verb": "return_", "recorded_decision__annulled_at": None}


def _there(model: type[Model], **which: Any) -> Q:
    """The part has a row of `model` like this."""
    return Q(Exists(model._default_manager.filter(part=OuterRef("pk"), **which)))


def _count(model: type[Model], **which: Any) -> Any:
    """How many rows of `model` like this the part has."""
    rows = model._default_manager.filter(part=OuterRef("pk"), **which).order_by().values("part")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


def _next_due() -> Any:
    """The due day of the earliest period still to be reported."""
    owed = ReportingPeriod.objects.filter(
        part=OuterRef("pk"), is_open=True, status=Status.IN_PROGRESS, review=False
    )
    return Subquery(owed.order_by().values("part").annotate(due=Min("due_on")).values("due"))


def _role_unlike_mode() -> Q:
    wrong = Q()
    for mode, roles in MODE_ROLES.items():
        wrong |= Q(directive__mode=mode) & ~Q(role__in=sorted(roles))
    return wrong


PARTS = Group(
    "part",
    Assignment,
    "directive_id",
    (
        Invariant(
            "open",
            Q(is_open=True) & ~_OPEN | Q(is_open=False) & _OPEN,
            "its status says whether it is open, and it is marked the other way",
            repair=True,
        ),
        Invariant(
            "draft",
            _DRAFT & ~Q(directive__status=Status.DRAFT) | ~_DRAFT & Q(directive__status=Status.DRAFT),
            "part and directive are not both drafts or both issued",
        ),
        Invariant("role", _role_unlike_mode(), "its role does not exist in the mode of the directive"),
        Invariant(
            "sort date",
            Q(awake=True, due_on__isnull=False) & ~Q(sort_due=F("due_on"))
            | (Q(awake=False) | Q(due_on=None)) & ~Q(sort_due=NO_DATE),
            "lists sort it by another date than its deadline",
            repair=True,
        ),
        Invariant(
            "deadline",
            _FULL
            & (_OPEN | _DRAFT)
            & ~_RECURRING
            & (Q(due_on=None, original_due_on__isnull=False) | Q(due_on__isnull=False, original_due_on=None)),
            "it has a deadline without an original one, or the other way round",
        ),
        Invariant(
            "deadline of what recurs",
            _FULL
            & _RECURRING
            & (
                Q(original_due_on__isnull=False)
                | Q(directive__deadline_kind=DeadlineKind.CONTINUOUS, due_on__isnull=False)
                | _BEFORE_THAT
                & Q(directive__deadline_kind=DeadlineKind.PERIODIC)
                & differs("due_on", _next_due(), Value(NO_DATE))
            ),
            "its deadline is not that of its next period to report",
        ),
        Invariant(
            "assigned on",
            ~_DRAFT & Q(assigned_on=None) | Q(assigned_on__gt=F("completed_on")),
            "the day of its assignment is missing or comes after its closing",
        ),
        Invariant(
            "completed on",
            _CLOSED & Q(completed_on=None) | ~_CLOSED & Q(completed_on__isnull=False),
            "it is closed without a day, or open with one",
        ),
        Invariant(
            "delivered on",
            Q(status=Status.COMPLETED, delivered_on=None) & ~Q(role=Role.COORDINATING)
            | ~_CLOSED & Q(delivered_on__isnull=False),
            "it is completed without a day of delivery, or open with one",
        ),
        Invariant(
            "submitted on",
            _HANDED_IN & Q(submitted_on=None) | _BEFORE_THAT & Q(submitted_on__isnull=False),
            "its result is on a desk without a day of submission, or not on a desk with one",
        ),
        Invariant(
            "closed missing",
            Q(closed_missing=True) & ~Q(status=Status.RECALLED),
            "it is named as missing although it was not closed so",
        ),
        Invariant(
            "asleep",
            Q(awake=False) & (~Q(role=Role.COORDINATING) | _OPEN & ~Q(status=Status.ASSIGNED)),
            "only a coordinating part nobody has asked anything of may sleep",
        ),
        Invariant(
            "paused",
            Q(status=Status.PAUSED) & ~Q(paused_from__in=sorted(STEP))
            | ~Q(status=Status.PAUSED) & ~Q(paused_from=""),
            "a paused part names the status it returns to, no other does",
        ),
        Invariant(
            "copies",
            _OPEN
            & (
                differs("directed_by_id", "directive__directed_by_id", _NONE)
                | differs("monitor_id", "directive__monitor_id", _NONE)
                | differs("field_id", "directive__field_id", _NONE)
            ),
            "directing leader, monitor or field are not those of its directive",
            repair=True,
        ),
        Invariant(
            "successor",
            Q(status=Status.TRANSFERRED, successor=None)
            | ~Q(status=Status.TRANSFERRED) & Q(successor__isnull=False)
            | Q(successor__isnull=False) & ~Q(successor__directive=F("directive")),
            "a transferred part has its successor in the same directive, no other part has one",
        ),
        Invariant(
            "prepared act",
            ~_OPEN & _there(PreparedAct, is_open=True),
            "it is closed, yet an act still waits for release",
            repair=True,
        ),
        Invariant(
            "extension request",
            ~_OPEN & _there(ExtensionRequest, decision=Decision.OPEN),
            "it is closed, yet a request about its deadline is open",
            repair=True,
        ),
        Invariant(
            "ask", ~_OPEN & _there(Ask, state=AskState.OPEN), "it is closed, yet an ask is open", repair=True
        ),
        Invariant(
            "bottleneck",
            ~_OPEN & _there(Bottleneck, is_open=True),
            "it is closed, yet a bottleneck is open",
            repair=True,
        ),
        Invariant(
            "reporting period",
            ~_OPEN & _there(ReportingPeriod, is_open=True),
            "it is closed, yet a reporting period is open",
            repair=True,
        ),
        Invariant(
            "urging count",
            ~Q(urging_count=_count(Urging)),
            "it counts other urgings than it has",
            repair=True,
        ),
        Invariant(
            "redo count",
            ~Q(redo_count=_count(JournalEntry, **RETURNED)),
            "it was returned another number of times than it counts",
            repair=True,
        ),
        Invariant(
            "extension count",
            Q(
                extension_count__lt=_count(
                    ExtensionRequest, decision=Decision.GRANTED, kind=RequestKind.EXTENSION
                )
            ),
            "it counts fewer extensions than were granted",
        ),
    ),
)

PERIODS = Group(
    "reporting period",
    ReportingPeriod,
    "part__directive_id",
    (
        Invariant(
            "period open",
            Q(is_open=True) & ~_OPEN | Q(is_open=False) & _OPEN,
            "its status says whether it is open, and it is marked the other way",
        ),
        Invariant(
            "period delivered",
            Q(status=Status.COMPLETED, delivered_on=None),
            "it is completed without a day of delivery",
        ),
        Invariant(
            "period submitted",
            _HANDED_IN & (Q(submitted_on=None) | Q(report=None)),
            "its report is on a desk without a day of submission, or there is none",
        ),
        Invariant(
            "period of whom",
            ~Q(part__role__in=[Role.LEAD, Role.EACH]),
            "only who does the work reports by period",
        ),
    ),
)
