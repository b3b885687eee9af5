"""Deciding what a corrected text asks to be changed: each change by the verb that exists for it, or left with a reason.

Order of locks: the conclusion, then the directives in pk order, then the head of the Office's journal. Permission,
state, journal and mail of a change are those of its verb.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.text import clean
from directives import needs, permissions
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import VERBS, Acts, Role
from directives.models import (
    Aspect,
    Assignment,
    ChangeState,
    ConclusionRevision,
    Correction,
    CorrectionState,
    RevisionChange,
    RevisionState,
)
from directives.services.conclusion_changes import record, touch
from directives.services.revising import check_latest, check_length, lock_revision, replayed
from directives.services.writing import SERVICES, Done

# What may be done about a change, the usual first. A new directive is issued by `revision_issuing`.
VERBS_OF: dict[str, tuple[str, ...]] = {
    Aspect.WORDING: ("amend",),
    Aspect.LEAD: ("transfer",),
    Aspect.ADDED: ("add_department",),
    Aspect.REMOVED: ("recall",),
    Aspect.DEADLINE: ("set_deadline", "propose_correction"),
    Aspect.GONE: ("recall_directive", "supersede"),
    Aspect.NEW: (),
}


def apply_change(
    change_id: int,
    verb: str,
    data: Any,
    *,
    actor: Actor,
    now: datetime,
    version: int | None = None,
    request_key: str = "",
) -> RevisionChange:
    """Do what a change asks for by `verb`, with `data` as that verb needs it; `version` is the directive's.

    Raises NotVisible, Forbidden, WrongState, Stale or Invalid; then nothing has changed. A replay returns the
    change as it was decided.
    """
    with transaction.atomic():
        change = lock_change(change_id, actor=actor)
        if done_before(change, actor, request_key, "apply_revision_change"):
            return change
        check_open(change)
        if verb not in VERBS_OF[change.aspect] or change.directive_id is None:
            raise Invalid(_("This change is not made in that way."), field="verb")
        done = _perform(change, verb, data, actor=actor, now=now, version=version)
        _applied(change, done, actor=actor, now=now)
        count_decided(
            change.revision, actor, now, "apply_revision_change", [change], key=request_key, done=verb
        )
    return change


def take_wordings(
    revision_id: int,
    change_ids: Sequence[int],
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> list[RevisionChange]:
    """Take over the new wording of several points at once, where nothing but the wording has changed.

    Raises Invalid without a reason or a change, WrongState where one of them has to be looked at by itself.
    """
    reason = clean(reason)
    with transaction.atomic():
        revision = lock_revision(revision_id, actor=actor)
        check_length(reason)
        done = replayed(actor, request_key, "take_wordings")
        if done is not None:
            return list(revision.changes.filter(pk__in=done.data["changes"]))
        wanted = set(change_ids)
        rows = revision.changes.filter(pk__in=wanted).select_related("directive", "point")
        chosen = sorted(rows, key=lambda row: row.directive_id or 0)
        if not chosen or len(chosen) != len(wanted):
            raise Invalid(_("Choose the changes of wording you have looked at."), field="changes")
        simple = {row.pk for row in only_wording(revision)}
        if any(row.pk not in simple for row in chosen):
            raise WrongState(
                _("One of these changes has been decided meanwhile, or is not one of wording alone.")
            )
        for change in chosen:
            change.revision = revision
            change.point.revision = revision
            data = needs.Amend(
                text=wording_of(change.point.text), document_number=revision.document_number, reason=reason
            )
            _applied(change, _perform(change, "amend", data, actor=actor, now=now), actor=actor, now=now)
        count_decided(revision, actor, now, "take_wordings", chosen, key=request_key)
    return chosen


def only_wording(revision: ConclusionRevision) -> list[RevisionChange]:
    """Open changes that are all their point asks, of an open directive that still has the words of the text before."""
    rows = list(revision.changes.select_related("directive", "point"))
    of_point: dict[int, int] = {}
    for row in rows:
        of_point[row.point_id] = of_point.get(row.point_id, 0) + 1
        row.point.revision = revision
    return [
        row
        for row in rows
        if row.aspect == Aspect.WORDING
        and row.is_open
        and of_point[row.point_id] == 1
        and row.directive is not None
        and row.directive.is_open
        and wording_of(row.directive.text) == wording_of(row.point.old_text)
    ]


def skip_change(change_id: int, reason: str, *, actor: Actor, now: datetime) -> RevisionChange:
    """Leave a directive as it is, saying why."""
    with transaction.atomic():
        change = lock_change(change_id, actor=actor)
        check_open(change)
        change.reason = clean(reason)
        if not change.reason:
            raise Invalid(_("Say why it is left as it is."), field="reason")
        check_length(change.reason)
        settle(change, ChangeState.SKIPPED, actor=actor, now=now)
        count_decided(change.revision, actor, now, "skip_revision_change", [change], reason=change.reason)
    return change


def reopen_change(change_id: int, *, actor: Actor, now: datetime) -> RevisionChange:
    """Decide again about a change that was left, or whose correction the second person has dropped.

    What has been changed is changed back by its own verb only.
    """
    with transaction.atomic():
        change = lock_change(change_id, actor=actor)
        if change.pk not in may_be_reopened([change]):
            raise WrongState(_("Only a change that was left as it is can be decided again."))
        check_latest(change.revision)
        if change.revision.state == RevisionState.WITHDRAWN:
            raise WrongState(_("This corrected text has been withdrawn."))
        change.state, change.reason, change.verb = ChangeState.OPEN, "", ""
        change.decided_by = change.decided_at = change.entry = None
        change.save(update_fields=["state", "reason", "verb", "entry", "decided_by", "decided_at"])
        count_decided(change.revision, actor, now, "reopen_revision_change", [change])
    return change


def may_be_reopened(changes: Sequence[RevisionChange]) -> set[int]:
    """Ids of those that were left, or that only proposed a date the second person has dropped since."""
    proposed = [
        row for row in changes if row.state == ChangeState.APPLIED and row.verb == "propose_correction"
    ]
    rows = Correction.objects.filter(directive_id__in=[row.directive_id for row in proposed])
    kept = (
        set(rows.exclude(state=CorrectionState.DROPPED).values_list("directive_id", flat=True))
        if proposed
        else set()
    )
    left = {row.pk for row in changes if row.state == ChangeState.SKIPPED}
    return left | {row.pk for row in proposed if row.directive_id not in kept}


def lock_change(change_id: int, *, actor: Actor) -> RevisionChange:
    """A change as it stands under the lock of its conclusion. Raises NotVisible or Forbidden."""
    owner = RevisionChange.objects.filter(pk=change_id).values_list("revision_id", flat=True).first()
    if owner is None:
        raise NotVisible
    revision = lock_revision(owner, actor=actor)
    change = RevisionChange.objects.select_related("point", "directive").get(pk=change_id)
    change.revision = change.point.revision = revision
    if change.directive is not None and not permissions.may_see(actor, change.directive, ()):
        raise NotVisible
    return change


def wording_of(text: str) -> str:
    """The words of a point as its directive has them: on one line."""
    return " ".join(text.split())


def _perform(
    change: RevisionChange, verb: str, data: Any, *, actor: Actor, now: datetime, version: int | None = None
) -> Done:
    """One service call; a date of *each for itself* is set for everybody who works, in pk order."""
    how = {"actor": actor, "now": now, "data": data}
    directive = change.directive_id or 0
    if VERBS[verb].acts_on == Acts.DIRECTIVE:
        return SERVICES[verb](directive=directive, version=version, **how)
    parts = Assignment.objects.filter(directive=directive, is_open=True).order_by("pk")
    choose: dict[str, Callable[[], Any]] = {
        "transfer": lambda: parts.filter(role=Role.LEAD)[:1],
        "recall": lambda: parts.filter(department=change.department_id)[:1],
        "set_deadline": lambda: parts.filter(role__in=[Role.LEAD, Role.EACH]),
    }
    done = None
    for part in list(choose[verb]()):
        done = SERVICES[verb](part=part.pk, version=version, **how)
        version = None  # our own act has counted it up
    if done is None:
        raise WrongState(_("No part of this directive is open for that any more."))
    return done


def _applied(change: RevisionChange, done: Done, *, actor: Actor, now: datetime) -> None:
    change.entry = done.entry
    change.amendment_id = done.entry.data.get("amendment")
    change.reason = str(done.entry.data.get("reason", ""))
    settle(change, ChangeState.APPLIED, actor=actor, now=now, verb=done.entry.verb)


def settle(
    change: RevisionChange, state: ChangeState, *, actor: Actor, now: datetime, verb: str = ""
) -> None:
    if actor.user is None:
        raise Forbidden
    change.state, change.verb = state, verb
    change.decided_by, change.decided_at = actor.user, now
    columns = ["state", "verb", "reason", "entry", "amendment", "issued", "decided_by", "decided_at"]
    change.save(update_fields=columns)


def count_decided(
    revision: ConclusionRevision,
    actor: Actor,
    now: datetime,
    verb: str,
    changes: Sequence[RevisionChange],
    *,
    key: str = "",
    **data: Any,
) -> None:
    """Count the act, and end the revision with its last open change."""
    left = revision.changes.filter(state=ChangeState.OPEN).exists()
    revision.state = RevisionState.OPEN if left else RevisionState.FINISHED
    revision.finished_at = None if left else now
    revision.save(update_fields=["state", "finished_at"])
    touch(revision.conclusion)
    ids = [change.pk for change in changes]
    record(
        revision.conclusion,
        verb,
        actor=actor,
        now=now,
        request_key=key,
        revision=revision.pk,
        changes=ids,
        **data,
    )


def done_before(change: RevisionChange, actor: Actor, request_key: str, verb: str) -> bool:
    """Whether the same request has decided this change already. Raises Invalid for a key of another act."""
    entry = replayed(actor, request_key, verb)
    if entry is not None and change.pk not in entry.data["changes"]:
        raise Invalid(
            _("This request carries the key of another one. Open the page again and repeat it."),
            code="key_used",
        )
    return entry is not None


def check_open(change: RevisionChange) -> None:
    if change.revision.state == RevisionState.WITHDRAWN:
        raise WrongState(_("This corrected text has been withdrawn."))
    if change.is_open:
        return
    day = local_day(change.decided_at) if change.decided_at is not None else None
    words = {"who": str(change.decided_by), "day": f"{day:%d/%m/%Y}"}
    raise WrongState(_("%(who)s decided this change already, on %(day)s.") % words)
