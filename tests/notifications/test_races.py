"""Real threads on PostgreSQL: nothing drained twice, nothing claimed twice, nothing lost to a late commit."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import connection, transaction

from departments.models import User
from directives.models import Pending
from notifications.engine.claim import claim
from notifications.engine.drain import drain
from notifications.engine.plan import plan
from notifications.engine.tick import tick
from notifications.models import MailboxEntry, Message, MessageItem
from tests.cast import NOW, at
from tests.notifications.conftest import list_day
from tests.racing import at_once, refused

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_transactions"),
    pytest.mark.postgres,
]

WORKERS = 4
WEDNESDAY = date(2026, 11, 25)


def together(work: Callable[[int], object], workers: int = WORKERS) -> None:
    """Run `work` in so many threads that start at once; an error or a refusal in one fails the test."""
    assert not any(refused(at_once(*(partial(work, number) for number in range(workers)))))


def test_concurrent_drains_write_every_event_once(cast, issued):
    for number in range(40):
        issued(text=f"Nhiệm vụ {number}")
    day = list_day(NOW.date())
    counts: Counter[int] = Counter()

    def work(number: int) -> None:
        counts[number] = drain(now=NOW, calendar=day.calendar, rules=day.rules)

    together(work)
    assert sum(counts.values()) == 40
    assert not Pending.objects.exists()
    assert Message.objects.count() == MessageItem.objects.count() == 40 * 3


def test_a_row_that_commits_late_with_a_lower_id_is_not_lost(cast, issued):
    first = issued()
    day = list_day(NOW.date())
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                list(Pending.objects.select_for_update())
                held.set()
                release.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    second = issued(leads=(cast.finance.pk,))  # a higher id, there first
    assert drain(now=NOW, calendar=day.calendar, rules=day.rules) == 1
    release.set()
    thread.join(10)
    assert drain(now=NOW, calendar=day.calendar, rules=day.rules) == 1
    told = set(MessageItem.objects.values_list("directive_id", flat=True))
    assert told == {first.pk, second.pk}


def test_concurrent_claims_share_nothing(cast):
    people = [
        User(username=f"u{number}", full_name=f"Người {number}", email=f"u{number}@example.vn")
        for number in range(120)
    ]
    for person in people:
        person.save()
    Message.objects.bulk_create(
        Message(
            recipient=person, kind="event", key="office#1", created_at=NOW, due_at=NOW, items_written=True
        )
        for person in people
    )
    day = list_day(NOW.date())
    claimed: Counter[int] = Counter()
    lock = threading.Lock()

    def work(_number: int) -> None:
        while messages := claim(now=NOW, day=day, limit=7).messages:
            with lock:
                claimed.update(message.pk for message in messages)

    together(work)
    assert len(claimed) == 120
    assert set(claimed.values()) == {1}


def test_concurrent_plans_make_one_list_each(cast, issued):
    issued(deadline_kind="dated", due_on=WEDNESDAY)
    day = list_day(WEDNESDAY)
    together(lambda _number: plan(now=at(WEDNESDAY, 8), calendar=day.calendar, rules=day.rules))
    assert Message.objects.filter(kind="list").count() == 2


def test_concurrent_ticks_send_every_mail_once(cast, issued, settings):
    settings.EMAIL_BACKEND = "notifications.mailbox.MailboxBackend"

    for number in range(9):
        issued(text=f"Nhiệm vụ {number}", deadline_kind="dated", due_on=WEDNESDAY)
    together(lambda _number: tick(now=at(WEDNESDAY, 8)))
    tick(now=at(WEDNESDAY, 8))
    ids = list(MailboxEntry.objects.values_list("message_id", "to"))
    assert len(ids) == len(set(ids)) == 9 * 3 + 2
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert Message.objects.filter(attempts__gt=1).count() == 0
