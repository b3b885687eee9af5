"""What the Office and the leaders decide about one issued part."""

from django.utils.translation import gettext_lazy as _

from directives import needs
from directives.lifecycle.statuses import OPEN, Role, Status
from directives.lifecycle.verb import FULL, WORKING, Acts, Conflict, Verb, Who, of

_OURS = (Who.OFFICE, Who.LEADER)
_UNPAUSED = OPEN - {Status.PAUSED}

VERBS = (
    Verb(
        "insist",
        _("Keep with this department"),
        Acts.PART,
        FULL,
        of(Status.REFUSED),
        Status.ASSIGNED,
        (Who.OFFICE,),
        needs=needs.Reason,
    ),
    Verb(
        "transfer",
        _("Transfer"),
        Acts.PART,
        FULL,
        of(Status.ASSIGNED, Status.IN_PROGRESS, Status.REFUSED, Status.AWAITING_VERIFICATION),
        Status.TRANSFERRED,
        (Who.OFFICE,),
        needs=needs.Transfer,
    ),
    Verb(
        "set_deadline",
        _("Set the deadline"),
        Acts.PART,
        FULL,
        _UNPAUSED,
        None,
        _OURS,
        not_by=(Conflict.OWN_PART,),
        needs=needs.SetDeadline,
    ),
    Verb(
        "urge",
        _("Urge"),
        Acts.PART,
        WORKING,
        of(Status.ASSIGNED, Status.IN_PROGRESS),
        None,
        (*_OURS, Who.SYSTEM),
        needs=needs.Urge,
    ),
    Verb(
        "pause",
        _("Pause"),
        Acts.PART,
        FULL,
        _UNPAUSED,
        Status.PAUSED,
        _OURS,
        not_by=(Conflict.OWN_PART,),
        needs=needs.Reason,
        stops=True,
    ),
    Verb(
        "resume",
        _("Resume"),
        Acts.PART,
        FULL,
        of(Status.PAUSED),
        None,
        _OURS,
        not_by=(Conflict.OWN_PART,),
        needs=needs.NewDate,
    ),
    Verb(
        "recall",
        _("Take out of the directive"),
        Acts.PART,
        frozenset({Role.EACH, Role.COORDINATING, Role.INFORMED}),
        OPEN,
        Status.RECALLED,
        _OURS,
        not_by=(Conflict.OWN_PART,),
        needs=needs.Reason,
        stops=True,
    ),
    Verb(
        "reopen",
        _("Reopen"),
        Acts.PART,
        FULL,
        of(Status.COMPLETED, Status.RECALLED),
        Status.IN_PROGRESS,
        _OURS,
        not_by=(Conflict.OWN_PART,),
        needs=needs.NewDate,
    ),
)
