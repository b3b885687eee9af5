"""The flow of one part. `Assignment.status` is the truth; the open task is its image under lifecycle.STEP."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock

from workflows.models import PartProcess, PartTask
from workflows.steps import Step

# Nobody acts on tasks through viewflow: a permission no one is given keeps its own doors shut.
NOBODY = "workflows.act_through_viewflow"


def delegated_to(activation: Any) -> Any:
    """The officer the part has been handed to, so that a redo lands on the same desk."""
    part = activation.process.part
    return part.officer if part.officer_id else None


class AssignmentFlow(flow.Flow):
    """receive → carry out → verify → approve, with reconsider beside receive."""

    process_class = PartProcess
    task_class = PartTask
    lock_impl = lock.SelectForUpdateLock(nowait=False)
    process_title = "Part of a directive"

    start = flow.StartHandle(None).Next(this.receive)
    receive = Step(to=("carry_out", "reconsider", "verify", "end")).Permission(NOBODY).Assign(delegated_to)
    reconsider = Step(to=("receive", "end")).Permission(NOBODY)
    carry_out = Step(to=("verify", "end")).Permission(NOBODY).Assign(delegated_to)
    verify = Step(to=("carry_out", "approve", "end")).Permission(NOBODY)
    approve = Step(to=("carry_out", "end")).Permission(NOBODY)
    end = flow.End()

    def has_view_permission(self, user: Any, obj: Any = None) -> bool:
        return False
