"""Who may record what, what is refused, and that it is all or nothing."""

from datetime import date

import pytest

from departments.models import Succession
from departments.services.successions import Decision
from directives.errors import Forbidden, Invalid
from directives.services.succession import (
    carry_out,
    foresee,
    give_out_anew,
    record_succession,
    rename_department,
)
from tests.cast import MONDAY, NOW
from tests.directives.services.doing import lead, snapshot
from tests.directives.services.succession.succeeding import merge, recorded
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["chair", "head", "outsider"])
def test_others_change_nothing(cast, heir, issued, who):
    directive = issued()
    before = snapshot(directive)
    actor = cast.actor(getattr(cast, who))
    for act in (record_succession, foresee):
        with pytest.raises(Forbidden):
            act(merge(cast, heir), actor=actor, now=NOW)
    with pytest.raises(Forbidden):
        rename_department(
            department=cast.board.pk, name="x", short_name="", document="x", actor=actor, now=NOW
        )
    with pytest.raises(Forbidden):
        give_out_anew({lead(directive).pk: heir.pk}, actor=actor, now=NOW)
    assert snapshot(directive) == before
    assert not Succession.objects.exists()


def test_administrators_record_but_do_not_give_out_work(cast, heir, issued):
    directive = issued()
    recorded(cast, Decision((cast.board.pk,), (), MONDAY, "QĐ"), who="administrator")
    with pytest.raises(Forbidden):
        give_out_anew({lead(directive).pk: heir.pk}, actor=cast.actor(cast.administrator), now=NOW)


BAD = [
    ({"predecessors": ()}, "predecessors"),
    ({"predecessors": (0,)}, "predecessors"),
    ({"successors": (0,)}, "successors"),
    ({"document": " "}, "document"),
    ({"on": date(2000, 1, 1)}, "on"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
def test_bad_decisions_are_refused_by_field(cast, heir, issued, changes, field):
    directive = issued()
    before = snapshot(directive)
    for act in (foresee, record_succession):
        with pytest.raises(Invalid) as caught:
            act(merge(cast, heir, **changes), actor=cast.actor(cast.monitor), now=NOW)
        assert caught.value.field == field
    assert snapshot(directive) == before
    assert not Succession.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("office", "finance", "predecessors"),
        ("committee", "finance", "predecessors"),
        ("closed", "finance", "predecessors"),
        ("finance", "closed", "successors"),
        ("finance", "committee", "successors"),
        ("finance", "finance", "successors"),
    ],
)
def test_bodies_that_cannot_end_or_follow(cast, old, new, field):
    decision = Decision((getattr(cast, old).pk,), (getattr(cast, new).pk,), MONDAY, "x")
    with pytest.raises(Invalid) as caught:
        recorded(cast, decision)
    assert caught.value.field == field


def test_people_do_not_go_to_several(cast, heir):
    with pytest.raises(Invalid):
        recorded(cast, Decision((cast.board.pk,), (heir.pk, cast.finance.pk), MONDAY, "x", move_people=True))


def test_only_parts_that_wait_are_given_out(cast, heir, issued):
    directive = issued()
    before = snapshot(directive)
    for choices in ({}, {lead(directive).pk: heir.pk}, {0: heir.pk}):
        with pytest.raises(Invalid):
            give_out_anew(choices, actor=cast.actor(cast.monitor), now=NOW)
    recorded(cast, Decision((cast.board.pk,), (), MONDAY, "QĐ"))
    for wrong in (cast.closed, cast.committee):
        with pytest.raises(Invalid):
            give_out_anew({lead(directive).pk: wrong.pk}, actor=cast.actor(cast.monitor), now=NOW)
    assert snapshot(directive) == before


def test_the_same_request_twice_is_one_decision(cast, heir):
    actor = cast.actor(cast.monitor)
    first = record_succession(merge(cast, heir), actor=actor, now=NOW, request_key="k")
    again = record_succession(merge(cast, heir), actor=actor, now=NOW, request_key="k")
    assert (again.replayed, again.entry) == (True, first.entry)
    assert Succession.objects.count() == 1


def test_the_preview_counts_what_then_moves(cast, heir, issued):
    issued()
    issued(leads=(cast.finance.pk,), coordinating=(cast.board.pk,))
    issued(leads=(cast.finance.pk,), product_to="department", product_to_department=cast.board.pk)
    shown = foresee(merge(cast, heir, move_people=True), actor=cast.actor(cast.monitor), now=NOW)
    assert (shown.parts, shown.directives, shown.receivers, shown.people) == (2, 2, 1, 5)
    done = recorded(cast, merge(cast, heir))
    assert (done.moved.parts, done.moved.receivers, done.moved.left) == (2, 1, 0)


def test_a_failure_in_a_batch_leaves_it_as_it_was_and_is_made_good_later(cast, heir, issued, monkeypatch):
    directive = issued()
    before = snapshot(directive)

    def fail(*_args, **_more):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("directives.services.succession.record", fail)
        with pytest.raises(RuntimeError):
            recorded(cast, merge(cast, heir))
    assert snapshot(directive) == before
    assert Succession.objects.exists()  # the decision stands; the work follows with the next tick
    assert carry_out(now=NOW).parts == 1
    assert_engine_agrees(directive)
