"""Stopping a part and letting it go on: pause, resume, recall, reopen."""

from datetime import date

from django.utils.translation import gettext as _

from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment, Directive
from directives.models.choices import DeadlineSource
from directives.services.act import Doing
from directives.services.closing import bring_back
from directives.services.parts import required
from directives.services.writing import Act, part_service

RECURRING = (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS)


def new_date(act: Doing, data: needs.NewDate, part: Assignment, *, keep: bool) -> dict[str, object]:
    """The columns a new deadline changes; it counts as an extension. Raises Invalid.

    Where the part had a date a new one is needed, unless `keep` and the old one still lies ahead.
    """
    if act.directive.deadline_kind in RECURRING:  # its dates are those of its periods
        if data.due_on is not None:
            raise Invalid(_("Only a dated directive has a date."), field="due_on")
        return {}
    if data.due_on is not None and data.due_on < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    if data.due_on is None and (part.due_on is None or act.directive.deadline_kind in RECURRING):
        return {}  # what recurs is dated by its periods
    if data.due_on is None:
        if keep and part.due_on is not None and part.due_on >= act.today:
            return {}
        raise Invalid(_("Give the new deadline."), field="due_on")
    if part.due_on is not None and data.due_on == part.due_on:
        if keep:
            return {}
        raise Invalid(_("Give a deadline that differs from the present one."), field="due_on")
    columns: dict[str, object] = {"due_on": data.due_on}
    if part.original_due_on is None:
        columns["original_due_on"] = data.due_on
    else:
        columns["extension_count"] = part.extension_count + 1
    return columns


def go_on(act: Doing, part: Assignment, back: Status) -> dict[str, object]:
    """The columns that start anew when a paused part goes on: silence counts from today, also as acceptance."""
    columns: dict[str, object] = {"silent_since": act.today}
    if back is Status.ASSIGNED and part.accept_by is not None:
        columns["accept_by"] = act.calendar.add(act.today, act.rules.accept_after_days)
    return columns


def dated_now(act: Doing) -> None:
    """A directive that waited for its date has one now, and says who set it."""
    if act.directive.deadline_kind != DeadlineKind.TO_BE_SET:
        return
    source = DeadlineSource.LEADER if act.actor.is_leader else DeadlineSource.OFFICE
    act.set_directive(deadline_kind=DeadlineKind.DATED.value, deadline_source=source.value)


def told(before: date | None, after: date | None) -> dict[str, str | None]:
    """How the journal keeps a change of date."""
    return {
        "before": before.isoformat() if before else None,
        "after": after.isoformat() if after else None,
    }


@part_service("pause")
def pause(act: Act, data: needs.Reason) -> None:
    """Stop the clock; lateness does not count while paused. The part keeps its place in the flow."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.move(Status.PAUSED)


@part_service("resume")
def resume(act: Act, data: needs.NewDate) -> None:
    """Go on from where the part was paused, with a new deadline where it had one: shown as an extension."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    before = act.part.due_on
    columns = new_date(act, data, act.part, keep=act.directive.deadline_kind != DeadlineKind.DATED)
    back = Status(act.part.paused_from)
    if columns:
        act.data.update(told(before, data.due_on))
        dated_now(act)
    act.set(**columns, **go_on(act, act.part, back))
    act.move(back)


@part_service("recall")
def recall(act: Act, data: needs.Reason) -> None:
    """Take one department out of an issued directive; what it has done stays on record."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.move(Status.RECALLED)


@part_service("reopen")
def reopen(act: Act, data: needs.NewDate) -> None:
    """Work on a closed part goes on in a new process; its earlier result stays on record.

    With the lead part come back the coordinating departments that were let go, or recalled, together with it.
    """
    check_not_replaced(act.directive)
    act.data["reason"] = required(data.reason, "reason", act.directive)
    before = act.part.due_on
    columns = new_date(act, data, act.part, keep=True)
    if columns:
        act.data.update(told(before, data.due_on))
        dated_now(act)
    if act.part.role == Role.LEAD:
        ended_with_it = Assignment.objects.filter(directive=act.directive, status_since=act.part.status_since)
        back = bring_back(list(ended_with_it.exclude(pk=act.part.pk)), now=act.now)
        act.data["back"] = [part.department_id for part in back]
    act.set(
        delivered_on=None,
        submitted_on=None,
        silent_since=act.today,
        closed_missing=False,
        awake=True,
        **columns,
    )
    act.accept_implied()
    act.move(Status.IN_PROGRESS)


def check_not_replaced(directive: Directive) -> None:
    """Raise WrongState where a later directive has taken this one's place: work goes on there."""
    if directive.status == Status.SUPERSEDED:
        raise WrongState(_("A later directive has taken this one's place; work goes on there."))
