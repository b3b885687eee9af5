"""Vướng mắc: the open bottlenecks a person follows, the oldest first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments.text import whole_number
from reports.chips import chips
from reports.filters import Filter
from reports.forms import obstacle_form
from reports.parsing import parse
from reports.selectors import bottlenecks as selector
from reports.selectors import register
from reports.tables import address
from reports.views.register import around_of, known_only

PAGING = ("from",)
MOST = 1_000_000  # no list reaches so far; larger places are a typing error


@login_required
@require_safe
def bottlenecks(request: HttpRequest) -> HttpResponse:
    """The list with its filters; `?from=` is the place of the first row. The filter is that of the register."""
    around, parsed = around_of(request), parse(request.GET, besides=PAGING)
    known = register.choices(parsed.filter, around)
    chosen, problems = known_only(parsed, known)
    place = min(whole_number(request.GET.get("from", "")) or 0, MOST)
    page = selector.page(chosen, around, place)
    context: dict[str, Any] = {
        "info": around.info,
        "page": page,
        "problems": problems,
        "form": obstacle_form(chosen, known),
        "chosen": chosen,
        "chips": [(chip.text, list_of(chip.without)) for chip in chips(chosen, known)],
        "next_url": list_of(chosen, page.following) if page.following is not None else "",
        "first_url": list_of(chosen) if place else "",
    }
    return render(request, "reports/bottlenecks.html", context)


def list_of(chosen: Filter, place: int = 0) -> str:
    """The address of the list of bottlenecks of a filter."""
    return address(chosen, url_name="bottlenecks", **({"from": str(place)} if place else {}))
