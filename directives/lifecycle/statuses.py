"""The words a part and its directive are described by: status, role, mode, kind of deadline."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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

# The flow step at which each open status stands. A paused part keeps the task of `paused_from`.
STEP: dict[Status, str] = {
    Status.ASSIGNED: "receive",
    Status.REFUSED: "reconsider",
    Status.IN_PROGRESS: "carry_out",
    Status.AWAITING_VERIFICATION: "verify",
    Status.AWAITING_APPROVAL: "approve",
}
