"""Entering and settling the sample conclusion in a test."""

from datetime import date
from typing import Any

from directives.models import (
    Assignment,
    Conclusion,
    ConclusionPoint,
    Directive,
    JournalEntry,
    Pending,
    StoredFile,
)
from directives.services import conclusions, points, secret_conclusions
from directives.services.conclusions import Entry
from directives.services.plans import Plan
from tests.cast import NOW, Cast
from tests.directives.conclusion_text import NOTICE

HELD_ON, ISSUED_ON = date(2026, 11, 12), date(2026, 11, 16)


def entry(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "title": "Phát triển các khu công nghiệp",
        "held_on": HELD_ON,
        "issued_on": ISSUED_ON,
        "number": "121/TB-UBND",
        "text": NOTICE,
    }
    return Entry(**{**values, **changes})


def entered(cast: Cast, **changes: Any) -> Conclusion:
    return conclusions.enter_conclusion(entry(**changes), actor=cast.actor(cast.monitor), now=NOW)


def points_of(conclusion: Conclusion) -> list[ConclusionPoint]:
    return list(conclusion.points.select_related("conclusion").order_by("start"))


def plan(cast: Cast, **changes: Any) -> Plan:
    values: dict[str, Any] = {"text": "Rà soát các dự án đầu tư", "leads": (cast.board.pk,)}
    return Plan(**{**values, **changes})


def accept(cast: Cast, point: ConclusionPoint, **changes: Any) -> Directive:
    return points.accept_point(point.pk, plan(cast, **changes), actor=cast.actor(cast.monitor), now=NOW)


def settle_all(cast: Cast, conclusion: Conclusion) -> list[Directive]:
    return [accept(cast, point) for point in points_of(conclusion)]


def secret(cast: Cast, **changes: Any) -> Conclusion:
    """A secret conclusion as it may be entered: number, dates and people."""
    said = {"title": "", "text": "", "secrecy": "secret", "held_on": date(2026, 10, 19), **changes}
    return entered(cast, **said)


def secret_directive(
    cast: Cast, *, number: str = "09/TB-UBND", issued_on: date = HELD_ON, **said: Any
) -> Directive:
    """The issued directive of a secret conclusion of its own, given to the Management Board."""
    conclusion, actor = secret(cast, number=number, issued_on=issued_on), cast.actor(cast.monitor)
    secret_conclusions.add_draft(conclusion.pk, plan(cast, **{"text": "", **said}), actor=actor, now=NOW)
    return conclusions.issue_conclusion(conclusion.pk, actor=actor, now=NOW)[0]


def snapshot() -> list[Any]:
    """Everything a refusal must leave as it was."""
    kept = (Conclusion, ConclusionPoint, Directive, Assignment, StoredFile, JournalEntry, Pending)
    rows: list[Any] = [list(model._default_manager.order_by("pk").values()) for model in kept]
    rows.append(list(ConclusionPoint.directives.through.objects.order_by("pk").values()))
    return rows
