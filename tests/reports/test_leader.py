"""Điều hành: who has it, over what, how many statements, and decisions taken in place."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.lifecycle import Status
from directives.models import Assignment
from directives.services import results
from tests.cast import NOW
from tests.reports.volume import Volume

pytestmark = [pytest.mark.django_db, pytest.mark.twin]
URL = "/dieu-hanh/"
RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")


def submitted(cast, directive):
    part = Assignment.objects.get(directive=directive, role="lead")
    results.submit(part=part.pk, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    return Assignment.objects.get(pk=part.pk)


@pytest.mark.parametrize("person", ["officer", "colleague", "finance_officer", "administrator"])
def test_people_without_the_page_get_403(client, cast, person):
    client.force_login(getattr(cast, person))
    assert client.get(URL).status_code == 403
    assert "/dieu-hanh/" not in client.get("/so-theo-doi/").content.decode()


@pytest.mark.parametrize(
    ("person", "scopes"),
    [
        ("chair", ["province", "directed"]),
        ("vice_chair", ["mine", "directed", "fields"]),
        ("chief", ["province", "monitored"]),
        ("monitor", ["province", "monitored"]),
        ("head", ["department"]),
        ("deputy", ["department"]),
        ("clerk", ["department"]),
    ],
)
def test_scopes_by_post(client, cast, person, scopes):
    client.force_login(getattr(cast, person))
    answer = client.get(URL)
    assert [scope.key for scope, _current in answer.context["chips"]] == scopes
    assert answer.context["scope"].key == scopes[0]
    assert 'href="/dieu-hanh/"' in answer.content.decode()
    strange = client.get(URL, {"scope": "everything"})
    assert strange.context["scope"].key == scopes[0]


def test_a_vice_chair_sees_only_theirs(client, cast, issued):
    issued(directed_by=cast.vice_chair.pk, title="Việc của ông Khải")
    issued(directed_by=cast.other_vice_chair.pk, leads=(cast.finance.pk,), title="Việc của bà Gấm")
    client.force_login(cast.vice_chair)
    seen = client.get(URL).context["seen"]
    assert seen.views["open"].value == 1
    assert [body.name for body in seen.bodies] == [cast.board.name]
    client.force_login(cast.chair)
    assert client.get(URL).context["seen"].views["open"].value == 2


def test_a_department_sees_its_own_parts_by_person(client, cast, issued):
    issued(coordinating=(cast.finance.pk,))
    issued(leads=(cast.finance.pk,))
    client.force_login(cast.head)
    seen = client.get(URL).context["seen"]
    assert seen.views["open"].value == 1
    assert seen.by_officer
    assert [body.name for body in seen.bodies] == ["Chưa giao người thực hiện"]


def test_an_empty_province_says_what_happens_next(client, cast):
    client.force_login(cast.chair)
    html = client.get(URL).content.decode()
    assert "Không có việc nào chờ quyết định" in html
    assert "Chưa có phần việc nào đang theo dõi" in html


def test_approving_in_place(client, cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    part = submitted(cast, directive)
    results.verify(part=part.pk, actor=cast.actor(cast.monitor), now=NOW)
    client.force_login(cast.vice_chair)
    html = client.get(f"{URL}?scope=directed").content.decode()
    assert "Đã rà soát 24 dự án" in html
    action, form = form_of(html, "approve")
    answer = client.post(action, {**form, "comment": ""})
    assert (answer.status_code, answer["Location"]) == (303, f"{URL}?scope=directed")
    assert Assignment.objects.get(pk=part.pk).status == Status.COMPLETED
    assert client.get(URL).context["seen"].decisions["any"].value == 0


def test_returning_in_place_needs_a_reason(client, cast, issued):
    part = submitted(cast, issued())
    client.force_login(cast.monitor)
    action, form = form_of(client.get(URL).content.decode(), "return")
    refused = client.post(action, {**form, "reason": " "})
    assert refused.status_code == 400
    assert Assignment.objects.get(pk=part.pk).status == Status.AWAITING_VERIFICATION
    assert client.post(action, {**form, "reason": "Thiếu phụ lục"}).status_code == 303
    assert Assignment.objects.get(pk=part.pk).status == Status.IN_PROGRESS


def test_dating_in_place(client, cast, issued):
    directive = issued(directed_by=cast.vice_chair.pk)
    client.force_login(cast.vice_chair)
    action, form = form_of(client.get(URL).content.decode(), "set_deadline")
    answer = client.post(action, {**form, "due_on": "30/12/2026", "reason": "Kịp báo cáo Chính phủ"})
    assert answer.status_code == 303
    part = Assignment.objects.get(directive=directive)
    assert f"{part.due_on:%d/%m/%Y}" == "30/12/2026"


def form_of(html: str, *slugs: str) -> tuple[str, dict[str, str]]:
    """Action and hidden fields of the first form that posts one of these verbs."""
    for found in re.finditer(r'<form class="form" method="post" action="([^"]+)">(.*?)</form>', html, re.S):
        if any(found[1].endswith(f"/{slug}/") for slug in slugs):
            hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', found[2])
            return found[1], {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
    raise AssertionError(f"no form for {slugs}")


@pytest.mark.parametrize("person", ["chair", "vice_chair", "chief", "monitor", "head"])
def test_statements_do_not_grow_with_the_parts(client, cast, person):
    client.force_login(getattr(cast, person))
    counts = []
    for seed, count in ((61, 250), (62, 60)):
        Volume(cast, seed=seed).make(count)
        client.get(URL)
        with CaptureQueriesContext(connection) as statements:
            client.get(URL)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 20, [query["sql"][:100] for query in statements]


def test_both_pages_in_english(client, cast):
    Volume(cast, seed=63).make(60)
    client.force_login(cast.monitor)
    client.cookies["django_language"] = "en"
    for url, words in (
        (URL, "Where it is stuck"),
        ("/so-theo-doi/?view=all", "one row is the part of one department"),
    ):
        html = client.get(url).content.decode()
        assert words in html
