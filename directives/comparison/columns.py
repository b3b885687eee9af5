"""Two whole texts in two columns: paragraphs that belong together stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    beside = _in_step(before, after)
    rows: list[Row] = []
    told = 0  # paragraphs of the earlier text
    for there, text in enumerate(after):
        here = beside.get(there)
        if here is None:
            rows.append(Row([], [Run(Kind.IN, text)], differs=True))
            continue
        rows += [Row([Run(Kind.OUT, lost)], [], differs=True) for lost in before[told:here]]
        rows.append(_beside(before[here], text))
        told = here + 1
    return rows + [Row([Run(Kind.OUT, lost)], [], differs=True) for lost in before[told:]]


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
