"""What the register shows around its rows: tabs, chips, form and addresses."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from reports.chips import chips
from reports.filters import VIEW_LABELS, Around, Filter, View
from reports.forms import filter_form
from reports.selectors import register as selector

# A saved view answers these itself, so that changing the view drops them.
OF_THE_VIEW = ("status", "lateness", "dated", "desk", "age", "decision", "completed_from", "completed_until")


@dataclass(frozen=True)
class Tab:
    """A saved view. `count` is None where counting would read the whole table."""

    label: Promise
    url: str
    count: int | None
    current: bool


def address(chosen: Filter, *, url_name: str = "register", **more: str) -> str:
    """The address of the list of a filter."""
    query = "&".join(
        filter(None, [chosen.query(), *(f"{name}={value}" for name, value in more.items() if value)])
    )
    return f"{reverse(url_name)}?{query}" if query else reverse(url_name)


def register_frame(chosen: Filter, around: Around, known: selector.Choices, total: int) -> dict[str, Any]:
    """Context of the page apart from the rows."""
    return {
        "chosen": chosen,
        "tabs": _tabs(chosen, around, total),
        "chips": [(chip.text, address(chip.without)) for chip in chips(chosen, known)],
        "form": filter_form(chosen, known),
        "reset_url": address(Filter(view=chosen.view)),
        "csv_url": address(chosen, url_name="register_csv"),
    }


def _tabs(chosen: Filter, around: Around, total: int) -> list[Tab]:
    base = chosen.without(*OF_THE_VIEW)
    counts: dict[View, int | None] = {**selector.open_totals(base, around)}
    plain = base.but(view=chosen.view) == chosen
    if plain:
        counts[chosen.view] = total
    return [
        Tab(VIEW_LABELS[view], address(base.but(view=view)), counts.get(view), plain and view is chosen.view)
        for view in View
    ]
