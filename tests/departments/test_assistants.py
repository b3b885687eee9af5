"""Appointing and dismissing assistants of leaders."""

from datetime import timedelta

import pytest

from departments.errors import NotAllowed, NotPossible
from departments.models import Assistant, Membership
from departments.services.absences import enter_absence
from departments.services.assistants import appoint_assistant, end_assistance
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


def appoint(
    cast: Cast, by: str = "vice_chair", leader: str = "vice_chair", assistant: str = "monitor"
) -> Assistant:
    return appoint_assistant(
        leader=Membership.objects.get(user=getattr(cast, leader)).pk,
        assistant=getattr(cast, assistant).pk,
        from_on=MONDAY,
        until_on=None,
        actor=cast.actor(getattr(cast, by)),
        now=NOW,
    )


@pytest.mark.parametrize("by", ["vice_chair", "chief", "administrator"])
def test_the_leader_the_chief_or_an_administrator_appoints(cast, by):
    appoint(cast, by)
    actor = cast.actor(cast.monitor)
    assert [m.user for m in actor.assists] == [cast.vice_chair]
    assert not actor.is_leader  # an assistant decides nothing


@pytest.mark.parametrize("by", ["monitor", "other_vice_chair", "head"])
def test_nobody_else_does(cast, by):
    with pytest.raises(NotAllowed):
        appoint(cast, by)
    assert not Assistant.objects.exists()


def test_a_substitute_appoints_nobody(cast):
    enter_absence(
        post=Membership.objects.get(user=cast.vice_chair).pk,
        substitute=Membership.objects.get(user=cast.other_vice_chair).pk,
        from_on=MONDAY,
        until_on=MONDAY,
        reason="Họp",
        actor=cast.actor(cast.vice_chair),
        now=NOW,
    )
    with pytest.raises(NotAllowed):
        appoint(cast, "other_vice_chair")


def test_only_leaders_have_assistants_and_only_others_are_one(cast):
    with pytest.raises(NotAllowed):
        appoint(cast, "administrator", leader="head")
    for assistant in ("vice_chair", "other_vice_chair"):
        with pytest.raises(NotPossible) as refused:
            appoint(cast, "chief", assistant=assistant)
        assert refused.value.field == "assistant"
    appoint(cast)
    with pytest.raises(NotPossible):
        appoint(cast)
    assert Assistant.objects.count() == 1


def test_who_is_dismissed_records_nothing_from_that_day_on_and_may_come_back(cast):
    row = appoint(cast)
    end_assistance(assistance=row.pk, actor=cast.actor(cast.vice_chair), now=NOW)
    assert not cast.actor(cast.monitor).assists
    assert appoint(cast).pk == row.pk
    assert cast.actor(cast.monitor).assists
    with pytest.raises(NotAllowed):
        end_assistance(assistance=row.pk, actor=cast.actor(cast.monitor), now=NOW)


def test_a_leader_who_left_the_post_has_no_assistant(cast):
    appoint(cast)
    Membership.objects.filter(user=cast.vice_chair).update(until_on=MONDAY)
    assert cast.actor(cast.monitor).assists
    assert not cast.actor(cast.monitor, MONDAY + timedelta(days=1)).assists
