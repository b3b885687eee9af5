"""Undo: step by step, by who did it, as long as nobody changed the same since."""

from datetime import date
from typing import Any

import pytest

from directives.errors import Forbidden, NotVisible, Stale, WrongState
from directives.models import Assignment, ConclusionPoint, Directive, JournalEntry, PointInput, PointStep
from directives.models.conclusion import PointOutcome
from directives.services import conclusions, point_inputs, points
from directives.services.point_undo import undo_step
from tests.cast import NOW
from tests.directives.services.entering import accept, entered, entry, plan, points_of, settle_all, snapshot

pytestmark = pytest.mark.django_db

NO_TASK = PointOutcome.NO_TASK.value


@pytest.fixture
def conclusion(cast):
    return entered(cast)


@pytest.fixture
def clerk(cast):
    return {"actor": cast.actor(cast.monitor), "now": NOW}


@pytest.fixture
def other(cast):
    return {"actor": cast.actor(cast.other_monitor), "now": NOW}


def state() -> list[Any]:
    """The points with what they became, versions and who changed them apart."""
    told = ("pk", "start", "end", "outcome", "reason", "proposal", "directives")
    parts = [field.attname for field in Assignment._meta.concrete_fields if field.attname != "id"]
    return [
        list(ConclusionPoint.objects.order_by("pk").values_list(*told)),
        list(Directive.objects.order_by("pk").values()),
        list(Assignment.objects.order_by("directive", "department").values_list(*parts)),
    ]


def acts(cast, conclusion, point, clerk):
    """Every act that can be undone, on a point that has been accepted before."""
    later = {"deadline_kind": "dated", "due_on": date(2026, 12, 20), "leads": (cast.police.pk,)}
    again = [(point.pk, point.version, plan(cast, **later))]
    return {
        "save": lambda: points.accept_point(point.pk, plan(cast, **later), **clerk),
        "together": lambda: points.accept_points(conclusion.pk, again, **clerk),
        "settle": lambda: points.settle_point(point.pk, NO_TASK, "biểu dương", **clerk),
        "reopen": lambda: points.settle_point(point.pk, PointOutcome.UNDECIDED.value, "", **clerk),
        "split": lambda: points.split_point(point.pk, point.start + 20, **clerk),
        "merge": lambda: points.merge_points(point.pk, **clerk),
        "drop": lambda: points.drop_point(point.pk, **clerk),
        "add": lambda: points.add_point(conclusion.pk, 0, 20, **clerk),
    }


@pytest.mark.parametrize("act", ["save", "together", "settle", "reopen", "split", "merge", "drop", "add"])
def test_everything_stands_again_as_it_stood(cast, conclusion, clerk, act):
    dated = {"deadline_kind": "dated", "due_on": date(2026, 12, 13)}
    for point in points_of(conclusion)[:3]:
        accept(cast, point, coordinating=(cast.police.pk,), **dated)
    before, point = state(), points_of(conclusion)[1]
    acts(cast, conclusion, point, clerk)[act]()
    assert state() != before
    step, _points = undo_step(conclusion.pk, **clerk)
    assert state() == before
    found = JournalEntry.objects.filter(conclusion=conclusion).order_by("seq").last()
    assert found is not None
    assert (found.verb, found.data["what"], found.actor) == ("undo_points", step.verb, cast.monitor)
    versions = [row.version for row in points_of(conclusion)]
    assert all(now >= 1 for now in versions[:3])


def test_several_steps_back_to_the_beginning(cast, conclusion, clerk):
    before, (first, second) = state(), points_of(conclusion)[:2]
    accept(cast, first)
    accept(cast, first, text="Việc khác")
    points.split_point(second.pk, second.start + 20, **clerk)
    points.merge_points(first.pk, **clerk)
    points.drop_point(first.pk, **clerk)
    undone = [undo_step(conclusion.pk, **clerk)[0].verb for _ in range(5)]
    assert undone == ["drop_point", "merge_points", "split_point", "save_point", "accept_point"]
    assert state() == before
    with pytest.raises(WrongState):
        undo_step(conclusion.pk, **clerk)


