"""Secret conclusions: their directives entered by hand, and how an ordinary one becomes secret and back."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.models import Post
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Conclusion, Directive
from directives.services import drafts, files, secrecy
from directives.services.conclusion_changes import lock_unpublished, record, touch
from directives.services.plans import Plan
from directives.services.point_changes import forget_work

if TYPE_CHECKING:  # it uses this module
    from directives.services.conclusions import Entry


def add_draft(
    conclusion_id: int, plan: Plan, *, actor: Actor, now: datetime, version: int | None = None
) -> Directive:
    """Enter a directive of a secret conclusion: departments and dates. Raises Invalid with the field."""
    with transaction.atomic():
        conclusion = _lock(conclusion_id, actor=actor, version=version)
        monitor_id = plan.monitor or conclusion.monitor_id
        draft = drafts.write_draft(plan, actor=actor, now=now, monitor_id=monitor_id, conclusion=conclusion)
        touch(conclusion)
        record(conclusion, "add_draft", actor=actor, now=now, directive=draft.pk)
    return draft


def drop_draft(directive_id: int, *, actor: Actor, now: datetime, version: int | None = None) -> None:
    """Take back a directive of a secret conclusion that has not been issued."""
    with transaction.atomic():
        owner = Directive.objects.filter(pk=directive_id).values_list("conclusion_id", flat=True).first()
        if owner is None:
            raise NotVisible
        conclusion = _lock(owner, actor=actor, version=version)
        draft = Directive.objects.filter(pk=directive_id, status=Status.DRAFT).first()
        if draft is None:
            raise NotVisible
        drafts.delete_draft(draft)
        touch(conclusion)
        record(conclusion, "drop_draft", actor=actor, now=now, directive=directive_id)


def _lock(pk: int, *, actor: Actor, version: int | None) -> Conclusion:
    conclusion = lock_unpublished(pk, actor=actor, version=version)
    if not conclusion.is_secret:
        raise WrongState(_("The directives of an ordinary conclusion come from the points of its text."))
    return conclusion


def change_secrecy(conclusion: Conclusion, entry: "Entry", *, actor: Actor) -> None:
    """Make a locked, unpublished conclusion secret, or ordinary again; the caller fills in the rest and saves.

    Nothing that was said about it may stay, and the journal forgets nothing: where reasons given for its
    points or names from its text stand there it cannot become secret any more.
    """
    if entry.is_secret:
        if not entry.remove_content:
            raise Invalid(
                _("Say that abstract, text, file and drafts of this conclusion are to be removed."),
                field="remove_content",
            )
        told = list(conclusion.journal.values_list("data", flat=True))
        if any(data.get("reason") for data in told):
            raise Invalid(
                _("Reasons given for points of this conclusion stand in the journal, which forgets nothing."),
                field="secrecy",
            )
        if any(data.get("name") for data in told):
            raise Invalid(
                _("Names from the text of this conclusion stand in the journal, which forgets nothing."),
                field="secrecy",
            )
        _remove_content(conclusion)
        return
    if not any(post.post == Post.CHIEF_OF_OFFICE for post in actor.posts):
        raise Forbidden(_("Only the Chief of Office makes a secret document an ordinary one."))
    if Directive.objects.filter(conclusion=conclusion).exists():
        raise Invalid(_("Take back the directives of this secret document first."), field="secrecy")


def _remove_content(conclusion: Conclusion) -> None:
    drafts.delete_drafts(conclusion)
    conclusion.points.all().delete()
    forget_work(conclusion)
    file, conclusion.source_file = conclusion.source_file, None
    conclusion.text = conclusion.title = conclusion.signed_by = ""
    if file is not None:
        conclusion.save(update_fields=["source_file", "text"])  # lets go of the file
        files.discard(file)


def renumber_drafts(conclusion: Conclusion) -> None:
    """Give the drafts of a secret conclusion its number and date after they were corrected."""
    if not conclusion.is_secret:
        return
    mine = list(Directive.objects.filter(conclusion=conclusion, status=Status.DRAFT))
    if mine:
        secrecy.said_on(conclusion)
    for draft in mine:
        draft.title = draft.document_number = conclusion.number
        draft.document_date, draft.folded = conclusion.issued_on, drafts.searchable(draft)
        draft.save(update_fields=["title", "document_number", "document_date", "folded"])
