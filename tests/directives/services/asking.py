"""Doing verbs on what people ask of each other: extension requests, asks, urgings."""

from datetime import date, timedelta
from typing import Any

from departments.actors import Actor
from directives import needs
from directives.models import Ask, Assignment, Directive, ExtensionRequest, Urging
from directives.services.writing import SERVICES, Done
from tests.cast import MONDAY, NOW
from tests.directives.services.doing import do, lead, snapshot
from tests.invariants import assert_engine_agrees

DUE = MONDAY + timedelta(days=9)  # Wednesday 02/12/2026
LATER = MONDAY + timedelta(days=30)  # Wednesday 23/12/2026
MORE_TIME = needs.RequestExtension(due_on=LATER, reason="Chờ ý kiến của Bộ Tài chính")
WRONG_DATE = needs.Contest(due_on=LATER, reason="Riêng lấy ý kiến theo luật đã mất 20 ngày")


def on(verb: str, row: Ask | ExtensionRequest | Urging, actor: Actor, data: Any = None, **more: Any) -> Done:
    """Perform `verb` on an object of a part, with the invariants held after it."""
    done = SERVICES[verb](subject=row.pk, actor=actor, now=more.pop("now", NOW), data=data, **more)
    assert_engine_agrees(done.directive)
    return done


def dated(issued: Any, due_on: date = DUE, **more: Any) -> Directive:
    directive: Directive = issued(deadline_kind="dated", due_on=due_on, **more)
    return directive


def request(directive: Directive, actor: Actor, data: Any = MORE_TIME, **more: Any) -> ExtensionRequest:
    """The open request after asking for another date."""
    do("contest" if isinstance(data, needs.Contest) else "request_extension", directive, actor, data, **more)
    return ExtensionRequest.objects.get(part=lead(directive), decision="open")


def part_of(directive: Directive, department: Any) -> Assignment:
    return Assignment.objects.get(directive=directive, department=department)


def asked(
    directive: Directive,
    department: Any,
    actor: Actor,
    due_on: date | None = None,
    text: str = "Cung cấp số liệu thu ngân sách",
    **more: Any,
) -> Ask:
    do("ask", part_of(directive, department), actor, needs.AskFor(text=text, due_on=due_on), **more)
    return Ask.objects.latest("pk")


def urged(
    target: Directive | Assignment, actor: Actor, explain_by: date | None = None, **more: Any
) -> Urging:
    do("urge", target, actor, needs.Urge(text="Khẩn trương báo cáo", explain_by=explain_by), **more)
    return Urging.objects.latest("pk")


def everything(directive: Directive) -> list[Any]:
    """What a refusal must leave as it was, with the objects of the parts."""
    rows = snapshot(directive)
    for model in (ExtensionRequest, Ask, Urging):
        objects: Any = model._default_manager.filter(part__directive=directive)
        rows += list(objects.order_by("pk").values())
    return rows
