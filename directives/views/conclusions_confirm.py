"""What the confirm screen shows, put together once for the view itself and for every act that failed."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.text import whole_number
from directives import access
from directives.errors import NotVisible
from directives.forms_plan import PICKERS, PlanForm
from directives.lifecycle import Mode
from directives.models import Conclusion, PointInput
from directives.selectors.conclusion_page import ConclusionPage, Marked, confirm_page
from directives.selectors.confirm_people import inputs_of, news_of, unsure_first
from directives.selectors.earlier_notices import earlier_notices
from directives.selectors.plan_choices import PlanChoices, plan_choices
from directives.services.point_undo import undoable
from directives.services.points import text_digest
from directives.views.point_conflict import Conflict, conflict_of, is_stale, settled_words
from directives.views.point_forms import due_note, form_again, form_of
from directives.views.point_steps import step_words
from directives.wording import why_messages

SCREEN = "conclusion"  # the element htmx puts the screen in


def show_confirm(
    request: HttpRequest,
    conclusion: Conclusion,
    now: datetime,
    *,
    opened: int | None = None,
    form: PlanForm | None = None,
    settle_error: str = "",
    reason: str = "",
    problem: str = "",
    stale: bool = False,
    wanted: str = "",
    status: int = 200,
) -> HttpResponse:
    """The screen with point number `opened` open; by default the next that is not settled.

    `stale` where somebody was faster: then `form` is what the viewer wanted, or the outcome `wanted` with `reason`.
    """
    viewer = actor_of_request(request)
    choices = form.plan_choices if form is not None else plan_choices(local_day(now))
    page, typed = page_for(viewer, conclusion, choices, now)
    chosen = page.at(opened) if opened else None
    if chosen is None and opened is None:
        chosen = page.at(page.next_open() or 0)
    context: dict[str, Any] = {
        **around(page, viewer, chosen),
        "conclusion": conclusion,
        "choices": choices,
        "digest": text_digest(conclusion.text),
        "settle_error": settle_error,
        "reason": reason or (chosen.point.reason if chosen is not None else ""),
        "problem": problem,
        "request_key": uuid.uuid4().hex,
    }
    if chosen is not None:
        kept = typed.get(chosen.point.pk)
        context |= _open(chosen, viewer, choices, now, form, kept)
        if stale:
            said = settled_words(wanted, reason) if wanted else ""
            mine = None if wanted else context["form"]
            theirs = form_of(chosen, choices)
            context["conflict"] = conflict_of(chosen, mine, theirs, viewer, settled=said)
            context["settled_again"] = wanted
    htmx = getattr(request, "htmx", None)
    whole = htmx is None or htmx.target != SCREEN
    template = "confirm" if whole else "confirm_screen"
    response = render(request, f"directives/conclusions/{template}.html", context, status=status)
    patch_vary_headers(response, ["HX-Target"])
    if request.method == "POST":
        response["HX-Push-Url"] = "false"  # the address of an act is no page to come back to
    return response


def page_for(
    viewer: Actor, conclusion: Conclusion, choices: PlanChoices, now: datetime
) -> tuple[ConclusionPage, dict[int, PointInput]]:
    """The points in the viewer's order, with who else is there, and what the viewer has typed and not sent."""
    news, typed = news_of(conclusion.pk, viewer, now), inputs_of(conclusion, viewer)
    if news is None:
        raise NotVisible
    page = confirm_page(conclusion, choices, today=local_day(now), unsure_first=news.unsure_first)
    texts = {mark.point.pk: mark.point.text for mark in page.marked}
    page = page.with_earlier(earlier_notices(viewer, conclusion, texts))
    return page.with_people(news.opened, news.people, typed), typed


def around(page: ConclusionPage, viewer: Actor, chosen: Marked | None) -> dict[str, Any]:
    """Everything of the screen but the form of the open point."""
    step = next(iter(undoable(page.conclusion, viewer, page.versions, limit=1)), None)
    place = list(page.order).index(chosen.number) if chosen is not None else len(page.order)
    return {
        "page": page,
        "opened": chosen,
        "before": page.ordered[:place],
        "after": page.ordered[place + 1 :],
        "following": page.at(chosen.number + 1) if chosen is not None else None,
        "beside": page.beside(chosen.number) if chosen is not None else (None, page.next_open()),
        "open_words": _listed(page.open_numbers),
        "step": step,
        "step_words": step_words(step) if step is not None else "",
        "people": [mark for mark in page.marked if mark.opened_by],
    }


