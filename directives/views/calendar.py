"""The working calendar: a year to read for everybody, a change with its preview for those who keep it."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.models.calendar import CalendarDayKind
from departments.requests import actor_of_request
from departments.selectors import working_calendar
from departments.text import whole_number
from directives import permissions
from directives.errors import Forbidden, Invalid, Stale
from directives.forms_calendar import CalendarForm
from directives.selectors.calendar_preview import Preview, overlay_row
from directives.selectors.calendar_year import calendar_changes, calendar_year
from directives.services.calendar import YEARS, change_calendar, preview_change

SHOWN = 50  # rows of one list of a preview; the rest is counted


@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`?nam=` chooses the year, this one by default."""
    actor, today = actor_of_request(request), local_day(now())
    asked = whole_number(request.GET.get("nam", "")) or today.year
    year = min(max(asked, YEARS[0]), YEARS[1])
    may_change = permissions.may_change_calendar(actor)
    context = {
        "year": calendar_year(year),
        "today": today,
        "kinds": {kind.value: kind.label for kind in CalendarDayKind},
        "earlier": year - 1 if year > YEARS[0] else None,
        "later": year + 1 if year < YEARS[1] else None,
        "may_change": may_change,
        "changes": calendar_changes() if may_change else [],
    }
    return render(request, "directives/calendar/year.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_change(request: HttpRequest) -> HttpResponse:
    """`?ngay=` fills the form with a day, `&bo=1` previews taking it out; POST `step` is preview or confirm."""
    actor, moment = actor_of_request(request), now()
    if not permissions.may_change_calendar(actor):
        raise Forbidden
    if request.method == "POST":
        form = CalendarForm(request.POST, calendar=working_calendar())
        return _answer(request, form, actor, moment, confirmed=request.POST.get("step") == "confirm")
    if request.GET.get("bo"):
        asked = {"on": request.GET.get("ngay", ""), "remove": "1", "request_key": uuid.uuid4().hex}
        return _answer(request, CalendarForm(asked, calendar=working_calendar()), actor, moment)
    return _page(request, CalendarForm(initial=_initial(request), calendar=working_calendar()))


def _initial(request: HttpRequest) -> dict[str, Any]:
    """The form as it opens: empty, or with what stands in the overlay for `?ngay=`."""
    initial: dict[str, Any] = {"kind": CalendarDayKind.HOLIDAY.value}
    day = request.GET.get("ngay", "")
    try:
        on = datetime.strptime(day, "%Y-%m-%d").date()  # noqa: DTZ007 -- a date without a time
    except ValueError:
        return initial
    row = overlay_row(on)
    kept = {"kind": row.kind, "name_vi": row.name_vi} if row is not None else {}
    return {**initial, "on": on, **kept}


def _answer(
    request: HttpRequest, form: CalendarForm, actor: Actor, moment: datetime, *, confirmed: bool = False
) -> HttpResponse:
    """The preview of a valid form, or after its confirmation the calendar; else the form with its errors."""
    if not form.is_valid():
        return _page(request, form, status=400)
    notice = ""
    try:
        if confirmed:
            done = change_calendar(
                form.changes(),
                actor=actor,
                now=moment,
                fingerprint=form.cleaned_data["fingerprint"],
                request_key=form.cleaned_data["request_key"],
            )
            messages.success(request, _saved(done.preview))
            return redirect(f"{reverse('calendar')}?nam={form.cleaned_data['on'].year}")
    except Stale as stale:
        notice = str(stale.message)
    except Invalid as refusal:
        form.add_error(refusal.field, str(refusal.message))
        return _page(request, form, status=400)
    try:
        shown = preview_change(form.changes(), actor=actor, now=moment)
    except Invalid as refusal:
        form.add_error(refusal.field, str(refusal.message))
        return _page(request, form, status=400)
    return _page(request, form, shown, notice=notice, status=409 if notice else 200)


def _saved(shown: Preview | None) -> str:
    """What has been done, in one sentence."""
    moved = sum(move.moves for move in shown.deadlines) if shown is not None else 0
    if not moved:
        return _("The working calendar has been changed.")
    return ngettext(
        "The working calendar has been changed; %(n)s deadline moved.",
        "The working calendar has been changed; %(n)s deadlines moved.",
        moved,
    ) % {"n": moved}


def _page(
    request: HttpRequest,
    form: CalendarForm,
    shown: Preview | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = actor_of_request(request)
    context: dict[str, Any] = {
        "form": form,
        "visible": [form[name] for name in ("on", "until", "kind", "name_vi", "worked_on")],
        "shown": shown,
        "notice": notice,
        "most": SHOWN,
        "with_titles": actor.sees_everything,
    }
    if shown is not None:
        kept = {
            name: form.data.get(name, "")
            for name in ("on", "until", "kind", "name_vi", "worked_on", "remove")
        }
        kept |= {"fingerprint": shown.fingerprint, "request_key": uuid.uuid4().hex, "step": "confirm"}
        context |= {"kept": kept, "lists": _lists(shown)}
    return render(request, "directives/calendar/change.html", context, status=status)


def _lists(shown: Preview) -> list[dict[str, Any]]:
    """The lists of a preview with their headings; all but the reminders, which go by deadline."""
    due = (
        _("Deadlines that move to the next working day")
        if shown.deadlines_move
        else _("Deadlines on a day off that stay as written")
    )
    accept, refuse = _("Taken as accepted on another day"), _("May be refused until another day")
    named = ((due, shown.deadlines), (accept, shown.acceptances), (refuse, shown.refusals))
    return [
        {"heading": heading, "count": len(moves), "moves": moves[:SHOWN], "more": len(moves) - SHOWN}
        for heading, moves in named
    ]
