"""What happens to a directive with all its parts: pause, resume, recall, reopen, supersede, end."""

from django.utils.translation import gettext as _

from directives import journal, needs
from directives.deadlines import HANDED_IN
from directives.errors import Invalid, WrongState
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment, Directive, ReportingPeriod
from directives.selectors.replacing import later_directives
from directives.services.parts import required
from directives.services.stopping import RECURRING, dated_now, go_on, new_date, told
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
        back = Status(part.paused_from)
        act.set(part, **go_on(act, part, back))
        act.move([part], back)


def _give_date(act: DirectiveAct, data: needs.NewDate, parts: list[Assignment], *, keep: bool) -> None:
    """Give all `parts` the new date; the journal names the old one where they shared it, and every part's own."""
    dates: dict[str, list[str | None]] = {}
    for part in parts:
        before, columns = part.due_on, new_date(act, data, part, keep=keep)
        if columns:
            act.set(part, **columns)
            dates[str(part.pk)] = list(told(before, data.due_on).values())
    if dates:
        shared = {old for old, _new in dates.values()}
        act.data.update(
            before=shared.pop() if len(shared) == 1 else None,
            after=data.due_on and data.due_on.isoformat(),
            dates=dates,
        )
        dated_now(act)


@directive_service("recall_directive")
def recall_directive(act: DirectiveAct, data: needs.Reason) -> None:
    """Take the whole directive back: every open part is recalled, what was completed stays completed."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.move(act.open_parts(), Status.RECALLED)


@directive_service("reopen_directive")
def reopen_directive(act: DirectiveAct, data: needs.NewDate) -> None:
    """Parts recalled with the directive, or closed without their product, go on; delivered ones stay completed.

    One delivered part is reopened by itself, and so is one that was taken out of the directive before.
    """
    act.data["reason"] = required(data.reason, "reason", act.directive)
    ended = [
        part
        for part in act.parts
        if part.status == Status.RECALLED
        and (part.closed_missing or part.status_since == act.directive.status_since)
    ]
    back = [part for part in ended if part.role == Role.EACH]
    if not back:
        raise WrongState(_("No part was recalled with the directive: reopen the part in question."))
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
    act.move([part for part in ended if part.role == Role.INFORMED], Status.ASSIGNED)


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
    """Note on both that the later directive replaces this one; it may replace several, of which it names the first.

    It is younger, so its lock comes second in pk order.
    """
    if not later_directives(act.actor, act.directive).filter(pk=later_id).exists():
        raise Invalid(_("Choose a directive issued after this one."), field="by")
    later = Directive.objects.select_for_update(no_key=True).get(pk=later_id)
    if later.status == Status.SUPERSEDED:
        raise Invalid(_("That directive has been replaced itself; name the one that holds now."), field="by")
    act.data["by"] = later.pk
    later.replaces = later.replaces or act.directive
    journal.append(
        later,
        journal.Happening(
            verb="replaces", actor=act.actor, now=act.now, post=act.post, data={"directive": act.directive.pk}
        ),
    )
    later.save(update_fields=["replaces", "version", "journal_head"])


@directive_service("end")
def end(act: DirectiveAct, data: needs.Reason) -> None:
    """Close a periodic or continuous directive: nothing more is due, and what is not reported yet is not asked for.

    Reports on the table are judged first, so that nobody who reported is left without an answer.
    """
    if act.directive.deadline_kind not in RECURRING:
        raise WrongState(_("Only what recurs or goes on is ended; other tasks are completed."))
    act.data["reason"] = required(data.reason, "reason", act.directive)
    ending = act.open_parts(Role.LEAD, Role.EACH)
    if ReportingPeriod.objects.filter(part__in=ending, is_open=True, status__in=HANDED_IN).exists():
        raise WrongState(_("Reports of periods still wait to be confirmed or approved; judge them first."))
    for part in ending:
        act.set(part, delivered_on=act.today, due_on=None)
    act.move(ending, Status.COMPLETED)
