"""The five figures of the leader page: word, number, shape and what stands longest."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from departments.clock import today as local_day
from departments.templatetags.frame import thousands
from reports.decisions import Decision
from reports.filters import Around, Filter, View
from reports.selectors.leader import Overview, Rate


@dataclass(frozen=True)
class Figure:
    """One number with the filter of its list, and a note on what stands longest or on the other deadline."""

    label: str | Promise
    icon: str
    tone: str
    value: str
    filter: Filter
    note: str
    unit: str = ""


def figures(seen: Overview, around: Around) -> list[Figure]:
    """Overdue, awaiting my decision, to be dated, due soon, on time since the start of the month."""
    views, decision = seen.views, seen.decisions[Decision.ANY]
    return [
        Figure(
            gettext_lazy("Overdue"),
            "t-late",
            "late",
            thousands(views[View.OVERDUE].value),
            views[View.OVERDUE].filter,
            _dated(_("longest due since %(day)s"), seen.oldest_deadline),
        ),
        Figure(
            gettext_lazy("Awaiting my decision"),
            "s-approve",
            "wait",
            thousands(decision.value),
            decision.filter,
            _oldest_decision(seen, around),
        ),
        Figure(
            gettext_lazy("With an open bottleneck"),
            "i-block",
            "block",
            thousands(seen.stuck.value),
            seen.stuck.filter,
            _("parts something stands in the way of"),
        ),
        Figure(
            gettext_lazy("To be set"),
            "t-none",
            "",
            thousands(views[View.UNDATED].value),
            views[View.UNDATED].filter,
            _dated(_("the first assigned on %(day)s"), seen.oldest_undated),
        ),
        Figure(
            gettext_lazy("Due soon"),
            "t-soon",
            "soon",
            thousands(views[View.DUE_SOON].value),
            views[View.DUE_SOON].filter,
            _("until the end of %(day)s") % {"day": f"{around.info.today.soon_until:%d/%m/%Y}"},
        ),
        _rate_figure(seen),
    ]


def percent(value: float | None) -> str:
    """A rate with one decimal as the language writes it; a dash where nothing was judged."""
    return "–" if value is None else number_format(value, decimal_pos=1)


def _rate_figure(seen: Overview) -> Figure:
    label = _("On time, since %(day)s") % {"day": f"{seen.since:%d/%m/%Y}"}
    rate = seen.rate
    note = _rate_note(rate) if rate.judged.value else _("nothing with a deadline completed yet")
    unit = "%" if rate.judged.value else ""
    return Figure(label, "s-done", "done", percent(rate.percent), rate.judged.filter, note, unit)


def _rate_note(rate: Rate) -> str:
    counts = {"n": thousands(rate.on_time), "all": thousands(rate.judged.value)}
    original = _("%(rate)s %% against the original deadline") % {"rate": percent(rate.percent_original)}
    return _("%(n)s of %(all)s parts") % counts + "; " + original


def _dated(sentence: str, day: date | None) -> str:
    return sentence % {"day": f"{day:%d/%m/%Y}"} if day else ""


def _oldest_decision(seen: Overview, around: Around) -> str:
    if seen.oldest_decision is None:
        return ""
    days = around.info.working_days_since(local_day(seen.oldest_decision))
    if days == 0:
        return _("all came today")
    return ngettext("the oldest for %(n)s working day", "the oldest for %(n)s working days", days) % {
        "n": days
    }
