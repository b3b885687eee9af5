"""Requests for another date, asks and urgings as the page of a directive shows them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from directives.lifecycle import CLOSED, VERBS, Status
from directives.models import ExtensionRequest, RequestKind
from directives.rules import Rules
from directives.selectors.directive_page import DirectivePage
from directives.selectors.requests_of import Shown
from directives.subjects import state_label
from directives.targets import of_part, of_subject
from directives.views.buttons import buttons

# State of an object → shape and tone of its mark.
LOOKS: dict[str, tuple[str, str]] = {
    "open": ("s-verify", "wait"),
    "granted": ("s-done", "done"),
    "refused": ("s-refused", "soon"),
    "withdrawn": ("s-recalled", ""),
    "closed": ("s-recalled", ""),
    "answered": ("s-done", "done"),
    "said": ("n-rep", ""),
    "demanded": ("s-verify", "wait"),
    "explained": ("s-done", "done"),
}


@dataclass(frozen=True)
class Item:
    """One object as shown: `word`, `shape` and `tone` of its state, and what may be done to it."""

    row: Any
    part: Any
    word: str
    shape: str
    tone: str
    buttons: list[dict[str, Any]]
    waits_for: str = ""


def request_sections(page: DirectivePage) -> dict[str, Any]:
    """The context of the three sections; each is left out where there is nothing to show."""
    found = page.requests
    asking = [
        {"part": part, "address": of_part(part).address(VERBS["ask"]), "verb": VERBS["ask"]}
        for part in found.askable
    ]
    return {
        "extensions": [_item(shown, page) for shown in found.extensions],
        "asks": [_item(shown, page) for shown in found.asks],
        "asking": asking,
        "unanswered": found.unanswered,
        "urgings": [_item(shown, page) for shown in found.urgings],
    }


def _item(shown: Shown, page: DirectivePage) -> Item:
    row, part, today = shown.row, shown.part, page.info.day
    word, (shape, tone) = state_label(row), LOOKS[row.state]
    if row.state == "demanded" and part.status in CLOSED:
        word, shape, tone = _("Closed without an explanation"), *LOOKS["closed"]
    elif row.state == "demanded" and row.explanation_due_on < today:
        word, shape, tone = _("Explanation overdue"), "t-late", "late"
    elif row.state == "open" and getattr(row, "silent_on", None) is not None:
        word, shape, tone = _("No answer in time"), "t-late", "late"
    return Item(
        row=row,
        part=part,
        word=word,
        shape=shape,
        tone=tone,
        buttons=buttons(of_subject(shown.kind, part, row), shown.verbs) if shown.verbs else [],
        waits_for=decider(row, page.info.rules) if isinstance(row, ExtensionRequest) else "",
    )


def decider(request: ExtensionRequest, rules: Rules) -> str:
    """Who decides on an open request, in words: the twin of `permissions.standing`."""
    part, directive = request.part, request.part.directive
    if request.state != "open" or part.status == Status.PAUSED:
        return ""
    leader = directive.directed_by or directive.leader_in_charge
    authority, office = rules.extension_decided_by, part.department.is_office
    if request.kind == RequestKind.CONTEST:
        return _("the Chair") if office else _("the Office or a leader")
    if authority == "office" or (authority == "leader" and leader is None):
        return _("the Chair") if office else _("the Office")
    if authority == "chair" or part.chair_decides:
        return _("the Chair")
    return str(leader)
