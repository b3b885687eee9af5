"""The proposal of a point with its links, and what the clerk teaches the service, through the API."""

from datetime import date

import pytest

from departments.models import Department, DepartmentAlias
from directives.services.conclusions import issue_conclusion
from tests.cast import NOW
from tests.directives.services.entering import entered, points_of, settle_all, snapshot

pytestmark = pytest.mark.django_db

TEXT = """KẾT LUẬN CUỘC HỌP

Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:

1. Giao Sở Quy hoạch đô thị chủ trì, phối hợp với Bộ Công Thương và các đơn vị liên quan rà soát quy hoạch các khu công nghiệp theo Thông báo số 12/TB-UBND ngày 03/02/2026.
"""  # noqa: E501 — a paragraph of a document is one line


@pytest.fixture
def older(cast):
    day = date(2026, 2, 3)
    old = entered(cast, number="12/TB-UBND", held_on=day, issued_on=day)
    settle_all(cast, old)
    issue_conclusion(old.pk, actor=cast.actor(cast.monitor), now=NOW)
    return list(old.directives.order_by("pk"))


@pytest.fixture
def point(cast, older):
    (row,) = points_of(entered(cast, text=TEXT))
    return row


def test_a_proposal_says_how_names_were_linked_and_what_is_still_open(cast, client_of, point, older):
    said = client_of(cast.monitor).get(f"/api/v1/points/{point.pk}/proposal/").json()
    assert (said["sure"], said["because"]) == ("low", "nobody_clear")
    states = {row["name"]: row["state"] for row in said["names"]}
    assert states == {
        "Sở Quy hoạch đô thị": "unknown",
        "Bộ Công Thương": "unknown",
        "các đơn vị liên quan": "generic",
    }
    general = next(row for row in said["names"] if row["state"] == "generic")
    assert [group["id"] for group in general["groups"]] == [cast.group.pk]
    assert general["groups"][0]["members"] == [commune.pk for commune in cast.communes]
    assert [row["name"] for row in said["names"] if row["enterable"]] == ["Bộ Công Thương"]
    (earlier,) = said["earlier"]
    assert (earlier["number"], earlier["unsure"]) == ("12/TB-UBND", False)
    assert [row["id"] for row in earlier["directives"]] == [row.pk for row in older]


def test_names_are_taught_and_the_proposal_is_accepted(cast, client_of, point, older):
    monitor, at = client_of(cast.monitor), f"/api/v1/conclusions/{point.conclusion_id}/"
    whole = monitor.post(f"{at}names/", {"name": "Sở Quy hoạch đô thị", "department": cast.board.pk})
    assert whole.status_code == 200
    assert whole.json()["points"][0]["proposal"]["leads"][0]["department"] == cast.board.pk
    body = monitor.post(f"{at}outside-bodies/", {"name": "Bộ Công Thương"})
    assert (body.status_code, body.json()["kind"]) == (201, "outside")
    plan = monitor.get(f"/api/v1/points/{point.pk}/proposal/").json()["plan"]
    assert (plan["leads"], plan["coordinating"]) == ([cast.board.pk], [body.json()["id"]])
    draft = monitor.post(f"/api/v1/points/{point.pk}/accept/", {**plan, "replaces": older[0].pk}).json()
    assert (draft["status"], draft["replaces"]) == ("draft", older[0].pk)


def test_refusals_name_the_field_and_change_nothing(cast, client_of, point):
    monitor, at = client_of(cast.monitor), f"/api/v1/conclusions/{point.conclusion_id}/"
    before = [snapshot(), Department.objects.count(), DepartmentAlias.objects.count()]
    for address, body, field in (
        ("names/", {"name": "Sở Tài chính", "department": cast.board.pk}, "name"),
        ("names/", {"name": "Sở Mới"}, "department"),
        ("outside-bodies/", {"name": "Sở Tài chính"}, "name"),
    ):
        answer = monitor.post(at + address, body)
        assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert client_of(cast.chair).post(f"{at}outside-bodies/", {"name": "Bộ Y tế"}).status_code == 403
    assert client_of(cast.outsider).post(f"{at}outside-bodies/", {"name": "Bộ Y tế"}).status_code == 404
    assert [snapshot(), Department.objects.count(), DepartmentAlias.objects.count()] == before


def test_who_sees_the_proposal(cast, client_of, point):
    address = f"/api/v1/points/{point.pk}/proposal/"
    assert client_of(cast.chair).get(address).status_code == 200
    assert client_of(cast.head).get(address).status_code == 404
