"""What the journal's entries say to a person: stored are codes and ids, the sentences are made here."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.templatetags.frame import post_name
from directives.blocked import blocked_days
from directives.lifecycle import MODE_LABELS, VERBS, Mode, Status
from directives.models import JournalEntry
from directives.selectors.directive_page import DirectivePage, Names
from directives.selectors.timeline import Gap, Segment, Stay
from directives.templatetags.parts import working_days
from directives.views import journal_periods, journal_requests, journal_whole

# Verb → what the person did, the shape and the tone of its mark.
ACTS: dict[str, tuple[Promise, str, str]] = {
    "issue": (gettext_lazy("issued"), "i-file", ""),
    "accept": (gettext_lazy("accepted"), "s-progress", "do"),
    "refuse": (gettext_lazy("refused"), "s-refused", "soon"),
    "insist": (gettext_lazy("kept it with this department"), "s-assigned", ""),
    "transfer": (gettext_lazy("transferred"), "s-moved", ""),
    "delegate": (gettext_lazy("handed out the work"), "s-progress", "do"),
    "acknowledge": (gettext_lazy("has seen it"), "s-done", "done"),
    "report": (gettext_lazy("reported progress"), "n-rep", "do"),
    "prepare": (gettext_lazy("put up for release"), "i-release", ""),
    "submit": (gettext_lazy("submitted the result"), "s-verify", "wait"),
    "release": (gettext_lazy("released"), "i-release", ""),
    "withdraw": (gettext_lazy("withdrew"), "s-recalled", ""),
    "verify": (gettext_lazy("confirmed the result"), "s-done", "done"),
    "return_": (gettext_lazy("returned"), "s-returned", "soon"),
    "approve": (gettext_lazy("approved"), "s-done", "done"),
    "set_deadline": (gettext_lazy("set the deadline"), "t-period", ""),
    "annul": (gettext_lazy("annulled a recorded decision"), "s-returned", "soon"),
    "hand_over_desk": (gettext_lazy("handed the desk over"), "s-moved", ""),
    "repair": (gettext_lazy("put the records right"), "i-file", ""),
    "succession": (gettext_lazy("handed it on: the department has ended"), "s-moved", ""),
    "take_over": (gettext_lazy("took it over"), "s-moved", ""),
    "receiver_moved": (gettext_lazy("changed who receives the product"), "s-moved", ""),
    "record_sent": (gettext_lazy("recorded a document sent"), "i-file", ""),
    "record_reply": (gettext_lazy("recorded a reply"), "s-verify", "wait"),
    "raise_bottleneck": (gettext_lazy("raised a bottleneck"), "i-block", "block"),
    "triage": (gettext_lazy("passed a bottleneck on"), "i-block", "block"),
    "reply": (gettext_lazy("replied to a bottleneck"), "i-block", ""),
    "decide": (gettext_lazy("decided on a bottleneck"), "s-done", "done"),
    "resolve": (gettext_lazy("says that a bottleneck is out of the way"), "s-done", "done"),
    "mark_beyond": (gettext_lazy("marked a bottleneck as beyond our authority"), "i-block", "block"),
    "follow_up": (gettext_lazy("issued a follow-up directive"), "i-file", ""),
    "calendar_moved": (gettext_lazy("changed the working calendar"), "t-period", ""),
    **journal_requests.ACTS,
    **journal_periods.ACTS,
    **journal_whole.ACTS,
}

STEPS: dict[Status, Promise] = {
    Status.ASSIGNED: gettext_lazy("Accepting"),
    Status.IN_PROGRESS: gettext_lazy("Carrying out"),
    Status.AWAITING_VERIFICATION: gettext_lazy("Confirming"),
    Status.AWAITING_APPROVAL: gettext_lazy("Approving"),
    Status.REFUSED: gettext_lazy("Refused, deciding"),
    Status.PAUSED: gettext_lazy("Paused"),
}
ENDED: dict[str, Promise] = {
    "submit": gettext_lazy("submitted %(day)s"),
    "return_": gettext_lazy("returned %(day)s"),
    "withdraw": gettext_lazy("withdrawn %(day)s"),
    "refuse": gettext_lazy("refused %(day)s"),
    "transfer": gettext_lazy("transferred %(day)s"),
    "pause": gettext_lazy("paused %(day)s"),
    "pause_directive": gettext_lazy("paused %(day)s"),
    "resume": gettext_lazy("went on %(day)s"),
    "resume_directive": gettext_lazy("went on %(day)s"),
    "recall": gettext_lazy("recalled %(day)s"),
    "recall_directive": gettext_lazy("recalled %(day)s"),
    "close_each": gettext_lazy("closed %(day)s"),
    "supersede": gettext_lazy("replaced %(day)s"),
    "end": gettext_lazy("ended %(day)s"),
}


@dataclass(frozen=True)
class Line:
    """One line of the journal as shown; a gap has no `at`."""

    text: str
    at: datetime | None = None
    who: str = ""
    shape: str = ""
    tone: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step under the track. `days` is empty for a step that has not come yet."""

    word: str
    detail: str
    tone: str
    current: bool = False


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def lines_of(page: DirectivePage) -> list[Line]:
    """The journal of the page, newest first, with the time on each desk between."""
    return [_gap(line, page) if isinstance(line, Gap) else _entry(line, page) for line in page.lines]


