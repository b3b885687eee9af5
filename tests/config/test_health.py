from datetime import timedelta

import pytest
from django.db import DatabaseError

from config import health
from departments.selectors import working_calendar
from directives.rules import load_rules
from notifications.engine.drain import drain
from notifications.models import Message, MessageState
from notifications.selectors import Queue, mail_queue
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_tick(monkeypatch):
    def set_age(age):
        monkeypatch.setattr(health, "last_tick_age", lambda: age)

    set_age(timedelta(seconds=4.7))
    return set_age


def test_all_well_without_signing_in(client, last_tick):
    response = client.get("/healthz")
    assert response.status_code == 200
    report = response.json()
    assert report["status"] == "ok"
    assert report["database"] == "ok"
    assert report["broker"] in ("ok", "none")
    assert report["tick_age_seconds"] == 4


def test_an_empty_database_is_well(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["tick"] == "never"


def test_never_cached_and_only_read(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_time_stands_still(client, last_tick):
    last_tick(timedelta(seconds=health.STALE_TICK_SECONDS + 1))
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["tick"] == "stale"


def test_database_down(client, monkeypatch):
    def fail():
        raise DatabaseError("password=hush")

    monkeypatch.setattr(health, "last_tick_age", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "down"
    assert "hush" not in response.text


def test_broker_down(client, settings):
    settings.BROKER_URL = "redis://127.0.0.1:1/0"
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["broker"] == "down"


@pytest.mark.redis
def test_broker_answers():
    assert health.broker_state() == "ok"


def test_mails_that_wait_are_told(client, last_tick, cast, issued, monkeypatch):
    monkeypatch.setattr(health, "now", lambda: NOW + timedelta(minutes=5))
    issued()
    drain(now=NOW, calendar=working_calendar(), rules=load_rules())
    Message.objects.update(due_at=NOW)
    report = client.get("/healthz").json()
    waiting = Message.objects.count()
    assert waiting > 0
    assert (report["mails_waiting"], report["oldest_mail_seconds"]) == (waiting, 300)
    assert report["status"] == "ok"
    Message.objects.update(state=MessageState.SENT)
    report = client.get("/healthz").json()
    assert (report["mails_waiting"], report["oldest_mail_seconds"]) == (0, None)


def test_a_mail_whose_time_has_not_come_does_not_wait(cast, issued):
    issued()
    drain(now=NOW, calendar=working_calendar(), rules=load_rules())
    assert mail_queue(NOW - timedelta(seconds=1)) == Queue(0, None)
    Message.objects.update(due_at=NOW)
    assert mail_queue(NOW + timedelta(minutes=5)).oldest == timedelta(minutes=5)
