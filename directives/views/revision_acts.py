"""What is decided about one change of a corrected text: a verb, a new directive, or to leave it."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from directives import access
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.forms import VerbForm
from directives.forms_plan import PlanForm, initial_of
from directives.lifecycle import VERBS
from directives.models import RevisionChange
from directives.revision_words import reason_of
from directives.selectors.plan_choices import plan_choices
from directives.services.plans import Plan
from directives.services.revision_deciding import (
    VERBS_OF,
    apply_change,
    reopen_change,
    skip_change,
    wording_of,
)
from directives.services.revision_issuing import issue_from_change
from directives.services.revision_reading import plan_for
from directives.targets import of_directive
from directives.views.conclusions_confirm import posted_form
from directives.views.conclusions_revise import show
from directives.views.verbs import SAID

SKIP, REOPEN = "bo-qua", "xem-lai"
HERE = (Invalid, Stale, WrongState)


def _change(request: HttpRequest, pk: int, ordinal: int, change: int) -> tuple[Actor, RevisionChange]:
    """The change for somebody of the Office. Raises NotVisible, also for a change of another text, or Forbidden."""
    actor = actor_of_request(request)
    row = access.revision_change(actor, change)
    if (row.revision.conclusion_id, row.revision.ordinal) != (pk, ordinal):
        raise NotVisible
    if not actor.is_office:
        raise Forbidden
    return actor, row


def _back(row: RevisionChange) -> HttpResponse:
    """To the point the change belongs to, where the next one waits."""
    address = reverse("revision", args=[row.revision.conclusion_id, row.revision.ordinal])
    return redirect(f"{address}#diem-{row.point.position}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, ordinal: int, change: int, way: str) -> HttpResponse:
    """GET opens the form of one way to decide a change, POST decides; `way` is a verb, `bo-qua` or `xem-lai`."""
    (actor, row), moment = _change(request, pk, ordinal, change), now()
    if way == REOPEN:
        return _reopen(request, actor, row, moment)
    if way == SKIP:
        return _skip(request, actor, row, moment)
    if way not in VERBS_OF[row.aspect] or row.directive is None:
        raise NotVisible
    form = _form(request, row, way, actor, moment)
    problem, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            values = form.cleaned_data
            try:
                how = {"version": values["version"], "request_key": values["request_key"]}
                done = apply_change(row.pk, way, form.needs(), actor=actor, now=moment, **how)
                messages.success(request, str(SAID.get(done.verb, "")))
                return _back(row)
            except HERE as refusal:
                problem, status = _refused(request, form, refusal, row), refusal.http_status
    opened = {"change": row, "way": way, "verb": VERBS[way], "form": form}
    return show(request, actor, row.revision, opened=opened, problem=problem, status=status)


def _form(request: HttpRequest, row: RevisionChange, way: str, actor: Actor, moment: datetime) -> VerbForm:
    """The form of the verb, filled in with what the corrected text says."""
    directive = row.directive
    if directive is None:
        raise NotVisible
    initial: dict[str, Any] = {
        "version": directive.version,
        "request_key": uuid.uuid4().hex,
        "text": wording_of(row.point.text),
        "due_on": row.due_on,
        "department": row.department_id,
        "role": row.role,
        "document_number": row.revision.document_number,
        "reason": reason_of(row.revision),
    }
    form = VerbForm(
        request.POST if request.method == "POST" else None,
        verb=VERBS[way],
        target=of_directive(directive),
        today=local_day(moment),
        actor=actor,
        initial=initial,
    )
    for name in (
        "recorded_reference",
        "recorded_files",
    ):  # what follows from a document is the Office's own act
        form.fields.pop(name, None)
    return form


def _refused(
    request: HttpRequest, form: VerbForm, refusal: Invalid | Stale | WrongState, row: RevisionChange
) -> str:
    """What is said beside a field, or above the form; a stale form takes the version things stand at now."""
    if isinstance(refusal, Invalid) and refusal.field in form.fields:
        form.add_error(refusal.field, str(refusal.message))
        return ""
    if isinstance(refusal, Stale) and row.directive is not None:
        row.directive.refresh_from_db(fields=["version"])
        data = request.POST.copy()
        data["version"] = str(row.directive.version)
        form.data = data
    return str(refusal.message)


def _skip(request: HttpRequest, actor: Actor, row: RevisionChange, moment: datetime) -> HttpResponse:
    problem, status = "", 200
    if request.method == "POST":
        try:
            skip_change(row.pk, request.POST.get("reason", ""), actor=actor, now=moment)
            messages.success(request, _("Noted: it stays as it is."))
            return _back(row)
        except HERE as refusal:
            problem, status = str(refusal.message), refusal.http_status
    closed = row.directive is not None and not row.directive.is_open
    typed = request.POST.get("reason", _("The task is closed already.") if closed else "")
    opened = {"change": row, "way": SKIP, "typed": typed}
    return show(request, actor, row.revision, opened=opened, problem=problem, status=status)


def _reopen(request: HttpRequest, actor: Actor, row: RevisionChange, moment: datetime) -> HttpResponse:
    if request.method == "POST":
        try:
            reopen_change(row.pk, actor=actor, now=moment)
        except HERE as refusal:
            return show(
                request, actor, row.revision, problem=str(refusal.message), status=refusal.http_status
            )
    return _back(row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def directive(request: HttpRequest, pk: int, ordinal: int, change: int) -> HttpResponse:
    """Issue a directive for what the corrected text says; `group_act` only shows or hides the members of a group."""
    (actor, row), moment = _change(request, pk, ordinal, change), now()
    if not row.point.standing:
        raise NotVisible
    choices, status = plan_choices(local_day(moment)), 200
    if request.method == "POST":
        form, only_shown = posted_form(request.POST, choices)
        status = 200 if only_shown else 400
        if not only_shown and form.is_valid():
            try:
                key = form.cleaned_data["request_key"]
                issue_from_change(row.pk, form.plan(), actor=actor, now=moment, request_key=key)
                messages.success(request, _("The directive has been issued."))
                return _back(row)
            except (Invalid, WrongState) as refusal:
                form.refuse(refusal)
                status = refusal.http_status
    else:
        initial = initial_of(_plan(row, moment)) | {"request_key": uuid.uuid4().hex}
        form = PlanForm(initial=initial, choices=choices)
    context = {"form": form, "row": row, "revision": row.revision, "conclusion": row.revision.conclusion}
    return render(request, "directives/conclusions/revision_directive.html", context, status=status)


def _plan(row: RevisionChange, moment: datetime) -> Plan:
    revision, point = row.revision, row.point
    span = (point.start or 0, point.end or 0)
    choices = plan_choices(local_day(moment))
    return plan_for(revision.conclusion, revision.text, span, point.proposal, choices)
