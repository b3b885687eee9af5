"""Who is told when a directive stops, goes on, is replaced, amended or corrected."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.models import Rule
from notifications.engine.drain import drain
from notifications.models import MessageItem
from tests.cast import MONDAY, NOW, at, department
from tests.directives.services.doing import do, lead
from tests.directives.services.whole import WHY, do_whole, handed_in, part_of
from tests.notifications.conftest import list_day, run, told

pytestmark = pytest.mark.django_db

DUE = MONDAY + timedelta(days=9)
LATER = MONDAY + timedelta(days=40)
GO_ON = needs.NewDate(reason="Đã có mặt bằng", due_on=LATER)


@pytest.fixture(autouse=True)
def drained_as_we_go(monkeypatch):
    """The services' own check wants every entry pending; here they are sent in between."""
    monkeypatch.setattr("tests.directives.services.doing.assert_engine_agrees", lambda directive: None)
    monkeypatch.setattr("tests.directives.services.whole.assert_engine_agrees", lambda directive: None)


@pytest.fixture
def each(cast, issued):
    directive = issued(
        mode="each",
        leads=(cast.board.pk, cast.finance.pk),
        informed=(cast.farming.pk,),
        deadline_kind="dated",
        due_on=DUE,
    )
    run(NOW)
    return directive


def last(person):
    return told(person, "event")[-1]


def test_a_pause_and_going_on_reach_worker_head_and_monitor(cast, issued):
    directive = issued(deadline_kind="dated", due_on=DUE)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("pause", directive, cast.actor(cast.chair), WHY)
    run(NOW)
    for person in (cast.officer, cast.head, cast.monitor):
        assert last(person) == "paused"
    assert told(cast.chair, "event") == []
    do("resume", directive, cast.actor(cast.chair), GO_ON)
    run(NOW)
    assert last(cast.officer) == "went_on"
    assert MessageItem.objects.filter(rule="went_on").first().due_on == LATER


def test_nothing_is_reminded_while_paused(cast, issued):
    Rule.objects.create(key="urge_every_days", value=1)
    directive = issued(deadline_kind="dated", due_on=DUE)
    do("accept", directive, cast.actor(cast.head))
    do("pause", directive, cast.actor(cast.chair), WHY)
    for n in (2, 7, 9, 10, 14, 21):
        run(at(MONDAY + timedelta(days=n)))
    for person in (cast.head, cast.clerk, cast.monitor, cast.chief):
        assert told(person, "list") == []
    assert lead(directive).urging_count == 0


def test_nor_are_coordinating_departments_that_were_asked(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,), deadline_kind="dated", due_on=DUE)
    asked = needs.AskFor(text="Cho ý kiến về vốn", due_on=MONDAY + timedelta(days=7))
    do("ask", part_of(directive, cast.finance), cast.actor(cast.head), asked)
    do("pause", directive, cast.actor(cast.chair), WHY)
    run(at(MONDAY + timedelta(days=7)))
    assert told(cast.finance_head, "list") == []
    do("resume", directive, cast.actor(cast.chair), GO_ON, now=at(MONDAY + timedelta(days=7), 10))
    run(at(MONDAY + timedelta(days=8)))
    assert told(cast.finance_head, "list") == ["overdue"]


def test_the_whole_directive_reaches_every_part_it_moved(cast, each):
    do_whole("pause_directive", each, cast.actor(cast.chair), WHY)
    run(NOW)
    assert (last(cast.head), last(cast.finance_head)) == ("paused", "paused")
    do_whole("resume_directive", each, cast.actor(cast.chair), GO_ON)
    run(NOW)
    assert (last(cast.head), last(cast.finance_head)) == ("went_on", "went_on")
    do_whole("recall_directive", each, cast.actor(cast.chair), WHY)
    run(NOW)
    assert (last(cast.head), last(cast.finance_head), last(cast.outsider)) == ("recalled",) * 3
    do_whole("reopen_directive", each, cast.actor(cast.chair), GO_ON)
    run(NOW)
    assert (last(cast.head), last(cast.monitor)) == ("reopened", "reopened")
    assert last(cast.outsider) == "recalled"


