"""Settling the points of a conclusion."""

from datetime import date

import pytest

from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, ConclusionPoint, Directive, JournalEntry
from directives.models.choices import DeadlineSource
from directives.models.conclusion import PointOutcome
from directives.services import conclusions, points
from tests.cast import NOW
from tests.directives.conclusion_text import NOTICE
from tests.directives.services.entering import (
    accept,
    entered,
    plan,
    points_of,
    settle_all,
    snapshot,
)

pytestmark = pytest.mark.django_db

NO_TASK = PointOutcome.NO_TASK.value


@pytest.fixture
def conclusion(cast):
    return entered(cast)


@pytest.fixture
def clerk(cast):
    return {"actor": cast.actor(cast.monitor), "now": NOW}


def every_act(cast, conclusion, point):
    """Each change of a point as a call that takes actor, now and version."""
    return {
        "accept": lambda **by: points.accept_point(point.pk, plan(cast), **by),
        "settle": lambda **by: points.settle_point(point.pk, NO_TASK, "biểu dương", **by),
        "reopen": lambda **by: points.settle_point(point.pk, PointOutcome.UNDECIDED.value, "", **by),
        "split": lambda **by: points.split_point(point.pk, point.start + 20, **by),
        "merge": lambda **by: points.merge_points(point.pk, **by),
        "drop": lambda **by: points.drop_point(point.pk, **by),
        "add": lambda **by: points.add_point(conclusion.pk, 0, 20, **by),
    }


ACTS = ["accept", "settle", "reopen", "split", "merge", "drop", "add"]


@pytest.mark.parametrize("act", ACTS)
def test_every_act_counts_and_is_journaled(cast, conclusion, clerk, act):
    every_act(cast, conclusion, points_of(conclusion)[0])[act](**clerk, version=0)
    conclusion.refresh_from_db()
    assert conclusion.version == 1
    entry = JournalEntry.objects.filter(conclusion=conclusion).order_by("seq").last()
    assert entry is not None
    assert entry.verb.startswith(act)
    assert (entry.stream, entry.actor) == ("office", cast.monitor)


@pytest.mark.parametrize("act", ACTS)
def test_refusals_change_nothing(cast, conclusion, act):
    call = every_act(cast, conclusion, points_of(conclusion)[0])[act]
    before = snapshot()
    with pytest.raises(NotVisible):
        call(actor=cast.actor(cast.outsider), now=NOW)
    with pytest.raises(Forbidden):
        call(actor=cast.actor(cast.chair), now=NOW)
    with pytest.raises(Stale):
        call(actor=cast.actor(cast.monitor), now=NOW, version=5)
    assert snapshot() == before


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_once_issued(cast, conclusion, clerk, act):
    settle_all(cast, conclusion)
    conclusions.issue_conclusion(conclusion.pk, **clerk)
    before = snapshot()
    with pytest.raises(WrongState):
        every_act(cast, conclusion, points_of(conclusion)[0])[act](**clerk)
    assert snapshot() == before


def test_the_stale_form_says_who_was_faster(cast, conclusion):
    first, second = points_of(conclusion)[:2]
    accept(cast, first)
    other = cast.actor(cast.other_monitor)
    with pytest.raises(Stale, match=r"Phạm Thị Ngọc Diệp.*09:00"):
        points.accept_point(first.pk, plan(cast), actor=other, now=NOW, version=0)
    points.accept_point(second.pk, plan(cast), actor=other, now=NOW, version=0)  # another point: no quarrel
    second.refresh_from_db()
    assert (second.version, second.changed_by, second.changed_at) == (1, cast.other_monitor, NOW)


