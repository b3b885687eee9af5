"""How an issued directive was changed: its amendments, corrections of its date, what replaced it."""

from dataclasses import dataclass

from departments.actors import Actor
from directives.models import Amendment, Correction, CorrectionState, Directive
from directives.selectors.replacing import Replacing, replacing


@dataclass(frozen=True)
class Changes:
    """Newest first. `proposed` is the correction that waits for a second person, `corrected` what was agreed on."""

    amendments: list[Amendment]
    proposed: Correction | None
    corrected: list[Correction]
    links: Replacing

    def __bool__(self) -> bool:
        return bool(self.amendments or self.proposed or self.corrected or self.links.more)


def changes_of(actor: Actor, directive: Directive) -> Changes:
    """At most four statements. The proposal itself is for the Office; others see a date once it is corrected."""
    amendments = list(directive.amendments.select_related("by").order_by("-number"))
    rows = directive.corrections.exclude(state=CorrectionState.DROPPED).select_related(
        "proposed_by", "decided_by"
    )
    corrections = list(rows.order_by("-pk"))
    waiting = [row for row in corrections if row.state == CorrectionState.PROPOSED]
    return Changes(
        amendments,
        next(iter(waiting), None) if actor.is_office and directive.is_open else None,
        [row for row in corrections if row.state == CorrectionState.CONFIRMED],
        replacing(actor, directive),
    )
