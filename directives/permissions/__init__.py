"""Who sees what and who may do which verb. The one place that answers either question.

Invisible is 404, visible but forbidden is 403.
"""

from directives.permissions.doing import (
    DECIDING,
    acting_post,
    applies_to_mode,
    entitled,
    in_conflict,
    may,
    may_change_calendar,
    may_change_organisation,
    records_for,
)
from directives.permissions.seeing import (
    leads_directive,
    may_see,
    may_see_conclusion,
    may_see_part,
    sees_by_a_part,
    visible_conclusions,
    visible_directives,
    visible_parts,
    works_on,
)
from directives.permissions.standing import qualities, releases

__all__ = [
    "DECIDING",
    "acting_post",
    "applies_to_mode",
    "entitled",
    "in_conflict",
    "leads_directive",
    "may",
    "may_change_calendar",
    "may_change_organisation",
    "may_see",
    "may_see_conclusion",
    "may_see_part",
    "qualities",
    "records_for",
    "releases",
    "sees_by_a_part",
    "visible_conclusions",
    "visible_directives",
    "visible_parts",
    "works_on",
]
