"""When whom is told what, as data. `engine.lines` finds what a list rule picks, `engine.events` what an event does.

The days of the ladder are in `directives.rules`; what stands here is which rungs exist, in which order a list
shows them, what they are called and which form their link opens.
"""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notifications.models import MessageKind

BEFORE = "before_"  # with the number of working days: before_3
UNDATED = "undated_"  # with the number of calendar days: undated_30


@dataclass(frozen=True)
class Reminder:
    """One rule. `rank` orders a list, most urgent first; `verb` is the form its link opens ("" the directive)."""

    name: str
    kind: MessageKind
    label: Promise | str
    heading: Promise | str
    rank: int
    verb: str
    action: Promise


def _list(
    name: str, rank: int, label: Promise, heading: Promise, verb: str, action: Promise
) -> tuple[str, Reminder]:
    return name, Reminder(name, MessageKind.LIST, label, heading, rank, verb, action)


def _event(name: str, label: Promise, verb: str, action: Promise) -> tuple[str, Reminder]:
    return name, Reminder(name, MessageKind.EVENT, label, label, 0, verb, action)


OPEN_PART, OPEN_DIRECTIVE = _("Open the part"), _("Open the directive")

LIST_RULES: dict[str, Reminder] = dict(
    (
        _list("overdue", 0, _("Overdue"), _("Overdue"), "report", _("Report")),
        _list("due_today", 1, _("Due on the day"), _("Due today"), "report", _("Report")),
        _list(
            "to_approve",
            2,
            _("Awaits approval"),
            _("Waiting for your approval"),
            "approve",
            _("Open to approve"),
        ),
        _list(
            "to_verify",
            3,
            _("Awaits verification"),
            _("Waiting for your verification"),
            "verify",
            _("Open to verify"),
        ),
        _list(
            "to_release",
            4,
            _("Awaits release"),
            _("Waiting for your release"),
            "release",
            _("Open to release"),
        ),
        _list("to_decide", 5, _("Refused"), _("Refused, to be decided"), "", OPEN_DIRECTIVE),
        _list(BEFORE, 6, _("Before the deadline"), _("Due soon"), "report", _("Report")),
        _list(
            "to_accept",
            7,
            _("Last day before it counts as accepted"),
            _("To be accepted"),
            "accept",
            _("Accept"),
        ),
        _list(UNDATED, 8, _("No deadline yet"), _("To be dated"), "", OPEN_DIRECTIVE),
    )
)

EVENT_RULES: dict[str, Reminder] = dict(
    (
        _event("assigned", _("Task assigned"), "accept", OPEN_PART),
        _event("taken_over", _("Task taken over from a department that has ended"), "report", OPEN_PART),
        _event("kept", _("Task kept with your department"), "accept", OPEN_PART),
        _event("delegated", _("Task handed to you"), "report", OPEN_PART),
        _event("informed", _("For information"), "acknowledge", OPEN_PART),
        _event("returned", _("Result returned"), "submit", _("Mend and submit again")),
        _event("completed", _("Result accepted, task completed"), "", OPEN_DIRECTIVE),
        _event("refused", _("Task refused"), "", OPEN_DIRECTIVE),
        _event("transferred", _("Task transferred to another department"), "", OPEN_DIRECTIVE),
        _event("deadline_set", _("Deadline set"), "report", OPEN_PART),
        _event("calendar_moved", _("Deadline moved by the working calendar"), "report", OPEN_PART),
    )
)

# What the service tells administrators and the chief of the Office about itself.
NOTICE_RULES: dict[str, Reminder] = {
    "seal": Reminder(
        "seal", MessageKind.NOTICE, _("Journal sealed"), _("Journal sealed"), 0, "", _("All seals")
    ),
    "check": Reminder(
        "check",
        MessageKind.NOTICE,
        _("Check of the data"),
        _("Check of the data"),
        0,
        "",
        _("State of the service"),
    ),
}


def reminder(name: str) -> Reminder:
    """The rule an item was written by. Names not known any more keep their name as label."""
    if name.startswith(BEFORE) and name != BEFORE:
        days = int(name.removeprefix(BEFORE))
        label = ngettext_lazy(
            "%(n)s working day before the deadline", "%(n)s working days before the deadline", days
        ) % {"n": days}
        return replace(LIST_RULES[BEFORE], name=name, label=label)
    if name.startswith(UNDATED) and name != UNDATED:
        days = int(name.removeprefix(UNDATED))
        label = ngettext_lazy("No deadline after %(n)s day", "No deadline after %(n)s days", days) % {
            "n": days
        }
        return replace(LIST_RULES[UNDATED], name=name, label=label)
    known = LIST_RULES.get(name) or EVENT_RULES.get(name) or NOTICE_RULES.get(name)
    return known or Reminder(name, MessageKind.EVENT, name, name, 99, "", OPEN_DIRECTIVE)
