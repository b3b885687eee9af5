"""The bottlenecks of a directive as its page shows them: with replies, turns and what may be done to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Prefetch

from departments.actors import Actor
from directives.blocked import Span, blocked_days
from directives.lifecycle import Acts, Verb
from directives.models import Assignment, Bottleneck, BottleneckReply, BottleneckTurn
from directives.selectors.bottlenecks import ASKED, PREFETCHED, days_of, is_late
from directives.selectors.today import TodayInfo
from directives.selectors.verbs import available_on

SHOWN = 100  # bottlenecks on a page, open ones first, then the latest


@dataclass(frozen=True)
class Turn:
    """How long it lay with one of those it was put to, in working days."""

    row: BottleneckTurn
    days: int


@dataclass(frozen=True)
class Told:
    """One bottleneck as shown. `days` in all, `turns` where it was passed on, `late` after the day it was needed."""

    row: Bottleneck
    part: Assignment
    days: int
    late: bool
    turns: list[Turn]
    verbs: list[Verb]


def bottlenecks_of(
    actor: Actor, parts: Sequence[Assignment], chosen: Assignment | None, info: TodayInfo
) -> list[Told]:
    """Of parts this person sees: six statements, however many. Verbs stand with those of the chosen part.

    Puts them on the parts too, so that the marks beside a part need no statement of their own.
    """
    by_pk = {part.pk: part for part in parts}
    replies = BottleneckReply.objects.select_related("by", "post__department").order_by("pk")
    turns = BottleneckTurn.objects.select_related("department", "leader")
    rows = (
        Bottleneck.objects.filter(part_id__in=by_pk)
        .select_related(*ASKED, "raised_by", "resolved_by", "passed_on_by", "follow_up")
        .prefetch_related(
            "files", Prefetch("turns", turns), Prefetch("replies", replies.prefetch_related("files"))
        )
        .order_by("-is_open", "-raised_on", "-pk")
    )
    found = list(rows[:SHOWN])
    for part in by_pk.values():
        setattr(part, PREFETCHED, [row for row in reversed(found) if row.part_id == part.pk])
    return [_told(actor, row, by_pk[row.part_id], chosen, info) for row in found]


def _told(
    actor: Actor, row: Bottleneck, part: Assignment, chosen: Assignment | None, info: TodayInfo
) -> Told:
    row.part = part
    acts = row.is_open and chosen is not None and part.pk == chosen.pk
    verbs = available_on(actor, part, Acts.BOTTLENECK, row) if acts else []
    return Told(row, part, days_of(row, info), is_late(row, info.day), _turns(row, info), verbs)


def _turns(row: Bottleneck, info: TodayInfo) -> list[Turn]:
    """Each turn with its own days, where there was more than one: what lay with the first is not the second's."""
    rows = list(row.turns.all())
    if len(rows) < 2:
        return []
    ends: list[date | None] = [later.from_on for _earlier, later in pairwise(rows)]
    spans: list[tuple[BottleneckTurn, Span]] = [
        (turn, (turn.from_on, end)) for turn, end in zip(rows, [*ends, row.resolved_on], strict=True)
    ]
    return [Turn(turn, blocked_days([span], info.day, info.calendar)) for turn, span in spans]
