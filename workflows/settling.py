"""Putting a process right that has parted from its part: the status is the truth, process and task follow it."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from directives.lifecycle import OPEN, STEP, Role, Status
from directives.models import Assignment
from workflows.flows import NOBODY, AssignmentFlow
from workflows.models import PartProcess, PartTask

ACTIVE = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)
AT_THE_DEPARTMENT = ("receive", "carry_out")


def settle(part: Assignment, *, now: datetime) -> list[str]:
    """One open task at the step of the part's status, none where it needs none; returns what was done, in words.

    Runs inside a transaction that holds the directive's lock. Nothing is done where all is right.
    """
    if part.role not in (Role.LEAD, Role.EACH) or part.status not in OPEN:
        return _end(part, now)
    step = STEP.get(Status(part.paused_from or part.status))
    if step is None:  # paused from nowhere: its own invariant, and nobody can say which step is right
        return []
    done = _go_on(part, now)
    tasks = list(PartTask.objects.filter(process_id=part.process_id, status__in=ACTIVE).order_by("pk"))
    there = next((task for task in tasks if task.flow_task.name == step), None)
    extra = [task.pk for task in tasks if task is not there]
    if extra:
        PartTask.objects.filter(pk__in=extra).update(status=STATUS.CANCELED, finished=now)
        done.append(f"{len(extra)} tasks canceled")
    owner = part.officer_id if step in AT_THE_DEPARTMENT else None
    if there is None:
        _open(part, step, owner, now)
        done.append(f"task {step} opened")
    elif step in AT_THE_DEPARTMENT and there.owner_id != owner and part.status != Status.PAUSED:
        status = STATUS.ASSIGNED if owner else STATUS.NEW
        PartTask.objects.filter(pk=there.pk).update(owner=owner, status=status, assigned=now)
        done.append("task handed to the officer")
    return done


def _end(part: Assignment, now: datetime) -> list[str]:
    """The part needs no process: whatever goes on is canceled."""
    if part.process_id is None:
        return []
    tasks = PartTask.objects.filter(process_id=part.process_id, status__in=ACTIVE)
    canceled = tasks.update(status=STATUS.CANCELED, finished=now)
    status = PROCESS.DONE if part.status == Status.COMPLETED else PROCESS.CANCELED
    running = PartProcess.objects.filter(pk=part.process_id, status=PROCESS.NEW)
    ended = running.update(status=status, finished=now)
    done = [f"{canceled} tasks canceled"] if canceled else []
    return [*done, "process ended"] if ended else done


def _go_on(part: Assignment, now: datetime) -> list[str]:
    """The part needs a process that goes on: its own is taken up again, or it gets one."""
    if part.process_id is None:
        part.process = PartProcess.objects.create(flow_class=AssignmentFlow, created=now)
        part.save(update_fields=["process"])
        return ["process created"]
    ended = PartProcess.objects.filter(pk=part.process_id).exclude(status=PROCESS.NEW)
    return ["process taken up again"] if ended.update(status=PROCESS.NEW, finished=None) else []


def _open(part: Assignment, step: str, owner: int | None, now: datetime) -> None:
    node = AssignmentFlow.instance.node(step)
    PartTask.objects.create(
        process_id=part.process_id,
        flow_task=node,
        flow_task_type=node.task_type,
        created=now,
        token=Token("start"),
        owner_id=owner,
        status=STATUS.ASSIGNED if owner else STATUS.NEW,
        owner_permission=NOBODY,
    )


def end_orphans(*, now: datetime) -> int:
    """Cancel processes and tasks that belong to no part; returns how many processes."""
    orphans = PartProcess.objects.filter(flow_class=AssignmentFlow).exclude(
        Exists(Assignment.objects.filter(process=OuterRef("pk")))
    )
    running = orphans.filter(status=PROCESS.NEW)
    tasks = PartTask.objects.filter(process__in=orphans.values("pk"), status__in=ACTIVE)
    ids = set(running.values_list("pk", flat=True)) | set(tasks.values_list("process_id", flat=True))
    PartTask.objects.filter(process_id__in=ids, status__in=ACTIVE).update(
        status=STATUS.CANCELED, finished=now
    )
    PartProcess.objects.filter(pk__in=ids, status=PROCESS.NEW).update(status=PROCESS.CANCELED, finished=now)
    return len(ids)
