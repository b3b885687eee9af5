"""A corrected text of an issued conclusion: entered, laid beside the one before, taken back while nothing is changed.

What it asks to be changed is decided one by one (`revision_deciding`); entering it changes no directive.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.text import clean
from directives import permissions
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.journal import OFFICE_STREAM
from directives.models import (
    ChangeState,
    Conclusion,
    ConclusionRevision,
    JournalEntry,
    RevisionChange,
    RevisionPoint,
    RevisionState,
    StoredFile,
)
from directives.services import secrecy
from directives.services.conclusion_changes import lock_conclusion, record, touch
from directives.services.revision_reading import Comparison, compare

NUMBER_LENGTH = 80
REASON_LENGTH = 2000
NOTHING_CHANGED, ANOTHER_DOCUMENT = "nothing_changed", "another_document"


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A corrected text as the clerk gives it. `even_if_unlike` keeps one that reads like another document."""

    text: str
    reason: str
    document_number: str = ""
    document_date: date | None = None
    even_if_unlike: bool = False


def enter_revision(
    conclusion_id: int,
    given: Correction,
    *,
    actor: Actor,
    now: datetime,
    file: StoredFile | None = None,
    version: int | None = None,
    request_key: str = "",
) -> ConclusionRevision:
    """Keep a corrected text beside those before it, with its points and the changes it asks for.

    `file` may be an unsaved row whose bytes are kept. Raises NotVisible, Forbidden, WrongState (not issued, or an
    earlier correction is still open), Stale, or Invalid naming the field; nothing is stored then. A replay returns
    what was entered.
    """
    conclusion = _seen(conclusion_id, actor)
    done = replayed(actor, request_key, "revise_conclusion")
    if done is not None:
        return ConclusionRevision.objects.get(pk=done.data["revision"])
    today, text = local_day(now), clean(given.text)
    secrecy.check_source(text, secret=conclusion.is_secret, has_file=file is not None)
    base = check_revisable(conclusion)
    _check(given, conclusion, today=today)
    if text.split() == (base.text if base is not None else conclusion.text).split():
        raise Invalid(_("Nothing has changed: this is the text we have."), code=NOTHING_CHANGED, field="text")
    read_at = conclusion.version if version is None else version
    comparison = compare(conclusion, base, text, today=today)  # takes its time, so before the lock
    if comparison.of_another_document and not given.even_if_unlike:
        raise Invalid(
            _(
                "Hardly any point of this text is a point of the conclusion: it seems to be another document."
                " Compare number and abstract before you go on."
            ),
            code=ANOTHER_DOCUMENT,
            field="text",
        )
    try:
        return _write(
            conclusion_id, base, given, text, comparison, actor=actor, now=now, file=file, version=read_at,
            request_key=request_key,
        )  # fmt: skip
    except (IntegrityError, Stale):  # perhaps by the same request, sent twice at once
        done = replayed(actor, request_key, "revise_conclusion")
        if done is None:
            raise
        return ConclusionRevision.objects.get(pk=done.data["revision"])


def _write(
    conclusion_id: int,
    base: ConclusionRevision | None,
    given: Correction,
    text: str,
    comparison: Comparison,
    *,
    actor: Actor,
    now: datetime,
    file: StoredFile | None,
    version: int,
    request_key: str,
) -> ConclusionRevision:
    with transaction.atomic():
        conclusion = lock_conclusion(conclusion_id, actor=actor, version=version)
        check_revisable(conclusion)
        if file is not None and file._state.adding:
            file.save()
        if actor.user is None:
            raise Forbidden
        undecided = bool(comparison.changes)
        revision = ConclusionRevision.objects.create(
            conclusion=conclusion,
            ordinal=conclusion.revisions.count() + 1,
            base=base,
            document_number=clean(given.document_number),
            document_date=given.document_date,
            reason=clean(given.reason),
            text=text,
            source_file=file,
            state=RevisionState.OPEN if undecided else RevisionState.FINISHED,
            finished_at=None if undecided else now,
            by=actor.user,
            at=now,
        )
        for point in comparison.points:
            point.revision = revision
        RevisionPoint.objects.bulk_create(comparison.points)
        for change in comparison.changes:
            change.revision, change.point = revision, change.point  # the point has its id now
        RevisionChange.objects.bulk_create(comparison.changes)
        touch(conclusion)
        record(
            conclusion,
            "revise_conclusion",
            actor=actor,
            now=now,
            request_key=request_key,
            revision=revision.pk,
            document_number=revision.document_number,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            changes=len(comparison.changes),
        )
    return revision


