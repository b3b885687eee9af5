"""What ends with a part: requests nobody has to answer any more."""

from collections.abc import Sequence
from datetime import datetime

from departments.clock import today as local_day
from directives.lifecycle import CLOSED, Role, Status
from directives.models import (
    Ask,
    AskState,
    Assignment,
    Bottleneck,
    BottleneckState,
    Decision,
    ExtensionRequest,
    PreparedAct,
)
from directives.models.assignment import NO_DATE
from directives.services import recurring


def close_requests(moved: Sequence[Assignment], *, now: datetime) -> None:
    """Close what waits on parts that have just closed; a paused part's request for more time ends too."""
    closed = [part.pk for part in moved if part.status in CLOSED]
    stopped = closed + [part.pk for part in moved if part.status == Status.PAUSED]
    if stopped:
        requests = ExtensionRequest.objects.filter(part_id__in=stopped, decision=Decision.OPEN)
        requests.update(decision=Decision.CLOSED, decided_at=now)
    if not closed:
        return
    PreparedAct.objects.filter(part_id__in=closed, is_open=True).update(is_open=False)
    bottlenecks = Bottleneck.objects.filter(part_id__in=closed, is_open=True)
    bottlenecks.update(
        is_open=False, state=BottleneckState.CLOSED, resolved_at=now, resolved_on=local_day(now)
    )
    Ask.objects.filter(part_id__in=closed, state=AskState.OPEN).update(state=AskState.CLOSED)
    recurring.close([part for part in moved if part.status in CLOSED], now=now)


def release_coordinators(directive_id: int, *, now: datetime) -> None:
    """The lead is done: nobody waits for the coordinating departments any more, asked or asleep."""
    rows = Assignment.objects.filter(directive_id=directive_id, role=Role.COORDINATING, is_open=True)
    Ask.objects.filter(part__in=rows.values("pk"), state=AskState.OPEN).update(state=AskState.CLOSED)
    PreparedAct.objects.filter(part__in=rows.values("pk"), is_open=True).update(is_open=False)
    Bottleneck.objects.filter(part__in=rows.values("pk"), is_open=True).update(
        is_open=False, state=BottleneckState.CLOSED, resolved_at=now, resolved_on=local_day(now)
    )
    rows.update(
        status=Status.COMPLETED,
        status_since=now,
        is_open=False,
        awake=False,
        due_on=None,
        sort_due=NO_DATE,
        completed_on=local_day(now),
    )


def bring_back(ended: Sequence[Assignment], *, now: datetime) -> list[Assignment]:
    """Of parts that ended together with the work, put back those it needs again; returns them.

    Coordinating departments sleep until asked anew; those informed who had not seen it yet are to see it.
    """
    back = [
        part
        for part in ended
        if (part.role == Role.COORDINATING and part.status in (Status.COMPLETED, Status.RECALLED))
        or (part.role == Role.INFORMED and part.status == Status.RECALLED)
    ]
    pks = [part.pk for part in back]
    rows = Assignment.objects.filter(pk__in=pks)
    rows.update(status=Status.ASSIGNED, status_since=now, is_open=True, completed_on=None)
    asleep = rows.filter(role=Role.COORDINATING)
    asleep.update(awake=False, due_on=None, sort_due=NO_DATE, officer=None, division=None, unit=None)
    return back
