"""What a clerk teaches the service about names: kept as an alias, or entered as a body outside the province.

The points still undecided are linked anew in the same transaction, so that one correction serves the whole notice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from departments.actors import Actor
from departments.clock import today as local_day
from departments.errors import NotPossible
from departments.models import Department
from departments.services import aliases, outside
from directives import journal
from directives.errors import Invalid
from directives.models import Conclusion, ConclusionPoint, Directive
from directives.models.conclusion import PointOutcome
from directives.services import linking, points, proposals, secrecy
from directives.services.conclusion_changes import lock_unpublished, record, touch
from directives.services.plans import Plan

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class KeptName:
    """A name of the text that shall stand for one department, or for one group, from now on."""

    name: str
    department: int | None = None
    group: int | None = None


def accept_point(
    point_id: int,
    plan: Plan,
    *,
    kept: Sequence[KeptName] = (),
    typed: points.Typed | None = None,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Directive:
    """Accept a point and keep the names its clerk linked by hand: all of it or nothing. Raises as both do."""
    with transaction.atomic():
        draft = points.accept_point(point_id, plan, typed=typed, actor=actor, now=now, version=version)
        if kept and draft.conclusion is not None:
            conclusion = lock_unpublished(draft.conclusion.pk, actor=actor)
            for name in kept:
                _keep(conclusion, name, actor=actor, now=now, field="kept_names")
            _link_anew(conclusion, now)
            touch(conclusion)
    return draft


def keep_name(
    conclusion_id: int, kept: KeptName, *, actor: Actor, now: datetime, version: int | None = None
) -> Conclusion:
    """Keep a name of a conclusion's text as an alias. Raises NotVisible, Forbidden, WrongState, Stale or Invalid."""
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        _keep(conclusion, kept, actor=actor, now=now)
        _link_anew(conclusion, now)
        touch(conclusion)
    return conclusion


def enter_outside_body(
    conclusion_id: int, name: str, *, actor: Actor, now: datetime, version: int | None = None
) -> Department:
    """Enter who a conclusion names beyond this province among the outside bodies; known ones are returned.

    Raises NotVisible, Forbidden, WrongState, Stale, or Invalid where a body of ours goes by that name.
    """
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        _check_may_be_told(conclusion, name)
        journal.lock_office()  # two clerks entering one name get one body
        before = Department.objects.count()
        body = _told(lambda: outside.enter_outside_body(name, on=local_day(now)), None)
        if Department.objects.count() > before:
            record(
                conclusion,
                "enter_outside_body",
                actor=actor,
                now=now,
                department=body.pk,
                name=body.name,
                code=body.code,
            )
        _link_anew(conclusion, now)
        touch(conclusion)
    return body


def _keep(
    conclusion: Conclusion, kept: KeptName, *, actor: Actor, now: datetime, field: str | None = None
) -> None:
    _check_may_be_told(conclusion, kept.name)
    journal.lock_office()  # the same name cannot be kept for two bodies at once
    alias = _told(
        lambda: aliases.keep_alias(
            kept.name, on=local_day(now), department=kept.department, group=kept.group
        ),
        field,
    )
    target: dict[str, Any] = {
        name: pk for name, pk in (("department", kept.department), ("group", kept.group)) if pk is not None
    }
    record(conclusion, "keep_alias", actor=actor, now=now, name=alias.name, **target)


def _check_may_be_told(conclusion: Conclusion, name: str) -> None:
    """A secret conclusion has no text here, and no name of it may stand in the journal. Raises Invalid."""
    if conclusion.is_secret:
        secrecy.refuse_words(name=name)


def _link_anew(conclusion: Conclusion, now: datetime) -> None:
    """Undecided points whose names stood for nobody, or nearly somebody, are asked again: two statements."""
    directory = linking.Directory(local_day(now))
    changed = []
    for point in conclusion.points.filter(outcome=PointOutcome.UNDECIDED):
        proposal = proposals.linked_anew(point.proposal, directory)
        if proposal != point.proposal:
            point.proposal = proposal
            changed.append(point)
    ConclusionPoint.objects.bulk_update(changed, ["proposal"])


def _told(write: Callable[[], Result], field: str | None) -> Result:
    """What the floor below refuses, as a refusal of this one, beside `field` where the form has another name."""
    try:
        return write()
    except NotPossible as refusal:
        raise Invalid(refusal.message, field=field or refusal.field) from refusal
