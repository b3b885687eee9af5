"""Files that come with an API request."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from rest_framework.request import Request

from departments.actors import Actor
from directives import documents
from directives.errors import Forbidden, Invalid
from directives.models import StoredFile
from directives.services import files

MOST_BYTES = 50 * 2**20


@dataclass(frozen=True)
class Upload:
    """A document already read; `store` keeps its bytes, the service that uses it writes the row."""

    data: bytes
    name: str
    text: str
    media_type: str

    def store(self, *, actor: Actor, now: datetime) -> StoredFile:
        return files.kept(self.data, self.name, self.media_type, actor=actor, now=now)


def uploaded(request: Request, *, required: bool) -> tuple[bytes, str] | None:
    """Bytes and name of `file`; refuses what is larger than any document may be before reading it."""
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        if required:
            raise Invalid(_("Attach a file."), field="file")
        return None
    if (upload.size or 0) > MOST_BYTES:
        raise documents.UnreadableDocument("too_large")
    return upload.read(), upload.name or ""


def read_upload(request: Request, *, actor: Actor) -> Upload | None:
    """The document of the request with its text, if there is one. Only the Office enters conclusions."""
    if not actor.is_office:
        raise Forbidden
    found = uploaded(request, required=False)
    if found is None:
        return None
    extracted = documents.extract(*found)
    return Upload(data=found[0], name=found[1], text=extracted.text, media_type=extracted.media_type)
