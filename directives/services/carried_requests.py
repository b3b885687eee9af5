"""Requests, obstacles and results that are still open go along when a part goes to a successor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Case, QuerySet, Value, When

from directives.deadlines import HANDED_IN
from directives.lifecycle import Role, Status
from directives.models import (
    Ask,
    AskState,
    Bottleneck,
    Decision,
    ExtensionRequest,
    PreparedAct,
    ProgressReport,
    ReportingPeriod,
    Urging,
)
from directives.models.work import ReportKind, Verdict
from directives.selectors.successions import CARRYING

if TYPE_CHECKING:
    from directives.services.takeover import Heir


def carry(heirs: Sequence["Heir"]) -> None:
    """What is still open goes along; what the successor already has of its own is closed with the old part."""
    pairs = {heir.old.pk: heir.part.pk for heir in heirs}
    risen = [heir.part.pk for heir in heirs if heir.risen and heir.part.role in CARRYING]
    if risen:  # nobody asks itself
        Ask.objects.filter(part_id__in=risen, state=AskState.OPEN).update(state=AskState.CLOSED)
        PreparedAct.objects.filter(part_id__in=risen, is_open=True).update(is_open=False)
    _carry(Bottleneck.objects.filter(is_open=True), pairs)
    _carry(Urging.objects.filter(explained_at=None, explanation_due_on__isnull=False), _new(heirs))
    asked = {heir.old.pk: heir.part.pk for heir in heirs if heir.part.role == Role.COORDINATING}
    _carry(Ask.objects.filter(state=AskState.OPEN), asked)
    taken = set(
        ExtensionRequest.objects.filter(part_id__in=pairs.values(), decision=Decision.OPEN).values_list(
            "part_id", flat=True
        )
    )
    flowing = {heir.old.pk: heir.part.pk for heir in heirs if heir.old.role == heir.part.role}
    free = {old: new for old, new in _once(flowing).items() if new not in taken}
    _carry(ExtensionRequest.objects.filter(decision=Decision.OPEN), free)
    _carry(PreparedAct.objects.filter(is_open=True), _new(heirs))
    _carry(ReportingPeriod.objects.filter(is_open=True), _new(heirs))
    waiting = ProgressReport.objects.filter(kind=ReportKind.RESULT, verdict=Verdict.NONE)
    judged = {heir.old.pk: heir.part.pk for heir in heirs if heir.status_before in HANDED_IN}
    judged |= {
        heir.old.pk: heir.part.pk
        for heir in heirs
        if heir.status_before == Status.PAUSED and heir.old.role in CARRYING
    }
    _carry(waiting, judged)


def _new(heirs: Sequence["Heir"]) -> dict[int, int]:
    return {heir.old.pk: heir.part.pk for heir in heirs if heir.is_new}


def _once(pairs: dict[int, int]) -> dict[int, int]:
    """Of several old parts that go into one part the first."""
    first: dict[int, int] = {}
    for old, new in pairs.items():
        first.setdefault(new, old)
    return {old: new for new, old in first.items()}


def _carry(rows: QuerySet[Any], pairs: dict[int, int]) -> None:
    """Point rows of the old parts at their heirs: one statement."""
    if pairs:
        whens = [When(part_id=old, then=Value(new)) for old, new in pairs.items()]
        rows.filter(part_id__in=pairs).update(part_id=Case(*whens))
