"""What the story prints before and after its days: the reading, the decisions, a mail, the end, the checks."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.demo.sink import HOST, Sink
from config.demo.story_checks import Check
from config.demo.tables import Terminal
from departments.models import Department, User
from departments.selectors import working_calendar
from directives.deadlines import LATENESS_LABELS, Lateness, Today, days_late, lateness
from directives.desks import desk_of
from directives.lifecycle import DEADLINE_LABELS, MODE_LABELS, STATUS_LABELS, DeadlineKind, Mode, Role, Status
from directives.models import Assignment, Conclusion, ConclusionPoint, Directive, JournalEntry
from directives.rules import load_rules
from directives.views.journal_words import ACTS

EXCERPT = 70  # characters of a point's text


def opening(terminal: Terminal, port: int) -> None:
    terminal.chapter(_("Đôn Đốc: one conclusion from its text to a closed task"))
    terminal.said(
        _("A throw-away database with %(departments)s bodies and %(people)s people; mail goes to %(server)s.")
        % {
            "departments": Department.objects.count(),
            "people": User.objects.count(),
            "server": f"smtp://{HOST}:{port}",
        }
    )


def reading(terminal: Terminal, conclusion: Conclusion) -> None:
    """The text as it came and the points the reading proposes."""
    terminal.chapter(_("1. The notice %(number)s is read") % {"number": conclusion.number})
    text = conclusion.text
    begin = text.index("1. Ban Quản lý")
    terminal.quoted(text[begin : begin + 700].rsplit("\n", 1)[0])
    terminal.line()
    points = list(conclusion.points.order_by("start"))
    terminal.said(
        ngettext("%(n)s point was found:", "%(n)s points were found:", len(points)) % {"n": len(points)}
    )
    rows = [_proposed(number, point) for number, point in enumerate(points, 1)]
    terminal.table((_("Point"), _("Words of the point"), _("Lead"), _("Coordinating"), _("Date")), rows)


def _proposed(number: int, point: ConclusionPoint) -> tuple[str, ...]:
    proposal = point.proposal
    names = {role: "; ".join(link["name"] for link in proposal[role]) for role in ("leads", "coordinating")}
    day = date.fromisoformat(proposal["deadline"]) if proposal["deadline"] else None
    words = f"{day:%d/%m/%Y}" if day else proposal["deadline_text"] or "–"
    return (str(number), _cut(point.text), names["leads"] or "–", names["coordinating"] or "–", words)


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]}…"


def settling(terminal: Terminal, conclusion: Conclusion) -> None:
    """What the clerk made of the points, what was corrected, and what issuing has written."""
    terminal.chapter(_("2. The clerk confirms, and issues"))
    rows = []
    for point in conclusion.points.order_by("start").prefetch_related("directives__parts__department"):
        directive = point.directives.first()
        if directive is None:
            rows.append(("–", _cut(point.text), str(point.get_outcome_display()), "", "", point.reason))
            continue
        rows.append(
            (
                directive.point_label,
                directive.title,
                str(MODE_LABELS[Mode(directive.mode)]),
                _given_to(directive),
                _deadline(directive),
                _corrected(point, directive),
            )
        )
    terminal.table(
        (_("Point"), _("Directive"), _("Mode"), _("Given to"), _("Deadline"), _("The reading")), rows
    )
    terminal.line()
    parts = Assignment.objects.filter(directive__conclusion=conclusion)
    terminal.said(
        _(
            "Issued in one transaction: %(directives)s directives with %(parts)s parts, "
            "%(processes)s of them with a workflow process."
        )
        % {
            "directives": conclusion.directives.count(),
            "parts": parts.count(),
            "processes": parts.exclude(process=None).count(),
        }
    )


def _working(directive: Directive) -> list[Assignment]:
    return [part for part in directive.parts.all() if part.role in (Role.LEAD, Role.EACH)]


def _given_to(directive: Directive) -> str:
    working = _working(directive) or list(directive.parts.all())
    if len(working) <= 2:
        return "; ".join(part.department.label for part in working)
    return ngettext("%(n)s department", "%(n)s departments", len(working)) % {"n": len(working)}


def _deadline(directive: Directive) -> str:
    due = next((part.due_on for part in _working(directive) if part.due_on), None)
    if due is not None:
        return f"{due:%d/%m/%Y}"
    if directive.mode == Mode.FOR_INFORMATION:
        return "–"
    return str(DEADLINE_LABELS[DeadlineKind(directive.deadline_kind)])


def _corrected(point: ConclusionPoint, directive: Directive) -> str:
    """What the clerk had to change of the proposal: lead departments or groups, and the date."""
    if directive.mode == Mode.FOR_INFORMATION:
        return _("mode corrected")
    if point.proposal.get("why") == ["by_hand"]:
        return _("added by hand")
    wrong = []
    proposed = point.proposal["leads"]
    linked = {link["department"] for link in proposed if link["department"]}
    if not any(link["group"] for link in proposed) and linked != {
        p.department_id for p in _working(directive)
    }:
        wrong.append(_("lead corrected"))
    due = next((part.due_on for part in _working(directive) if part.due_on), None)
    if (due.isoformat() if due else None) != point.proposal["deadline"]:
        wrong.append(_("date corrected"))
    return ", ".join(wrong) or _("right")


def chapter_of_days(terminal: Terminal) -> None:
    terminal.chapter(_("3. The days pass"))


def one_mail(terminal: Terminal, sink: Sink, closed: Directive) -> None:
    """The last daily list that asked the officer for the closed directive, as it came over the wire."""
    officer = closed.parts.get(role=Role.LEAD).officer
    address = officer.email if officer else ""
    lists = [got for got in sink.received if got.is_list and address in got.to and closed.title in got.plain]
    if not lists:
        return
    got = lists[-1]
    terminal.chapter(_("4. One of the mails, as the server received it"))
    for header in ("From", "To", "Subject", "Date", "Message-ID"):
        terminal.line(f"  {header}: {got.mail[header]}")
    terminal.line()
    terminal.quoted(got.plain.strip())


def end_state(terminal: Terminal, conclusion: Conclusion, today: date) -> None:
    """Where every directive of the conclusion stands in the end."""
    terminal.chapter(_("5. Where everything stands"))
    calendar = working_calendar()
    around = Today.at(today, calendar, load_rules().due_soon_days)
    rows = []
    directives = conclusion.directives.order_by("pk").prefetch_related("parts__department", "parts__officer")
    for directive in directives:
        working = _working(directive) or list(directive.parts.all())
        first = working[0]
        first.directive = directive
        if len(working) == 1:
            status, desk = str(STATUS_LABELS[Status(first.status)]), desk_of(first)
            late = lateness(first, around)
            days = days_late(first, today, calendar)
            words = str(LATENESS_LABELS[late]) + (f" ({days})" if late is Lateness.OVERDUE else "")
            where = ", ".join(filter(None, (desk.name, desk.place))) if desk else "–"
        else:
            done = sum(part.status == Status.COMPLETED for part in working)
            late_count = sum(lateness(part, around) is Lateness.OVERDUE for part in working)
            status = _("%(done)s of %(all)s completed") % {"done": done, "all": len(working)}
            words = _("%(n)s overdue") % {"n": late_count} if late_count else "–"
            where = "–"
        rows.append((directive.point_label, directive.title, _deadline(directive), status, words, where))
    headers = (_("Point"), _("Directive"), _("Deadline"), _("Status"), _("Lateness"), _("On the desk of"))
    terminal.table(headers, rows)


def life_of(terminal: Terminal, directive: Directive) -> None:
    """The journal of one directive from issue to close."""
    terminal.chapter(_("6. The life of point %(point)s") % {"point": directive.point_label})
    terminal.said(directive.title)
    terminal.line()
    rows = []
    for entry in JournalEntry.objects.filter(stream=directive.stream).select_related("actor").order_by("seq"):
        moved = STATUS_LABELS[Status(entry.to_status)] if entry.to_status else ""
        rows.append(
            (
                f"{timezone.localtime(entry.at):%d/%m/%Y %H:%M}",
                str(entry.actor or _("The clock")),
                str(ACTS[entry.verb][0]),
                str(moved),
                entry.digest[:12],
            )
        )
    terminal.table((_("When"), _("Who"), _("Act"), _("Status"), _("Seal")), rows)


def checked(terminal: Terminal, found: Sequence[Check]) -> None:
    terminal.chapter(_("7. What was claimed, checked"))
    for check in found:
        terminal.check(check.holds, check.text)
