"""Merge, split, rename and close of departments: the decision is recorded, and open work follows it.

With one successor the open parts move in bulk; with several, or none, they wait on the Office's list "to be given
out anew". Closed parts keep the department they had. Recording is one transaction; the work moves in batches of
directives, each a transaction of its own with the rows locked in pk order: what was cut short goes on with the
next tick, since everything left to do is read from the data.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from departments.actors import SYSTEM, Actor
from departments.clock import today as local_day
from departments.errors import NotPossible
from departments.models import Department, Membership, Post
from departments.models.user import OFFICE_POSTS
from departments.selectors import assignable_departments
from departments.services import successions
from departments.services.successions import Bodies, Decision
from directives import journal, permissions
from directives.errors import Forbidden, Invalid
from directives.models import Assignment, Directive, JournalEntry
from directives.selectors.successions import (
    Foreseen,
    asked_of,
    directives_to_move,
    foreseen,
    open_parts_of,
    single_successors,
    to_receive_of,
)
from directives.services import turns
from directives.services.takeover import Taking, move_receivers, record, take_over

BATCH = 200  # directives locked at once
RECORDED, RENAMED = "succession_recorded", "department_renamed"

Result = TypeVar("Result")


@dataclass(frozen=True)
class Moved:
    """What has moved, and how many parts wait for the Office to decide."""

    parts: int = 0
    receivers: int = 0
    left: int = 0

    def plus(self, other: "Moved") -> "Moved":
        return Moved(self.parts + other.parts, self.receivers + other.receivers, self.left + other.left)


@dataclass(frozen=True)
class Recorded:
    """A decision on record. `moved` is empty where its day has not come yet, or the request is a repetition."""

    entry: JournalEntry
    moved: Moved
    replayed: bool = False


def foresee(decision: Decision, *, actor: Actor, now: datetime) -> Foreseen:
    """What a decision would move, after the same checks. Raises Forbidden or Invalid."""
    _check_actor(actor)
    bodies = _told(lambda: successions.checked(decision))
    people = sum(len(successions.people_of_body(body, decision.on)) for body in bodies.predecessors)
    return foreseen(list(decision.predecessors), people if decision.move_people else 0)


def record_succession(decision: Decision, *, actor: Actor, now: datetime, request_key: str = "") -> Recorded:
    """Write a decision down and, once its day has come, carry it out. Raises Forbidden or Invalid."""
    _check_actor(actor)
    with transaction.atomic():
        journal.lock_office()
        done = _done_before(actor, request_key, RECORDED)
        if done is not None:
            return Recorded(done, Moved(), replayed=True)
        bodies = _told(lambda: successions.write_succession(decision))
        entry = journal.append_office(
            journal.Happening(
                verb=RECORDED,
                actor=actor,
                now=now,
                post=_post(actor),
                data={**_ids(bodies), "on": decision.on.isoformat(), "document": decision.document.strip()},
                request_key=request_key,
            )
        )
    moved = Moved()
    if decision.on <= local_day(now):
        moved = carry_out(now=now, actor=actor, document=decision.document.strip())
        left = open_parts_of(list(decision.predecessors)).count()
        moved = Moved(moved.parts, moved.receivers, left)
    return Recorded(entry, moved)


def rename_department(
    *,
    department: int,
    name: str,
    short_name: str,
    document: str,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> JournalEntry:
    """Give a department a new name; its old one is still read. Raises Forbidden or Invalid.

    No succession: people expect the same body to keep its work, its lateness and its figures under the new name.
    """
    _check_actor(actor)
    with transaction.atomic():
        journal.lock_office()
        done = _done_before(actor, request_key, RENAMED)
        if done is not None:
            return done
        body = Department.objects.filter(pk=department).first()
        if body is None or not body.is_active(local_day(now)):
            raise Invalid(_("Choose a department from the list."), field="department")
        if not document.strip():
            raise Invalid(_("Name the document that decides this."), field="document")
        before = {"name": body.name, "short_name": body.short_name}
        _told(lambda: successions.rename(body, name=name, short_name=short_name))
        return journal.append_office(
            journal.Happening(
                verb=RENAMED,
                actor=actor,
                now=now,
                post=_post(actor),
                data={
                    "department": body.pk,
                    "before": before,
                    "after": {"name": body.name, "short_name": body.short_name},
                    "document": document.strip(),
                },
                request_key=request_key,
            )
        )


def carry_out(*, now: datetime, actor: Actor = SYSTEM, document: str = "", limit: int | None = None) -> Moved:
    """Move what goes to a single successor whose day has come; safe to repeat, called by every tick.

    `limit` bounds how many directives are moved now.
    """
    today = local_day(now)
    pks = directives_to_move(today)[:limit]
    moved = Moved()
    for start in range(0, len(pks), BATCH):
        moved = moved.plus(_carry_out(pks[start : start + BATCH], actor=actor, now=now, document=document))
    return moved


def _carry_out(pks: Sequence[int], *, actor: Actor, now: datetime, document: str) -> Moved:
    with transaction.atomic():
        locked = _locked(pks)
        targets = single_successors(local_day(now))
        taking = Taking(locked, actor, now, _post(actor), document)
        parts = open_parts_of(list(targets)).filter(directive__in=locked)
        take_over(taking, {pk: targets[there] for pk, there in parts.values_list("pk", "department_id")})
        _hand_down_elsewhere(taking, targets)
        move_receivers(taking, targets)
        receivers = sum(said.verb == "receiver_moved" for told in taking.told.values() for said in told)
        record(taking)
    return Moved(len(taking.heirs), receivers, len(taking.left))


def _hand_down_elsewhere(taking: Taking, targets: Mapping[int, Department]) -> None:
    """Subordinate units a part was handed down to, and departments a bottleneck was put to, are followed too."""
    if not targets:
        return
    to = [When(unit_id=old, then=Value(new.pk)) for old, new in targets.items()]
    Assignment.objects.filter(directive__in=taking.directives, is_open=True, unit_id__in=targets).update(
        unit_id=Case(*to)
    )
    here = asked_of(list(targets)).filter(part__directive__in=taking.directives)
    for old, new in targets.items():
        turns.pass_on(here.filter(asked_department_id=old), on=local_day(taking.now), department=new.pk)


def give_out_anew(choices: Mapping[int, int], *, actor: Actor, now: datetime, request_key: str = "") -> Moved:
    """Give open parts of ended departments to the departments the Office chooses (part id → department id).

    Raises Forbidden, or Invalid when a part does not wait for that or a department cannot take it; then nothing
    of that batch has changed.
    """
    if not actor.is_office:
        raise Forbidden
    if not choices:
        raise Invalid(_("Tick at least one part."), field="parts")
    today = local_day(now)
    rows = Assignment.objects.filter(pk__in=choices, is_open=True, department__active_until__lt=today)
    by_directive = dict(rows.values_list("pk", "directive_id"))
    if set(by_directive) != set(choices):
        raise Invalid(_("One of these parts does not wait for this any more."), field="parts")
    bodies = {body.pk: body for body in assignable_departments(today).filter(pk__in=set(choices.values()))}
    if set(bodies) != set(choices.values()):
        raise Invalid(_("Choose departments from the list."), field="department")
    pks = sorted(set(by_directive.values()))
    moved = Moved()
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            locked = _locked(pks[start : start + BATCH])
            mine = {
                pk: bodies[choices[pk]]
                for pk, where in by_directive.items()
                if where in {d.pk for d in locked}
            }
            taking = Taking(locked, actor, now, _post(actor), "")
            take_over(taking, mine, by_hand=True)
            move_receivers(taking, {})
            record(taking)
        moved = moved.plus(Moved(len(taking.heirs), 0, len(taking.left)))
    return moved


def give_receiver_anew(*, directive: int, department: int, actor: Actor, now: datetime) -> Moved:
    """Name who receives the product in place of a department that has ended. Raises Forbidden or Invalid."""
    if not actor.is_office:
        raise Forbidden
    today = local_day(now)
    body = assignable_departments(today).filter(pk=department).first()
    if body is None:
        raise Invalid(_("Choose a department from the list."), field="department")
    with transaction.atomic():
        locked = _locked([directive])
        ended = locked[0].product_to_department if locked else None
        if (
            ended is None
            or ended.is_active(today)
            or not to_receive_of([ended.pk]).filter(pk=directive).exists()
        ):
            raise Invalid(_("This directive does not wait for a new receiver."), field="directive")
        taking = Taking(locked, actor, now, _post(actor), "")
        move_receivers(taking, {ended.pk: body})
        record(taking)
    return Moved(0, 1, 0)


def _locked(pks: Sequence[int]) -> list[Directive]:
    return list(Directive.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))


def _check_actor(actor: Actor) -> None:
    if not permissions.may_change_organisation(actor):
        raise Forbidden


def _post(actor: Actor) -> Membership | None:
    if actor.system:
        return None
    return actor.post_among(frozenset({*OFFICE_POSTS, Post.ADMINISTRATOR})) or next(iter(actor.posts), None)


def _told(write: Callable[[], Result]) -> Result:
    """What the floor below refuses, as a refusal of this one."""
    try:
        return write()
    except NotPossible as refusal:
        raise Invalid(refusal.message, field=refusal.field) from refusal


def _ids(bodies: Bodies) -> dict[str, list[int]]:
    return {
        "predecessors": [body.pk for body in bodies.predecessors],
        "successors": [body.pk for body in bodies.successors],
    }


def _done_before(actor: Actor, request_key: str, verb: str) -> JournalEntry | None:
    if not request_key:
        return None
    return JournalEntry.objects.filter(
        stream=journal.OFFICE_STREAM, actor_id=actor.user_id, request_key=request_key, verb=verb
    ).first()