def test_what_another_person_changed_since_is_theirs(cast, conclusion, clerk, other):
    first, second = points_of(conclusion)[:2]
    accept(cast, first)
    accept(cast, second)
    mine = PointStep.objects.order_by("-pk").first()
    assert mine is not None
    points.settle_point(second.pk, NO_TASK, "biểu dương", **other)
    before = snapshot()
    with pytest.raises(Stale, match="Bùi Thị Quỳnh Anh"):
        undo_step(conclusion.pk, **clerk, step_id=mine.pk)
    assert snapshot() == before
    undo_step(conclusion.pk, **clerk)  # the step before it is on a point nobody has touched
    assert [point.outcome for point in points_of(conclusion)[:2]] == ["undecided", NO_TASK]
    undo_step(conclusion.pk, **other)
    undo_step(conclusion.pk, **clerk, step_id=mine.pk)  # as it was left by its own clerk again
    assert not Directive.objects.exists()


def test_nobody_undoes_for_another(cast, conclusion, clerk, other):
    accept(cast, points_of(conclusion)[0])
    step = PointStep.objects.get()
    before = snapshot()
    with pytest.raises(WrongState):
        undo_step(conclusion.pk, **other)
    with pytest.raises(NotVisible):
        undo_step(conclusion.pk, **other, step_id=step.pk)
    with pytest.raises(Forbidden):
        undo_step(conclusion.pk, actor=cast.actor(cast.chair), now=NOW)
    with pytest.raises(NotVisible):
        undo_step(conclusion.pk, actor=cast.actor(cast.outsider), now=NOW)
    assert snapshot() == before


def test_words_taken_by_another_point_stay_there(cast, conclusion, clerk):
    point = points_of(conclusion)[0]
    points.drop_point(point.pk, **clerk)
    step = PointStep.objects.get()
    points.add_point(conclusion.pk, point.start, point.start + 20, **clerk)
    with pytest.raises(Stale):
        undo_step(conclusion.pk, **clerk, step_id=step.pk)


def test_the_issue_and_another_text_end_it(cast, conclusion, clerk):
    settle_all(cast, conclusion)
    conclusions.replace_text(conclusion.pk, text=conclusion.text.replace("quy chế", "quy định"), **clerk)
    assert not PointStep.objects.exists()
    settle_all(cast, conclusion)
    conclusions.issue_conclusion(conclusion.pk, **clerk)
    assert not PointStep.objects.exists()
    with pytest.raises(WrongState):
        undo_step(conclusion.pk, **clerk)


def test_nothing_of_it_stays_when_it_becomes_secret(cast, conclusion, clerk):
    accept(cast, points_of(conclusion)[0])
    point_inputs.keep_input(points_of(conclusion)[1], {"text": ["Lời"]}, 0, **clerk)
    said = entry(title="", text="", secrecy="secret", remove_content=True)
    conclusions.correct_entry(conclusion.pk, said, **clerk)
    assert not PointStep.objects.exists()
    assert not PointInput.objects.exists()


def test_no_deadline_comes_back_from_before_the_meeting(cast, conclusion, clerk):
    """The day of the meeting has been corrected meanwhile, which asks for every deadline that stands."""
    first = points_of(conclusion)[0]
    accept(cast, first, deadline_kind="dated", due_on=date(2026, 11, 13))
    points.settle_point(first.pk, NO_TASK, "biểu dương", **clerk)
    conclusions.correct_entry(conclusion.pk, entry(held_on=date(2026, 11, 14)), **clerk)
    before = state()
    with pytest.raises(Stale):
        undo_step(conclusion.pk, **clerk)
    assert state() == before


def test_what_had_been_typed_comes_back(cast, conclusion, clerk):
    first, second = points_of(conclusion)[:2]
    for point, text in ((first, "Lời của tôi"), (second, "Chưa gửi")):
        point_inputs.keep_input(point, {"text": [text]}, point.version, **clerk)
    points.accept_point(first.pk, plan(cast), typed={"text": ["Lời của tôi đã gửi"]}, **clerk)
    points.settle_point(second.pk, NO_TASK, "biểu dương", **clerk)
    assert not PointInput.objects.exists()
    for _ in range(2):
        undo_step(conclusion.pk, **clerk)
    kept = {row.point_id: (row.data, row.version, row.user) for row in PointInput.objects.all()}
    versions = {point.pk: point.version for point in points_of(conclusion)}
    assert kept == {
        first.pk: ({"text": ["Lời của tôi đã gửi"]}, versions[first.pk], cast.monitor),
        second.pk: ({"text": ["Chưa gửi"]}, versions[second.pk], cast.monitor),
    }


def test_a_form_nobody_typed_into_is_not_kept(cast, conclusion, clerk):
    point = points_of(conclusion)[0]
    points.accept_point(point.pk, plan(cast), typed={"text": [point.text]}, **clerk)
    undo_step(conclusion.pk, **clerk)
    assert not PointInput.objects.exists()
