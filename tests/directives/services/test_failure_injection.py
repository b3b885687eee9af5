"""A failure at each write of each verb leaves either all of it or nothing.

Every verb stands in its situation and is cut after its first, second, … write until it gets through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from directives.lifecycle import VERBS
from directives.models import Ask, Bottleneck, ExtensionRequest, Pending, PreparedAct, ProgressReport, Urging
from directives.services.writing import perform
from tests.cast import NOW, Cast
from tests.directives.services.doing import snapshot
from tests.invariants import assert_engine_agrees
from tests.situations import SITUATIONS

pytestmark = pytest.mark.django_db

BESIDE = (Ask, Bottleneck, ExtensionRequest, Pending, PreparedAct, ProgressReport, Urging)


class PowerCut(Exception):
    """Stands for whatever can break between two statements."""


def everything(directive: Any) -> list[Any]:
    """The directive with its parts and journal, what hangs on them, and how many workflow tasks there are."""
    rows = [*snapshot(directive)]
    for model in BESIDE:
        rows.append(list(model._default_manager.order_by("pk").values()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM viewflow_task ORDER BY id")
        rows.append(cursor.fetchall())
    return rows


@contextmanager
def cut_at(count: int, patch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The `count`-th write raises. Yields a list whose one number is how many writes are left until then."""
    left = [count]

    def counted(original: Any) -> Any:
        def method(self: Any, *args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise PowerCut
            return original(self, *args, **kwargs)

        return method

    with patch.context() as broken:
        broken.setattr(Model, "save_base", counted(Model.save_base))
        for name in ("update", "bulk_create", "bulk_update", "delete"):
            broken.setattr(QuerySet, name, counted(getattr(QuerySet, name)))
        yield left


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_a_cut_at_each_write_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    ready = SITUATIONS[name](cast)
    actor = cast.actor(getattr(cast, sorted(ready.who)[0]))
    before, writes = everything(ready.directive), 0
    while True:
        writes += 1
        assert writes < 100
        with cut_at(writes, monkeypatch):
            try:
                with transaction.atomic():
                    perform(VERBS[name], ready.target, actor=actor, now=NOW, data=ready.data)
                break
            except PowerCut:
                pass
        assert everything(ready.directive) == before, f"cut at write {writes}"
    assert writes > 3, "journal, Pending and the row itself are written"
    assert everything(ready.directive) != before
    assert_engine_agrees(ready.directive)