def _gap(gap: Gap, page: DirectivePage) -> Line:
    where = place_of(gap.status, page)
    text = _("%(days)s on the desk of %(where)s") % {"days": working_days(gap.days), "where": where}
    return Line(text=_("%(text)s, still there") % {"text": text} if gap.running else text)


def place_of(status: Status, page: DirectivePage) -> str:
    """The body on whose desk a part stands in `status`, without names of officers, who change."""
    directive, part = page.directive, page.part
    if status is Status.AWAITING_APPROVAL:
        by_chair = directive.directed_by is None or (part is not None and part.chair_decides)
        return _("the Chair") if by_chair else str(directive.directed_by)
    if status is Status.AWAITING_VERIFICATION and directive.product_to_department is not None:
        return directive.product_to_department.label
    if status is Status.AWAITING_VERIFICATION and directive.product_to == "leader" and directive.directed_by:
        return str(directive.directed_by)
    if status in (Status.AWAITING_VERIFICATION, Status.REFUSED, Status.PAUSED):
        return _("the Office")
    return part.department.label if part is not None else ""


def _entry(entry: JournalEntry, page: DirectivePage) -> Line:
    act, shape, tone = ACTS.get(entry.verb, (gettext_lazy("acted"), "i-file", ""))
    who, text = str(entry.actor or ""), str(act)
    if entry.actor is None:
        who, text = _("The system"), _("took it as accepted") if entry.data.get("implied") else text
    if entry.verb == "submit" and entry.data.get("released"):
        text = _("released the result")
    if entry.verb == "withdraw" and entry.data.get("prepared"):
        text = _("took back what was put up for release")
    details = [*_data_words(entry.verb, entry.data, page.names), *_place_words(entry, page)]
    if page.directive.is_secret and _asks_for_words(entry):
        details.insert(0, _("(secret content)"))
    return Line(text, entry.at, who, shape, tone, tuple(details))


def _asks_for_words(entry: JournalEntry) -> bool:
    """Whether the act would have said something, had the directive not been secret."""
    verb = VERBS.get(entry.data.get("prepared") or entry.verb)
    if verb is None:
        return False
    asked = (need.metadata for need in dataclasses.fields(verb.needs))
    return any(need["kind"] == "text" and need["required"] for need in asked)


def _place_words(entry: JournalEntry, page: DirectivePage) -> list[str]:
    """In which post somebody acted, for whom, and on which part where that is not the one shown."""
    words = []
    post = entry.post
    if post is not None:
        words.append(post_name(post))
    if entry.on_behalf_of is not None:
        words.append(_("on behalf of %(name)s") % {"name": entry.on_behalf_of})
    part, shown = entry.part, page.part.pk if page.part is not None else None
    if part is not None and part.pk != shown and (post is None or post.department_id != part.department_id):
        words.append(_("part of %(department)s") % {"department": part.department.label})
    return words


