from datetime import date, timedelta

import pytest
from viewflow.workflow.models import Task

from departments.models import Division, Post
from directives import needs, permissions
from directives.desks import DeskKind, desk_of
from directives.errors import Forbidden, Invalid, NotVisible
from directives.models import Assignment
from directives.selectors.today import today_info
from directives.selectors.waiting import lying_elsewhere, waiting_for
from directives.selectors.work import Group, work_list
from tests.cast import MONDAY, NOW, at, department, person
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.notifications.conftest import run, told

pytestmark = pytest.mark.django_db


def open_task(directive):
    return Task.objects.get(process=lead(directive).process, status__in=["NEW", "ASSIGNED"])


def test_the_task_goes_to_the_officer_and_comes_back_to_them(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    assert open_task(directive).owner == cast.officer
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    assert open_task(directive).owner == cast.officer


def test_a_division_of_the_department(cast, issued):
    division = Division.objects.create(department=cast.board, name="Phòng Quản lý đầu tư")
    done = do("delegate", issued(), cast.actor(cast.clerk), needs.Delegate(division=division.pk))
    assert done.part.division == division


def test_strangers_and_nobody_are_refused(cast, issued):
    directive = issued()
    before = snapshot(directive)
    foreign = Division.objects.create(department=cast.finance, name="Phòng Ngân sách")
    for data in (
        needs.Delegate(officer=cast.finance_officer.pk),
        needs.Delegate(division=foreign.pk),
        needs.Delegate(),
    ):
        with pytest.raises(Invalid):
            do("delegate", directive, cast.actor(cast.head), data)
    assert snapshot(directive) == before


def test_who_may(cast, issued):
    directive = issued()
    with pytest.raises(Forbidden):
        do("delegate", directive, cast.actor(cast.officer), needs.Delegate(officer=cast.officer.pk))
    with pytest.raises(Forbidden):
        do("delegate", directive, cast.actor(cast.monitor), needs.Delegate(officer=cast.officer.pk))
    with pytest.raises(NotVisible):
        do("delegate", directive, cast.actor(cast.outsider), needs.Delegate(officer=cast.officer.pk))


def test_an_administrator_does_no_work_of_the_department(cast, issued):
    directive = issued(leads=(cast.office.pk,))
    before = snapshot(directive)
    with pytest.raises(Invalid):
        do("delegate", directive, cast.actor(cast.chief), needs.Delegate(officer=cast.administrator.pk))
    assert snapshot(directive) == before


class TestUnit:
    """Work handed down to a subordinate unit: its people see and do it, the department still lets it leave."""

    @pytest.fixture
    def unit(self, cast):
        return department("CC", "Chi cục Quản lý đất đai", parent=cast.board)

    @pytest.fixture
    def chief(self, unit):
        return person("chi-cuc-truong", "Hứa Minh Quân", (unit, Post.HEAD))

    @pytest.fixture
    def worker(self, unit):
        return person("cv-chi-cuc", "La Thị Diễm Quỳnh", (unit, Post.OFFICER))

    @pytest.fixture
    def handed(self, cast, issued, unit):
        directive = issued(coordinating=(cast.finance.pk,))
        do("delegate", directive, cast.actor(cast.head), needs.Delegate(unit=unit.pk, note="Trước thứ sáu"))
        return directive

    def test_it_lies_on_the_units_desk_and_nobody_elses(self, cast, handed, unit, chief, worker):
        part = lead(handed)
        desk = desk_of(part)
        assert (desk.kind, desk.name, desk.department_id) == (
            DeskKind.UNIT,
            "Chi cục Quản lý đất đai",
            unit.pk,
        )
        assert set(waiting_for(cast.actor(chief))) == {part}
        assert not waiting_for(cast.actor(cast.head)).exists()
        assert not waiting_for(cast.actor(worker)).exists()
        assert part in lying_elsewhere(cast.actor(cast.head))

    def test_in_my_work_it_stands_as_ones_own(self, cast, handed, chief, worker):
        assert list(work_list(cast.actor(chief), today_info(NOW)).counts) == [Group.ACCEPT]
        do("delegate", handed, cast.actor(chief), needs.Delegate(officer=worker.pk))
        assert list(work_list(cast.actor(worker), today_info(NOW)).counts) == [Group.ACCEPT]

    def test_the_unit_hands_it_on_inside_and_does_it(self, cast, handed, chief, worker):
        do("delegate", handed, cast.actor(chief), needs.Delegate(officer=worker.pk))
        assert lead(handed).unit is not None
        assert set(waiting_for(cast.actor(worker))) == {lead(handed)}
        assert open_task(handed).owner == worker
        assert do("submit", handed, cast.actor(worker), RESULT).part.status == "assigned"  # prepared only
        with pytest.raises(Forbidden):
            do("release", handed, cast.actor(chief))
        assert do("release", handed, cast.actor(cast.clerk)).part.status == "awaiting_verification"

    def test_only_units_of_the_department(self, cast, handed, unit, chief):
        before = snapshot(handed)
        foreign = department("CCT", "Chi cục Thuế", parent=cast.finance)
        closed = department("CC0", "Chi cục cũ", parent=cast.board, active_until=date(2025, 1, 1))
        for wrong in (foreign, closed, cast.board):
            with pytest.raises(Invalid):
                do("delegate", handed, cast.actor(cast.head), needs.Delegate(unit=wrong.pk))
        with pytest.raises(Invalid):
            do("delegate", handed, cast.actor(chief), needs.Delegate(unit=foreign.pk))
        with pytest.raises(Invalid):
            do("delegate", handed, cast.actor(chief), needs.Delegate(officer=cast.finance_officer.pk))
        assert snapshot(handed) == before

    def test_the_department_takes_it_back(self, cast, handed, chief):
        do("delegate", handed, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
        assert lead(handed).unit is None
        with pytest.raises(NotVisible):
            do("report", handed, cast.actor(chief), needs.Report(done="Đã đo đạc"))

    def test_query_and_question_agree_for_the_unit(self, cast, issued, handed, unit, chief, worker):
        each = issued(mode="each", leads=(cast.board.pk, cast.finance.pk))
        own = Assignment.objects.get(directive=each, department=cast.board)
        do("delegate", own, cast.actor(cast.head), needs.Delegate(unit=unit.pk))
        for who in (chief, worker):
            actor = cast.actor(who)
            expected = set()
            for part in Assignment.objects.select_related("directive"):
                seen = permissions.may_see(actor, part.directive, []) or permissions.sees_by_a_part(
                    actor, part.directive
                )
                if seen and permissions.may_see_part(actor, part.directive, part):
                    expected.add(part)
            assert set(permissions.visible_parts(actor)) == expected
            assert set(permissions.visible_directives(actor)) == {handed, each}

    def test_head_of_the_unit_is_told_and_reminded(self, cast, issued, unit, chief):
        due = MONDAY + timedelta(days=2)
        directive = issued(deadline_kind="dated", due_on=due)
        do("accept", directive, cast.actor(cast.head))
        do("delegate", directive, cast.actor(cast.head), needs.Delegate(unit=unit.pk))
        run(NOW)
        assert told(chief, "event") == ["delegated"]
        run(at(due))
        assert told(chief, "list") == ["due_today"]
        assert told(cast.head, "list") == []
