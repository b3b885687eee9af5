"""Periods are made ahead, never twice, none left out; the deadline of a part is that of its next period."""

from datetime import date, timedelta

import pytest

from directives import needs
from directives.errors import Refusal, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Directive, ReportingPeriod, Rule
from directives.models.assignment import NO_DATE
from directives.services.periods import submit_period
from directives.services.recurring import behind, catch_up
from directives.services.writing import SERVICES
from tests.cast import MONDAY, at
from tests.directives.services.doing import RESULT, do, lead
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db
MONTHLY = {"deadline_kind": "periodic", "recurrence": "month", "period_due_day": 5}
WHY = needs.Reason(reason="Chờ quy định mới của Trung ương")


def days(part: Assignment) -> list[tuple[str, str]]:
    rows = ReportingPeriod.objects.filter(part=part).order_by("from_on")
    return [(f"{row.from_on:%d/%m/%Y}", row.status) for row in rows]


def report(part: Assignment, actor, on: date, first: date | None = None) -> ReportingPeriod:
    """The earliest period still owed, or the one that begins on `first`, is reported on that day."""
    owed = ReportingPeriod.objects.filter(part=part, status="in_progress").order_by("from_on")
    row = owed.get(from_on=first) if first else owed[0]
    submit_period(subject=row.pk, actor=actor, now=at(on), data=RESULT)
    row.refresh_from_db()
    return row


def whole(verb: str, directive: Directive, actor, data, on: date):
    done = SERVICES[verb](directive=directive.pk, actor=actor, now=at(on), data=data)
    assert_engine_agrees(directive)
    return done


def test_the_first_periods_are_made_at_issue(issued):
    directive = issued(**MONTHLY)
    part = lead(directive)
    rows = list(ReportingPeriod.objects.filter(part=part).order_by("from_on"))
    assert [row.from_on for row in rows] == [date(2026, 11, 1), date(2026, 12, 1)]
    assert [row.cutoff_on for row in rows] == [date(2026, 11, 30), date(2026, 12, 31)]
    assert [row.due_on for row in rows] == [date(2026, 12, 5), date(2027, 1, 5)]
    assert {(row.status, row.is_open, row.review) for row in rows} == {("in_progress", True, False)}
    assert part.due_on == part.sort_due == date(2026, 12, 5)
    assert part.original_due_on is None
    directive.refresh_from_db()
    assert (directive.period_due_day, directive.period_cutoff_day) == (5, 31)


def test_days_left_open_are_settled_at_issue_by_the_rules(issued):
    Rule.objects.create(key="period_due_day", value=25)
    Rule.objects.create(key="period_cutoff_day", value=24)
    directive = issued(deadline_kind="periodic", recurrence="month")
    Rule.objects.all().delete()
    directive.refresh_from_db()
    assert (directive.period_due_day, directive.period_cutoff_day) == (25, 24)
    assert lead(directive).due_on == date(2026, 11, 25)


def test_a_due_day_off_moves_where_the_rule_says_so(issued):
    Rule.objects.create(key="move_due_off_days", value=True)
    part = lead(issued(**MONTHLY))
    assert part.due_on == date(2026, 12, 7)  # 5/12/2026 is a Saturday


def test_each_department_has_periods_of_its_own_and_the_informed_none(cast, issued):
    directive = issued(
        **MONTHLY, mode="each", leads=tuple(c.pk for c in cast.communes), informed=(cast.finance.pk,)
    )
    parts = Assignment.objects.filter(directive=directive)
    assert {part.due_on for part in parts.filter(role="each")} == {date(2026, 12, 5)}
    assert parts.get(role="informed").due_on is None
    assert ReportingPeriod.objects.count() == 6


def test_coordinating_parts_report_nothing_by_period(cast, issued):
    directive = issued(**MONTHLY, coordinating=(cast.finance.pk,))
    assert set(ReportingPeriod.objects.values_list("part__role", flat=True)) == {"lead"}
    assert directive.parts.get(role="coordinating").due_on is None


@pytest.mark.parametrize("kind", [{"deadline_kind": "dated", "due_on": MONDAY}, {}])
def test_what_does_not_recur_has_no_periods(issued, kind):
    issued(**kind)
    catch_up(now=at(MONDAY + timedelta(days=90)))
    assert not ReportingPeriod.objects.exists()


