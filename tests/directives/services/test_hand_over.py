"""A desk handed over in one act: leaders, monitors, officers; what is closed keeps the names it had."""

import pytest

from departments.models import FieldLeader, Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid
from directives.journal import OFFICE_STREAM
from directives.models import Assignment, Conclusion, Directive, JournalEntry
from directives.services import hand_over as handing
from directives.services.hand_over import Counts, DeskOf, HandOver, hand_over_desk, preview
from tests.cast import NOW, person
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


def hand(cast, asked, by=None, **more):
    return hand_over_desk(
        asked,
        reason="Quyết định điều động ngày 20/11/2026",
        actor=cast.actor(by or cast.chief),
        now=NOW,
        **more,
    )


def of_leader(cast):
    return HandOver(DeskOf.LEADER, cast.vice_chair.pk, cast.other_vice_chair.pk)


def completed(cast, issued, **changes):
    directive = issued(**changes)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    return directive


def test_a_leaders_desk_goes_over_whole(cast, issued, monkeypatch):
    monkeypatch.setattr(handing, "BATCH", 2)
    mine = [issued(directed_by=cast.vice_chair.pk) for _ in range(3)]
    led = issued(leader_in_charge=cast.vice_chair.pk, directed_by=cast.chair.pk)
    done = completed(cast, issued, directed_by=cast.vice_chair.pk)
    others = issued(directed_by=cast.chair.pk)
    asked = of_leader(cast)
    assert preview(asked, actor=cast.actor(cast.chief), now=NOW) == Counts(directives=4, fields=1)
    assert hand(cast, asked) == Counts(directives=4, fields=1)
    for directive in mine:
        directive.refresh_from_db()
        assert directive.directed_by == cast.other_vice_chair
        assert lead(directive).directed_by == cast.other_vice_chair
        entry = directive.journal.latest("seq")
        assert (entry.verb, entry.actor) == ("hand_over_desk", cast.chief)
        assert entry.data["to_person"] == cast.other_vice_chair.pk
        assert_engine_agrees(directive)
    led.refresh_from_db()
    assert (led.leader_in_charge, led.directed_by) == (cast.other_vice_chair, cast.chair)
    for untouched in (done, others):
        assert not untouched.journal.filter(verb="hand_over_desk").exists()
    done.refresh_from_db()
    assert done.directed_by == cast.vice_chair
    assert FieldLeader.objects.get().leader == cast.other_vice_chair
    assert (
        JournalEntry.objects.get(stream=OFFICE_STREAM, verb="hand_over_desk").data["counts"]["directives"]
        == 4
    )


def test_the_new_leader_approves_unless_they_work_there(cast, issued):
    """Who decides is found anew for what waits already."""
    Membership.objects.create(user=cast.other_vice_chair, department=cast.board, post=Post.HEAD)
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    assert not lead(directive).chair_decides
    hand(cast, of_leader(cast))
    assert lead(directive).chair_decides
    with pytest.raises(Forbidden):
        do("approve", directive, cast.actor(cast.other_vice_chair))
    do("approve", directive, cast.actor(cast.chair))


def test_a_monitors_desk_goes_over_with_conclusions_in_work(cast, issued):
    directive = issued()
    conclusion = Conclusion.objects.create(
        issued_by=cast.committee,
        title="Kết luận cuộc họp",
        held_on=NOW.date(),
        monitor=cast.monitor,
        created_at=NOW,
        created_by=cast.monitor,
    )
    asked = HandOver(DeskOf.MONITOR, cast.monitor.pk, cast.other_monitor.pk)
    assert hand(cast, asked) == Counts(directives=1, conclusions=1)
    directive.refresh_from_db()
    conclusion.refresh_from_db()
    assert directive.monitor == lead(directive).monitor == conclusion.monitor == cast.other_monitor


def test_an_officers_desk_goes_over_with_the_open_task(cast, issued):
    from viewflow.workflow.models import Task

    mine, done = issued(), completed(cast, issued)
    do("delegate", mine, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    Assignment.objects.filter(directive=done).update(officer=cast.officer)
    asked = HandOver(DeskOf.OFFICER, cast.officer.pk, cast.colleague.pk, cast.board.pk)
    assert hand(cast, asked, cast.head) == Counts(directives=1, parts=1)
    part = lead(mine)
    assert part.officer == cast.colleague
    assert Task.objects.get(process_id=part.process_id, finished=None).owner == cast.colleague
    assert lead(done).officer == cast.officer
    assert_engine_agrees(Directive.objects.get(pk=mine.pk))


def test_who_may(cast, issued):
    directive = issued(directed_by=cast.vice_chair.pk)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    before = snapshot(directive)
    officers = HandOver(DeskOf.OFFICER, cast.officer.pk, cast.colleague.pk, cast.board.pk)
    for asked, wrong in (
        (of_leader(cast), (cast.monitor, cast.vice_chair, cast.chair, cast.head)),
        (officers, (cast.finance_head, cast.deputy, cast.officer, cast.chief)),
    ):
        for who in wrong:
            with pytest.raises(Forbidden):
                hand(cast, asked, who)
            with pytest.raises(Forbidden):
                preview(asked, actor=cast.actor(who), now=NOW)
    assert snapshot(directive) == before
    assert hand(cast, of_leader(cast), cast.administrator).directives == 1
    assert hand(cast, officers, cast.head).parts == 1


def test_what_does_not_hold(cast, issued):
    issued(directed_by=cast.vice_chair.pk)
    gone = person("da-nghi", "Người Đã Nghỉ", (cast.committee, Post.VICE_CHAIR))
    Membership.objects.filter(user=gone).update(until_on="2026-01-31")
    for asked, field in (
        (HandOver(DeskOf.LEADER, cast.vice_chair.pk, cast.vice_chair.pk), "to_user"),
        (HandOver(DeskOf.LEADER, cast.vice_chair.pk, cast.monitor.pk), "to_user"),
        (HandOver(DeskOf.LEADER, cast.vice_chair.pk, gone.pk), "to_user"),
        (HandOver(DeskOf.LEADER, cast.other_vice_chair.pk, cast.chair.pk), "from_user"),
        (HandOver(DeskOf.LEADER, 10**9, cast.chair.pk), "from_user"),
        (HandOver(DeskOf.OFFICER, cast.officer.pk, cast.finance_officer.pk, cast.board.pk), "to_user"),
        (HandOver(DeskOf.OFFICER, cast.officer.pk, cast.colleague.pk), "department"),
    ):
        with pytest.raises(Invalid) as refused:
            hand(cast, asked, cast.administrator)
        assert refused.value.field == field
    with pytest.raises(Invalid) as refused:
        hand_over_desk(of_leader(cast), reason=" ", actor=cast.actor(cast.chief), now=NOW)
    assert refused.value.field == "reason"
    assert not JournalEntry.objects.filter(verb="hand_over_desk").exists()


def test_a_replay_moves_nothing_more(cast, issued):
    directive = issued(directed_by=cast.vice_chair.pk)
    first = hand(cast, of_leader(cast), request_key="mot")
    assert hand(cast, of_leader(cast), request_key="mot") == first
    assert directive.journal.filter(verb="hand_over_desk").count() == 1
