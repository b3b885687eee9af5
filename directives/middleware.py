"""Turns a refusal of the domain into the page (or htmx fragment) that says so, with its status code."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from directives.documents import UnreadableDocument
from directives.errors import Refusal
from directives.views.errors import refused, unreadable


class RefusalMiddleware:
    """Catches what a screen did not answer itself. The API has its own exception handler."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and unreadable documents; leave every other exception to Django."""
        if isinstance(exception, Refusal):
            return refused(request, exception)
        if isinstance(exception, UnreadableDocument):
            return unreadable(request, exception)
        return None
