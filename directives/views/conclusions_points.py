"""What is done to one point of a conclusion. Every act is a POST that leads on to the next open point."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.text import whole_number
from directives import access
from directives.errors import Forbidden, Invalid, NotVisible, Refusal, Stale
from directives.models import Conclusion
from directives.models.conclusion import PointOutcome
from directives.selectors.conclusion_text import free_sentences, pieces
from directives.selectors.plan_choices import plan_choices
from directives.services import naming, points
from directives.views.conclusions_confirm import (
    gone,
    next_open,
    number_of,
    posted_form,
    show_confirm,
    to_point,
)
from directives.views.conclusions_names import names_to_keep
from directives.views.point_forms import fields_of

HERE = (Invalid, Stale)  # said on the screen, beside what was typed; the rest has a page of its own


def _version(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


def _offset(request: HttpRequest, name: str) -> int:
    """An offset in code points; anything else selects nothing and is refused as such."""
    return whole_number(request.POST.get(name, "")) or 0


def office(request: HttpRequest, pk: int) -> tuple[Actor, Conclusion]:
    actor = actor_of_request(request)
    conclusion = access.conclusion(actor, pk)
    if not actor.is_office:
        raise Forbidden
    return actor, conclusion


@login_required
@require_POST
def accept(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Accept a point as the form says; `group_act` only shows or hides the members of a group."""
    (actor, conclusion), moment = office(request, pk), now()
    try:
        number = number_of(actor, conclusion, point)
    except NotVisible:
        return gone(request, conclusion)
    form, only_shown = posted_form(request.POST, plan_choices(local_day(moment)))
    status, stale = 200 if only_shown else 400, False
    if not only_shown and form.is_valid():
        try:
            naming.accept_point(
                point,
                form.plan(),
                kept=names_to_keep(form, point),
                typed=fields_of(request.POST),
                actor=actor,
                now=moment,
                version=form.cleaned_data["version"],
            )
            return to_point(pk, next_open(conclusion, number, actor, moment))
        except Stale:
            status, stale = Stale.http_status, True
            conclusion.refresh_from_db(fields=["version"])
        except Invalid as refusal:
            form.refuse(refusal)
    return show_confirm(request, conclusion, moment, opened=number, form=form, stale=stale, status=status)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Needs no task, given to others (with a reason), or open again."""
    (actor, conclusion), moment = office(request, pk), now()
    outcome, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")
    try:
        number = number_of(actor, conclusion, point)
        points.settle_point(point, outcome, reason, actor=actor, now=moment, version=_version(request))
    except NotVisible:
        return gone(request, conclusion)
    except HERE as refusal:
        conclusion.refresh_from_db(fields=["version"])
        faster = isinstance(refusal, Stale)
        return show_confirm(
            request,
            conclusion,
            moment,
            opened=number,
            settle_error="" if faster else str(refusal.message),
            reason=reason,
            stale=faster,
            wanted=outcome if faster else "",
            status=refusal.http_status,
        )
    here = outcome == PointOutcome.UNDECIDED
    return to_point(pk, number if here else next_open(conclusion, number, actor, moment))


def _problem(
    request: HttpRequest,
    conclusion: Conclusion,
    moment: datetime,
    refusal: Refusal,
    opened: int | None = None,
) -> HttpResponse:
    """The screen as it stands now, with the refusal at its top."""
    said, status = str(refusal.message), refusal.http_status
    return show_confirm(request, conclusion, moment, opened=opened, problem=said, status=status)


def _changed(request: HttpRequest, pk: int, point: int, change: Callable[..., object]) -> HttpResponse:
    """Do `change` to a point, show the screen at its place, or say on the screen why not."""
    (actor, conclusion), moment = office(request, pk), now()
    try:
        number = number_of(actor, conclusion, point)
        change(actor=actor, now=moment, version=_version(request))
    except NotVisible:
        return gone(request, conclusion)
    except HERE as refusal:
        conclusion.refresh_from_db(fields=["version"])
        return _problem(request, conclusion, moment, refusal, number)
    return to_point(pk, min(number, conclusion.points.count()) or None)


@login_required
@require_POST
def merge(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    following, at = (whole_number(request.POST.get(name, "")) for name in ("following", "following_version"))
    return _changed(
        request,
        pk,
        point,
        lambda **by: points.merge_points(point, following=following, following_version=at, **by),
    )


@login_required
@require_POST
def drop(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    return _changed(request, pk, point, lambda **by: points.drop_point(point, **by))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """GET shows the pieces with the places to cut at; POST cuts at the offset `at`."""
    if request.method == "POST":
        at = _offset(request, "at")
        return _changed(request, pk, point, lambda **by: points.split_point(point, at, **by))
    actor, conclusion = office(request, pk)
    row = access.point(actor, point)
    if row.conclusion_id != pk:
        raise NotVisible
    context = {"conclusion": conclusion, "point": row, "pieces": pieces(conclusion.text, row)}
    number = number_of(actor, conclusion, point)
    return render(request, "directives/conclusions/split.html", context | {"number": number})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """GET lists the sentences that belong to no point; POST adds the span from `start` to `end`."""
    (actor, conclusion), moment = office(request, pk), now()
    if request.method == "POST":
        try:
            start, end = _offset(request, "start"), _offset(request, "end")
            digest = request.POST.get("digest", "")
            point = points.add_point(pk, start, end, actor=actor, now=moment, digest=digest)
        except HERE as refusal:
            conclusion.refresh_from_db(fields=["version"])
            return _problem(request, conclusion, moment, refusal)
        return to_point(pk, number_of(actor, conclusion, point.pk))
    sentences = free_sentences(conclusion.text, list(conclusion.points.order_by("start", "pk")))
    digest = points.text_digest(conclusion.text)
    context = {"conclusion": conclusion, "sentences": sentences, "digest": digest}
    return render(request, "directives/conclusions/add.html", context)
