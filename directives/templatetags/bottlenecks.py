"""How a bottleneck is marked wherever a part stands: whom it waits for and for how many working days."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from departments.templatetags.frame import icon
from directives.blocked import blocked_days
from directives.models import Assignment, Bottleneck, BottleneckTurn
from directives.selectors.bottlenecks import is_late, open_of
from directives.selectors.today import TodayInfo
from directives.templatetags.parts import working_days

register = template.Library()


@register.filter
def asked(row: Bottleneck) -> str:
    """Whom it waits for now. What is to pass the Office first lies with the Office, whoever is asked."""
    if row.state == "triage":
        return _("the Office")
    return asked_by_name(row)


@register.filter
def asked_by_name(row: Bottleneck) -> str:
    """Whom it was put to, also while it still lies with the Office."""
    if row.asked_department is not None:
        return row.asked_department.label
    return str(row.asked_leader) if row.asked_leader is not None else _("the Office")


@register.filter
def turn_of(turn: BottleneckTurn) -> str:
    """With whom a turn lay."""
    if turn.department is not None:
        return turn.department.label
    return str(turn.leader) if turn.leader is not None else _("the Office")


def mark_words(part: Assignment, info: TodayInfo) -> str:
    """“Bottleneck: waiting for A, B · 8 working days”; "" where nothing stands in the way."""
    rows = open_of(part)
    if not rows:
        return ""
    spans = [(row.raised_on, None) for row in rows]
    whom = ", ".join(dict.fromkeys(asked(row) for row in rows))
    days = blocked_days(spans, info.day, info.calendar)
    words = ngettext(
        "Bottleneck: waiting for %(whom)s · %(days)s",
        "%(n)s bottlenecks: waiting for %(whom)s · %(days)s",
        len(rows),
    ) % {"n": len(rows), "whom": whom, "days": working_days(days) if days else _("since today")}
    if any(row.beyond_authority for row in rows):
        words += " · " + _("beyond our authority")
    if any(is_late(row, info.day) for row in rows):
        words += " · " + _("needed earlier")
    return words


@register.simple_tag
def blocked(
    part: Assignment, info: TodayInfo, css: str = "note block", element: str = "p"
) -> SafeString | str:
    """The mark under a row: shape, colour and words together; nothing where nothing stands in the way."""
    words = mark_words(part, info)
    if not words:
        return ""
    return format_html('<{0} class="{1}">{2}<span>{3}</span></{0}>', element, css, icon("i-block"), words)


@register.simple_tag
def bottleneck_days(days: int) -> str:
    return working_days(days) if days else _("since today")


@register.simple_tag
def needed_words(row: Bottleneck, info: TodayInfo) -> dict[str, Any]:
    """How the day it is needed by stands to today."""
    if row.needed_by is None or not row.is_open:
        return {"late": False, "words": ""}
    if row.needed_by >= info.day:
        return {"late": False, "words": ""}
    late = max(1, info.calendar.between(row.needed_by, info.day))
    return {"late": True, "words": _("%(days)s too late") % {"days": working_days(late)}}
