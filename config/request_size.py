"""An upper bound for any request, before a byte of its body is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _


class RequestSizeMiddleware:
    """Answers 413 above settings.LARGEST_REQUEST_BYTES.

    A door that takes files has its own, lower limit and says so beside its field; this one keeps a
    mistaken or hostile upload from filling the disk on its way there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdecimal() and int(declared) > settings.LARGEST_REQUEST_BYTES:
            text = _("This is too large to be received: at most %(megabytes)s MB.") % {
                "megabytes": settings.LARGEST_REQUEST_BYTES // 1_000_000
            }
            return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