def test_a_continuous_directive_is_reviewed_every_quarter_and_has_no_date(issued):
    part = lead(issued(deadline_kind="continuous"))
    assert days(part) == [("01/10/2026", "in_progress"), ("01/01/2027", "in_progress")]
    assert set(ReportingPeriod.objects.values_list("review", flat=True)) == {True}
    assert (part.due_on, part.sort_due) == (None, NO_DATE)
    catch_up(now=at(date(2027, 1, 4)))
    part.refresh_from_db()
    assert len(days(part)) == 3
    assert (part.due_on, part.sort_due) == (None, NO_DATE)


def test_catching_up_after_an_outage_leaves_nothing_out_and_repeats_nothing(issued):
    part = lead(issued(**MONTHLY))
    moment = at(date(2027, 3, 2))
    assert behind(date(2027, 3, 2)) == [part.directive_id]
    assert catch_up(now=moment) == 4
    assert [day for day, _status in days(part)] == [
        "01/11/2026",
        "01/12/2026",
        "01/01/2027",
        "01/02/2027",
        "01/03/2027",
        "01/04/2027",
    ]
    assert catch_up(now=moment) == 0
    assert behind(date(2027, 3, 2)) == []


def test_a_new_period_does_not_hide_an_earlier_one_still_owed(issued):
    part = lead(issued(**MONTHLY))
    catch_up(now=at(date(2027, 1, 10)))
    part.refresh_from_db()
    assert part.due_on == date(2026, 12, 5)


def test_the_deadline_moves_on_with_each_report(cast, issued):
    part = lead(issued(**MONTHLY))
    head = cast.actor(cast.head)
    report(part, head, MONDAY)
    part.refresh_from_db()
    assert (part.due_on, part.sort_due) == (date(2027, 1, 5), date(2027, 1, 5))
    report(part, head, date(2026, 12, 7))
    part.refresh_from_db()
    assert (part.due_on, part.sort_due, part.status) == (None, NO_DATE, "in_progress")
    catch_up(now=at(date(2027, 1, 1)))
    part.refresh_from_db()
    assert part.due_on == date(2027, 2, 5)


def test_a_paused_part_gets_no_periods_for_the_time_of_the_pause(cast, issued):
    part = lead(issued(**MONTHLY))
    office = cast.actor(cast.monitor)
    do("pause", part, office, WHY, now=at(date(2026, 12, 1)))
    assert days(part) == [("01/11/2026", "paused"), ("01/12/2026", "paused")]
    assert behind(date(2027, 3, 8)) == []
    assert catch_up(now=at(date(2027, 3, 8))) == 0
    do("resume", part, office, needs.NewDate(reason="Đã có quy định"), now=at(date(2027, 3, 8)))
    part.refresh_from_db()
    assert days(part) == [
        ("01/11/2026", "ended"),
        ("01/12/2026", "ended"),
        ("01/03/2027", "in_progress"),
        ("01/04/2027", "in_progress"),
    ]
    assert part.due_on == date(2027, 4, 5)


def test_what_was_owed_before_the_pause_is_still_owed_after_it(cast, issued):
    part = lead(issued(**MONTHLY))
    office = cast.actor(cast.monitor)
    do("pause", part, office, WHY, now=at(date(2026, 12, 8)))  # November was due on the 5th
    do("resume", part, office, needs.NewDate(reason="Đã có quy định"), now=at(date(2026, 12, 21)))
    part.refresh_from_db()
    assert days(part)[:2] == [("01/11/2026", "in_progress"), ("01/12/2026", "in_progress")]
    assert part.due_on == date(2026, 12, 5)


def test_nobody_dates_what_recurs_by_hand(cast, issued):
    part = lead(issued(**MONTHLY))
    office = cast.actor(cast.monitor)
    with pytest.raises(Refusal):
        do("set_deadline", part, office, needs.SetDeadline(due_on=date(2026, 12, 30), reason="Gấp"))
    do("pause", part, office, WHY)
    with pytest.raises(Refusal):
        do("resume", part, office, needs.NewDate(reason="Gấp", due_on=date(2026, 12, 30)))


