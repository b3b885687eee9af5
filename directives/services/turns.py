"""To whom bottlenecks are put when a desk or a whole department goes over to somebody else."""

from datetime import date

from django.db.models import QuerySet

from directives.models import Bottleneck, BottleneckState, BottleneckTurn


def pass_on(
    rows: QuerySet[Bottleneck], *, on: date, department: int | None = None, leader: int | None = None
) -> None:
    """Put `rows` to the department or leader who comes next, with a turn of their own from the local date `on`.

    The turn counts their days and lets them see what they are asked. What has not passed the Office yet still
    lies there, so it gets none. Three SQL statements.
    """
    passed = list(rows.filter(state=BottleneckState.OPEN).order_by("pk").values_list("pk", flat=True))
    BottleneckTurn.objects.bulk_create(
        BottleneckTurn(bottleneck_id=pk, department_id=department, leader_id=leader, from_on=on)
        for pk in passed
    )
    if department is not None:
        rows.update(asked_department_id=department)
    else:
        rows.update(asked_leader_id=leader)
