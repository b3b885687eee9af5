"""What may happen to a directive, as data. Nothing here reads or writes a database.

Buttons, forms, POST endpoints, the OpenAPI schema, permissions, flow guards and docs/lifecycle.md are made
from `VERBS`. `directives/services/` is the only code that makes a verb happen.
"""

from directives.lifecycle import of_departments, of_directives, of_judges, of_office
from directives.lifecycle.statuses import (
    CLOSED,
    DEADLINE_LABELS,
    MODE_LABELS,
    MODE_ROLES,
    OPEN,
    ROLE_LABELS,
    STATUS_LABELS,
    STEP,
    DeadlineKind,
    Mode,
    Role,
    Status,
)
from directives.lifecycle.verb import Acts, Conflict, Verb, Who

__all__ = [
    "CLOSED",
    "DEADLINE_LABELS",
    "DIRECTIVE_VERBS",
    "MODE_LABELS",
    "MODE_ROLES",
    "OPEN",
    "PART_VERBS",
    "ROLE_LABELS",
    "STATUS_LABELS",
    "STEP",
    "SUBJECT_KINDS",
    "VERBS",
    "Acts",
    "Conflict",
    "DeadlineKind",
    "Mode",
    "Role",
    "Status",
    "Verb",
    "Who",
    "verbs_on",
]

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (*of_departments.VERBS, *of_judges.VERBS, *of_office.VERBS, *of_directives.VERBS)
}


def verbs_on(kind: Acts) -> tuple[Verb, ...]:
    """The verbs done to objects of one kind, in the order of the table; those with a door of their own are not."""
    return tuple(verb for verb in VERBS.values() if verb.acts_on == kind and not verb.special)


PART_VERBS = verbs_on(Acts.PART)
DIRECTIVE_VERBS = verbs_on(Acts.DIRECTIVE)
# Objects that belong to a part and have verbs of their own.
SUBJECT_KINDS = tuple(kind for kind in Acts if kind not in (Acts.PART, Acts.DIRECTIVE))
