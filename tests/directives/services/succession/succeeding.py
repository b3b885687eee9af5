"""Recording a succession in a test: the Board ends and an heir follows it."""

from dataclasses import replace
from datetime import date

from departments.services.successions import Decision
from directives.models import Assignment
from directives.services.succession import record_succession
from tests.cast import MONDAY, NOW

DUE = date(2026, 12, 15)


def merge(cast, heir, **changes):
    decision = Decision((cast.board.pk,), (heir.pk,), MONDAY, "Nghị quyết 12/NQ-HĐND")
    return replace(decision, **changes)


def recorded(cast, decision, now=NOW, who="monitor"):
    actor = cast.actor(getattr(cast, who), now.date())
    return record_succession(decision, actor=actor, now=now)


def parts(directive, **where):
    return list(Assignment.objects.filter(directive=directive, **where).order_by("pk"))
