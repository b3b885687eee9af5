"""Mails about bottlenecks: who must act hears at once and every day, the others know, never who clicked."""

from datetime import date, timedelta

import pytest

from directives import needs
from directives.models import Bottleneck
from directives.services.writing import SERVICES
from notifications.engine.drain import drain
from notifications.models import MessageItem
from tests.cast import MONDAY, NOW, at
from tests.directives.stuck import TEXT, raised
from tests.notifications.conftest import list_day, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def act_on(row, verb, actor, data, now=NOW):
    SERVICES[verb](subject=row.pk, actor=actor, now=now, data=data)


def heard(verb_rule):
    rows = MessageItem.objects.filter(rule=verb_rule, message__kind="event")
    return sorted(rows.values_list("message__recipient__username", flat=True))


def test_the_department_asked_acts_and_the_monitor_knows(cast, issued, sent_mail):
    raised(cast, issued(), asked_department=cast.finance.pk)
    run(NOW)
    assert heard("bottleneck_asked") == ["giam-doc-stc"]
    assert heard("bottleneck_raised") == ["theo-doi"]
    mail = next(mail for mail in sent_mail() if "giam-doc-stc@example.vn" in mail.to[0])
    assert TEXT in mail.body
    assert "/reply/" in mail.body


def test_what_goes_to_a_leader_goes_to_the_office_first(cast, issued):
    row = raised(cast, issued(), asked_leader=cast.vice_chair.pk)
    run(NOW)
    assert (heard("bottleneck_to_pass_on"), heard("bottleneck_asked")) == (["theo-doi"], [])
    act_on(row, "triage", cast.actor(cast.monitor), needs.Triage())
    run(NOW + timedelta(minutes=1))
    assert heard("bottleneck_asked") == ["pho-chu-tich"]
    assert heard("bottleneck_passed_on") == ["truong-ban", "van-thu"]
    act_on(row, "decide", cast.actor(cast.vice_chair), needs.Decide(decision="Đồng ý"))
    run(NOW + timedelta(minutes=2))
    assert heard("bottleneck_ended") == ["theo-doi", "truong-ban", "van-thu"]  # never who clicked


def test_a_reply_is_told_to_the_other_side(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    act_on(row, "reply", cast.actor(cast.finance_head), needs.Reply(text="Đang đo đạc"))
    run(NOW)
    assert heard("bottleneck_reply") == ["truong-ban", "van-thu"]


def test_an_outside_body_gets_no_mail_its_monitor_does(cast, issued):
    raised(cast, issued(), asked_department=cast.outside.pk)
    run(NOW)
    assert heard("bottleneck_asked") == ["theo-doi"]
    assert heard("bottleneck_raised") == []
    run(at(date(2026, 11, 25)))
    assert "to_unblock" in told(cast.monitor, "list")


def test_it_stands_in_the_daily_list_until_it_has_ended(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    run(NOW)
    for day in (25, 26):
        run(at(date(2026, 11, day)))
    assert told(cast.finance_head, "list") == ["to_unblock"] * 3  # the 24th is a holiday
    act_on(
        row, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"), now=at(date(2026, 11, 26))
    )
    run(at(date(2026, 11, 27)))
    assert told(cast.finance_head, "list") == ["to_unblock"] * 3


def test_triage_stands_in_the_list_of_the_monitor(cast, issued):
    raised(cast, issued())
    run(NOW)
    run(at(date(2026, 11, 25)))
    assert told(cast.monitor, "list") == ["to_pass_on"] * 2


def test_beyond_the_day_it_was_needed_it_climbs_to_the_monitor(cast, issued):
    raised(cast, issued(), asked_department=cast.finance.pk, needed_by=MONDAY + timedelta(days=2))
    run(NOW)
    run(at(date(2026, 11, 25)))  # the day itself
    assert (told(cast.finance_head, "list"), told(cast.monitor, "list")) == (["to_unblock"] * 2, [])
    run(at(date(2026, 11, 26)))
    assert told(cast.finance_head, "list") == ["to_unblock", "to_unblock", "unblock_late"]
    assert told(cast.monitor, "list") == ["unblock_late"]
    for days in range(4, 17):
        run(at(MONDAY + timedelta(days=days)))
    # five working days from the 26th on, then one of the next five
    assert told(cast.monitor, "list") == ["unblock_late"] * 6
    assert Bottleneck.objects.filter(is_open=True).count() == 1


def test_a_line_that_no_longer_holds_is_struck(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    day = list_day(MONDAY)
    drain(now=NOW, calendar=day.calendar, rules=day.rules)
    act_on(row, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"))
    run(NOW + timedelta(minutes=1))
    assert told(cast.finance_head, "event") == ["bottleneck_ended"]
