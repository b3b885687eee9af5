"""The directive as a whole on its page: its verbs in groups, its changes, the parts of *each for itself*."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.requests import actor_of_request
from directives.selectors.changes_of import changes_of
from directives.selectors.directive_page import DirectivePage
from directives.selectors.each_table import each_table
from directives.targets import of_directive
from directives.views.buttons import buttons

# What adjusts, what is done for all parts, what stops and goes on; what ends it stands last and apart.
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("For all departments"), ("verify_each", "urge_each")),
    (
        _("Adjust"),
        ("add_department", "amend", "propose_correction", "confirm_correction", "drop_correction"),
    ),
    (_("Pause and go on"), ("pause_directive", "resume_directive", "reopen_directive")),
    (_("End"), ("close_each", "end", "supersede", "recall_directive")),
)


def whole_groups(page: DirectivePage) -> list[dict[str, Any]]:
    """The verbs on the whole directive this person may use, as buttons under a heading each."""
    all_buttons = buttons(of_directive(page.directive), page.whole_verbs)
    by_name = {button["verb"].name: button for button in all_buttons}
    groups = [
        {"label": label, "buttons": [by_name[name] for name in names if name in by_name], "ends": False}
        for label, names in GROUPS
    ]
    groups[-1]["ends"] = True
    return [group for group in groups if group["buttons"]]


def whole_sections(request: HttpRequest, page: DirectivePage) -> dict[str, Any]:
    """What the sections of the page need: `?nhom=` chooses a group of *each for itself*."""
    actor = actor_of_request(request)
    changes = changes_of(actor, page.directive)
    found = {
        button["verb"].name: button for button in buttons(of_directive(page.directive), page.whole_verbs)
    }
    deciding = ("confirm_correction", "drop_correction")
    return {
        "changes": changes,
        "correction_buttons": [found[name] for name in deciding if changes.proposed and name in found],
        "each": each_table(page.parts, request.GET.get("nhom", "")),
        "ticks": found.get("verify_each"),
    }
