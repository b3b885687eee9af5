"""Every number of the leader page opens exactly its list, for every role, scope and table."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from departments.actors import actor_of
from departments.models import User
from directives.selectors.today import today_info
from reports.filters import Around
from reports.parsing import parse
from reports.selectors.parts import found
from tests.cast import MONDAY, NOW, Cast
from tests.reports.volume import Volume

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

READERS = {
    "chair": ("province", "directed"),
    "vice_chair": ("mine", "directed", "fields"),
    "other_vice_chair": ("mine", "directed", "fields"),
    "chief": ("province", "monitored"),
    "monitor": ("province", "monitored"),
    "head": ("department",),
    "clerk": ("department",),
    "finance_head": ("department",),
    "commune_officer": ("department",),
}


@pytest.fixture
def volume(cast: Cast) -> Cast:
    Volume(cast, seed=7).make(260)
    return cast


def page_of(client: Client, address: str) -> tuple[Any, HTMLParser]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer, HTMLParser(answer.content.decode())


def around(user: User) -> Around:
    return Around.of(actor_of(user, MONDAY), today_info(NOW))


def listed(reader: Around, address: str) -> int:
    """How many parts the list behind a link has, read from the address as the register reads it."""
    parsed = parse(QueryDict(urlsplit(address).query))
    assert not parsed.problems, address
    return found(parsed.filter, reader).count()


def number_in(node: Node) -> int | None:
    """The number a link shows; None for a rate or words."""
    figure = node.css_first(".fig")
    text = (figure or node).text(strip=True)
    bare = text.replace(".", "")
    return int(bare) if re.fullmatch(r"\d+", bare) else None


@pytest.mark.parametrize("reader", READERS)
def test_every_number_opens_its_list(client, volume, reader):
    user: User = getattr(volume, reader)
    client.force_login(user)
    theirs = around(user)
    for scope in READERS[reader]:
        answer, page = page_of(client, f"/dieu-hanh/?scope={scope}&rows=all")
        assert answer.context["scope"].key == scope
        links = [link for link in page.css("main a[href^='/so-theo-doi/']") if number_in(link) is not None]
        assert len(links) >= 8, scope
        for link in links:
            address = link.attributes["href"] or ""
            assert listed(theirs, address) == number_in(link), (reader, scope, address)
        # And the register says the same number: once a page, the rest is the same code.
        address = links[0].attributes["href"] or ""
        assert client.get(address).context["total"] == number_in(links[0])


@pytest.mark.parametrize("reader", READERS)
def test_rate_is_that_of_the_list_it_opens(client, volume, reader):
    user: User = getattr(volume, reader)
    client.force_login(user)
    theirs = around(user)
    seen = client.get("/dieu-hanh/").context["seen"]
    for rate in [seen.rate, *(body.rate for body in seen.bodies)]:
        base = "/so-theo-doi/?" + rate.judged.filter.query()
        assert listed(theirs, base) == rate.judged.value
        assert listed(theirs, base + "&lateness=on_time") == rate.on_time
        assert listed(theirs, base + "&lateness=late") == rate.judged.value - rate.on_time


def test_desks_share_nothing_and_miss_nothing(client, volume):
    client.force_login(volume.chair)
    seen = client.get("/dieu-hanh/").context["seen"]
    assert seen.desk_sum.value == seen.views["open"].value == sum(row.sum.value for row in seen.desks)
    assert sum(number.value for number in seen.desk_sums) == seen.desk_sum.value
    assert sum(body.open.value for body in seen.bodies) == seen.views["open"].value


@pytest.mark.parametrize("reader", [*READERS, "officer", "administrator"])
def test_every_tab_of_the_register_counts_its_list(client, volume, reader):
    user: User = getattr(volume, reader)
    client.force_login(user)
    theirs = around(user)
    for address in ("/so-theo-doi/", f"/so-theo-doi/?department={volume.board.pk}&q=dự án"):
        answer, _page = page_of(client, address)
        for tab in answer.context["tabs"]:
            if tab.count is not None:
                assert listed(theirs, tab.url) == tab.count, (reader, tab.url)
