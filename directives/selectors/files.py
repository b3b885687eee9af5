"""Files as the one who uploaded them finds them again."""

from collections.abc import Sequence

from departments.actors import Actor
from directives.models import StoredFile


def uploads_of(actor: Actor, ids: Sequence[int]) -> list[StoredFile]:
    """Those of the files with these ids that `actor` uploaded, in the order of their upload."""
    if not ids:
        return []
    return list(StoredFile.objects.filter(pk__in=list(ids), uploaded_by_id=actor.user_id).order_by("pk"))
