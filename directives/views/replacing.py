"""Suggestions while one looks for the directive that takes another's place."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from departments.requests import actor_of_request
from directives import access, permissions
from directives.errors import Forbidden
from directives.forms_whole import options
from directives.lifecycle import VERBS
from directives.selectors.replacing import search_later


@login_required
@require_safe
def directive_later(request: HttpRequest, pk: int) -> HttpResponse:
    """Options for the field, by the words typed so far (`?by=`). For whoever may say that something is replaced."""
    actor = actor_of_request(request)
    directive = access.directive(actor, pk)
    if not permissions.entitled(actor, VERBS["supersede"], directive, None):
        raise Forbidden
    return HttpResponse(options(search_later(actor, directive, request.GET.get("by", "")[:500])))
