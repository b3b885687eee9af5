"""Which verbs a person may use on a part right now: what the buttons and the API's `verbs` show."""

from dataclasses import dataclass
from datetime import date

from departments.actors import Actor
from departments.working_days import WorkingCalendar
from directives import permissions
from directives.lifecycle import PART_VERBS, Status, Verb, Who
from directives.models import Assignment, PreparedAct


@dataclass(frozen=True)
class Circumstances:
    """What decides, beyond the status, whether a verb makes sense today."""

    today: date
    calendar: WorkingCalendar
    refuse_within_days: int
    prepared: PreparedAct | None


def available(actor: Actor, part: Assignment, around: Circumstances) -> list[Verb]:
    """Verbs `actor` may do to `part` now, in the order of the table. The services check all of it again."""
    possible = [verb for verb in PART_VERBS if permissions.may(actor, verb, part.directive, part)]
    return [verb for verb in possible if _makes_sense(verb, actor, part, around)]


def _makes_sense(verb: Verb, actor: Actor, part: Assignment, around: Circumstances) -> bool:
    match verb.name:
        case "release":
            return around.prepared is not None
        case "withdraw":
            return around.prepared is not None or part.status == Status.AWAITING_VERIFICATION
        case "submit":
            return around.prepared is None
        case "refuse":
            last_day = around.calendar.add(part.assigned_on or around.today, around.refuse_within_days)
            return around.prepared is None and around.today <= last_day
        case _:
            return True


def goes_to_release(actor: Actor, verb: Verb, part: Assignment) -> bool:
    """Whether doing `verb` only prepares it for head, deputy or clerk to release."""
    return verb.leaves_department and Who.RELEASER not in permissions.qualities(actor, part.directive, part)


def open_prepared(part: Assignment) -> PreparedAct | None:
    """The act of this part that waits to be released."""
    return PreparedAct.objects.filter(part=part, is_open=True).select_related("prepared_by", "post").first()
