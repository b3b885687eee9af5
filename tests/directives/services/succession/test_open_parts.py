"""Open parts go to the successor as they stand, with all that hangs on them."""

from datetime import date, timedelta

import pytest

from departments.models import Membership
from directives import needs
from directives.errors import Forbidden
from directives.models import (
    Bottleneck,
    BottleneckKind,
    ExtensionRequest,
    JournalEntry,
    ProgressReport,
)
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from tests.cast import MONDAY, NOW, at, person
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.directives.services.succession.succeeding import DUE, merge, parts, recorded
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


def test_the_work_goes_on_where_it_stood_and_the_old_part_stays(cast, heir, issued):
    directive = issued(deadline_kind="dated", due_on=DUE, product="Báo cáo")
    do("report", directive, cast.actor(cast.head), needs.Report(done="Đã rà soát 10 dự án"))
    done = recorded(cast, merge(cast, heir))
    old, new = parts(directive, role="lead")
    assert done.moved.parts == 1
    assert (old.department, old.status, old.is_open, old.successor) == (cast.board, "transferred", False, new)
    assert (new.department, new.status, new.due_on, new.original_due_on, new.product) == (
        heir,
        "in_progress",
        DUE,
        DUE,
        "Báo cáo",
    )
    assert new.assigned_on == MONDAY
    verbs = list(directive.journal.order_by("seq").values_list("verb", "part", "from_status", "to_status"))
    assert verbs[-2:] == [
        ("succession", old.pk, "in_progress", "transferred"),
        ("take_over", new.pk, "assigned", "in_progress"),
    ]
    assert ProgressReport.objects.get().part == old
    assert_engine_agrees(directive)


def test_what_was_late_so_far_stays_with_the_old_part_and_the_date_goes_along(cast, heir, issued):
    directive = issued(deadline_kind="dated", due_on=MONDAY + timedelta(days=2))
    later = at(MONDAY + timedelta(days=14))
    recorded(cast, merge(cast, heir, on=later.date()), now=later)
    old, new = parts(directive, role="lead")
    assert old.due_on == new.due_on == MONDAY + timedelta(days=2)
    assert old.status_since == later


def test_a_part_nobody_has_answered_gets_its_term_anew(cast, heir, issued):
    directive = issued()
    later = at(MONDAY + timedelta(days=2))
    recorded(cast, merge(cast, heir, on=later.date()), now=later)
    assert (lead(directive).status, lead(directive).accept_by) == ("assigned", date(2026, 11, 27))


@pytest.mark.parametrize("status", ["refused", "awaiting_verification", "paused"])
def test_other_desks_keep_it_where_it_lies(cast, heir, issued, status):
    directive = issued()
    if status == "refused":
        do("refuse", directive, cast.actor(cast.head), needs.Refuse(reason="Không đúng chức năng"))
    else:
        do("submit", directive, cast.actor(cast.head), RESULT)
    if status == "paused":
        do("pause", directive, cast.actor(cast.monitor), needs.Reason(reason="Chờ quy hoạch"))
    recorded(cast, merge(cast, heir))
    part = lead(directive)
    assert (part.department, part.status) == (heir, status)
    assert_engine_agrees(directive)
    if status == "paused":
        do("resume", directive, cast.actor(cast.monitor), needs.NewDate(reason="Xong"))
    if status != "refused":
        done = do("verify", directive, cast.actor(cast.monitor))
        assert done.part.status == "completed"
        assert ProgressReport.objects.get().verdict == "accepted"
    else:
        do("insist", directive, cast.actor(cast.monitor), needs.Reason(reason="Đúng chức năng"))


def test_requests_and_obstacles_go_along(cast, heir, issued):
    directive = issued(deadline_kind="dated", due_on=DUE)
    do("accept", directive, cast.actor(cast.head))
    kind = BottleneckKind.objects.create(code="VON", name_vi="Vốn")
    obstacle = needs.RaiseBottleneck(kind=kind.pk, text="Thiếu vốn", asked_department=cast.finance.pk)
    do("raise_bottleneck", directive, cast.actor(cast.head), obstacle)
    more = needs.RequestExtension(due_on=DUE + timedelta(days=10), reason="Khối lượng lớn")
    do("request_extension", directive, cast.actor(cast.head), more)
    recorded(cast, merge(cast, heir))
    part = lead(directive)
    assert Bottleneck.objects.get(is_open=True).part == part
    assert ExtensionRequest.objects.get(decision="open").part == part


def test_bottlenecks_put_to_the_predecessor_are_put_to_the_successor(cast, heir, issued):
    directive = issued(leads=(cast.finance.pk,))
    do("accept", directive, cast.actor(cast.finance_head))
    kind = BottleneckKind.objects.create(code="MB", name_vi="Mặt bằng")
    obstacle = needs.RaiseBottleneck(kind=kind.pk, text="Chưa có mặt bằng", asked_department=cast.board.pk)
    do("raise_bottleneck", directive, cast.actor(cast.finance_head), obstacle)
    recorded(cast, merge(cast, heir))
    assert Bottleneck.objects.get().asked_department == heir


def test_closed_parts_keep_their_department(cast, heir, issued):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    before = snapshot(directive)
    recorded(cast, merge(cast, heir))
    assert snapshot(directive) == before


def test_parts_of_other_departments_are_not_touched(cast, heir, issued):
    directive = issued(leads=(cast.finance.pk,))
    before = snapshot(directive)
    recorded(cast, merge(cast, heir))
    assert snapshot(directive) == before


def test_people_of_the_cast_still_see_their_own(cast, heir, issued):
    """The head of the successor does the work from now on; the old head has nothing to do there any more."""
    directive = issued()
    recorded(cast, merge(cast, heir))
    new_head = person("truong-ban-moi", "Lê Thị Mới", (heir, "head"))
    do("accept", directive, cast.actor(new_head))
    with pytest.raises(Forbidden):
        do("report", directive, cast.actor(cast.head), needs.Report(done="x"))


def test_the_chair_decides_where_the_leader_works_in_the_successor(cast, heir, issued):
    directive = issued(directed_by=cast.vice_chair.pk)
    Membership.objects.create(user=cast.vice_chair, department=heir, post="head")
    recorded(cast, merge(cast, heir))
    assert lead(directive).chair_decides


def test_statements_do_not_grow_with_the_parts(cast, heir, django_assert_max_num_queries):
    for number in range(30):
        plan = Plan(text=f"Nhiệm vụ {number}", leads=(cast.board.pk,), coordinating=(cast.finance.pk,))
        issue_directly(plan, actor=cast.actor(cast.monitor), now=NOW)
    with django_assert_max_num_queries(80):
        assert recorded(cast, merge(cast, heir)).moved.parts == 30
    assert JournalEntry.objects.filter(verb="take_over").count() == 30
