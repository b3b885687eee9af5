"""Formal urgings, numbered per part, by hand or by rule; the explanations they demand."""

from datetime import date, timedelta

import pytest

from departments.selectors import working_calendar
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import Rule, Urging
from directives.services.urgings import urge_by_rule
from tests.cast import MONDAY, at
from tests.directives.services.asking import asked, dated, everything, on, part_of, urged
from tests.directives.services.doing import RESULT, do, lead
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)
WHY = needs.Explain(explanation="Vướng giải phóng mặt bằng, đã báo cáo Sở Xây dựng")


def test_urgings_are_numbered_and_counted(cast, issued):
    directive = issued()
    for number, who in enumerate((cast.monitor, cast.chair, cast.monitor), 1):
        row = urged(directive, cast.actor(who))
        assert (row.number, row.by, row.on, row.state) == (number, who, MONDAY, "said")
    assert lead(directive).urging_count == 3


def test_who_may_urge(cast, issued):
    directive = issued(directed_by=cast.vice_chair.pk)
    for who in (cast.monitor, cast.chief, cast.vice_chair, cast.chair):
        urged(directive, cast.actor(who))
    for stranger in (cast.head, cast.clerk, cast.officer):
        with pytest.raises(Forbidden):
            urged(directive, cast.actor(stranger))
    with pytest.raises(NotVisible):
        urged(directive, cast.actor(cast.outsider))


def test_nobody_urges_what_sleeps_or_lies_elsewhere(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    sleeping = part_of(directive, cast.finance)
    before = everything(directive)
    with pytest.raises(WrongState, match="chưa được đề nghị phối hợp"):
        urged(sleeping, cast.actor(cast.monitor))
    with pytest.raises(Invalid) as refused:
        urged(directive, cast.actor(cast.monitor), MONDAY - timedelta(days=1))
    assert refused.value.field == "explain_by"
    assert everything(directive) == before
    asked(directive, cast.finance, cast.actor(cast.head))
    urged(sleeping, cast.actor(cast.monitor))
    do("submit", directive, cast.actor(cast.head), needs.Submit(**{**vars(RESULT), "without_answer": "x"}))
    with pytest.raises(WrongState):
        urged(directive, cast.actor(cast.monitor))


def test_an_explanation_is_given_once_by_the_department(cast, issued):
    directive = issued()
    row = urged(directive, cast.actor(cast.monitor), FRIDAY)
    assert row.state == "demanded"
    before = everything(directive)
    for stranger in (cast.monitor, cast.colleague):
        with pytest.raises(Forbidden):
            on("explain", row, cast.actor(stranger), WHY)
    with pytest.raises(NotVisible):
        on("explain", row, cast.actor(cast.outsider), WHY)
    with pytest.raises(Invalid):
        on("explain", row, cast.actor(cast.head), needs.Explain(explanation=""))
    assert everything(directive) == before
    done = on("explain", row, cast.actor(cast.clerk), WHY)
    row.refresh_from_db()
    assert (row.state, row.explanation, row.explained_by) == ("explained", WHY.explanation, cast.clerk)
    assert (done.entry.data["number"], done.entry.data["comment"]) == (1, WHY.explanation)
    with pytest.raises(WrongState):
        on("explain", row, cast.actor(cast.clerk), WHY)


def test_an_urging_without_a_date_demands_nothing(cast, issued):
    row = urged(issued(), cast.actor(cast.monitor))
    with pytest.raises(WrongState):
        on("explain", row, cast.actor(cast.head), WHY)


def test_a_late_explanation_is_still_taken_also_after_the_result(cast, issued):
    directive = issued()
    row = urged(directive, cast.actor(cast.monitor), FRIDAY)
    do("submit", directive, cast.actor(cast.head), RESULT)
    on("explain", row, cast.actor(cast.head), WHY, now=at(FRIDAY + timedelta(days=5)))


def test_an_officer_prepares_the_explanation(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    row = urged(directive, cast.actor(cast.monitor), FRIDAY)
    on("explain", row, cast.actor(cast.officer), WHY)
    row.refresh_from_db()
    assert row.state == "demanded"
    do("release", directive, cast.actor(cast.deputy))
    row.refresh_from_db()
    assert (row.state, row.explained_by) == ("explained", cast.deputy)


def by_rule(day: date) -> int:
    return urge_by_rule(now=at(day))


def test_the_rule_urges_after_the_daily_days_and_then_every_so_many(cast, issued):
    directive = dated(issued, MONDAY)
    calendar = working_calendar()
    first = calendar.add(MONDAY, 6)  # overdue for more than five working days
    assert by_rule(calendar.add(MONDAY, 5)) == 0
    assert (by_rule(first), by_rule(first)) == (1, 0)
    row = Urging.objects.get()
    assert (row.number, row.by, row.on, row.explanation_due_on) == (1, None, first, None)
    assert by_rule(calendar.add(first, 4)) == 0
    assert by_rule(calendar.add(first, 5)) == 1
    assert lead(directive).urging_count == 2
    assert_engine_agrees(directive)


def test_an_urging_by_hand_puts_the_rule_off(cast, issued):
    directive = dated(issued, MONDAY)
    calendar = working_calendar()
    urged(directive, cast.actor(cast.monitor), now=at(calendar.add(MONDAY, 4)))
    assert by_rule(calendar.add(MONDAY, 8)) == 0
    assert by_rule(calendar.add(MONDAY, 9)) == 1
    assert list(Urging.objects.values_list("number", flat=True)) == [1, 2]


def test_the_rule_leaves_alone_what_it_should(cast, issued):
    calendar = working_calendar()
    late = calendar.add(MONDAY, 9)
    handed_in, paused, future, off = (dated(issued, MONDAY) for _ in range(4))
    do("submit", handed_in, cast.actor(cast.head), RESULT)
    do("pause", paused, cast.actor(cast.monitor), needs.Reason(reason="Chờ luật"))
    do("set_deadline", future, cast.actor(cast.monitor), needs.SetDeadline(due_on=late, reason="x"))
    assert by_rule(date(2026, 12, 5)) == 0  # a Saturday
    assert by_rule(late) == 1
    assert Urging.objects.get().part.directive == off
    Rule.objects.create(key="urge_every_days", value=0)
    assert by_rule(calendar.add(late, 30)) == 0


def test_entered_late_means_urged_late(cast, issued):
    """A directive already overdue when assigned is not urged before its department had the daily days."""
    calendar = working_calendar()
    dated(issued, MONDAY - timedelta(days=30))
    assert by_rule(calendar.add(MONDAY, 5)) == 0
    assert by_rule(calendar.add(MONDAY, 6)) == 1
