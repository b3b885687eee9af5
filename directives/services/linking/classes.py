"""Whole classes of bodies: "các sở, ban, ngành", "các xã, phường có cụm công nghiệp", "các đơn vị liên quan". Pure."""

from dataclasses import dataclass
from enum import StrEnum

from departments.text import fold
from directives.reading.folding import folded as one_tone
from directives.services.linking.spelling import (
    Words,
    canonical,
    folded,
    phrases,
    without_posts,
    words_of,
)


class Sphere(StrEnum):
    """Where the bodies of a class sit; `ANY` ("cơ quan, đơn vị") says neither."""

    PROVINCIAL = "provincial"
    LOCAL = "local"
    ANY = "any"


_SPHERES = {
    Sphere.PROVINCIAL: phrases("so|ban|nganh|bo|co quan chuyen mon"),
    Sphere.LOCAL: phrases(
        "xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho|dia phuong|cap xa|cap huyen|cap uy|chinh quyen"
        "|chinh quyen dia phuong|chinh quyen cap xa|uy ban nhan dan"
    ),
    Sphere.ANY: phrases("co quan|don vi|to chuc|doan the|hoi|ca nhan|luc luong"),
}
_CLASSES = {words: sphere for sphere, classes in _SPHERES.items() for words in classes}
_LONGEST = max(len(words) for words in _CLASSES)
_ROLES = phrases(
    "chu dau tu|nha dau tu|nha thau|doanh nghiep|don vi tu van|don vi thi cong|tu van|chu rung|nguoi dan"
    "|ho dan|bao chi|co quan bao chi|luc luong chuc nang|thanh vien|tap doan|tong cong ty|cong ty|ngan hang"
)
_ALL = phrases("toan the|tat ca|toan bo|moi|tung|nhung|cac")
_MANY = {"các", "những", "mọi", "từng", "cac"}
_IDLE = {"noi", "tai", "tren", "dia", "ban", "tinh", "trong", "thuoc", "co", "cap", "cac", "nhu"}
# Who is concerned depends on the task: no fixed group stands for these.
_LOOSE = phrases("lien quan|huu quan|khac|chuc nang|duoc giao|tren|con lai")


@dataclass(frozen=True)
class ClassName:
    """A class of bodies as a text names it. `narrowed` are the words that say which of them; `loose`: the task says."""

    spheres: frozenset[Sphere]
    narrowed: frozenset[str] = frozenset()
    loose: bool = False

    def parts(self) -> list["ClassName"]:
        """One class for every sphere, where nothing narrows them down."""
        if self.narrowed or self.loose or len(self.spheres) < 2:
            return []
        return [ClassName(frozenset({sphere})) for sphere in sorted(self.spheres)]


def class_of(name: str) -> ClassName | None:
    """The class that `name` means, or None where it names one body, or several by their names."""
    raw = name.split()
    many = any(one_tone(word) in _MANY for word in raw[:4])
    proper = {fold(word).strip(" ,;:") for word in raw if word[:1].isupper() and not word.isupper()}
    for words in without_posts(words_of(name)):
        bare = folded(canonical(words))
        rest = _after_all(bare)
        found = _class(rest, many=many or rest != bare, proper=proper)
        if found is not None:
            return found
    return None


def _after_all(bare: Words) -> Words:
    for all_of in _ALL:
        if bare[: len(all_of)] == all_of:
            return bare[len(all_of) :]
    return bare


def _class(bare: Words, *, many: bool, proper: set[str]) -> ClassName | None:
    role = next((role for role in _ROLES if bare[: len(role)] == role), None)
    if role is not None and (many or bare == role or _is_loose(bare[len(role) :])):
        return ClassName(frozenset({Sphere.ANY}), loose=True)
    at, spheres, count = 0, set(), 0
    while at < len(bare):
        length = next((n for n in range(_LONGEST, 0, -1) if bare[at : at + n] in _CLASSES), 0)
        if not length:
            break
        if bare[at : at + length] != ("uy", "ban", "nhan", "dan"):
            spheres.add(_CLASSES[bare[at : at + length]])
            count += 1
        at += length
    if not count or not (many or count > 1 or spheres != {Sphere.PROVINCIAL}):
        return None
    rest = bare[at:]
    if rest and rest[0] in proper:
        return None  # "các xã Tân Lập, Hòa An"
    if count == 1 and not many and rest and not _is_loose(rest):
        return None  # "xã Tân Lập", "Sở Y tế": one body
    if _is_loose(rest):
        return ClassName(frozenset(spheres), loose=True)
    return ClassName(frozenset(spheres), frozenset(word for word in rest if word not in _IDLE))


def _is_loose(rest: Words) -> bool:
    return any(rest[at : at + len(words)] == words for words in _LOOSE for at in range(len(rest)))
