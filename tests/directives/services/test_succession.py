"""Departments end and others follow: names, groups and posts, and every open part with what hangs on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from departments.models import (
    Department,
    DepartmentAlias,
    GroupMember,
    Membership,
    Succession,
)
from departments.services.successions import Decision
from directives import journal, needs
from directives.errors import Forbidden, Invalid
from directives.models import (
    Assignment,
    Bottleneck,
    BottleneckKind,
    ExtensionRequest,
    JournalEntry,
    JournalHead,
    ProgressReport,
)
from directives.selectors.successions import redistribution
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.succession import (
    carry_out,
    foresee,
    give_out_anew,
    give_receiver_anew,
    record_succession,
    rename_department,
)
from notifications.engine.tick import tick
from notifications.models import MessageItem
from tests.cast import MONDAY, NOW, at, department, person
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 15)


@pytest.fixture
def heir(cast):
    return department("BQLM", "Ban Quản lý khu công nghiệp và khu kinh tế", "board")


def merge(cast, heir, **changes):
    decision = Decision((cast.board.pk,), (heir.pk,), MONDAY, "Nghị quyết 12/NQ-HĐND")
    return replace(decision, **changes)


def recorded(cast, decision, now=NOW, who="monitor"):
    actor = cast.actor(getattr(cast, who), now.date())
    return record_succession(decision, actor=actor, now=now)


def parts(directive, **where):
    return list(Assignment.objects.filter(directive=directive, **where).order_by("pk"))


def verify_office():
    head = JournalHead.objects.get(stream="office")
    assert journal.verify("office", seq=head.seq, digest=head.digest) == []


# --- the organisation itself


def test_the_predecessor_ends_and_its_names_go_on(cast, heir):
    DepartmentAlias.objects.create(department=cast.board, name="Ban Quản lý KCN")
    done = recorded(cast, merge(cast, heir))
    cast.board.refresh_from_db()
    assert cast.board.active_until == MONDAY - timedelta(days=1)
    assert set(heir.aliases.values_list("name", "former")) == {
        ("Ban Quản lý các khu công nghiệp", True),
        ("Ban Quản lý các KCN", True),
        ("Ban Quản lý KCN", True),
    }
    assert Succession.objects.get().note == "Nghị quyết 12/NQ-HĐND"
    assert (done.entry.verb, done.entry.data["successors"]) == ("succession_recorded", [heir.pk])
    verify_office()


def test_successors_of_the_same_kind_join_the_groups(cast):
    old, new = cast.communes[0], department("X9", "Ủy ban nhân dân xã Đại Thanh", "commune")
    other = department("Y9", "Sở Dân tộc và Tôn giáo")
    recorded(cast, Decision((old.pk,), (new.pk, other.pk), MONDAY, "NQ 1"))
    rows = set(GroupMember.objects.filter(group=cast.group).values_list("department", "from_on", "until_on"))
    assert (new.pk, MONDAY, None) in rows
    assert (old.pk, date(2000, 1, 1), MONDAY - timedelta(days=1)) in rows
    assert other.pk not in {row[0] for row in rows}


def test_people_go_along_with_their_posts(cast, heir, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    recorded(cast, merge(cast, heir, move_people=True))
    posts = Membership.objects.active(MONDAY).filter(department=heir)
    assert set(posts.values_list("user__username", "post")) == {
        ("truong-ban", "head"),
        ("pho-ban", "deputy"),
        ("van-thu", "clerk"),
        ("chuyen-vien", "officer"),
        ("dong-nghiep", "officer"),
    }
    assert not Membership.objects.active(MONDAY).filter(department=cast.board).exists()
    assert lead(directive).officer == cast.officer
    do("submit", directive, cast.actor(cast.head), RESULT)


def test_officers_who_stay_behind_lose_the_part(cast, heir, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    recorded(cast, merge(cast, heir))
    assert lead(directive).officer is None
    assert_engine_agrees(directive)


# --- open parts


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


# --- the successor has a part of the same directive already


@pytest.mark.parametrize("role", ["coordinating", "informed"])
def test_the_lead_swallows_the_successors_lesser_part(cast, issued, role):
    directive = issued(deadline_kind="dated", due_on=DUE, **{role: (cast.finance.pk,)})
    if role == "coordinating":
        do("accept", directive, cast.actor(cast.head))
        mine = parts(directive, role="coordinating")[0]
        do("ask", mine, cast.actor(cast.head), needs.AskFor(text="Số liệu thu chi"))
    recorded(cast, merge(cast, cast.finance))
    part = lead(directive)
    assert (part.department, part.due_on) == (cast.finance, DUE)
    assert len(parts(directive)) == 2
    assert_engine_agrees(directive)
    do("submit", directive, cast.actor(cast.finance_head), RESULT)


@pytest.mark.parametrize("role", ["coordinating", "informed"])
def test_a_lesser_part_ends_in_the_successors_lead(cast, issued, role):
    directive = issued(leads=(cast.finance.pk,), **{role: (cast.board.pk,)})
    recorded(cast, merge(cast, cast.finance))
    old = parts(directive, department=cast.board)[0]
    assert (old.status, old.successor) == ("transferred", lead(directive))
    assert (lead(directive).department, lead(directive).status) == (cast.finance, "assigned")
    assert_engine_agrees(directive)


def test_two_coordinating_parts_become_one_that_owes_both(cast, issued):
    directive = issued(leads=(cast.farming.pk,), coordinating=(cast.board.pk, cast.finance.pk))
    head = cast.actor(cast.outsider)
    do("accept", directive, head)
    for part in parts(directive, role="coordinating"):
        due = MONDAY + timedelta(days=7 if part.department == cast.board else 9)
        do("ask", part, head, needs.AskFor(text=f"Số liệu của {part.department}", due_on=due))
    recorded(cast, merge(cast, cast.finance))
    part = parts(directive, department=cast.finance)[0]
    assert sorted(part.asks.values_list("state", flat=True)) == ["open", "open"]
    assert (part.awake, part.due_on) == (True, MONDAY + timedelta(days=7))
    assert_engine_agrees(directive)


def test_two_parts_of_each_become_one_and_both_stay_to_be_seen(cast, heir, issued):
    old_a, old_b = cast.communes[0], cast.communes[1]
    directive = issued(
        mode="each",
        leads=tuple(commune.pk for commune in cast.communes),
        deadline_kind="dated",
        due_on=DUE,
    )
    first = parts(directive, department=old_a)[0]
    Assignment.objects.filter(pk=first.pk).update(product="Danh sách hộ dân")
    do("report", first, cast.actor(cast.commune_officer), needs.Report(done="Đã lập danh sách"))
    new = department("X9", "Ủy ban nhân dân xã Đại Thanh", "commune")
    done = recorded(cast, Decision((old_a.pk, old_b.pk), (new.pk,), MONDAY, "NQ 1"))
    assert done.moved.parts == 2
    one = parts(directive, department=new)[0]
    assert [part.successor for part in parts(directive, department__in=[old_a, old_b])] == [one, one]
    assert (one.status, one.due_on) == ("in_progress", DUE)
    assert "Danh sách hộ dân" in one.product
    assert ProgressReport.objects.get().part == first
    directive.refresh_from_db()
    assert directive.status == "in_progress"
    assert_engine_agrees(directive)


def each_of_two(cast, issued):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), deadline_kind="dated", due_on=DUE)
    return directive, parts(directive, department=cast.board)[0], parts(directive, department=cast.finance)[0]


def test_where_the_successors_own_part_is_closed_the_office_decides(cast, issued):
    directive, old, theirs = each_of_two(cast, issued)
    do("submit", theirs, cast.actor(cast.finance_head), RESULT)
    do("verify", theirs, cast.actor(cast.monitor))
    done = recorded(cast, merge(cast, cast.finance))
    assert (done.moved.parts, done.moved.left) == (0, 1)
    (left,) = redistribution(MONDAY).parts
    assert (left.part, left.choices, left.judged) == (old, [cast.finance], False)
    assert carry_out(now=NOW).parts == 0
    give_out_anew({old.pk: cast.finance.pk}, actor=cast.actor(cast.monitor), now=NOW)
    theirs.refresh_from_db()
    old.refresh_from_db()
    assert (theirs.status, theirs.completed_on, theirs.delivered_on) == ("in_progress", None, None)
    assert (old.status, old.successor) == ("transferred", theirs)
    assert ProgressReport.objects.get(part=theirs).verdict == "accepted"
    assert_engine_agrees(directive)


def test_a_result_being_judged_stays_until_it_has_been(cast, issued):
    directive, old, theirs = each_of_two(cast, issued)
    do("submit", old, cast.actor(cast.head), RESULT)
    recorded(cast, merge(cast, cast.finance))
    old.refresh_from_db()
    assert old.status == "awaiting_verification"
    assert [left.judged for left in redistribution(MONDAY).parts] == [True]
    give_out_anew({old.pk: cast.finance.pk}, actor=cast.actor(cast.monitor), now=NOW)
    old.refresh_from_db()
    assert old.status == "awaiting_verification"
    do("return_", old, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    assert carry_out(now=NOW).parts == 1
    old.refresh_from_db()
    assert (old.status, old.successor) == ("transferred", theirs)
    assert_engine_agrees(directive)


# --- several successors, none, and a day to come


def test_with_several_successors_the_office_gives_each_part_out(cast, heir, issued):
    one, two = issued(), issued()
    second = department("BQLK", "Ban Quản lý khu kinh tế", "board")
    done = recorded(cast, Decision((cast.board.pk,), (heir.pk, second.pk), MONDAY, "NQ 2"))
    assert (done.moved.parts, done.moved.left) == (0, 2)
    listed = redistribution(MONDAY)
    assert [set(left.choices) for left in listed.parts] == [{heir, second}] * 2
    choices = {lead(one).pk: heir.pk, lead(two).pk: second.pk}
    assert give_out_anew(choices, actor=cast.actor(cast.monitor), now=NOW).parts == 2
    assert (lead(one).department, lead(two).department) == (heir, second)
    assert redistribution(MONDAY).count == 0
    assert_engine_agrees(one)


def test_a_closed_department_leaves_its_work_to_any_the_office_chooses(cast, issued):
    directive = issued()
    recorded(cast, Decision((cast.board.pk,), (), MONDAY, "QĐ giải thể"))
    (left,) = redistribution(MONDAY).parts
    assert left.choices == []
    give_out_anew({left.part.pk: cast.finance.pk}, actor=cast.actor(cast.monitor), now=NOW)
    assert lead(directive).department == cast.finance


def test_a_decision_for_a_day_to_come_is_carried_out_on_that_day(cast, heir, issued):
    directive = issued()
    first = date(2027, 1, 1)
    done = recorded(cast, merge(cast, heir, on=first))
    assert done.moved.parts == 0
    assert carry_out(now=at(date(2026, 12, 31))).parts == 0
    assert lead(directive).department == cast.board
    assert carry_out(now=at(first)).parts == 1
    assert carry_out(now=at(first)).parts == 0
    assert lead(directive).department == heir
    entry = directive.journal.filter(verb="succession").get()
    assert entry.actor is None
    assert_engine_agrees(directive)


def test_two_steps_lead_to_the_last_successor(cast, heir, issued):
    directive = issued()
    last = department("BQLK", "Ban Quản lý khu kinh tế", "board")
    recorded(cast, merge(cast, heir, on=date(2027, 1, 1)))
    Succession.objects.create(predecessor=heir, successor=last, on=date(2027, 2, 1))
    Department.objects.filter(pk=heir.pk).update(active_until=date(2027, 1, 31))
    assert carry_out(now=at(date(2027, 2, 2))).parts == 1
    assert lead(directive).department == last


# --- who receives the product


def test_the_receiver_of_a_product_is_followed(cast, heir, issued):
    directive = issued(leads=(cast.finance.pk,), product_to="department", product_to_department=cast.board.pk)
    recorded(cast, merge(cast, heir))
    directive.refresh_from_db()
    assert directive.product_to_department == heir
    assert directive.journal.filter(verb="receiver_moved").count() == 1
    assert_engine_agrees(directive)


def test_nobody_comes_to_receive_its_own_product(cast, issued):
    directive = issued(leads=(cast.finance.pk,), product_to="department", product_to_department=cast.board.pk)
    recorded(cast, merge(cast, cast.finance))
    directive.refresh_from_db()
    assert (directive.product_to, directive.product_to_department) == ("office", None)
    other = issued(leads=(cast.farming.pk,), product_to="department", product_to_department=cast.police.pk)
    recorded(cast, Decision((cast.farming.pk,), (cast.police.pk,), MONDAY, "NQ 3"))
    other.refresh_from_db()
    assert (lead(other).department, other.product_to) == (cast.police, "office")


def test_a_receiver_with_several_successors_is_named_by_the_office(cast, heir, issued):
    directive = issued(leads=(cast.finance.pk,), product_to="department", product_to_department=cast.board.pk)
    second = department("BQLK", "Ban Quản lý khu kinh tế", "board")
    recorded(cast, Decision((cast.board.pk,), (heir.pk, second.pk), MONDAY, "NQ 2"))
    (left,) = redistribution(MONDAY).receivers
    assert (left.directive, left.receiver) == (directive, cast.board)
    with pytest.raises(Forbidden):
        give_receiver_anew(directive=directive.pk, department=heir.pk, actor=cast.actor(cast.head), now=NOW)
    give_receiver_anew(directive=directive.pk, department=heir.pk, actor=cast.actor(cast.monitor), now=NOW)
    directive.refresh_from_db()
    assert directive.product_to_department == heir
    with pytest.raises(Invalid):
        give_receiver_anew(
            directive=directive.pk, department=second.pk, actor=cast.actor(cast.monitor), now=NOW
        )


# --- a mere change of name


def test_a_new_name_keeps_the_work_and_the_old_name_is_still_read(cast, issued):
    directive = issued()
    before = snapshot(directive)
    entry = rename_department(
        department=cast.board.pk,
        name="Ban Quản lý khu công nghệ cao",
        short_name="Ban Quản lý KCNC",
        document="QĐ 5",
        actor=cast.actor(cast.monitor),
        now=NOW,
    )
    cast.board.refresh_from_db()
    assert (cast.board.name, cast.board.active_until) == ("Ban Quản lý khu công nghệ cao", None)
    assert set(cast.board.aliases.values_list("name", "former")) == {
        ("Ban Quản lý các khu công nghiệp", True),
        ("Ban Quản lý các KCN", True),
    }
    assert entry.data["before"]["name"] == "Ban Quản lý các khu công nghiệp"
    assert snapshot(directive) == before
    assert not Succession.objects.exists()


@pytest.mark.parametrize("values", [{"name": " "}, {"name": "x" * 201}, {"document": " "}, {"department": 0}])
def test_a_bad_name_changes_nothing(cast, values):
    good = {"department": cast.board.pk, "name": "Ban mới", "short_name": "", "document": "QĐ 5"}
    with pytest.raises(Invalid):
        rename_department(**{**good, **values}, actor=cast.actor(cast.monitor), now=NOW)
    cast.board.refresh_from_db()
    assert cast.board.name == "Ban Quản lý các khu công nghiệp"
    assert not DepartmentAlias.objects.exists()


# --- who may, what is refused, and that it is all or nothing


@pytest.mark.parametrize("who", ["chair", "head", "outsider"])
def test_others_change_nothing(cast, heir, issued, who):
    directive = issued()
    before = snapshot(directive)
    actor = cast.actor(getattr(cast, who))
    for act in (record_succession, foresee):
        with pytest.raises(Forbidden):
            act(merge(cast, heir), actor=actor, now=NOW)
    with pytest.raises(Forbidden):
        rename_department(
            department=cast.board.pk, name="x", short_name="", document="x", actor=actor, now=NOW
        )
    with pytest.raises(Forbidden):
        give_out_anew({lead(directive).pk: heir.pk}, actor=actor, now=NOW)
    assert snapshot(directive) == before
    assert not Succession.objects.exists()


def test_administrators_record_but_do_not_give_out_work(cast, heir, issued):
    directive = issued()
    recorded(cast, Decision((cast.board.pk,), (), MONDAY, "QĐ"), who="administrator")
    with pytest.raises(Forbidden):
        give_out_anew({lead(directive).pk: heir.pk}, actor=cast.actor(cast.administrator), now=NOW)


BAD = [
    ({"predecessors": ()}, "predecessors"),
    ({"predecessors": (0,)}, "predecessors"),
    ({"successors": (0,)}, "successors"),
    ({"document": " "}, "document"),
    ({"on": date(2000, 1, 1)}, "on"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
def test_bad_decisions_are_refused_by_field(cast, heir, issued, changes, field):
    directive = issued()
    before = snapshot(directive)
    for act in (foresee, record_succession):
        with pytest.raises(Invalid) as caught:
            act(merge(cast, heir, **changes), actor=cast.actor(cast.monitor), now=NOW)
        assert caught.value.field == field
    assert snapshot(directive) == before
    assert not Succession.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("office", "finance", "predecessors"),
        ("committee", "finance", "predecessors"),
        ("closed", "finance", "predecessors"),
        ("finance", "closed", "successors"),
        ("finance", "committee", "successors"),
        ("finance", "finance", "successors"),
    ],
)
def test_bodies_that_cannot_end_or_follow(cast, old, new, field):
    decision = Decision((getattr(cast, old).pk,), (getattr(cast, new).pk,), MONDAY, "x")
    with pytest.raises(Invalid) as caught:
        recorded(cast, decision)
    assert caught.value.field == field


def test_people_do_not_go_to_several(cast, heir):
    with pytest.raises(Invalid):
        recorded(cast, Decision((cast.board.pk,), (heir.pk, cast.finance.pk), MONDAY, "x", move_people=True))


def test_only_parts_that_wait_are_given_out(cast, heir, issued):
    directive = issued()
    before = snapshot(directive)
    for choices in ({}, {lead(directive).pk: heir.pk}, {0: heir.pk}):
        with pytest.raises(Invalid):
            give_out_anew(choices, actor=cast.actor(cast.monitor), now=NOW)
    recorded(cast, Decision((cast.board.pk,), (), MONDAY, "QĐ"))
    for wrong in (cast.closed, cast.committee):
        with pytest.raises(Invalid):
            give_out_anew({lead(directive).pk: wrong.pk}, actor=cast.actor(cast.monitor), now=NOW)
    assert snapshot(directive) == before


def test_the_same_request_twice_is_one_decision(cast, heir):
    actor = cast.actor(cast.monitor)
    first = record_succession(merge(cast, heir), actor=actor, now=NOW, request_key="k")
    again = record_succession(merge(cast, heir), actor=actor, now=NOW, request_key="k")
    assert (again.replayed, again.entry) == (True, first.entry)
    assert Succession.objects.count() == 1


def test_the_preview_counts_what_then_moves(cast, heir, issued):
    issued()
    issued(leads=(cast.finance.pk,), coordinating=(cast.board.pk,))
    issued(leads=(cast.finance.pk,), product_to="department", product_to_department=cast.board.pk)
    shown = foresee(merge(cast, heir, move_people=True), actor=cast.actor(cast.monitor), now=NOW)
    assert (shown.parts, shown.directives, shown.receivers, shown.people) == (2, 2, 1, 5)
    done = recorded(cast, merge(cast, heir))
    assert (done.moved.parts, done.moved.receivers, done.moved.left) == (2, 1, 0)


def test_a_failure_in_a_batch_leaves_it_as_it_was_and_is_made_good_later(cast, heir, issued, monkeypatch):
    directive = issued()
    before = snapshot(directive)

    def fail(*_args, **_more):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("directives.services.succession.record", fail)
        with pytest.raises(RuntimeError):
            recorded(cast, merge(cast, heir))
    assert snapshot(directive) == before
    assert Succession.objects.exists()  # the decision stands; the work follows with the next tick
    assert carry_out(now=NOW).parts == 1
    assert_engine_agrees(directive)


def test_statements_do_not_grow_with_the_parts(cast, heir, django_assert_max_num_queries):
    for number in range(30):
        plan = Plan(text=f"Nhiệm vụ {number}", leads=(cast.board.pk,), coordinating=(cast.finance.pk,))
        issue_directly(plan, actor=cast.actor(cast.monitor), now=NOW)
    with django_assert_max_num_queries(80):
        assert recorded(cast, merge(cast, heir)).moved.parts == 30
    assert JournalEntry.objects.filter(verb="take_over").count() == 30


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


def test_the_tick_carries_out_what_is_due_and_tells_the_successor(cast, heir, issued):
    directive = issued()
    person("truong-ban-moi", "Lê Thị Mới", (heir, "head"))
    first = date(2027, 1, 4)
    recorded(cast, merge(cast, heir, on=first))
    report = tick(now=at(first))
    assert (report.taken_over, report.failed) == (1, [])
    assert lead(directive).department == heir
    told = MessageItem.objects.filter(rule="taken_over", part=lead(directive))
    assert [row.message.recipient.username for row in told] == ["truong-ban-moi"]
