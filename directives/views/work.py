"""Việc của tôi: what waits for me, why, until when."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from departments.actors import Actor
from departments.clock import now
from departments.requests import actor_of_request
from directives.selectors import work
from directives.selectors.notes import notes_of
from directives.selectors.periods_waiting import load_periods
from directives.selectors.recordable import to_record
from directives.selectors.today import TodayInfo, today_info
from directives.selectors.work import Filter, Place
from directives.views.work_rows import record_boxes, rows_of, sections_of, title_line

# In the address and on the chip, in the order they stand.
CHIPS: dict[Filter, tuple[str, Promise]] = {
    Filter.ALL: ("", _("All")),
    Filter.OWN: ("thuc-hien", _("To carry out")),
    Filter.RELEASE: ("phat-hanh", _("To be released")),
    Filter.VERIFY: ("xac-nhan", _("To be confirmed")),
    Filter.APPROVE: ("phe-duyet", _("To be approved")),
    Filter.EXTEND: ("gia-han", _("Another deadline asked for")),
    Filter.UNBLOCK: ("vuong-mac", _("Bottlenecks to clear")),
    Filter.CORRECT: ("sua-han", _("Corrections to confirm")),
    Filter.REFUSED: ("tu-choi", _("Refused")),
    Filter.TO_DATE: ("dinh-han", _("Deadline to be set")),
    Filter.INFORMED: ("de-biet", _("For information")),
}
ELSEWHERE = "ban-khac"


def _place(text: str) -> Place | None:
    """Where the page before ended, from the address; anything ill-formed means the first page."""
    try:
        group, sort_due, pk = text.split("_")
        return Place(int(group), date.fromisoformat(sort_due), int(pk))
    except ValueError:
        return None


def _address(place: Place | None) -> str:
    return f"{place.group}_{place.sort_due.isoformat()}_{place.pk}" if place else ""


@login_required
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The list with its chips; `?loc=` chooses a chip, `?sau=` goes on where a page ended."""
    actor, info = actor_of_request(request), today_info(now())
    wanted, after = request.GET.get("loc", ""), _place(request.GET.get("sau", ""))
    chosen = next((key for key, (slug, _label) in CHIPS.items() if slug == wanted), Filter.ALL)
    away = wanted == ELSEWHERE
    found = work.work_list(actor, info, chosen=chosen, after=None if away else after)
    context: dict[str, Any] = {
        "info": info,
        "list": found,
        "chips": _chips(found, None if away else chosen),
        "away": away,
        "where": title_line(actor),
        "slug": wanted,
        "first_page": after is None,
    }
    if not wanted and after is None:
        context["to_record"] = record_boxes(to_record(actor, info))
    context |= _away(actor, info, after) if away else _waiting(actor, found, info)
    return render(request, "directives/work/list.html", context)


def _waiting(actor: Actor, found: work.WorkList, info: TodayInfo) -> dict[str, Any]:
    load_periods(found.rows, actor, today=info.day)
    rows = rows_of(found.rows, notes_of(found.rows, actor), info)
    return {"sections": sections_of(rows, found.counts, info), "following": _address(found.after)}


def _away(actor: Actor, info: TodayInfo, after: Place | None) -> dict[str, Any]:
    parts, following = work.elsewhere(actor, after=after)
    return {"rows": rows_of(parts, notes_of(parts, actor), info), "following": _address(following)}


def _chips(found: work.WorkList, chosen: Filter | None) -> list[dict[str, Any]]:
    """Everything, whatever has something in it, and the one that is chosen."""
    return [
        {"slug": slug, "label": label, "count": found.filter_counts[key], "current": key is chosen}
        for key, (slug, label) in CHIPS.items()
        if key in (Filter.ALL, chosen) or found.filter_counts[key]
    ]
