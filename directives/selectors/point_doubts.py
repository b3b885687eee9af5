"""Why a proposed point asks for a second look, in words, and which points ask for it most."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from directives.models import ConclusionPoint
from directives.selectors.proposed_plan import HIGH, LOW, MIDDLE, MIDDLE_FROM, Proposed


class Kind(IntEnum):
    """What is in doubt, the gravest first."""

    WHO = 1  # nobody could be found for the lead
    SEVERAL = 2  # a name may stand for several departments
    ORDER = 3  # whether it is an order at all
    WHEN = 4  # words of a deadline without a day
    PAST = 5
    TAKEN_OVER = 6  # the lead stands in another sentence
    NEARLY = 7  # the name is spelt otherwise than ours
    CUT = 8  # split or joined: the proposal was made for other words
    INFERRED = 9  # the day follows from a month or a number of days


@dataclass(frozen=True)
class Doubt:
    kind: Kind
    words: str


_TAKEN_OVER = {"addressee:previous_sentence", "addressee:previous_paragraph", "addressee:audience"}
_SURENESS = {LOW: 0, MIDDLE: 1, HIGH: 2}


def doubts_of(point: ConclusionPoint, proposed: Proposed, today: date) -> list[Doubt]:
    """What to look at before the proposal is accepted; nothing where it may be accepted as it stands."""
    said, plan = point.proposal, proposed.plan
    why = set(said.get("why", []))
    found = _who(said, proposed)
    if "by_hand" not in why and float(said.get("confidence", 0.0)) < MIDDLE_FROM and not why & {"split"}:
        found.append(Doubt(Kind.ORDER, _("perhaps no order")))
    phrase = said.get("deadline_text") or ""
    if phrase and plan.due_on is None and not said.get("recurring"):
        found.append(Doubt(Kind.WHEN, _("no clear date: “%(words)s”") % {"words": phrase}))
    elif plan.due_on is not None:
        if plan.due_on < today:
            found.append(Doubt(Kind.PAST, _("the date has passed")))
        if phrase and not _says(phrase, plan.due_on):
            found.append(Doubt(Kind.INFERRED, _("date inferred from “%(words)s”") % {"words": phrase}))
    if why & _TAKEN_OVER and plan.leads:
        found.append(Doubt(Kind.TAKEN_OVER, _("the lead stands in another sentence")))
    if why & {"split", "merged"}:
        found.append(Doubt(Kind.CUT, _("split or joined, look it over")))
    return sorted(found, key=lambda doubt: doubt.kind)


def rank(point: ConclusionPoint, proposed: Proposed, doubts: Sequence[Doubt]) -> tuple[int, int, float]:
    """Sorts the least certain first: how sure, the gravest doubt, then what the reading thinks of it."""
    gravest = min((int(doubt.kind) for doubt in doubts), default=len(Kind) + 1)
    return _SURENESS[sureness_of(proposed, doubts)], gravest, float(point.proposal.get("confidence", 0.0))


def sureness_of(proposed: Proposed, doubts: Sequence[Doubt]) -> str:
    """How sure it is for the eye: a doubt takes the last step away, so that no word beside a doubt says "sure"."""
    return MIDDLE if doubts and proposed.sure == HIGH else proposed.sure


def certain(proposed: Proposed, doubts: Sequence[Doubt]) -> bool:
    """Whether it may be accepted together with others, after one look over the list."""
    return proposed.sure == HIGH and proposed.complete and not doubts


def _who(said: dict[str, Any], proposed: Proposed) -> list[Doubt]:
    links = said.get("leads", [])
    by_state = {link.get("state"): link["name"] for link in links if link.get("name")}
    several = by_state.get("ambiguous")
    unknown = [name for name in proposed.unknown["leads"] if name != several]
    found = []
    if several:
        found.append(Doubt(Kind.SEVERAL, _("“%(name)s” may be several departments") % {"name": several}))
    for link in links:
        if link.get("state") == "former" and link.get("candidates"):
            words = _("“%(name)s” is an old name, several have taken its place") % {"name": link["name"]}
            found.append(Doubt(Kind.SEVERAL, words))
    if unknown:
        found.append(Doubt(Kind.WHO, _("lead not clear: “%(name)s”") % {"name": unknown[0]}))
    elif not proposed.plan.leads and not several:
        found.append(Doubt(Kind.WHO, _("lead not clear")))
    for state in ("fuzzy", "succeeded"):
        if state in by_state:
            words = _("the text says “%(name)s”, not our name") % {"name": by_state[state]}
            found.append(Doubt(Kind.NEARLY, words))
    return found


def _says(phrase: str, day: date) -> bool:
    """Whether the words name the day itself: 15/12, ngày 15 tháng 12."""
    numbers = [int(number) for number in re.findall(r"\d{1,4}", phrase)]
    return (day.day, day.month) in pairwise(numbers)
