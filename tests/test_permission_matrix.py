"""Every post × every verb × screen and API, generated from the lifecycle table.

Each verb stands in its situation (tests/situations.py). Who may do it gets the form and does it; who sees the
matter but may not gets 403; who sees nothing gets 404 from both doors. A new verb, or a new address of one, fails
here until somebody has said who may use it.
"""

import dataclasses
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from directives.api.verbs import verb_name
from directives.lifecycle import Acts, Verb
from directives.services.verbs import SERVICES
from directives.targets import Target
from tests.cast import NOW, Cast
from tests.directives.services.doing import snapshot
from tests.situations import EVERYBODY, SITUATIONS, Ready, doable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def as_json(data: Any) -> dict[str, Any]:
    """The needs of a verb as a client of the API sends them."""
    plain = dataclasses.asdict(data) if data is not None else {}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in plain.items()
        if value is not None
    }


def screen_of(verb: Verb, ready: Ready) -> str:
    return Target(verb.acts_on, ready.target, ready.directive).address(verb)


def expected(who: str, ready: Ready, *, done: int) -> int:
    if who in ready.who:
        return done
    return 404 if who in ready.unseen else 403


def test_every_verb_has_its_situation_its_service_and_both_doors() -> None:
    names = {verb.name for verb in doable()}
    assert names == set(SITUATIONS) == set(SERVICES)
    for verb in doable():
        assert reverse(verb_name(verb), args=[1])
        assert reverse(f"{verb.acts_on}_verb", args=[1, verb.name.rstrip("_")])
    assert {verb.acts_on for verb in doable()} == set(Acts)


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_who_may_do_it_and_who_may_not(cast: Cast, name: str) -> None:
    verb = next(verb for verb in doable() if verb.name == name)
    ready, wrong = SITUATIONS[name](cast), []
    before = snapshot(ready.directive)
    for who in EVERYBODY:
        user = getattr(cast, who)
        browser, program = Client(), APIClient()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        program.force_login(user)
        point = transaction.savepoint()
        opened = browser.get(screen_of(verb, ready)).status_code
        answer = program.post(
            reverse(verb_name(verb), args=[ready.target]), as_json(ready.data), format="json"
        )
        if answer.status_code != 200:
            assert snapshot(ready.directive) == before, f"{who} was refused and changed something"
        transaction.savepoint_rollback(point)
        got = (opened, answer.status_code)
        wanted = (expected(who, ready, done=200), expected(who, ready, done=200))
        if got != wanted:
            wrong.append((who, got, wanted, answer.content.decode()[:200]))
    assert wrong == []
    nobody_signed_in(verb, ready)


def nobody_signed_in(verb: Verb, ready: Ready) -> None:
    before = snapshot(ready.directive)
    assert Client().post(screen_of(verb, ready)).status_code == 302
    address = reverse(verb_name(verb), args=[ready.target])
    assert APIClient().post(address, as_json(ready.data), format="json").status_code == 401
    assert snapshot(ready.directive) == before
