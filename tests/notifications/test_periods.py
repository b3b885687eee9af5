"""Reporting periods in the tick and in mails."""

from datetime import date, timedelta

import pytest

from directives import needs
from directives.models import ReportingPeriod
from directives.services.writing import SERVICES
from notifications.models import MessageItem, Tick
from tests.cast import MONDAY, NOW, at
from tests.directives.services.reporting import MONTHLY, periods, report_first
from tests.notifications.conftest import lead, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def days_told(user, rule):
    rows = MessageItem.objects.filter(message__recipient=user, message__kind="list", rule=rule, struck=False)
    return list(rows.order_by("message__key").values_list("message__key", flat=True))


def accepted(cast, directive):
    SERVICES["accept"](part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW)
    return directive


def act(verb, row, actor, on, data=None):
    SERVICES[verb](subject=row.pk, actor=actor, now=at(on, 15), data=data)


def test_the_tick_makes_what_is_missing_once_a_day(issued):
    issued(**MONTHLY)
    assert run(at(date(2026, 11, 25))).periods == 0
    assert run(at(date(2027, 2, 3))).periods == 3  # after an outage over New Year
    assert run(at(date(2027, 2, 3), 10)).periods == 0
    assert Tick.objects.get(name="periods").data["day"] == "2027-02-03"
    assert ReportingPeriod.objects.count() == 5


def test_the_ladder_reminds_of_the_period_by_name(cast, issued, sent_mail):
    accepted(cast, issued(**MONTHLY))
    for day in range(1, 8):
        run(at(date(2026, 12, day), 8))
    assert days_told(cast.head, "before_3") == ["2026-12-02"]
    assert days_told(cast.head, "overdue") == ["2026-12-07"]
    lists = [mail for mail in sent_mail() if cast.head.email in mail.to[0] and "11/2026" in mail.body]
    mail = lists[-1]
    assert f"/phan-viec/{ReportingPeriod.objects.first().part_id}/submit_period/" in mail.body


def test_a_reported_period_is_reminded_of_no_more(cast, issued):
    directive = accepted(cast, issued(**MONTHLY))
    report_first(directive, cast.actor(cast.head))
    for day in range(1, 15):
        run(at(date(2026, 12, day), 8))
    assert days_told(cast.head, "overdue") == []


def test_what_is_handed_in_stands_in_the_receivers_list_every_day(cast, issued):
    directive = issued(**MONTHLY, needs_approval=True, directed_by=cast.vice_chair.pk)
    row = report_first(directive, cast.actor(cast.head))
    for day in (25, 26):
        run(at(date(2026, 11, day), 8))
    assert days_told(cast.monitor, "period_to_verify") == ["2026-11-25", "2026-11-26"]
    act("verify_period", row, cast.actor(cast.monitor), date(2026, 11, 26))
    run(at(date(2026, 11, 27), 8))
    assert days_told(cast.monitor, "period_to_verify") == ["2026-11-25", "2026-11-26"]
    assert days_told(cast.vice_chair, "period_to_approve") == ["2026-11-27"]


def test_a_return_and_an_acceptance_are_told_to_who_reported(cast, issued):
    directive = accepted(cast, issued(**MONTHLY))
    row = report_first(directive, cast.actor(cast.head))
    act("return_period", row, cast.actor(cast.monitor), MONDAY, needs.Reason(reason="Thiếu phụ lục"))
    run(at(MONDAY, 16))
    assert "period_returned" in told(cast.head, "event")
    assert "period_returned" not in told(cast.monitor, "event")
    row = report_first(directive, cast.actor(cast.head))
    act("verify_period", row, cast.actor(cast.monitor), MONDAY)
    run(at(MONDAY, 17))
    assert told(cast.head, "event")[-1] == "period_confirmed"


def test_a_review_is_called_up_at_the_end_of_the_quarter_and_never_overdue(cast, issued):
    directive = accepted(cast, issued(deadline_kind="continuous"))
    for offset in range(70):  # until 31 January
        run(at(MONDAY + timedelta(days=offset), 8))
    called = days_told(cast.head, "review_due")
    assert called[0] == "2026-12-17"  # ten working days before 31 December
    assert len(called) > 3
    assert "2026-12-18" not in called
    assert days_told(cast.head, "overdue") == []
    report_first(directive, cast.actor(cast.head), date(2027, 1, 29))
    assert periods(directive)[0].status == "awaiting_verification"
    run(at(date(2027, 2, 8), 8))
    assert days_told(cast.head, "review_due") == called
