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
    """Answers 413 above settings.LARGEST_REQUEST_BYTES, before a byte of the body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdecimal() and int(declared) > settings.LARGEST_REQUEST_BYTES:
            return too_large(settings.LARGEST_REQUEST_BYTES)
        return self.get_response(request)


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
