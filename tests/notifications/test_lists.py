"""The daily list: which rung on which day, to whom, in which order; one list a day, nothing on days off."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Membership, User
from departments.working_days import WorkingCalendar
from directives import needs
from directives.models import Rule
from directives.rules import Rules
from directives.services import office, parts, results
from notifications.engine.lines import ListDay, recipients, rungs
from notifications.engine.plan import plan
from notifications.models import Message, MessageItem, Tick
from tests.cast import MONDAY, NOW, at
from tests.notifications.conftest import lead, list_day, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")
WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (25, 26, 27))
NEXT_MONDAY = date(2026, 11, 30)


def dated(issued, due_on, **changes):
    return issued(deadline_kind="dated", due_on=due_on, **changes)


def days_told(user, rule):
    rows = MessageItem.objects.filter(message__recipient=user, message__kind="list", rule=rule, struck=False)
    return list(rows.order_by("message__key").values_list("message__key", flat=True))


def every_day(first, count):
    for offset in range(count):
        run(at(first + timedelta(days=offset), 8))


def accepted(cast, directive):
    parts.accept(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW)
    return directive


def test_the_ladder_of_one_part(cast, issued):
    accepted(cast, dated(issued, date(2026, 12, 4)))
    every_day(date(2026, 11, 24), 45)
    assert days_told(cast.head, "before_3") == ["2026-12-01"]
    assert days_told(cast.head, "due_today") == ["2026-12-04"]
    overdue = days_told(cast.head, "overdue")
    # every working day for five days, then weekly (New Year's Day is a holiday)
    assert overdue[:5] == ["2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"]
    assert overdue[5:] == ["2026-12-18", "2026-12-25", "2027-01-04"]
    assert told(cast.officer, "list") == []


def test_rungs_on_days_off_move_to_the_working_day_before(cast, issued):
    accepted(cast, dated(issued, date(2026, 11, 29)))  # a Sunday
    every_day(date(2026, 11, 24), 8)
    assert days_told(cast.head, "before_3") == ["2026-11-25"]
    assert days_told(cast.head, "due_today") == ["2026-11-27"]
    assert days_told(cast.head, "overdue") == ["2026-11-30", "2026-12-01"]


def test_rungs_before_the_assignment_are_skipped(cast, issued):
    accepted(cast, dated(issued, WEDNESDAY))  # three working days before lie in the past
    every_day(date(2026, 11, 24), 3)
    assert told(cast.head, "list") == ["due_today", "overdue"]


def test_overdue_when_assigned_counts_its_five_days_from_there(cast, issued):
    accepted(cast, dated(issued, date(2026, 9, 10)))
    every_day(date(2026, 11, 24), 16)
    assert days_told(cast.head, "overdue") == [
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
        "2026-11-30",
        "2026-12-01",
        "2026-12-08",
    ]


def test_a_lost_day_loses_nothing(cast, issued):
    accepted(cast, dated(issued, date(2026, 12, 4)))
    run(at(date(2026, 12, 3), 8))  # the rung of 1 December fires on the first list after it
    assert days_told(cast.head, "before_3") == ["2026-12-03"]
    run(at(date(2026, 12, 7), 8))  # the day itself was lost: overdue says it all
    assert told(cast.head, "list") == ["before_3", "overdue"]


def test_a_later_deadline_starts_its_own_ladder(cast, issued):
    directive = accepted(cast, dated(issued, NEXT_MONDAY))
    run(at(WEDNESDAY, 8))
    data = needs.SetDeadline(due_on=date(2026, 12, 3), reason="Gia hạn")
    office.set_deadline(
        part=lead(directive).pk, actor=cast.actor(cast.monitor, WEDNESDAY), now=at(WEDNESDAY, 9), data=data
    )
    every_day(THURSDAY, 8)
    assert days_told(cast.head, "before_3") == ["2026-11-25", "2026-11-30"]
    assert days_told(cast.head, "due_today") == ["2026-12-03"]


def test_nothing_on_days_off_or_before_the_list_hour(cast, issued):
    accepted(cast, dated(issued, date(2026, 11, 20)))
    for moment in (at(MONDAY, 7, 29), at(date(2026, 11, 24), 9), at(date(2026, 11, 28), 9)):
        run(moment)
    assert not Message.objects.filter(kind="list").exists()
    run(at(WEDNESDAY, 7, 30))
    assert set(Message.objects.filter(kind="list").values_list("key", flat=True)) == {"2026-11-25"}


def test_one_list_a_day_however_often_it_ticks(cast, issued):
    accepted(cast, dated(issued, WEDNESDAY))
    for hour in (8, 8, 9, 15):
        run(at(WEDNESDAY, hour))
    assert Message.objects.filter(kind="list", recipient=cast.head).count() == 1
    Tick.objects.filter(name="lists").delete()  # the mark is only a shortcut: the key decides
    run(at(WEDNESDAY, 16))
    assert Message.objects.filter(kind="list", recipient=cast.head).count() == 1


def test_nothing_when_nothing_is_due(cast, issued):
    accepted(cast, dated(issued, date(2027, 3, 1)))
    run(at(WEDNESDAY, 8))
    assert not Message.objects.filter(kind="list").exists()


def test_lists_go_to_the_officer_once_there_is_one(cast, issued):
    directive = dated(issued, WEDNESDAY)
    handed = needs.Delegate(officer=cast.officer.pk)
    parts.delegate(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW, data=handed)
    run(at(WEDNESDAY, 8))
    assert told(cast.officer, "list") == ["due_today"]
    assert told(cast.head, "list") == []


def test_a_part_of_an_officer_who_left_falls_back_to_the_department(cast, issued):
    directive = dated(issued, WEDNESDAY)
    handed = needs.Delegate(officer=cast.officer.pk)
    parts.delegate(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW, data=handed)
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    run(at(WEDNESDAY, 8))
    assert told(cast.officer, "list") == []
    assert told(cast.clerk, "list") == ["due_today"]


def test_the_last_day_to_refuse(cast, issued):
    issued()  # no date, as four in five
    every_day(date(2026, 11, 24), 8)
    assert days_told(cast.head, "to_accept") == ["2026-11-26"]


def test_what_waits_on_a_desk_stands_in_the_list_of_that_desk(cast, issued):
    first = issued(needs_approval=True, directed_by=cast.vice_chair.pk, monitor=cast.other_monitor.pk)
    part = lead(first).pk
    handed = needs.Delegate(officer=cast.officer.pk)
    parts.delegate(part=part, actor=cast.actor(cast.head), now=NOW, data=handed)
    results.submit(part=part, actor=cast.actor(cast.officer), now=NOW, data=RESULT)
    run(at(MONDAY, 8))
    for person in (cast.head, cast.deputy, cast.clerk):
        assert "to_release" in told(person, "list")
    results.release(part=part, actor=cast.actor(cast.head), now=NOW)
    run(at(WEDNESDAY, 8))
    assert told(cast.other_monitor, "list") == ["to_verify"]
    results.verify(part=part, actor=cast.actor(cast.other_monitor), now=at(WEDNESDAY, 9))
    run(at(THURSDAY, 8))
    assert told(cast.vice_chair, "list") == ["to_approve"]
    assert told(cast.chair, "list") == []


def test_the_chair_approves_where_the_leader_works_in_the_department(cast, issued):
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post="head")
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    results.submit(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    results.verify(part=lead(directive).pk, actor=cast.actor(cast.monitor), now=NOW)
    run(at(WEDNESDAY, 8))
    assert told(cast.chair, "list") == ["to_approve"]
    assert "to_approve" not in told(cast.vice_chair, "list")


@pytest.mark.parametrize(
    ("changes", "verifier"),
    [
        ({"product_to": "leader", "directed_by": "vice_chair"}, "vice_chair"),
        ({"product_to": "department", "product_to_department": "finance"}, "finance_head"),
        ({"leads": "office"}, "chief"),
        ({}, "monitor"),
    ],
)
def test_whoever_receives_the_product_is_asked_to_verify(cast, issued, changes, verifier):
    values = {name: getattr(getattr(cast, value, value), "pk", value) for name, value in changes.items()}
    if "leads" in values:
        values["leads"] = (values["leads"],)
    directive = issued(**values)
    author = cast.chief if "leads" in changes else cast.head
    results.submit(part=lead(directive).pk, actor=cast.actor(author), now=NOW, data=RESULT)
    run(at(WEDNESDAY, 8))
    asked = MessageItem.objects.filter(rule="to_verify").values_list(
        "message__recipient__username", flat=True
    )
    assert list(asked) == [getattr(cast, verifier).username]


def test_a_refused_part_waits_for_the_monitor_not_for_the_department(cast, issued):
    directive = dated(issued, WEDNESDAY)
    parts.refuse(
        part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW, data=needs.Refuse(reason="Không thuộc")
    )
    run(at(WEDNESDAY, 8))
    assert told(cast.monitor, "list") == ["to_decide"]
    assert told(cast.head, "list") == []


def test_a_missing_date_is_called_up_after_30_and_90_days(cast, issued):
    issued(monitor=cast.other_monitor.pk)
    every_day(MONDAY + timedelta(days=28), 5)
    assert days_told(cast.other_monitor, "undated_30") == ["2026-12-23"]
    every_day(MONDAY + timedelta(days=88), 8)
    assert days_told(cast.other_monitor, "undated_90") == ["2027-02-22"]
    assert told(cast.other_monitor, "list") == ["undated_30", "undated_90"]


def test_outside_bodies_remind_the_monitor(cast, issued):
    dated(issued, WEDNESDAY, leads=(cast.outside.pk,))
    run(at(WEDNESDAY, 8))
    assert told(cast.monitor, "list") == ["due_today"]


def test_informed_and_sleeping_parts_are_in_no_list(cast, issued):
    dated(issued, WEDNESDAY, coordinating=(cast.finance.pk,), informed=(cast.farming.pk,))
    every_day(WEDNESDAY, 4)
    assert told(cast.finance_head, "list") == told(cast.outsider, "list") == []


def test_handed_in_parts_leave_the_departments_list(cast, issued):
    directive = dated(issued, WEDNESDAY)
    results.submit(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    every_day(WEDNESDAY, 3)
    assert told(cast.head, "list") == []
    assert set(told(cast.monitor, "list")) == {"to_verify"}


def test_most_urgent_first(cast, issued):
    accepted(cast, dated(issued, THURSDAY, text="Hôm nay"))
    accepted(cast, dated(issued, date(2026, 12, 1), text="Ba ngày nữa"))
    accepted(cast, dated(issued, date(2026, 11, 18), text="Quá hạn ít"))
    accepted(cast, dated(issued, date(2026, 11, 10), text="Quá hạn nhiều"))
    issued(text="Chờ tiếp nhận")
    run(at(THURSDAY, 8))
    items = MessageItem.objects.filter(message__recipient=cast.head, message__kind="list").order_by(
        "position"
    )
    assert list(items.values_list("rule", "directive__title")) == [
        ("overdue", "Quá hạn nhiều"),
        ("overdue", "Quá hạn ít"),
        ("due_today", "Hôm nay"),
        ("before_3", "Ba ngày nữa"),
        ("to_accept", "Chờ tiếp nhận"),
    ]


def test_a_part_that_two_rules_pick_stands_once(cast, issued):
    dated(issued, THURSDAY)  # due on the last day on which it may be refused
    run(at(THURSDAY, 8))
    assert told(cast.head, "list") == ["due_today"]


def test_fifty_are_shown_the_rest_is_counted_and_comes_the_next_day(cast, issued):
    for number in range(53):
        dated(issued, date(2026, 11, 20), text=f"Nhiệm vụ {number}")
    run(at(WEDNESDAY, 8))
    message = Message.objects.get(recipient=cast.head, kind="list")
    assert (message.item_count, message.items.count()) == (53, 50)


def test_the_ladder_is_a_rule_an_administrator_may_change(cast, issued):
    Rule.objects.create(key="remind_before_days", value=[7, 1])
    accepted(cast, dated(issued, date(2026, 12, 7)))
    every_day(date(2026, 11, 24), 15)
    assert told(cast.head, "list") == ["before_7", "before_1", "overdue"]


def test_reached_rungs_take_the_last_of_several():
    day = ListDay(FRIDAY, WorkingCalendar(), Rules())
    found = {due: (step, rung) for due, step, rung in rungs(day)}
    assert found[FRIDAY] == found[date(2026, 11, 28)] == found[date(2026, 11, 29)] == (0, FRIDAY)
    assert found[NEXT_MONDAY] == (3, WEDNESDAY)
    assert found[date(2026, 12, 2)] == (3, FRIDAY)
    assert date(2026, 12, 3) not in found


def test_planning_takes_the_same_statements_for_one_and_for_many(cast, issued):
    dated(issued, WEDNESDAY)
    counts = []
    for day, number in ((WEDNESDAY, 0), (THURSDAY, 15)):
        for _ in range(number):
            dated(issued, day, leads=(cast.finance.pk,))
        info = list_day(day)
        with CaptureQueriesContext(connection) as statements:
            assert plan(now=at(day, 8), calendar=info.calendar, rules=info.rules) >= 2
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 65, counts


def test_planning_picks_exactly_those_who_have_lines(cast, issued):
    dated(issued, WEDNESDAY)
    assert recipients(list_day(WEDNESDAY)) == {cast.head.pk, cast.clerk.pk}
    run(at(WEDNESDAY, 8))
    assert recipients(list_day(WEDNESDAY)) == set()  # all told
    assert not Message.objects.filter(state="empty").exists()
