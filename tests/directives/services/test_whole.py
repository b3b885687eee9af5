"""A directive with all its parts: pause, resume, recall, reopen, supersede, end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import Status
from directives.models import Directive
from directives.selectors.replacing import replacing, search_later
from directives.services.writing import SERVICES
from tests.cast import MONDAY, NOW, at, department
from tests.directives.services.doing import RESULT, do, snapshot
from tests.directives.services.whole import WHY, do_whole, handed_in, part_of, statuses

pytestmark = pytest.mark.django_db

DUE = MONDAY + timedelta(days=9)
LATER = MONDAY + timedelta(days=40)
GO_ON = needs.NewDate(reason="Đã có mặt bằng", due_on=LATER)


@pytest.fixture
def each(cast, issued):
    leads = (cast.board.pk, cast.finance.pk, cast.communes[0].pk)
    return issued(mode="each", leads=leads, deadline_kind="dated", due_on=DUE)


def test_all_open_parts_pause_and_go_on_from_where_they_stood(cast, each):
    handed_in(cast, each, cast.board)
    do("accept", part_of(each, cast.finance), cast.actor(cast.finance_head))
    done = do_whole("pause_directive", each, cast.actor(cast.monitor), WHY)
    assert set(statuses(each).values()) == {Status.PAUSED}
    assert (done.directive.status, done.entry.to_status) == (Status.PAUSED, Status.PAUSED)
    assert set(done.entry.data["moved"]) == {str(part.pk) for part in each.parts.all()}
    before = snapshot(each)
    with pytest.raises(Invalid):
        do_whole("resume_directive", each, cast.actor(cast.monitor), needs.NewDate(reason="Tiếp tục"))
    assert snapshot(each) == before
    done = do_whole("resume_directive", each, cast.actor(cast.monitor), GO_ON)
    assert statuses(each) == {
        "BQL": Status.AWAITING_VERIFICATION,
        "STC": Status.IN_PROGRESS,
        "X1": Status.ASSIGNED,
    }
    assert {(part.due_on, part.original_due_on, part.extension_count) for part in each.parts.all()} == {
        (LATER, DUE, 1)
    }
    assert (done.entry.data["before"], done.entry.data["after"]) == (DUE.isoformat(), LATER.isoformat())


def test_parts_with_dates_of_their_own_are_told_one_by_one(cast, each):
    own = DUE + timedelta(days=5)
    data = needs.SetDeadline(due_on=own, reason="Theo đề nghị")
    do("set_deadline", part_of(each, cast.board), cast.actor(cast.monitor), data)
    do_whole("pause_directive", each, cast.actor(cast.monitor), WHY)
    done = do_whole("resume_directive", each, cast.actor(cast.monitor), GO_ON)
    assert done.entry.data["before"] is None
    assert done.entry.data["dates"][str(part_of(each, cast.board).pk)] == [own.isoformat(), LATER.isoformat()]
    assert done.entry.data["dates"][str(part_of(each, cast.finance).pk)][0] == DUE.isoformat()


def test_one_lead_is_paused_as_a_part_and_goes_back_as_one(cast, issued):
    with pytest.raises(WrongState):
        do_whole("pause_directive", issued(), cast.actor(cast.monitor), WHY)


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("pause_directive", WHY),
        ("recall_directive", WHY),
        ("supersede", needs.Supersede(document_number="12/QĐ-UBND", reason="Thay thế")),
        ("reopen_directive", GO_ON),
        ("resume_directive", GO_ON),
    ],
)
def test_who_may(cast, each, verb, data):
    if verb == "reopen_directive":
        do_whole("recall_directive", each, cast.actor(cast.chair), WHY)
    if verb == "resume_directive":
        do_whole("pause_directive", each, cast.actor(cast.chair), WHY)
    before = snapshot(each)
    for person in (cast.head, cast.clerk, cast.officer, cast.finance_head):
        with pytest.raises(Forbidden):
            do_whole(verb, each, cast.actor(person), data)
    for person in (cast.outsider, cast.administrator):
        with pytest.raises(NotVisible):
            do_whole(verb, each, cast.actor(person), data)
    with pytest.raises(Stale):
        do_whole(verb, each, cast.actor(cast.monitor), data, version=each.version - 1)
    assert snapshot(each) == before
    assert not do_whole(verb, each, cast.actor(cast.monitor), data, request_key="k").replayed
    assert do_whole(verb, each, cast.actor(cast.monitor), data, request_key="k").replayed


@pytest.mark.parametrize("verb", ["pause_directive", "recall_directive", "reopen_directive", "supersede"])
def test_a_reason_is_needed(cast, each, verb):
    if verb == "reopen_directive":
        do_whole("recall_directive", each, cast.actor(cast.chair), WHY)
    data = {
        "reopen_directive": needs.NewDate(reason=" ", due_on=LATER),
        "supersede": needs.Supersede(document_number="12/QĐ-UBND", reason=" "),
    }.get(verb, needs.Reason(reason=" "))
    before = snapshot(each)
    with pytest.raises(Invalid):
        do_whole(verb, each, cast.actor(cast.monitor), data)
    assert snapshot(each) == before


def test_recall_ends_what_is_open_and_keeps_what_was_delivered(cast, each):
    handed_in(cast, each, cast.board)
    do("verify", part_of(each, cast.board), cast.actor(cast.monitor))
    done = do_whole("recall_directive", each, cast.actor(cast.chair), WHY)
    assert statuses(each) == {"BQL": Status.COMPLETED, "STC": Status.RECALLED, "X1": Status.RECALLED}
    assert not done.directive.is_open
    with pytest.raises(WrongState):
        do_whole("recall_directive", each, cast.actor(cast.chair), WHY)


def test_what_was_recalled_together_comes_back_and_nothing_else(cast, each):
    do("recall", part_of(each, cast.finance), cast.actor(cast.monitor), WHY)
    do_whole("recall_directive", each, cast.actor(cast.chair), WHY, now=at(MONDAY, 15))
    before = {part.department.code: part.process_id for part in each.parts.all()}
    do_whole("reopen_directive", each, cast.actor(cast.chair), GO_ON, now=at(MONDAY, 16))
    assert statuses(each) == {"BQL": Status.IN_PROGRESS, "STC": Status.RECALLED, "X1": Status.IN_PROGRESS}
    after = {part.department.code: part.process_id for part in each.parts.all()}
    assert before["BQL"] != after["BQL"]
    assert before["STC"] == after["STC"]


def test_pausing_many_parts_takes_no_statement_for_each(cast, issued):
    counts = []
    for number in (4, 24):
        many = [department(f"P{number}-{n}", f"Xã {number}-{n}", "commune").pk for n in range(number)]
        directive = issued(mode="each", leads=tuple(many), deadline_kind="dated", due_on=DUE)
        with CaptureQueriesContext(connection) as statements:
            do_whole_quietly("pause_directive", directive, cast.actor(cast.monitor), WHY)
        counts.append(len(statements))
    assert counts[0] == counts[1], counts


def do_whole_quietly(verb, directive, actor, data):
    return SERVICES[verb](directive=directive.pk, actor=actor, now=NOW, data=data)


class TestSupersede:
    def test_both_directives_say_so(self, cast, issued, each):
        later = issued(text="Rà soát lại toàn bộ các dự án")
        data = needs.Supersede(by=later.pk, reason="Thông báo kết luận mới")
        done = do_whole("supersede", each, cast.actor(cast.monitor), data)
        assert done.directive.status == Status.SUPERSEDED
        assert set(statuses(each).values()) == {Status.SUPERSEDED}
        monitor = cast.actor(cast.monitor)
        assert replacing(monitor, each).by == later
        assert replacing(monitor, later).earlier == [each]
        fresh = Directive.objects.get(pk=later.pk)
        assert fresh.replaces_id == each.pk
        assert fresh.journal.order_by("-seq")[0].verb == "replaces"

    def test_delivered_parts_stay_and_the_directive_is_replaced_all_the_same(self, cast, issued, each):
        handed_in(cast, each, cast.board)
        do("verify", part_of(each, cast.board), cast.actor(cast.monitor))
        later = issued()
        data = needs.Supersede(by=later.pk, reason="Kết luận mới")
        done = do_whole("supersede", each, cast.actor(cast.monitor), data)
        assert done.directive.status == Status.SUPERSEDED
        assert statuses(each)["BQL"] == Status.COMPLETED
        with pytest.raises(WrongState):
            do("reopen", part_of(each, cast.board), cast.actor(cast.monitor), GO_ON)

    def test_one_later_directive_may_replace_several(self, cast, issued, each):
        first = issued()
        later = issued(text="Kết luận sau")
        for earlier in (each, first):
            data = needs.Supersede(by=later.pk, reason="Kết luận mới")
            do_whole("supersede", earlier, cast.actor(cast.monitor), data)
        assert replacing(cast.actor(cast.monitor), later).earlier == [each, first]

    def test_a_document_kept_elsewhere(self, cast, each):
        data = needs.Supersede(document_number="12/NQ-HĐND", reason="Nghị quyết mới")
        do_whole("supersede", each, cast.actor(cast.monitor), data)
        assert replacing(cast.actor(cast.monitor), each).document == "12/NQ-HĐND"

    def test_bad_choices_change_nothing(self, cast, issued):
        earlier, this = issued(), issued()
        replaced, last = issued(), issued()
        data = needs.Supersede(by=last.pk, reason="Kết luận mới")
        do_whole("supersede", replaced, cast.actor(cast.monitor), data)
        before = snapshot(this)
        for wrong in (earlier.pk, this.pk, replaced.pk, 10**6, None):
            with pytest.raises(Invalid):
                do_whole("supersede", this, cast.actor(cast.monitor), needs.Supersede(by=wrong, reason="x"))
        assert snapshot(this) == before

    def test_a_leader_cannot_point_at_what_they_do_not_see(self, cast, issued):
        mine = issued(directed_by=cast.vice_chair.pk)
        hidden = issued(directed_by=cast.other_vice_chair.pk)
        with pytest.raises(Invalid):
            do_whole(
                "supersede", mine, cast.actor(cast.vice_chair), needs.Supersede(by=hidden.pk, reason="x")
            )

    def test_later_directives_are_found_by_words(self, cast, issued):
        first = issued()
        roads = issued(text="Nâng cấp đường vành đai phía đông")
        issued(text="Rà soát an toàn lao động")
        monitor = cast.actor(cast.monitor)
        assert search_later(monitor, first, "duong vanh dai") == [roads]
        assert len(search_later(monitor, first, "")) == 2
        assert search_later(cast.actor(cast.outsider), first, "") == []


class TestEnd:
    def test_what_goes_on_is_ended(self, cast, issued):
        directive = issued(deadline_kind="continuous")
        done = do_whole("end", directive, cast.actor(cast.monitor), WHY)
        assert (done.directive.status, done.directive.is_open) == (Status.COMPLETED, False)

    def test_a_dated_task_is_completed_not_ended(self, cast, each):
        before = snapshot(each)
        with pytest.raises(WrongState):
            do_whole("end", each, cast.actor(cast.monitor), WHY)
        assert snapshot(each) == before

    def test_ended_ones_can_be_reopened(self, cast, issued):
        directive = issued(deadline_kind="continuous")
        do_whole("end", directive, cast.actor(cast.monitor), WHY)
        done = do("reopen", directive, cast.actor(cast.chair), needs.NewDate(reason="Còn việc"))
        assert done.part.status == Status.IN_PROGRESS
        with pytest.raises(WrongState):
            do("submit", directive, cast.actor(cast.head), RESULT)
