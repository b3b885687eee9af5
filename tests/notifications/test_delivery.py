"""Claim, re-check, send, record: leases, tokens, back-off, dead letters, and nothing lost when a worker dies."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import User
from directives import needs
from directives.models import Pending
from directives.services import office, parts, results
from notifications.engine import record
from notifications.engine.claim import LEASE, claim
from notifications.engine.drain import drain
from notifications.engine.plan import plan
from notifications.engine.recheck import recheck
from notifications.engine.send import Trouble, diagnose, send_batch
from notifications.models import Message, MessageItem
from notifications.services import resend
from tests.cast import NOW, at
from tests.notifications.conftest import lead, list_day, receivers_of_mail, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

WEDNESDAY = date(2026, 11, 25)
LIST_TIME = at(WEDNESDAY, 8)
DAY = WEDNESDAY
RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")


class Refusing(EmailBackend):
    """A mail server with an opinion: `answers` maps an address to the error it gives."""

    answers: dict[str, Exception] = {}
    opened = 0

    def send_messages(self, messages):
        for message in messages:
            for address in message.recipients():
                for known, error in self.answers.items():
                    if known in address:
                        raise error
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_delivery.Refusing"
    Refusing.answers = {}
    yield Refusing.answers
    Refusing.answers = {}


@pytest.fixture
def planned(cast, issued):
    """A part due today, accepted, with the lists of head and clerk planned and not yet claimed."""
    directive = issued(deadline_kind="dated", due_on=DAY)
    parts.accept(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW)
    Pending.objects.all().delete()
    day = list_day(DAY)
    plan(now=LIST_TIME, calendar=day.calendar, rules=day.rules)
    return directive


def deliver(now=LIST_TIME):
    day = list_day(now.date())
    return send_batch(claim(now=now, day=day), now=now, day=day)


def the_list(person):
    return Message.objects.get(recipient=person, kind="list", key=DAY.isoformat())


def test_the_first_claim_writes_the_lines_and_a_second_finds_nothing(cast, planned):
    assert not MessageItem.objects.exists()
    first = claim(now=LIST_TIME, day=list_day(DAY))
    assert {message.recipient_id for message in first.messages} == {cast.head.pk, cast.clerk.pk}
    assert MessageItem.objects.count() == 2
    assert claim(now=LIST_TIME, day=list_day(DAY)).messages == []
    assert set(Message.objects.values_list("state", "token")) == {("claimed", first.token)}


def test_a_worker_that_dies_loses_nothing_and_repeats_under_the_same_message_id(cast, planned):
    dead = claim(now=LIST_TIME, day=list_day(DAY))
    recheck(dead, list_day(DAY))  # … and here the machine went down
    within = LIST_TIME + LEASE - timedelta(seconds=1)
    assert deliver(within).sent == 0
    after = LIST_TIME + LEASE + timedelta(seconds=1)
    assert deliver(after).sent == 2
    ids = {mail.extra_headers["Message-ID"] for mail in outbox.outbox}
    assert ids == {message.message_id for message in dead.messages}


def test_killed_after_the_server_took_it_the_same_mail_goes_again(cast, planned, monkeypatch):
    monkeypatch.setattr(record, "sent", lambda message, *, now: False)  # died before recording
    deliver()
    monkeypatch.undo()
    deliver(LIST_TIME + LEASE + timedelta(seconds=1))
    by_person: dict[str, list[str]] = {}
    for mail in outbox.outbox:
        by_person.setdefault(mail.to[0], []).append(mail.extra_headers["Message-ID"])
    assert all(len(ids) == 2 and len(set(ids)) == 1 for ids in by_person.values())
    assert the_list(cast.head).state == "sent"


def test_a_token_that_was_taken_over_records_nothing(cast, planned):
    late = claim(now=LIST_TIME, day=list_day(DAY))
    later = LIST_TIME + LEASE + timedelta(seconds=1)
    newer = claim(now=later, day=list_day(DAY))
    assert [record.sent(message, now=later) for message in late.messages] == [False, False]
    assert set(Message.objects.values_list("state", "token")) == {("claimed", newer.token)}
    assert [record.sent(message, now=later) for message in newer.messages] == [True, True]


@pytest.mark.parametrize("change", ["extended", "closed", "transferred", "handed_in", "delegated"])
def test_what_changed_between_planning_and_sending_is_struck(cast, planned, change):
    claimed = claim(now=LIST_TIME, day=list_day(DAY))
    part, moment = lead(planned).pk, at(DAY, 8, 1)
    monitor, head = cast.actor(cast.monitor, DAY), cast.actor(cast.head, DAY)
    if change == "extended":
        data = needs.SetDeadline(due_on=date(2026, 12, 15), reason="Gia hạn")
        office.set_deadline(part=part, actor=monitor, now=moment, data=data)
    elif change == "transferred":
        wanted = needs.Transfer(department=cast.finance.pk, reason="Đúng chức năng")
        office.transfer(part=part, actor=monitor, now=moment, data=wanted)
    elif change == "delegated":
        parts.delegate(part=part, actor=head, now=moment, data=needs.Delegate(officer=cast.officer.pk))
    else:
        results.submit(part=part, actor=head, now=moment, data=RESULT)
        if change == "closed":
            results.verify(part=part, actor=monitor, now=moment)
    counts = send_batch(claimed, now=moment, day=list_day(DAY))
    assert (counts.sent, outbox.outbox) == (0, [])
    assert set(Message.objects.filter(kind="list").values_list("state", flat=True)) == {"empty"}
    assert not MessageItem.objects.filter(message__kind="list", struck=False).exists()


def test_a_retry_strikes_items_and_never_adds(cast, planned, issued, server):
    other = issued(deadline_kind="dated", due_on=DAY, text="Việc thứ hai")
    parts.accept(part=lead(other).pk, actor=cast.actor(cast.head), now=NOW)
    server["truong-ban@"] = smtplib.SMTPDataError(451, b"try later")
    deliver()
    assert (the_list(cast.head).state, the_list(cast.head).items.count()) == ("planned", 2)
    results.submit(part=lead(planned).pk, actor=cast.actor(cast.head), now=at(DAY, 8, 1), data=RESULT)
    third = issued(deadline_kind="dated", due_on=DAY, text="Việc đến sau")
    server.clear()
    assert deliver(at(DAY, 9)).sent == 1
    titles = the_list(cast.head).items.filter(struck=False).values_list("directive__title", flat=True)
    assert list(titles) == ["Việc thứ hai"]
    assert third.title not in outbox.outbox[-1].body
    assert the_list(cast.head).items.filter(struck=True).count() == 1


@pytest.mark.parametrize(
    ("change", "reason"), [({"is_active": False}, "inactive"), ({"email": ""}, "no_address")]
)
def test_who_cannot_be_reached_at_the_moment_of_sending_is_a_dead_letter(cast, issued, change, reason):
    issued()
    day = list_day(NOW.date())
    drain(now=NOW, calendar=day.calendar, rules=day.rules)
    User.objects.filter(pk=cast.clerk.pk).update(**change)
    deliver(NOW)
    assert receivers_of_mail() == ["bql@example.vn", "truong-ban@example.vn"]
    message = Message.objects.get(recipient=cast.clerk, channel="email")
    assert (message.state, message.error) == ("dead", reason)


def test_a_temporary_error_backs_off_and_the_mail_arrives(cast, planned, server):
    server["truong-ban@"] = smtplib.SMTPRecipientsRefused({"truong-ban@example.vn": (450, b"mailbox busy")})
    deliver()
    waiting = the_list(cast.head)
    assert (waiting.state, waiting.attempts, waiting.error) == ("planned", 1, "450 mailbox busy")
    assert waiting.due_at == LIST_TIME + timedelta(minutes=2)
    assert deliver(at(DAY, 8, 1)).sent == 0
    deliver(at(DAY, 8, 2))
    assert the_list(cast.head).due_at == at(DAY, 8, 6)  # twice as long
    server.clear()
    assert deliver(at(DAY, 8, 6)).sent == 1


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"truong-ban@example.vn": (550, b"no such user")}),
        smtplib.SMTPDataError(554, b"rejected"),
        ValueError("Invalid address"),
        UnicodeEncodeError("ascii", "ộ", 0, 1, "ordinal not in range"),
    ],
)
def test_a_permanent_error_is_a_dead_letter_that_can_be_sent_again(cast, planned, server, error):
    server["truong-ban@"] = error
    deliver()
    dead = the_list(cast.head)
    assert dead.state == "dead"
    assert dead.error
    assert the_list(cast.clerk).state == "sent"  # one bad address holds nobody else up
    assert deliver(at(DAY, 12)).sent == 0
    server.clear()
    assert resend(message=dead.pk, now=at(DAY, 12))
    assert deliver(at(DAY, 12)).sent == 1
    assert not resend(message=dead.pk, now=at(DAY, 12))


def test_a_server_that_is_down_costs_no_attempt(cast, planned, server):
    server["@"] = ConnectionRefusedError("refused")
    counts = deliver()
    assert counts.server_error
    assert set(Message.objects.values_list("state", "attempts")) == {("planned", 0)}
    server.clear()
    assert deliver(at(DAY, 8, 1)).sent == 2


def test_it_is_given_up_in_the_end(cast, planned, server):
    server["truong-ban@"] = smtplib.SMTPDataError(451, b"try later")
    Message.objects.filter(recipient=cast.head).update(attempts=record.GIVE_UP_AFTER - 1)
    deliver()
    assert the_list(cast.head).error.startswith(record.GAVE_UP)
    assert the_list(cast.head).state == "dead"


def test_a_list_that_never_left_is_replaced_by_the_next_days_and_its_lines_are_told_there(
    cast, planned, server
):
    server["@"] = ConnectionRefusedError("refused")
    run(at(DAY, 9))
    thursday = date(2026, 11, 26)
    server.clear()
    run(at(thursday, 8))
    assert the_list(cast.head).state == "empty"
    assert told(cast.head, "list") == ["overdue"]
    assert Message.objects.get(recipient=cast.head, key=thursday.isoformat()).state == "sent"


def test_lists_dont_go_twice_when_plan_and_claim_race(cast, planned):
    day = list_day(DAY)
    plan(now=LIST_TIME, calendar=day.calendar, rules=day.rules)
    assert deliver().sent == 2
    assert deliver(at(DAY, 9)).sent == 0


def test_urgent_events_go_before_the_rest(cast, planned, issued):
    issued(urgency="express", leads=(cast.finance.pk,))
    day = list_day(DAY)
    drain(now=LIST_TIME, calendar=day.calendar, rules=day.rules)
    first = claim(now=LIST_TIME, day=day, limit=1).messages[0]
    assert first.urgent
    assert first.recipient == cast.finance_head


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (smtplib.SMTPSenderRefused(550, b"not you", "x"), Trouble.SERVER),
        (smtplib.SMTPAuthenticationError(535, b"bad password"), Trouble.SERVER),
        (smtplib.SMTPConnectError(421, b"busy"), Trouble.SERVER),
        (smtplib.SMTPServerDisconnected("gone"), Trouble.CONNECTION),
        (TimeoutError("slow"), Trouble.CONNECTION),
        (OSError("no route to host"), Trouble.SERVER),
        (RuntimeError("a fault of ours"), Trouble.TEMPORARY),
    ],
)
def test_what_an_error_means(error, trouble):
    assert diagnose(error)[0] is trouble


def test_statements_of_a_batch_do_not_grow_with_the_lines(cast, issued):
    day, counts = list_day(DAY), []
    for number in (1, 20):
        Message.objects.filter(kind="list").delete()
        for _ in range(number):
            issued(deadline_kind="dated", due_on=DAY)
        Message.objects.create(
            recipient=cast.head, kind="list", key=DAY.isoformat(), created_at=LIST_TIME, due_at=LIST_TIME
        )
        with CaptureQueriesContext(connection) as statements:
            claimed = claim(now=LIST_TIME, day=day)
            assert send_batch(claimed, now=LIST_TIME, day=day).sent == 1
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 120, counts
