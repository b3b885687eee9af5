"""Time in each state and on whose desk, told from the journal: also after pause, recall, reopening, and acts on all."""

from datetime import timedelta

import pytest

from directives import needs
from directives.lifecycle import Status
from directives.selectors import internal_words, timeline
from directives.selectors.directive_page import directive_page
from directives.selectors.today import today_info
from directives.views.journal_words import lines_of
from tests.cast import MONDAY, at
from tests.directives.services.doing import RESULT, do
from tests.directives.services.whole import WHY, do_whole, handed_in, part_of

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

DUE = MONDAY + timedelta(days=20)
GO_ON = needs.NewDate(reason="Tiếp tục", due_on=DUE + timedelta(days=30))


def day(n):
    """The n-th day after MONDAY in the morning; 24/11 is a holiday, so day 2 is one working day later."""
    return at(MONDAY + timedelta(days=n))


def stays(directive, department, now):
    part = part_of(directive, department)
    found = timeline.stays_of(part, list(directive.journal.order_by("seq")), today_info(now))
    return [(stay.status, stay.days, stay.ended_by) for stay in found]


@pytest.fixture
def each(cast, issued):
    return issued(mode="each", leads=(cast.board.pk, cast.finance.pk), deadline_kind="dated", due_on=DUE)


def test_a_pause_of_the_whole_directive_counts_for_every_part(cast, each):
    do("accept", part_of(each, cast.board), cast.actor(cast.head), now=day(2))
    do_whole("pause_directive", each, cast.actor(cast.monitor), WHY, now=day(3))
    do_whole("resume_directive", each, cast.actor(cast.monitor), GO_ON, now=day(7))
    assert stays(each, cast.board, day(9)) == [
        (Status.ASSIGNED, 1, "accept"),
        (Status.IN_PROGRESS, 1, "pause_directive"),
        (Status.PAUSED, 2, "resume_directive"),
        (Status.IN_PROGRESS, 2, ""),
    ]
    assert stays(each, cast.finance, day(9)) == [
        (Status.ASSIGNED, 2, "pause_directive"),
        (Status.PAUSED, 2, "resume_directive"),
        (Status.ASSIGNED, 2, ""),
    ]


def test_from_its_recall_to_its_reopening_a_part_lies_on_no_desk(cast, each):
    do_whole("recall_directive", each, cast.actor(cast.chair), WHY, now=day(2))
    assert stays(each, cast.board, day(9)) == [(Status.ASSIGNED, 1, "recall_directive")]
    do_whole("reopen_directive", each, cast.actor(cast.chair), GO_ON, now=day(7))
    assert stays(each, cast.board, day(9)) == [
        (Status.ASSIGNED, 1, "recall_directive"),
        (Status.IN_PROGRESS, 2, ""),
    ]


def test_one_part_reopened_is_done_again(cast, issued):
    directive = issued(deadline_kind="dated", due_on=DUE)
    do("submit", directive, cast.actor(cast.head), RESULT, now=day(2))
    do("verify", directive, cast.actor(cast.monitor), now=day(3))
    do("reopen", directive, cast.actor(cast.chair), GO_ON, now=day(7))
    part = part_of(directive, cast.board)
    found = timeline.stays_of(part, list(directive.journal.order_by("seq")), today_info(day(9)))
    assert [(stay.status, stay.again) for stay in found] == [
        (Status.ASSIGNED, False),
        (Status.AWAITING_VERIFICATION, False),
        (Status.IN_PROGRESS, True),
    ]


def test_results_confirmed_in_bulk_end_the_stay_on_the_verifiers_desk(cast, each):
    do("submit", part_of(each, cast.board), cast.actor(cast.head), RESULT, now=day(2))
    do_whole("verify_each", each, cast.actor(cast.monitor), now=day(7))
    assert stays(each, cast.board, day(9)) == [
        (Status.ASSIGNED, 1, "submit"),
        (Status.AWAITING_VERIFICATION, 3, "verify_each"),
    ]


def test_stays_are_whole_where_the_journal_is_cut(cast, each, monkeypatch):
    monkeypatch.setattr("directives.selectors.directive_page.JOURNAL_SHOWN", 2)
    do("accept", part_of(each, cast.board), cast.actor(cast.head), now=day(2))
    for n in range(4):
        report = needs.Report(done=f"Tuần {n}")
        do("report", part_of(each, cast.board), cast.actor(cast.head), report, now=day(7))
    page = directive_page(cast.actor(cast.monitor), each, now=day(9), chosen=part_of(each, cast.board).pk)
    assert [segment.stay.status for segment in page.rail.segments] == [Status.ASSIGNED, Status.IN_PROGRESS]


def test_the_gaps_stand_above_the_act_that_began_them(cast, each):
    do_whole("pause_directive", each, cast.actor(cast.monitor), WHY, now=day(3))
    page = directive_page(cast.actor(cast.monitor), each, now=day(9), chosen=part_of(each, cast.board).pk)
    kinds = [line.verb if hasattr(line, "verb") else (line.status, line.days) for line in page.lines]
    assert kinds == [(Status.PAUSED, 4), "pause_directive", (Status.ASSIGNED, 2), "issue"]


def test_a_department_reads_numbers_of_others_not_their_names(cast, issued):
    leads = (cast.board.pk, cast.finance.pk, cast.communes[0].pk)
    directive = issued(mode="each", leads=leads, deadline_kind="dated", due_on=DUE)
    handed_in(cast, directive, cast.board)
    do_whole("verify_each", directive, cast.actor(cast.monitor))
    do_whole("close_each", directive, cast.actor(cast.monitor), WHY)

    def told(person):
        page = directive_page(cast.actor(person), directive, now=day(1))
        return [detail for line in lines_of(page) for detail in line.details]

    whole = [detail for detail in told(cast.monitor) if "Sở Tài chính" in detail]
    assert any("Đại Thanh 1" in detail for detail in whole)
    board = told(cast.head)
    assert not [detail for detail in board if "Tài chính" in detail or "Đại Thanh" in detail]
    assert any("2" in detail for detail in board)
    seen = {part_of(directive, cast.board).pk: cast.board.pk}
    entries = internal_words.within(cast.actor(cast.head), list(directive.journal.all()), seen)
    closing = next(entry for entry in entries if entry.verb == "close_each")
    assert (closing.data["missing"], closing.data["counts"]["missing"]) == ([], 2)
    assert closing.data["moved"] == {}
