"""Conclusions: the list, the page of one, and the issue of its directives."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from departments.actors import Actor
from departments.clock import now
from departments.requests import actor_of_request
from departments.text import clean, whole_number
from directives import access
from directives.errors import Invalid, Stale, WrongState
from directives.forms_conclusion import SourceForm
from directives.models import Conclusion
from directives.selectors import conclusions as selector
from directives.selectors.conclusion_page import read_page
from directives.selectors.revision import issued_later, revisions_of
from directives.selectors.today import today_info
from directives.services.conclusions import issue_conclusion
from directives.views.conclusions_confirm import show_confirm
from directives.views.conclusions_secret import show_secret


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """`?loc=` one stage or what is late, `?q=` words of number or title, `?sau=` where the page begins."""
    actor, info = actor_of_request(request), today_info(now())
    only, words = request.GET.get("loc", ""), clean(request.GET.get("q", ""))[:100]
    after = selector.Cursor.parse(request.GET.get("sau", ""))
    page = selector.page(actor, info, only=only, words=words, after=after)
    chips = [
        (key, label, page.counts[key if key else "total"], f"?{urlencode({'loc': key, 'q': words})}")
        for key, label in selector.FILTERS.items()
    ]
    further = urlencode({"loc": only, "q": words, "sau": str(page.following)}) if page.following else ""
    context = {"page": page, "chips": chips, "only": only, "words": words, "info": info, "after": after}
    return render(request, "directives/conclusions/list.html", context | {"further": further})


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The confirm screen while the Office works on it (`?diem=` opens a point), the read view afterwards."""
    actor, moment = actor_of_request(request), now()
    conclusion = access.conclusion(actor, pk)
    if conclusion.is_secret:
        return show_secret(request, actor, conclusion, moment)
    if conclusion.published_at is not None or not actor.is_office:
        return read(request, actor, conclusion, moment)
    if not conclusion.text:
        context = {"conclusion": conclusion, "form": SourceForm(initial={"version": conclusion.version})}
        notice = selector.notice_of(conclusion, today_info(moment))
        return render(request, "directives/conclusions/no_text.html", context | {"notice": notice})
    number = request.GET.get("diem", "")
    return show_confirm(request, conclusion, moment, opened=whole_number(number))


def read(request: HttpRequest, actor: Actor, conclusion: Conclusion, moment: datetime) -> HttpResponse:
    """The text with its points, each leading to the directive it became."""
    info = today_info(moment)
    revisions = revisions_of(actor, conclusion)
    context = {
        "conclusion": conclusion,
        "page": read_page(actor, conclusion),
        "notice": selector.notice_of(conclusion, info),
        "info": info,
        "revisions": revisions,
        "later": issued_later(actor, conclusion) if revisions else [],
    }
    return render(request, "directives/conclusions/read.html", context)


@login_required
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue every accepted point at once; what stands against it is said on the confirm screen."""
    actor, moment = actor_of_request(request), now()
    conclusion = access.conclusion(actor, pk)
    version = request.POST.get("version", "")
    try:
        issued = issue_conclusion(
            pk,
            actor=actor,
            now=moment,
            version=whole_number(version),
            request_key=clean(request.POST.get("request_key", ""))[:64],
        )
    except (Invalid, Stale, WrongState) as refusal:
        if conclusion.published_at is not None:
            messages.warning(request, str(refusal.message))
            return redirect("conclusion", pk)
        problem, status = str(refusal.message), refusal.http_status
        if conclusion.is_secret:
            return show_secret(request, actor, conclusion, moment, problem=problem, status=status)
        return show_confirm(request, conclusion, moment, problem=problem, status=status)
    said = ngettext("%(n)s directive has been issued.", "%(n)s directives have been issued.", len(issued))
    closed = _("The conclusion is closed; no point became a directive.")
    messages.success(request, said % {"n": len(issued)} if issued else closed)
    return redirect("conclusion", pk)
