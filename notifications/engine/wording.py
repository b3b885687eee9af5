"""What a line of a mail says, in the language that is active. A secret directive gives number and date only."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from directives.deadlines import HANDED_IN
from directives.lifecycle import ROLE_LABELS, Role
from directives.models import Assignment, Directive, JournalEntry
from directives.models.choices import Urgency
from directives.selectors.today import TodayInfo
from directives.templatetags.parts import late_words, no_date_words, term_words
from notifications import links
from notifications.engine.periods_told import is_reported_by_period, period_notes
from notifications.engine.wanted import wanted_words
from notifications.ladder import Reminder, reminder
from notifications.models import MessageItem

QUOTED = 400  # characters of a reason a mail quotes

LATE, SOON = "late", "soon"


@dataclass(frozen=True)
class MailLine:
    """One line ready for the templates: all words, no lookups. `tone` is late, soon or ""."""

    rule: Reminder
    when: str
    words: str
    tone: str
    title: str
    meta: str
    notes: tuple[str, ...]
    url: str
    action: str
    due_on: date | None


def mail_line(item: MessageItem, entry: JournalEntry | None, info: TodayInfo) -> MailLine:
    """The words of one line; part and directive are loaded on it."""
    rule, part, directive = reminder(item.rule), item.part, item.directive
    if directive is None:
        raise ValueError(f"line {item.pk} is about no directive")
    secret = directive.is_secret
    when, words, tone = term(part, directive, info)
    verb, action = link_of(rule, part, entry)
    url = links.part_form(part.pk, verb) if part and verb else links.directive_page(directive.pk)
    return MailLine(
        rule=rule,
        when=when,
        words="" if secret and part is not None and part.due_on is None else words,
        tone=tone,
        title=directive.heading,
        meta="" if secret else meta(directive, part),
        notes=(_("The content stands in the document only."),) if secret else notes(item, entry),
        url=url,
        action=str(action),
        due_on=part.due_on if part else None,
    )


def link_of(rule: Reminder, part: Assignment | None, entry: JournalEntry | None) -> tuple[str, Promise | str]:
    """The form a line leads to and its words: coordinating departments answer, who owes an explanation gives it."""
    if part is not None and rule.verb == "report" and part.role == Role.COORDINATING:
        return "answer", _("Answer")
    if part is not None and rule.verb == "report" and is_reported_by_period(part):
        return "submit_period", _("Report the period")
    if entry is not None and entry.data.get("explain_by"):
        return "explain", _("Give the explanation")
    return rule.verb, rule.action


def term(part: Assignment | None, directive: Directive, info: TodayInfo) -> tuple[str, str, str]:
    """The margin of a line: the date, how it stands to today, and its tone."""
    if part is None:
        phrase = f"“{directive.deadline_phrase}”" if directive.deadline_phrase else ""
        return _("No deadline yet"), phrase, ""
    if part.due_on is None or part.role == Role.INFORMED:
        word, why = no_date_words(part)
        return word, why, ""
    when = f"{part.due_on:%d/%m/%Y}"
    if part.status in HANDED_IN and part.submitted_on is not None:
        late = part.submitted_on > part.due_on
        words = _("submitted %(day)s") % {"day": f"{part.submitted_on:%d/%m/%Y}"}
        return when, words, LATE if late else ""
    if not part.is_open:
        return when, "", ""
    if part.due_on < info.day:
        return when, late_words(part, info), LATE
    if part.due_on > info.day and info.calendar.between(info.day, part.due_on) == 0:
        return when, _("a day off; today is the last working day"), SOON
    return when, term_words(part, info), SOON if part.due_on <= info.today.soon_until else ""


def source(directive: Directive) -> str:
    """Number and point of the conclusion, as one would quote it."""
    conclusion = directive.conclusion
    if conclusion is None:
        return _("Directive %(number)s") % {"number": directive.pk}
    name = conclusion.number or conclusion.title
    if directive.point_label:
        return _("%(document)s, point %(point)s") % {"document": name, "point": directive.point_label}
    return name


def meta(directive: Directive, part: Assignment | None) -> str:
    """Where it comes from, by whose word, whose part it is, how urgent."""
    said = [source(directive)]
    if directive.directed_by is not None:
        said.append(_("directed by %(name)s") % {"name": directive.directed_by})
    if part is not None:
        said.append(f"{part.department.label} ({ROLE_LABELS[Role(part.role)]})")
    if directive.urgency != Urgency.NORMAL:
        said.append(str(Urgency(directive.urgency).label))
    return " · ".join(said)


def notes(item: MessageItem, entry: JournalEntry | None) -> tuple[str, ...]:
    """What else one has to know: who acted and why, what happens next."""
    part, said = item.part, []
    if entry is not None and entry.actor is not None and item.rule not in ("assigned", "informed"):
        words = entry.data.get("reason") or entry.data.get("note") or entry.data.get("comment") or ""
        said.append(_quoted(str(entry.actor), str(words)))
    if part is None:
        return tuple(said)
    said += wanted_words(item.rule, part, entry)
    said += period_notes(item.rule, part, entry)
    if item.rule in ("assigned", "kept", "to_accept") and part.accept_by is not None:
        said.append(
            _("Counts as accepted after %(day)s unless refused.") % {"day": f"{part.accept_by:%d/%m/%Y}"}
        )
    if part.department.is_outside and part.is_open:
        said.append(_("Outside body: it gets no mail from here. Send it the document and record the answer."))
    return tuple(said)


def _quoted(name: str, reason: str) -> str:
    if not reason:
        return name
    short = reason if len(reason) <= QUOTED else reason[:QUOTED].rsplit(" ", 1)[0] + "…"
    return f"{name}: “{short}”"
