"""Turns a refusal of the domain into the page (or htmx fragment) that says so; a page reads the rules once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from directives.documents import UnreadableDocument
from directives.errors import Refusal
from directives.rules import read_once
from directives.views.errors import refused, unreadable


class RefusalMiddleware:
    """Catches what a screen did not answer itself. The API has its own exception handler."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with read_once():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and unreadable documents; leave every other exception to Django."""
        if isinstance(exception, Refusal):
            return refused(request, exception)
        if isinstance(exception, UnreadableDocument):
            return unreadable(request, exception)
        return None
