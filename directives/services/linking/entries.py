"""What the organisation is called: every name of departments, ended bodies and groups, read once for a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

from departments.models import (
    Department,
    DepartmentAlias,
    DepartmentGroup,
    GroupAlias,
    GroupMember,
    Succession,
)
from departments.models.department import DepartmentKind
from directives.services.linking.classes import ClassName, Sphere, class_of
from directives.services.linking.spelling import (
    LOCAL_UNITS,
    Words,
    canonical,
    folded,
    initials_of,
    plain_name,
    words_of,
)


class Rank(IntEnum):
    """What kind of name it is: a better one wins over what another body is also called."""

    NAME = 0
    OTHER = 1  # short name, code, alias
    FORMER = 2
    DERIVED = 3  # a commune without its unit, initials
    ENDED = 4  # a name of a body that has ended


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a department or a group, as written and in words."""

    name: str
    words: Words
    rank: Rank
    department_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A department as far as linking needs it."""

    pk: int
    name: str
    short: str
    code: str
    kind: str
    alive: bool


class Organisation:
    """Names, classes of groups and successions of one day: six statements, each when first needed."""

    def __init__(self, on: date) -> None:
        self.on = on

    @cached_property
    def bodies(self) -> dict[int, Body]:
        rows = Department.objects.values_list(
            "pk", "name", "short_name", "code", "kind", "active_from", "active_until"
        )
        return {
            pk: Body(pk, name, short, code, kind, start <= self.on and (until is None or until >= self.on))
            for pk, name, short, code, kind, start, until in rows
        }

    @cached_property
    def province(self) -> Words:
        """The folded name of the own province or city: "Ủy ban nhân dân tỉnh Lam Giang" → lam giang."""
        for body in self.bodies.values():
            if body.kind == DepartmentKind.COMMITTEE:
                bare = folded(words_of(plain_name(body.name)))
                for unit in (("tinh",), ("thanh", "pho")):
                    if bare[4 : 4 + len(unit)] == unit and len(bare) > 4 + len(unit):
                        return bare[4 + len(unit) :]
        return ()

    def words(self, name: str) -> Words:
        return canonical(words_of(name), self.province)

    def department_entries(self) -> Iterator[Entry]:
        """Names of those that may be given a part, and of those that have ended."""
        aliases: dict[int, list[tuple[str, bool]]] = {}
        for pk, name, former in DepartmentAlias.objects.values_list("department_id", "name", "former"):
            aliases.setdefault(pk, []).append((name, former))
        for body in self.bodies.values():
            if body.kind != DepartmentKind.COMMITTEE:
                yield from self._named(body, aliases.get(body.pk, []))

    def _named(self, body: Body, aliases: Iterable[tuple[str, bool]]) -> Iterator[Entry]:
        def entry(name: str, rank: Rank, words: Words | None = None) -> Entry:
            return Entry(
                name,
                self.words(name) if words is None else words,
                rank if body.alive else Rank.ENDED,
                body.pk,
            )

        yield entry(body.name, Rank.NAME)
        plain = plain_name(body.name)
        if plain != body.name:
            yield entry(plain, Rank.DERIVED)
        for name in (body.short, body.code):
            if name:
                yield entry(name, Rank.OTHER)
        for name, former in aliases:
            yield entry(name, Rank.FORMER if former else Rank.OTHER)
        if body.kind == DepartmentKind.COMMUNE:
            words = self.words(plain)
            unit = next((unit for unit in LOCAL_UNITS if folded(words)[: len(unit)] == unit), ())
            if unit and len(words) > len(unit):
                yield entry(body.name, Rank.DERIVED, words[len(unit) :])
            return
        for name in (body.name, *(name for name, former in aliases if former)):
            for short in initials_of(self.words(plain_name(name))):
                yield entry(name, Rank.FORMER if name != body.name else Rank.DERIVED, short)
        if body.kind == DepartmentKind.OFFICE:
            yield entry(body.name, Rank.DERIVED, ("văn", "phòng"))

    @cached_property
    def group_names(self) -> dict[int, list[str]]:
        """Active groups with their names and aliases."""
        names = {
            pk: [name]
            for pk, name in DepartmentGroup.objects.filter(is_active=True).values_list("pk", "name")
        }
        for pk, name in GroupAlias.objects.filter(group__is_active=True).values_list("group_id", "name"):
            names[pk].append(name)
        return names

    def group_entries(self) -> Iterator[Entry]:
        for pk, names in self.group_names.items():
            for at, name in enumerate(names):
                yield Entry(name, self.words(name), Rank.OTHER if at else Rank.NAME, group_id=pk)

    @cached_property
    def classes(self) -> list[tuple[ClassName, int]]:
        """The classes of bodies that groups are named by."""
        return [
            (found, pk)
            for pk, names in self.group_names.items()
            for name in names
            if (found := class_of(name)) is not None and not found.loose
        ]

    @cached_property
    def spheres(self) -> dict[int, frozenset[Sphere]]:
        """Where the members of every active group sit."""
        found: dict[int, set[Sphere]] = {pk: set() for pk in self.group_names}
        rows = GroupMember.objects.filter(group_id__in=found).values_list("group_id", "department__kind")
        for pk, kind in rows.distinct():
            found[pk].add(Sphere.LOCAL if kind == DepartmentKind.COMMUNE else Sphere.PROVINCIAL)
        return {pk: frozenset(kinds) for pk, kinds in found.items()}

    @cached_property
    def _steps(self) -> dict[int, list[int]]:
        steps: dict[int, list[int]] = {}
        rows = Succession.objects.filter(on__lte=self.on).order_by("pk")
        for old, new in rows.values_list("predecessor_id", "successor_id"):
            steps.setdefault(old, []).append(new)
        return steps

    def heirs(self, pk: int) -> list[int]:
        """Who has taken the place of an ended body by now, over several steps; itself while it is there."""
        reached: dict[int, None] = {}
        todo, seen = [pk], set()
        while todo:
            body = todo.pop(0)
            if body in seen:
                continue
            seen.add(body)
            if self.bodies[body].alive:
                reached[body] = None
            else:
                todo += self._steps.get(body, [])
        return list(reached)
