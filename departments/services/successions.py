"""What a decision on the organisation changes below the directives: departments, names, groups, posts.

Called by `directives.services.succession`, which moves the open parts and writes it into the journal.

A mere change of name is no succession: the body stays the same row, keeps its open work, its lateness and its
figures, and its old name becomes a former alias, so that a text with the old name is still read rightly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from departments.errors import NotPossible
from departments.models import (
    Department,
    DepartmentAlias,
    GroupMember,
    Membership,
    Succession,
)
from departments.models.department import DepartmentKind
from departments.text import fold

UNMOVABLE = (DepartmentKind.COMMITTEE, DepartmentKind.OFFICE)  # the seat of the service itself


@dataclass(frozen=True)
class Decision:
    """Who is followed by whom from the day `on`, by which document. No successors: the body is closed."""

    predecessors: tuple[int, ...]
    successors: tuple[int, ...]
    on: date
    document: str
    move_people: bool = False


@dataclass(frozen=True)
class Bodies:
    """The departments of a decision."""

    predecessors: list[Department]
    successors: list[Department]

    @property
    def only_successor(self) -> Department | None:
        """The one body everything goes to, where there is exactly one."""
        return self.successors[0] if len(self.successors) == 1 else None


def checked(decision: Decision) -> Bodies:
    """The departments of a decision that can be carried out. Raises NotPossible with the field at fault."""
    predecessors = _found(decision.predecessors, "predecessors")
    successors = _found(decision.successors, "successors")
    if not predecessors:
        raise NotPossible(_("Choose at least one department that ends."), field="predecessors")
    if set(decision.predecessors) & set(decision.successors):
        raise NotPossible(_("A department cannot follow itself."), field="successors")
    if not decision.document.strip():
        raise NotPossible(_("Name the document that decides this."), field="document")
    last_day = decision.on - timedelta(days=1)
    for body in predecessors:
        if body.kind in UNMOVABLE:
            raise NotPossible(_("“%(name)s” cannot be ended here.") % {"name": body}, field="predecessors")
        if body.active_until is not None:
            raise NotPossible(_("“%(name)s” has been ended already.") % {"name": body}, field="predecessors")
        if body.active_from > last_day:
            raise NotPossible(_("“%(name)s” does not exist before that day.") % {"name": body}, field="on")
    for body in successors:
        if body.kind == DepartmentKind.COMMITTEE or not body.is_active(decision.on):
            raise NotPossible(
                _("“%(name)s” does not exist on that day, or cannot be given tasks.") % {"name": body},
                field="successors",
            )
    if decision.move_people and len(successors) != 1:
        raise NotPossible(
            _("People go along only to a single successor; otherwise enter their posts one by one."),
            field="move_people",
        )
    return Bodies(predecessors, successors)


def _found(ids: Sequence[int], field: str) -> list[Department]:
    rows = list(Department.objects.filter(pk__in=set(ids)).order_by("sort_key", "pk"))
    if len(rows) != len(set(ids)):
        raise NotPossible(_("Choose departments from the list."), field=field)
    return rows


def write_succession(decision: Decision) -> Bodies:
    """End the predecessors the day before and let the successors take their place. Needs a transaction."""
    bodies = checked(decision)
    last_day, document = decision.on - timedelta(days=1), decision.document.strip()
    Succession.objects.bulk_create(
        Succession(predecessor=old, successor=new, on=decision.on, note=document[:200])
        for old in bodies.predecessors
        for new in bodies.successors
    )
    for old in bodies.predecessors:
        old.active_until = last_day
        old.save(update_fields=["active_until"])
        _follow_groups(old, bodies.successors, decision.on)
    only = bodies.only_successor
    if only is not None:
        for old in bodies.predecessors:
            _hand_on_names(old, only)
            Department.objects.filter(parent=old).exclude(pk=only.pk).update(parent=only)
            if decision.move_people:
                _move_people(old, only, decision.on)
    return bodies


def _hand_on_names(old: Department, new: Department) -> None:
    """A text with the old name means the successor from now on."""
    for name in (old.name, old.short_name, *(alias.name for alias in old.aliases.all())):
        if name and fold(name) not in (fold(new.name), fold(new.short_name)):
            DepartmentAlias.objects.get_or_create(
                department=new, folded=fold(name)[:200], defaults={"name": name, "former": True}
            )


def _follow_groups(old: Department, successors: Sequence[Department], on: date) -> None:
    """Successors of the same kind join the groups of the predecessor; what was issued to a group stays as frozen."""
    running = GroupMember.objects.filter(department=old).filter(Q(until_on=None) | Q(until_on__gte=on))
    for member in running:
        for new in successors:
            there = GroupMember.objects.filter(group_id=member.group_id, department=new)
            held = there.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))
            if new.kind == old.kind and not held.exists() and not there.filter(from_on=on).exists():
                GroupMember.objects.create(group_id=member.group_id, department=new, from_on=on)
    running.filter(from_on__lt=on).update(until_on=on - timedelta(days=1))
    running.filter(from_on__gte=on).delete()  # would only have begun after its end


def _move_people(old: Department, new: Department, on: date) -> None:
    """Posts held on that day end the day before and go on in the successor, in no division until one is named."""
    for post in people_of_body(old, on):
        Membership.objects.get_or_create(
            user_id=post.user_id,
            department=new,
            post=post.post,
            from_on=max(on, post.from_on),
            defaults={"title": post.title, "until_on": post.until_on},
        )
        if post.from_on < on:
            post.until_on = on - timedelta(days=1)
            post.save(update_fields=["until_on"])


def people_of_body(body: Department, on: date) -> list[Membership]:
    """Posts in a department held on the local date `on` or taken up later."""
    held = Membership.objects.filter(department=body, user__is_active=True)
    return list(held.filter(Q(until_on=None) | Q(until_on__gte=on)).select_related("user").order_by("pk"))


def rename(body: Department, *, name: str, short_name: str) -> list[str]:
    """Give the body a new name; the old names become former aliases. Returns them. Needs a transaction."""
    new_name, new_short = name.strip(), short_name.strip()
    if not new_name:
        raise NotPossible(_("Please fill this in."), field="name")
    if len(new_name) > 200 or len(new_short) > 80:
        raise NotPossible(_("This name is too long."), field="name")
    if (new_name, new_short) == (body.name, body.short_name):
        raise NotPossible(_("The department has this name already."), field="name")
    former = [
        old
        for old in (body.name, body.short_name)
        if old and fold(old) not in (fold(new_name), fold(new_short))
    ]
    for old in former:
        alias, created = DepartmentAlias.objects.get_or_create(
            department=body, folded=fold(old)[:200], defaults={"name": old, "former": True}
        )
        if not created and not alias.former:
            alias.former = True
            alias.save(update_fields=["former"])
    body.name, body.short_name = new_name, new_short
    body.save(update_fields=["name", "short_name", "sort_key", "folded"])
    return former
