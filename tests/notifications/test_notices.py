"""Notices: the seal of the journal and the nightly check reach administrators and the chief of the Office, once."""

from datetime import timedelta

import pytest

from departments.selectors import working_calendar
from directives.models import JournalSeal, JournalSealHead
from directives.rules import load_rules
from notifications.engine import notices
from notifications.engine.tick import tick
from notifications.models import Message, MessageItem, MessageKind, MessageState, Tick
from notifications.services import record_check
from tests.cast import MONDAY, at
from tests.notifications.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

EVENING = at(MONDAY, 22)
WEDNESDAY = at(MONDAY + timedelta(days=2), 9)  # Tuesday is a holiday


def notices_of(rule):
    return Message.objects.filter(kind=MessageKind.NOTICE, key__startswith=rule)


def mails_of(sent_mail, rule):
    ids = set(notices_of(rule).values_list("message_id", flat=True))
    return [mail for mail in sent_mail() if mail.extra_headers["Message-ID"] in ids]


def test_the_seal_goes_out_in_office_hours_to_those_who_watch(cast, issued, sent_mail):
    issued()
    report = run(EVENING)
    assert report.sealed
    people = notices_of("seal").values_list("recipient__username", flat=True)
    assert sorted(people) == ["chanh-van-phong", "quan-tri"]
    assert mails_of(sent_mail, "seal") == []
    run(WEDNESDAY)
    first, second = mails_of(sent_mail, f"seal:{MONDAY}")
    seal = JournalSeal.objects.get(day=MONDAY)
    assert seal.digest in first.body
    assert seal.digest in first.alternatives[0][0]
    assert "23/11/2026" in first.body
    assert {first.extra_headers["List-Id"], second.extra_headers["List-Id"]} == {"<notice.don-doc.localhost>"}


def test_ticks_after_it_change_nothing(cast, issued):
    issued()
    run(EVENING)
    for minutes in (1, 2, 60):
        assert not run(EVENING + timedelta(minutes=minutes)).sealed
    assert notices_of("seal").count() == 2
    assert MessageItem.objects.filter(rule="seal").count() == 2


def test_seal_and_mail_are_written_together_or_not_at_all(cast, issued, monkeypatch):
    issued()
    with monkeypatch.context() as broken:
        broken.setattr(notices, "write_notice", lambda *args, **kwargs: 1 / 0)
        assert tick(now=EVENING).failed == ["seal"]
    assert not JournalSeal.objects.exists()
    assert not JournalSealHead.objects.exists()
    assert run(EVENING + timedelta(minutes=1)).sealed
    assert notices_of("seal").count() == 2


def test_a_notice_written_twice_is_one(cast, issued):
    issued()
    run(EVENING)
    again = notices.write_notice(
        notices.SEAL, MONDAY, now=EVENING, calendar=working_calendar(), rules=load_rules()
    )
    assert again == 0
    assert notices_of("seal").count() == 2


def test_the_check_tells_what_it_found(cast, issued, sent_mail):
    record_check({"status": 2, "journal": 1}, now=at(MONDAY, 2))
    run(at(MONDAY, 9))
    mail = mails_of(sent_mail, "check")[0]
    assert "journal: 1, status: 2" in mail.body
    assert Tick.objects.get(name="check").data == {"found": {"status": 2, "journal": 1}}


def test_a_check_that_found_nothing_mails_nobody(cast, issued):
    record_check({}, now=at(MONDAY, 2))
    assert not notices_of("check").exists()


def test_what_is_mended_before_the_mail_leaves_is_not_told(cast, issued, sent_mail):
    record_check({"status": 2}, now=at(MONDAY, 2))
    record_check({}, now=at(MONDAY, 3))
    run(at(MONDAY, 9))
    assert mails_of(sent_mail, "check") == []
    assert set(notices_of("check").values_list("state", flat=True)) == {MessageState.EMPTY}
