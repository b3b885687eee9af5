"""Files leave as attachments under the name they came with, to those who may see what they prove."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from departments.requests import actor_of_request
from directives import access
from directives.downloads import attachment


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The bytes of a stored file; never shown inside our pages, whatever they hold."""
    return attachment(access.file(actor_of_request(request), pk))
