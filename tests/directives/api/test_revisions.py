"""Corrected texts over the API: entered, read, decided, with the refusals of the services."""

from typing import Any

import pytest

from directives.models import ConclusionRevision, Directive, RevisionChange
from tests.cast import NOW
from tests.directives.conclusion_text import NOTICE
from tests.directives.services.revising import (
    DATE,
    GONE,
    LEAD,
    NEW,
    WORDING,
    change,
    changed,
    directive_of,
    issued_notice,
    revised,
)

pytestmark = pytest.mark.django_db
WHY = "Đính chính lỗi đánh máy"


@pytest.fixture
def notice(cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return issued_notice(cast)


@pytest.fixture
def revision(cast, notice):
    return revised(cast, notice, WORDING, DATE, LEAD, GONE, NEW)


def base(notice):
    return f"/api/v1/conclusions/{notice.pk}/revisions/"


def post(client, address, body=None, **headers):
    return client.post(address, body or {}, format="json", **headers)


def test_entered_read_and_decided(client_of, cast, notice):
    office = client_of(cast.monitor)
    body = {"text": changed(WORDING, NEW), "reason": WHY, "document_number": "129/TB-UBND"}
    answer = post(office, base(notice), body, HTTP_IDEMPOTENCY_KEY="a1")
    assert answer.status_code == 201, answer.data
    assert post(office, base(notice), body, HTTP_IDEMPOTENCY_KEY="a1").data["id"] == answer.data["id"]
    assert [(row["aspect"], row["verbs"]) for row in answer.data["changes"]] == [
        ("wording", ["amend"]),
        ("new", []),
    ]
    point = answer.data["points"][0]
    assert answer.data["text"][point["start"] : point["end"]] == point["text"]
    assert NOTICE[point["old_start"] : point["old_end"]] == point["old_text"]
    wording, new = answer.data["changes"]
    done = post(
        office,
        f"/api/v1/revision-changes/{wording['id']}/apply/",
        {"verb": "amend", "needs": {"text": "Câu chữ mới", "reason": WHY}},
        HTTP_IF_MATCH=str(directive_of(notice, "1").version),
    )
    assert (done.status_code, done.data["decided"], done.data["state"]) == (200, 1, "open")
    plan = {"text": "Lắp đặt camera", "leads": [cast.police.pk]}
    issued = post(office, f"/api/v1/revision-changes/{new['id']}/issue/", plan)
    assert issued.status_code == 201
    assert Directive.objects.get(pk=issued.data["id"]).conclusion == notice
    listed = office.get(base(notice)).data
    assert [(row["ordinal"], row["state"]) for row in listed] == [(1, "finished")]


def test_left_reopened_taken_together_and_withdrawn(client_of, cast, notice):
    office = client_of(cast.monitor)
    revision = revised(cast, notice, WORDING, GONE)
    row = change(revision, "gone")
    where = f"/api/v1/revision-changes/{row.pk}/"
    assert post(office, f"{where}skip/", {"reason": ""}).status_code == 400
    assert post(office, f"{where}skip/", {"reason": "Vẫn theo dõi"}).data["decided"] == 1
    assert post(office, f"{where}reopen/").data["decided"] == 0
    body = {"changes": [change(revision, "wording").pk], "reason": WHY}
    assert post(office, f"{base(notice)}1/wordings/", body).data["decided"] == 1
    assert post(office, f"{base(notice)}1/withdraw/").status_code == 409


def test_refusals_are_those_of_the_services(client_of, cast, notice, revision):
    office = client_of(cast.monitor)
    body = {"text": changed(WORDING), "reason": WHY}
    assert post(office, base(notice), body).status_code == 409  # one is open
    row = change(revision, "deadline")
    where = f"/api/v1/revision-changes/{row.pk}/apply/"
    for sent, headers, status in (
        ({"verb": "amend", "needs": {"reason": WHY}}, {}, 400),
        ({"verb": "nothing", "needs": {}}, {}, 400),
        ({"verb": "set_deadline", "needs": {"reason": WHY}}, {}, 400),
        (
            {"verb": "set_deadline", "needs": {"reason": WHY, "due_on": "2026-12-28"}},
            {"HTTP_IF_MATCH": "0"},
            409,
        ),
    ):
        assert post(office, where, sent, **headers).status_code == status, sent
    assert not RevisionChange.objects.exclude(state="open").exists()


def test_who_may(client_of, cast, notice, revision):
    row = change(revision, "gone")
    addresses = [base(notice), f"{base(notice)}1/withdraw/", f"{base(notice)}1/wordings/"]
    changes = [f"/api/v1/revision-changes/{row.pk}/{act}/" for act in ("apply", "issue", "skip", "reopen")]
    body: dict[str, Any] = {
        "reason": WHY,
        "text": changed(WORDING),
        "changes": [row.pk],
        "verb": "recall_directive",
    }
    body |= {"needs": {"reason": WHY}}
    for person, of_text, of_change, seen in (
        (cast.chair, 403, 403, 200),
        (cast.head, 403, 404, 200),
        (cast.other_vice_chair, 404, 404, 404),
        (cast.administrator, 404, 404, 404),
    ):
        client = client_of(person)
        assert client.get(f"{base(notice)}1/").status_code == seen
        assert [post(client, address, body).status_code for address in addresses] == [of_text] * 3
        assert [post(client, address, body).status_code for address in changes] == [of_change] * 4
    assert not RevisionChange.objects.exclude(state="open").exists()
    assert ConclusionRevision.objects.count() == 1


def test_a_department_meets_its_own_directives_only(client_of, cast, notice, revision):
    seen = client_of(cast.head).get(f"{base(notice)}1/").data
    assert {row["directive"] for row in seen["changes"]} == {directive_of(notice, "1").pk}
    assert all(row["verbs"] == [] for row in seen["changes"])
    assert {row["directive"] for row in seen["points"]} == {directive_of(notice, "1").pk, None}
