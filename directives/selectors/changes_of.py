"""How an issued directive was changed: its amendments, corrections of its date, what replaced it."""

from dataclasses import dataclass

from departments.actors import Actor
from directives.models import (
    Amendment,
    ConclusionRevision,
    Correction,
    CorrectionState,
    Directive,
    RevisionChange,
)
from directives.selectors.replacing import Replacing, replacing
from directives.selectors.revision import revised_by


@dataclass(frozen=True)
class Changes:
    """Newest first. `proposed` is the correction that waits for a second person, `corrected` what was agreed on.

    `revised` is what corrected texts have changed besides the wording, `corrected_by` the last that has changed it.
    """

    amendments: list[Amendment]
    proposed: Correction | None
    corrected: list[Correction]
    links: Replacing
    revised: list[RevisionChange]
    corrected_by: ConclusionRevision | None

    def __bool__(self) -> bool:
        return bool(self.amendments or self.proposed or self.corrected or self.links.more or self.revised)


def changes_of(actor: Actor, directive: Directive) -> Changes:
    """At most five statements. The proposal itself is for the Office; others see a date once it is corrected."""
    revised = revised_by(directive) if directive.conclusion_id is not None else []
    by_amendment = {row.amendment_id: row.revision for row in revised}
    amendments = list(directive.amendments.select_related("by").order_by("-number"))
    for amendment in amendments:
        amendment.revision = by_amendment.get(amendment.pk)  # type: ignore[attr-defined]  # the page names it
    rows = directive.corrections.exclude(state=CorrectionState.DROPPED).select_related(
        "proposed_by", "decided_by"
    )
    corrections = list(rows.order_by("-pk"))
    waiting = [row for row in corrections if row.state == CorrectionState.PROPOSED]
    agreed = [row for row in corrections if row.state == CorrectionState.CONFIRMED]
    return Changes(
        amendments,
        next(iter(waiting), None) if actor.is_office and directive.is_open else None,
        agreed,
        replacing(actor, directive),
        [row for row in revised if row.amendment_id is None and (agreed or row.verb != "propose_correction")],
        next((row.revision for row in revised if row.amendment_id is not None), None),
    )