def test_the_new_department_takes_over_what_can_still_be_reported_in_time(cast, issued):
    part = lead(issued(**MONTHLY))
    catch_up(now=at(date(2027, 1, 4)))
    report(part, cast.actor(cast.head), date(2027, 1, 4), first=date(2026, 12, 1))
    done = do(
        "transfer",
        part,
        cast.actor(cast.monitor),
        needs.Transfer(department=cast.finance.pk, reason="Đúng chức năng"),
        now=at(date(2027, 1, 4)),
    )
    fresh = lead(done.directive)
    assert days(part) == [  # November was due before, December has been reported
        ("01/11/2026", "transferred"),
        ("01/12/2026", "transferred"),
        ("01/01/2027", "transferred"),
        ("01/02/2027", "transferred"),
    ]
    assert days(fresh) == [("01/01/2027", "in_progress"), ("01/02/2027", "in_progress")]
    assert (fresh.due_on, fresh.original_due_on) == (date(2027, 2, 5), None)
    assert not ReportingPeriod.objects.filter(part=part, is_open=True).exists()


def test_an_unreported_period_with_time_left_goes_along(cast, issued):
    part = lead(issued(**MONTHLY))
    moment = at(date(2026, 12, 3))  # November has ended and is due on the 5th
    why = needs.Transfer(department=cast.finance.pk, reason="Đúng chức năng")
    done = do("transfer", part, cast.actor(cast.monitor), why, now=moment)
    assert days(lead(done.directive))[0] == ("01/11/2026", "in_progress")


def test_a_department_added_later_starts_with_the_running_period(cast, issued):
    directive = issued(**MONTHLY, mode="each", leads=(cast.board.pk,))
    catch_up(now=at(date(2027, 2, 8)))
    why = needs.AddDepartment(department=cast.finance.pk, role="each", reason="Bổ sung")
    whole("add_department", directive, cast.actor(cast.monitor), why, date(2027, 2, 8))
    part = directive.parts.get(department=cast.finance)
    assert days(part) == [("01/02/2027", "in_progress"), ("01/03/2027", "in_progress")]
    assert part.due_on == date(2027, 3, 5)


@pytest.mark.parametrize("kind", [MONTHLY, {"deadline_kind": "continuous"}])
def test_end_closes_the_directive_and_what_is_not_reported_is_ended_not_late(cast, issued, kind):
    directive = issued(**kind)
    part = lead(directive)
    catch_up(now=at(date(2027, 1, 11)))
    whole("end", directive, cast.actor(cast.monitor), WHY, date(2027, 1, 11))
    part.refresh_from_db()
    directive.refresh_from_db()
    assert (directive.status, part.status, part.due_on, part.sort_due) == (
        "completed",
        "completed",
        None,
        NO_DATE,
    )
    assert set(ReportingPeriod.objects.values_list("status", "is_open")) == {("ended", False)}
    assert catch_up(now=at(date(2027, 6, 1))) == 0


def test_end_waits_until_reports_on_the_table_are_judged(cast, issued):
    directive = issued(**MONTHLY)
    row = report(lead(directive), cast.actor(cast.head), MONDAY)
    with pytest.raises(WrongState):
        whole("end", directive, cast.actor(cast.monitor), WHY, MONDAY)
    SERVICES["verify_period"](subject=row.pk, actor=cast.actor(cast.monitor), now=at(MONDAY))
    whole("end", directive, cast.actor(cast.monitor), WHY, MONDAY)
    row.refresh_from_db()
    assert (row.status, row.delivered_on) == ("completed", MONDAY)


def test_only_what_recurs_is_ended(cast, issued):
    with pytest.raises(WrongState):
        whole("end", issued(), cast.actor(cast.monitor), WHY, MONDAY)


def test_reopened_it_goes_on_with_the_period_it_was_ended_in(cast, issued):
    directive = issued(**MONTHLY)
    office = cast.actor(cast.monitor)
    whole("end", directive, office, WHY, MONDAY)
    do("reopen", lead(directive), office, needs.NewDate(reason="Tiếp tục"), now=at(date(2026, 11, 25)))
    part = lead(directive)
    assert days(part) == [("01/11/2026", "in_progress"), ("01/12/2026", "in_progress")]
    assert part.due_on == date(2026, 12, 5)


def test_a_recalled_directive_asks_for_no_more_periods(cast, issued):
    directive = issued(**MONTHLY)
    whole("recall_directive", directive, cast.actor(cast.monitor), WHY, MONDAY)
    assert set(ReportingPeriod.objects.values_list("status", "is_open")) == {(Status.RECALLED.value, False)}
    assert catch_up(now=at(date(2027, 6, 1))) == 0
