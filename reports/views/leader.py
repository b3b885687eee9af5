"""Điều hành: what is overdue, what waits for me, where it is stuck, which department."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from departments import clock
from departments.requests import actor_of_request
from directives.errors import Forbidden
from directives.selectors.today import today_info
from reports import figures
from reports.decisions import Decision
from reports.desks import AGE_LABELS
from reports.filters import Around
from reports.scopes import chosen_scope, scopes
from reports.selectors.bottlenecks import oldest
from reports.selectors.leader import overview
from reports.selectors.waiting import decisions
from reports.views.bottlenecks import list_of

ROWS = 12  # departments shown before one asks for all


@login_required
@require_safe
def leader(request: HttpRequest) -> HttpResponse:
    """The page over one scope. Whoever has no leader page gets 403 and no entry in the navigation."""
    actor, now = actor_of_request(request), clock.now()
    offered = scopes(actor)
    if not offered:
        raise Forbidden
    around, scope = Around.of(actor, today_info(now)), chosen_scope(offered, request.GET.get("scope", ""))
    seen, waiting = overview(scope, around), decisions(scope.base, around)
    longest = oldest(scope.base, around)
    shown = seen.bodies if request.GET.get("rows") == "all" else seen.bodies[:ROWS]
    context: dict[str, Any] = {
        "now": now,
        "info": around.info,
        "scope": scope,
        "chips": [(each, each is scope) for each in offered],
        "seen": seen,
        "figures": figures.figures(seen, around),
        "waiting": waiting,
        "more_decisions": seen.decisions[Decision.ANY].value - len(waiting),
        "oldest": longest,
        "oldest_url": list_of(scope.base),
        "age_labels": list(AGE_LABELS.values()),
        "bodies": shown,
        "bodies_left": len(seen.bodies) > len(shown),
        "all_rows_url": f"?scope={scope.key}&rows=all#don-vi",
        "here": request.get_full_path(),
    }
    return render(request, "reports/leader.html", context)
