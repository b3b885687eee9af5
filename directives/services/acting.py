"""Absences, substitutes and assistants: the floor below checks and writes, here it is journaled with the Office.

Locks: the head of the Office's stream first, so that entries come one after the other.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.errors import NotAllowed, NotPossible
from departments.models import Assistant, Membership, Substitute
from departments.services import absences, assistants
from directives import journal
from directives.errors import Forbidden, Invalid
from directives.models import JournalEntry

Row = TypeVar("Row", Substitute, Assistant)


def enter_absence(
    *,
    post: int,
    from_on: date,
    until_on: date,
    reason: str,
    substitute: int | None,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> Substitute:
    """Enter an absence and who decides meanwhile. Raises Forbidden or Invalid; then nothing has changed."""

    def write() -> Substitute:
        return absences.enter_absence(
            post=post,
            from_on=from_on,
            until_on=until_on,
            reason=reason,
            substitute=substitute,
            actor=actor,
            now=now,
        )

    return _journaled("enter_absence", Substitute, write, _of_absence, actor, now, request_key)


def end_absence(*, absence: int, actor: Actor, now: datetime, request_key: str = "") -> Substitute:
    """The absent person is back, or does not go. Raises Forbidden or Invalid."""

    def write() -> Substitute:
        return absences.end_absence(absence=absence, actor=actor, now=now)

    return _journaled("end_absence", Substitute, write, _of_absence, actor, now, request_key)


def appoint_assistant(
    *,
    leader: int,
    assistant: int,
    from_on: date,
    until_on: date | None,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> Assistant:
    """Let a person record decisions for a leader. Raises Forbidden or Invalid."""

    def write() -> Assistant:
        return assistants.appoint_assistant(
            leader=leader, assistant=assistant, from_on=from_on, until_on=until_on, actor=actor, now=now
        )

    return _journaled("appoint_assistant", Assistant, write, _of_assistant, actor, now, request_key)


def end_assistance(*, assistance: int, actor: Actor, now: datetime, request_key: str = "") -> Assistant:
    """From today on the person records nothing more for the leader. Raises Forbidden or Invalid."""

    def write() -> Assistant:
        return assistants.end_assistance(assistance=assistance, actor=actor, now=now)

    return _journaled("end_assistance", Assistant, write, _of_assistant, actor, now, request_key)


def _of_absence(row: Substitute) -> tuple[Membership, dict[str, Any]]:
    return row.absent, {
        "row": row.pk,
        "absent": row.absent_id,
        "substitute": row.substitute_id,
        "from": row.from_on.isoformat(),
        "until": row.until_on.isoformat(),
        "cancelled": row.cancelled_at is not None,
        "reason": row.reason,
    }


def _of_assistant(row: Assistant) -> tuple[Membership, dict[str, Any]]:
    return row.leader, {
        "row": row.pk,
        "leader": row.leader_id,
        "assistant": row.assistant_id,
        "from": row.from_on.isoformat(),
        "until": row.until_on.isoformat() if row.until_on else None,
    }


def _journaled(
    verb: str,
    kind: type[Row],
    write: Callable[[], Row],
    tell: Callable[[Row], tuple[Membership, dict[str, Any]]],
    actor: Actor,
    now: datetime,
    request_key: str,
) -> Row:
    with transaction.atomic():
        journal.lock_office()
        done = _done_before(actor, request_key)
        if done is not None:
            if done.verb != verb:
                raise Invalid(_used(), code="key_used")
            return kind._default_manager.get(pk=done.data["row"])
        try:
            row = write()
        except NotAllowed as refusal:
            raise Forbidden(refusal.message) from refusal
        except NotPossible as refusal:
            raise Invalid(refusal.message, field=refusal.field) from refusal
        post, data = tell(row)
        journal.append_office(
            journal.Happening(
                verb=verb,
                actor=actor,
                now=now,
                post=_post(actor, post),
                data=data,
                request_key=request_key,
            )
        )
        return row


def _done_before(actor: Actor, request_key: str) -> JournalEntry | None:
    if not request_key:
        return None
    return JournalEntry.objects.filter(
        stream=journal.OFFICE_STREAM, actor_id=actor.user_id, request_key=request_key
    ).first()


def _used() -> str:
    return _("This request carries the key of another one. Open the page again and repeat it.")


def _post(actor: Actor, about: Membership) -> Membership | None:
    """The post this was done in: the one it is about, else one in the same body, else the first."""
    own = next((post for post in actor.posts if post.pk == about.pk), None)
    return own or actor.post_in(about.department_id) or next(iter(actor.posts), None)
