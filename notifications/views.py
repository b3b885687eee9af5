"""Screens of the mail log: a directive's delivery log, and the local mailbox of the embedded mode."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.clock import now
from departments.requests import actor_of_request
from directives import access
from directives.errors import NotVisible
from notifications import selectors
from notifications.models import MailboxEntry

MAILS_A_PAGE = 50

View = Callable[..., HttpResponse]


def embedded_only(view: View) -> View:
    """The local mailbox exists in the embedded mode alone; elsewhere the address is unknown."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.EMBEDDED:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@login_required
def directive_messages(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was told what about a directive: a fragment for the directive's page, or a page of its own."""
    actor = actor_of_request(request)
    try:
        directive = access.directive(actor, pk)
    except NotVisible as error:
        raise Http404 from error
    told, total = selectors.delivery_log(actor, directive, now())
    fragment = request.headers.get("HX-Request") == "true"
    template = "notifications/told.html" if fragment else "notifications/directive_messages.html"
    return render(
        request, template, {"directive": directive, "told": told, "total": total, "hidden": total - len(told)}
    )


@embedded_only
@require_safe
@login_required
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails of the local mailbox, newest first; of one address when `to` names it."""
    mails = selectors.local_mails(actor_of_request(request))
    owners = selectors.mailbox_owners(mails)
    chosen = next((owner for owner in owners if owner.address == request.GET.get("to")), None)
    shown = mails.filter(to=chosen.address) if chosen else mails
    page = Paginator(shown.order_by("-at", "-pk").defer("plain", "html"), MAILS_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = {owner.address: owner.name for owner in owners}
    rows = [(mail, names.get(mail.to, mail.to)) for mail in page]
    total = sum(owner.count for owner in owners)
    return render(
        request,
        "notifications/mailbox.html",
        {"rows": rows, "page": page, "owners": owners, "chosen": chosen, "total": total},
    )


@embedded_only
@require_safe
@login_required
@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail of the local mailbox: its head, and the two forms in which it was sent."""
    mails = selectors.local_mails(actor_of_request(request))
    found = get_object_or_404(mails, pk=pk)
    owner = selectors.mailbox_owners(MailboxEntry.objects.filter(to=found.to))[0]
    plain = "text" in request.GET or not found.html
    return render(
        request, "notifications/mail_page.html", {"mail": found, "owner": owner, "show_plain": plain}
    )


# The frame carries mail, not our page: nothing but inline styles may act in it, and a click on a link leads the
# whole window away. `sandbox` holds even where somebody opens this address by itself.
MAIL_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


@embedded_only
@require_safe
@login_required
@never_cache
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of one mail, for the sandboxed frame."""
    found = get_object_or_404(selectors.local_mails(actor_of_request(request)), pk=pk)
    html = found.html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html, headers=MAIL_HEADERS)
