"""From names in a text to departments and groups of this installation. Nothing is guessed silently."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from departments.models import Department, DepartmentAlias, DepartmentGroup, GroupAlias
from departments.selectors import assignable_departments
from departments.text import fold
from directives.reading import Agency

# Who heads or speaks for a body stands for the body: "Giám đốc Sở Tài chính" addresses the department.
_HEADS = re.compile(
    r"^(?:(?:dong chi|ong|ba|cac dong chi|tap the|lanh dao|thu truong|nguoi dung dau|giam doc|chu tich|"
    r"chanh|truong ban(?=\s+ban\b)|truong|pho giam doc|pho chu tich|pho truong|chi huy truong|tong giam doc)\s+)+"
)
# A whole kind of bodies: only a group may stand for it, and these words change nothing about which.
_FILLERS = re.compile(
    r"^(?:cac|toan the|tat ca(?: cac)?|toan bo(?: cac)?|nhung)\s+"
    r"|\s+(?:tren dia ban(?: tinh)?|trong tinh|cua tinh)$"
)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:va\s+)?|\s+va\s+")
_PREFIXES = ("so", "ubnd xa", "ubnd phuong", "ban quan ly")


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
    """Folded names of all departments and groups of one day. Four statements, then pure look-ups.

    A name two departments share links to neither: the clerk chooses.
    """

    def __init__(self, on: date) -> None:
        self.on = on

    @cached_property
    def departments(self) -> dict[str, int]:
        active = assignable_departments(self.on)
        aliases = DepartmentAlias.objects.filter(department__in=active)
        rows = list(active.values_list("pk", "name", "short_name", "code"))
        official = [(name, pk) for pk, name, _short, _code in rows]
        others = [(name, pk) for pk, _name, short, code in rows for name in (short, code) if name]
        others += list(aliases.values_list("name", "department_id"))
        return _names(official, others)

    @cached_property
    def groups(self) -> dict[str, int]:
        active = DepartmentGroup.objects.filter(is_active=True)
        aliases = GroupAlias.objects.filter(group__in=active)
        return _names(
            [(name, pk) for pk, name in active.values_list("pk", "name")],
            list(aliases.values_list("name", "group_id")),
        )

    def link(self, name: str) -> Link:
        """The department or group `name` stands for: exact after folding, or after a head's title."""
        for spelling in _spellings(_normal(name)):
            if spelling in self.departments:
                return Link(name, department_id=self.departments[spelling])
            if spelling in self.groups:
                return Link(name, group_id=self.groups[spelling])
        return Link(name)

    def links(self, name: str) -> list[Link]:
        """The links of a name that may hold several ("các Sở: Tài chính, Xây dựng").

        Several are taken only when every piece is known; otherwise the whole stays, unknown, for the clerk.
        """
        whole = self.link(name)
        if not whole.unknown:
            return [whole]
        found = [self._piece(piece, first) for first, piece in _pieces(name)]
        return found if len(found) > 1 and not any(link.unknown for link in found) else [whole]

    def _piece(self, piece: str, prefix: str) -> Link:
        link = self.link(piece)
        return self.link(f"{prefix} {piece}") if link.unknown and prefix else link


def _names(official: Iterable[tuple[str, int]], others: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Normal name → id. Official names win; one that several bodies share as an alias is left out."""
    names: dict[str, int] = {}
    for name, pk in official:
        names.setdefault(_normal(name), pk)
    claimed: dict[str, set[int]] = {}
    for name, pk in others:
        claimed.setdefault(_normal(name), set()).add(pk)
    for name, owners in claimed.items():
        if len(owners) == 1:
            names.setdefault(name, next(iter(owners)))
    return names


def _normal(name: str) -> str:
    folded = fold(name).strip(" .,;:“”\"'")
    folded = re.sub(r"\bubnd\b", "uy ban nhan dan", folded)
    folded = re.sub(r"\bkcn\b", "khu cong nghiep", folded)
    folded = re.sub(r"\bccn\b", "cum cong nghiep", folded)
    return re.sub(r"\s*[,/]\s*", ", ", folded)


def _spellings(folded: str) -> list[str]:
    bare = _HEADS.sub("", folded)
    found = [folded, bare]
    for spelling in (folded, bare):
        while (shorter := _FILLERS.sub("", spelling)) != spelling:
            spelling = shorter
            found += [spelling, f"cac {spelling}"]
    for spelling in list(found):
        found.append(f"{spelling} tinh")
        found.append(spelling.removesuffix(" tinh"))
        # "Chủ tịch UBND xã X" and "xã X" are the commune's committee; "Văn phòng UBND tỉnh" says it already.
        if re.match(r"(?:xa|phuong|dac khu|cac xa|cac phuong)\s", spelling):
            found.append(f"uy ban nhan dan {spelling}")
        found.append(spelling.removeprefix("uy ban nhan dan "))
    return [spelling for spelling in dict.fromkeys(found) if spelling]


def _pieces(name: str) -> list[tuple[str, str]]:
    """(prefix, piece) of an enumeration; the prefix is the kind named once in front: "các Sở: A, B và C"."""
    folded = _normal(name).removeprefix("cac ")
    kind, colon, rest = folded.partition(":")
    if not colon:
        first = next((prefix for prefix in map(_normal, _PREFIXES) if folded.startswith(prefix + " ")), "")
        return [(first, piece.strip()) for piece in _BETWEEN.split(folded) if piece.strip()]
    return [(kind.strip(), piece.strip()) for piece in _BETWEEN.split(rest) if piece.strip()]


def agencies(on: date) -> list[Agency]:
    """This installation's departments as the reading wants them."""
    rows = Department.objects.active(on).prefetch_related("aliases")
    return [
        Agency(code=row.code, name=row.name, aliases=tuple(alias.name for alias in row.aliases.all()))
        for row in rows
    ]
