"""Two clerks on one conclusion at once, in real threads on PostgreSQL."""

import pytest
from django.db import transaction

from directives.errors import Refusal, Stale
from directives.models import JournalEntry, PointPresence
from directives.services import points, presence
from directives.services.conclusion_changes import lock_unpublished
from directives.services.point_inputs import keep_input
from directives.services.point_undo import undo_step
from directives.services.revising import Correction, enter_revision
from tests.cast import NOW
from tests.directives.services.entering import entered, plan, points_of
from tests.directives.services.revising import WORDING, changed, issued_notice
from tests.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


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
    assert first.directives.get().point_label == "1"
    conclusion.refresh_from_db()
    assert conclusion.version == 5
    assert JournalEntry.objects.filter(conclusion=conclusion).count() == 6  # with its entering


def test_a_point_that_may_be_going_is_not_held_by_who_looks_at_it(real_cast):
    cast, conclusion = real_cast, entered(real_cast)
    point = points_of(conclusion)[0]
    look = {"actor": cast.actor(cast.other_monitor), "now": NOW}
    with transaction.atomic():
        lock_unpublished(conclusion.pk, actor=cast.actor(cast.monitor))
        (seen,) = at_once(lambda: presence.hear(conclusion.pk, point.pk, **look))
        assert seen is None
    assert not PointPresence.objects.exists()
    presence.hear(conclusion.pk, point.pk, **look)
    assert PointPresence.objects.get().point == point


def test_a_correction_sent_twice_at_once_is_one(real_cast):
    notice, by = issued_notice(real_cast), {"actor": real_cast.actor(real_cast.monitor), "now": NOW}
    given = Correction(text=changed(WORDING), reason="Đính chính")
    once, twice = at_once(*[lambda: enter_revision(notice.pk, given, **by, request_key="một lần")] * 2)
    assert once == twice == notice.revisions.get()
