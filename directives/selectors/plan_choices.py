"""What a clerk may choose from when planning a directive: read once for a page, five SQL statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from departments.models import Department, DepartmentGroup, Field, GroupMember, User
from departments.selectors import assignable_departments, leaders, monitors


@dataclass(frozen=True)
class Group:
    """A department group with its members of today; `coming` are those that join later, with the day."""

    pk: int
    name: str
    members: Sequence[Department] = ()
    coming: Sequence[tuple[Department, date]] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(member.pk for member in self.members)


@dataclass(frozen=True)
class PlanChoices:
    departments: Sequence[Department]
    groups: dict[int, Group]
    leaders: Sequence[User]
    monitors: Sequence[User]
    fields: Sequence[Field]
    names: dict[int, str] = field(default_factory=dict)


def plan_choices(on: date) -> PlanChoices:
    """Departments, groups with their members, leaders, monitors and fields of the local date `on`."""
    departments = list(assignable_departments(on).order_by("sort_key", "pk"))
    return PlanChoices(
        departments=departments,
        groups=_groups(departments, on),
        leaders=list(leaders(on)),
        monitors=list(monitors(on)),
        fields=list(Field.objects.filter(is_active=True)),
        names={department.pk: department.name for department in departments},
    )


def _groups(departments: Sequence[Department], on: date) -> dict[int, Group]:
    known = {department.pk: department for department in departments}
    rows = (
        GroupMember.objects.filter(Q(until_on=None) | Q(until_on__gte=on))
        .filter(department_id__in=known)
        .values_list("group_id", "department_id", "from_on")
    )
    now: dict[int, set[int]] = {}
    later: dict[int, list[tuple[int, date]]] = {}
    for group_id, department_id, from_on in rows:
        if from_on <= on:
            now.setdefault(group_id, set()).add(department_id)
        else:
            later.setdefault(group_id, []).append((department_id, from_on))
    return {
        pk: Group(
            pk,
            name,
            [department for department in departments if department.pk in now.get(pk, set())],
            [(known[member], from_on) for member, from_on in later.get(pk, [])],
        )
        for pk, name in DepartmentGroup.objects.filter(is_active=True).values_list("pk", "name")
    }