def _open(
    chosen: Marked,
    viewer: Actor,
    choices: PlanChoices,
    now: datetime,
    form: PlanForm | None,
    kept: PointInput | None,
) -> dict[str, Any]:
    """The form of the open point: as sent, else as typed and kept, else as accepted or proposed."""
    fresh = form_of(chosen, choices)
    mine = form or (form_again(kept, choices) if kept is not None else None)
    conflict: Conflict | None = None
    if kept is not None and form is None and is_stale(chosen, kept):
        conflict = conflict_of(chosen, mine, fresh, viewer)
    shown = mine or fresh
    if chosen.proposed is not None:
        shown.show_names(chosen.proposed.names)
    return {
        "form": shown,
        "kept": kept,
        "conflict": conflict,
        "earlier": chosen.earlier,
        "why": why_messages(chosen.point.proposal.get("why", [])),
        "due_note": due_note(chosen, now) if mine is None else "",
    }


def _listed(numbers: list[int]) -> str:
    """Numbers as words: "5 and 8"; beyond six only how many more."""
    if len(numbers) > 6:
        return _("%(some)s and %(n)s more") % {
            "some": ", ".join(map(str, numbers[:5])),
            "n": len(numbers) - 5,
        }
    first, last = ", ".join(map(str, numbers[:-1])), str(numbers[-1]) if numbers else ""
    return _("%(some)s and %(last)s") % {"some": first, "last": last} if first else last


def posted_form(data: QueryDict, choices: PlanChoices, *, of_secret: bool = False) -> tuple[PlanForm, bool]:
    """The form as sent, and whether it only asks for a group to be shown or taken away."""
    changed = data.copy()
    act, _colon, picker = data.get("group_act", "").partition(":")
    picker, _colon, group = picker.partition(":")
    group = group or (data.get("group", "") if act == "add" else "")
    asked = whole_number(group)
    if act not in ("add", "drop") or picker not in PICKERS or asked is None:
        return PlanForm(data, choices=choices, of_secret=of_secret), bool(act)
    known = choices.groups.get(asked)
    ids = [str(pk) for pk in known.ids] if known else []
    if act == "add":
        changed.setlist(picker, [*data.getlist(picker), *ids])
        changed.appendlist("shown_group", f"{picker}:{group}")
        if picker == "leads" and len(ids) > 1:
            changed["mode"] = Mode.EACH  # a group never is one lead
    else:
        changed.setlist(picker, [pk for pk in data.getlist(picker) if pk not in ids])
        shown = [value for value in data.getlist("shown_group") if value != f"{picker}:{group}"]
        changed.setlist("shown_group", shown)
    return PlanForm(changed, choices=choices, of_secret=of_secret), True


def number_of(actor: Actor, conclusion: Conclusion, point_id: int) -> int:
    """The number of a point in its conclusion. Raises NotVisible when it is not one of its points (any more)."""
    access.point(actor, point_id)
    ids = list(conclusion.points.order_by("start", "pk").values_list("pk", flat=True))
    if point_id not in ids:
        raise NotVisible
    return ids.index(point_id) + 1


def gone(request: HttpRequest, conclusion: Conclusion) -> HttpResponse:
    """The point has been joined with another or dropped by somebody since the page was opened."""
    messages.warning(request, _("This point is not there any more: somebody joined or dropped it meanwhile."))
    return redirect("conclusion", conclusion.pk)


def to_point(conclusion_id: int, number: int | None) -> HttpResponse:
    """On to a point of the screen; None: nothing is left to settle."""
    return redirect(f"{reverse('conclusion', args=[conclusion_id])}?diem={number or 0}")


def next_open(conclusion: Conclusion, number: int, viewer: Actor, now: datetime) -> int | None:
    """The number of the undecided point gone to after `number` in the viewer's order, round to the beginning."""
    if unsure_first(viewer):
        today = local_day(now)
        page = confirm_page(conclusion, plan_choices(today), today=today, unsure_first=True)
        return page.next_open(number)
    outcomes = conclusion.points.order_by("start", "pk").values_list("outcome", flat=True)
    waiting = [n for n, outcome in enumerate(outcomes, 1) if outcome == "undecided"]
    later = [n for n in waiting if n > number]
    return next(iter(later or waiting), None)
