"""What may happen to a directive, as data. Nothing here reads or writes a database.

Buttons, forms, POST endpoints, the OpenAPI schema, permissions, flow guards and docs/lifecycle.md are made
from `VERBS`. `directives/services/` is the only code that makes a verb happen.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives import needs


class Status(StrEnum):
    """Stored status of a part and, mirrored, of its directive. Lateness is never stored (see deadlines)."""

    DRAFT = "draft"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    REFUSED = "refused"
    AWAITING_VERIFICATION = "awaiting_verification"
    AWAITING_APPROVAL = "awaiting_approval"
    COMPLETED = "completed"
    PAUSED = "paused"
    TRANSFERRED = "transferred"
    RECALLED = "recalled"
    SUPERSEDED = "superseded"


STATUS_LABELS: dict[Status, Promise] = {
    Status.DRAFT: _("Draft"),
    Status.ASSIGNED: _("Not started"),
    Status.IN_PROGRESS: _("In progress"),
    Status.REFUSED: _("Refused"),
    Status.AWAITING_VERIFICATION: _("Awaiting verification"),
    Status.AWAITING_APPROVAL: _("Awaiting approval"),
    Status.COMPLETED: _("Completed"),
    Status.PAUSED: _("Paused"),
    Status.TRANSFERRED: _("Transferred"),
    Status.RECALLED: _("Recalled"),
    Status.SUPERSEDED: _("Superseded"),
}


class Role(StrEnum):
    LEAD = "lead"
    COORDINATING = "coordinating"
    EACH = "each"
    INFORMED = "informed"


ROLE_LABELS: dict[Role, Promise] = {
    Role.LEAD: _("Lead"),
    Role.COORDINATING: _("Coordinating"),
    Role.EACH: _("Each for itself"),
    Role.INFORMED: _("For information"),
}


class Mode(StrEnum):
    ONE_LEAD = "one_lead"
    EACH = "each"
    FOR_INFORMATION = "for_information"


MODE_LABELS: dict[Mode, Promise] = {
    Mode.ONE_LEAD: _("One lead"),
    Mode.EACH: _("Each for itself"),
    Mode.FOR_INFORMATION: _("For information"),
}

MODE_ROLES: dict[Mode, frozenset[Role]] = {
    Mode.ONE_LEAD: frozenset({Role.LEAD, Role.COORDINATING, Role.INFORMED}),
    Mode.EACH: frozenset({Role.EACH, Role.INFORMED}),
    Mode.FOR_INFORMATION: frozenset({Role.INFORMED}),
}


class DeadlineKind(StrEnum):
    DATED = "dated"
    PERIODIC = "periodic"
    CONTINUOUS = "continuous"
    TO_BE_SET = "to_be_set"


DEADLINE_LABELS: dict[DeadlineKind, Promise] = {
    DeadlineKind.DATED: _("Dated"),
    DeadlineKind.PERIODIC: _("Periodic"),
    DeadlineKind.CONTINUOUS: _("Continuous"),
    DeadlineKind.TO_BE_SET: _("To be set"),
}

OPEN = frozenset(
    {
        Status.ASSIGNED,
        Status.IN_PROGRESS,
        Status.REFUSED,
        Status.AWAITING_VERIFICATION,
        Status.AWAITING_APPROVAL,
        Status.PAUSED,
    }
)
CLOSED = frozenset({Status.COMPLETED, Status.TRANSFERRED, Status.RECALLED, Status.SUPERSEDED})

# The flow step at which each open status stands. A paused part keeps the task it had.
STEP: dict[Status, str] = {
    Status.ASSIGNED: "receive",
    Status.REFUSED: "reconsider",
    Status.IN_PROGRESS: "carry_out",
    Status.AWAITING_VERIFICATION: "verify",
    Status.AWAITING_APPROVAL: "approve",
}


class Who(StrEnum):
    """In what quality somebody acts on a part; `permissions.qualities` says who has which."""

    MEMBER = "member"  # anyone of the part's department
    WORKER = "worker"  # the officer it is delegated to, or head, deputy, clerk of the department
    MANAGER = "manager"  # head, deputy, clerk: hands out the work
    RELEASER = "releaser"  # may let something leave the department
    OFFICE = "office"  # monitor, chief of Office
    RECEIVER = "receiver"  # whoever receives the product and so verifies it
    APPROVER = "approver"  # the directing leader, or the Chair where that leader heads the lead department
    LEADER = "leader"  # the directing leader, the leader in charge of the field, the Chair
    SYSTEM = "system"  # the clock


class Conflict(StrEnum):
    """Persons who may not do a verb, whatever post they hold."""

    AUTHOR = "author"  # prepared or released the submission that is being judged
    OWN_PART = "own_part"  # holds a post in the part's department; where the Office leads, its chief decides


@dataclass(frozen=True)
class Verb:
    """One row of the table: who may do what from which state, and what it needs."""

    name: str
    label: Promise
    acts_on: str  # "part" or "directive"
    roles: frozenset[Role]
    sources: frozenset[Status]
    target: Status | None  # None: the status stays, or the service decides by data
    by: tuple[Who, ...]
    not_by: tuple[Conflict, ...] = ()
    needs: type[Any] = needs.Nothing
    leaves_department: bool = False  # prepared by officers, released by head, deputy or clerk
    stops: bool = False  # shown as the destructive choice


S, W, R = Status, Who, Role
_WORKING = frozenset({R.LEAD, R.EACH, R.COORDINATING})
_FULL = frozenset({R.LEAD, R.EACH})


def _of(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("issue", _("Issue"), "directive", frozenset(Role), _of(S.DRAFT), S.ASSIGNED, (W.OFFICE,)),
        Verb("accept", _("Accept"), "part", _FULL, _of(S.ASSIGNED), S.IN_PROGRESS, (W.WORKER, W.SYSTEM)),
        Verb(
            "refuse",
            _("Refuse"),
            "part",
            _FULL,
            _of(S.ASSIGNED),
            S.REFUSED,
            (W.WORKER,),
            needs=needs.Refuse,
            leaves_department=True,
            stops=True,
        ),
        Verb(
            "insist",
            _("Keep with this department"),
            "part",
            _FULL,
            _of(S.REFUSED),
            S.ASSIGNED,
            (W.OFFICE,),
            needs=needs.Reason,
        ),
        Verb(
            "transfer",
            _("Transfer"),
            "part",
            _FULL,
            _of(S.ASSIGNED, S.IN_PROGRESS, S.REFUSED, S.AWAITING_VERIFICATION),
            S.TRANSFERRED,
            (W.OFFICE,),
            needs=needs.Transfer,
        ),
        Verb(
            "delegate",
            _("Hand to an officer"),
            "part",
            _WORKING,
            _of(S.ASSIGNED, S.IN_PROGRESS),
            None,
            (W.MANAGER,),
            needs=needs.Delegate,
        ),
        Verb(
            "acknowledge",
            _("Seen"),
            "part",
            frozenset({R.INFORMED}),
            _of(S.ASSIGNED),
            S.COMPLETED,
            (W.MEMBER,),
        ),
        Verb(
            "report",
            _("Report progress"),
            "part",
            _FULL,
            _of(S.ASSIGNED, S.IN_PROGRESS),
            S.IN_PROGRESS,
            (W.WORKER,),
            needs=needs.Report,
        ),
        Verb(
            "submit",
            _("Submit the result"),
            "part",
            _FULL,
            _of(S.ASSIGNED, S.IN_PROGRESS),
            S.AWAITING_VERIFICATION,
            (W.WORKER,),
            needs=needs.Submit,
            leaves_department=True,
        ),
        Verb(
            "release",
            _("Release"),
            "part",
            _FULL,
            _of(S.ASSIGNED, S.IN_PROGRESS),
            None,
            (W.RELEASER,),
        ),
        Verb(
            "withdraw",
            _("Withdraw"),
            "part",
            _FULL,
            _of(S.ASSIGNED, S.IN_PROGRESS, S.AWAITING_VERIFICATION),
            None,
            (W.WORKER,),
            needs=needs.OptionalReason,
            stops=True,
        ),
        Verb(
            "verify",
            _("Confirm the result"),
            "part",
            _FULL,
            _of(S.AWAITING_VERIFICATION),
            None,
            (W.RECEIVER,),
            not_by=(Conflict.AUTHOR,),
            needs=needs.Comment,
        ),
        Verb(
            "return_",
            _("Return"),
            "part",
            _FULL,
            _of(S.AWAITING_VERIFICATION, S.AWAITING_APPROVAL),
            S.IN_PROGRESS,
            (W.RECEIVER, W.APPROVER),
            not_by=(Conflict.AUTHOR,),
            needs=needs.Reason,
            stops=True,
        ),
        Verb(
            "approve",
            _("Approve"),
            "part",
            _FULL,
            _of(S.AWAITING_APPROVAL),
            S.COMPLETED,
            (W.APPROVER,),
            not_by=(Conflict.AUTHOR,),
            needs=needs.Comment,
        ),
        Verb(
            "set_deadline",
            _("Set the deadline"),
            "part",
            _FULL,
            _of(S.ASSIGNED, S.IN_PROGRESS, S.REFUSED, S.AWAITING_VERIFICATION, S.AWAITING_APPROVAL),
            None,
            (W.OFFICE, W.LEADER),
            not_by=(Conflict.OWN_PART,),
            needs=needs.SetDeadline,
        ),
    )
}

PART_VERBS = tuple(verb for verb in VERBS.values() if verb.acts_on == "part")
DIRECTIVE_VERBS = tuple(verb for verb in VERBS.values() if verb.acts_on == "directive")
