"""Bottlenecks in tests: raised by the head of the Management Board, and acted on."""

from typing import Any

from departments.actors import Actor
from directives import needs
from directives.models import Assignment, Bottleneck, BottleneckKind, Directive
from directives.services.writing import SERVICES, Done
from tests.cast import NOW, Cast
from tests.directives.services.doing import do
from tests.invariants import assert_engine_agrees

TEXT = "Chưa có mặt bằng của 7 dự án"


def kind(code: str = "land_clearance") -> BottleneckKind:
    """The kind of that code; in tests with real transactions the migration's rows may be gone."""
    return BottleneckKind.objects.get_or_create(code=code, defaults={"name_vi": "Giải phóng mặt bằng"})[0]


def raised(cast: Cast, target: Directive | Assignment, by: Any = None, **changes: Any) -> Bottleneck:
    """A bottleneck of a part (the lead's of a directive), raised by its department's head on the cast's Monday."""
    moment = changes.pop("now", NOW)
    values: dict[str, Any] = {"kind": kind().pk, "text": TEXT, **changes}
    actor = cast.actor(by or cast.head, moment.date())
    done = do("raise_bottleneck", target, actor, needs.RaiseBottleneck(**values), now=moment)
    return Bottleneck.objects.get(pk=done.entry.data["bottleneck"])


def act_on(row: Bottleneck, verb: str, actor: Actor, data: Any, **more: Any) -> Done:
    """Do one of its verbs to a bottleneck."""
    done = SERVICES[verb](subject=row.pk, actor=actor, now=more.pop("now", NOW), data=data, **more)
    assert_engine_agrees(done.directive)
    return done
