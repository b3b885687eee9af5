"""When whom is told what, as data. `engine.lines` finds what a list rule picks, `engine.events` what an event does.

The days of the ladder are in `directives.rules`; what stands here is which rungs exist, in which order a list
shows them, what they are called and which form their link opens. Ranks leave room between them.
"""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notifications.models import MessageKind

BEFORE = "before_"  # with the number of working days: before_3
RECORDED = "recorded_for_you"
UNDATED = "undated_"  # with the number of calendar days: undated_30
URGED = "urged_"  # with its number: urged_2


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
        _list(
            "to_explain",
            5,  # before the deadline that was missed: a part stands once in a list
            _("Explanation owed"),
            _("Explanation owed"),
            "explain",
            _("Give the explanation"),
        ),
        _list("overdue", 10, _("Overdue"), _("Overdue"), "report", _("Report")),
        _list("due_today", 20, _("Due on the day"), _("Due today"), "report", _("Report")),
        _list(
            "to_approve",
            30,
            _("Awaits approval"),
            _("Waiting for your approval"),
            "approve",
            _("Open to approve"),
        ),
        _list(
            "to_verify",
            40,
            _("Awaits verification"),
            _("Waiting for your verification"),
            "verify",
            _("Open to verify"),
        ),
        _list(
            "to_release",
            50,
            _("Awaits release"),
            _("Waiting for your release"),
            "release",
            _("Open to release"),
        ),
        _list(
            "to_extend",
            45,
            _("Another deadline asked for"),
            _("Another deadline asked for, to be decided"),
            "grant_extension",
            _("Open to decide"),
        ),
        _list(
            "unblock_late",
            42,
            _("Bottleneck, needed earlier"),
            _("Bottlenecks that should have been cleared"),
            "reply",
            _("Open the bottleneck"),
        ),
        _list(
            "to_unblock",
            55,
            _("Bottleneck to clear"),
            _("Bottlenecks to clear"),
            "reply",
            _("Open the bottleneck"),
        ),
        _list(
            "to_pass_on",
            57,
            _("Bottleneck to pass on"),
            _("Bottlenecks to pass on"),
            "triage",
            _("Open to pass on"),
        ),
        _list(
            "period_to_approve",
            31,
            _("Report of a period awaits approval"),
            _("Reports of periods waiting for your approval"),
            "approve_period",
            _("Open to approve"),
        ),
        _list(
            "period_to_verify",
            41,
            _("Report of a period awaits verification"),
            _("Reports of periods waiting for your verification"),
            "verify_period",
            _("Open to verify"),
        ),
        _list(
            "review_due",
            75,
            _("Quarterly review"),
            _("Quarterly review of continuous tasks"),
            "submit_period",
            _("Report the review"),
        ),
        _list("to_decide", 60, _("Refused"), _("Refused, to be decided"), "", OPEN_DIRECTIVE),
        _list("unexplained", 65, _("Explanation overdue"), _("Explanation overdue"), "", OPEN_DIRECTIVE),
        _list(BEFORE, 70, _("Before the deadline"), _("Due soon"), "report", _("Report")),
        _list(
            "to_accept",
            80,
            _("Last day before it counts as accepted"),
            _("To be accepted"),
            "accept",
            _("Accept"),
        ),
        _list(UNDATED, 90, _("No deadline yet"), _("To be dated"), "", OPEN_DIRECTIVE),
        _list(
            RECORDED, 95, _("Decision recorded for you"), _("Decisions recorded for you"), "", OPEN_DIRECTIVE
        ),
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
        _event(
            "period_returned", _("Report of a period returned"), "submit_period", _("Mend and submit again")
        ),
        _event("period_confirmed", _("Report of a period accepted"), "", OPEN_DIRECTIVE),
        _event("completed", _("Result accepted, task completed"), "", OPEN_DIRECTIVE),
        _event("refused", _("Task refused"), "", OPEN_DIRECTIVE),
        _event("transferred", _("Task transferred to another department"), "", OPEN_DIRECTIVE),
        _event("deadline_set", _("Deadline set"), "report", OPEN_PART),
        _event("extension_asked", _("Another deadline asked for"), "grant_extension", _("Open to decide")),
        _event("extension_withdrawn", _("Request for another deadline withdrawn"), "", OPEN_DIRECTIVE),
        _event("extension_granted", _("Another deadline granted"), "report", OPEN_PART),
        _event("extension_refused", _("Another deadline not granted"), "report", OPEN_PART),
        _event("asked", _("Your cooperation is asked for"), "answer", _("Answer")),
        _event("ask_withdrawn", _("Cooperation no longer asked for"), "", OPEN_DIRECTIVE),
        _event("answered", _("Answer of a coordinating department"), "", OPEN_DIRECTIVE),
        _event("no_answer", _("No answer in time from a coordinating department"), "", OPEN_DIRECTIVE),
        _event("urged", _("Urging"), "report", _("Report")),
        _event(
            "bottleneck_asked", _("You are asked to clear a bottleneck"), "reply", _("Open the bottleneck")
        ),
        _event("bottleneck_to_pass_on", _("Bottleneck to pass on"), "triage", _("Open to pass on")),
        _event("bottleneck_raised", _("Bottleneck raised"), "", OPEN_DIRECTIVE),
        _event("bottleneck_passed_on", _("Bottleneck passed on"), "", OPEN_DIRECTIVE),
        _event("bottleneck_reply", _("Reply to a bottleneck"), "", OPEN_DIRECTIVE),
        _event("bottleneck_beyond", _("Bottleneck beyond our authority"), "", OPEN_DIRECTIVE),
        _event("bottleneck_ended", _("Bottleneck ended"), "", OPEN_DIRECTIVE),
        _event("bottleneck_followed_up", _("Bottleneck turned into a directive"), "", OPEN_DIRECTIVE),
        _event("followed_up", _("Follow-up directive issued"), "", OPEN_DIRECTIVE),
        _event("explained", _("Explanation given"), "", OPEN_DIRECTIVE),
        _event("paused", _("Task paused: the deadline does not count"), "", OPEN_DIRECTIVE),
        _event("went_on", _("Task goes on"), "report", OPEN_PART),
        _event("reopened", _("Task reopened"), "report", OPEN_PART),
        _event("recalled", _("Task recalled"), "", OPEN_DIRECTIVE),
        _event("superseded", _("Directive replaced by a later one"), "", OPEN_DIRECTIVE),
        _event("closed_missing", _("Directive closed without your product"), "", OPEN_DIRECTIVE),
        _event("ended", _("Task ended by the Office"), "", OPEN_DIRECTIVE),
        _event("amended", _("Directive amended"), "", OPEN_DIRECTIVE),
        _event("deadline_corrected", _("Mistyped deadline corrected"), "report", OPEN_PART),
        _event(
            "correction_proposed",
            _("Corrected deadline to be confirmed by a second person"),
            "",
            OPEN_DIRECTIVE,
        ),
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
    if name.startswith(URGED):
        label = _("Urging no. %(n)s") % {"n": name.removeprefix(URGED)}
        return replace(EVENT_RULES["urged"], label=label, heading=label)
    known = LIST_RULES.get(name) or EVENT_RULES.get(name) or NOTICE_RULES.get(name)
    return known or Reminder(name, MessageKind.EVENT, name, name, 99, "", OPEN_DIRECTIVE)
