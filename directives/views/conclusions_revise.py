"""Corrected texts of an issued conclusion: entered, and laid beside the text before with what they ask for."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.text import clean, whole_number
from directives import access
from directives.comparison.errata import Erratum, corrected, errata
from directives.errors import Forbidden, Invalid, Refusal, Stale, WrongState
from directives.forms_revision import ReviseForm
from directives.models import Conclusion, ConclusionRevision, StoredFile
from directives.revision_words import reason_of
from directives.selectors.revision import revision_page
from directives.services import files
from directives.services.conclusions import read_text
from directives.services.revising import check_revisable, enter_revision, latest, withdraw_revision
from directives.services.revision_deciding import take_wordings
from directives.services.secrecy import CODE, NO_CONTENT
from directives.views.kept_files import from_token, to_token

WHOLE_TEXT = "toan-van"  # ?xem=
PRESENT_TEXT = "ban-hien-hanh"  # ?tu=


@dataclass(frozen=True)
class PutRight:
    """How many corrections a notice names were put into the text, and those that were not."""

    count: int
    left: Sequence[Erratum]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the corrected text. `?tu=ban-hien-hanh` begins with the present one, for a notice that names places only."""
    actor, moment = actor_of_request(request), now()
    conclusion = access.conclusion(actor, pk)
    if not actor.is_office:
        raise Forbidden
    if conclusion.is_secret:  # before anything of it is read
        raise Invalid(NO_CONTENT, field="text", code=CODE)
    check_revisable(conclusion)
    if request.method != "POST":
        initial = {"version": conclusion.version, "request_key": uuid.uuid4().hex}
        from_present = request.GET.get("tu") == PRESENT_TEXT
        if from_present:
            initial["text"] = _present_text(conclusion)
        return _form(request, conclusion, ReviseForm(initial=initial), from_present=from_present)
    form = ReviseForm(request.POST, request.FILES)
    if form.is_valid() and (put_right := _put_right(request, form, conclusion, actor, moment)) is not None:
        return _form(request, conclusion, form, put_right=put_right)
    if form.is_valid():
        try:
            revision = _enter(form, conclusion, actor, moment)
            return redirect("revision", pk, revision.ordinal)
        except (Invalid, Stale) as refusal:
            form.refuse(refusal)
            _keep(request, form, conclusion, actor, moment)
    return _form(request, conclusion, form, status=400)


def _form(
    request: HttpRequest,
    conclusion: Conclusion,
    form: ReviseForm,
    *,
    from_present: bool = False,
    put_right: PutRight | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"conclusion": conclusion, "form": form, "from_present": from_present, "put_right": put_right}
    return render(request, "directives/conclusions/revise.html", context, status=status)


def _put_right(
    request: HttpRequest, form: ReviseForm, conclusion: Conclusion, actor: Actor, moment: datetime
) -> PutRight | None:
    """What a notice that only names its corrections makes of the present text, put into the form to be looked over.

    None where it names none whose words stand there; the clerk may also insist on the text as it is.
    """
    found = errata(clean(form.whole_text))
    if not found or form.cleaned_data["even_if_unlike"]:
        return None
    text, left = corrected(_present_text(conclusion), found)
    if len(left) == len(found):
        return None
    number, on = _said_by(form, conclusion, today=local_day(moment))
    said = {"text": text, "document_number": number, "document_date": f"{on:%d/%m/%Y}" if on else ""}
    data = _keep(request, form, conclusion, actor, moment)
    for name, value in said.items():
        if value:
            data[name] = value
    return PutRight(len(found) - len(left), left)


def _present_text(conclusion: Conclusion) -> str:
    base = latest(conclusion)
    return base.text if base is not None else conclusion.text


def _enter(form: ReviseForm, conclusion: Conclusion, actor: Actor, moment: datetime) -> ConclusionRevision:
    """Number and date are those the text says where the form says none and they are not the conclusion's own."""
    number, on = _said_by(form, conclusion, today=local_day(moment))
    return enter_revision(
        conclusion.pk,
        form.correction(number=number, on=on),
        actor=actor,
        now=moment,
        file=_file(form, actor, moment),
        version=form.cleaned_data["version"],
        request_key=form.cleaned_data["request_key"],
    )


