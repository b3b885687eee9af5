"""What must hold between a part and its process: one open task at the step of the status, none once it is closed."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from viewflow.workflow.fields import get_task_ref
from viewflow.workflow.status import PROCESS

from directives.invariants import Difference, Invariant, find
from directives.invariants.finding import Group, Rows, differs
from directives.lifecycle import OPEN, STEP, Role, Status
from directives.models import Assignment
from workflows.flows import AssignmentFlow
from workflows.models import PartProcess, PartTask
from workflows.settling import ACTIVE

FLOWING = Q(role__in=[Role.LEAD, Role.EACH], status__in=sorted(OPEN))
_TASKS = PartTask.objects.filter(process=OuterRef("process_id"), status__in=ACTIVE)
_OWN_TASKS = PartTask.objects.filter(process=OuterRef("pk"), status__in=ACTIVE)
_HAS_TASK = Q(Exists(_TASKS))


def _elsewhere() -> Q:
    """The open task is not at the step of the status; of a paused part, of the status it was paused from."""
    wrong = Q()
    for status, step in STEP.items():
        away = Q(Exists(_TASKS.exclude(flow_task=get_task_ref(AssignmentFlow.instance.node(step)))))
        wrong |= (Q(status=status) | Q(status=Status.PAUSED, paused_from=status)) & away
    return wrong


def _tasks() -> Coalesce:
    counted = _TASKS.order_by().values("process").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _without_part(rows: Rows) -> Rows:
    return rows.filter(~Exists(Assignment.objects.filter(process=OuterRef("pk"))))


PARTS = Group(
    "part",
    Assignment,
    "directive_id",
    (
        Invariant("no process", FLOWING & Q(process=None), "it is open, but has no process", repair=True),
        Invariant(
            "process ended",
            FLOWING & Q(process__isnull=False) & ~Q(process__status=PROCESS.NEW),
            "it is open, but its process has ended",
            repair=True,
        ),
        Invariant(
            "no task",
            FLOWING & Q(process__isnull=False) & ~_HAS_TASK,
            "it is open, but no task is",
            repair=True,
        ),
        Invariant("several tasks", Q(GreaterThan(_tasks(), 1)), "more than one task is open", repair=True),
        Invariant(
            "step", FLOWING & _elsewhere(), "its task stands at another step than its status", repair=True
        ),
        Invariant(
            "owner",
            FLOWING
            & Q(status__in=[Status.ASSIGNED, Status.IN_PROGRESS])
            & Q(Exists(_TASKS.filter(differs("owner_id", OuterRef("officer_id"), Value(0))))),
            "its task belongs to somebody else than its officer",
            repair=True,
        ),
        Invariant("task left", ~FLOWING & _HAS_TASK, "it needs no task, but one is open", repair=True),
        Invariant(
            "process left",
            ~FLOWING & Q(process__status=PROCESS.NEW),
            "it needs no process, but one goes on",
            repair=True,
        ),
    ),
)

PROCESSES = Group(
    "process",
    PartProcess,
    "",
    (
        Invariant(
            "orphan process",
            Q(flow_class=AssignmentFlow, status=PROCESS.NEW),
            "it goes on, but no part has it",
            repair=True,
        ),
        Invariant(
            "orphan task",
            Q(flow_class=AssignmentFlow) & ~Q(status=PROCESS.NEW) & Q(Exists(_OWN_TASKS)),
            "it has ended and no part has it, but a task is open",
            repair=True,
        ),
    ),
    among=_without_part,
)


def differences(directive: int | None = None) -> Iterator[Difference]:
    """Everything that does not hold, in one directive or in all; nothing is changed."""
    yield from find(PARTS, directive)
    if directive is None:
        yield from find(PROCESSES)
