"""From names in a text to departments and groups of this installation. Nothing is guessed silently."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from departments.models import Department, DepartmentAlias, DepartmentGroup, GroupAlias
from departments.selectors import assignable_departments
from departments.text import fold
from directives.reading import Agency

# Titles of a body's head name the body: "Giám đốc Sở Tài chính" addresses the department.
_HEADS = ("giam doc ", "chu tich ", "thu truong ", "truong ban ", "dong chi ", "cac ", "lanh dao ")


@dataclass(frozen=True)
class Link:
    """What one name was linked to: a department, a group, or neither (`unknown`)."""

    name: str
    department_id: int | None = None
    group_id: int | None = None

    @property
    def unknown(self) -> bool:
        return self.department_id is None and self.group_id is None


class Directory:
    """Folded names of all departments and groups of one day. Three statements, then pure look-ups."""

    def __init__(self, on: date) -> None:
        self.on = on

    @cached_property
    def departments(self) -> dict[str, int]:
        active = assignable_departments(self.on)
        names = {}
        for pk, name, short, code in active.values_list("pk", "name", "short_name", "code"):
            for spelling in (name, short, code):
                if spelling:
                    names.setdefault(fold(spelling), pk)
        aliases = DepartmentAlias.objects.filter(department__in=active)
        for folded, pk in aliases.values_list("folded", "department_id"):
            names.setdefault(folded, pk)
        return names

    @cached_property
    def groups(self) -> dict[str, int]:
        active = DepartmentGroup.objects.filter(is_active=True)
        names = {fold(name): pk for pk, name in active.values_list("pk", "name")}
        for folded, pk in GroupAlias.objects.filter(group__in=active).values_list("folded", "group_id"):
            names.setdefault(folded, pk)
        return names

    def link(self, name: str) -> Link:
        """The department or group `name` stands for: exact after folding, or after a head's title."""
        folded = fold(name).strip(" .,;:")
        for spelling in self._spellings(folded):
            if spelling in self.departments:
                return Link(name, department_id=self.departments[spelling])
            if spelling in self.groups:
                return Link(name, group_id=self.groups[spelling])
        return Link(name)

    @staticmethod
    def _spellings(folded: str) -> list[str]:
        found = [folded]
        for head in _HEADS:
            if folded.startswith(head):
                found.append(folded.removeprefix(head))
        for spelling in list(found):
            found.append(f"{spelling} tinh")
            found.append(spelling.removesuffix(" tinh"))
            found.append(spelling.replace("ubnd ", "uy ban nhan dan "))
        return list(dict.fromkeys(found))


def agencies(on: date) -> list[Agency]:
    """This installation's departments as the reading wants them."""
    rows = Department.objects.active(on).prefetch_related("aliases")
    return [
        Agency(code=row.code, name=row.name, aliases=tuple(alias.name for alias in row.aliases.all()))
        for row in rows
    ]
