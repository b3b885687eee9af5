"""Decisions on the organisation in the API."""

import pytest

from departments.models import Succession
from tests.cast import NOW, department
from tests.directives.services.doing import lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def body(cast, *successors, **changes):
    values = {
        "predecessors": [cast.board.pk],
        "successors": [one.pk for one in successors],
        "on": "2026-11-23",
        "document": "NQ 12",
    }
    return {**values, **changes}


def test_preview_record_and_list(client_of, cast, issued):
    directive = issued()
    client = client_of(cast.monitor)
    shown = client.post("/api/v1/successions/", body(cast, cast.finance, preview=True), format="json")
    assert (shown.status_code, shown.json()["parts"]) == (200, 1)
    assert not Succession.objects.exists()
    done = client.post("/api/v1/successions/", body(cast, cast.finance), format="json")
    assert (done.status_code, done.json()) == (201, {"parts": 1, "receivers": 0, "left": 0})
    assert lead(directive).department == cast.finance
    (row,) = client.get("/api/v1/successions/").json()
    assert [one["id"] for one in row["successors"]] == [cast.finance.pk]


def test_what_waits_is_given_out(client_of, cast, issued):
    directive = issued()
    client = client_of(cast.monitor)
    client.post("/api/v1/successions/", body(cast), format="json")
    (left,) = client.get("/api/v1/redistribution/").json()
    assert (left["part"], left["choices"], left["judged"]) == (lead(directive).pk, [], False)
    given = {"parts": [left["part"]], "department": cast.finance.pk}
    assert client.post("/api/v1/redistribution/", given, format="json").json()["parts"] == 1
    assert client.get("/api/v1/redistribution/").json() == []
    assert client.post("/api/v1/redistribution/", given, format="json").status_code == 400


def test_a_new_name(client_of, cast):
    one = department("X9", "Ủy ban nhân dân xã Đại Thanh", "commune")
    address = "/api/v1/departments/rename/"
    client = client_of(cast.administrator)
    assert (
        client.post(address, {"department": one.pk, "name": "UBND xã Mới", "document": "NQ 1"}).json()["name"]
        == "UBND xã Mới"
    )
    assert client.post(address, {"department": one.pk, "name": "UBND xã Mới"}).status_code == 400


@pytest.mark.parametrize("who", ["chair", "head", "outsider"])
def test_others_may_not(client_of, cast, who):
    client = client_of(getattr(cast, who))
    assert client.get("/api/v1/successions/").status_code == 403
    assert client.post("/api/v1/successions/", body(cast, cast.finance), format="json").status_code == 403
    assert client.get("/api/v1/redistribution/").status_code == 403
    name = {"department": cast.board.pk, "name": "x", "document": "x"}
    assert client.post("/api/v1/departments/rename/", name).status_code == 403
    assert not Succession.objects.exists()
