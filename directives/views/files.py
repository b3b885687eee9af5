"""Files leave as attachments under the name they came with, to those who may see what they prove."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from departments.requests import actor_of_request
from directives import access
from directives.errors import NotVisible
from directives.services.files import path_of


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The bytes of a stored file; never shown inside our pages, whatever they hold."""
    row = access.file(actor_of_request(request), pk)
    path = path_of(row.sha256)
    if not path.exists():
        raise NotVisible
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
