"""Doing a verb in a test, with the invariants held after it."""

from typing import Any

from departments.actors import Actor
from directives import needs
from directives.models import Assignment, Directive
from directives.services.writing import SERVICES, Done
from tests.cast import NOW
from tests.invariants import assert_engine_agrees

RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")


def lead(directive: Directive) -> Assignment:
    return Assignment.objects.exclude(status="transferred").get(directive=directive, role="lead")


def do(verb: str, target: Directive | Assignment, actor: Actor, data: Any = None, **more: Any) -> Done:
    """Perform `verb` on a part, or on the lead part of a directive."""
    part = target if isinstance(target, Assignment) else lead(target)
    done = SERVICES[verb](part=part.pk, actor=actor, now=more.pop("now", NOW), data=data, **more)
    assert_engine_agrees(done.directive)
    return done


def snapshot(directive: Directive) -> list[Any]:
    """Everything a refusal must leave as it was."""
    rows: list[Any] = [Directive.objects.values().get(pk=directive.pk)]
    rows += list(Assignment.objects.filter(directive=directive).order_by("pk").values())
    rows += list(directive.journal.order_by("seq").values_list("seq", "verb", "digest"))
    return rows
