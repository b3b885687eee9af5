import pytest
from viewflow.workflow.models import Task

from departments.models import Division
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible
from tests.directives.services.doing import RESULT, do, lead, snapshot

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
