"""What happens to a directive with all its parts: pause, resume, recall, reopen, supersede, end."""

from django.utils.translation import gettext as _

from directives import journal, needs, permissions
from directives.errors import Invalid, WrongState
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment, Directive
from directives.services.parts import required
from directives.services.stopping import new_date, told
from directives.services.writing import DirectiveAct, directive_service


@directive_service("pause_directive")
def pause_directive(act: DirectiveAct, data: needs.Reason) -> None:
    """Pause every open part."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.move(act.open_parts(Role.EACH), Status.PAUSED)


@directive_service("resume_directive")
def resume_directive(act: DirectiveAct, data: needs.NewDate) -> None:
    """Every paused part goes on from where it was paused, all with the same new deadline."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    paused = [part for part in act.open_parts(Role.EACH) if part.status == Status.PAUSED]
    if not paused:
        raise WrongState(_("No part of this directive is paused."))
    keep = act.directive.deadline_kind != DeadlineKind.DATED
    _give_date(act, data, paused, keep=keep)
    for part in paused:
        act.move([part], Status(part.paused_from))


def _give_date(act: DirectiveAct, data: needs.NewDate, parts: list[Assignment], *, keep: bool) -> None:
    before = parts[0].due_on
    for part in parts:
        columns = new_date(act, data, part, keep=keep)
        if columns:
            act.set(part, **columns)
            act.data.update(told(before, data.due_on))


@directive_service("recall_directive")
def recall_directive(act: DirectiveAct, data: needs.Reason) -> None:
    """Take the whole directive back: every open part is recalled, what was completed stays completed."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.move(act.open_parts(), Status.RECALLED)


@directive_service("reopen_directive")
def reopen_directive(act: DirectiveAct, data: needs.NewDate) -> None:
    """Parts that were recalled or closed without their product go on; delivered ones stay completed.

    One delivered part is reopened by itself.
    """
    act.data["reason"] = required(data.reason, "reason", act.directive)
    back = [part for part in act.parts if part.role == Role.EACH and part.status == Status.RECALLED]
    if not back:
        raise WrongState(_("Every department has delivered: reopen the part in question."))
    _give_date(act, data, back, keep=True)
    for part in back:
        accepted = part.accepted_at or act.now
        act.set(
            part,
            delivered_on=None,
            submitted_on=None,
            silent_since=act.today,
            closed_missing=False,
            accepted_at=accepted,
            accept_by=None,
        )
    act.move(back, Status.IN_PROGRESS)


@directive_service("supersede")
def supersede(act: DirectiveAct, data: needs.Supersede) -> None:
    """A later directive, or a document kept elsewhere, takes this one's place; open parts end with it."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    number = data.document_number.strip()
    if data.by is None and not number:
        raise Invalid(_("Name the directive or the document that takes its place."), field="by")
    act.data["document_number"] = number
    if data.by is not None:
        _link(act, data.by)
    act.move(act.open_parts(), Status.SUPERSEDED)


def _link(act: DirectiveAct, later_id: int) -> None:
    """Note on the later directive that it replaces this one. It is younger, so its lock comes second in pk order."""
    seen = permissions.visible_directives(act.actor).filter(pk=later_id, pk__gt=act.directive.pk)
    if not seen.exclude(status=Status.DRAFT).exists():
        raise Invalid(_("Choose a directive issued after this one."), field="by")
    later = Directive.objects.select_for_update(no_key=True).get(pk=later_id)
    if later.replaces_id not in (None, act.directive.pk):
        raise Invalid(_("That directive already replaces another one."), field="by")
    act.data["by"] = later.pk
    later.replaces = act.directive
    journal.append(
        later,
        journal.Happening(
            verb="replaces", actor=act.actor, now=act.now, post=act.post, data={"directive": act.directive.pk}
        ),
    )
    later.save(update_fields=["replaces", "version", "journal_head"])


@directive_service("end")
def end(act: DirectiveAct, data: needs.Reason) -> None:
    """Close a periodic or continuous directive: nothing more is due."""
    if act.directive.deadline_kind not in (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS):
        raise WrongState(_("Only what recurs or goes on is ended; other tasks are completed."))
    act.data["reason"] = required(data.reason, "reason", act.directive)
    ending = act.open_parts(Role.LEAD, Role.EACH)
    for part in ending:
        act.set(part, delivered_on=act.today, due_on=None)
    act.move(ending, Status.COMPLETED)
