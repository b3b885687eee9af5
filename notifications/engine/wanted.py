"""What is wanted of a part at the moment of sending: an answer, an explanation, a decision on another date."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from directives.lifecycle import Role
from directives.models import Ask, AskState, Assignment, Decision, ExtensionRequest, JournalEntry, Urging

QUOTED = 200  # characters of what is asked that a list quotes
EXPLAINING = ("to_explain", "unexplained")


@dataclass
class Wanted:
    """Open asks (the first due first), urgings that demand an explanation, and the request that waits."""

    asks: list[Ask] = field(default_factory=list)
    urgings: list[Urging] = field(default_factory=list)
    request: ExtensionRequest | None = None


def attach_wanted(parts: Collection[Assignment]) -> None:
    """Put `wanted` on each part: three statements, whatever their number."""
    found = {part.pk: Wanted() for part in parts}
    if not found:
        return
    asks = list(Ask.objects.filter(part_id__in=found, state=AskState.OPEN))
    for ask in sorted(asks, key=lambda row: (row.due_on or date.max, row.pk)):
        found[ask.part_id].asks.append(ask)
    owed = Urging.objects.filter(part_id__in=found, explanation_due_on__isnull=False, explained_at=None)
    for urging in owed.order_by("explanation_due_on", "pk"):
        found[urging.part_id].urgings.append(urging)
    for request in ExtensionRequest.objects.filter(part_id__in=found, decision=Decision.OPEN):
        found[request.part_id].request = request
    for part in parts:
        part.wanted = found[part.pk]  # type: ignore[attr-defined]  # read by `wanted_of` alone


def wanted_of(part: Assignment) -> Wanted:
    """What `attach_wanted` found for the part."""
    wanted: Wanted = getattr(part, "wanted")  # noqa: B009 -- attached above, which no type says
    return wanted


def wanted_words(rule: str, part: Assignment, entry: JournalEntry | None) -> list[str]:
    """What a line says about it: from its journal entry, or in a list as it stands."""
    if entry is not None:
        return _of_entry(rule, entry)
    wanted, said = wanted_of(part), []
    if rule == "to_extend" and wanted.request is not None:
        request = wanted.request
        said.append(_asks_for(request.due_on_before, request.requested_due_on))
    if rule in EXPLAINING and wanted.urgings:
        urging = wanted.urgings[0]
        said.append(_("Urging no. %(n)s") % {"n": urging.number})
        if urging.explanation_due_on is not None:
            said.append(_("Explanation due %(day)s.") % {"day": f"{urging.explanation_due_on:%d/%m/%Y}"})
    if part.role == Role.COORDINATING and wanted.asks:
        said.append(_("Asked: %(text)s") % {"text": wanted.asks[0].text[:QUOTED]})
    return said


def _of_entry(rule: str, entry: JournalEntry) -> list[str]:
    data = entry.data
    if rule == "extension_asked":
        return [_asks_for(date.fromisoformat(data["before"]), date.fromisoformat(data["after"]))]
    if rule == "extension_granted":
        return [_("Granted: %(day)s.") % {"day": _day(data["after"])}]
    if rule == "asked" and data.get("needed_by"):
        return [_("Needed by %(day)s.") % {"day": _day(data["needed_by"])}]
    if data.get("explain_by"):
        return [_("Explanation due %(day)s.") % {"day": _day(data["explain_by"])}]
    return []


def _asks_for(before: date, after: date) -> str:
    return _("Asks for %(after)s in place of %(before)s.") % {
        "before": f"{before:%d/%m/%Y}",
        "after": f"{after:%d/%m/%Y}",
    }


def _day(stored: str) -> str:
    return f"{date.fromisoformat(stored):%d/%m/%Y}"
