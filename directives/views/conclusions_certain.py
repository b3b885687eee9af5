"""The points beyond doubt, accepted together after one look over the list."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.text import whole_number
from directives.errors import Invalid, Stale
from directives.models import Conclusion
from directives.selectors.certain_points import certain_points, chosen_of
from directives.selectors.plan_choices import plan_choices
from directives.services.points import SEEN_OTHERWISE, accept_points
from directives.views.conclusions_points import office


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certain(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what each would become; POST accepts the ticked ones (`point`, each as `seen_<id>` says)."""
    (actor, conclusion), moment = office(request, pk), now()
    if conclusion.published_at is not None or conclusion.is_secret:
        return redirect("conclusion", pk)
    if request.method != "POST":
        return _list(request, actor, conclusion, moment)
    ticked = [whole_number(point) for point in request.POST.getlist("point")]
    wanted = {point: request.POST.get(f"seen_{point}", "") for point in ticked if point is not None}
    today = local_day(moment)
    chosen = chosen_of(certain_points(actor, conclusion, plan_choices(today), today), wanted)
    try:
        if chosen is None:
            raise Stale(SEEN_OTHERWISE)
        accept_points(pk, chosen, actor=actor, now=moment)
    except (Invalid, Stale) as refusal:
        problem, status = str(refusal.message), refusal.http_status
        return _list(request, actor, conclusion, moment, problem=problem, status=status)
    return redirect("conclusion", pk)


def _list(
    request: HttpRequest,
    actor: Actor,
    conclusion: Conclusion,
    moment: datetime,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    today = local_day(moment)
    rows = certain_points(actor, conclusion, plan_choices(today), today)
    context = {
        "conclusion": conclusion,
        "rows": rows,
        "left": conclusion.points.filter(outcome="undecided").count() - len(rows),
        "problem": problem,
    }
    return render(request, "directives/conclusions/certain.html", context, status=status)
