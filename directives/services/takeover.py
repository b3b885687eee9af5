"""Open parts that go to the successor of their department, many at once.

Unlike a transfer the work goes on where it stood: status, dates, results handed in and requests go along, since
the successor is the same obligation's heir. What was late so far stays with the old part. Where the successor
already has a part of the same directive the two become one, and both stay on record:

- informed, or coordinating beside the lead: the old part ends in the one the successor has;
- coordinating twice: one part that owes what both owed;
- a part that carries the work beside a coordinating or informed one: the latter becomes the former;
- *each for itself* twice: one part, due on the earlier of both dates, whose product names both; the old part
  with its reports stays to be seen. While the old result is being judged it stays where it is;
- the successor's own part is closed already: nothing moves by itself. The Office decides, and where it gives the
  part to that department all the same, the closed part is opened again with its result on record.

The caller holds the locks of the directives, taken in pk order.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Department, Membership
from departments.selectors import working_calendar
from directives import journal
from directives.deadlines import HANDED_IN
from directives.engine import engine
from directives.lifecycle import CLOSED, Role, Status
from directives.models import (
    Assignment,
    Directive,
)
from directives.models.choices import ProductTo
from directives.rules import load_rules
from directives.selectors.successions import CARRYING, must_stay
from directives.services import carried_requests, closing, deciders, rollup
from directives.services.act import change, stand_at

# What a new part does not have from the old one: its own identity, its people, its process, its beginning.
OWN = {"id", "department", "officer", "division", "unit", "process", "successor", "assigned_on", "accept_by"}


@dataclass
class Heir:
    """One open part that goes to `target`, into `part`: a new one, or the one the successor has."""

    old: Assignment
    target: Department
    part: Assignment
    is_new: bool
    status_before: str  # of the old part
    heir_before: str = ""  # of the part the successor had
    reopened: bool = False
    risen: bool = False  # the successor's coordinating or informed part carries the work from now on


@dataclass
class Taking:
    """What one batch moves, and what stays because somebody has to decide."""

    directives: Sequence[Directive]
    actor: Actor
    now: datetime
    post: Membership | None
    document: str
    heirs: list[Heir] = field(default_factory=list)
    left: list[Assignment] = field(default_factory=list)
    told: dict[int, list[journal.Happening]] = field(default_factory=lambda: defaultdict(list))
    touched: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def today(self) -> date:
        return local_day(self.now)


def take_over(taking: Taking, targets: dict[int, Department], *, by_hand: bool = False) -> None:
    """Move the open parts `targets` names (part id → successor); fills `taking.heirs` and `taking.left`.

    A number of statements that does not depend on the parts, but for directives in which parts become one.
    """
    parts = (
        Assignment.objects.filter(directive__in=taking.directives)
        .exclude(status__in=[Status.DRAFT, Status.TRANSFERRED])
        .select_related("department")
        .order_by("pk")
    )
    by_directive: dict[int, list[Assignment]] = defaultdict(list)
    for part in parts:
        by_directive[part.directive_id].append(part)
    for directive in taking.directives:
        standing = {part.department_id: part for part in by_directive[directive.pk]}
        for old in by_directive[directive.pk]:
            target = targets.get(old.pk)
            if target is None or not old.is_open or target.pk == old.department_id:
                continue
            old.directive = directive
            heir = _heir(taking, old, target, standing.get(target.pk), by_hand=by_hand)
            if heir is None:
                taking.left.append(old)
                continue
            taking.heirs.append(heir)
            standing[target.pk] = heir.part
    if taking.heirs:
        _write(taking)


def _heir(
    taking: Taking, old: Assignment, target: Department, there: Assignment | None, *, by_hand: bool
) -> Heir | None:
    """Where the old part goes; None when nobody but the Office can say."""
    before, now = old.status, taking.now
    if there is None:
        part = Assignment(department=target, **_carried(old))
        part.assigned_on = taking.today
        if part.status not in HANDED_IN:
            part.status_since = now
        return Heir(old, target, part, True, before)
    heir = Heir(old, target, there, False, before, there.status)
    if old.role == Role.INFORMED or (old.role == Role.COORDINATING and there.role in CARRYING):
        return heir
    if there.role not in CARRYING:
        if old.role in CARRYING or there.role == Role.INFORMED:
            kept = {"pk": there.pk, "process_id": there.process_id}
            for name, value in {**_carried(old), "assigned_on": taking.today, **kept}.items():
                setattr(there, name, value)
            there.officer = there.division = there.unit = None
            heir.risen = True
        elif old.awake:
            dates = [day for day in (old.due_on, there.due_on if there.awake else None) if day]
            change(there, awake=True, due_on=min(dates) if dates else None)
            stand_at(there, Status.IN_PROGRESS, now=now)
        return heir
    if must_stay(old, there) and (before in HANDED_IN or not by_hand):
        return None
    if there.status in CLOSED:
        stand_at(there, Status.IN_PROGRESS, now=now)
        change(there, due_on=old.due_on, submitted_on=None, delivered_on=None, silent_since=taking.today)
        there.closed_missing = False
        heir.reopened = True
    elif old.due_on and (there.due_on is None or old.due_on < there.due_on):
        change(there, due_on=old.due_on)
        if there.original_due_on is None:
            there.original_due_on = old.original_due_on
    if old.product and old.product not in there.product:
        there.product = "; ".join(filter(None, (there.product, old.product)))[:500]
    return heir


def _carried(old: Assignment) -> dict[str, Any]:
    """The columns a successor's part has from the old one."""
    return {
        column.attname: getattr(old, column.attname)
        for column in Assignment._meta.concrete_fields
        if column.name not in OWN
    }


