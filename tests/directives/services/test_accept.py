from datetime import timedelta

import pytest

from directives import needs
from directives.errors import Forbidden, NotVisible, WrongState
from directives.lifecycle import Status
from directives.services.implied import accept_silent_parts
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import do, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["head", "deputy", "clerk"])
def test_those_who_hand_out_work_accept(cast, issued, who):
    done = do("accept", issued(), cast.actor(getattr(cast, who)))
    assert (done.part.status, done.directive.status) == (Status.IN_PROGRESS, Status.IN_PROGRESS)


@pytest.mark.parametrize("who", ["monitor", "chair", "vice_chair", "officer"])
def test_others_who_see_it_may_not(cast, issued, who):
    directive = issued(directed_by=cast.vice_chair.pk)
    before = snapshot(directive)
    with pytest.raises(Forbidden):
        do("accept", directive, cast.actor(getattr(cast, who)))
    assert snapshot(directive) == before


@pytest.mark.parametrize("who", ["outsider", "finance_head", "administrator", "other_vice_chair"])
def test_outsiders_see_nothing(cast, issued, who):
    with pytest.raises(NotVisible):
        do("accept", issued(), cast.actor(getattr(cast, who)))


def test_twice_is_a_wrong_state(cast, issued):
    directive = issued()
    do("accept", directive, cast.actor(cast.head))
    before = snapshot(directive)
    with pytest.raises(WrongState):
        do("accept", directive, cast.actor(cast.clerk))
    assert snapshot(directive) == before


def test_a_replay_has_no_second_effect(cast, issued):
    directive = issued()
    first = do("accept", directive, cast.actor(cast.head), request_key="a1")
    again = do("accept", directive, cast.actor(cast.head), request_key="a1")
    assert again.replayed
    assert again.entry == first.entry
    assert lead(directive).directive.version == 2


@pytest.mark.twin
def test_two_silent_working_days_accept(cast, issued):
    directive = issued()  # Monday; Tuesday 24/11 is Vietnam Culture Day: accepted once Thursday is over
    assert accept_silent_parts(now=at(MONDAY + timedelta(days=3), 23)) == 0
    assert accept_silent_parts(now=at(MONDAY + timedelta(days=4), 0, 1)) == 1
    part = lead(directive)
    assert part.status == Status.IN_PROGRESS
    assert directive.journal.get(seq=2).data == {"implied": True}
    assert directive.journal.get(seq=2).actor is None
    assert_engine_agrees(directive)
    assert accept_silent_parts(now=at(MONDAY + timedelta(days=9))) == 0


def test_the_first_report_accepts(cast, issued):
    directive = issued()
    done = do("report", directive, cast.actor(cast.head), needs.Report(done="Đã có kế hoạch"))
    assert done.part.accepted_at == NOW
    assert done.part.status == Status.IN_PROGRESS
