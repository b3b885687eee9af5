"""What every change of a conclusion goes through: lock, check, count, record. One transaction, the caller's.

Order of locks: the conclusion, then its drafts, then the head of the Office's journal.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.models.user import OFFICE_POSTS
from directives import journal, permissions
from directives.errors import Forbidden, NotVisible, Stale, WrongState
from directives.models import Conclusion, JournalEntry


def lock_conclusion(pk: int, *, actor: Actor, version: int | None = None) -> Conclusion:
    """The conclusion row, locked, for somebody of the Office; refuses a form older than the last change.

    Raises NotVisible (also for a conclusion this person may not see), Forbidden or Stale.
    """
    conclusion = Conclusion.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if conclusion is None:
        raise NotVisible
    if not actor.is_office:
        raise Forbidden if permissions.may_see_conclusion(actor, conclusion) else NotVisible
    if version is not None and version != conclusion.version:
        raise _stale(conclusion, actor)
    return conclusion


def lock_unpublished(pk: int, *, actor: Actor, version: int | None = None) -> Conclusion:
    """As `lock_conclusion`, refusing one whose directives have been issued."""
    conclusion = lock_conclusion(pk, actor=actor)
    if conclusion.published_at is not None:
        raise WrongState(_("The directives of this conclusion have been issued already."))
    if version is not None and version != conclusion.version:
        raise _stale(conclusion, actor)
    return conclusion


def _stale(conclusion: Conclusion, actor: Actor) -> Stale:
    last = conclusion.journal.select_related("actor").order_by("-seq").first()
    if last is None or last.actor is None:
        return Stale(
            _("Somebody changed this conclusion meanwhile. Your input is kept; check it and send it again.")
        )
    words = {"who": str(last.actor), "time": f"{timezone.localtime(last.at):%H:%M}"}
    if last.actor_id == actor.user_id:
        return Stale(
            _(
                "You changed this conclusion at %(time)s, perhaps in another window."
                " Your input is kept; check it and send it again."
            )
            % words
        )
    return Stale(
        _("%(who)s changed this conclusion at %(time)s. Your input is kept; check it and send it again.")
        % words
    )


def touch(conclusion: Conclusion) -> None:
    """Count a change: the number is the stale-form check of the confirm screen."""
    conclusion.version += 1
    conclusion.save(update_fields=["version"])


def record(
    conclusion: Conclusion, verb: str, *, actor: Actor, now: datetime, request_key: str = "", **data: Any
) -> JournalEntry:
    """Write an act on a conclusion into the Office's stream. Comes last, as it locks the stream."""
    return journal.append_office(
        journal.Happening(
            verb=verb,
            actor=actor,
            now=now,
            post=actor.post_among(OFFICE_POSTS),
            data=data,
            conclusion=conclusion,
            request_key=request_key,
        )
    )


def earlier(actor: Actor, request_key: str) -> Conclusion | None:
    """The conclusion an earlier request with the same key has acted on, if any."""
    if not request_key:
        return None
    entry = (
        JournalEntry.objects.filter(
            stream=journal.OFFICE_STREAM, actor_id=actor.user_id, request_key=request_key
        )
        .select_related("conclusion")
        .first()
    )
    return entry.conclusion if entry else None
