import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.lifecycle import PART_VERBS, Status
from directives.models import Assignment, Directive
from tests.cast import NOW
from tests.directives.services.doing import lead, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_monday(monkeypatch):
    for module in ("directives", "conclusions", "reference"):
        monkeypatch.setattr(f"directives.api.{module}.now", lambda: NOW)
    monkeypatch.setattr("departments.requests.now", lambda: NOW)


def test_the_main_job_over_the_api(cast, issued, client_of):
    directive = issued()
    part = lead(directive).pk
    head, monitor = client_of(cast.head), client_of(cast.monitor)
    seen = head.get(f"/api/v1/parts/{part}/")
    assert seen.json()["verbs"][0] == "accept"
    assert seen.headers["ETag"] == '"1"'
    answer = head.post(f"/api/v1/parts/{part}/accept/", headers={"If-Match": seen.headers["ETag"]})
    assert (answer.status_code, answer.json()["part"]["status"]) == (200, "in_progress")
    result = {
        "result_summary": "Đã rà soát 24 dự án",
        "document_number": "412/BC-BQL",
        "document_date": "2026-11-23",
    }
    assert (
        head.post(f"/api/v1/parts/{part}/submit/", result).json()["part"]["status"] == "awaiting_verification"
    )
    assert monitor.post(f"/api/v1/parts/{part}/verify/", {}).json()["part"]["lateness"] == "no_date"
    assert Directive.objects.get(pk=directive.pk).status == Status.COMPLETED
    journal = monitor.get(f"/api/v1/directives/{directive.pk}/journal/").json()
    assert [entry["verb"] for entry in journal] == ["issue", "accept", "submit", "verify"]


@pytest.mark.parametrize("verb", PART_VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_a_door_that_strangers_do_not_see(cast, issued, client_of, verb):
    directive = issued()
    before = snapshot(directive)
    address = f"/api/v1/parts/{lead(directive).pk}/{verb.name.strip('_')}/"
    assert client_of(cast.outsider).post(address, {}).status_code == 404
    assert client_of(cast.outsider).get(address).status_code == 405
    assert snapshot(directive) == before


def test_refusals_are_json_with_code_and_field(cast, issued, client_of):
    directive = issued()
    before, address = snapshot(directive), f"/api/v1/parts/{lead(directive).pk}"
    head = client_of(cast.head)
    stale = head.post(f"{address}/accept/", headers={"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    nothing = head.post(f"{address}/submit/", {"result_summary": "Xong"})
    assert (nothing.status_code, nothing.json()["field"]) == (400, "files")
    missing = head.post(f"{address}/refuse/", {})
    assert (missing.status_code, missing.json()["field"]) == (400, "reason")
    assert client_of(cast.officer).post(f"{address}/accept/").status_code == 403
    wrong = client_of(cast.monitor).post(f"{address}/verify/", {})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_state")
    assert head.post(f"{address}/accept/", headers={"If-Match": '"x"'}).status_code == 400
    assert snapshot(directive) == before


def test_an_idempotency_key_has_one_effect(cast, issued, client_of):
    directive = issued()
    head, address = client_of(cast.head), f"/api/v1/parts/{lead(directive).pk}/accept/"
    first = head.post(address, headers={"Idempotency-Key": "abc"}).json()
    again = head.post(address, headers={"Idempotency-Key": "abc"}).json()
    assert (first["replayed"], again["replayed"]) == (False, True)
    assert Directive.objects.get(pk=directive.pk).version == 2


def test_token_sign_in(cast, issued, client):
    issued()
    token = client.post("/api/v1/token/", {"username": "truong-ban", "password": "mat-khau"}).json()["token"]
    rows = client.get("/api/v1/parts/", headers={"Authorization": f"Token {token}"}).json()["results"]
    assert len(rows) == 1
    assert client.get("/api/v1/parts/").status_code == 401


def test_the_list_costs_the_same_however_long(cast, issued, client_of):
    head = client_of(cast.head)
    issued()
    with CaptureQueriesContext(connection) as few:
        assert len(head.get("/api/v1/parts/?open=1").json()["results"]) == 1
    for _ in range(12):
        issued()
    with CaptureQueriesContext(connection) as many:
        assert len(head.get("/api/v1/parts/?open=1").json()["results"]) == 13
    assert len(many) == len(few) <= 8


def test_a_department_of_each_sees_only_its_part(cast, issued, client_of):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk))
    shown = client_of(cast.finance_head).get(f"/api/v1/directives/{directive.pk}/").json()["parts"]
    assert [part["department"]["code"] for part in shown] == ["STC"]
    other = Assignment.objects.get(directive=directive, department=cast.board)
    assert client_of(cast.finance_head).get(f"/api/v1/parts/{other.pk}/").status_code == 404


def test_the_schema_names_every_verb(client):
    schema = client.get(
        "/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}
    ).content.decode()
    for verb in PART_VERBS:
        assert f"part_{verb.name}" in schema
