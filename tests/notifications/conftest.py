"""Moments and doings the tests of the engine share."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail as outbox

from departments.selectors import working_calendar
from directives.models import Assignment, Directive
from directives.rules import load_rules
from notifications.engine.lines import ListDay
from notifications.engine.tick import TickReport, tick
from notifications.models import Message, MessageItem


def list_day(on: date) -> ListDay:
    return ListDay(on, working_calendar(), load_rules())


def run(now: datetime) -> TickReport:
    """A whole tick that must not fail in any stage."""
    report = tick(now=now)
    assert report.failed == []
    return report


def lead(directive: Directive) -> Assignment:
    return Assignment.objects.get(directive=directive, role="lead", is_open=True)


def told(user: Any, kind: str) -> list[str]:
    """Rules of the lines a person's messages of that kind have shown, in order."""
    items = MessageItem.objects.filter(message__recipient=user, message__kind=kind, struck=False)
    return list(items.order_by("message_id", "position").values_list("rule", flat=True))


def states(**filters: Any) -> list[str]:
    return list(Message.objects.filter(**filters).order_by("pk").values_list("state", flat=True))


def receivers_of_mail() -> list[str]:
    return sorted(address.split("<")[-1].rstrip(">") for mail in outbox.outbox for address in mail.to)


@pytest.fixture
def sent_mail() -> Callable[[], list[Any]]:
    """Mails that left, newest last, each time it is called."""
    return lambda: list(outbox.outbox)
