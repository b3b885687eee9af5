"""Bottlenecks over the API: the list with its filters, one with all that belongs to it, and on every part."""

from datetime import timedelta

import pytest

from directives import needs
from directives.models import Bottleneck, Directive
from tests.cast import MONDAY, at
from tests.directives.services.doing import lead, snapshot
from tests.directives.stuck import TEXT, act_on, kind, raised

pytestmark = pytest.mark.django_db

LATER = at(MONDAY + timedelta(days=9))  # six working days on
LIST = "/api/v1/bottlenecks/"


@pytest.fixture(autouse=True)
def later(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def ids(client, query=""):
    answer = client.get(LIST + query)
    assert answer.status_code == 200, answer.json()
    return [row["id"] for row in answer.json()["results"]]


def test_raised_passed_on_and_decided_over_the_api(cast, issued, client_of):
    part = lead(issued())
    body = {"kind": kind().pk, "text": TEXT, "asked_leader": cast.vice_chair.pk}
    done = client_of(cast.head).post(f"/api/v1/parts/{part.pk}/raise_bottleneck/", body, format="json")
    assert done.status_code == 200, done.json()
    (brief,) = done.json()["part"]["bottlenecks"]
    assert (brief["text"], brief["state"], brief["days"]) == (TEXT, "triage", 0)
    one = f"{LIST}{brief['id']}/"
    assert client_of(cast.monitor).get(one).json()["verbs"] == ["triage", "reply", "mark_beyond"]
    assert client_of(cast.monitor).post(f"{one}triage/", {"note": "x"}, format="json").status_code == 200
    seen = client_of(cast.vice_chair).get(one).json()
    assert (seen["verbs"], seen["state"]) == (["reply", "decide"], "open")
    assert [turn["leader"] for turn in seen["turns"]] == [None, cast.vice_chair.pk]
    decided = client_of(cast.vice_chair).post(f"{one}decide/", {"decision": "Đồng ý"}, format="json")
    assert decided.json()["part"]["bottlenecks"] == []
    assert Bottleneck.objects.get().state == "decided"


def test_the_list_and_its_filters(cast, issued, client_of):
    first = raised(cast, issued(), asked_department=cast.finance.pk)
    second = raised(cast, issued(), kind=kind("capital").pk)
    act_on(second, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"))
    chair, finance = client_of(cast.chair), client_of(cast.finance_head)
    assert ids(chair) == [first.pk, second.pk]
    assert ids(chair, "?open=1") == ids(chair, f"?asked={cast.finance.pk}") == [first.pk]
    assert ids(chair, "?kind=capital") == [second.pk]
    assert ids(finance) == ids(finance, "?mine=1") == [first.pk]
    assert ids(chair, "?mine=1") == ids(client_of(cast.outsider)) == []
    for strange in ("?asked=x", "?kind=nothing"):
        assert chair.get(LIST + strange).status_code == 400
    row = chair.get(LIST).json()["results"][0]
    assert (row["days"], row["department"], row["asked_department"]) == (6, cast.board.pk, cast.finance.pk)


def test_one_shows_its_replies_and_is_not_there_for_strangers(cast, issued, client_of):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    act_on(row, "reply", cast.actor(cast.finance_head), needs.Reply(text="Đang đo đạc"))
    seen = client_of(cast.finance_officer).get(f"{LIST}{row.pk}/").json()
    assert [(reply["by"]["id"], reply["text"]) for reply in seen["replies"]] == [
        (cast.finance_head.pk, "Đang đo đạc")
    ]
    assert seen["verbs"] == []
    for who in (cast.outsider, cast.administrator, cast.other_vice_chair):
        assert client_of(who).get(f"{LIST}{row.pk}/").status_code == 404
    assert client_of(cast.chair).get(f"{LIST}999/").status_code == 404


def test_kinds(cast, client_of):
    kinds = client_of(cast.officer).get("/api/v1/bottleneck-kinds/").json()
    assert {
        "land_clearance",
        "capital",
        "procedure",
        "guidance",
        "other_department",
        "contractor",
        "beyond_authority",
        "other",
    } <= {row["code"] for row in kinds}


def test_part_directive_and_register_name_what_is_in_the_way(cast, issued, client_of):
    directive = issued()
    row = raised(cast, directive, asked_department=cast.finance.pk)
    chair, part = client_of(cast.chair), lead(directive).pk
    for found in (
        chair.get(f"/api/v1/parts/{part}/").json(),
        chair.get(f"/api/v1/directives/{directive.pk}/").json()["parts"][0],
        chair.get("/api/v1/parts/").json()["results"][0],
        chair.get("/api/v1/register/?stuck=yes").json()["results"][0],
    ):
        assert [(brief["id"], brief["days"]) for brief in found["bottlenecks"]] == [(row.pk, 6)]


def test_a_follow_up_is_issued_with_its_parent(cast, issued, client_of):
    parent = issued()
    row = raised(cast, parent, asked_department=cast.finance.pk)
    body = {"text": "Bố trí vốn", "leads": [cast.finance.pk], "bottleneck": row.pk}
    before = snapshot(parent)
    refused = client_of(cast.monitor).post("/api/v1/directives/", {**body, "parent": 999}, format="json")
    assert (refused.status_code, snapshot(parent)) == (400, before)
    answer = client_of(cast.monitor).post("/api/v1/directives/", body, format="json")
    assert (answer.status_code, answer.json()["parent"]) == (201, parent.pk)
    row.refresh_from_db()
    assert row.follow_up_id == answer.json()["id"]
    later = client_of(cast.monitor).post(
        "/api/v1/directives/",
        {"text": "Thay thế", "leads": [cast.board.pk], "replaces": parent.pk},
        format="json",
    )
    assert (later.json()["replaces"], Directive.objects.get(pk=parent.pk).status) == (parent.pk, "superseded")
