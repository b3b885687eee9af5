"""Reporting periods as the page of a directive shows them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from departments.requests import actor_of_request
from directives.lifecycle import Acts
from directives.models import ReportingPeriod
from directives.selectors.directive_page import DirectivePage
from directives.selectors.periods_of import PeriodsShown, periods_of
from directives.targets import of_subject
from directives.views.buttons import buttons

WHOLE = "tat-ca"  # ?ky=tat-ca shows every period


@dataclass(frozen=True)
class Item:
    """One period with its buttons."""

    row: ReportingPeriod
    buttons: list[dict[str, Any]]


def period_section(request: HttpRequest, page: DirectivePage) -> dict[str, Any]:
    """The context of the section; empty where the directive does not recur."""
    shown: PeriodsShown = periods_of(
        actor_of_request(request),
        page.directive,
        page.parts,
        page.part,
        today=page.info.day,
        whole=request.GET.get("ky") == WHOLE,
    )
    items = [
        Item(one.row, buttons(of_subject(Acts.PERIOD, one.row.part, one.row), one.verbs) if one.verbs else [])
        for one in shown.periods
    ]
    return {"periods": shown, "period_items": items} if shown.any else {}
