"""Words a department says to itself stay in it: notes to officers, why something was not released."""

from collections.abc import Iterable
from typing import Any

from departments.actors import Actor
from directives.models import JournalEntry


def within(actor: Actor, entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """`entries` (with their parts loaded) as `actor` may read them: others' internal words are taken out.

    That something was handed on, prepared or held back stays visible: it says where a part lies.
    """
    shown = []
    for entry in entries:
        if entry.part is not None and entry.part.department_id not in actor.department_ids:
            entry.data = _public(entry.verb, entry.data)
        shown.append(entry)
    return shown


def _public(verb: str, data: dict[str, Any]) -> dict[str, Any]:
    if verb == "delegate":
        return {name: value for name, value in data.items() if name != "note"}
    if verb == "withdraw" and "prepared" in data:
        return {name: value for name, value in data.items() if name != "reason"}
    return data
