"""Which places a person is offered, by the posts they hold."""

import pytest

pytestmark = pytest.mark.django_db


def places(client, address="/tai-khoan/"):
    return [link.url for link in client.get(address).context["nav"]]


def test_an_officer_is_offered_their_work_and_no_administration(signed_in, cast):
    offered = places(signed_in(cast.officer))
    assert "/" in offered
    assert "/quan-tri/" not in offered
    assert "/dieu-hanh/" not in offered


def test_an_administrator_by_post_is_offered_no_work(signed_in, cast):
    assert places(signed_in(cast.administrator)) == ["/quan-tri/"]


def test_a_leader_is_not_offered_work_of_a_department(signed_in, cast):
    assert "/" not in places(signed_in(cast.vice_chair))


def test_the_office_is_offered_the_conclusions(signed_in, cast):
    assert "/ket-luan/" in places(signed_in(cast.monitor))


def test_the_place_one_is_at_is_marked(signed_in, cast):
    nav = signed_in(cast.officer).get("/").context["nav"]
    assert [link.url for link in nav if link.current] == ["/"]


def test_the_number_beside_my_work_is_what_waits(signed_in, cast, issued):
    issued()
    nav = signed_in(cast.head).get("/").context["nav"]
    assert {link.url: link.count for link in nav}["/"] == 1


def test_no_number_stands_where_nothing_waits(signed_in, cast):
    nav = signed_in(cast.head).get("/").context["nav"]
    assert [link.count for link in nav] == [None] * len(nav)
