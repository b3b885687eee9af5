"""What no browser sends by itself is answered like any other slip: nothing fails, now or on the next page."""

import pytest

from directives.models import ConclusionPoint, PointInput, PointPresence
from tests.directives.services.entering import entered, points_of
from tests.directives.services.revising import NEW, WORDING, issued_notice, revised
from tests.directives.views.conclusions.test_confirm import url

pytestmark = pytest.mark.django_db
DIGITS = "9" * 5000  # more than a number may have before it is an attack
HELD = [
    {"shown_group": f"leads:{DIGITS}"},
    {"leads": [DIGITS]},
    {"kept_names": f"leads:{DIGITS}"},
    {"version": "9" * 17},
    {"text": "a\x00b"},
]


@pytest.fixture
def point(conclusion):
    return points_of(conclusion)[0]


@pytest.mark.parametrize("sent", HELD)
def test_whatever_is_typed_can_be_kept_and_shown_again(clerk, conclusion, point, sent):
    data = {"version": "0", "text": "x", **sent}
    assert clerk.post(url(conclusion, point, "nhap"), data).status_code == 200
    kept = PointInput.objects.get()
    assert kept.version == 0
    assert "\x00" not in str(kept.data)
    assert clerk.get(f"{url(conclusion)}?diem=1").status_code == 200
    assert clerk.post(url(conclusion, point, "chap-nhan"), data).status_code in (302, 400, 409)


@pytest.mark.parametrize(
    "sent", [{"group_act": f"add:leads:{DIGITS}"}, {"group_act": "add:leads", "group": DIGITS}]
)
def test_no_such_group(clerk, conclusion, point, sent):
    answer = clerk.post(url(conclusion, point, "chap-nhan"), {"version": "0", "text": "x", **sent})
    assert answer.status_code == 200
    assert not point.directives.exists()


def test_points_that_are_no_numbers(clerk, conclusion):
    answer = clerk.post(f"{url(conclusion)}diem-chac-chan/", {"point": [DIGITS, "-1", "x"]})
    assert answer.status_code == 400


def test_the_one_character_no_column_holds(cast, clerk, conclusion, point):
    clerk.post(
        url(conclusion, point, "xep"), {"version": "0", "outcome": "no_task", "reason": "biểu\x00 dương"}
    )
    assert ConclusionPoint.objects.get(pk=point.pk).reason == "biểu dương"
    revision = revised(cast, issued_notice(cast, number="5/TB-UBND"), WORDING, NEW)
    change = revision.changes.get(aspect="new")
    address = f"/ket-luan/{revision.conclusion_id}/dinh-chinh/1/"
    clerk.post(f"{address}thay-doi/{change.pk}/bo-qua/", {"reason": "Đã\x00 có"})
    change.refresh_from_db()
    assert change.reason == "Đã có"
    wording = revision.changes.get(aspect="wording")
    clerk.post(f"{address}cau-chu/", {"changes": [str(wording.pk)], "reason": "Đính\x00 chính"})
    wording.refresh_from_db()
    assert wording.reason == "Đính chính"


def test_reasons_have_an_end(cast, clerk):
    revision = revised(cast, issued_notice(cast), WORDING, NEW)
    address, long = f"/ket-luan/{revision.conclusion_id}/dinh-chinh/1/", "x" * 2001
    for change in revision.changes.all():
        assert clerk.post(f"{address}thay-doi/{change.pk}/bo-qua/", {"reason": long}).status_code == 400
    ids = [str(change.pk) for change in revision.changes.all()]
    assert clerk.post(f"{address}cau-chu/", {"changes": ids, "reason": long}).status_code == 400
    assert not revision.changes.exclude(state="open").exists()


def test_nobody_is_seen_at_a_point_of_another_conclusion(cast, clerk, conclusion):
    elsewhere = points_of(entered(cast, number="5/TB-UBND"))[0]
    clerk.get(f"{url(conclusion)}tinh-hinh/?diem={elsewhere.pk}")
    assert not PointPresence.objects.exists()
