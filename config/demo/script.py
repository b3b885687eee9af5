"""The words the demo's script is written in: who decides what about a conclusion, who does what, when.

`ago` counts working days before the day the demo is loaded (1 is the last working day that is over), `due`
working days after the notice. People stand by the part they play (clerk, head, officer, monitor, chief,
chair, directing) or by username; departments by code, groups by code after an @.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

USUAL_DOER = {
    "accept": "clerk",
    "refuse": "clerk",
    "acknowledge": "clerk",
    "delegate": "head",
    "release": "head",
    "report": "officer",
    "submit": "officer",
    "withdraw": "officer",
    "verify": "monitor",
    "return_": "monitor",
    "insist": "monitor",
    "transfer": "monitor",
    "set_deadline": "monitor",
    "approve": "directing",
    "submit_period": "officer",
    "verify_period": "monitor",
    "return_period": "monitor",
    "request_extension": "head",
    "raise_bottleneck": "head",
    "triage": "monitor",
    "reply": "clerk",
    "ask": "head",
    "answer": "clerk",
    "urge": "monitor",
    "urge_each": "monitor",
    "explain": "clerk",
    "grant_extension": "directing",
    "pause": "monitor",
    "amend": "monitor",
}


@dataclass(frozen=True)
class Step:
    """One act: `verb` on the part of department `part` (the lead's where empty), `needs` as plain words."""

    ago: int
    verb: str
    who: str
    part: str = ""
    needs: dict[str, Any] = field(default_factory=dict)


Life = tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Order:
    """A directive as the clerk wants it. `words` begin its span in the text; empty for one given directly."""

    words: str = ""
    text: str = ""
    title: str = ""
    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    kind: str = "to_be_set"
    due: int | None = None
    due_end_of_month: bool = False
    recurrence: str = ""
    period_due_day: int | None = None
    product: str = ""
    product_to: str = "office"
    product_to_department: str = ""
    needs_approval: bool = False
    directed_by: str = ""
    field: str = ""
    urgency: str = "normal"
    issued_ago: int = 0
    monitor: str = ""
    life: Life = ()


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A point that becomes no directive, with the reason the clerk gives."""

    words: str
    reason: str
    outcome: str = "no_task"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A conclusion from its meeting to the issue of its directives; without `sample` it has no text yet."""

    title: str
    chair: str
    field: str
    meeting_ago: int
    sample: str = ""
    notice_ago: int = 0
    number: str = ""
    signed_by: str = ""
    monitor: str = "diep.ptn"
    as_docx: bool = False
    issue: bool = True
    points: tuple[Order | Settled, ...] = ()


def step(ago: int, verb: str, who: str = "", part: str = "", **needs: Any) -> Step:
    return Step(ago, verb, who or USUAL_DOER[verb], part, needs)


def taken(ago: int, officer: str, note: str = "", *, part: str = "") -> Life:
    """The clerk accepts, the head hands the work to an officer the same day."""
    return (step(ago, "accept", part=part), step(ago, "delegate", part=part, officer=officer, note=note))


def reported(ago: int, done: str, next_steps: str = "", *, who: str = "", part: str = "") -> Life:
    return (step(ago, "report", who, part, done=done, next_steps=next_steps),)


def prepared(ago: int, number: str, summary: str, *, file: str = "", part: str = "") -> Life:
    """An officer prepares the result; it waits for the head, a deputy or the clerk."""
    needs: dict[str, Any] = {
        "result_summary": summary,
        "document_number": number,
        "document_date": ago,
        "files": file,
    }
    return (step(ago, "submit", part=part, **needs),)


def handed_in(
    ago: int, number: str, summary: str, *, released: int | None = None, file: str = "", part: str = ""
) -> Life:
    """As `prepared`, then released by the head on day `released` (the same day unless told)."""
    later = ago if released is None else released
    return (*prepared(ago, number, summary, file=file, part=part), step(later, "release", part=part))


def sent_by_clerk(ago: int, number: str, summary: str, *, part: str = "", who: str = "clerk") -> Life:
    """A small body's records clerk sends the result at once."""
    needs: dict[str, Any] = {"result_summary": summary, "document_number": number, "document_date": ago}
    return (step(ago, "submit", who, part, **needs),)


def verified(ago: int, comment: str = "", *, who: str = "", part: str = "") -> Life:
    return (step(ago, "verify", who, part, comment=comment),)


def returned(ago: int, reason: str, *, who: str = "", part: str = "") -> Life:
    return (step(ago, "return_", who, part, reason=reason),)


def approved(ago: int, comment: str = "", *, who: str = "") -> Life:
    return (step(ago, "approve", who, comment=comment),)


def period_reported(ago: int, number: str, summary: str) -> Life:
    """The officer prepares the report of the earliest period owed, the head releases it the same day."""
    needs: dict[str, Any] = {"result_summary": summary, "document_number": number, "document_date": ago}
    return (step(ago, "submit_period", **needs), step(ago, "release"))


def period_verified(ago: int, comment: str = "") -> Life:
    return (step(ago, "verify_period", comment=comment),)


def period_returned(ago: int, reason: str) -> Life:
    return (step(ago, "return_period", reason=reason),)


def life(*stretches: Iterable[Step]) -> Life:
    """Stretches of a life in the order they happen."""
    return tuple(one for stretch in stretches for one in stretch)