class TestAccept:
    def test_it_makes_a_draft_with_its_parts(self, cast, conclusion):
        point = points_of(conclusion)[0]
        draft = accept(
            cast,
            point,
            coordinating=(cast.police.pk,),
            informed=(cast.finance.pk,),
            deadline_kind="dated",
            due_on=date(2026, 12, 13),
            product="Quy chế",
        )
        point.refresh_from_db()
        assert (draft.status, draft.conclusion, draft.point_label) == (Status.DRAFT, conclusion, "1")
        assert draft.deadline_source == DeadlineSource.TEXT
        assert point.outcome == PointOutcome.DIRECTIVE
        found = Assignment.objects.filter(directive=draft).order_by("pk")
        assert [(p.department_id, p.role, p.awake, p.due_on, p.product) for p in found] == [
            (cast.board.pk, "lead", True, date(2026, 12, 13), "Quy chế"),
            (cast.police.pk, "coordinating", False, None, ""),
            (cast.finance.pk, "informed", True, None, ""),
        ]

    def test_another_date_is_the_offices(self, cast, conclusion):
        draft = accept(cast, points_of(conclusion)[0], deadline_kind="dated", due_on=date(2026, 12, 20))
        assert draft.deadline_source == DeadlineSource.OFFICE

    def test_accepting_again_changes_the_same_draft(self, cast, conclusion):
        point = points_of(conclusion)[0]
        first = accept(cast, point)
        second = accept(cast, point, leads=(cast.police.pk,), text="Việc khác")
        assert (first.pk, second.text) == (second.pk, "Việc khác")
        assert [part.department for part in Assignment.objects.all()] == [cast.police]

    def test_an_accepted_point_may_be_settled_otherwise(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        accept(cast, point)
        points.settle_point(point.pk, PointOutcome.GIVEN_TO_OTHERS.value, "thuộc thông báo khác", **clerk)
        assert not Directive.objects.exists()
        assert not Assignment.objects.exists()

    def test_a_plan_that_does_not_hold_stores_nothing(self, cast, conclusion):
        point = points_of(conclusion)[0]
        before = snapshot()
        with pytest.raises(Invalid) as refused:
            accept(cast, point, leads=())
        assert refused.value.field == "leads"
        assert snapshot() == before


class TestSettle:
    def test_a_reason_is_needed(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        with pytest.raises(Invalid) as refused:
            points.settle_point(point.pk, NO_TASK, "  ", **clerk)
        assert refused.value.field == "reason"

    def test_only_known_outcomes(self, cast, conclusion, clerk):
        with pytest.raises(Invalid):
            points.settle_point(points_of(conclusion)[0].pk, "directive", "x", **clerk)

    def test_opened_again(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        points.settle_point(point.pk, NO_TASK, "biểu dương", **clerk)
        point = points.settle_point(point.pk, PointOutcome.UNDECIDED.value, "", **clerk)
        assert (point.outcome, point.reason) == (PointOutcome.UNDECIDED, "")


class TestSplitAndMerge:
    def test_a_cut_shares_the_text_and_the_departments(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        at = conclusion.text.index("hoàn thành trước")
        first, second = points.split_point(point.pk, at, **clerk)
        assert conclusion.text[first.start : first.end].endswith("🏭;")
        assert conclusion.text[second.start : second.end].startswith("hoàn thành trước ngày 13")
        assert first.proposal["leads"] == second.proposal["leads"] == point.proposal["leads"]
        assert (first.proposal["deadline"], second.proposal["deadline"]) == (None, "2026-12-13")
        assert second.proposal["confidence"] <= 0.5

    @pytest.mark.parametrize("place", ["start", "end"])
    def test_no_cut_at_the_ends(self, cast, conclusion, clerk, place):
        point = points_of(conclusion)[0]
        with pytest.raises(Invalid) as refused:
            points.split_point(point.pk, getattr(point, place), **clerk)
        assert refused.value.field == "at"

    def test_no_cut_that_leaves_only_a_stop(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        points.drop_point(point.pk, **clerk)
        whole = points.add_point(conclusion.pk, point.start, point.end + 1, **clerk)
        before = snapshot()
        with pytest.raises(Invalid):
            points.split_point(whole.pk, whole.end - 1, **clerk)
        assert snapshot() == before

    def test_joined_with_the_next(self, cast, conclusion, clerk):
        first, second = points_of(conclusion)[:2]
        accept(cast, first)
        accept(cast, second)
        merged = points.merge_points(first.pk, **clerk)
        assert (merged.start, merged.end, merged.outcome) == (first.start, second.end, "undecided")
        assert [link["department"] for link in merged.proposal["leads"]] == [cast.board.pk, cast.finance.pk]
        assert merged.proposal["deadline"] == "2026-12-13"
        assert not Directive.objects.exists()
        assert conclusion.points.count() == 4

    def test_only_with_the_point_one_took_for_the_next(self, cast, conclusion, clerk):
        first, second, third = points_of(conclusion)[:3]
        before = snapshot()
        with pytest.raises(Stale):
            points.merge_points(first.pk, **clerk, version=0, following=third.pk)
        assert snapshot() == before
        accept(cast, second)
        with pytest.raises(Stale):  # what the next one has become would be lost
            points.merge_points(first.pk, **clerk, version=0, following=second.pk, following_version=0)
        points.merge_points(first.pk, **clerk, version=0, following=second.pk, following_version=1)

    def test_the_last_point_has_no_next(self, cast, conclusion, clerk):
        with pytest.raises(Invalid):
            points.merge_points(points_of(conclusion)[-1].pk, **clerk)


class TestAddAndDrop:
    def test_a_selection_is_trimmed(self, cast, conclusion, clerk):
        start = conclusion.text.index("Văn phòng Ủy ban nhân dân tỉnh thông báo")
        point = points.add_point(conclusion.pk, start - 2, start + 31, **clerk)
        assert (point.start, point.text) == (start, "Văn phòng Ủy ban nhân dân tỉnh")

    def test_offsets_count_code_points_beyond_the_factory_sign(self, cast, conclusion, clerk):
        """🏭 is one code point and two UTF-16 units: all after it would be off by one."""
        factory = conclusion.text.index("🏭")
        later = points_of(conclusion)[1]
        assert later.start > factory
        assert later.text.startswith("Giao Sở Tài chính")

    def test_offsets_of_another_text_are_refused_and_changed_points_are_no_matter(
        self, cast, conclusion, clerk
    ):
        accept(cast, points_of(conclusion)[0])
        digest = points.text_digest(conclusion.text)
        points.add_point(conclusion.pk, 0, 20, **clerk, digest=digest)
        conclusions.replace_text(conclusion.pk, text=NOTICE.replace("quy chế", "quy định"), **clerk)
        before = snapshot()
        with pytest.raises(Stale):
            points.add_point(conclusion.pk, 0, 20, **clerk, digest=digest)
        assert snapshot() == before

    @pytest.mark.parametrize(("start", "end"), [(0, 0), (10, 5), (10**7, 10**7 + 5), (-5, 0)])
    def test_nothing_selected(self, cast, conclusion, clerk, start, end):
        with pytest.raises(Invalid):
            points.add_point(conclusion.pk, start, end, **clerk)

    def test_no_overlap(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        before = snapshot()
        with pytest.raises(Invalid) as refused:
            points.add_point(conclusion.pk, point.end - 3, point.end + 10, **clerk)
        assert refused.value.field == "start"
        assert snapshot() == before

    def test_dropping_takes_the_draft_along_and_numbers_anew(self, cast, conclusion, clerk):
        drafts = settle_all(cast, conclusion)
        first = points_of(conclusion)[0]
        points.drop_point(first.pk, **clerk)
        assert not ConclusionPoint.objects.filter(pk=first.pk).exists()
        labels = Directive.objects.order_by("pk").values_list("pk", "point_label")
        assert list(labels) == [(draft.pk, str(n)) for n, draft in enumerate(drafts[1:], 1)]


def many_points(cast):
    paragraph = "Giao Sở Tài chính chủ trì tham mưu bố trí vốn đợt {n} cho các công trình hạ tầng."
    many = "\n\n".join(f"{n}. {paragraph.format(n=n)}" for n in range(1, 31))
    head = "Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:"
    conclusion = entered(cast, text=f"THÔNG BÁO\n\n{head}\n\n{many}", number="")
    assert conclusion.points.count() > 20
    return conclusion


def test_accepting_costs_the_same_among_many_points(cast, clerk, django_assert_max_num_queries):
    found = points_of(many_points(cast))
    for point in found[1:]:
        accept(cast, point)
    with django_assert_max_num_queries(23):
        points.accept_point(found[0].pk, plan(cast), **clerk)


class TestTogether:
    def test_all_or_none(self, cast, conclusion, clerk):
        first, second, third = points_of(conclusion)[:3]
        accept(cast, third)
        wanted = [(point.pk, 0, plan(cast)) for point in (first, second, third)]
        before = snapshot()
        with pytest.raises(Stale):
            points.accept_points(conclusion.pk, wanted, **clerk)
        with pytest.raises(Invalid):
            points.accept_points(conclusion.pk, [], **clerk)
        assert snapshot() == before
        made = points.accept_points(conclusion.pk, wanted[:2], **clerk)
        assert [draft.point_label for draft in made] == ["1", "2"]
        entry = JournalEntry.objects.filter(conclusion=conclusion).order_by("seq").last()
        assert entry is not None
        assert (entry.verb, entry.data["points"]) == ("accept_points", [first.pk, second.pk])

    def test_only_the_office(self, cast, conclusion):
        wanted = [(points_of(conclusion)[0].pk, 0, plan(cast))]
        with pytest.raises(NotVisible):
            points.accept_points(conclusion.pk, wanted, actor=cast.actor(cast.outsider), now=NOW)
        with pytest.raises(Forbidden):
            points.accept_points(conclusion.pk, wanted, actor=cast.actor(cast.chair), now=NOW)
