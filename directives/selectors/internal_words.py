"""What an entry of the journal tells to whom: a department's words to itself stay in it, and in *each for itself* so
do the names of the other departments."""

from collections.abc import Iterable, Mapping
from typing import Any

from departments.actors import Actor
from directives import permissions
from directives.models import JournalEntry

# Keys of the data that list departments by id, and those that hold part ids (as a list, or as keys).
DEPARTMENT_LISTS = ("missing", "confirmed", "back")
PART_LISTS = ("urged", "parts")
BY_PART = ("moved", "dates")


def within(actor: Actor, entries: Iterable[JournalEntry], seen: Mapping[int, int]) -> list[JournalEntry]:
    """`entries` (with their parts loaded) as `actor` may read them, who sees the parts `seen`: id → department.

    That something was handed on, prepared or held back stays visible: it says where a part lies. Of acts on the
    whole directive only what concerns the parts seen is named; the others are counted.
    """
    shown = []
    for entry in entries:
        if entry.part is None:
            entry.data = _of_seen(entry.data, seen)
        elif not permissions.works_on(actor, entry.part):
            entry.data = _public(entry.verb, entry.data)
        shown.append(entry)
    return shown


def _public(verb: str, data: dict[str, Any]) -> dict[str, Any]:
    if verb == "delegate":
        return {name: value for name, value in data.items() if name != "note"}
    if verb == "withdraw" and "prepared" in data:
        return {name: value for name, value in data.items() if name != "reason"}
    return data


def _of_seen(data: dict[str, Any], seen: Mapping[int, int]) -> dict[str, Any]:
    departments, kept = set(seen.values()), dict(data)
    counts = {}
    for name in DEPARTMENT_LISTS:
        if name in data:
            kept[name] = [pk for pk in data[name] if pk in departments]
            counts[name] = len(data[name])
    if any(counts[name] != len(kept[name]) for name in counts):
        kept["counts"] = counts
    if isinstance(data.get("left"), dict):
        kept["left"] = {why: [pk for pk in rows if pk in departments] for why, rows in data["left"].items()}
    for name in PART_LISTS:
        if isinstance(data.get(name), list):
            kept[name] = [pk for pk in data[name] if pk in seen]
    for name in BY_PART:
        if isinstance(data.get(name), dict):
            kept[name] = {pk: value for pk, value in data[name].items() if int(pk) in seen}
    if "part" in data and data["part"] not in seen:
        kept.pop("part")
        kept.pop("department", None)
    return kept
