"""What a filter says, in words: one chip for each condition, with the address of the list without it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directives.deadlines import LATENESS_LABELS
from directives.lifecycle import MODE_LABELS, ROLE_LABELS, STATUS_LABELS
from reports.decisions import DECISION_LABELS
from reports.desks import AGE_LABELS, PLACE_LABELS
from reports.filters import NOBODY, URGED_LABELS, Dated, Filter
from reports.selectors.register import Choices
from reports.stuck import STUCK_LABELS

WORDS: dict[str, Mapping[Any, Promise]] = {
    "role": ROLE_LABELS,
    "mode": MODE_LABELS,
    "status": STATUS_LABELS,
    "lateness": LATENESS_LABELS,
    "desk": PLACE_LABELS,
    "age": AGE_LABELS,
    "decision": DECISION_LABELS,
    "stuck": STUCK_LABELS,
    "urged": URGED_LABELS,
}
SELF_EXPLAINING = ("role", "mode", "status", "lateness", "dated", "decision", "desk", "urged", "stuck")


@dataclass(frozen=True)
class Chip:
    """One condition in words and the filter without it."""

    text: str
    without: Filter


def chips(chosen: Filter, known: Choices) -> list[Chip]:
    """The chips of everything the filter says beyond its view."""
    labels = {row.name: row.metadata["label"] for row in fields(Filter)}
    return [
        Chip(_text(name, getattr(chosen, name), labels[name], known), chosen.without(name))
        for name in chosen.active()
    ]


def _text(name: str, value: Any, label: Promise, known: Choices) -> str:
    words = _value(name, value, known)
    if name == "q":
        return f"“{words}”"
    return words if name in SELF_EXPLAINING else f"{label}: {words}"


def _value(name: str, value: Any, known: Choices) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if name == "officer" and value == NOBODY:
        return _("nobody yet")
    if name == "dated":
        return _("With a deadline") if value is Dated.YES else _("Without a deadline")
    if name == "urgency":
        return str(value.label)
    options = known.of(name)
    if options is not None:
        ids = value if isinstance(value, tuple) else (value,)
        return ", ".join(options.get(pk, str(pk)) for pk in ids)
    return str(WORDS[name][value]) if name in WORDS else str(value)
