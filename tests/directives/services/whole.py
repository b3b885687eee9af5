"""Directives each department answers for itself, and acts on them as a whole, with the invariants held."""

from typing import Any

from departments.actors import Actor
from directives import needs
from directives.models import Assignment, Directive
from directives.services.writing import SERVICES, Done
from tests.cast import NOW, Cast
from tests.directives.services.doing import RESULT, do
from tests.invariants import assert_engine_agrees

WHY = needs.Reason(reason="Theo chỉ đạo mới của Chủ tịch UBND tỉnh")


def do_whole(verb: str, directive: Directive, actor: Actor, data: Any = None, **more: Any) -> Done:
    """Perform `verb` on a directive as a whole."""
    moment = more.pop("now", NOW)
    done = SERVICES[verb](directive=directive.pk, actor=actor, now=moment, data=data, **more)
    assert_engine_agrees(done.directive)
    return done


def part_of(directive: Directive, department: Any) -> Assignment:
    return Assignment.objects.select_related("department").get(directive=directive, department=department)


def handed_in(cast: Cast, directive: Directive, *departments: Any) -> None:
    """These departments submit their result, each by its head."""
    heads = {cast.board: cast.head, cast.finance: cast.finance_head, cast.communes[0]: cast.commune_officer}
    for department in departments:
        do("submit", part_of(directive, department), cast.actor(heads[department]), RESULT)


def statuses(directive: Directive) -> dict[str, str]:
    """Department code → status of its part."""
    rows = Assignment.objects.filter(directive=directive)
    return dict(rows.values_list("department__code", "status"))
