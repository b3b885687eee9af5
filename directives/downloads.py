"""Stored files as HTTP answers, the same for screens and API."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from directives.errors import Refusal
from directives.models import StoredFile
from directives.services.files import path_of


class FileLost(Refusal):
    """The row is there and the bytes are not: something an administrator has to see to."""

    http_status = 404
    code = "file_lost"


def attachment(row: StoredFile) -> FileResponse:
    """The bytes of `row`, never shown in the browser: as an attachment under its own name, type not sniffed.

    Raises FileLost when the bytes are missing from FILES_DIR.
    """
    try:
        stream = path_of(row.sha256).open("rb")
    except OSError as error:
        raise FileLost(_("The file is not in the store any more. Tell the administrator.")) from error
    answer = FileResponse(stream, as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
