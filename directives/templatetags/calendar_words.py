"""The working calendar in words."""

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from departments.models.calendar import CalendarDayKind
from departments.templatetags.frame import WEEKDAYS
from directives.models import JournalEntry
from directives.selectors.calendar_preview import DayEffect, RungMove
from directives.selectors.calendar_year import SpecialDay

register = template.Library()

SHORT_WEEKDAYS = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)


@register.simple_tag
def weekday_heads() -> list[tuple[str, str]]:
    """Short and full name of each day of the week, Monday first."""
    return [(str(short), str(full)) for short, full in zip(SHORT_WEEKDAYS, WEEKDAYS, strict=True)]


def _kind_words(kind: str | None) -> str:
    """The kind of a day as a sentence begins with it."""
    if kind not in CalendarDayKind.values:
        return _("As the law has it")
    label = str(CalendarDayKind(kind).label)
    return label[:1].upper() + label[1:]


@register.filter
def day_kind(special: SpecialDay) -> str:
    return _kind_words(special.kind)


@register.filter
def effect_words(effect: DayEffect) -> str:
    """What the change does to one day."""
    what = _kind_words(effect.change.kind)
    if effect.worked == effect.will_be_worked:
        rest = _("worked as before") if effect.worked else _("off as before")
    else:
        rest = _("worked from now on") if effect.will_be_worked else _("off from now on")
    return f"{what}, {rest}"


@register.filter
def rung_words(rung: RungMove) -> str:
    if rung.step == 0:
        return _("on the day")
    return ngettext("%(n)s working day before", "%(n)s working days before", rung.step) % {"n": rung.step}


@register.filter
def calendar_lines(entry: JournalEntry) -> list[str]:
    """The days of one change of the calendar, a line each."""
    lines = []
    for day in entry.data.get("days", []):
        on = date.fromisoformat(day["on"])
        words = _kind_words(day["after"]) if day["after"] else _("removed")
        name = f" ({day['name']})" if day.get("name") else ""
        lines.append(f"{on:%d/%m/%Y}: {words}{name}")
    return lines
