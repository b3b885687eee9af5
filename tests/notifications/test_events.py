"""Drain: which act is told to whom, once, in office hours, and never to the person who clicked."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from departments.models import CalendarDay, Membership, User
from directives import needs
from directives.models import Pending, Rule
from directives.selectors.calendar_preview import DayChange
from directives.services import office, parts, results
from directives.services.calendar import change_calendar
from notifications.engine.drain import drain
from notifications.engine.events import tellings
from notifications.models import Message, MessageItem
from tests.cast import MONDAY, NOW, at, department
from tests.notifications.conftest import lead, list_day, receivers_of_mail, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")
WEDNESDAY = date(2026, 11, 25)


def drain_at(now=NOW):
    day = list_day(now.date())
    return drain(now=now, calendar=day.calendar, rules=day.rules)


def events(directive):
    rows = MessageItem.objects.filter(directive=directive, message__kind="event")
    return sorted(rows.values_list("rule", "message__recipient__username", "message__channel"))


def test_issue_tells_clerk_head_and_official_mailbox(cast, issued):
    directive = issued()
    run(NOW)
    box = f"mailbox:{cast.board.pk}"
    assert events(directive) == [
        ("assigned", "truong-ban", "email"),
        ("assigned", "van-thu", "email"),
        ("assigned", "van-thu", box),
    ]
    assert receivers_of_mail() == ["bql@example.vn", "truong-ban@example.vn", "van-thu@example.vn"]
    assert set(Message.objects.values_list("key", flat=True)) == {f"{directive.stream}#1"}
    assert not Pending.objects.exists()


def test_informed_parts_hear_once_and_sleeping_ones_nothing(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,), informed=(cast.police.pk, cast.farming.pk))
    run(NOW)
    rules = {(rule, who) for rule, who, _channel in events(directive)}
    assert ("informed", "nguoi-ngoai") in rules
    assert not [who for _rule, who in rules if who in ("giam-doc-stc", "cv-stc")]
    for day in range(25, 31):
        run(at(date(2026, 11, day)))
    assert told(cast.outsider, "list") == []


def test_an_outside_body_is_never_mailed_the_monitor_is(cast, issued):
    cast.outside.mailbox = "vanphong@bo.example"
    cast.outside.save()
    issued(leads=(cast.outside.pk,), monitor=cast.other_monitor.pk)
    run(NOW)
    assert receivers_of_mail() == ["theo-doi-2@example.vn"]
    assert told(cast.other_monitor, "event") == ["assigned"]


def test_a_department_without_anybody_falls_to_the_monitor(cast, issued):
    issued(leads=(cast.police.pk,), monitor=cast.other_monitor.pk)
    run(NOW)
    assert receivers_of_mail() == ["theo-doi-2@example.vn"]


def test_never_to_the_person_who_clicked(cast, issued):
    issued(leads=(cast.office.pk,))  # the monitor issues; the chief of the Office receives
    directive = issued()
    parts.delegate(
        part=lead(directive).pk,
        actor=cast.actor(cast.head),
        now=NOW,
        data=needs.Delegate(officer=cast.head.pk),
    )
    run(NOW)
    assert told(cast.monitor, "event") == []
    assert told(cast.chief, "event") == ["assigned"]
    assert told(cast.head, "event") == ["assigned"]  # not `delegated`: that was their own click


def test_delegation_tells_the_officer(cast, issued):
    part = lead(issued())
    handed = needs.Delegate(officer=cast.officer.pk)
    parts.delegate(part=part.pk, actor=cast.actor(cast.head), now=NOW, data=handed)
    run(NOW)
    assert told(cast.officer, "event") == ["delegated"]


def test_return_and_completion(cast, issued):
    directive = issued()
    part = lead(directive).pk
    parts.delegate(
        part=part, actor=cast.actor(cast.head), now=NOW, data=needs.Delegate(officer=cast.officer.pk)
    )
    results.submit(part=part, actor=cast.actor(cast.officer), now=NOW, data=RESULT)
    results.release(part=part, actor=cast.actor(cast.deputy), now=NOW)
    results.return_(
        part=part, actor=cast.actor(cast.monitor), now=NOW, data=needs.Reason(reason="Thiếu phụ lục")
    )
    run(NOW)
    assert told(cast.officer, "event") == ["delegated", "returned"]
    results.submit(part=part, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    results.verify(part=part, actor=cast.actor(cast.other_monitor), now=NOW)
    run(NOW)
    for person in (cast.officer, cast.deputy, cast.head, cast.monitor):
        assert told(person, "event")[-1] == "completed", person
    assert "completed" not in told(cast.clerk, "event")
    assert "completed" not in told(cast.other_monitor, "event")


def test_refusal_goes_to_the_monitor_and_transfer_to_both_departments(cast, issued):
    directive = issued(monitor=cast.other_monitor.pk)
    part = lead(directive).pk
    parts.refuse(part=part, actor=cast.actor(cast.head), now=NOW, data=needs.Refuse(reason="Không thuộc"))
    run(NOW)
    assert told(cast.other_monitor, "event") == ["refused"]
    office.transfer(
        part=part,
        actor=cast.actor(cast.monitor),
        now=NOW,
        data=needs.Transfer(department=cast.finance.pk, reason="Đúng chức năng"),
    )
    run(NOW)
    assert told(cast.finance_head, "event") == ["assigned"]
    assert "transferred" in told(cast.head, "event")


def test_a_new_deadline_is_told_to_those_who_work_on_it(cast, issued):
    part = lead(issued())
    data = needs.SetDeadline(due_on=date(2026, 12, 15), reason="Theo lịch họp")
    office.set_deadline(part=part.pk, actor=cast.actor(cast.monitor), now=NOW, data=data)
    run(NOW)
    assert "deadline_set" in told(cast.head, "event")
    item = MessageItem.objects.filter(rule="deadline_set").first()
    assert item is not None
    assert item.due_on == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("urgency", "moment", "leaves"),
    [
        ("normal", at(MONDAY, 9), at(MONDAY, 9)),
        ("normal", at(MONDAY, 6, 30), at(MONDAY, 7)),
        ("normal", at(MONDAY, 18), at(WEDNESDAY, 7)),  # Tuesday 24 November is a holiday
        ("normal", at(date(2026, 11, 21), 10), at(MONDAY, 7)),  # a Saturday
        ("urgent", at(MONDAY, 20), at(WEDNESDAY, 7)),
        ("very_urgent", at(MONDAY, 20), at(MONDAY, 20)),
        ("express", at(date(2026, 11, 21), 23), at(date(2026, 11, 21), 23)),
    ],
)
def test_events_leave_in_office_hours_urgent_ones_always(cast, issued, urgency, moment, leaves):
    issued(urgency=urgency, now=moment)
    drain_at(moment)
    assert set(Message.objects.values_list("due_at", flat=True)) == {leaves}
    assert set(Message.objects.values_list("urgent", flat=True)) == {urgency in ("very_urgent", "express")}


def test_a_holiday_of_the_overlay_moves_events(cast, issued):
    CalendarDay.objects.create(on=MONDAY, kind="compensatory", name_vi="Nghỉ bù")
    issued()
    drain_at()
    assert set(Message.objects.values_list("due_at", flat=True)) == {at(WEDNESDAY, 7)}


def test_draining_again_adds_nothing(cast, issued):
    directive = issued()
    drain_at()
    before = events(directive)
    entry = directive.journal.get()
    Pending.objects.create(entry=entry)  # as if the delete had been lost
    drain_at()
    assert events(directive) == before


def test_one_message_per_recipient_channel_kind_and_key(cast, issued):
    issued()
    drain_at()
    message = Message.objects.filter(channel="email").first()
    assert message is not None
    message.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        message.save(force_insert=True)
    message.channel = "sms"
    message.save(force_insert=True)


def test_one_line_per_message_rule_and_subject(cast, issued):
    issued()
    drain_at()
    item = MessageItem.objects.first()
    assert item is not None
    item.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save(force_insert=True)


def test_a_bad_entry_holds_nobody_elses_mail_up(cast, issued, monkeypatch, caplog):
    bad, good = issued(), issued(leads=(cast.finance.pk,))

    def breaking(entry, around):
        if entry.directive_id == bad.pk:
            raise RuntimeError("unreadable")
        return tellings(entry, around)

    monkeypatch.setattr("notifications.engine.drain.tellings", breaking)
    assert drain_at() == 1
    assert [row.entry.directive_id for row in Pending.objects.all()] == [bad.pk]
    assert events(good)
    assert "cannot be drained" in caplog.text
    monkeypatch.undo()
    assert drain_at() == 1
    assert events(bad)


def test_statements_do_not_grow_with_the_number_of_entries(cast, issued):
    issued()
    drain_at()
    counts = []
    for number in (2, 12):
        for _ in range(number):
            issued(informed=(cast.farming.pk,))
        with CaptureQueriesContext(connection) as statements:
            assert drain_at() == number
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 14, counts


def test_ten_events_of_one_person_are_one_mail(cast, issued):
    for number in range(12):
        issued(text=f"Nhiệm vụ số {number}")
    report = run(NOW)
    assert report.folded == 33  # head, clerk, mailbox: eleven each
    assert receivers_of_mail() == ["bql@example.vn", "truong-ban@example.vn", "van-thu@example.vn"]
    assert told(cast.head, "event") == ["assigned"] * 12
    mail = Message.objects.get(recipient=cast.head, state="sent")
    assert "12" in mail.subject
    assert mail.folded.count() == 11


def test_people_without_an_address_are_seen_not_dropped(cast, issued):
    User.objects.filter(pk=cast.head.pk).update(email="")
    issued()
    run(NOW)
    message = Message.objects.get(recipient=cast.head)
    assert (message.state, message.error) == ("dead", "no_address")


def test_an_event_that_no_longer_holds_is_not_told(cast, issued):
    directive = issued(now=at(MONDAY, 19))
    drain_at(at(MONDAY, 19))
    office.transfer(
        part=lead(directive).pk,
        actor=cast.actor(cast.monitor),
        now=at(MONDAY, 20),
        data=needs.Transfer(department=cast.finance.pk, reason="Đúng chức năng"),
    )
    run(at(WEDNESDAY, 7))
    assert "assigned" not in told(cast.head, "event")
    assert told(cast.finance_head, "event") == ["assigned"]
    assert Message.objects.get(recipient=cast.head, key__endswith="#1").state == "empty"


def test_a_department_with_two_parts_gets_both_in_one_message(cast, issued):
    twin = department("BQL2", "Ban Quản lý khu kinh tế", "board")
    Membership.objects.create(user=cast.head, department=twin, post="head")
    issued(mode="each", leads=(cast.board.pk, twin.pk))
    run(NOW)
    assert told(cast.head, "event") == ["assigned", "assigned"]
    assert Message.objects.filter(recipient=cast.head).count() == 1


def test_a_deadline_moved_by_the_calendar_is_told_to_those_who_work(cast, issued):
    Rule.objects.create(key="move_due_off_days", value=True)
    friday = date(2026, 12, 4)
    directive = issued(deadline_kind="dated", due_on=friday, coordinating=(cast.finance.pk,))
    run(NOW)
    off = DayChange(friday, "holiday", "Nghỉ bão")
    change_calendar([off], actor=cast.actor(cast.chief), now=NOW)
    run(NOW)
    assert [row[:2] for row in events(directive) if row[0] == "calendar_moved"] == [
        ("calendar_moved", "truong-ban"),
        ("calendar_moved", "van-thu"),
    ]
    item = MessageItem.objects.filter(rule="calendar_moved").first()
    assert item.due_on == date(2026, 12, 7)
