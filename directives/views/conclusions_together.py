"""The confirm screen for several clerks and for second thoughts: undo, order, what is typed, what others did."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.text import whole_number
from directives import access
from directives.errors import Forbidden, NotVisible, Refusal, Stale, WrongState
from directives.models import Conclusion
from directives.selectors.confirm_people import News, news_of
from directives.selectors.plan_choices import plan_choices
from directives.services import confirm_choice, point_inputs, presence
from directives.services.point_undo import undo_step
from directives.views.conclusions_confirm import around, number_of, page_for, show_confirm, to_point
from directives.views.conclusions_points import office
from directives.views.point_forms import fields_of
from directives.views.point_steps import step_words


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the step `step`, or one's last one, and open its point."""
    (actor, conclusion), moment = office(request, pk), now()
    try:
        step, points = undo_step(
            pk, actor=actor, now=moment, step_id=whole_number(request.POST.get("step", ""))
        )
    except NotVisible:
        return to_point(pk, None)  # undone already, perhaps in another window
    except (Stale, WrongState) as refusal:
        if conclusion.published_at is not None:
            raise
        said, status = str(refusal.message), refusal.http_status
        return show_confirm(request, conclusion, moment, problem=said, status=status)
    messages.info(request, _("Undone: %(what)s.") % {"what": step_words(step)})
    if not points:
        return redirect("conclusion", pk)
    return to_point(pk, number_of(actor, conclusion, points[0].pk))


@login_required
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the order this person wants: "unsure" goes to the least certain point, "text" stays at `diem`."""
    actor, _conclusion = office(request, pk)
    unsure = request.POST.get("order") == "unsure"
    confirm_choice.choose_order(unsure_first=unsure, actor=actor)
    number = whole_number(request.POST.get("diem", ""))
    return to_point(pk, number) if number and not unsure else redirect("conclusion", pk)


@login_required
@require_POST
def typed(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Keep what stands in the form of a point, or throw it away (`act=drop`) and show the point as it is."""
    (actor, conclusion), moment = office(request, pk), now()
    row = access.point(actor, point)
    if row.conclusion_id != pk:
        raise NotVisible
    if request.POST.get("act") == "drop":
        point_inputs.drop_input(row, actor=actor)
        return to_point(pk, number_of(actor, conclusion, point))
    version = whole_number(request.POST.get("version", "")) or 0
    context: dict[str, Any] = {"conclusion": conclusion, "point": row}
    try:
        context["kept"] = point_inputs.keep_input(
            row, fields_of(request.POST), version, actor=actor, now=moment
        )
    except Refusal as refusal:
        context["problem"] = str(refusal.message)
    return render(request, "directives/conclusions/kept.html", context)


@login_required
@require_safe
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since version `v`: nothing (204), or the pieces of the screen round the open form.

    Asked every few seconds by every open screen, so it costs one statement as long as nothing has happened.
    """
    actor, moment = actor_of_request(request), now()
    found = news_of(pk, actor, moment) if actor.is_office else None
    if found is None:
        access.conclusion(actor, pk)  # says which of the two it is
        raise Forbidden
    if found.published:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    point = whole_number(request.GET.get("diem", ""))
    presence.hear(pk, point, actor=actor, now=moment, before=found.mine)
    seen = whole_number(request.GET.get("v", ""))
    if seen == found.version and request.GET.get("ai", "") == found.people:
        return HttpResponse(status=204)
    return _changes(request, pk, found, point, changed=seen != found.version)


def _changes(request: HttpRequest, pk: int, found: News, point: int | None, *, changed: bool) -> HttpResponse:
    """The pieces that are not the open form: numbers, lines, text where it was cut anew, the way to issue."""
    actor, moment = actor_of_request(request), now()
    conclusion = Conclusion.objects.get(pk=pk)
    page, _typed = page_for(actor, conclusion, plan_choices(local_day(moment)), moment)
    number = page.numbered(point) if point is not None else None
    chosen = page.at(number) if number is not None else None
    context = {
        **around(page, actor, chosen),
        "conclusion": conclusion,
        "news": found,
        "changed": changed,
        "gone": point is not None and chosen is None,
        "faster": chosen is not None
        and chosen.point.version != whole_number(request.GET.get("pv", ""))
        and chosen.point.changed_by_id != actor.user_id,
        "request_key": request.GET.get("key", "")[:64],
    }
    return render(request, "directives/conclusions/news.html", context)
