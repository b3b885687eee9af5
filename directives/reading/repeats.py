"""What a news report says twice: its opening sums up orders that the body gives in full."""

from __future__ import annotations

from directives.reading.folding import tokens
from directives.reading.judging import Draft

_OPENING_BLOCKS = 1  # below the title
_SUMMED_UP = 0.7  # of the words of an opening that stand again in the body


def without_repeats(text: str, drafts: list[Draft], *, formal: bool) -> list[Draft]:
    """In order, not overlapping; what a news report's body says again is dropped from its opening."""
    drafts = sorted(drafts, key=lambda d: (d.start, -d.end))
    clean: list[Draft] = []
    for draft in drafts:
        if draft.end - draft.start < 12 or (clean and draft.start < clean[-1].end):
            continue
        clean.append(draft)
    if formal or len(clean) < 2:
        return clean
    bags = [frozenset(tokens(text, d.start, d.end).fold) for d in clean]
    kept: list[Draft] = []
    for at, draft in enumerate(clean):
        later = [
            other for other in range(at + 1, min(at + 40, len(clean))) if clean[other].block > draft.block
        ]
        again = draft.block <= 4 and any(
            len(bags[at] & bags[other]) > 0.6 * len(bags[at])
            and (not clean[other].leads or set(draft.leads) <= set(clean[other].leads))
            for other in later
        )
        if draft.block <= _OPENING_BLOCKS and len(later) >= 3 and not again:
            said = frozenset[str]().union(*(bags[other] for other in later))
            again = len(bags[at] & said) > _SUMMED_UP * len(bags[at])
        if not again:
            kept.append(draft)
    return kept
