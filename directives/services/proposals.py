"""What the reading proposes for a point, linked to our departments, cut and joined with the point."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from departments.text import fold
from directives.models import Conclusion, ConclusionPoint
from directives.reading import Point
from directives.services import linking

Proposal = dict[str, Any]

NAMED = ("leads", "coordinating", "directed")  # in what quality a text names somebody
BY_HAND: Proposal = {"leads": [], "coordinating": [], "why": ["by_hand"], "confidence": 1.0}


def write_points(conclusion: Conclusion, found: Iterable[Point], *, on: date) -> list[ConclusionPoint]:
    """Store what the reading found, every name linked to a department or group where one fits."""
    directory = linking.Directory(on)
    points = [
        ConclusionPoint(
            conclusion=conclusion, start=point.start, end=point.end, proposal=proposal_of(point, directory)
        )
        for point in found
    ]
    return ConclusionPoint.objects.bulk_create(points)


def proposal_of(point: Point, directory: linking.Directory) -> Proposal:
    """`point` as the JSON a ConclusionPoint keeps."""
    return {
        "leads": linked(directory, point.lead),
        "coordinating": linked(directory, point.coordinating),
        "directed": linked(directory, point.directed),
        "deadline_text": point.deadline_text,
        "deadline": point.deadline.isoformat() if point.deadline else None,
        "recurring": point.recurring,
        "why": list(point.why),
        "confidence": round(point.confidence, 3),
    }


def linked(directory: linking.Directory, names: Iterable[str]) -> list[Proposal]:
    """Each name with the department or group it stands for; no department twice."""
    links = (link for name in names for link in directory.links(name))
    return [link.to_json() for link in _once(links)]


def _once(links: Iterable[linking.Link]) -> Iterator[linking.Link]:
    seen: set[tuple[int | None, int | None]] = set()
    for link in links:
        target = (link.department_id, link.group_id)
        if link.unknown or target not in seen:
            seen.add(target)
            yield link


def linked_anew(proposal: Proposal, directory: linking.Directory) -> Proposal:
    """The proposal with the names asked again that are not settled by a name of ours; the rest stays."""
    anew = dict(proposal)
    for role in NAMED:
        rows: list[Proposal] = []
        for row in proposal.get(role, []):
            settled = row.get("state") not in (None, *linking.UNSETTLED)
            rows += [row] if settled else linked(directory, [str(row.get("name", ""))])
        if rows:
            anew[role] = rows
    return anew


def part_of(proposal: Proposal, text: str) -> Proposal:
    """The proposal for `text`, a piece of the point it was made for.

    The departments stay; a deadline stays where its words are. Nothing says which piece a department named
    in neither belongs to, so the clerk is told to look.
    """
    phrase = proposal.get("deadline_text")
    has_deadline = bool(phrase) and fold(str(phrase)) in fold(text)
    cut = {**proposal, "why": ["split", *_without(proposal, "split")], "confidence": _sure(proposal, 0.5)}
    if not has_deadline:
        cut |= {"deadline": None, "deadline_text": None, "recurring": False}
    return cut


def joined(first: Proposal, second: Proposal) -> Proposal:
    """The proposal for two neighbouring points made one: departments of both, the earlier deadline."""
    both: Proposal = dict(first)
    for role in NAMED:
        mine = list(first.get(role, []))
        names = {link["name"] for link in mine}
        both[role] = mine + [link for link in second.get(role, []) if link["name"] not in names]
    dated = sorted(
        (proposal for proposal in (first, second) if proposal.get("deadline")),
        key=lambda proposal: str(proposal["deadline"]),
    )
    source = (dated or [p for p in (first, second) if p.get("deadline_text")] or [first])[0]
    for key in ("deadline", "deadline_text", "recurring"):
        both[key] = source.get(key)
    both["why"] = ["merged", *dict.fromkeys([*_without(first, "merged"), *_without(second, "merged")])]
    both["confidence"] = min(_sure(first), _sure(second))
    return both


def _without(proposal: Proposal, code: str) -> list[str]:
    return [why for why in proposal.get("why", []) if why != code]


def _sure(proposal: Proposal, most: float = 1.0) -> float:
    return min(most, float(proposal.get("confidence", 0.0)))
