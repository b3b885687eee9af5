"""How a reporting period is shown everywhere: its name, its state, how it stands to its deadline."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from departments.templatetags.frame import day, icon
from directives import deadlines
from directives.deadlines import HANDED_IN, Lateness, period_lateness
from directives.lifecycle import Status
from directives.models import ReportingPeriod
from directives.models.period import ENDED
from directives.period_words import period_words
from directives.selectors.today import TodayInfo
from directives.templatetags.parts import SHAPES, Look, working_days

register = template.Library()


@register.filter
def period_name(period: ReportingPeriod) -> str:
    """Month 11/2026; the review of a continuous directive says that it is one."""
    name = period_words(period.from_on, period.until_on)
    return _("Review, %(period)s") % {"period": name} if period.review else name


def look_of(period: ReportingPeriod, info: TodayInfo) -> Look:
    """Word, shape and colour of a period's state."""
    word = str(period.get_status_display())
    if period.status == ENDED:
        return Look(word, "s-recalled", "")
    shape, tone = SHAPES[Status(period.status)]
    if period.status == Status.IN_PROGRESS:
        if period.from_on > info.day:
            return Look(_("Not begun"), "s-assigned", "")
        if period.redo_count:
            return Look(_("Returned, to be reported again"), "s-returned", "soon")
        late = period_lateness(period, info.today) is Lateness.OVERDUE
        return Look(_("Report overdue"), "t-late", "late") if late else Look(word, "s-assigned", tone)
    return Look(word, shape, tone)


@register.simple_tag
def period_state(period: ReportingPeriod, info: TodayInfo) -> SafeString:
    look = look_of(period, info)
    return format_html('<span class="st {}">{}{}</span>', look.tone, icon(look.shape), look.word)


@register.simple_tag
def period_lateness_words(period: ReportingPeriod, info: TodayInfo) -> SafeString:
    """On time or late against its own deadline; a review is never late."""
    match period_lateness(period, info.today):
        case Lateness.ON_TIME:
            return format_html('<span class="st done">{}{}</span>', icon("s-done"), _("on time"))
        case Lateness.OVERDUE | Lateness.LATE:
            days = working_days(deadlines.days_late(period, info.day, info.calendar))
            words = _("overdue by %(days)s") % {"days": days}
            return format_html('<span class="st late">{}{}</span>', icon("t-late"), words)
        case Lateness.DUE_SOON | Lateness.IN_TERM if period.status in HANDED_IN:
            return format_html('<span class="rel">{}</span>', _("on time"))
        case Lateness.DUE_SOON:
            return format_html('<span class="st soon">{}{}</span>', icon("t-soon"), _left(period, info))
        case Lateness.IN_TERM:
            return format_html('<span class="rel">{}</span>', _left(period, info))
        case Lateness.NO_DATE:
            return format_html('<span class="rel">{}</span>', _("never late"))
    return format_html('<span class="rel">{}</span>', _("does not count"))


def _left(period: ReportingPeriod, info: TodayInfo) -> str:
    if period.due_on == info.day:
        return _("until the end of today")
    left = info.calendar.between(info.day, period.due_on)
    return _("%(days)s left") % {"days": working_days(left)}


@register.simple_tag
def period_handed_in(period: ReportingPeriod) -> SafeString | str:
    """The day that counts as delivery, or nothing yet."""
    on = period.delivered_on or period.submitted_on
    return day(on) if on else "–"


@register.simple_tag
def period_due(period: ReportingPeriod, info: TodayInfo) -> SafeString:
    """The margin of a row about one report: its deadline, when it was sent and, where it was late, by how much."""
    words = format_html("{}", day(period.due_on))
    if period.submitted_on is not None:
        words += format_html('<span class="rel">{} {}</span>', _("submitted"), day(period.submitted_on))
    late = period_lateness(period, info.today) in (Lateness.LATE, Lateness.OVERDUE)
    return words + period_lateness_words(period, info) if late else words
