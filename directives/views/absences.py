"""Vắng mặt và thay thế: who is away, who stands in, which deadlines fall into it; assistants of leaders."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from departments import navigation
from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.models import Membership, User
from departments.requests import actor_of_request
from departments.services.absences import candidates
from departments.text import whole_number
from directives.errors import Forbidden, Invalid, NotVisible
from directives.forms_acting import AbsenceForm, AssistantForm
from directives.selectors import absences as found
from directives.services import acting
from directives.views.verbs import SeeOther


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """`?chuc-danh=` chooses whose absence is entered, `?don-vi=` the department where an administrator enters it."""
    actor, moment = actor_of_request(request), now()
    if not _offered(actor):
        raise Forbidden
    post = _chosen(request, actor, moment)
    if request.method != "POST":
        return _page(request, actor, moment, post=post)
    if post is None:
        raise Forbidden(_("You may not enter an absence for this person."))
    form = _absence_form(post, moment, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            row = acting.enter_absence(post=post.pk, actor=actor, now=moment, **values)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        else:
            _said(request, actor, found.away(actor, row, day=local_day(moment)))
            return SeeOther(reverse("absences"))
    return _page(request, actor, moment, post=post, form=form, status=400)


@login_required
@require_POST
def end_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """The absent person is back, or does not go."""
    actor, moment = actor_of_request(request), now()
    if not found.visible_absences(actor, local_day(moment)).filter(pk=pk).exists():
        raise NotVisible
    try:
        acting.end_absence(absence=pk, actor=actor, now=moment)
    except Invalid as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The absence has been ended."))
    return SeeOther(reverse("absences"))


@login_required
@require_POST
def appoint_assistant(request: HttpRequest) -> HttpResponse:
    """A person who may record decisions for a leader."""
    actor, moment = actor_of_request(request), now()
    form = _assistant_form(actor, moment, request.POST)
    if form is None:
        raise Forbidden
    if form.is_valid():
        values = form.cleaned_data
        try:
            acting.appoint_assistant(
                leader=int(values["leader"]),
                assistant=values["assistant"].pk,
                from_on=values["from_on"],
                until_on=values["until_on"],
                actor=actor,
                now=moment,
                request_key=values["request_key"],
            )
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        else:
            messages.success(request, _("The assistant has been entered."))
            return SeeOther(reverse("absences"))
    post = _chosen(request, actor, moment)
    return _page(request, actor, moment, post=post, assistant_form=form, status=400)


@login_required
@require_POST
def end_assistance(request: HttpRequest, pk: int) -> HttpResponse:
    """From today on the person records nothing more for the leader."""
    actor, moment = actor_of_request(request), now()
    if pk not in {row.pk for row in found.visible_assistants(actor, local_day(moment))}:
        raise NotVisible
    try:
        acting.end_assistance(assistance=pk, actor=actor, now=moment)
    except Invalid as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The assistant records nothing more from today on."))
    return SeeOther(reverse("absences"))


def _offered(actor: Actor) -> bool:
    return navigation.works(actor) or actor.is_administrator


def _chosen(request: HttpRequest, actor: Actor, moment: datetime) -> Membership | None:
    """The post whose absence is being entered: the one asked for, else one's own where there is one alone."""
    offered = _posts(request, actor, moment)
    asked = whole_number(request.POST.get("chuc-danh") or request.GET.get("chuc-danh", ""))
    if asked is not None:
        return next((post for post in offered if post.pk == asked), None)
    own = [post for post in offered if post.user_id == actor.user_id]
    return own[0] if len(own) == 1 else None


def _posts(request: HttpRequest, actor: Actor, moment: datetime) -> list[Membership]:
    return found.enterable_posts(actor, local_day(moment), _department(request))


def _department(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("don-vi") or request.GET.get("don-vi", ""))


def _absence_form(post: Membership, moment: datetime, data: Any = None) -> AbsenceForm:
    day = local_day(moment)
    initial = {"from_on": day, "request_key": uuid.uuid4().hex}
    return AbsenceForm(data, candidates=candidates(post, day, day), initial=initial)


def _assistant_form(actor: Actor, moment: datetime, data: Any = None) -> AssistantForm | None:
    """None for whoever may appoint nobody. Assistants are people of the Office: they see what they record on."""
    day = local_day(moment)
    leaders = found.appointable_leaders(actor, day)
    if not leaders:
        return None
    office = Membership.objects.active(day).filter(department__kind="office")
    people = User.objects.filter(pk__in=office.values("user_id"))
    initial = {"from_on": day, "request_key": uuid.uuid4().hex}
    return AssistantForm(data, leaders=leaders, people=people, initial=initial)


def _said(request: HttpRequest, actor: Actor, away: found.Away) -> None:
    messages.success(request, _("The absence has been entered."))
    if away.due:
        words = ngettext(
            "%(n)s open part is due while %(name)s is away: see the list below.",
            "%(n)s open parts are due while %(name)s is away: see the list below.",
            away.due,
        )
        messages.warning(request, words % {"n": away.due, "name": away.row.absent.user})


def _page(
    request: HttpRequest,
    actor: Actor,
    moment: datetime,
    *,
    post: Membership | None,
    form: AbsenceForm | None = None,
    assistant_form: AssistantForm | None = None,
    status: int = 200,
) -> HttpResponse:
    day = local_day(moment)
    context = {
        "post": post,
        "posts": _posts(request, actor, moment),
        "departments": found.departments_to_choose(actor, day),
        "department": _department(request),
        "form": form or (_absence_form(post, moment) if post is not None else None),
        "absences": [found.away(actor, row, day=day) for row in found.visible_absences(actor, day)[:SHOWN]],
        "assistants": found.visible_assistants(actor, day),
        "assistant_form": assistant_form or _assistant_form(actor, moment),
        "day": day,
    }
    return render(request, "directives/acting/absences.html", context, status=status)


SHOWN = 50  # absences on the page; nobody has more to look after at once
