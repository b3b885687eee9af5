"""What a reading is: the values `read` takes and gives. Offsets are Unicode code points, end exclusive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

AddWorkingDays = Callable[[date, int], date]
"""(day, n) → the n-th working day after `day`; `day` itself is not counted."""


class GoldDirective(TypedDict):
    start: int
    end: int
    text: str
    lead: list[str]
    coordinating: list[str]
    deadline_text: str | None
    deadline: str | None
    recurring: bool


class GoldReading(TypedDict):
    issued: str | None
    directives: list[GoldDirective]


@dataclass(frozen=True, slots=True)
class Agency:
    """An office the caller knows: where its name or an alias stands, the name is used."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One proposed directive: `text` is exactly the slice [start, end) of the text that was read.

    `why` holds rule codes, most telling first; `confidence` lies in 0..1 and only orders proposals,
    it is not a probability.
    """

    start: int
    end: int
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    deadline_text: str | None
    deadline: date | None
    recurring: bool
    why: tuple[str, ...]
    confidence: float
    directed: tuple[str, ...] = ()
    """Whom the leads are to set to work ("A chỉ đạo B làm": B); they are no leads themselves."""


WITHOUT_POINTS = frozenset({"no_conclusion", "only_table", "several_chairs"})
"""Reasons for which a readable text has no points: somebody may mark them by hand."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A conclusion as read. `reason` says by a code why there are no points, else it is None.

    Codes: empty, too_long, garbled, not_vietnamese, only_table, several_chairs, no_conclusion.
    """

    number: str | None = None
    issued: date | None = None
    held_on: date | None = None
    chair: str | None = None
    signed_by: str | None = None
    title: str | None = None
    points: tuple[Point, ...] = ()
    reason: str | None = None

    def to_gold(self) -> GoldReading:
        """The JSON shape of the annotated corpus."""
        return {
            "issued": self.issued.isoformat() if self.issued else None,
            "directives": [
                {
                    "start": point.start,
                    "end": point.end,
                    "text": point.text,
                    "lead": list(point.lead),
                    "coordinating": list(point.coordinating),
                    "deadline_text": point.deadline_text,
                    "deadline": point.deadline.isoformat() if point.deadline else None,
                    "recurring": point.recurring,
                }
                for point in self.points
            ],
        }
