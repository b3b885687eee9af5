"""The fields of the register's filter form: plain selects made from the filter and what can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directives.deadlines import LATENESS_LABELS, Lateness
from directives.lifecycle import MODE_LABELS, ROLE_LABELS, STATUS_LABELS, Status
from directives.models.choices import Urgency
from reports.filters import URGED_LABELS, Filter
from reports.selectors.register import Choices
from reports.stuck import STUCK_LABELS

# What stands in the first line of filters, and what behind "more conditions". The rest travels hidden.
FIRST = ("department", "leader", "status", "lateness", "mode")
MORE = (
    "role",
    "monitor",
    "field",
    "urgency",
    "urged",
    "stuck",
    "obstacle",
    "asked",
    "conclusion",
    "due_from",
    "due_until",
)


@dataclass(frozen=True)
class Option:
    value: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class Control:
    """One select, or one line for a day where there are no options."""

    name: str
    label: str | Promise
    value: str
    options: list[Option]


@dataclass(frozen=True)
class FilterForm:
    """Everything the form shows. `hidden` are the conditions it keeps but does not show."""

    first: list[Control]
    more: list[Control]
    hidden: list[tuple[str, str]]
    more_open: bool


def filter_form(chosen: Filter, known: Choices) -> FilterForm:
    """The form filled in as the filter stands."""
    labels = {row.name: row.metadata["label"] for row in fields(Filter)}
    first = [_control(name, labels[name], chosen, known) for name in FIRST]
    more = [_control(name, labels[name], chosen, known) for name in MORE]
    shown = {"q", *FIRST, *MORE}
    hidden = [(name, text) for name, text in chosen.pairs() if name not in shown]
    if len(chosen.department) > 1:  # the select holds one department only; the others stay as they are
        hidden += [("department", str(pk)) for pk in chosen.department[1:]]
    active = set(chosen.active())
    return FilterForm(first, more, hidden, more_open=bool(active & set(MORE)))


OF_OBSTACLES = ("obstacle", "department", "asked", "asked_leader", "stuck", "leader")


def obstacle_form(chosen: Filter, known: Choices) -> FilterForm:
    """The form of the list of bottlenecks; the other conditions of the address travel hidden."""
    labels = {row.name: row.metadata["label"] for row in fields(Filter)} | {"department": _("Raised by")}
    first = [_control(name, labels[name], chosen, known) for name in OF_OBSTACLES]
    hidden = [(name, text) for name, text in chosen.pairs() if name not in OF_OBSTACLES]
    return FilterForm(first, [], hidden, more_open=False)


def _control(name: str, label: str | Promise, chosen: Filter, known: Choices) -> Control:
    value = getattr(chosen, name)
    if isinstance(value, tuple):
        value = value[0] if value else None
    if name.startswith("due_"):
        text = value.strftime("%d/%m/%Y") if isinstance(value, date) else ""
        return Control(name, label, text, [])
    every = Option("", _("All"), value is None)
    options = [Option(str(key), words, key == value) for key, words in _options(name, known)]
    return Control(name, label, "" if value is None else str(value), [every, *options])


def _options(name: str, known: Choices) -> Iterable[tuple[Any, str | Promise]]:
    """Values with their words, by the name of the field."""
    match name:
        case "status":
            return [(key, label) for key, label in STATUS_LABELS.items() if key is not Status.DRAFT]
        case "lateness":
            return [(key, label) for key, label in LATENESS_LABELS.items() if key is not Lateness.NOT_COUNTED]
        case "mode":
            return MODE_LABELS.items()
        case "role":
            return ROLE_LABELS.items()
        case "stuck":
            return STUCK_LABELS.items()
        case "urged":
            return URGED_LABELS.items()
        case "urgency":
            return Urgency.choices
        case _:
            return (known.of(name) or {}).items()
