"""Where each department works for itself: who has delivered, who waits, who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.lifecycle import Role, Status
from directives.models import Assignment


class EachGroup(StrEnum):
    """The word in the address that chooses a group."""

    PENDING = "chua-nop"  # open, nothing on the table
    WAITING = "cho-xac-nhan"  # handed in, to be confirmed or approved
    DONE = "da-xong"
    MISSING = "thieu"  # closed by the Office without the product
    OUT = "da-rut"  # transferred, taken out, or replaced with the whole


LABELS: dict[EachGroup, Promise] = {
    EachGroup.PENDING: _("Not handed in"),
    EachGroup.WAITING: _("To be confirmed"),
    EachGroup.DONE: _("Done"),
    EachGroup.MISSING: _("Not delivered"),
    EachGroup.OUT: _("Taken out"),
}


def group_of(part: Assignment) -> EachGroup:
    """The group of one part; informed ones have none and are not asked."""
    if part.status in (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL):
        return EachGroup.WAITING
    if part.is_open:
        return EachGroup.PENDING
    if part.closed_missing:
        return EachGroup.MISSING
    return EachGroup.DONE if part.status == Status.COMPLETED else EachGroup.OUT


@dataclass(frozen=True)
class Chip:
    """One group with its number of parts; `value` is "" for all of them."""

    value: str
    label: Promise
    count: int
    current: bool


@dataclass(frozen=True)
class EachTable:
    """The parts of the chosen group and the chips that choose."""

    chips: list[Chip]
    shown: list[Assignment]
    group: str
    missing: list[Assignment]


def each_table(parts: Sequence[Assignment], wanted: str) -> EachTable | None:
    """The parts of *each for itself* that this person sees, by group; None where there is nothing to choose from."""
    each = [part for part in parts if part.role == Role.EACH]
    if len(each) < 2:
        return None
    groups: dict[EachGroup, list[Assignment]] = {group: [] for group in EachGroup}
    for part in each:
        groups[group_of(part)].append(part)
    chosen = wanted if wanted in set(EachGroup) else ""
    chips = [Chip("", _("All"), len(each), not chosen)]
    chips += [
        Chip(group.value, LABELS[group], len(rows), group.value == chosen)
        for group, rows in groups.items()
        if rows or group.value == chosen
    ]
    shown = groups[EachGroup(chosen)] if chosen else each
    return EachTable(chips, shown, chosen, groups[EachGroup.MISSING])