def _data_words(verb: str, data: dict[str, Any], names: Names) -> list[str]:
    """What an entry's data tells, one line each; unknown keys stay silent."""
    words = []
    if verb == "issue" and data.get("mode") in set(Mode):
        words.append(str(MODE_LABELS[Mode(data["mode"])]))
    if verb == "prepare" and data.get("prepared") in VERBS:
        words.append(str(VERBS[data["prepared"]].label))
    if after := data.get("after"):
        words.append(_("to %(day)s") % {"day": _iso_day(after)})
    if before := data.get("before"):
        words.append(_("before that %(day)s") % {"day": _iso_day(before)})
    words += [_("deadline %(before)s becomes %(after)s") % _days(pair) for pair in data.get("due", [])]
    words += [
        _("taken as accepted after %(after)s, not %(before)s") % _days(pair)
        for pair in data.get("accept_by", [])
    ]
    if (officer := names.people.get(data.get("officer") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": officer})
    if (division := names.divisions.get(data.get("division") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": division})
    if (department := names.departments.get(data.get("department") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": department})
    if (old := names.departments.get(data.get("from_department") or 0)) is not None:
        words.append(_("from %(name)s") % {"name": old})
    if (asked := names.departments.get(data.get("asked_department") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": asked})
    if (leader := names.people.get(data.get("asked_leader") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": leader})
    if (proposed := names.departments.get(data.get("proposed_department") or 0)) is not None:
        words.append(_("proposes %(name)s") % {"name": proposed})
    if (leaving := names.people.get(data.get("from_person") or 0)) is not None:
        words.append(_("from %(name)s") % {"name": leaving})
    if (taking := names.people.get(data.get("to_person") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": taking})
    if data.get("recorded"):
        words.append(_("recorded with: %(reference)s") % {"reference": data.get("reference") or "—"})
    if (author := names.people.get(data.get("prepared_by") or 0)) is not None:
        words.append(_("prepared by %(name)s") % {"name": author})
    if number := data.get("document_number"):
        dated = data.get("document_date")
        words.append(f"{number}, {_iso_day(dated)}" if dated else str(number))
    if received := data.get("received_on"):
        words.append(_("received on %(day)s") % {"day": _iso_day(received)})
    words += journal_requests.request_words(verb, data)
    words += journal_periods.which_period(data)
    words += journal_whole.whole_words(verb, data, names)
    words += [f"“{data[key]}”" for key in ("reason", "comment", "note") if data.get(key)]
    return words


def _days(pair: list[str]) -> dict[str, str]:
    """A date that has moved: where it stood and where it stands."""
    return {"before": _iso_day(pair[0]), "after": _iso_day(pair[1])}


def _iso_day(value: str) -> str:
    return _day(date.fromisoformat(value))


def steps_of(page: DirectivePage) -> list[Step]:
    """The words under the track, one per segment, and the steps still to come."""
    if page.rail is None:
        return []
    steps = [_step(segment, page) for segment in page.rail.segments]
    return steps + [Step(str(STEPS[status]), _("not yet"), "fo") for status in page.rail.ahead]


def _step(segment: Segment, page: DirectivePage) -> Step:
    stay = segment.stay
    word = _("Carrying out again") if stay.again else str(STEPS.get(stay.status, stay.status))
    detail = working_days(stay.days)
    if stuck := _stuck(stay, page):
        detail = _("%(days)s, of them %(stuck)s with a bottleneck") % {
            "days": detail,
            "stuck": working_days(stuck),
        }
    if stay.until is not None and stay.ended_by in ENDED:
        detail += ", " + str(ENDED[stay.ended_by]) % {"day": _day(stay.until)}
    return Step(word, detail, segment.tone, stay.current)


def _stuck(stay: Stay, page: DirectivePage) -> int:
    """Working days of a stay in which a bottleneck of the part was open."""
    part, info = page.part, page.info
    spans = [
        (max(row.raised_on, stay.since), min(row.resolved_on or info.day, stay.until or info.day))
        for row in (told.row for told in page.bottlenecks)
        if part is not None and row.part_id == part.pk
    ]
    return blocked_days(spans, info.day, info.calendar)


def track_label(page: DirectivePage) -> str:
    """The track in words, for who does not see it."""
    if page.rail is None:
        return ""
    told = ", ".join(f"{step.word} {step.detail}" for step in steps_of(page) if step.tone != "fo")
    return _("%(days)s since it was assigned: %(steps)s") % {
        "days": working_days(page.rail.total_days),
        "steps": told,
    }
