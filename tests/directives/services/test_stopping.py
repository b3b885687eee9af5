"""Pause, resume, recall, reopen: of one part."""

from datetime import timedelta

import pytest
from viewflow.workflow.models import Task

from directives import needs
from directives.deadlines import Lateness, Today, lateness
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Decision, Directive, ExtensionRequest
from directives.services.implied import accept_silent_parts
from tests.cast import MONDAY, at
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.directives.services.whole import WHY, do_whole, part_of, statuses

pytestmark = pytest.mark.django_db

DUE = MONDAY + timedelta(days=9)
LATER = MONDAY + timedelta(days=40)
DATED = {"deadline_kind": "dated", "due_on": DUE}
GO_ON = needs.NewDate(reason="Đã có mặt bằng", due_on=LATER)


def open_tasks(part):
    return list(Task.objects.filter(process=part.process, status__in=["NEW", "ASSIGNED"]))


def test_a_paused_part_is_never_late_and_keeps_its_task(cast, issued):
    directive = issued(**DATED)
    do("accept", directive, cast.actor(cast.head))
    task = open_tasks(lead(directive))
    done = do("pause", directive, cast.actor(cast.monitor), WHY)
    assert (done.part.status, done.directive.status) == (Status.PAUSED, Status.PAUSED)
    assert done.part.paused_from == Status.IN_PROGRESS
    assert open_tasks(lead(directive)) == task
    much_later = Today(DUE + timedelta(days=100), DUE + timedelta(days=101))
    assert done.part is not None
    assert lateness(done.part, much_later) is Lateness.NOT_COUNTED
    assert done.entry.data["reason"] == WHY.reason


def test_going_on_needs_a_new_date_which_counts_as_an_extension(cast, issued):
    directive = issued(**DATED)
    do("accept", directive, cast.actor(cast.head))
    do("pause", directive, cast.actor(cast.chair), WHY)
    before = snapshot(directive)
    for data in (
        needs.NewDate(reason="Đã có mặt bằng"),
        needs.NewDate(reason="Đã có mặt bằng", due_on=DUE),
        needs.NewDate(reason="Đã có mặt bằng", due_on=MONDAY - timedelta(days=1)),
        needs.NewDate(reason="  ", due_on=LATER),
    ):
        with pytest.raises(Invalid):
            do("resume", directive, cast.actor(cast.monitor), data)
    assert snapshot(directive) == before
    done = do("resume", directive, cast.actor(cast.monitor), GO_ON)
    assert done.part.status == Status.IN_PROGRESS
    assert (done.part.due_on, done.part.original_due_on, done.part.extension_count) == (LATER, DUE, 1)
    assert (done.entry.data["before"], done.entry.data["after"]) == (DUE.isoformat(), LATER.isoformat())
    assert (done.entry.from_status, done.entry.to_status) == (Status.PAUSED, Status.IN_PROGRESS)


@pytest.mark.parametrize("kind", ["periodic", "continuous"])
def test_what_recurs_goes_on_without_a_date(cast, issued, kind):
    more = {"recurrence": "quarter", "period_due_day": 5} if kind == "periodic" else {}
    directive = issued(deadline_kind=kind, **more)
    do("pause", directive, cast.actor(cast.monitor), WHY)
    with pytest.raises(Invalid):
        do("resume", directive, cast.actor(cast.monitor), GO_ON)
    done = do("resume", directive, cast.actor(cast.monitor), needs.NewDate(reason="Tiếp tục"))
    assert (done.part.status, done.part.extension_count) == (Status.ASSIGNED, 0)


def test_a_date_given_on_resuming_dates_a_directive_that_waited_for_one(cast, issued):
    directive = issued()
    do("pause", directive, cast.actor(cast.monitor), WHY)
    done = do("resume", directive, cast.actor(cast.chair), GO_ON)
    fresh = Directive.objects.get(pk=directive.pk)
    assert (fresh.deadline_kind, fresh.deadline_source) == ("dated", "leader")
    assert (done.part.original_due_on, done.part.extension_count) == (LATER, 0)


def test_silence_counts_from_the_day_the_part_goes_on(cast, issued):
    directive = issued(**DATED)
    do("pause", directive, cast.actor(cast.monitor), WHY)
    month_later = at(MONDAY + timedelta(days=30))
    assert accept_silent_parts(now=month_later) == 0
    later = needs.NewDate(reason="Tiếp tục", due_on=LATER + timedelta(days=30))
    done = do("resume", directive, cast.actor(cast.monitor), later, now=month_later)
    assert done.part.status == Status.ASSIGNED
    assert (done.part.accept_by or month_later.date()) > month_later.date()
    assert done.part.silent_since == month_later.date()
    assert accept_silent_parts(now=month_later) == 0


def test_a_paused_result_goes_back_to_the_desk_it_lay_on(cast, issued):
    directive = issued(**DATED)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("pause", directive, cast.actor(cast.monitor), WHY)
    done = do("resume", directive, cast.actor(cast.monitor), GO_ON)
    assert done.part.status == Status.AWAITING_VERIFICATION


def test_a_request_for_more_time_ends_with_the_pause(cast, issued):
    directive = issued(**DATED)
    wish = needs.RequestExtension(due_on=LATER, reason="Chưa có mặt bằng")
    do("request_extension", directive, cast.actor(cast.head), wish)
    do("pause", directive, cast.actor(cast.monitor), WHY)
    assert ExtensionRequest.objects.get(part=lead(directive)).decision == Decision.CLOSED


