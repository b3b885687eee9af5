"""From one name of a text to a department or group: nothing is guessed silently, everything can be looked up."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from departments.models.department import DepartmentKind
from departments.text import fold
from directives.reading.folding import folded as one_tone
from directives.services.linking import enumerations
from directives.services.linking.classes import ClassName, Sphere, class_of
from directives.services.linking.entries import Entry, Organisation, Rank
from directives.services.linking.link import Link, State, Target
from directives.services.linking.nearness import ALIKE, Known, Near, components_of
from directives.services.linking.spelling import (
    Words,
    canonical,
    folded,
    has_marks,
    phrases,
    plain_name,
    spoken_for,
    without_posts,
    words_of,
)

MOST = 8  # candidates offered for one name
_OUTSIDE = phrases(
    "bo|tong cuc|cuc|chi cuc|vien|hoc vien|ngan hang|cong ty|tong cong ty|tap doan|chu dau tu|nha dau tu"
    "|nha thau|lien danh|doanh nghiep|truong|dai hoc|benh vien|kho bac|bao hiem xa hoi|thue|hai quan|quan khu"
    "|toa an|vien kiem sat|uy ban mat tran|mat tran|hoi|hiep hoi|lien doan|lien minh|doan thanh nien|tinh doan"
    "|buu dien|dien luc|thanh tra chinh phu|van phong chinh phu|kiem toan|uy ban nhan dan tinh"
    "|uy ban nhan dan thanh pho|hoi dong nhan dan|tinh uy|quy|trung tam|thong ke|hop tac xa|xi nghiep|nha may"
    "|ban quan ly du an"
)


class Directory:
    """Every name of one day, read once: at most six statements, then pure look-ups."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.organisation = Organisation(on)
        self._found: dict[str, list[Link]] = {}

    @cached_property
    def _exact(self) -> dict[Words, list[Entry]]:
        names: dict[Words, list[Entry]] = {}
        for entries in (self.organisation.department_entries(), self.organisation.group_entries()):
            for entry in entries:
                names.setdefault(folded(entry.words), []).append(entry)
        return names

    @cached_property
    def _near(self) -> Near:
        near = Near()
        for entries in self._exact.values():
            near.add(self._known(entry) for entry in entries if entry.rank is not Rank.DERIVED)
        return near

    def _known(self, entry: Entry) -> Known:
        local = entry.group_id is not None or (
            self.organisation.bodies[entry.department_id or 0].kind == DepartmentKind.COMMUNE
        )
        key = folded(entry.words)
        components = () if local else components_of(plain_name(entry.name), key)
        # Groups and bodies share one table: an owner of either kind is one number.
        owner = entry.department_id if entry.department_id is not None else -(entry.group_id or 0)
        return Known(owner, key, entry.name, local, components)

    def link(self, name: str) -> Link:
        """The one department or group `name` stands for, as far as that can be said."""
        return self._known_as(name) or self._class_as(name) or self._like(name) or self._nobody(name)

    def links(self, name: str) -> list[Link]:
        """The links of a name that may hold several ("các Sở: Tài chính, Xây dựng").

        Several are taken only when every piece is known; otherwise the whole stays for the clerk.
        """
        if name not in self._found:
            self._found[name] = self._links(name)
        return self._found[name]

    def _links(self, name: str) -> list[Link]:
        whole = self._known_as(name)
        if whole is not None:
            return [whole]
        several = enumerations.split(name, self._known_as)
        if several:
            return several
        return self._classes_as(name) or [self.link(name)]

    def _known_as(self, name: str) -> Link | None:
        """By a name of ours, in any spelling that is not doubtful in itself."""
        for words in self._spellings(name):
            found = self._exact.get(folded(words))
            if found:
                return self._of_entries(name, words, found)
        return None

    def _spellings(self, name: str) -> Iterable[Words]:
        seen: set[Words] = set()
        for said in spoken_for(name):
            for written_out in (True, False):
                for words in without_posts(words_of(said, written_out=written_out)):
                    spelling = canonical(words, self.organisation.province)
                    if spelling and spelling not in seen:
                        seen.add(spelling)
                        yield spelling

    def _of_entries(self, name: str, words: Words, entries: list[Entry]) -> Link | None:
        best = min(entry.rank for entry in entries)
        if best is Rank.ENDED:
            return self._succeeded(name, entries)
        ranked = [entry for entry in entries if entry.rank is best]
        exact = [entry for entry in ranked if _same_marks(name, words, entry.words)]
        targets = _targets(exact or ranked)
        if len(targets) > 1:
            return Link(name, State.AMBIGUOUS, candidates=tuple(targets[:MOST]))
        entry = (exact or ranked)[0]
        if entry.group_id is not None:
            return Link(name, State.GROUP if exact else State.FUZZY, group_id=entry.group_id)
        if not exact:
            return Link(name, State.FUZZY, department_id=entry.department_id, called=entry.name)
        if best is Rank.FORMER:
            return self._former(name, entry, entries)
        outside = self.organisation.bodies[entry.department_id or 0].kind == DepartmentKind.OUTSIDE
        return Link(name, State.OUTSIDE if outside else State.EXACT, department_id=entry.department_id)

    def _former(self, name: str, entry: Entry, entries: list[Entry]) -> Link:
        """An old name of one body; where the body of that name was split, its other heirs are offered."""
        heirs = [
            Target(pk)
            for old in entries
            if old.rank is Rank.ENDED and old.department_id is not None
            for pk in self.organisation.heirs(old.department_id)
            if pk != entry.department_id
        ]
        return Link(
            name,
            State.FORMER,
            department_id=entry.department_id,
            called=entry.name,
            candidates=tuple(dict.fromkeys(heirs))[:MOST],
        )

    def _succeeded(self, name: str, entries: Iterable[Entry], state: State = State.SUCCEEDED) -> Link | None:
        """By the name of bodies that have ended: their heirs; None where nobody has followed."""
        ended = [entry for entry in entries if entry.department_id is not None]
        heirs = {pk: old for old in ended for pk in self.organisation.heirs(old.department_id or 0)}
        called = ended[0].name if ended else ""
        if len(heirs) == 1:
            return Link(name, state, department_id=next(iter(heirs)), called=called)
        if heirs:
            targets = tuple(Target(pk) for pk in list(heirs)[:MOST])
            return Link(name, State.AMBIGUOUS, called=called, candidates=targets)
        return None

    def _class_as(self, name: str) -> Link | None:
        """A class of bodies: the group named by the same words, or those groups that could be meant."""
        found = class_of(name)
        return None if found is None else self._of_class(name, found)

    def _classes_as(self, name: str) -> list[Link]:
        """ "các sở, ngành, địa phương": one link for each class, where a group stands for every one of them."""
        found = class_of(name)
        if found is None or not self._of_class(name, found).unknown:
            return []
        links = [self._of_class(name, part) for part in found.parts()]
        return links if links and not any(link.unknown for link in links) else []

    def _of_class(self, name: str, found: ClassName) -> Link:
        same = [] if found.loose else [pk for known, pk in self.organisation.classes if known == found]
        groups = list(dict.fromkeys(same))
        if len(groups) == 1:
            return Link(name, State.GROUP, group_id=groups[0])
        if groups:
            offered = tuple(Target(group_id=pk) for pk in groups[:MOST])
            return Link(name, State.AMBIGUOUS, candidates=offered)
        fitting = [
            Target(group_id=pk)
            for pk, spheres in self.organisation.spheres.items()
            if Sphere.ANY in found.spheres or spheres & found.spheres
        ]
        return Link(name, State.GENERIC, candidates=tuple(fitting[:MOST]))

    def _like(self, name: str) -> Link | None:
        """By nearness: always said to be so, and never between two that are about as near."""
        near = [pair for words in self._spellings(name) for pair in self._near.find(words)]
        best = max((score for _row, score in near), default=0.0)
        rows = {row.owner: row for row, score in near if score > best - ALIKE}
        targets: dict[Target, Known] = {}
        for owner, row in rows.items():
            if owner < 0:
                targets[Target(group_id=-owner)] = row
            for pk in self.organisation.heirs(owner) if owner > 0 else ():
                targets[Target(pk)] = row
        if not targets:
            return None
        if len(targets) > 1:
            return Link(name, State.AMBIGUOUS, candidates=tuple(targets)[:MOST])
        target, row = next(iter(targets.items()))
        return Link(name, State.FUZZY, target.department_id, target.group_id, called=row.name)

    def _nobody(self, name: str) -> Link:
        bare = folded(words_of(plain_name(name)))
        outside = any(bare[: len(head)] == head and len(bare) > len(head) for head in _OUTSIDE)
        ours = folded(self.organisation.words(name)) == ("uy", "ban", "nhan", "dan")
        return Link(name, State.UNKNOWN, enterable=outside and not ours)


def _targets(entries: Iterable[Entry]) -> list[Target]:
    return list(dict.fromkeys(Target(entry.department_id, entry.group_id) for entry in entries))


def _same_marks(name: str, words: Words, known: Words) -> bool:
    """Whether both are written with the same marks; what has none at all was typed without."""
    if not has_marks(name):
        return True
    return len(words) == len(known) and all(
        one_tone(mine) == one_tone(theirs) or _shortened(mine, theirs)
        for mine, theirs in zip(words, known, strict=True)
    )


def _shortened(mine: str, theirs: str) -> bool:
    """Initials and codes are compared without marks: "đt" and "dt" are the same two letters."""
    return not any(vowel in fold(mine) for vowel in "aeiouy") and fold(mine) == fold(theirs)
