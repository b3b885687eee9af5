"""Two clerks on one conclusion at once, in real threads on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from directives.errors import Refusal, Stale
from directives.models import Directive, JournalEntry
from directives.services import points
from directives.services.point_inputs import keep_input
from directives.services.point_undo import undo_step
from tests.cast import NOW
from tests.directives.services.entering import entered, plan, points_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Run the calls at the same moment; what each returned or raised, in order."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_different_points_both_the_same_point_one(real_cast):
    cast, conclusion = real_cast, entered(real_cast)
    first, second, third, fourth, _fifth = points_of(conclusion)
    mine = {"actor": cast.actor(cast.monitor), "now": NOW}
    theirs = {"actor": cast.actor(cast.other_monitor), "now": NOW}

    done = at_once(
        lambda: points.accept_point(first.pk, plan(cast), **mine, version=0),
        lambda: points.accept_point(second.pk, plan(cast), **theirs, version=0),
        lambda: keep_input(second, {"text": ["Lời"]}, 0, **mine),
    )
    assert not [outcome for outcome in done if isinstance(outcome, Refusal)]

    done = at_once(
        lambda: points.settle_point(third.pk, "no_task", "biểu dương", **mine, version=0),
        lambda: points.accept_point(third.pk, plan(cast), **theirs, version=0),
    )
    assert [isinstance(outcome, Stale) for outcome in done].count(True) == 1

    done = at_once(
        lambda: undo_step(conclusion.pk, **theirs),
        lambda: points.split_point(fourth.pk, fourth.start + 20, **mine, version=0),
    )
    assert not [outcome for outcome in done if isinstance(outcome, Refusal)]
    assert [draft.point_label for draft in Directive.objects.order_by("pk")[:1]] == ["1"]
    conclusion.refresh_from_db()
    assert conclusion.version == 5
    assert JournalEntry.objects.filter(conclusion=conclusion).count() == 6  # with its entering
