"""Stopping a part and letting it go on: pause, resume, recall, reopen."""

from datetime import date

from django.utils.translation import gettext as _

from directives import needs
from directives.errors import Invalid
from directives.lifecycle import DeadlineKind, Status
from directives.models import Assignment
from directives.services.act import Doing
from directives.services.parts import required
from directives.services.writing import Act, part_service


def new_date(act: Doing, data: needs.NewDate, part: Assignment, *, keep: bool) -> dict[str, object]:
    """The columns a new deadline changes; it counts as an extension. Raises Invalid.

    Where the part had a date a new one is needed, unless `keep` and the old one still lies ahead.
    """
    if data.due_on is not None and data.due_on < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    if part.due_on is None and data.due_on is None:
        return {}
    if data.due_on is None:
        if keep and part.due_on is not None and part.due_on >= act.today:
            return {}
        raise Invalid(_("Give the new deadline."), field="due_on")
    if part.due_on is not None and data.due_on == part.due_on:
        return {}
    columns: dict[str, object] = {"due_on": data.due_on}
    if part.original_due_on is None:
        columns["original_due_on"] = data.due_on
    else:
        columns["extension_count"] = part.extension_count + 1
    return columns


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
    act.set(**columns)
    act.move(back)


@part_service("recall")
def recall(act: Act, data: needs.Reason) -> None:
    """Take one department out of an issued directive; what it has done stays on record."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.move(Status.RECALLED)


@part_service("reopen")
def reopen(act: Act, data: needs.NewDate) -> None:
    """Work on a closed part goes on in a new process; its earlier result stays on record."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    before = act.part.due_on
    columns = new_date(act, data, act.part, keep=True)
    if columns:
        act.data.update(told(before, data.due_on))
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
