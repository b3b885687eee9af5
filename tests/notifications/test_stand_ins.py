"""Whoever stands in is told instead of the absent person; a leader hears daily what was recorded for them."""

from datetime import date, timedelta

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.services.annulling import annul
from directives.services.recording import Recorded
from notifications.models import MessageItem
from notifications.stand_ins import in_place_of, stand_ins
from tests.cast import MONDAY, NOW, at
from tests.directives.services.acting import FRIDAY, assist, away, post_of
from tests.directives.services.doing import RESULT, do
from tests.notifications.conftest import run, told

pytestmark = [pytest.mark.django_db, pytest.mark.twin]
WEDNESDAY = date(2026, 11, 25)
NEXT_MONDAY = date(2026, 11, 30)


def to_approve(cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    return directive


def test_the_substitute_gets_the_list_of_the_absent_leader_and_the_leader_gets_it_again(cast, issued):
    to_approve(cast, issued)
    away(cast, cast.vice_chair, cast.other_vice_chair)
    run(at(WEDNESDAY, 8))
    assert told(cast.other_vice_chair, "list") == ["to_approve"]
    assert told(cast.vice_chair, "list") == []
    run(at(NEXT_MONDAY, 8))
    assert told(cast.vice_chair, "list") == ["to_approve"]
    assert told(cast.other_vice_chair, "list") == ["to_approve"]


def test_without_a_substitute_it_stays_theirs(cast, issued):
    to_approve(cast, issued)
    away(cast, cast.vice_chair, None)
    run(at(WEDNESDAY, 8))
    assert told(cast.vice_chair, "list") == ["to_approve"]


def test_a_rung_is_told_once_to_the_substitute(cast, issued):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("accept", directive, cast.actor(cast.officer))
    away(cast, cast.officer, cast.colleague)
    for day in (WEDNESDAY, WEDNESDAY + timedelta(days=1)):
        run(at(day, 8))
    assert told(cast.colleague, "list") == ["before_3"]
    assert told(cast.officer, "list") == []


def test_events_go_to_the_substitute_too_and_never_to_the_person_who_clicked(cast, issued):
    away(cast, cast.officer, cast.colleague)
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    run(NOW)
    rows = MessageItem.objects.filter(rule="delegated", struck=False)
    assert [row.message.recipient for row in rows] == [cast.colleague]


def test_a_second_post_keeps_its_own_work(cast):
    """Absent from the Board's desk, present in the Department of Finance: that work stays with the person."""
    Membership.objects.create(user=cast.officer, department=cast.finance, post=Post.OFFICER)
    away(cast, cast.officer, cast.colleague)
    assert post_of(cast.officer).department == cast.board
    found = stand_ins(MONDAY)
    assert in_place_of(cast.officer.pk, cast.board.pk, found) == cast.colleague.pk
    assert in_place_of(cast.officer.pk, cast.finance.pk, found) == cast.officer.pk
    assert in_place_of(cast.head.pk, cast.board.pk, found) == cast.head.pk


def test_the_chair_hears_where_the_leader_works_in_the_department(cast, issued):
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post=Post.HEAD)
    to_approve(cast, issued)
    run(at(WEDNESDAY, 8))
    assert told(cast.chair, "list") == ["to_approve"]
    assert "to_approve" not in told(cast.vice_chair, "list")


def test_recorded_decisions_stand_in_the_leaders_list_once(cast, issued):
    assist(cast, cast.vice_chair, cast.other_monitor)
    directive = to_approve(cast, issued)
    done = do("approve", directive, cast.actor(cast.other_monitor), recorded=Recorded(reference="Bút phê"))
    for day in (WEDNESDAY, WEDNESDAY + timedelta(days=1)):
        run(at(day, 8))
    assert told(cast.vice_chair, "list") == ["recorded_for_you"]
    assert done.entry.on_behalf_of == cast.vice_chair


def test_an_annulled_one_is_told_no_more(cast, issued):
    assist(cast, cast.vice_chair, cast.other_monitor)
    directive = to_approve(cast, issued)
    done = do("approve", directive, cast.actor(cast.other_monitor), recorded=Recorded(reference="Bút phê"))
    annul(
        decision=done.entry.recorded_decision.pk,
        reason="Sai",
        actor=cast.actor(cast.vice_chair),
        now=NOW,
    )
    run(at(WEDNESDAY, 8))
    assert told(cast.vice_chair, "list") == ["to_approve"]
