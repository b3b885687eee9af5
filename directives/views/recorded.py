"""Quyết định ghi thay: what assistants have recorded for a leader, with the button that annuls it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from departments.clock import now
from departments.requests import actor_of_request
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.forms_acting import AnnulForm
from directives.lifecycle import VERBS
from directives.models import RecordedDecision
from directives.services.annulling import annul, may_annul, visible_decisions
from directives.views.verbs import SeeOther

SHOWN = 100  # newest decisions on the page
RELATED = (
    "directive",
    "part__department",
    "leader",
    "assistant",
    "annulled_by",
)


@login_required
@require_safe
def recorded_decisions(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    actor, moment = actor_of_request(request), now()
    rows = visible_decisions(actor).select_related(*RELATED).prefetch_related("files")
    newest = rows.order_by("-recorded_at", "-pk")[:SHOWN]
    shown = [
        {"row": row, "verb": VERBS[row.verb].label, "may_annul": may_annul(actor, row, now=moment)}
        for row in newest
    ]
    return render(request, "directives/acting/recorded.html", {"decisions": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def annul_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The reason is asked for on a page of its own; annulling cannot be taken back."""
    actor, moment = actor_of_request(request), now()
    row = visible_decisions(actor).select_related(*RELATED).filter(pk=pk).first()
    if row is None:
        raise NotVisible
    if row.leader_id not in actor.leader_ids:
        raise Forbidden
    form = AnnulForm(request.POST or None, initial={"request_key": uuid.uuid4().hex})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                annul(
                    decision=pk,
                    reason=form.cleaned_data["reason"],
                    actor=actor,
                    now=moment,
                    request_key=form.cleaned_data["request_key"],
                )
            except (Invalid, WrongState, Stale) as refusal:
                form.add_error("reason" if refusal.field == "reason" else None, str(refusal.message))
                status = refusal.http_status
            else:
                messages.success(request, _("The recorded decision has been annulled."))
                return SeeOther(reverse("recorded_decisions"))
    return _asking(request, row, form, status)


def _asking(request: HttpRequest, row: RecordedDecision, form: AnnulForm, status: int) -> HttpResponse:
    context = {"row": row, "verb": VERBS[row.verb].label, "form": form}
    return render(request, "directives/acting/annul.html", context, status=status)
