"""/api/v1/periods/: seen by whom the part is seen, judged by its verbs."""

import pytest

from directives.models import ReportingPeriod
from tests.cast import NOW
from tests.directives.services.doing import lead
from tests.directives.services.reporting import MONTHLY, periods, report_first

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_periods_of_a_part(cast, issued, client_of):
    directive, other = issued(**MONTHLY), issued(**MONTHLY, leads=(cast.farming.pk,))
    part = lead(directive)
    answer = client_of(cast.head).get(f"/api/v1/periods/?part={part.pk}&open=1").json()
    assert [row["from_on"] for row in answer["results"]] == ["2026-12-01", "2026-11-01"]
    assert {row["lateness"] for row in answer["results"]} == {"in_term"}
    assert client_of(cast.head).get(f"/api/v1/periods/?part={lead(other).pk}").json()["results"] == []
    assert len(client_of(cast.monitor).get("/api/v1/periods/").json()["results"]) == 4


def test_the_part_shows_its_open_periods_with_their_verbs(cast, issued, client_of):
    part = lead(issued(**MONTHLY))
    shown = client_of(cast.head).get(f"/api/v1/parts/{part.pk}/").json()
    assert [(row["due_on"], row["verbs"]) for row in shown["periods"]] == [
        ("2026-12-05", ["submit_period"]),
        ("2027-01-05", []),  # has not begun
    ]
    assert "submit" not in shown["verbs"]


def test_reported_confirmed_and_returned_by_the_api(cast, issued, client_of):
    directive = issued(**MONTHLY)
    row = periods(directive)[0]
    body = {"result_summary": "Đã rà soát 24 dự án", "document_number": "412/BC-BQL"}
    address = f"/api/v1/periods/{row.pk}/"
    assert client_of(cast.head).post(f"{address}submit_period/", body, format="json").status_code == 200
    shown = client_of(cast.monitor).get(address).json()
    assert (shown["status"], shown["verbs"]) == ("awaiting_verification", ["verify_period", "return_period"])
    assert client_of(cast.head).post(f"{address}verify_period/").status_code == 403
    back = client_of(cast.monitor).post(
        f"{address}return_period/", {"reason": "Thiếu phụ lục"}, format="json"
    )
    assert back.status_code == 200
    assert ReportingPeriod.objects.get(pk=row.pk).redo_count == 1
    assert client_of(cast.monitor).post(f"{address}verify_period/").status_code == 409


def test_an_outsider_finds_no_period(cast, issued, client_of):
    row = report_first(issued(**MONTHLY), cast.actor(cast.head))
    assert client_of(cast.outsider).get(f"/api/v1/periods/{row.pk}/").status_code == 404
    assert client_of(cast.outsider).post(f"/api/v1/periods/{row.pk}/verify_period/").status_code == 404
    assert client_of(cast.outsider).get("/api/v1/periods/").json()["results"] == []


@pytest.mark.parametrize("question", ["part=x", "status=nowhere", f"part={10**30}"])
def test_strange_questions(cast, client_of, question):
    assert client_of(cast.head).get(f"/api/v1/periods/?{question}").status_code == 400


def test_the_plan_carries_the_days_of_the_period(cast, client_of):
    body = {
        "text": "Báo cáo giải ngân",
        "leads": [cast.board.pk],
        "deadline_kind": "periodic",
        "recurrence": "month",
        "period_due_day": 25,
        "period_cutoff_day": 24,
    }
    answer = client_of(cast.monitor).post("/api/v1/directives/", body, format="json")
    assert answer.status_code == 201
    assert (answer.json()["period_due_day"], answer.json()["period_cutoff_day"]) == (25, 24)
    for wrong in ({"period_cutoff_day": 32}, {"recurrence": "week"}, {"deadline_kind": "continuous"}):
        refused = client_of(cast.monitor).post("/api/v1/directives/", {**body, **wrong}, format="json")
        assert refused.status_code == 400
