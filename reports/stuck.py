"""Which bottlenecks a filter of parts means: the parts they stand in the way of, and the list of them.

One condition on one bottleneck serves both, so that the list of obstacles and the register cannot disagree.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.models import Bottleneck


class Stuck(StrEnum):
    """Whether something stands in the way of a part, and how badly."""

    YES = "yes"
    LATE = "late"
    BEYOND = "beyond"


STUCK_LABELS: Mapping[Stuck, Promise] = {
    Stuck.YES: _("With an open bottleneck"),
    Stuck.LATE: _("Bottleneck past the day it was needed"),
    Stuck.BEYOND: _("Bottleneck beyond our authority"),
}


class Obstacles(Protocol):
    """What of a filter is about bottlenecks: how badly, of which kind, asked of which department or leader."""

    @property
    def stuck(self) -> Stuck | None: ...
    @property
    def obstacle(self) -> int | None: ...
    @property
    def asked(self) -> int | None: ...
    @property
    def asked_leader(self) -> int | None: ...


def says_something(chosen: Obstacles) -> bool:
    """Whether the filter is about bottlenecks at all."""
    return any(
        value is not None for value in (chosen.stuck, chosen.obstacle, chosen.asked, chosen.asked_leader)
    )


def meant(chosen: Obstacles, day: date) -> Q:
    """Open bottlenecks of that kind, put to that department or leader, late or beyond our authority."""
    wanted = Q(is_open=True)
    if chosen.stuck is Stuck.LATE:
        wanted &= Q(needed_by__lt=day)
    if chosen.stuck is Stuck.BEYOND:
        wanted &= Q(beyond_authority=True)
    if chosen.obstacle is not None:
        wanted &= Q(kind_id=chosen.obstacle)
    if chosen.asked is not None:
        wanted &= Q(asked_department_id=chosen.asked)
    if chosen.asked_leader is not None:
        wanted &= Q(asked_leader_id=chosen.asked_leader)
    return wanted


def in_the_way(chosen: Obstacles, day: date) -> Q:
    """Parts such a bottleneck stands in the way of. As a list of ids it is read once, not at every part."""
    return Q(pk__in=Bottleneck.objects.filter(meant(chosen, day)).values("part_id"))