def _said_by(form: ReviseForm, conclusion: Conclusion, *, today: date) -> tuple[str, date | None]:
    if form.cleaned_data["document_number"]:
        return "", None
    reading = read_text(clean(form.whole_text), issued=None, today=today)
    if not reading.number or reading.number in {
        conclusion.number,
        *conclusion.revisions.values_list("document_number", flat=True),
    }:
        return "", None
    on = reading.issued
    return reading.number, on if on is not None and conclusion.held_on <= on <= today else None


def _file(form: ReviseForm, actor: Actor, moment: datetime) -> StoredFile | None:
    """The file just sent, or the one kept from an earlier try."""
    upload = form.files.get("file")  # an error beside it takes it out of the cleaned data
    if upload is None or form.extracted is None:
        return from_token(form.cleaned_data["kept_file"], actor=actor, now=moment)
    return files.kept(
        form.data_of_file, upload.name or "", form.extracted.media_type, actor=actor, now=moment
    )


def _keep(
    request: HttpRequest, form: ReviseForm, conclusion: Conclusion, actor: Actor, moment: datetime
) -> QueryDict:
    """What was sent stands in the form again, and the version things stand at now."""
    data = request.POST.copy()
    if form.extracted is not None and not data.get("text", "").strip():
        data["text"] = form.extracted.text
    if not form.has_error("file", CODE) and not form.has_error("text", CODE):
        file = _file(form, actor, moment)
        data["kept_file"] = to_token(file) if file is not None else ""
    conclusion.refresh_from_db(fields=["version"])
    data["version"] = str(conclusion.version)
    form.data = data
    return data


@login_required
@require_safe
def page(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """The corrected text point by point; `?xem=toan-van` shows both texts whole."""
    actor = actor_of_request(request)
    return show(request, actor, access.revision(actor, pk, ordinal))


def show(
    request: HttpRequest,
    actor: Actor,
    revision: ConclusionRevision,
    *,
    opened: dict[str, Any] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, with the form of one change open in it."""
    context = {
        "revision": revision,
        "conclusion": revision.conclusion,
        "page": revision_page(actor, revision),
        "opened": opened,
        "problem": problem,
        "whole": request.GET.get("xem") == WHOLE_TEXT and opened is None,
        "reason": request.POST.get("reason") or reason_of(revision),
        "request_key": uuid.uuid4().hex,
    }
    return render(request, "directives/conclusions/revision.html", context, status=status)


def office(request: HttpRequest, pk: int, ordinal: int) -> tuple[Actor, ConclusionRevision]:
    """The revision for somebody of the Office. Raises NotVisible or Forbidden."""
    actor = actor_of_request(request)
    revision = access.revision(actor, pk, ordinal)
    if not actor.is_office:
        raise Forbidden
    return actor, revision


@login_required
@require_POST
def wordings(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """Take over the wording of the points ticked."""
    actor, revision = office(request, pk, ordinal)
    ticked = [
        number for sent in request.POST.getlist("changes") if (number := whole_number(sent)) is not None
    ]
    try:
        key = clean(request.POST.get("request_key", ""))[:64]
        taken = take_wordings(
            revision.pk, ticked, request.POST.get("reason", ""), actor=actor, now=now(), request_key=key
        )
    except (Invalid, WrongState) as refusal:
        return show(request, actor, revision, problem=str(refusal.message), status=refusal.http_status)
    said = ngettext("%(n)s wording has been changed.", "%(n)s wordings have been changed.", len(taken))
    messages.success(request, said % {"n": len(taken)})
    return redirect("revision", pk, ordinal)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """Take back a corrected text nothing has been changed by."""
    actor, revision = office(request, pk, ordinal)
    try:
        version = whole_number(request.POST.get("version", ""))
        withdraw_revision(revision.pk, actor=actor, now=now(), version=version)
    except Refusal as refusal:
        if refusal.http_status in (403, 404):
            raise
        return show(request, actor, revision, problem=str(refusal.message), status=refusal.http_status)
    messages.success(request, _("The corrected text has been withdrawn; its text stays on record."))
    return redirect("conclusion", pk)
