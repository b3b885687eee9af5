"""Every verb through one door: GET opens its form in the page of the directive, POST does it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now, today
from departments.requests import actor_of_request
from directives.errors import Invalid, NotVisible, Refusal, Stale
from directives.lifecycle import Acts
from directives.models import Assignment
from directives.selectors.away import away_when_due
from directives.selectors.directive_page import directive_page
from directives.selectors.verbs import goes_to_release
from directives.services.writing import SERVICES, Done, check_possible, perform
from directives.targets import fetch, names_object_verb, object_waiting, verb_by_slug
from directives.views.directive import show
from directives.views.outcome import outcome
from directives.views.verb_forms import OpenForm, blank, keep_files, sent, take_back

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
    "contest": _("The deadline has been contested; the Office or a leader decides."),
    "request_extension": _(
        "The request for an extension has been sent; the present deadline holds until then."
    ),
    "withdraw_extension": _("The request has been withdrawn."),
    "grant_extension": _("The new deadline has been granted."),
    "refuse_extension": _("The request has not been granted; the present deadline holds."),
    "raise_bottleneck": _("The bottleneck has been raised."),
    "triage": _("The bottleneck has been passed on."),
    "reply": _("Your reply has been stored."),
    "decide": _("The decision has been stored; the bottleneck is closed."),
    "resolve": _("The bottleneck is resolved."),
    "mark_beyond": _("Marked as beyond our authority."),
    "ask": _("The department has been asked."),
    "answer": _("The answer has been given."),
    "withdraw_ask": _("What was asked has been withdrawn."),
    "urge": _("The department has been urged."),
    "explain": _("The explanation has been given."),
    "pause": _("The task has been paused; its deadline does not count."),
    "resume": _("The task goes on."),
    "recall": _("The department has been taken out of the directive."),
    "reopen": _("The task has been reopened."),
    "record_sent": _("The document sent has been recorded."),
    "record_reply": _("The answer of the outside body has been recorded."),
    "submit_period": _("The report of the period has been submitted."),
    "withdraw_period": _("It has been withdrawn."),
    "verify_period": _("The report of the period has been confirmed."),
    "return_period": _("The report of the period has been returned."),
    "approve_period": _("The report of the period has been approved."),
    "verify_each": _("The results have been confirmed."),
    "urge_each": _("Every department that has not delivered has been urged."),
    "close_each": _("The directive has been closed."),
    "add_department": _("The department has been added."),
    "amend": _("The amendment has been recorded."),
    "propose_correction": _("The correction waits for a second person of the Office."),
    "confirm_correction": _("The deadline has been corrected."),
    "drop_correction": _("The correction has been dropped."),
    "pause_directive": _("The directive has been paused."),
    "resume_directive": _("The directive goes on."),
    "recall_directive": _("The directive has been recalled."),
    "reopen_directive": _("The directive has been reopened."),
    "supersede": _("The directive has been replaced."),
    "end": _("The directive has been ended."),
}


class SeeOther(HttpResponseRedirect):
    """After a POST: what comes next is fetched, and reloading it does not send the form again."""

    status_code = 303


def verb_view(kind: Acts) -> Callable[..., HttpResponse]:
    """The door to every verb on objects of one kind. Mails link here."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        actor, moment = actor_of_request(request), now()
        target, chosen = fetch(actor, kind, pk), verb_by_slug(kind, verb)
        if chosen is None and kind == Acts.PART and target.part is not None and request.method != "POST":
            return _to_object(actor, target.part, verb)
        if chosen is None or chosen.name not in SERVICES:
            raise NotVisible
        prepares = goes_to_release(actor, chosen, target.part)
        if request.method == "POST":
            opened = sent(request, chosen, target, today(moment), actor=actor, prepares=prepares)
            return _do(request, opened, actor=actor, moment=moment)
        opened = blank(chosen, target, today(moment), actor=actor, prepares=prepares)
        try:
            check_possible(chosen, actor, target.directive, target.part, target.subject)
        except Refusal as refusal:
            return _again(request, opened, refusal, actor=actor, moment=moment)
        chosen_part = target.part.pk if target.part is not None else None
        return show(request, directive_page(actor, target.directive, now=moment, chosen=chosen_part), opened)

    return view


def _to_object(actor: Actor, part: Assignment, verb: str) -> HttpResponse:
    """From the address of a part to the form at the object that waits, or to the page where none does any more."""
    if not names_object_verb(verb):
        raise NotVisible
    found = object_waiting(actor, part, verb)
    if found is None:
        return redirect(f"{reverse('directive', args=[part.directive_id])}?phan={part.pk}")
    target, chosen = found
    return redirect(f"{target.address(chosen)}#lam")


def _do(request: HttpRequest, opened: OpenForm, *, actor: Actor, moment: datetime) -> HttpResponse:
    """Validate, store files, one service call, answer. What was typed and attached survives a refusal."""
    keep_files(request, opened, actor=actor, now=moment)
    if opened.form.errors:
        return _again(request, opened, _gone(opened, actor), actor=actor, moment=moment)
    values = opened.form.cleaned_data
    try:
        done = perform(
            opened.verb,
            opened.target.pk,
            actor=actor,
            now=moment,
            data=opened.form.needs(tuple(file.pk for file in opened.kept)),
            version=values["version"],
            request_key=values["request_key"],
            recorded=opened.recorded,
        )
    except NotVisible:
        raise
    except Refusal as refusal:
        return _again(request, opened, refusal, actor=actor, moment=moment)
    return _answer(request, opened, done)


def _gone(opened: OpenForm, actor: Actor) -> Refusal | None:
    """Why the verb is not possible any more: said before what is wrong with a form that is gone from the page."""
    target = opened.target
    try:
        check_possible(opened.verb, actor, target.directive, target.part, target.subject)
    except Refusal as refusal:
        return refusal
    return None


def _again(
    request: HttpRequest, opened: OpenForm, refusal: Refusal | None, *, actor: Actor, moment: datetime
) -> HttpResponse:
    """The page once more, what was refused said beside its field or above the form."""
    fresh = fetch(actor, opened.target.kind, opened.target.pk)
    status = 400 if refusal is None else refusal.http_status
    opened.possible = _gone(opened, actor) is None
    if isinstance(refusal, Invalid) and refusal.field in opened.form.fields:
        opened.form.add_error(refusal.field, str(refusal.message))
    elif refusal is not None:
        opened.refusal = str(refusal.message)
    if isinstance(refusal, Stale):
        take_back(request, opened, fresh.directive.version)
    part = fresh.part.pk if fresh.part is not None else None
    page = directive_page(actor, fresh.directive, now=moment, chosen=part)
    return show(request, page, opened, status=status)


def _answer(request: HttpRequest, opened: OpenForm, done: Done) -> HttpResponse:
    """303 to where the click came from, or to the directive, with a sentence about what has happened."""
    said = outcome(done.entry) or SAID.get(done.entry.verb) or SAID.get(opened.verb.name)
    if said:
        messages.success(request, str(said))
    if done.entry.verb == "delegate" and done.part is not None:
        part_now = Assignment.objects.select_related("officer").get(pk=done.part.pk)
        for sentence in away_when_due([part_now], since=today(done.entry.at)).values():
            messages.warning(request, sentence)
    page = reverse("directive", args=[done.directive.pk])
    shown = done.part or opened.target.part
    part = f"?phan={shown.pk}" if shown is not None else ""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # With a fragment of its own: a browser would carry #lam along, past the sentence at the top.
    return SeeOther(wanted if wanted and safe else f"{page}{part}#main")
