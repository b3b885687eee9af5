"""A failure at any write of a verb leaves either all of it or nothing."""

import pytest
from django.db.models import Model, QuerySet

from directives import journal
from tests.directives.services.doing import RESULT, do, snapshot
from workflows.engine import ViewflowEngine

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


class PowerCut(Exception):
    """Stands for whatever can break between two statements."""


def cut(*args, **kwargs):
    raise PowerCut


@pytest.mark.parametrize(
    "where", [(journal, "append"), (ViewflowEngine, "advance"), (ViewflowEngine, "_close")]
)
def test_nothing_remains_of_a_verb_that_failed(cast, issued, monkeypatch, where):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    before = snapshot(directive)
    with monkeypatch.context() as broken:
        broken.setattr(*where, cut)
        with pytest.raises(PowerCut):
            do("verify", directive, cast.actor(cast.monitor))
    assert snapshot(directive) == before
    do("verify", directive, cast.actor(cast.monitor))


def test_a_cut_after_each_saved_row(cast, issued, monkeypatch):
    """Cut after the first, second, … write of `submit` until it gets through; every cut leaves nothing."""
    directive = issued()
    before, writes = snapshot(directive), 0
    while True:
        writes += 1
        with monkeypatch.context() as broken:
            fail_after(writes, broken)
            try:
                do("submit", directive, cast.actor(cast.head), RESULT)
                break
            except PowerCut:
                assert snapshot(directive) == before
    assert writes > 5


def fail_after(count, patch):
    left = [count]

    def counted(original):
        def method(self, *args, **kwargs):
            left[0] -= 1
            if left[0] == 0:
                raise PowerCut
            return original(self, *args, **kwargs)

        return method

    patch.setattr(Model, "save_base", counted(Model.save_base))
    for name in ("update", "bulk_create"):
        patch.setattr(QuerySet, name, counted(getattr(QuerySet, name)))
