"""The usual case is not one lead with a date: each for itself, for information, dormant coordinators."""

from datetime import timedelta

import pytest

from directives import permissions
from directives.errors import NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Directive
from tests.cast import MONDAY
from tests.directives.services.doing import RESULT, do
from tests.invariants import assert_engine_agrees

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def part_of(directive, department):
    return Assignment.objects.get(directive=directive, department=department)


def test_each_department_has_its_own_part_and_sees_no_other(cast, issued):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk, cast.communes[0].pk))
    do("submit", part_of(directive, cast.board), cast.actor(cast.head), RESULT)
    assert Directive.objects.get(pk=directive.pk).status == Status.IN_PROGRESS
    finance = cast.actor(cast.finance_head)
    assert [p.department for p in permissions.visible_parts(finance).filter(directive=directive)] == [
        cast.finance
    ]
    with pytest.raises(NotVisible):
        do("accept", part_of(directive, cast.board), finance)


def test_each_closes_when_the_last_has_delivered(cast, issued):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk))
    for department, head in ((cast.board, cast.head), (cast.finance, cast.finance_head)):
        do("submit", part_of(directive, department), cast.actor(head), RESULT)
        done = do("verify", part_of(directive, department), cast.actor(cast.monitor))
    assert (done.directive.status, done.directive.is_open) == (Status.COMPLETED, False)


def test_informed_departments_only_acknowledge(cast, issued):
    directive = issued(mode="for_information", leads=(), informed=(cast.board.pk, cast.finance.pk))
    assert not Assignment.objects.exclude(process=None).exists()
    with pytest.raises(WrongState):
        do("accept", part_of(directive, cast.board), cast.actor(cast.head))
    do("acknowledge", part_of(directive, cast.board), cast.actor(cast.officer))
    assert Directive.objects.get(pk=directive.pk).is_open
    done = do("acknowledge", part_of(directive, cast.finance), cast.actor(cast.finance_officer))
    assert done.directive.status == Status.COMPLETED


def test_coordinating_parts_sleep_and_close_with_the_lead(cast, issued):
    directive = issued(
        coordinating=(cast.finance.pk, cast.farming.pk),
        deadline_kind="dated",
        due_on=MONDAY + timedelta(days=3),
    )
    sleeping = part_of(directive, cast.finance)
    assert (sleeping.awake, sleeping.due_on, sleeping.process) == (False, None, None)
    with pytest.raises(WrongState):
        do("submit", sleeping, cast.actor(cast.finance_head), RESULT)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    assert not Assignment.objects.filter(directive=directive, is_open=True).exists()
    assert_engine_agrees(directive)


def test_a_directive_without_any_date_is_issued_so(cast, issued):
    directive = issued(deadline_phrase="trong thời gian sớm nhất")
    part = part_of(directive, cast.board)
    assert (directive.deadline_kind, part.due_on, part.original_due_on) == ("to_be_set", None, None)
    assert directive.deadline_phrase == "trong thời gian sớm nhất"