@pytest.mark.parametrize("verb", ["pause", "resume", "reopen", "recall"])
def test_only_the_office_and_leaders_stop_a_part(cast, issued, verb):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
    part, data = part_of(directive, cast.board), GO_ON if verb in ("resume", "reopen") else WHY
    if verb == "resume":
        do("pause", part, cast.actor(cast.monitor), WHY)
    if verb == "reopen":
        do("recall", part, cast.actor(cast.monitor), WHY)
    before = snapshot(directive)
    for person in (cast.head, cast.clerk, cast.officer):
        with pytest.raises(Forbidden):
            do(verb, part, cast.actor(person), data)
    for person in (cast.outsider, cast.finance_head, cast.administrator):
        with pytest.raises(NotVisible):
            do(verb, part, cast.actor(person), data)
    assert snapshot(directive) == before
    do(verb, part, cast.actor(cast.monitor), data)


@pytest.mark.parametrize("verb", ["pause", "recall", "resume", "reopen"])
def test_wrong_states(cast, issued, verb):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
    part = part_of(directive, cast.board)
    if verb in ("pause", "recall"):
        do("recall", part, cast.actor(cast.monitor), WHY)
    before = snapshot(directive)
    with pytest.raises(WrongState):
        do(verb, part, cast.actor(cast.monitor), GO_ON if verb in ("resume", "reopen") else WHY)
    assert snapshot(directive) == before


def test_nobody_stops_the_work_of_their_own_department(cast, issued):
    directive = issued(leads=(cast.office.pk,), **DATED)
    with pytest.raises(Forbidden):
        do("pause", directive, cast.actor(cast.monitor), WHY)
    do("pause", directive, cast.actor(cast.chief), WHY)


def test_one_department_is_taken_out_and_the_others_go_on(cast, issued):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
    done = do("recall", part_of(directive, cast.board), cast.actor(cast.monitor), WHY)
    assert statuses(directive) == {"BQL": Status.RECALLED, "STC": Status.ASSIGNED}
    assert done.directive.is_open
    assert not open_tasks(done.part)
    do("recall", part_of(directive, cast.finance), cast.actor(cast.monitor), WHY)
    assert Directive.objects.get(pk=directive.pk).status == Status.RECALLED


def test_the_one_lead_is_not_taken_out_alone(cast, issued):
    with pytest.raises(WrongState):
        do("recall", issued(), cast.actor(cast.monitor), WHY)


def test_reopening_starts_a_new_process_and_keeps_the_earlier_result(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,), **DATED)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    process = lead(directive).process_id
    assert part_of(directive, cast.finance).status == Status.COMPLETED
    done = do("reopen", directive, cast.actor(cast.chair), needs.NewDate(reason="Bổ sung 3 dự án"))
    part = done.part
    assert (part.status, done.directive.is_open) == (Status.IN_PROGRESS, True)
    assert part.process_id != process
    assert (part.delivered_on, part.submitted_on, part.completed_on) == (None, None, None)
    assert part.due_on == DUE  # still ahead: it stays
    assert part.reports.count() == 1
    sleeping = part_of(directive, cast.finance)
    assert (sleeping.status, sleeping.is_open, sleeping.awake) == (Status.ASSIGNED, True, False)
    do("ask", sleeping, cast.actor(cast.head), needs.AskFor(text="Cho ý kiến về vốn"))
    do(
        "submit",
        directive,
        cast.actor(cast.head),
        needs.Submit(
            result_summary="Đã bổ sung", document_number="500/BC-BQL", without_answer="Đã đủ căn cứ"
        ),
    )


def test_reopening_after_the_deadline_needs_a_new_one(cast, issued):
    directive = issued(**DATED)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    after = at(DUE + timedelta(days=5))
    before = snapshot(directive)
    with pytest.raises(Invalid):
        do("reopen", directive, cast.actor(cast.monitor), needs.NewDate(reason="Sai số liệu"), now=after)
    assert snapshot(directive) == before
    done = do("reopen", directive, cast.actor(cast.monitor), GO_ON, now=after)
    assert (done.part.due_on, done.part.original_due_on, done.part.extension_count) == (LATER, DUE, 1)


def test_a_recalled_lead_comes_back_with_its_coordinating_departments(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,), informed=(cast.farming.pk,), **DATED)
    do_whole("recall_directive", directive, cast.actor(cast.chair), WHY)
    assert set(statuses(directive).values()) == {Status.RECALLED}
    do("reopen", directive, cast.actor(cast.chair), needs.NewDate(reason="Rút nhầm"))
    assert statuses(directive) == {
        "BQL": Status.IN_PROGRESS,
        "STC": Status.ASSIGNED,
        "SNNMT": Status.ASSIGNED,
    }


def test_a_coordinating_department_taken_out_before_stays_out(cast, issued):
    directive = issued(coordinating=(cast.finance.pk, cast.farming.pk), **DATED)
    do("recall", part_of(directive, cast.finance), cast.actor(cast.monitor), WHY)
    later = at(MONDAY, 15)
    do_whole("recall_directive", directive, cast.actor(cast.chair), WHY, now=later)
    do("reopen", directive, cast.actor(cast.chair), needs.NewDate(reason="Rút nhầm"), now=at(MONDAY, 16))
    assert statuses(directive) == {
        "BQL": Status.IN_PROGRESS,
        "STC": Status.RECALLED,
        "SNNMT": Status.ASSIGNED,
    }


def test_the_same_request_twice_pauses_once(cast, issued):
    directive = issued(**DATED)
    do("pause", directive, cast.actor(cast.monitor), WHY, request_key="k1")
    again = do("pause", directive, cast.actor(cast.monitor), WHY, request_key="k1")
    assert again.replayed
    assert Assignment.objects.get(pk=again.part.pk).status == Status.PAUSED
