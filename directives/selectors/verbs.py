"""Which verbs a person may use right now: what the buttons and the API's `verbs` show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from departments.actors import Actor
from departments.working_days import WorkingCalendar
from directives import permissions
from directives.lifecycle import (
    DIRECTIVE_VERBS,
    PART_VERBS,
    Acts,
    DeadlineKind,
    Role,
    Status,
    Verb,
    verbs_on,
)
from directives.models import (
    Assignment,
    CorrectionState,
    Decision,
    Directive,
    ExtensionRequest,
    PreparedAct,
    RequestKind,
)
from directives.models.choices import DeadlineSource
from directives.rules import Rules

RECURRING = (DeadlineKind.PERIODIC, DeadlineKind.CONTINUOUS)
HANDED_IN = (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL)


@dataclass(frozen=True)
class Circumstances:
    """What decides, beyond the status, whether a verb makes sense today."""

    today: date
    calendar: WorkingCalendar
    rules: Rules
    prepared: PreparedAct | None


def available(actor: Actor, part: Assignment, around: Circumstances) -> list[Verb]:
    """Verbs `actor` may do to `part` now, in the order of the table. The services check all of it again."""
    possible = [verb for verb in PART_VERBS if permissions.may(actor, verb, part.directive, part)]
    requests = _requests(part) if any(verb.name in _DATES for verb in possible) else []
    return [verb for verb in possible if _makes_sense(verb, part, around, requests)]


_DATES = ("request_extension", "contest")


def _requests(part: Assignment) -> list[ExtensionRequest]:
    return list(ExtensionRequest.objects.filter(part=part))


def _makes_sense(
    verb: Verb, part: Assignment, around: Circumstances, requests: list[ExtensionRequest]
) -> bool:
    free = around.prepared is None
    match verb.name:
        case "release":
            return around.prepared is not None
        case "withdraw":
            return around.prepared is not None or part.status == Status.AWAITING_VERIFICATION
        case "submit":
            return free and part.directive.deadline_kind not in RECURRING
        case "refuse":
            last_day = around.calendar.add(part.assigned_on or around.today, around.rules.refuse_within_days)
            return free and around.today <= last_day
        case "request_extension":
            return free and _may_be_extended(part, around, requests)
        case "contest":
            return free and _may_be_contested(part, around, requests)
        case "raise_bottleneck":
            return free and part.awake
        case "urge":
            return part.awake
        case "set_deadline":
            return part.directive.deadline_kind not in RECURRING
        case _:
            return True


def _dated(part: Assignment, requests: list[ExtensionRequest]) -> bool:
    waits = any(row.decision == Decision.OPEN for row in requests)
    return part.due_on is not None and not waits and part.directive.deadline_kind not in RECURRING


def _may_be_extended(part: Assignment, around: Circumstances, requests: list[ExtensionRequest]) -> bool:
    rules = around.rules
    granted = sum(row.kind == RequestKind.EXTENSION and row.decision == Decision.GRANTED for row in requests)
    in_time = rules.extension_after_expiry or (part.due_on is not None and around.today <= part.due_on)
    return (
        _dated(part, requests)
        and in_time
        and (not rules.extensions_at_most or granted < rules.extensions_at_most)
    )


def _may_be_contested(part: Assignment, around: Circumstances, requests: list[ExtensionRequest]) -> bool:
    last_day = around.calendar.add(part.assigned_on or around.today, around.rules.contest_within_days)
    by_office = part.directive.deadline_source in (DeadlineSource.OFFICE, DeadlineSource.RULE)
    return _dated(part, requests) and by_office and around.today <= last_day


def available_on(actor: Actor, part: Assignment, kind: Acts, subject: Any) -> list[Verb]:
    """Verbs `actor` may do now to an ask, extension request, bottleneck, urging or period of `part`."""
    return [verb for verb in verbs_on(kind) if permissions.may(actor, verb, part.directive, part, subject)]


def available_on_directive(actor: Actor, directive: Directive, around: Circumstances) -> list[Verb]:
    """Verbs `actor` may do now to the directive as a whole."""
    possible = [verb for verb in DIRECTIVE_VERBS if permissions.may(actor, verb, directive, None)]
    if not possible:
        return []
    rows = list(
        Assignment.objects.filter(directive=directive, role__in=[Role.LEAD, Role.EACH])
        .exclude(status=Status.TRANSFERRED)
        .values_list("role", "status", "accepted_at", "original_due_on")
    )
    proposed = directive.corrections.filter(state=CorrectionState.PROPOSED).exists()
    return [verb for verb in possible if _makes_sense_for_all(verb, directive, rows, around, proposed)]


def _makes_sense_for_all(
    verb: Verb, directive: Directive, rows: list[Any], around: Circumstances, proposed: bool
) -> bool:
    statuses = [status for _role, status, _accepted, _due in rows]
    match verb.name:
        case "end":
            return directive.deadline_kind in RECURRING
        case "resume_directive":
            return Status.PAUSED in statuses
        case "reopen_directive":
            return Status.RECALLED in statuses
        case "verify_each":
            return Status.AWAITING_VERIFICATION in statuses
        case "urge_each":
            return any(status in (Status.ASSIGNED, Status.IN_PROGRESS) for status in statuses)
        case "close_each":
            return Status.COMPLETED in statuses and not any(status in HANDED_IN for status in statuses)
        case "propose_correction":
            last_day = around.calendar.add(
                directive.issued_on or around.today, around.rules.correct_within_days
            )
            accepted = any(accepted for _role, _status, accepted, _due in rows)
            dated = any(due for _role, _status, _accepted, due in rows)
            return not proposed and dated and not accepted and around.today <= last_day
        case "confirm_correction" | "drop_correction":
            return proposed
        case _:
            return True


def goes_to_release(actor: Actor, verb: Verb, part: Assignment | None) -> bool:
    """Whether doing `verb` only prepares it for head, deputy or clerk to release."""
    if part is None:
        return False
    return verb.leaves_department and not permissions.releases(actor, part.directive, part)


def open_prepared(part: Assignment) -> PreparedAct | None:
    """The act of this part that waits to be released."""
    return PreparedAct.objects.filter(part=part, is_open=True).select_related("prepared_by", "post").first()
