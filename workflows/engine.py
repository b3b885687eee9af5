"""ViewflowEngine: the domain's engine port on django-viewflow."""

from collections.abc import Sequence
from datetime import datetime

from viewflow.workflow.models import Process
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from departments.models import User
from directives.lifecycle import OPEN, STEP, Status
from directives.models import Assignment
from workflows.flows import NOBODY, AssignmentFlow
from workflows.models import PartProcess, PartTask
from workflows.settling import ACTIVE, settle


class ViewflowEngine:
    """One process per part, one open task at the step of its status. Runs inside the service's transaction."""

    def start(self, parts: Sequence[Assignment], *, now: datetime) -> None:
        """Three statements for any number of parts: processes, tasks, and the parts' reference to them."""
        processes = PartProcess.objects.bulk_create(
            [PartProcess(flow_class=AssignmentFlow, created=now) for _ in parts], batch_size=2000
        )
        tasks = []
        for part, process in zip(parts, processes, strict=True):
            node = getattr(AssignmentFlow.instance, STEP[Status(part.paused_from or part.status)])
            tasks.append(
                PartTask(
                    process=process,
                    flow_task=node,
                    flow_task_type=node.task_type,
                    created=now,
                    token=Token("start"),
                    owner_id=part.officer_id,
                    status=STATUS.ASSIGNED if part.officer_id else STATUS.NEW,
                    owner_permission=NOBODY,
                )
            )
            part.process = process
        PartTask.objects.bulk_create(tasks, batch_size=2000)
        Assignment.objects.bulk_update(parts, ["process"], batch_size=500)

    def advance(self, part: Assignment, *, by: User | None, now: datetime) -> None:
        """Finish the open task as done by `by` and let the flow route to the step of the new status.

        Raises RuntimeError when the part has no open task: the engine and the domain have parted.
        """
        task = self._open_task(part)
        if part.status == Status.PAUSED or STEP.get(Status(part.status)) == task.flow_task.name:
            return
        task.process.part = part  # the step routes on the status the service has just written
        task.owner = by or task.owner
        task.started, task.status = now, STATUS.STARTED
        activation = task.flow_task.activation_class(task)
        activation.process.part = part
        activation.complete()
        if Status(part.status) in OPEN:
            activation.activate_next()
        else:
            self._close(part, PROCESS.DONE, now)

    def hand_over(self, part: Assignment, *, now: datetime) -> None:
        """The open task gets the part's officer as its owner."""
        task = self._open_task(part)
        task.owner_id = part.officer_id
        task.status = STATUS.ASSIGNED if part.officer_id else STATUS.NEW
        task.assigned = now
        task.save(update_fields=["owner", "status", "assigned"])

    def complete(self, parts: Sequence[Assignment], *, by: User | None, now: datetime) -> None:
        """Two statements for any number of parts; the tasks are done by `by`, or by their owner."""
        done: dict[str, object] = {"status": STATUS.DONE, "started": now, "finished": now}
        if by is not None:
            done["owner"] = by
        self._end(parts, done, PROCESS.DONE, now)

    def cancel(self, parts: Sequence[Assignment], *, now: datetime) -> None:
        """Cancel the open tasks and the processes: two statements."""
        self._end(parts, {"status": STATUS.CANCELED, "finished": now}, PROCESS.CANCELED, now)

    @staticmethod
    def _end(parts: Sequence[Assignment], task: dict[str, object], process: str, now: datetime) -> None:
        ids = [part.process_id for part in parts]
        PartTask.objects.filter(process_id__in=ids, status__in=ACTIVE).update(**task)
        Process.objects.filter(pk__in=ids).update(status=process, finished=now)

    def settle(self, part: Assignment, *, now: datetime) -> list[str]:
        """See `settling`."""
        return settle(part, now=now)

    def _open_task(self, part: Assignment) -> PartTask:
        tasks: list[PartTask] = list(
            PartTask.objects.filter(process_id=part.process_id, status__in=ACTIVE).select_related(
                "process", "owner"
            )
        )
        if len(tasks) != 1:
            raise RuntimeError(f"part {part.pk} has {len(tasks)} open tasks, expected one")
        return tasks[0]

    @staticmethod
    def _close(part: Assignment, status: str, now: datetime) -> None:
        Process.objects.filter(pk=part.process_id).update(status=status, finished=now)
