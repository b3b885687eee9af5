"""Two whole texts in two columns: paragraphs that belong together stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from directives.comparison.alignment import align, out_of_order
from directives.comparison.words import Kind, Run, differences


@dataclass(frozen=True)
class Row:
    """A paragraph of the earlier text beside that of the later one; a side without runs has none here."""

    old: Sequence[Run]
    new: Sequence[Run]
    differs: bool


def columns(old: str, new: str) -> list[Row]:
    """The rows in reading order. A paragraph that changed its place stands twice: gone there, new here."""
    before, after = _paragraphs(old), _paragraphs(new)
    rows: list[Row] = []
    told_old = told_new = 0  # paragraphs
    for there, here in [*sorted(_in_step(before, after).items()), (len(after), len(before))]:
        between = zip_longest(before[told_old:here], after[told_new:there])
        rows += [_apart(lost, added) for lost, added in between]
        if there < len(after):
            rows.append(_beside(before[here], after[there]))
        told_old, told_new = here + 1, there + 1
    return rows


def _apart(lost: str | None, added: str | None) -> Row:
    """Paragraphs that have nothing to do with each other; side by side only to save the reader's way."""
    out = [Run(Kind.OUT, lost)] if lost else []
    return Row(out, [Run(Kind.IN, added)] if added else [], differs=True)


def _in_step(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Later paragraph → earlier one, never crossing."""
    found = {
        pair.old: pair.new
        for pair in align(before, after)
        if pair.carried and pair.new is not None and pair.old is not None
    }
    moved = out_of_order(found)
    return {there: here for here, there in found.items() if here not in moved}


def _beside(old: str, new: str) -> Row:
    if old == new:
        run = [Run(Kind.KEPT, old)]
        return Row(run, run, differs=False)
    runs = differences(old, new)
    return Row(
        [run for run in runs if run.kind is not Kind.IN],
        [run for run in runs if run.kind is not Kind.OUT],
        differs=True,
    )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
