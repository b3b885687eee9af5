"""Every part verb through one door: GET opens its form in the page of the directive, POST does it."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now, today
from departments.requests import actor_of_request
from directives import access
from directives.errors import Invalid, NotVisible, Refusal, Stale
from directives.lifecycle import Verb
from directives.models import Assignment
from directives.selectors.directive_page import directive_page
from directives.selectors.verbs import goes_to_release
from directives.services.writing import SERVICES, Done, check_possible
from directives.views.directive import show
from directives.views.verb_forms import OpenForm, blank, keep_files, sent, take_back, verb_by_slug

# What is said after an act, by the verb the journal has recorded it as.
SAID: dict[str, Promise] = {
    "accept": _("The task has been accepted."),
    "refuse": _("The task has been refused; the Office decides now."),
    "insist": _("The task stays with the department."),
    "transfer": _("The task has been transferred."),
    "delegate": _("The work has been handed out."),
    "acknowledge": _("Noted: your department has seen it."),
    "report": _("The report has been stored."),
    "prepare": _("Put up for release: head, deputy or clerk of your department send it off."),
    "submit": _("The result has been submitted; the receiver confirms it now."),
    "withdraw": _("It has been withdrawn."),
    "verify": _("The result has been confirmed."),
    "return_": _("The result has been returned to the department."),
    "approve": _("The result has been approved. The task is completed."),
    "set_deadline": _("The deadline has been set."),
}


class SeeOther(HttpResponseRedirect):
    """After a POST: what comes next is fetched, and reloading it does not send the form again."""

    status_code = 303


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def part_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The form of a verb on one part, and the verb itself. Mails link here."""
    actor, moment = actor_of_request(request), now()
    part, chosen = access.part(actor, pk), verb_by_slug(verb)
    if chosen is None or chosen.name not in SERVICES:
        raise NotVisible
    prepares = goes_to_release(actor, chosen, part)
    if request.method == "POST":
        opened = sent(request, chosen, part, today(moment), prepares=prepares)
        return _do(request, opened, part, actor=actor, moment=moment)
    opened = blank(chosen, part, today(moment), prepares=prepares)
    try:
        check_possible(chosen, actor, part.directive, part)
    except Refusal as refusal:
        return _again(request, opened, part, refusal, actor=actor, moment=moment)
    page = directive_page(actor, part.directive, now=moment, chosen=part.pk)
    return show(request, page, opened)


def _do(
    request: HttpRequest, opened: OpenForm, part: Assignment, *, actor: Actor, moment: datetime
) -> HttpResponse:
    """Validate, store files, one service call, answer. What was typed and attached survives a refusal."""
    keep_files(request, opened, actor=actor, now=moment)
    if opened.form.errors:
        return _again(request, opened, part, _gone(opened, part, actor), actor=actor, moment=moment)
    values = opened.form.cleaned_data
    try:
        done = SERVICES[opened.verb.name](
            part=part.pk,
            actor=actor,
            now=moment,
            data=opened.form.needs(tuple(file.pk for file in opened.kept)),
            version=values["version"],
            request_key=values["request_key"],
        )
    except NotVisible:
        raise
    except Refusal as refusal:
        return _again(request, opened, part, refusal, actor=actor, moment=moment)
    return _answer(request, opened.verb, done)


def _gone(opened: OpenForm, part: Assignment, actor: Actor) -> Refusal | None:
    """Why the verb is not possible any more: said before what is wrong with a form that is gone from the page."""
    try:
        check_possible(opened.verb, actor, part.directive, part)
    except Refusal as refusal:
        return refusal
    return None


def _again(
    request: HttpRequest,
    opened: OpenForm,
    part: Assignment,
    refusal: Refusal | None,
    *,
    actor: Actor,
    moment: datetime,
) -> HttpResponse:
    """The page once more, what was refused said beside its field or above the form."""
    fresh = access.part(actor, part.pk)
    status = 400 if refusal is None else refusal.http_status
    if isinstance(refusal, Invalid) and refusal.field in opened.form.fields:
        opened.form.add_error(refusal.field, str(refusal.message))
    elif refusal is not None:
        opened.refusal = str(refusal.message)
    if isinstance(refusal, Stale):
        take_back(request, opened, fresh.directive.version)
    page = directive_page(actor, fresh.directive, now=moment, chosen=fresh.pk)
    return show(request, page, opened, status=status)


def _answer(request: HttpRequest, verb: Verb, done: Done) -> HttpResponse:
    """303 to where the click came from, or to the directive, with a sentence about what has happened."""
    said = SAID.get(done.entry.verb) or SAID.get(verb.name)
    if said:
        messages.success(request, str(said))
    page = reverse("directive", args=[done.directive.pk])
    part = f"?phan={done.part.pk}" if done.part is not None else ""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # With a fragment of its own: a browser would carry #lam along, past the sentence at the top.
    return SeeOther(wanted if wanted and safe else f"{page}{part}#main")
