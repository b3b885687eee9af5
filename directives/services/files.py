"""Files: the bytes are written under their sha256 before the row, outside any transaction."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.text import clean
from directives import documents
from directives.errors import Invalid
from directives.models import StoredFile


def path_of(sha256: str) -> Path:
    """Where the bytes of a file lie: FILES_DIR/ab/cd/<sha256>."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def keep_bytes(data: bytes) -> str:
    """Write `data` under its sha256 if it is not there yet; returns the digest. Safe to repeat and to race."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return digest


def kept(data: bytes, name: str, media_type: str, *, actor: Actor, now: datetime) -> StoredFile:
    """Keep the bytes; the row is unsaved, for the service that uses the file to write in its transaction."""
    digest = keep_bytes(data)
    safe = clean(Path(name.replace("\\", "/")).name)[-255:] or "tep"
    return StoredFile(
        sha256=digest,
        name=safe,
        media_type=media_type,
        size=len(data),
        uploaded_by=actor.user,
        uploaded_at=now,
    )


def store(data: bytes, name: str, media_type: str, *, actor: Actor, now: datetime) -> StoredFile:
    """Keep the bytes and write the row that names them."""
    row = kept(data, name, media_type, actor=actor, now=now)
    row.save()
    return row


def store_evidence(data: bytes, name: str, *, actor: Actor, now: datetime) -> StoredFile:
    """Keep an evidence file after checking size and type by content.

    Raises `documents.UnreadableDocument`, which screens and API turn into a sentence.
    """
    return store(data, name, documents.check_evidence(data, name), actor=actor, now=now)


def discard(file: StoredFile) -> None:
    """Remove a file nothing else refers to, bytes and row. Inside a transaction the bytes go when it commits.

    `file` may be an unsaved row whose bytes are kept. Does nothing while the content is used elsewhere.
    """
    if file.pk is not None:
        if _is_used(file):
            return
        file.delete()
    transaction.on_commit(lambda: _drop_bytes(file.sha256))


def _is_used(file: StoredFile) -> bool:
    """Whether anything refers to the file: asked of the models, so that no new holder of files is forgotten.

    Links to many go with a deleted row without a word.
    """
    relations: tuple[Any, ...] = StoredFile._meta.related_objects
    holders = ((relation.related_model, relation.field.name) for relation in relations)
    return any(model._default_manager.filter(**{name: file}).exists() for model, name in holders)


def _drop_bytes(sha256: str) -> None:
    if not StoredFile.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)


def discard_uploads(actor: Actor, ids: Sequence[int]) -> None:
    """Remove what `actor` has uploaded for an act that was refused because such files must not be here."""
    with transaction.atomic():
        for file in StoredFile.objects.filter(pk__in=list(ids), uploaded_by_id=actor.user_id):
            discard(file)


def own_files(user_id: int, ids: Sequence[int], *, field: str) -> list[StoredFile]:
    """The files with these ids that this person has uploaded; refuses any other."""
    files = list(StoredFile.objects.filter(pk__in=list(ids), uploaded_by_id=user_id))
    if len(files) != len(set(ids)):
        raise Invalid(_("One of the files is not there any more. Attach it again."), field=field)
    return files
