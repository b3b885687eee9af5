"""The main navigation as data: which places a person is offered, by the posts they hold.

A place whose URL name is not mounted is left out, so that a lower app can name a page of a higher one.
Apps that can count cheaply what waits there register a counter when they are ready.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor

Counter = Callable[[Actor], int | None]


@dataclass(frozen=True)
class Place:
    """One entry of the navigation and who is offered it."""

    url_name: str
    label: Promise
    icon: str
    offered: Callable[[Actor], bool]


@dataclass(frozen=True)
class Link:
    """A place as this person sees it on this page. `count` is None where nothing is counted, or nothing waits."""

    url: str
    label: str
    icon: str
    current: bool
    count: int | None


PLACES = (
    Place(
        "leader",  # the same posts as reports.scopes.has_leader_page
        _("Overview"),
        "n-lead",
        lambda actor: actor.is_leader or actor.is_office or bool(actor.managing_department_ids),
    ),
    Place("my_work", _("My work"), "n-mine", lambda actor: bool(actor.department_ids)),
    Place("register", _("Tracking register"), "n-reg", lambda actor: works(actor)),
    Place("bottlenecks", _("Bottlenecks"), "i-block", lambda actor: works(actor)),
    Place("conclusions", _("Conclusions"), "n-doc", lambda actor: actor.is_office or actor.is_leader),
    Place(
        "admin:index",
        _("Administration"),
        "n-admin",
        lambda actor: actor.user is not None and actor.user.is_staff,
    ),
)

_counters: dict[str, Counter] = {}


def works(actor: Actor) -> bool:
    """Whether the person has anything to do with directives at all; an administrator by that post has not."""
    return actor.is_leader or bool(actor.department_ids)


def count_with(url_name: str, counter: Counter) -> None:
    """Show beside the place `url_name` the number `counter` returns: at most one SQL statement."""
    _counters[url_name] = counter


def address(url_name: str) -> str | None:
    """The path of `url_name`, or None when no installed app has mounted it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def home(actor: Actor) -> str:
    """Where a person lands: leaders on the overview, administrators without other posts in their own area."""
    if actor.is_leader and (overview := address("leader")):
        return overview
    if not works(actor) and actor.user is not None and actor.user.is_staff:
        return reverse("admin:index")
    return reverse("my_work")


def links(request: HttpRequest, actor: Actor) -> list[Link]:
    """The navigation of this person, the place this page belongs to marked."""
    offered = [(place, address(place.url_name)) for place in PLACES if place.offered(actor)]
    mounted = [(place, url) for place, url in offered if url is not None]
    here = [url for _place, url in mounted if url == request.path]
    here += [url for _place, url in mounted if url != "/" and request.path.startswith(url)]
    return [
        Link(
            url=url,
            label=str(place.label),
            icon=place.icon,
            current=here[:1] == [url],
            count=(_counters[place.url_name](actor) or None) if place.url_name in _counters else None,
        )
        for place, url in mounted
    ]
