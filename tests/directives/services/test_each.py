"""Each for itself: verify in bulk, urge all who are missing, close naming them; what is issued stays frozen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import GroupMember, Membership, Post
from directives import needs
from directives.deadlines import Lateness, Today, lateness
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Role, Status
from directives.models import Assignment, Directive, ProgressReport
from directives.models.work import ReportKind, Verdict
from directives.selectors.lateness import judged, overdue
from directives.services.writing import SERVICES
from notifications.engine.lines import Bounds, list_lines
from tests.cast import MONDAY, NOW, at, department
from tests.directives.services.doing import RESULT, do, snapshot
from tests.directives.services.whole import WHY, do_whole, handed_in, part_of, statuses
from tests.notifications.conftest import list_day

pytestmark = pytest.mark.django_db

DUE = MONDAY + timedelta(days=9)


@pytest.fixture
def each(cast, issued):
    leads = (cast.board.pk, cast.finance.pk, cast.communes[0].pk)
    return issued(mode="each", leads=leads, deadline_kind="dated", due_on=DUE)


def test_every_result_handed_in_is_confirmed_at_once(cast, each):
    handed_in(cast, each, cast.board, cast.finance)
    done = do_whole("verify_each", each, cast.actor(cast.monitor), needs.VerifyEach(comment="Đạt"))
    assert statuses(each) == {"BQL": Status.COMPLETED, "STC": Status.COMPLETED, "X1": Status.ASSIGNED}
    assert set(done.entry.data["confirmed"]) == {cast.board.pk, cast.finance.pk}
    assert done.entry.data["left"] == {}
    assert {part.delivered_on for part in each.parts.filter(status="completed")} == {MONDAY}
    verdicts = set(ProgressReport.objects.filter(part__directive=each).values_list("verdict", flat=True))
    assert verdicts == {Verdict.ACCEPTED}


def test_only_the_ticked_ones_are_confirmed(cast, each):
    handed_in(cast, each, cast.board, cast.finance)
    ticked = needs.VerifyEach(parts=(part_of(each, cast.finance).pk,))
    do_whole("verify_each", each, cast.actor(cast.monitor), ticked)
    assert statuses(each) == {
        "BQL": Status.AWAITING_VERIFICATION,
        "STC": Status.COMPLETED,
        "X1": Status.ASSIGNED,
    }
    before = snapshot(each)
    for wrong in (part_of(each, cast.finance).pk, part_of(each, cast.communes[0]).pk, 10**6):
        with pytest.raises(Invalid):
            do_whole("verify_each", each, cast.actor(cast.monitor), needs.VerifyEach(parts=(wrong,)))
    assert snapshot(each) == before


def test_ones_own_result_is_left_to_somebody_else(cast, each):
    Membership.objects.create(user=cast.monitor, department=cast.finance, post=Post.CLERK)
    do("submit", part_of(each, cast.finance), cast.actor(cast.monitor), RESULT)
    before = snapshot(each)
    with pytest.raises(Forbidden):
        do_whole("verify_each", each, cast.actor(cast.monitor))
    assert snapshot(each) == before
    handed_in(cast, each, cast.board)
    done = do_whole("verify_each", each, cast.actor(cast.monitor))
    assert statuses(each)["STC"] == Status.AWAITING_VERIFICATION
    assert done.entry.data["left"] == {"own": [cast.finance.pk]}


def test_the_offices_own_result_is_left_to_its_chief(cast, issued):
    directive = issued(mode="each", leads=(cast.board.pk, cast.office.pk))
    do("submit", part_of(directive, cast.office), cast.actor(cast.chief), RESULT)
    handed_in(cast, directive, cast.board)
    done = do_whole("verify_each", directive, cast.actor(cast.monitor))
    assert done.entry.data["left"] == {"other": [cast.office.pk]}


def test_confirmed_results_go_to_the_leader_where_approval_is_asked_for(cast, issued):
    directive = issued(
        mode="each",
        leads=(cast.board.pk, cast.finance.pk),
        needs_approval=True,
        directed_by=cast.vice_chair.pk,
    )
    handed_in(cast, directive, cast.board, cast.finance)
    do_whole("verify_each", directive, cast.actor(cast.monitor))
    assert set(statuses(directive).values()) == {Status.AWAITING_APPROVAL}
    assert not ProgressReport.objects.filter(kind=ReportKind.RESULT, verdict=Verdict.ACCEPTED).exists()


def test_who_confirms_in_bulk(cast, issued):
    directive = issued(
        mode="each",
        leads=(cast.board.pk, cast.finance.pk),
        product_to="department",
        product_to_department=cast.farming.pk,
    )
    handed_in(cast, directive, cast.board, cast.finance)
    before = snapshot(directive)
    for person in (cast.monitor, cast.head, cast.finance_head):
        with pytest.raises(Forbidden):
            do_whole("verify_each", directive, cast.actor(person))
    with pytest.raises(NotVisible):
        do_whole("verify_each", directive, cast.actor(cast.commune_officer))
    assert snapshot(directive) == before
    do_whole("verify_each", directive, cast.actor(cast.outsider))
    assert Directive.objects.get(pk=directive.pk).status == Status.COMPLETED


def test_nothing_to_confirm_and_the_wrong_mode(cast, each, issued):
    for directive in (each, issued()):
        before = snapshot(directive)
        with pytest.raises(WrongState):
            do_whole("verify_each", directive, cast.actor(cast.monitor))
        assert snapshot(directive) == before


def test_bulk_acts_take_no_statement_for_each_part(cast, issued):
    counts: dict[str, list[int]] = {"verify_each": [], "urge_each": [], "close_each": []}
    for number in (3, 23):
        many = [department(f"P{number}-{n}", f"Xã {number}-{n}", "commune") for n in range(number)]
        directive = issued(mode="each", leads=(cast.board.pk, *(row.pk for row in many)))
        handed_in(cast, directive, cast.board)
        for verb, data in (("urge_each", needs.Urge()), ("verify_each", None), ("close_each", WHY)):
            with CaptureQueriesContext(connection) as statements:
                SERVICES[verb](directive=directive.pk, actor=cast.actor(cast.monitor), now=NOW, data=data)
            counts[verb].append(len(statements))
    assert all(few == many for few, many in counts.values()), counts


def test_all_who_have_not_delivered_are_urged_each_with_its_number(cast, each):
    handed_in(cast, each, cast.board)
    do("urge", part_of(each, cast.finance), cast.actor(cast.monitor), needs.Urge())
    data = needs.Urge(text="Khẩn trương báo cáo", explain_by=MONDAY + timedelta(days=3))
    done = do_whole("urge_each", each, cast.actor(cast.monitor), data)
    numbers = dict(each.parts.values_list("department__code", "urging_count"))
    assert numbers == {"BQL": 0, "STC": 2, "X1": 1}
    assert done.entry.data["urged"] == sorted(
        part_of(each, where).pk for where in (cast.finance, cast.communes[0])
    )
    assert part_of(each, cast.finance).urgings.get(number=2).explanation_due_on == data.explain_by
    before = snapshot(each)
    late = needs.Urge(explain_by=MONDAY - timedelta(days=1))
    with pytest.raises(Invalid):
        do_whole("urge_each", each, cast.actor(cast.monitor), late)
    with pytest.raises(Forbidden):
        do_whole("urge_each", each, cast.actor(cast.head), data)
    with pytest.raises(NotVisible):
        do_whole("urge_each", each, cast.actor(cast.outsider), data)
    assert snapshot(each) == before


def test_closing_names_who_is_missing(cast, each):
    handed_in(cast, each, cast.board)
    do_whole("verify_each", each, cast.actor(cast.monitor))
    done = do_whole("close_each", each, cast.actor(cast.monitor), WHY)
    assert statuses(each) == {"BQL": Status.COMPLETED, "STC": Status.RECALLED, "X1": Status.RECALLED}
    assert done.directive.status == Status.COMPLETED
    assert set(done.entry.data["missing"]) == {cast.finance.pk, cast.communes[0].pk}
    marked = each.parts.filter(closed_missing=True).values_list("department__code", flat=True)
    assert set(marked) == {"STC", "X1"}


def test_closing_waits_for_results_on_the_table(cast, each):
    before = snapshot(each)
    with pytest.raises(WrongState):  # nobody has delivered
        do_whole("close_each", each, cast.actor(cast.monitor), WHY)
    assert snapshot(each) == before
    handed_in(cast, each, cast.board)
    before = snapshot(each)
    with pytest.raises(WrongState):
        do_whole("close_each", each, cast.actor(cast.monitor), WHY)
    assert snapshot(each) == before
    do_whole("verify_each", each, cast.actor(cast.monitor))
    before = snapshot(each)
    with pytest.raises(Forbidden):
        do_whole("close_each", each, cast.actor(cast.head), WHY)
    with pytest.raises(NotVisible):
        do_whole("close_each", each, cast.actor(cast.outsider), WHY)
    assert snapshot(each) == before


def test_who_was_missing_may_deliver_after_all(cast, each):
    handed_in(cast, each, cast.board)
    do_whole("verify_each", each, cast.actor(cast.monitor))
    do_whole("close_each", each, cast.actor(cast.monitor), WHY)
    data = needs.NewDate(reason="Bổ sung", due_on=DUE + timedelta(days=9))
    done = do_whole("reopen_directive", each, cast.actor(cast.monitor), data)
    assert done.directive.status == Status.IN_PROGRESS
    assert statuses(each) == {"BQL": Status.COMPLETED, "STC": Status.IN_PROGRESS, "X1": Status.IN_PROGRESS}
    assert not each.parts.filter(closed_missing=True).exists()


def test_a_group_changed_later_moves_nothing_issued(cast, issued):
    members = tuple(cast.group.members.values_list("department_id", flat=True))
    directive = issued(mode="each", leads=members)
    before = snapshot(directive)
    GroupMember.objects.filter(group=cast.group, department=cast.communes[0]).delete()
    GroupMember.objects.create(group=cast.group, department=cast.farming)
    GroupMember.objects.filter(department=cast.communes[1]).update(until_on=MONDAY)
    cast.group.is_active = False
    cast.group.save()
    assert snapshot(directive) == before
    assert set(directive.parts.values_list("department_id", flat=True)) == set(members)


def test_a_sleeping_part_has_no_date_no_reminder_and_no_rate(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,), deadline_kind="dated", due_on=DUE)
    sleeping = part_of(directive, cast.finance)
    after = DUE + timedelta(days=30)
    assert (sleeping.due_on, sleeping.original_due_on, sleeping.accept_by) == (None, None, None)
    assert lateness(sleeping, Today(after, after)) is Lateness.NOT_COUNTED
    lines = list_lines(list_day(at(after).date()), Bounds())
    assert sleeping.pk not in {line.part for line in lines}
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    counted = Assignment.objects.filter(overdue(after) | judged(), directive=directive)
    assert {part.role for part in counted} == {Role.LEAD}
