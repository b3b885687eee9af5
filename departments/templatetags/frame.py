"""Small pieces every template uses: icons, dates, numbers."""

from datetime import date, datetime

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Membership, Post

register = template.Library()

# Django's own Vietnamese writes "Thứ 2"; documents write "Thứ Hai".
WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
MANY = 1000  # above this a total is an order of magnitude: "more than 1,000"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of departments/icons.html. Decoration: a word always stands beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date as dd/mm/yyyy in a <time> element; a moment by its local day."""
    if value is None:
        return ""
    on = local_day(value) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), on.strftime("%d/%m/%Y"))


@register.filter
def weekday(value: date) -> str:
    """The name of the day, for dates one decides on."""
    return str(WEEKDAYS[value.weekday()])


@register.filter
def thousands(value: int) -> str:
    """A whole number grouped by thousands as the language does it: 1.284 in Vietnamese."""
    grouped = f"{value:,}"
    return grouped if get_language() == "en" else grouped.replace(",", ".")


@register.filter
def total(value: int) -> str:
    """A total that was counted only up to `MANY`: beyond it the exact number is not known."""
    return _("more than %(n)s") % {"n": thousands(MANY)} if value > MANY else thousands(value)


@register.filter
def file_size(size: int) -> str:
    """Bytes in the unit people read: 96 KB, 1,8 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    amount = f"{size / (1024 * 1024):.1f} MB"
    return amount if get_language() == "en" else amount.replace(".", ",")


@register.filter
def post_name(post: Membership) -> str:
    """A post as it is written, with its department unless the title names it already."""
    title, where = post.title or str(post.get_post_display()), post.department.label
    return title if where in title else f"{title}, {where}"


@register.filter
def post_line(actor: Actor) -> str:
    """The first post of a person with its department, as it stands under the name in the bar."""
    if not actor.posts:
        return ""
    return post_name(next((post for post in actor.posts if post.post != Post.ADMINISTRATOR), actor.posts[0]))


@register.simple_tag
def url_if(name: str, *arguments: object) -> str:
    """The path of a page of a higher app, or "" where that app has not mounted it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
