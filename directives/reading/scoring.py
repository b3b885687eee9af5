"""How well readings agree with annotated ones: the figures of the corpus's own scorer.

Spans are paired one to one, greatest overlap (intersection over union) first, from 0.5 up. Names are
compared as sets after folding. Dates are compared over the pairs; "dated" are pairs where either side
has a date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from directives.reading.folding import folded
from directives.reading.model import GoldDirective

LEAST_OVERLAP = 0.5
_OPENER = re.compile(r"^(?:(?:các|những|đồng chí)\s+)+")
_SPACE = re.compile(r"\s+")
_DASH = re.compile(r"\s*-\s*")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one or more documents; the ratios are None where nothing is to be compared."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    lead_right: int = 0
    lead_gold: int = 0
    lead_predicted: int = 0
    coordinating_right: int = 0
    coordinating_gold: int = 0
    coordinating_predicted: int = 0
    deadline_right: int = 0
    dated: int = 0
    dated_right: int = 0
    recurring_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def span_precision(self) -> float | None:
        return _ratio(self.matched, self.predicted)

    @property
    def span_recall(self) -> float | None:
        return _ratio(self.matched, self.gold)

    @property
    def span_f1(self) -> float | None:
        return _ratio(2 * self.matched, self.gold + self.predicted)

    @property
    def lead_f1(self) -> float | None:
        return _ratio(2 * self.lead_right, self.lead_gold + self.lead_predicted)

    @property
    def coordinating_f1(self) -> float | None:
        return _ratio(2 * self.coordinating_right, self.coordinating_gold + self.coordinating_predicted)

    @property
    def deadline_accuracy(self) -> float | None:
        return _ratio(self.deadline_right, self.matched)

    @property
    def dated_accuracy(self) -> float | None:
        return _ratio(self.dated_right, self.dated)

    @property
    def recurring_accuracy(self) -> float | None:
        return _ratio(self.recurring_right, self.matched)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def comparable(name: str) -> str:
    """`name` as names are compared: folded, without a leading "các", "những", "đồng chí"."""
    folded_name = _SPACE.sub(" ", _DASH.sub("-", folded(name))).strip(" .,;:")
    return _OPENER.sub("", folded_name)


def _names(names: Iterable[str]) -> set[str]:
    return {comparable(name) for name in names if name.strip()}


def overlap(one: GoldDirective, other: GoldDirective) -> float:
    """Intersection over union of two spans, 0..1."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    if shared <= 0:
        return 0.0
    return shared / (max(one["end"], other["end"]) - min(one["start"], other["start"]))


def pairs(gold: Sequence[GoldDirective], predicted: Sequence[GoldDirective]) -> list[tuple[int, int]]:
    """Indices (gold, predicted) of the directives taken for the same."""
    candidates = [
        (-overlap(one, other), at, by)
        for at, one in enumerate(gold)
        for by, other in enumerate(predicted)
        if overlap(one, other) >= LEAST_OVERLAP
    ]
    found: dict[int, int] = {}
    for _, at, by in sorted(candidates):
        if at not in found and by not in found.values():
            found[at] = by
    return sorted(found.items())


def score(gold: Sequence[GoldDirective], predicted: Sequence[GoldDirective]) -> Score:
    """The counts for one document."""
    lead_right = coordinating_right = deadline_right = dated = dated_right = recurring_right = 0
    matched = pairs(gold, predicted)
    for at, by in matched:
        one, other = gold[at], predicted[by]
        lead_right += len(_names(one["lead"]) & _names(other["lead"]))
        coordinating_right += len(_names(one["coordinating"]) & _names(other["coordinating"]))
        same_day = (one["deadline"] or None) == (other["deadline"] or None)
        deadline_right += same_day
        if one["deadline"] or other["deadline"]:
            dated += 1
            dated_right += same_day
        recurring_right += one["recurring"] == other["recurring"]
    return Score(
        gold=len(gold),
        predicted=len(predicted),
        matched=len(matched),
        lead_right=lead_right,
        lead_gold=sum(len(_names(one["lead"])) for one in gold),
        lead_predicted=sum(len(_names(one["lead"])) for one in predicted),
        coordinating_right=coordinating_right,
        coordinating_gold=sum(len(_names(one["coordinating"])) for one in gold),
        coordinating_predicted=sum(len(_names(one["coordinating"])) for one in predicted),
        deadline_right=deadline_right,
        dated=dated,
        dated_right=dated_right,
        recurring_right=recurring_right,
    )


def invented_dates(gold: Sequence[GoldDirective], predicted: Sequence[GoldDirective]) -> int:
    """How many directives were given a date that stands nowhere in the document's gold."""
    known = {one["deadline"] for one in gold}
    return sum(1 for one in predicted if one["deadline"] and one["deadline"] not in known)


def interval(
    counts: Sequence[Score], figure: Callable[[Score], float | None], rounds: int = 1000
) -> tuple[float, float] | None:
    """Where `figure` lies for nine in ten other sets of as many such documents: documents drawn with replacement.

    A guess from this set alone; None where no draw has the figure. The draws are the same in every run.
    """
    draw = Random(1)  # noqa: S311 - resampling, nothing secret
    found = sorted(
        value
        for _ in range(rounds)
        if (value := figure(sum(draw.choices(counts, k=len(counts)), Score()))) is not None
    )
    return (found[len(found) // 20], found[-1 - len(found) // 20]) if found else None


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: str
    gold: list[GoldDirective]


class CorpusError(Exception):
    """The folder is not a corpus: the message says what is missing."""


def documents(folder: Path) -> list[Document]:
    """The annotated documents of `folder` (docs/NAME.txt, gold/NAME.json), by name. Raises CorpusError."""
    if not folder.is_dir():
        raise CorpusError(f"no such folder: {folder}")
    found: list[Document] = []
    for annotated in sorted((folder / "gold").glob("*.json")):
        source = folder / "docs" / f"{annotated.stem}.txt"
        if not source.is_file():
            raise CorpusError(f"no text for {annotated.name}: {source}")
        # newline="" keeps every code point where the annotation counted it.
        with source.open(encoding="utf-8", newline="") as file:
            text = file.read()
        gold = json.loads(annotated.read_text(encoding="utf-8"))
        found.append(Document(annotated.stem, text, gold["directives"]))
    if not found:
        raise CorpusError(f"no gold/*.json in {folder}")
    return found
