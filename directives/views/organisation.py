"""The organisation over time: who follows whom, new names, and open work that is to be given out anew."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.selectors import assignable_departments
from departments.text import whole_number
from directives import permissions
from directives.errors import Forbidden, Invalid
from directives.forms_organisation import DecisionForm, NewNameForm
from directives.lifecycle import ROLE_LABELS
from directives.selectors.successions import (
    Foreseen,
    recorded_successions,
    redistribution,
)
from directives.services import succession

METHODS = ["GET", "HEAD", "POST"]


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of_request(request)
    if not permissions.may_change_organisation(actor):
        raise Forbidden
    return actor


@login_required
@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """What has been decided, and how much waits to be given out anew."""
    _keeper(request)
    context = {"decisions": recorded_successions(), "today": local_day(now())}
    return render(request, "directives/organisation/decisions.html", context)


@login_required
@require_http_methods(METHODS)
def succession_new(request: HttpRequest) -> HttpResponse:
    """POST `step=preview` says how much moves, `step=confirm` records the decision and moves it."""
    actor, moment = _keeper(request), now()
    if request.method != "POST":
        return _decision_page(request, DecisionForm(today=local_day(moment)))
    form = DecisionForm(request.POST, today=local_day(moment))
    if form.is_valid():
        try:
            if request.POST.get("step") == "confirm":
                done = succession.record_succession(
                    form.decision(), actor=actor, now=moment, request_key=form.cleaned_data["request_key"]
                )
                messages.success(request, _said(done))
                waits = done.moved.left and actor.is_office
                return redirect("redistribution" if waits else "organisation")
            shown = succession.foresee(form.decision(), actor=actor, now=moment)
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            return _decision_page(request, form, shown)
    return _decision_page(request, form, status=400)


def _said(done: succession.Recorded) -> str:
    moved = done.moved
    words = [_("The decision is on record.")]
    if moved.parts:
        words.append(
            ngettext("%(n)s part has moved.", "%(n)s parts have moved.", moved.parts) % {"n": moved.parts}
        )
    if moved.left:
        words.append(
            ngettext(
                "%(n)s part waits to be given out anew.", "%(n)s parts wait to be given out anew.", moved.left
            )
            % {"n": moved.left}
        )
    return " ".join(words)


def _decision_page(
    request: HttpRequest, form: DecisionForm, shown: Foreseen | None = None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "shown": shown}
    if shown is not None:
        sent = request.POST
        kept = [
            (name, value) for name in form.fields for value in sent.getlist(name) if name != "request_key"
        ]
        context |= {
            "kept": [*kept, ("request_key", uuid.uuid4().hex), ("step", "confirm")],
            "roles": [(ROLE_LABELS[role], count) for role, count in shown.by_role.items()],
            "predecessors": form.cleaned_data["predecessors"],
            "successors": form.cleaned_data["successors"],
            "on": form.cleaned_data["on"],
        }
    return render(request, "directives/organisation/decision.html", context, status=status)


@login_required
@require_http_methods(METHODS)
def department_rename(request: HttpRequest) -> HttpResponse:
    """The same body under another name: its work stays where it is."""
    actor, moment = _keeper(request), now()
    if request.method != "POST":
        initial = {"request_key": uuid.uuid4().hex}
        form = NewNameForm(initial=initial, today=local_day(moment))
        return render(request, "directives/organisation/rename.html", {"form": form})
    form = NewNameForm(request.POST, today=local_day(moment))
    if form.is_valid():
        values = form.cleaned_data
        try:
            succession.rename_department(
                department=values["department"].pk,
                name=values["name"],
                short_name=values["short_name"],
                document=values["document"],
                actor=actor,
                now=moment,
                request_key=values["request_key"],
            )
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            messages.success(
                request, _("The department has its new name; texts with the old one are still read.")
            )
            return redirect("organisation")
    return render(request, "directives/organisation/rename.html", {"form": form}, status=400)


@login_required
@require_http_methods(METHODS)
def redistribution_page(request: HttpRequest) -> HttpResponse:
    """Open parts of departments that have ended: one by one, or the ticked ones together."""
    actor, moment = actor_of_request(request), now()
    if not actor.is_office:
        raise Forbidden
    status = 200
    if request.method == "POST":
        try:
            return _given(request, actor, moment)
        except Invalid as refusal:
            messages.error(request, str(refusal.message))
            status = 400
    today = local_day(moment)
    context = {
        "list": redistribution(today),
        "everybody": assignable_departments(today),
        "request_key": uuid.uuid4().hex,
    }
    return render(request, "directives/organisation/redistribution.html", context, status=status)


def _given(request: HttpRequest, actor: Actor, moment: datetime) -> HttpResponse:
    receiver = whole_number(request.POST.get("directive", ""))
    if receiver is not None:
        to = whole_number(request.POST.get("department", "")) or 0
        succession.give_receiver_anew(directive=receiver, department=to, actor=actor, now=moment)
        messages.success(request, _("The product has a new receiver."))
        return redirect("redistribution")
    done = succession.give_out_anew(_chosen(request.POST), actor=actor, now=moment)
    messages.success(
        request, ngettext("%(n)s part has moved.", "%(n)s parts have moved.", done.parts) % {"n": done.parts}
    )
    if done.left:
        messages.warning(
            request,
            ngettext(
                "%(n)s part stays until its result has been judged.",
                "%(n)s parts stay until their results have been judged.",
                done.left,
            )
            % {"n": done.left},
        )
    return redirect("redistribution")


def _chosen(data: QueryDict) -> Mapping[int, int]:
    """Part → department: what was chosen in a row; for ticked rows without a choice what was chosen for all."""
    together = whole_number(data.get("department", ""))
    chosen: dict[int, int] = {}
    for ticked in data.getlist("parts"):
        part = whole_number(ticked)
        if part is not None and together is not None:
            chosen[part] = together
    for name, value in data.items():
        part, to = whole_number(name.removeprefix("to-")), whole_number(str(value))
        if name.startswith("to-") and part is not None and to is not None:
            chosen[part] = to
    return chosen
