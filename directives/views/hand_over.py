"""Bàn giao công việc: everything open on one desk goes to another person, previewed first."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.models import Department, User
from departments.requests import actor_of_request
from departments.text import whole_number
from directives.errors import Forbidden, Invalid
from directives.forms_acting import DeskForm
from directives.services.hand_over import (
    Counts,
    DeskOf,
    HandOver,
    hand_over_desk,
    may_hand_over,
    predecessors,
    preview,
    successors,
)
from directives.views.verbs import SeeOther


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """`?don-vi=` chooses a department for officers' desks. POST `step` is preview or confirm."""
    actor, moment = actor_of_request(request), now()
    department = _department(request, actor)
    desks = [desk for desk in DeskOf if may_hand_over(actor, desk, department)]
    if not desks:
        raise Forbidden
    if request.method != "POST":
        form = _form(desks, department, moment)
        return _page(request, form, actor, moment, department)
    form = _form(desks, department, moment, request.POST)
    if not form.is_valid():
        return _page(request, form, actor, moment, department, status=400)
    asked = _asked(form, department)
    try:
        if request.POST.get("step") == "confirm":
            counts = hand_over_desk(
                asked,
                reason=form.cleaned_data["reason"],
                actor=actor,
                now=moment,
                request_key=form.cleaned_data["request_key"],
            )
            words = {"n": counts.directives, "name": form.cleaned_data["to_user"]}
            messages.success(request, _("The desk has gone to %(name)s: %(n)s directives.") % words)
            return SeeOther(reverse("hand_over"))
        counts = preview(asked, actor=actor, now=moment)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return _page(request, form, actor, moment, department, status=400)
    return _page(request, form, actor, moment, department, counts=counts)


def _department(request: HttpRequest, actor: Actor) -> int | None:
    """The department whose officers' desks are meant: the one asked for, else the only one the person heads."""
    asked = whole_number(request.POST.get("don-vi") or request.GET.get("don-vi", ""))
    if asked is not None:
        return asked
    own = sorted(pk for pk in actor.department_ids if may_hand_over(actor, DeskOf.OFFICER, pk))
    return own[0] if own else None


def _form(
    desks: list[DeskOf], department: int | None, moment: datetime, data: QueryDict | None = None
) -> DeskForm:
    """People who may leave or take over any of the desks offered; the service checks them for the desk chosen."""
    day = local_day(moment)
    leaving, taking = User.objects.none(), User.objects.none()
    for desk in desks:
        leaving = leaving | predecessors(desk, department)
        taking = taking | User.objects.filter(pk__in=successors(desk, department, day).values("user_id"))
    initial = {"desk": desks[0].value, "request_key": uuid.uuid4().hex}
    return DeskForm(data, desks=desks, leaving=leaving, taking=taking, initial=initial)


def _asked(form: DeskForm, department: int | None) -> HandOver:
    desk = DeskOf(form.cleaned_data["desk"])
    return HandOver(
        desk=desk,
        from_user=form.cleaned_data["from_user"].pk,
        to_user=form.cleaned_data["to_user"].pk,
        department=department if desk is DeskOf.OFFICER else None,
    )


def _page(
    request: HttpRequest,
    form: DeskForm,
    actor: Actor,
    moment: datetime,
    department: int | None,
    *,
    counts: Counts | None = None,
    status: int = 200,
) -> HttpResponse:
    active = Department.objects.active(local_day(moment)).exclude(kind="outside")
    context = {
        "form": form,
        "visible": [form[name] for name in ("desk", "from_user", "to_user", "reason")],
        "kept": {name: form.data.get(name, "") for name in (*form.fields, "don-vi")} if counts else {},
        "counts": counts,
        "department": department,
        "departments": list(active) if actor.is_administrator else [],
    }
    return render(request, "directives/acting/hand_over.html", context, status=status)
