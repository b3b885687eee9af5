"""The list of bottlenecks, its filters, and the marks in register, file and leader page."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from departments import clock, requests
from directives import needs
from directives.models import Assignment
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import lead
from tests.directives.stuck import TEXT, act_on, kind, raised

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

LATER = at(MONDAY + timedelta(days=9))  # six working days on


@pytest.fixture(autouse=True)
def later(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    monkeypatch.setattr(clock, "now", lambda: LATER)
    monkeypatch.setattr(requests, "now", lambda: LATER)


@pytest.fixture
def signed_in():
    def make(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def three(cast, issued):
    """An old one asked of Finance, a late one beyond our authority, and one another department put to the Office."""
    first = raised(cast, issued(directed_by=cast.vice_chair.pk), asked_department=cast.finance.pk)
    second = raised(
        cast,
        issued(),
        kind=kind("capital").pk,
        text="Thiếu vốn đối ứng",
        asked_department=cast.outside.pk,
        needed_by=MONDAY + timedelta(days=3),
        now=at(MONDAY + timedelta(days=2)),
    )
    act_on(second, "mark_beyond", cast.actor(cast.monitor), needs.Reason(reason="Chờ Bộ"))
    third = raised(
        cast,
        issued(leads=(cast.farming.pk,)),
        by=cast.outsider,
        text="Chồng lấn quy hoạch",
        now=at(MONDAY + timedelta(days=3)),
    )
    return first, second, third


def listed(client, query=""):
    answer = client.get(f"/vuong-mac/{query}")
    assert answer.status_code == 200, query
    page = answer.context["page"]
    assert page.total == len(page.rows)
    return [row.bottleneck for row in page.rows]


def test_everybody_sees_what_is_theirs_the_oldest_first(cast, three, signed_in):
    first, second, third = three
    assert listed(signed_in(cast.chair)) == listed(signed_in(cast.monitor)) == [first, second, third]
    assert listed(signed_in(cast.vice_chair)) == [first]
    assert listed(signed_in(cast.head)) == listed(signed_in(cast.officer)) == [first, second]
    assert listed(signed_in(cast.finance_head)) == [first]
    assert listed(signed_in(cast.outsider)) == [third]
    assert listed(signed_in(cast.commune_officer)) == listed(signed_in(cast.administrator)) == []


def test_the_list_says_what_on_whom_and_for_how_long(cast, three, signed_in):
    page = signed_in(cast.chair).get("/vuong-mac/").content.decode()
    for words in (
        TEXT,
        "Sở Tài chính",
        "Giải phóng mặt bằng",
        "vượt thẩm quyền",
        "Bộ Tài chính",
        "Văn phòng",
    ):
        assert words in page


def test_filters(cast, three, signed_in):
    first, second, third = three
    chair = signed_in(cast.chair)
    assert listed(chair, f"?obstacle={kind('capital').pk}") == [second]
    assert listed(chair, f"?asked={cast.finance.pk}") == [first]
    assert listed(chair, f"?department={cast.farming.pk}") == [third]
    assert listed(chair, "?stuck=beyond") == listed(chair, "?stuck=late") == [second]
    assert listed(chair, f"?leader={cast.vice_chair.pk}") == [first]
    assert listed(chair, f"?asked={cast.finance.pk}&obstacle={kind('capital').pk}") == []
    strange = chair.get("/vuong-mac/?obstacle=999&nonsense=1&from=x")
    assert len(strange.context["problems"]) == 2
    act_on(first, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"))
    assert listed(chair) == [second, third]


def test_the_register_filters_by_bottleneck_and_shows_the_mark(cast, three, signed_in):
    chair = signed_in(cast.chair)
    for query, count in (
        ("stuck=yes", 3),
        ("stuck=beyond", 1),
        ("stuck=late", 1),
        (f"asked={cast.finance.pk}", 1),
    ):
        answer = chair.get(f"/so-theo-doi/?view=all&{query}")
        assert answer.context["total"] == count, query
    page = " ".join(chair.get("/so-theo-doi/?stuck=yes").content.decode().split())
    assert "1 vướng mắc: chờ Sở Tài chính · 6 ngày làm việc" in page
    assert "vượt thẩm quyền · đã quá ngày cần" in page


def test_the_file_has_whom_and_the_days_of_ended_ones_too(cast, three, signed_in):
    first = three[0]
    act_on(
        first,
        "resolve",
        cast.actor(cast.head),
        needs.Resolve(resolution="xong"),
        now=at(MONDAY + timedelta(days=4)),
    )
    body = b"".join(signed_in(cast.chair).get("/so-theo-doi/xuat.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    found = [(row["Vướng mắc: chờ"], row["Số ngày làm việc có vướng mắc"]) for row in rows]
    assert sorted(found) == [("", "3"), ("Bộ Tài chính", "5"), ("Văn phòng", "4")]


def test_days_of_bottlenecks_that_overlap_count_once(cast, issued, signed_in):
    directive = issued()
    raised(cast, directive)
    raised(cast, directive, now=at(MONDAY + timedelta(days=2)))
    body = b"".join(signed_in(cast.chair).get("/so-theo-doi/xuat.csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(body))
    assert row["Số ngày làm việc có vướng mắc"] == "6"


@pytest.mark.parametrize(
    ("who", "scopes"),
    [
        ("chair", ("province", "directed")),
        ("vice_chair", ("mine", "directed")),
        ("monitor", ("province", "monitored")),
        ("head", ("department",)),
    ],
)
def test_every_number_of_the_leader_page_opens_its_list(cast, three, signed_in, who, scopes):
    client = signed_in(getattr(cast, who))
    for scope in scopes:
        context = client.get(f"/dieu-hanh/?scope={scope}").context
        stuck, oldest = context["seen"].stuck, context["oldest"]
        register = client.get("/so-theo-doi/?" + stuck.filter.query())
        assert register.context["total"] == stuck.value
        assert client.get(context["oldest_url"]).context["page"].total == oldest.total
        assert [row.bottleneck for row in oldest.rows] == listed(
            client, "?" + context["oldest_url"].partition("?")[2]
        )
        for body in context["seen"].bodies:
            page = client.get("/so-theo-doi/?" + body.stuck.filter.query())
            assert page.context["total"] == body.stuck.value


def put_to_me(client):
    waiting = client.get("/dieu-hanh/").context["waiting"]
    return [item.bottleneck for item in waiting if item.kind == "unblock"]


def test_a_leader_decides_in_two_taps_on_the_leader_page(cast, issued, signed_in):
    row = raised(cast, issued(directed_by=cast.vice_chair.pk), asked_leader=cast.vice_chair.pk)
    monitor, leader = signed_in(cast.monitor), signed_in(cast.vice_chair)
    assert f"/vuong-mac/{row.pk}/triage/" in monitor.get("/dieu-hanh/").content.decode()
    assert put_to_me(leader) == []
    act_on(row, "triage", cast.actor(cast.monitor), needs.Triage())
    assert put_to_me(leader) == [row]
    assert 'name="decision"' in leader.get("/dieu-hanh/").content.decode()
    assert leader.post(f"/vuong-mac/{row.pk}/decide/", {"decision": "Đồng ý"}).status_code == 303
    assert put_to_me(leader) == []


def test_the_navigation_counts_what_waits_for_this_person(cast, three, signed_in):
    def count(who):
        links = signed_in(who).get("/vuong-mac/").context["nav"]
        return next(link.count for link in links if link.url == "/vuong-mac/")

    assert [count(who) for who in (cast.finance_head, cast.monitor, cast.head, cast.chair)] == [
        1,
        2,
        None,
        None,
    ]


def test_more_rows_cost_no_more_statements(cast, issued, signed_in):
    client = signed_in(cast.chair)

    def statements(address):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    raised(cast, issued(), asked_department=cast.finance.pk)
    addresses = ("/vuong-mac/", "/so-theo-doi/", "/dieu-hanh/")
    before = [statements(address) for address in addresses]
    for _ in range(3):
        raised(cast, issued(), asked_department=cast.finance.pk)
    assert [statements(address) for address in addresses] == before
    assert Assignment.objects.count() == 4
    assert lead(raised(cast, issued()).part.directive).is_open
    assert NOW < LATER
