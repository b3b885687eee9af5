"""One tick, its command, its task, its watchdog."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.celery import app
from directives.models import Assignment
from notifications import selectors, tasks
from notifications.engine import tick as module
from notifications.engine.drain import drain
from notifications.engine.tick import tick
from notifications.models import Message, Tick
from tests.cast import MONDAY, NOW, at
from tests.notifications.conftest import lead, list_day, run

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def test_silence_accepts_before_the_lists_are_made(cast, issued):
    directive = issued()
    run(at(date(2026, 11, 26), 18))
    assert lead(directive).status == "assigned"
    report = run(at(date(2026, 11, 27), 0, 1))
    assert report.accepted == 1
    assert Assignment.objects.get(directive=directive).status == "in_progress"


def test_a_stage_that_fails_stops_no_other(cast, issued, monkeypatch, caplog):
    issued()

    def broken(**_):
        raise RuntimeError("no")

    monkeypatch.setattr(module, "plan", broken)
    report = tick(now=NOW)
    assert report.failed == ["plan"]
    assert report.sent == 3
    assert Tick.objects.get(name="tick").data["failed"] == ["plan"]


def test_a_tick_without_budget_sends_nothing_and_loses_nothing(cast, issued):
    issued()
    assert tick(now=NOW, budget_seconds=0).sent == 0
    assert run(NOW).sent == 3


def test_more_than_one_batch_goes_in_one_tick(cast, issued, monkeypatch):
    monkeypatch.setattr("notifications.engine.fold.FOLD_FROM", 1000)
    for _ in range(20):
        issued()
    assert run(NOW).sent == 60


def test_the_watchdog(cast):
    assert selectors.last_tick_age() is None
    run(NOW)
    assert selectors.last_tick_age(NOW + timedelta(seconds=90)) == timedelta(seconds=90)


def test_counts(cast, issued):
    issued()
    day = list_day(MONDAY)
    drain(now=NOW, calendar=day.calendar, rules=day.rules)
    counts = selectors.message_counts(NOW + timedelta(hours=1))
    assert (counts.unsent, counts.late, counts.sent, counts.dead) == (3, 3, 0, 0)
    run(NOW)
    assert selectors.message_counts(NOW).sent == 3


def test_the_command_ticks_at_a_moment_of_choice(cast, issued):
    issued()
    out = StringIO()
    call_command("tick", at="2026-11-23T09:00", stdout=out)
    assert "sent 3" in out.getvalue()
    assert Tick.objects.get(name="tick").at == NOW
    assert set(Message.objects.values_list("sent_at", flat=True)) == {NOW}


@pytest.mark.parametrize(
    "arguments",
    [["--at", "tomorrow"], ["--loop", "0"], ["--loop", "5", "--at", "2026-11-23T09:00"]],
)
def test_the_command_refuses_nonsense(arguments):
    with pytest.raises(CommandError):
        call_command("tick", *arguments)


def test_the_loop_goes_on_after_an_error(monkeypatch):
    ran = []

    def once(**_):
        ran.append(1)
        if len(ran) == 3:
            raise KeyboardInterrupt
        raise RuntimeError("the database restarts")

    monkeypatch.setattr("notifications.management.commands.tick.tick", once)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    call_command("tick", "--loop", "1")
    assert len(ran) == 3


def test_the_schedule_names_a_task_that_exists(cast, issued):
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert tasks.tick.name in scheduled
    tasks.tick()
    assert Tick.objects.filter(name="tick").exists()