def _write(taking: Taking) -> None:
    now, heirs = taking.now, taking.heirs
    accept_by = working_calendar().add(taking.today, load_rules().accept_after_days)
    here = _working_in(
        {heir.target.pk for heir in heirs}, {heir.old.officer_id for heir in heirs}, taking.today
    )
    for heir in heirs:
        part, old = heir.part, heir.old
        if part.status == Status.ASSIGNED and part.role in CARRYING:
            part.accept_by = accept_by
        if (
            old.officer_id is not None
            and (heir.target.pk, old.officer_id) in here
            and part.officer_id is None
        ):
            part.officer_id = old.officer_id
        stand_at(old, Status.TRANSFERRED, now=now)
        old.accept_by = None
    olds = [heir.old for heir in heirs]
    columns = ["status", "status_since", "is_open", "completed_on", "paused_from", "accept_by"]
    Assignment.objects.bulk_update(olds, columns, batch_size=500)  # frees the one-lead constraint
    fresh = {id(heir.part): heir.part for heir in heirs if heir.is_new}
    Assignment.objects.bulk_create(fresh.values())
    kept = {heir.part.pk: heir.part for heir in heirs if id(heir.part) not in fresh}
    every = [column.name for column in Assignment._meta.concrete_fields if column.name != "id"]
    Assignment.objects.bulk_update(kept.values(), every, batch_size=200)
    for heir in heirs:
        heir.old.successor = heir.part
    Assignment.objects.bulk_update(olds, ["successor"], batch_size=500)
    carried_requests.carry(heirs)
    closing.close_requests(olds, now=now)
    deciders.refresh(Assignment.objects.filter(pk__in=[heir.part.pk for heir in heirs]), on=taking.today)
    _tell_engine(heirs, now)
    _journal(taking)


def _working_in(departments: set[int], people: set[int | None], on: date) -> set[tuple[int, int]]:
    """(department, person) of officers who hold a post in the successor already."""
    posts = Membership.objects.active(on).filter(department_id__in=departments)
    known = [person for person in people if person is not None]
    return set(posts.filter(user_id__in=known).values_list("department_id", "user_id"))


def _tell_engine(heirs: Sequence[Heir], now: datetime) -> None:
    gone = [heir.old for heir in heirs if heir.old.process_id is not None]
    if gone:
        engine().cancel(gone, now=now)
    begin = {
        heir.part.pk: heir.part
        for heir in heirs
        if heir.part.role in CARRYING
        and heir.part.is_open
        and (heir.part.process_id is None or heir.reopened)
    }
    if begin:
        engine().start(list(begin.values()), now=now)


def _journal(taking: Taking) -> None:
    """An entry where the old part ends and one where the heir begins, then what follows for the directive."""
    for heir in taking.heirs:
        told = taking.told[heir.old.directive_id]
        data = {"department": heir.target.pk, "part": heir.part.pk, "document_number": taking.document}
        told.append(_said(taking, "succession", heir.old, heir.status_before, Status.TRANSFERRED, data))
        before = Status.ASSIGNED.value if heir.is_new else heir.heir_before
        data = {"from_department": heir.old.department_id, "document_number": taking.document}
        moved = before != heir.part.status
        told.append(
            _said(
                taking,
                "take_over",
                heir.part,
                before if moved else "",
                heir.part.status if moved else "",
                data,
            )
        )
    merged = {heir.old.directive_id for heir in taking.heirs if not heir.is_new}
    for directive in taking.directives:
        if directive.pk in merged:
            taking.touched[directive.pk] |= rollup.follow(directive, None, now=taking.now)


def _said(
    taking: Taking, verb: str, part: Assignment | None, before: str, after: str, data: dict[str, Any]
) -> journal.Happening:
    return journal.Happening(
        verb=verb,
        actor=taking.actor,
        now=taking.now,
        post=taking.post,
        from_status=before,
        to_status=after,
        data={name: value for name, value in data.items() if value != ""},
        part=part,
    )


def move_receivers(taking: Taking, targets: dict[int, Department]) -> None:
    """Products go to the successor of their receiver (department id → successor).

    Where the receiver is then one of those who do the work, the Office receives instead: nobody confirms its own
    product. Called for every directive of a batch, after its parts have moved.
    """
    working: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.filter(directive__in=taking.directives, role__in=CARRYING)
    for directive_id, department_id in rows.exclude(status=Status.TRANSFERRED).values_list(
        "directive_id", "department_id"
    ):
        working[directive_id].add(department_id)
    for directive in taking.directives:
        receiver = directive.product_to_department_id
        if directive.product_to != ProductTo.DEPARTMENT or receiver is None:
            continue
        target = targets.get(receiver)
        wanted = target.pk if target is not None else receiver
        to_office = wanted in working[directive.pk]
        if wanted == receiver and not to_office:
            continue
        directive.product_to = ProductTo.OFFICE.value if to_office else ProductTo.DEPARTMENT.value
        directive.product_to_department_id = None if to_office else wanted
        taking.touched[directive.pk] |= {"product_to", "product_to_department"}
        data = {"from_department": receiver, "department": "" if to_office else wanted}
        taking.told[directive.pk].append(_said(taking, "receiver_moved", None, "", "", data))


def record(taking: Taking) -> None:
    """Write the journal and the directives of the batch; the entries of one directive in their order."""
    for row in zip_longest(*(taking.told[directive.pk] for directive in taking.directives)):
        journal.append_many(
            (directive, said)
            for directive, said in zip(taking.directives, row, strict=True)
            if said is not None
        )
    changed = [directive for directive in taking.directives if taking.told[directive.pk]]
    columns: set[str] = {"version", "journal_head"}.union(*(taking.touched[d.pk] for d in changed))
    Directive.objects.bulk_update(changed, sorted(columns), batch_size=200)
