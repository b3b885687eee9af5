"""Entering a conclusion: first its text, then what the text says about itself, for the clerk to look over."""

import uuid
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from directives import access
from directives.errors import Forbidden, Invalid, Stale
from directives.forms_conclusion import EntryForm, SourceForm
from directives.models import Conclusion, StoredFile
from directives.models.choices import Secrecy
from directives.selectors.proposed_entry import proposed_entry, proposed_number
from directives.services import conclusions, files
from directives.services.secrecy import CODE, NO_CONTENT
from directives.views.kept_files import from_token, to_token
from directives.wording import warning_messages

METHODS = ["GET", "HEAD", "POST"]
BEGIN = {"chua": Secrecy.ORDINARY.value, "mat": Secrecy.SECRET.value}  # without a text, by ?van-ban=


def _office(request: HttpRequest) -> Actor:
    actor = actor_of_request(request)
    if not actor.is_office:
        raise Forbidden(_("Only the Office enters conclusions."))
    return actor


@login_required
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """`?van-ban=chua` begins without a text, `?van-ban=mat` a secret one; POST `step=read` reads the source,
    `step=save` keeps it."""
    actor, moment = _office(request), now()
    if request.method == "POST":
        step = _save if request.POST.get("step") == "save" else _read
        return step(request, actor, moment)
    if request.GET.get("van-ban") in BEGIN:
        level = BEGIN[request.GET["van-ban"]]
        initial = {"monitor": actor.user_id, "secrecy": level, "request_key": uuid.uuid4().hex}
        return _review(request, EntryForm(initial=initial, today=local_day(moment)))
    return render(request, "directives/conclusions/new.html", {"form": SourceForm()})


def _read(request: HttpRequest, actor: Actor, moment: datetime) -> HttpResponse:
    """Read the source; nothing is stored yet but the bytes of the file."""
    form, today = SourceForm(request.POST, request.FILES), local_day(moment)
    if form.is_valid():
        try:
            proposed = proposed_entry(
                form.whole_text, today=today, insist=form.cleaned_data["even_without_points"]
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            file = _kept(form, actor, moment)
            initial = {
                **proposed.initial,
                "monitor": actor.user_id,
                "request_key": uuid.uuid4().hex,
                "kept_file": to_token(file) if file else "",
            }
            return _review(request, EntryForm(initial=initial, today=today), proposed.found, form, file)
    return render(request, "directives/conclusions/new.html", {"form": form}, status=400)


def _save(request: HttpRequest, actor: Actor, moment: datetime) -> HttpResponse:
    form = EntryForm(request.POST, today=local_day(moment))
    if form.is_valid():
        key = form.cleaned_data["request_key"]
        try:
            file = from_token(form.cleaned_data["kept_file"], actor=actor, now=moment)
            conclusion = conclusions.enter_conclusion(
                form.entry(), actor=actor, now=moment, file=file, request_key=key
            )
            return redirect("conclusion", conclusion.pk)
        except Invalid as refusal:
            form.refuse(refusal)
    elif form.held_content:
        _let_go(request, form, actor, moment)
    return _review(request, form, status=400)


def _let_go(request: HttpRequest, form: EntryForm, actor: Actor, moment: datetime) -> None:
    """A document turned out to be secret: the bytes of its file do not stay, its text is not shown again."""
    try:
        file = from_token(form["kept_file"].value() or "", actor=actor, now=moment)
    except Invalid:  # gone already, or not this person's
        file = None
    if file is not None:
        files.discard(file)
    data = request.POST.copy()
    data["kept_file"] = ""
    form.data = data


def _kept(form: SourceForm, actor: Actor, moment: datetime) -> StoredFile | None:
    upload = form.cleaned_data["file"]
    if upload is None or form.extracted is None:
        return None
    return files.kept(
        form.data_of_file, upload.name or "", form.extracted.media_type, actor=actor, now=moment
    )


def _review(
    request: HttpRequest,
    form: EntryForm,
    found: int | None = None,
    source: SourceForm | None = None,
    file: StoredFile | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """What the text says about itself, to be looked over; `found` counts the points in it."""
    extracted = source.extracted if source else None
    context = {
        "form": form,
        "found": found,
        "file": file,
        "has_text": not form.is_secret and bool(form["text"].value()),
        "warnings": warning_messages(extracted.warnings) if extracted else [],
    }
    return render(request, "directives/conclusions/review.html", context, status=status)


@login_required
@require_http_methods(METHODS)
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was said about a conclusion before its directives are issued."""
    actor, moment = _office(request), now()
    conclusion = access.conclusion(actor, pk)
    form = EntryForm(request.POST or None, initial=_initial(conclusion), today=local_day(moment))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            conclusions.correct_entry(
                pk, form.entry(text=""), actor=actor, now=moment, version=form.cleaned_data["version"]
            )
            return redirect("conclusion", pk)
        except (Invalid, Stale) as refusal:
            form.refuse(refusal)
    if request.method == "POST":
        status = 400
    context = {"form": form, "conclusion": conclusion}
    return render(request, "directives/conclusions/details.html", context, status=status)


def _initial(conclusion: Conclusion) -> dict[str, object]:
    names = ("number", "title", "held_on", "issued_on", "signed_by", "secrecy", "version")
    ids = {name: getattr(conclusion, f"{name}_id") for name in ("chaired_by", "field", "monitor")}
    return {name: getattr(conclusion, name) for name in names} | ids


@login_required
@require_http_methods(METHODS)
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a conclusion its text, or another one; it is read anew."""
    actor, moment = _office(request), now()
    conclusion = access.conclusion(actor, pk)
    if conclusion.is_secret:  # before anything of it is read
        raise Invalid(NO_CONTENT, field="text", code=CODE)
    form = SourceForm(request.POST or None, request.FILES or None, initial={"version": conclusion.version})
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            _give(form, conclusion, actor, moment)
            return redirect("conclusion", pk)
        except (Invalid, Stale) as refusal:
            form.refuse(refusal)
    settled = conclusion.points.exclude(outcome="undecided").count()
    context = {"form": form, "conclusion": conclusion, "settled": settled}
    return render(request, "directives/conclusions/text.html", context, status=status)


def _give(form: SourceForm, conclusion: Conclusion, actor: Actor, moment: datetime) -> None:
    """The text with its number and date, where the conclusion has none yet and the text says them."""
    whole, insist = form.whole_text, form.cleaned_data["even_without_points"]
    number, issued_on = proposed_number(whole, conclusion, today=local_day(moment))
    conclusions.replace_text(
        conclusion.pk,
        text=whole,
        number=number,
        issued_on=issued_on,
        actor=actor,
        now=moment,
        file=_kept(form, actor, moment),
        even_without_points=insist,
        version=form.cleaned_data["version"],
    )