def withdraw_revision(
    revision_id: int, *, actor: Actor, now: datetime, version: int | None = None
) -> ConclusionRevision:
    """Take back a corrected text by which nothing has been changed yet; its text stays on record."""
    with transaction.atomic():
        revision = lock_revision(revision_id, actor=actor, version=version)
        if revision.state == RevisionState.WITHDRAWN:
            raise WrongState(_("This corrected text has been withdrawn already."))
        check_latest(revision)
        if revision.changes.filter(state=ChangeState.APPLIED).exists():
            raise WrongState(_("Directives have been changed by this text already; it cannot be withdrawn."))
        revision.state, revision.finished_at = RevisionState.WITHDRAWN, None
        revision.save(update_fields=["state", "finished_at"])
        touch(revision.conclusion)
        record(revision.conclusion, "withdraw_revision", actor=actor, now=now, revision=revision.pk)
    return revision


def lock_revision(revision_id: int, *, actor: Actor, version: int | None = None) -> ConclusionRevision:
    """The revision as it stands under the lock of its conclusion. Raises NotVisible, Forbidden or Stale."""
    owner = ConclusionRevision.objects.select_related("conclusion").filter(pk=revision_id).first()
    if owner is None or not permissions.may_see_conclusion(actor, owner.conclusion):
        raise NotVisible
    conclusion = lock_conclusion(owner.conclusion_id, actor=actor, version=version)
    revision = ConclusionRevision.objects.select_related("base").get(pk=revision_id)
    revision.conclusion = conclusion
    return revision


def latest(conclusion: Conclusion) -> ConclusionRevision | None:
    """The corrected text that holds now; None: the text as issued does."""
    rows = conclusion.revisions.exclude(state=RevisionState.WITHDRAWN)
    return rows.order_by("-ordinal").first()


def check_latest(revision: ConclusionRevision) -> None:
    """Raise WrongState where a later correction has been laid on top of this one."""
    if ConclusionRevision.objects.filter(base=revision).exclude(state=RevisionState.WITHDRAWN).exists():
        raise WrongState(_("A later corrected text has been entered on top of this one."))


def check_revisable(conclusion: Conclusion) -> ConclusionRevision | None:
    """The corrected text the next one is compared with. Raises WrongState where none can be entered now."""
    if conclusion.published_at is None:
        raise WrongState(
            _("The directives of this conclusion have not been issued yet: take another text there.")
        )
    if not conclusion.text:
        raise WrongState(_("This conclusion has no text to be corrected."))
    base = latest(conclusion)
    if base is not None and base.is_open:
        raise WrongState(
            _("An earlier corrected text is still being worked through. Finish or withdraw it first.")
        )
    return base


def replayed(actor: Actor, request_key: str, verb: str) -> JournalEntry | None:
    """The entry an earlier request with the same key has written. Raises Invalid where it was another act."""
    if not request_key:
        return None
    rows = JournalEntry.objects.filter(stream=OFFICE_STREAM, actor_id=actor.user_id, request_key=request_key)
    entry = rows.first()
    if entry is not None and entry.verb != verb:
        raise Invalid(
            _("This request carries the key of another one. Open the page again and repeat it."),
            code="key_used",
        )
    return entry


def _seen(conclusion_id: int, actor: Actor) -> Conclusion:
    conclusion = Conclusion.objects.filter(pk=conclusion_id).first()
    if conclusion is None or not permissions.may_see_conclusion(actor, conclusion):
        raise NotVisible
    if not actor.is_office:
        raise Forbidden
    return conclusion


def check_length(value: str, most: int = REASON_LENGTH, *, field: str = "reason") -> None:
    """Raise Invalid where more has been written than is kept."""
    if len(value) > most:
        raise Invalid(_("Write at most %(n)s characters.") % {"n": most}, field=field)


def _check(given: Correction, conclusion: Conclusion, *, today: date) -> None:
    if not given.text.strip():
        raise Invalid(_("Paste the text, or choose its file."), field="text")
    if not given.reason.strip():
        raise Invalid(_("Say why the text has been corrected."), field="reason")
    check_length(clean(given.document_number), NUMBER_LENGTH, field="document_number")
    check_length(clean(given.reason))
    day = given.document_date
    if day is not None and day < conclusion.held_on:
        raise Invalid(_("The corrected text cannot be older than the meeting."), field="document_date")
    if day is not None and day > today:
        raise Invalid(_("The date lies in the future."), field="document_date")
