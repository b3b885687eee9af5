"""The working calendar in the API: the year, a preview, a change, taking it back."""

import pytest

from departments.models import CalendarDay
from directives.models import Assignment, Rule
from tests.cast import NOW

pytestmark = pytest.mark.django_db

URL = "/api/v1/calendar/"
SWAP = {
    "days": [
        {"on": "2026-12-04", "kind": "compensatory", "name_vi": "Nghỉ hoán đổi"},
        {"on": "2026-12-12", "kind": "working", "name_vi": "Làm bù"},
    ]
}


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_the_year(client_of, cast):
    answer = client_of(cast.officer).get(URL, {"year": 2026}).json()
    assert answer["year"] == 2026
    first = answer["days"][0]
    assert (first["on"], first["kind"], first["entered_here"]) == ("2026-01-01", "holiday", False)
    for wrong in ("1999", "x", "999999999999999999999"):
        assert client_of(cast.officer).get(URL, {"year": wrong}).status_code == 400


def test_preview_then_change_then_back(client_of, cast, issued):
    Rule.objects.create(key="move_due_off_days", value=True)
    issued(deadline_kind="dated", due_on=NOW.date().replace(month=12, day=4))
    client = client_of(cast.administrator)
    shown = client.post(URL, {**SWAP, "preview": True}, format="json").json()
    part = Assignment.objects.get()
    assert shown["saved"] is False
    assert shown["deadlines"] == [
        {
            "part": part.pk,
            "directive": part.directive_id,
            "department": cast.board.pk,
            "before": "2026-12-04",
            "after": "2026-12-07",
        }
    ]
    assert not CalendarDay.objects.exists()
    body = {**SWAP, "fingerprint": shown["fingerprint"]}
    done = client.post(URL, body, format="json", HTTP_IDEMPOTENCY_KEY="swap").json()
    assert (done["saved"], done["replayed"], done["deadlines"]) == (True, False, shown["deadlines"])
    part.refresh_from_db()
    assert part.due_on.isoformat() == "2026-12-07"
    again = client.post(URL, body, format="json", HTTP_IDEMPOTENCY_KEY="swap").json()
    assert again["replayed"] is True
    assert client.delete(f"{URL}?on=2026-12-12&preview=1").json()["saved"] is False
    assert CalendarDay.objects.count() == 2
    assert client.delete(f"{URL}?on=2026-12-12").json()["saved"] is True
    assert CalendarDay.objects.count() == 1
    assert client.delete(f"{URL}?on=2026-12-12").status_code == 400


def test_a_fingerprint_that_no_longer_holds_is_a_conflict(client_of, cast):
    body = {**SWAP, "fingerprint": "0" * 64}
    assert client_of(cast.administrator).post(URL, body, format="json").status_code == 409
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("body", [{}, {"days": []}, {"days": [{"on": "x"}]}, {"days": "x"}])
def test_bad_bodies(client_of, cast, body):
    assert client_of(cast.administrator).post(URL, body, format="json").status_code == 400


@pytest.mark.parametrize("who", ["monitor", "chair", "head", "outsider"])
def test_others_read_only(client_of, cast, who):
    client = client_of(getattr(cast, who))
    assert client.post(URL, {**SWAP, "preview": True}, format="json").status_code == 403
    assert client.post(URL, SWAP, format="json").status_code == 403
    assert client.delete(f"{URL}?on=2026-12-12").status_code == 403
    assert not CalendarDay.objects.exists()
