"""An uploaded source between the form that reads it and the form that keeps it.

The bytes lie under their sha256 already; no row is written before the conclusion is. What the second form
gets is signed for this person, so that nobody names a file they have not just handed in.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives.errors import Invalid
from directives.models import StoredFile
from directives.services.files import path_of

AT_MOST = timedelta(hours=12)  # one sign-in


def to_token(file: StoredFile) -> str:
    """The unsaved `file` as a signed value for a hidden field."""
    content = {"sha256": file.sha256, "name": file.name, "type": file.media_type, "size": file.size}
    return signing.dumps(content, salt=_salt(file.uploaded_by_id))


def from_token(token: str, *, actor: Actor, now: datetime) -> StoredFile | None:
    """The unsaved row again, or None without a token. Raises Invalid when the file has to be attached again."""
    if not token:
        return None
    try:
        content = signing.loads(token, salt=_salt(actor.user_id), max_age=AT_MOST)
    except signing.BadSignature as error:
        raise _again() from error
    if not path_of(content["sha256"]).exists():
        raise _again()
    return StoredFile(
        sha256=content["sha256"],
        name=content["name"],
        media_type=content["type"],
        size=content["size"],
        uploaded_by=actor.user,
        uploaded_at=now,
    )


def _salt(user_id: int | None) -> str:
    return f"conclusion-source:{user_id}"


def _again() -> Invalid:
    return Invalid(_("The file is not there any more. Go back and choose it again."))
