"""What is typed is kept, and is no change of the conclusion."""

import pytest

from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import PointInput
from directives.services import conclusions
from directives.services.point_inputs import MOST, drop_input, keep_input
from tests.cast import NOW
from tests.directives.services.entering import accept, entered, points_of, settle_all, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def conclusion(cast):
    return entered(cast)


@pytest.fixture
def clerk(cast):
    return {"actor": cast.actor(cast.monitor), "now": NOW}


def test_kept_for_each_person_and_no_change_for_others(cast, conclusion, clerk):
    point = points_of(conclusion)[0]
    before = snapshot()
    keep_input(point, {"text": ["Lời của tôi"]}, 0, **clerk)
    keep_input(point, {"text": ["Lời sau"]}, 0, **clerk)
    keep_input(point, {"text": ["Lời khác"]}, 0, actor=cast.actor(cast.other_monitor), now=NOW)
    assert [kept.data["text"] for kept in PointInput.objects.order_by("pk")] == [["Lời sau"], ["Lời khác"]]
    assert snapshot() == before
    drop_input(point, actor=clerk["actor"])
    assert PointInput.objects.get().user == cast.other_monitor


def test_sent_is_not_kept_any_more_nor_what_was_on_its_way(cast, conclusion, clerk):
    point = points_of(conclusion)[0]
    keep_input(point, {"text": ["Lời"]}, 0, **clerk)
    accept(cast, point)
    assert not PointInput.objects.exists()
    assert keep_input(point, {"text": ["Lời đến muộn"]}, 0, **clerk) is None
    assert keep_input(point, {"text": ["Sửa tiếp"]}, 1, **clerk) is not None


def test_typed_over_what_another_has_changed_is_kept(cast, conclusion):
    point = points_of(conclusion)[0]
    accept(cast, point)
    kept = keep_input(point, {"text": ["Lời"]}, 0, actor=cast.actor(cast.other_monitor), now=NOW)
    assert kept is not None
    assert kept.version == 0


def test_refusals(cast, conclusion, clerk):
    point = points_of(conclusion)[0]
    with pytest.raises(Invalid):
        keep_input(point, {"text": ["x" * (MOST + 1)]}, 0, **clerk)
    with pytest.raises(Forbidden):
        keep_input(point, {}, 0, actor=cast.actor(cast.chair), now=NOW)
    with pytest.raises(NotVisible):
        keep_input(point, {}, 0, actor=cast.actor(cast.outsider), now=NOW)
    settle_all(cast, conclusion)
    conclusions.issue_conclusion(conclusion.pk, **clerk)
    with pytest.raises(WrongState):
        keep_input(point, {}, 1, **clerk)
    assert not PointInput.objects.exists()