def test_replaced(cast, issued, each):
    later = issued(leads=(cast.police.pk,))
    data = needs.Supersede(by=later.pk, reason="Kết luận mới")
    do_whole("supersede", each, cast.actor(cast.monitor), data)
    run(NOW)
    assert (last(cast.head), last(cast.outsider)) == ("superseded", "superseded")


def test_one_department_taken_out_alone_is_told(cast, each):
    do("recall", part_of(each, cast.board), cast.actor(cast.monitor), WHY)
    run(NOW)
    assert last(cast.head) == "recalled"
    assert last(cast.finance_head) == "assigned"


def test_a_department_added_later_hears_as_at_issue(cast, each):
    data = needs.AddDepartment(department=cast.communes[0].pk, role="each", due_on=DUE, reason="Bổ sung")
    do_whole("add_department", each, cast.actor(cast.monitor), data)
    run(NOW)
    assert told(cast.commune_officer, "event") == ["assigned"]
    assert last(cast.head) == "assigned"


def test_an_amendment_reaches_everybody_with_an_open_part(cast, each):
    handed_in(cast, each, cast.finance)
    do("recall", part_of(each, cast.board), cast.actor(cast.monitor), WHY)
    data = needs.Amend(text="Rà soát các dự án chậm tiến độ", reason="Theo họp")
    do_whole("amend", each, cast.actor(cast.monitor), data)
    run(NOW)
    assert last(cast.finance_head) == "amended"
    assert "amended" not in told(cast.head, "event")
    assert told(cast.outsider, "event") == ["informed"]


def test_a_correction_asks_the_others_of_the_office_then_tells_the_departments(cast, issued):
    directive = issued(deadline_kind="dated", due_on=DUE)
    typo = needs.Correction(due_on=LATER, reason="Gõ nhầm tháng")
    do_whole("propose_correction", directive, cast.actor(cast.monitor), typo)
    run(NOW)
    assert (last(cast.chief), last(cast.other_monitor)) == ("correction_proposed", "correction_proposed")
    assert told(cast.monitor, "event") == []
    assert last(cast.head) == "assigned"
    do_whole("confirm_correction", directive, cast.actor(cast.chief))
    run(NOW)
    assert (last(cast.head), last(cast.monitor)) == ("deadline_corrected", "deadline_corrected")
    assert MessageItem.objects.filter(rule="deadline_corrected").first().due_on == LATER


def test_a_correction_decided_meanwhile_asks_nobody(cast, issued):
    late = at(MONDAY, 20)
    directive = issued(deadline_kind="dated", due_on=DUE)
    run(NOW)
    typo = needs.Correction(due_on=LATER, reason="Gõ nhầm tháng")
    do_whole("propose_correction", directive, cast.actor(cast.monitor), typo, now=late)
    day = list_day(MONDAY)
    drain(now=late, calendar=day.calendar, rules=day.rules)
    do_whole("drop_correction", directive, cast.actor(cast.chief), needs.OptionalReason(), now=late)
    run(at(MONDAY + timedelta(days=2), 8))
    assert "correction_proposed" not in told(cast.other_monitor, "event")


def test_bulk_confirmation_and_closing(cast, each):
    handed_in(cast, each, cast.board)
    do_whole("verify_each", each, cast.actor(cast.monitor))
    do_whole("close_each", each, cast.actor(cast.monitor), WHY)
    run(NOW)
    assert last(cast.head) == "completed"
    assert last(cast.finance_head) == "closed_missing"


def test_what_recurs_is_ended(cast, issued):
    directive = issued(deadline_kind="continuous")
    do_whole("end", directive, cast.actor(cast.monitor), WHY)
    run(NOW)
    assert last(cast.head) == "ended"


def test_statements_do_not_grow_with_the_parts(cast, issued):
    counts = []
    for number in (3, 30):
        many = [department(f"P{number}-{n}", f"Xã {number}-{n}", "commune").pk for n in range(number)]
        directive = issued(mode="each", leads=(cast.board.pk, *many))
        run(NOW)
        do_whole("recall_directive", directive, cast.actor(cast.chair), WHY)
        day = list_day(MONDAY)
        with CaptureQueriesContext(connection) as statements:
            assert drain(now=NOW, calendar=day.calendar, rules=day.rules) == 1
        counts.append(len(statements))
    assert counts[0] == counts[1], counts
