"""What the confirm screen shows, put together once for the view itself and for every act that failed."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.selectors import working_calendar
from directives import access
from directives.errors import NotVisible
from directives.forms_plan import PICKERS, PlanForm, initial_of
from directives.models import Conclusion
from directives.selectors.conclusion_page import Marked, confirm_page
from directives.selectors.earlier_notices import earlier_notices
from directives.selectors.plan_choices import PlanChoices, plan_choices
from directives.selectors.proposed_plan import plan_of_draft
from directives.services.plans import Plan
from directives.services.points import text_digest
from directives.wording import why_messages


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
    status: int = 200,
) -> HttpResponse:
    """The screen with point number `opened` open; by default the first that is not settled."""
    choices = form.plan_choices if form is not None else plan_choices(local_day(now))
    page = confirm_page(conclusion, choices, today=local_day(now))
    texts = {mark.point.pk: mark.point.text for mark in page.marked}
    page = page.with_earlier(earlier_notices(actor_of_request(request), conclusion, texts))
    chosen = page.at(opened) if opened else None
    if chosen is None and opened is None:
        chosen = page.at((page.open_numbers or [0])[0])
    shown = form or (form_of(chosen, choices) if chosen is not None else None)
    if shown is not None and chosen is not None and chosen.proposed is not None:
        shown.show_names(chosen.proposed.names)
    context: dict[str, Any] = {
        "conclusion": conclusion,
        "page": page,
        "opened": chosen,
        "form": shown,
        "earlier": chosen.earlier if chosen is not None else (),
        "why": why_messages(chosen.point.proposal.get("why", [])) if chosen is not None else [],
        "choices": choices,
        "digest": text_digest(conclusion.text),
        "settle_error": settle_error,
        "reason": reason or (chosen.point.reason if chosen is not None else ""),
        "problem": problem,
        "request_key": uuid.uuid4().hex,
        "following": page.at(chosen.number + 1) if chosen is not None else None,
        "open_words": _listed(page.open_numbers),
        "due_note": _due_note(chosen, now) if chosen is not None and form is None else "",
    }
    response = render(request, "directives/conclusions/confirm.html", context, status=status)
    if request.method == "POST":
        response["HX-Push-Url"] = "false"  # the address of an act is no page to come back to
    return response


def _listed(numbers: list[int]) -> str:
    """Numbers as words: "5 and 8"; beyond six only how many more."""
    if len(numbers) > 6:
        return _("%(some)s and %(n)s more") % {
            "some": ", ".join(map(str, numbers[:5])),
            "n": len(numbers) - 5,
        }
    first, last = ", ".join(map(str, numbers[:-1])), str(numbers[-1]) if numbers else ""
    return _("%(some)s and %(last)s") % {"some": first, "last": last} if first else last


def _due_note(mark: Marked, now: datetime) -> str:
    """What to think of before accepting the date: a day off, or a day already past."""
    due_on = mark.summary.due_on if mark.summary else None
    if due_on is None:
        return ""
    if due_on < local_day(now):
        return _("Already past: the task is overdue the moment it is issued.")
    calendar = working_calendar()
    if calendar.is_working(due_on):
        return ""
    words = {"weekday": date_format(due_on, "l"), "day": f"{calendar.on_or_after(due_on):%d/%m/%Y}"}
    return _("%(weekday)s, a day off; the next working day is %(day)s.") % words


def form_of(mark: Marked, choices: PlanChoices) -> PlanForm:
    """The form of a point: as accepted, or as proposed."""
    if mark.directive is not None:
        return PlanForm(initial=initial_of(plan_of_draft(mark.directive, mark.parts)), choices=choices)
    plan = mark.proposed.plan if mark.proposed is not None else Plan(text=mark.point.text)
    form = PlanForm(initial=initial_of(plan), choices=choices)
    for picker, groups in (mark.proposed.groups if mark.proposed is not None else {}).items():
        for pk in groups:
            form.show_group(picker, pk)
    return form


def posted_form(data: QueryDict, choices: PlanChoices, *, of_secret: bool = False) -> tuple[PlanForm, bool]:
    """The form as sent, and whether it only asks for a group to be shown or taken away."""
    changed = data.copy()
    act, _colon, picker = data.get("group_act", "").partition(":")
    picker, _colon, group = picker.partition(":")
    group = group or (data.get("group", "") if act == "add" else "")
    if act not in ("add", "drop") or picker not in PICKERS or not group.isdecimal():
        return PlanForm(data, choices=choices, of_secret=of_secret), bool(act)
    known = choices.groups.get(int(group))
    ids = [str(pk) for pk in known.ids] if known else []
    if act == "add":
        changed.setlist(picker, [*data.getlist(picker), *ids])
        changed.appendlist("shown_group", f"{picker}:{group}")
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


def next_open(page_of: Conclusion, number: int) -> int | None:
    """The number of the next undecided point after `number`, from the beginning again at the end."""
    outcomes = page_of.points.order_by("start", "pk").values_list("outcome", flat=True)
    waiting = [n for n, outcome in enumerate(outcomes, 1) if outcome == "undecided"]
    later = [n for n in waiting if n > number]
    return next(iter(later or waiting), None)
