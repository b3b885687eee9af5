"""Several successors, none, and a decision for a day to come."""

from datetime import date

import pytest

from departments.models import Department, Succession
from departments.services.successions import Decision
from directives.selectors.successions import redistribution
from directives.services.succession import (
    carry_out,
    give_out_anew,
)
from notifications.engine.tick import tick
from notifications.models import MessageItem
from tests.cast import MONDAY, NOW, at, department, person
from tests.directives.services.doing import lead
from tests.directives.services.succession.succeeding import merge, recorded
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


def test_with_several_successors_the_office_gives_each_part_out(cast, heir, issued):
    one, two = issued(), issued()
    second = department("BQLK", "Ban Quản lý khu kinh tế", "board")
    done = recorded(cast, Decision((cast.board.pk,), (heir.pk, second.pk), MONDAY, "NQ 2"))
    assert (done.moved.parts, done.moved.left) == (0, 2)
    listed = redistribution(MONDAY)
    assert [set(left.choices) for left in listed.parts] == [{heir, second}] * 2
    choices = {lead(one).pk: heir.pk, lead(two).pk: second.pk}
    assert give_out_anew(choices, actor=cast.actor(cast.monitor), now=NOW).parts == 2
    assert (lead(one).department, lead(two).department) == (heir, second)
    assert redistribution(MONDAY).count == 0
    assert_engine_agrees(one)


def test_a_closed_department_leaves_its_work_to_any_the_office_chooses(cast, issued):
    directive = issued()
    recorded(cast, Decision((cast.board.pk,), (), MONDAY, "QĐ giải thể"))
    (left,) = redistribution(MONDAY).parts
    assert left.choices == []
    give_out_anew({left.part.pk: cast.finance.pk}, actor=cast.actor(cast.monitor), now=NOW)
    assert lead(directive).department == cast.finance


def test_a_decision_for_a_day_to_come_is_carried_out_on_that_day(cast, heir, issued):
    directive = issued()
    first = date(2027, 1, 1)
    done = recorded(cast, merge(cast, heir, on=first))
    assert done.moved.parts == 0
    assert carry_out(now=at(date(2026, 12, 31))).parts == 0
    assert lead(directive).department == cast.board
    assert carry_out(now=at(first)).parts == 1
    assert carry_out(now=at(first)).parts == 0
    assert lead(directive).department == heir
    entry = directive.journal.filter(verb="succession").get()
    assert entry.actor is None
    assert_engine_agrees(directive)


def test_two_steps_lead_to_the_last_successor(cast, heir, issued):
    directive = issued()
    last = department("BQLK", "Ban Quản lý khu kinh tế", "board")
    recorded(cast, merge(cast, heir, on=date(2027, 1, 1)))
    Succession.objects.create(predecessor=heir, successor=last, on=date(2027, 2, 1))
    Department.objects.filter(pk=heir.pk).update(active_until=date(2027, 1, 31))
    assert carry_out(now=at(date(2027, 2, 2))).parts == 1
    assert lead(directive).department == last


def test_the_tick_carries_out_what_is_due_and_tells_the_successor(cast, heir, issued):
    directive = issued()
    person("truong-ban-moi", "Lê Thị Mới", (heir, "head"))
    first = date(2027, 1, 4)
    recorded(cast, merge(cast, heir, on=first))
    report = tick(now=at(first))
    assert (report.taken_over, report.failed) == (1, [])
    assert lead(directive).department == heir
    told = MessageItem.objects.filter(rule="taken_over", part=lead(directive))
    assert [row.message.recipient.username for row in told] == ["truong-ban-moi"]
