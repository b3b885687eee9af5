"""Every refusal as JSON: {"code", "message", "field"} with the status the domain names."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from directives.documents import UnreadableDocument
from directives.errors import Refusal
from directives.wording import document_message


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler; anything that is no refusal stays an error of ours."""
    if isinstance(error, Refusal):
        return _answer(error.http_status, error.code, str(error.message), error.field)
    if isinstance(error, UnreadableDocument):
        return _answer(400, error.code, str(document_message(error)), "file")
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        first = next(iter(error.detail)) if isinstance(error.detail, dict) else None
        response.data = {
            "code": "invalid",
            "message": _("Some of the input does not hold."),
            "field": None if first == "non_field_errors" else first,
            "fields": error.detail,
        }
    elif isinstance(error, exceptions.APIException):
        response.data = {"code": error.default_code, "message": str(error.detail), "field": None}
    return response


def _answer(status: int, code: str, message: str, field: str | None) -> Response:
    return Response({"code": code, "message": message, "field": field}, status=status)
