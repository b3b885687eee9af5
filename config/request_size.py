"""Upper bounds for any request, told in a sentence.

A door that takes files has its own, lower limit and says so beside its field; these keep a mistaken or
hostile upload from filling disk and memory on its way there.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import defaults


class RequestSizeMiddleware:
    """Answers 413 above what `largest` allows, before a byte of the body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        limit = largest(request)
        if declared.isdecimal() and int(declared) > limit:
            return too_large(limit)
        return self.get_response(request)


def largest(request: HttpRequest) -> int:
    """Only files may be long: JSON is parsed in memory, also for who has not signed in yet."""
    with_files = (request.content_type or "").startswith("multipart/")
    text_only: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or settings.LARGEST_REQUEST_BYTES
    return settings.LARGEST_REQUEST_BYTES if with_files else text_only


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The service's handler400: text and fields above DATA_UPLOAD_MAX_MEMORY_SIZE get the sentence too."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or settings.LARGEST_REQUEST_BYTES)
    return defaults.bad_request(request, exception)


def too_large(limit: int) -> HttpResponse:
    text = _("This is too large to be received: at most %(megabytes)s MB.") % {
        "megabytes": limit // 1_000_000
    }
    return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
