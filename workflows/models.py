"""Proxies only: multi-table inheritance would refuse bulk_create and join on every read."""

from viewflow.workflow.models import Process, Task


class PartProcess(Process):
    """The process of one part of a directive."""

    class Meta:
        proxy = True
        default_permissions = (
            "manage",
        )  # viewflow adds it when the flow is imported; here it is in the migration


class PartTask(Task):
    """One step of a part's process."""

    class Meta:
        proxy = True
