"""Requests for another date, asks and urgings over the API: read with their verbs, done by POST."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import MONDAY, NOW
from tests.directives.services.asking import DUE, LATER, asked, dated, everything, part_of, request, urged
from tests.directives.services.doing import lead

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def today_is_monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_a_part_carries_what_is_asked_about_it_with_the_verbs(cast, issued, client_of):
    directive = dated(issued, directed_by=cast.vice_chair.pk, coordinating=(cast.finance.pk,))
    row = request(directive, cast.actor(cast.head))
    urged(directive, cast.actor(cast.monitor), FRIDAY)
    ask = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    address = f"/api/v1/parts/{lead(directive).pk}/"
    seen = client_of(cast.head).get(address).json()
    (extension,), (urging,) = seen["extensions"], seen["urgings"]
    assert (extension["id"], extension["state"], extension["verbs"]) == (
        row.pk,
        "open",
        ["withdraw_extension"],
    )
    assert (extension["requested_due_on"], extension["requested_by"]["name"]) == (
        LATER.isoformat(),
        cast.head.full_name,
    )
    assert (urging["number"], urging["state"], urging["verbs"]) == (1, "demanded", ["explain"])
    assert (seen["urging_count"], seen["asks"]) == (1, [])
    leader = client_of(cast.vice_chair).get(address).json()["extensions"][0]
    assert leader["verbs"] == ["grant_extension", "refuse_extension"]
    finance = client_of(cast.finance_head).get(f"/api/v1/parts/{ask.part_id}/").json()
    assert [(each["id"], each["verbs"]) for each in finance["asks"]] == [(ask.pk, ["answer"])]


def test_lists_hold_what_one_sees_by_state_and_part(cast, issued, client_of):
    directive = dated(issued, directed_by=cast.vice_chair.pk, coordinating=(cast.finance.pk,))
    row = request(directive, cast.actor(cast.head))
    ask = asked(directive, cast.finance, cast.actor(cast.head))
    urged(directive, cast.actor(cast.monitor))
    urging = urged(directive, cast.actor(cast.monitor), FRIDAY)
    for kind, pk, state in (
        ("extensions", row.pk, "open"),
        ("asks", ask.pk, "open"),
        ("urgings", urging.pk, "demanded"),
    ):
        address = f"/api/v1/{kind}/"
        for person in (cast.head, cast.finance_head, cast.monitor, cast.vice_chair):
            found = client_of(person).get(address, {"state": state}).json()["results"]
            assert [each["id"] for each in found] == [pk], (kind, person)
        assert client_of(cast.outsider).get(address).json()["results"] == []
        other = part_of(directive, cast.finance if kind != "asks" else cast.board).pk
        assert client_of(cast.monitor).get(address, {"part": other}).json()["results"] == []
        assert client_of(cast.monitor).get(address, {"state": "granted_"}).status_code == 400
        assert client_of(cast.monitor).get(address, {"part": "x"}).status_code == 400
    said = client_of(cast.monitor).get("/api/v1/urgings/", {"state": "said"}).json()["results"]
    assert [each["number"] for each in said] == [1]


def test_each_for_itself_keeps_them_to_the_department(cast, issued, client_of):
    directive = dated(issued, mode="each", leads=(cast.board.pk, cast.finance.pk))
    urged(part_of(directive, cast.board), cast.actor(cast.monitor))
    assert client_of(cast.finance_head).get("/api/v1/urgings/").json()["results"] == []
    assert len(client_of(cast.head).get("/api/v1/urgings/").json()["results"]) == 1


def test_the_whole_way_over_the_api(cast, issued, client_of):
    directive = dated(issued, directed_by=cast.vice_chair.pk, coordinating=(cast.finance.pk,))
    part, finance = lead(directive).pk, part_of(directive, cast.finance).pk
    head, leader, other = client_of(cast.head), client_of(cast.vice_chair), client_of(cast.finance_head)
    wanted = {"due_on": LATER.isoformat(), "reason": "Chờ ý kiến của Bộ"}
    assert head.post(f"/api/v1/parts/{part}/request_extension/", wanted).status_code == 200
    row = head.get("/api/v1/extensions/", {"state": "open"}).json()["results"][0]["id"]
    before = everything(directive)
    assert head.post(f"/api/v1/extensions/{row}/grant_extension/", {}).status_code == 403
    refusal = leader.post(f"/api/v1/extensions/{row}/grant_extension/", {"due_on": DUE.isoformat()})
    assert (refusal.status_code, refusal.json()["field"]) == (400, "due_on")
    assert client_of(cast.outsider).post(f"/api/v1/extensions/{row}/grant_extension/", {}).status_code == 404
    assert everything(directive) == before
    done = leader.post(f"/api/v1/extensions/{row}/grant_extension/", {})
    assert (done.json()["part"]["due_on"], done.json()["part"]["original_due_on"]) == (
        LATER.isoformat(),
        DUE.isoformat(),
    )
    assert leader.post(f"/api/v1/extensions/{row}/refuse_extension/", {"reason": "x"}).status_code == 409
    assert head.post(f"/api/v1/parts/{finance}/ask/", {"text": "Số liệu thu"}).status_code == 200
    submitted = {"result_summary": "Xong", "document_number": "1/BC"}
    refusal = head.post(f"/api/v1/parts/{part}/submit/", submitted)
    assert (refusal.status_code, refusal.json()["field"]) == (400, "without_answer")
    ask = other.get("/api/v1/asks/", {"state": "open"}).json()["results"][0]["id"]
    assert other.post(f"/api/v1/asks/{ask}/answer/", {"answer": "92 %"}).status_code == 200
    assert head.get("/api/v1/asks/").json()["results"][0]["answer"] == "92 %"
    assert head.post(f"/api/v1/parts/{part}/submit/", submitted).status_code == 200


@pytest.mark.parametrize("kind", ["extensions", "asks", "urgings"])
def test_lists_cost_the_same_however_long(cast, issued, client_of, kind):
    monitor, address = client_of(cast.monitor), f"/api/v1/{kind}/"

    def more() -> None:
        directive = dated(issued, coordinating=(cast.finance.pk,))
        request(directive, cast.actor(cast.head))
        asked(directive, cast.finance, cast.actor(cast.head))
        urged(directive, cast.actor(cast.monitor))

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert monitor.get(address).status_code == 200
        return len(caught)

    more()
    few = statements()
    for _n in range(3):
        more()
    assert statements() == few
