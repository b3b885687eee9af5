"""Issuing: of a whole conclusion at once, and of one directive that comes from none."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.selectors import working_calendar
from directives import journal
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import Role, Status
from directives.models import Assignment, Directive, JournalEntry, Pending
from directives.models.conclusion import PointOutcome
from directives.services import conclusions, points
from directives.services.issuing import issue_directly
from tests.cast import MONDAY, NOW, at
from tests.directives.services.entering import (
    accept,
    entered,
    plan,
    points_of,
    settle_all,
    snapshot,
)
from tests.invariants import assert_engine_agrees
from tests.racing import at_once
from workflows.engine import ViewflowEngine

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


@pytest.fixture
def conclusion(cast):
    return entered(cast)


def issue(cast, conclusion, who="monitor", **more):
    return conclusions.issue_conclusion(
        conclusion.pk, actor=cast.actor(getattr(cast, who)), now=more.pop("now", NOW), **more
    )


class TestAConclusion:
    def test_every_accepted_point_is_issued(self, cast, conclusion):
        found = points_of(conclusion)
        accept(
            cast, found[0], coordinating=(cast.police.pk,), deadline_kind="dated", due_on=date(2026, 12, 13)
        )
        accept(cast, found[2], mode="each", leads=tuple(commune.pk for commune in cast.communes))
        accept(cast, found[4], mode="for_information", leads=(), informed=(cast.police.pk,))
        for point in (found[1], found[3]):
            points.settle_point(
                point.pk, PointOutcome.NO_TASK.value, "biểu dương", actor=cast.actor(cast.monitor), now=NOW
            )
        issued = issue(cast, conclusion)
        assert [directive.status for directive in issued] == [Status.ASSIGNED] * 3
        assert [directive.point_label for directive in issued] == ["1", "3", "5"]
        for directive in issued:
            assert_engine_agrees(directive)
        conclusion.refresh_from_db()
        assert conclusion.published_at == NOW
        flowing = Assignment.objects.filter(role__in=[Role.LEAD, Role.EACH])
        assert flowing.filter(process=None).count() == 0
        assert set(flowing.values_list("accept_by", flat=True)) == {working_calendar().add(MONDAY, 2)}
        assert set(Assignment.objects.values_list("assigned_on", "is_open")) == {(MONDAY, True)}
        assert Pending.objects.filter(entry__verb="issue").count() == 3

    def test_not_while_a_point_is_undecided(self, cast, conclusion):
        accept(cast, points_of(conclusion)[0])
        before = snapshot()
        with pytest.raises(WrongState, match="4"):
            issue(cast, conclusion)
        assert snapshot() == before

    def test_not_without_points(self, cast):
        with pytest.raises(WrongState):
            issue(cast, entered(cast, text=""))

    def test_one_that_gives_no_task_is_closed(self, cast, conclusion):
        for point in points_of(conclusion):
            points.settle_point(
                point.pk, PointOutcome.NO_TASK.value, "biểu dương", actor=cast.actor(cast.monitor), now=NOW
            )
        assert issue(cast, conclusion) == []
        conclusion.refresh_from_db()
        assert conclusion.published_at == NOW

    def test_wrong_role_outsider_and_stale_form(self, cast, conclusion):
        settle_all(cast, conclusion)
        before = snapshot()
        with pytest.raises(NotVisible):
            issue(cast, conclusion, who="outsider")
        with pytest.raises(Forbidden):
            issue(cast, conclusion, who="chair")
        with pytest.raises(Stale):
            issue(cast, conclusion, version=1)
        assert snapshot() == before

    def test_only_once_and_a_replay_gives_the_same(self, cast, conclusion):
        settle_all(cast, conclusion)
        issued = issue(cast, conclusion, request_key="k1")
        assert issue(cast, conclusion, request_key="k1") == issued
        with pytest.raises(WrongState):
            issue(cast, conclusion, request_key="k2")
        with pytest.raises(WrongState):
            issue(cast, conclusion, who="other_monitor", request_key="k1")

    def test_a_department_closed_meanwhile_names_the_point(self, cast, conclusion):
        settle_all(cast, conclusion)
        accept(cast, points_of(conclusion)[1], leads=(cast.finance.pk,))
        cast.finance.active_until = MONDAY - timedelta(days=1)
        cast.finance.save()
        before = snapshot()
        with pytest.raises(Invalid, match=r"2: “Sở Tài chính”"):
            issue(cast, conclusion)
        assert snapshot() == before

    def test_the_members_of_a_group_are_frozen(self, cast, conclusion):
        for point in points_of(conclusion):
            accept(cast, point, mode="each", leads=tuple(commune.pk for commune in cast.communes[:2]))
        issue(cast, conclusion)
        cast.group.members.all().delete()
        parts = Assignment.objects.filter(directive__point_label="3").order_by("pk")
        assert [part.department for part in parts] == cast.communes[:2]

    @pytest.mark.parametrize(
        "where",
        [
            (ViewflowEngine, "start"),
            (journal, "append_many"),
            (journal, "append_office"),
            (journal, "digest_of"),
        ],
    )
    def test_all_or_nothing(self, cast, conclusion, monkeypatch, where):
        settle_all(cast, conclusion)
        before = snapshot()

        def cut(*args, **kwargs):
            raise PowerCut

        with monkeypatch.context() as broken:
            broken.setattr(*where, cut)
            with pytest.raises(PowerCut):
                issue(cast, conclusion)
        assert snapshot() == before
        for directive in issue(cast, conclusion):
            assert_engine_agrees(directive)

    def test_statements_do_not_grow_with_the_points(self, cast, conclusion):
        counts = []
        for copies in (1, 4):
            lines = [
                f"{n}. Giao Sở Tài chính chủ trì tham mưu bố trí vốn đợt {n} cho hạ tầng khu số {n * 7}."
                for n in range(1, 6 * copies)
            ]
            opening = "Sau khi nghe các ý kiến, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:"
            text = "\n\n".join(["THÔNG BÁO", "Kết luận cuộc họp", opening, *lines])
            many = entered(cast, text=text, number="")
            drafts = settle_all(cast, many)
            with CaptureQueriesContext(
                connection,
            ) as statements:
                assert len(issue(cast, many)) == len(drafts)
            counts.append((len(drafts), len(statements)))
        assert counts[1][0] >= 20 - 3 > counts[0][0]
        assert counts[0][1] == counts[1][1] <= 30, counts


class PowerCut(Exception):
    """Stands for whatever can break between two statements."""


class TestDirectly:
    def direct(self, cast, who="monitor", request_key="", **changes):
        return issue_directly(
            plan(cast, **changes), actor=cast.actor(getattr(cast, who)), now=NOW, request_key=request_key
        )

    def test_it_works(self, cast):
        directive = self.direct(cast, field=cast.field.pk, directed_by=cast.chair.pk, needs_approval=True)
        assert (directive.conclusion, directive.monitor) == (None, cast.monitor)
        assert directive.leader_in_charge == cast.vice_chair
        assert_engine_agrees(directive)

    @pytest.mark.parametrize("who", ["head", "chair", "outsider", "administrator"])
    def test_only_the_office(self, cast, who):
        before = snapshot()
        with pytest.raises(Forbidden):
            self.direct(cast, who=who)
        assert snapshot() == before

    def test_a_repeated_request_issues_once(self, cast):
        first, second = (self.direct(cast, request_key="k1") for _ in range(2))
        assert first == second
        assert Directive.objects.count() == 1
        assert JournalEntry.objects.filter(verb="issue_directly").count() == 1

    def test_a_plan_that_does_not_hold_stores_nothing(self, cast):
        before = snapshot()
        with pytest.raises(Invalid):
            self.direct(cast, leads=(cast.closed.pk,))
        assert snapshot() == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_one_issues(real_cast):
    cast = real_cast
    conclusion = entered(cast)
    settle_all(cast, conclusion)
    outcomes = at_once(
        *(
            partial(conclusions.issue_conclusion, conclusion.pk, actor=cast.actor(who), now=at(MONDAY, 10))
            for who in (cast.monitor, cast.other_monitor)
        )
    )
    assert sorted(isinstance(outcome, WrongState) for outcome in outcomes) == [False, True]
    assert JournalEntry.objects.filter(verb="issue").count() == 5
    for directive in Directive.objects.all():
        assert_engine_agrees(directive)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clerks_on_one_point(real_cast):
    cast = real_cast
    conclusion = entered(cast)
    point = points_of(conclusion)[0]
    outcomes = at_once(
        *(
            partial(points.accept_point, point.pk, plan(cast), actor=cast.actor(who), now=NOW, version=0)
            for who in (cast.monitor, cast.other_monitor)
        )
    )
    assert sorted(isinstance(outcome, Stale) for outcome in outcomes) == [False, True]
    assert Directive.objects.count() == 1
