"""Pages for what could not be done: what is so, and what one can do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.documents import UnreadableDocument
from directives.errors import NotVisible, Refusal
from directives.wording import document_message

HEADINGS: dict[int, Promise] = {
    400: _("This cannot be done with what was entered"),
    403: _("You may not do this"),
    404: _("There is nothing here for you to see"),
    409: _("This has changed meanwhile"),
}
ADVICE: dict[int, Promise] = {
    400: _("Go back, correct it and send it again. Nothing has been changed."),
    403: _("Your post does not allow it, or somebody else has to judge it. Nothing has been changed."),
    404: _("The address is wrong, or this belongs to departments you do not work for."),
    409: _("Open the page again to see how things stand. Nothing of yours has been changed."),
}


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal; for htmx a fragment that fits where the answer was expected."""
    message = "" if isinstance(refusal, NotVisible) else str(refusal.message)
    return _answer(request, refusal.http_status, message)


def unreadable(request: HttpRequest, error: UnreadableDocument) -> HttpResponse:
    """A file that cannot be taken: the sentence says why and what to do about it."""
    return _answer(request, 400, document_message(error))


def _answer(request: HttpRequest, status: int, message: str) -> HttpResponse:
    fragment = bool(getattr(request, "htmx", False))
    template = "departments/error_fragment.html" if fragment else "departments/error.html"
    context = {
        "code": status,
        "heading": HEADINGS.get(status, HEADINGS[400]),
        "message": message,
        "advice": ADVICE.get(status, ADVICE[400]),
    }
    return render(request, template, context, status=status)
