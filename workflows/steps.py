"""The one node of our flows: a human step that goes on to wherever the part's status belongs."""

from collections.abc import Iterator
from typing import Any

from django.views import View as DjangoView
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge
from viewflow.workflow.nodes.view import ViewActivation

from directives.lifecycle import OPEN, STEP, Status


class NoScreen(DjangoView):
    """Viewflow asks every human node for a view; our screens live elsewhere, so this one is never mounted."""


class StepActivation(ViewActivation):
    """Finishes the step and opens the one at which the part's status stands, or the end."""

    @Activation.status.transition(source="DONE")
    def create_next(self) -> Iterator[Activation]:
        status = Status(self.process.part.status)
        name = STEP.get(status, "end") if status in OPEN else "end"
        node = self.flow_class.instance.node(name)
        yield node._create(self, self.task.token)


class Step(flow.View):
    """A step of the lifecycle. `to` names the steps that may follow: the chart is drawn from it."""

    activation_class = StepActivation

    def __init__(self, *, to: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(NoScreen.as_view(), **kwargs)
        self.following = to

    def _outgoing(self) -> Iterator[Edge]:
        for name in self.following:
            yield Edge(src=self, dst=self.flow_class.instance.node(name), edge_class="next")
