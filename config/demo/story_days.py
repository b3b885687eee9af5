"""One day of the story: who did what, which mails came, how much is late by the evening."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.demo.sink import Received
from config.demo.tables import Terminal
from config.demo.timeline import moment
from directives.models import Assignment, JournalEntry, ProgressReport
from directives.selectors.lateness import overdue
from directives.views.journal_words import ACTS

DETAIL = 90  # characters of a reason or report that are shown


def day(terminal: Terminal, on: date, mails: Sequence[Received]) -> None:
    """Tell the local day `on`, in which `mails` were received."""
    terminal.day(f"{capfirst(date_format(on, 'l'))}, {on:%d/%m/%Y}")
    acts = list(_acts(on))
    if acts:
        terminal.table((_("Time"), _("Who"), _("Act"), _("Point"), _("Detail")), acts, inset=2)
        terminal.line()
    if not mails:
        terminal.line("  " + _("No mail."))
        return
    lists = sum(mail.is_list for mail in mails)
    late = Assignment.objects.filter(overdue(on)).count()
    counts = {"lists": lists, "events": len(mails) - lists, "late": late}
    terminal.line(
        "  "
        + _("Mails received: daily lists %(lists)s, events %(events)s. Parts overdue: %(late)s.") % counts
    )


def _acts(on: date) -> Iterator[tuple[str, ...]]:
    """The journal of a day as rows; what one person did at one moment to many parts is one row."""
    entries = (
        JournalEntry.objects.filter(at__gte=moment(on, 0), at__lt=moment(on, 23, 59), directive__isnull=False)
        .select_related("actor", "post__department", "part__department", "directive")
        .order_by("at", "pk")
    )
    for (at, verb, _actor), group in groupby(entries, key=lambda row: (row.at, row.verb, row.actor_id)):
        rows = list(group)
        first = rows[0]
        yield (
            f"{timezone.localtime(at):%H:%M}",
            _who(first),
            str(ACTS[verb][0]),
            _where(first) if len(rows) == 1 else _many(rows),
            _detail(first) if len(rows) == 1 else "",
        )


def _who(entry: JournalEntry) -> str:
    if entry.actor is None:
        return _("The clock")
    place = entry.post.department.label if entry.post else ""
    return f"{entry.actor}, {place}" if place else str(entry.actor)


def _where(entry: JournalEntry) -> str:
    label = entry.directive.point_label if entry.directive else ""
    return f"{label} · {entry.part.department.label}" if entry.part else label


def _many(rows: Sequence[JournalEntry]) -> str:
    count = len(rows)
    if rows[0].part is None:
        return ngettext("%(n)s directive", "%(n)s directives", count) % {"n": count}
    return ngettext("%(n)s part", "%(n)s parts", count) % {"n": count}


def _detail(entry: JournalEntry) -> str:
    text = str(entry.data.get("reason") or entry.data.get("comment") or "")
    if "report" in entry.data:
        text = ProgressReport.objects.get(pk=entry.data["report"]).done
    return text if len(text) <= DETAIL else f"{text[:DETAIL].rsplit(' ', 1)[0]}…"
