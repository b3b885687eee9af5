"""The points beyond doubt, to be looked over once and accepted together."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from departments.actors import Actor
from directives.models import Conclusion
from directives.selectors.conclusion_page import Marked, confirm_page
from directives.selectors.confirm_people import inputs_of
from directives.selectors.plan_choices import PlanChoices
from directives.services.plans import Plan


@dataclass(frozen=True)
class Certain:
    """A point with the plan it would be accepted with; `seen` tells this proposal from every other of the point."""

    mark: Marked
    plan: Plan
    coordinating: Sequence[str]

    @property
    def seen(self) -> str:
        said = f"{self.mark.point.version} {self.plan}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def certain_points(viewer: Actor, conclusion: Conclusion, choices: PlanChoices, today: date) -> list[Certain]:
    """Undecided, sure in everything, and nothing typed over them that was not sent."""
    page = confirm_page(conclusion, choices, today=today)
    typed = inputs_of(conclusion, viewer)
    return [
        _certain(mark, mark.proposed.plan, choices)
        for mark in page.certain
        if mark.proposed is not None and mark.point.pk not in typed
    ]


def chosen_of(offered: Sequence[Certain], wanted: Mapping[int, str]) -> list[tuple[int, int, Plan]] | None:
    """Point, version and plan of what was ticked; None where one is not offered any more as it was seen."""
    by_pk = {row.mark.point.pk: row for row in offered}
    if any(pk not in by_pk or by_pk[pk].seen != seen for pk, seen in wanted.items()):
        return None
    return [(pk, by_pk[pk].mark.point.version, by_pk[pk].plan) for pk in by_pk if pk in wanted]


def _certain(mark: Marked, plan: Plan, choices: PlanChoices) -> Certain:
    beside = [choices.names[pk] for pk in (*plan.coordinating, *plan.informed) if pk in choices.names]
    return Certain(mark, plan, beside)
