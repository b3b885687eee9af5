"""The page of a secret conclusion: nothing to read, directives entered by hand with departments and dates."""

import uuid
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.text import whole_number
from directives import access
from directives.errors import Forbidden, Invalid, Stale
from directives.forms_plan import PlanForm, initial_of
from directives.models import Conclusion
from directives.selectors.plan_choices import plan_choices
from directives.selectors.secret_page import secret_rows
from directives.selectors.today import today_info
from directives.services import secret_conclusions
from directives.services.plans import Plan
from directives.views.conclusions_confirm import posted_form


def show_secret(
    request: HttpRequest,
    actor: Actor,
    conclusion: Conclusion,
    moment: datetime,
    *,
    form: PlanForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """What is known of it and its directives; the Office adds and takes back directives until they are issued."""
    in_work = actor.is_office and conclusion.published_at is None
    if in_work and form is None:
        form = PlanForm(
            initial=initial_of(Plan(monitor=conclusion.monitor_id)),
            choices=plan_choices(local_day(moment)),
            of_secret=True,
        )
    context = {
        "conclusion": conclusion,
        "rows": secret_rows(actor, conclusion),
        "form": form,
        "problem": problem,
        "in_work": in_work,
        "request_key": uuid.uuid4().hex,
        "info": today_info(moment),
    }
    return render(request, "directives/conclusions/secret.html", context, status=status)


def _office(request: HttpRequest, pk: int) -> tuple[Actor, Conclusion]:
    actor = actor_of_request(request)
    conclusion = access.conclusion(actor, pk)
    if not actor.is_office:
        raise Forbidden
    return actor, conclusion


@login_required
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter one directive; `group_act` only shows or hides the members of a group."""
    (actor, conclusion), moment = _office(request, pk), now()
    form, only_shown = posted_form(request.POST, plan_choices(local_day(moment)), of_secret=True)
    status = 200 if only_shown else 400
    if not only_shown and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            secret_conclusions.add_draft(pk, form.plan(), actor=actor, now=moment, version=version)
            return redirect("conclusion", pk)
        except (Invalid, Stale) as refusal:
            form.refuse(refusal)
            status = refusal.http_status
    return show_secret(request, actor, conclusion, moment, form=form, status=status)


@login_required
@require_POST
def drop(request: HttpRequest, pk: int, directive: int) -> HttpResponse:
    """Take back a directive that has not been issued."""
    (actor, conclusion), moment = _office(request, pk), now()
    try:
        version = whole_number(request.POST.get("version", ""))
        secret_conclusions.drop_draft(directive, actor=actor, now=moment, version=version)
        return redirect("conclusion", pk)
    except Stale as refusal:
        problem = str(refusal.message)
        return show_secret(request, actor, conclusion, moment, problem=problem, status=refusal.http_status)
