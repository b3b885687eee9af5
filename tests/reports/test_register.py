"""Sổ theo dõi: pages, tokens, what each person sees, what is said of a bad address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Department
from directives.models import Assignment
from directives.models.assignment import NO_DATE
from directives.selectors.today import today_info
from reports.filters import Around, Filter, View
from reports.selectors import register as selector
from tests.cast import MONDAY, NOW
from tests.reports.volume import Volume

pytestmark = [pytest.mark.django_db, pytest.mark.twin]
URL = "/so-theo-doi/"


def around(cast, person="chair"):
    return Around.of(cast.actor(getattr(cast, person)), today_info(NOW))


@pytest.mark.parametrize("view", [View.ALL, View.OPEN, View.COMPLETED])
def test_pages_follow_each_other_both_ways(cast, view):
    Volume(cast, seed=31).make(80)
    chosen, who = Filter(view=view), around(cast)
    whole = selector.page(chosen, who, size=10_000).rows
    keys = [(row.sort_due, row.pk) for row in whole]
    assert keys == sorted(keys)
    assert any(due == NO_DATE for due, _pk in keys)
    forwards, pages, token = [], 0, ""
    while True:
        page = selector.page(chosen, who, after=token, size=7)
        assert bool(page.previous) == bool(pages)
        forwards += [row.pk for row in page.rows]
        pages += 1
        if not page.next:
            break
        token = page.next
    assert forwards == [row.pk for row in whole]
    backwards, token = [row.pk for row in page.rows][::-1], page.previous
    while token:
        page = selector.page(chosen, who, before=token, size=7)
        assert page.next
        backwards += [row.pk for row in page.rows][::-1]
        token = page.previous
    assert backwards[::-1] == forwards


def test_rows_that_come_and_go_move_nothing(cast):
    Volume(cast, seed=32).make(40)
    chosen, who = Filter(view=View.ALL), around(cast)
    first = selector.page(chosen, who, size=10)
    rest = [row.pk for row in selector.page(chosen, who, after=first.next, size=500).rows]
    Assignment.objects.filter(pk=first.rows[-1].pk).update(
        due_on=MONDAY - timedelta(days=900), sort_due=MONDAY - timedelta(days=900)
    )
    assert [row.pk for row in selector.page(chosen, who, after=first.next, size=500).rows] == rest


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "20261123-1-",
        "20261399-1-{good}",
        "20261123-{good}",
        "99999999999-1-{good}",
        "%00-1-{good}",
        "20261123-" + "9" * 30 + "-{good}",
    ],
)
def test_a_broken_page_token_gives_the_first_page(client, cast, token):
    Volume(cast, seed=33).make(10)
    client.force_login(cast.chair)
    for direction in ("after", "before"):
        answer = client.get(URL, {direction: token.format(good=selector.fingerprint(Filter()))})
        assert answer.status_code == 200
        assert len(answer.context["problems"]) == 1
        assert len(answer.context["page"].rows) == answer.context["total"]


def test_a_page_token_of_another_filter_gives_the_first_page(client, cast):
    Volume(cast, seed=34).make(60)
    client.force_login(cast.chair)
    token = client.get(URL, {"view": "all"}).context["page"].next
    assert token
    assert client.get(URL, {"view": "all", "after": token}).context["problems"] == []
    other = client.get(URL, {"view": "open", "after": token})
    assert other.status_code == 200
    assert other.context["problems"]
    assert not other.context["page"].previous


def test_what_points_at_nobody_is_said_and_left_out(client, cast):
    Volume(cast, seed=35).make(10)
    client.force_login(cast.chair)
    whole = client.get(URL).context["total"]
    for query in (
        "department=99999",
        "leader=99999",
        f"leader={cast.officer.pk}",
        "monitor=0",
        "field=77",
        "conclusion=88",
        "officer=99999",
    ):
        answer = client.get(f"{URL}?{query}")
        assert answer.status_code == 200, query
        assert len(answer.context["problems"]) == 1, query
        assert answer.context["total"] == whole, query


def test_conclusions_one_may_not_see_do_not_exist(client, cast):
    volume = Volume(cast, seed=36)
    client.force_login(cast.outsider)
    assert client.get(f"{URL}?conclusion={volume.conclusion.pk}").context["problems"]
    client.force_login(cast.monitor)
    answer = client.get(f"{URL}?conclusion={volume.conclusion.pk}")
    assert answer.context["problems"] == []


def test_outsiders_see_nothing_of_others(client, cast, issued):
    directive = issued()
    client.force_login(cast.outsider)
    answer = client.get(f"{URL}?view=all")
    assert answer.context["total"] == 0
    assert directive.title not in answer.content.decode()
    client.force_login(cast.head)
    assert directive.title in client.get(URL).content.decode()


def test_drafts_are_in_no_list(client, cast):
    Volume(cast, seed=37).make(60)
    client.force_login(cast.monitor)
    assert Assignment.objects.filter(status="draft").exists()
    assert client.get(f"{URL}?view=all&status=draft").context["total"] == 0


def test_strangers_sign_in_first(client, cast):
    for url in (URL, "/so-theo-doi/xuat.csv", "/dieu-hanh/"):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "/dang-nhap/" in answer["Location"]
    client.force_login(cast.chair)
    assert client.post(URL).status_code == 405


def test_totals_stop_at_a_thousand(client, cast):
    directives = Volume(cast, seed=38).make(3)[0].directive
    bodies = Department.objects.bulk_create(
        Department(code=f"N{n}", name=f"Xã {n}", kind="commune", sort_key=str(n), folded=f"xa {n}")
        for n in range(1005)
    )
    Assignment.objects.bulk_create(
        Assignment(
            directive=directives,
            department=body,
            role="each",
            status="in_progress",
            status_since=NOW,
            is_open=True,
        )
        for body in bodies
    )
    client.force_login(cast.chair)
    answer = client.get(URL)
    assert answer.context["total"] == selector.MANY + 1
    assert "hơn 1.000 phần việc" in answer.content.decode()


@pytest.mark.parametrize("person", ["chair", "vice_chair", "monitor", "head", "officer"])
def test_statements_do_not_grow_with_the_rows(client, cast, person):
    client.force_login(getattr(cast, person))
    counts = []
    for seed, count in ((41, 60), (42, 120)):
        Volume(cast, seed=seed).make(count)
        client.get(URL)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            client.get(f"{URL}?view=all")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 19, [query["sql"][:120] for query in statements]
