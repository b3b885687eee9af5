"""Sổ theo dõi: the register as a page and as a file."""

from dataclasses import fields
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments import clock
from departments.requests import actor_of_request
from directives.selectors.today import today_info
from reports import export, tables
from reports.filters import Around, Filter
from reports.parsing import Parsed, parse
from reports.selectors import register as selector

PAGING = ("after", "before")


def around_of(request: HttpRequest) -> Around:
    """Who asks and what day it is: the clock is taken here."""
    return Around.of(actor_of_request(request), today_info(clock.now()))


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One page of the parts the person sees, by deadline. The address holds the whole filter."""
    around, parsed = around_of(request), parse(request.GET, besides=PAGING)
    known = selector.choices(parsed.filter, around)
    chosen, problems = known_only(parsed, known)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        page = selector.page(chosen, around, after=after, before=before)
    except selector.StrangeToken:
        page = selector.page(chosen, around)
        problems.append(_("That page belongs to another filter. This is the first page."))
    total = selector.total(chosen, around)
    context: dict[str, Any] = {
        "info": around.info,
        "page": page,
        "total": total,
        "problems": problems,
        **tables.register_frame(chosen, around, known, total),
    }
    return render(request, "reports/register.html", context)


@login_required
@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list as CSV, streamed row by row."""
    around, parsed = around_of(request), parse(request.GET, besides=PAGING)
    chosen, _problems = known_only(parsed, selector.choices(parsed.filter, around))
    answer = StreamingHttpResponse(export.lines(chosen, around), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="so-theo-doi-{around.info.day:%Y%m%d}.csv"'
    return answer


def known_only(parsed: Parsed, known: selector.Choices) -> tuple[Filter, list[str]]:
    """The filter without what points at nobody, and all that has to be said about it."""
    strange = selector.unknown(parsed.filter, known)
    labels = {row.name: row.metadata["label"] for row in fields(Filter)}
    said = [
        _("“%(label)s” names something that does not exist; it has been left out.") % {"label": labels[name]}
        for name in strange
    ]
    return parsed.filter.without(*strange), [*parsed.problems, *said]
