"""What stands in the way: raised, passed on, replied to, and ended by one of four ways."""

from datetime import timedelta

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import (
    Assignment,
    Bottleneck,
    BottleneckKind,
    BottleneckReply,
    BottleneckState,
    BottleneckTurn,
    JournalEntry,
)
from directives.services.files import store
from directives.services.writing import SERVICES
from tests.cast import MONDAY, NOW, at, person
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.directives.stuck import act_on, kind, raised
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


def everything(row):
    """What a refusal must leave as it was: the directive and all about its bottleneck."""
    return [
        snapshot(row.part.directive),
        Bottleneck.objects.values().get(pk=row.pk),
        list(BottleneckReply.objects.values()),
        list(BottleneckTurn.objects.values()),
    ]


def test_put_to_a_department_it_is_open_at_once_and_stops_no_clock(cast, issued):
    directive = issued(deadline_kind="dated", due_on=MONDAY + timedelta(days=9))
    row = raised(cast, directive, asked_department=cast.finance.pk, needed_by=MONDAY + timedelta(days=3))
    part = lead(directive)
    assert (row.state, row.is_open, row.asked_department, row.raised_by) == (
        BottleneckState.OPEN,
        True,
        cast.finance,
        cast.head,
    )
    assert (part.status, part.due_on) == ("assigned", MONDAY + timedelta(days=9))
    assert [(turn.department, turn.leader, turn.from_on) for turn in row.turns.all()] == [
        (cast.finance, None, MONDAY)
    ]
    entry = JournalEntry.objects.get(verb="raise_bottleneck")
    assert (entry.data["bottleneck"], entry.data["comment"], entry.part) == (row.pk, row.text, part)


@pytest.mark.parametrize("asked", ["leader", "nobody"])
def test_what_is_put_to_a_leader_or_to_nobody_lies_with_the_office_first(cast, issued, asked):
    leader = cast.vice_chair.pk if asked == "leader" else None
    row = raised(cast, issued(), asked_leader=leader)
    assert (row.state, row.asked_leader_id, row.is_with_office) == (BottleneckState.TRIAGE, leader, True)
    turn = row.turns.get()
    assert (turn.department, turn.leader) == (None, None)


def test_a_leader_sees_and_decides_only_what_the_office_has_passed_on(cast, issued):
    row = raised(cast, issued(), asked_leader=cast.other_vice_chair.pk)
    decision = needs.Decide(decision="Đồng ý cho dùng mỏ đất")
    with pytest.raises(NotVisible):
        act_on(row, "decide", cast.actor(cast.other_vice_chair), decision)
    with pytest.raises(WrongState):
        act_on(row, "decide", cast.actor(cast.chair), decision)
    act_on(row, "triage", cast.actor(cast.monitor), needs.Triage(note="Thuộc thẩm quyền"))
    row.refresh_from_db()
    assert (row.state, row.passed_on_by, row.office_note) == ("open", cast.monitor, "Thuộc thẩm quyền")
    act_on(row, "decide", cast.actor(cast.other_vice_chair), decision)
    row.refresh_from_db()
    assert (row.state, row.is_open, row.resolution, row.resolved_by, row.resolved_on) == (
        "decided",
        False,
        "Đồng ý cho dùng mỏ đất",
        cast.other_vice_chair,
        MONDAY,
    )


def test_the_department_asked_replies_and_decides_by_its_managers(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    with pytest.raises(Forbidden):
        act_on(row, "reply", cast.actor(cast.finance_officer), needs.Reply(text="x"))
    act_on(row, "reply", cast.actor(cast.finance_head), needs.Reply(text="Đang thẩm định"))
    act_on(row, "reply", cast.actor(cast.head), needs.Reply(text="Đề nghị sớm"))
    assert list(row.replies.order_by("pk").values_list("by__username", "text", "post__department__code")) == [
        ("giam-doc-stc", "Đang thẩm định", "STC"),
        ("truong-ban", "Đề nghị sớm", "BQL"),
    ]
    act_on(row, "decide", cast.actor(cast.finance_head), needs.Decide(decision="Đã cấp vốn"))
    row.refresh_from_db()
    assert row.state == "decided"


def test_files_of_replies_and_decisions_are_read_by_both_sides_and_nobody_else(
    cast, issued, settings, tmp_path
):
    settings.FILES_DIR = tmp_path
    from directives import access

    row = raised(cast, issued(), asked_department=cast.finance.pk)
    file = store(b"abc", "a.txt", "text/plain", actor=cast.actor(cast.finance_head), now=NOW)
    act_on(
        row, "decide", cast.actor(cast.finance_head), needs.Decide(decision="Đã cấp vốn", files=(file.pk,))
    )
    assert list(row.replies.get().files.all()) == [file]
    for who in (cast.head, cast.finance_officer, cast.monitor):
        assert access.file(cast.actor(who), file.pk) == file
    with pytest.raises(NotVisible):
        access.file(cast.actor(cast.outsider), file.pk)


def test_whoever_raised_it_says_it_is_resolved(cast, issued):
    row = raised(cast, issued())
    before = everything(row)
    for who in (cast.monitor, cast.vice_chair, cast.chair):
        expected = NotVisible if who == cast.vice_chair else Forbidden
        with pytest.raises(expected):
            act_on(row, "resolve", cast.actor(who), needs.Resolve(resolution="Đã xong"))
    assert everything(row) == before
    act_on(row, "resolve", cast.actor(cast.clerk), needs.Resolve(resolution="Đã có mặt bằng"))
    row.refresh_from_db()
    assert (row.state, row.resolution, row.resolved_by) == ("resolved", "Đã có mặt bằng", cast.clerk)
    with pytest.raises(WrongState):
        act_on(row, "resolve", cast.actor(cast.clerk), needs.Resolve(resolution="Lần nữa"))


def test_passed_on_elsewhere_the_first_asked_keeps_seeing_and_the_new_one_answers(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    later = at(MONDAY + timedelta(days=4))
    elsewhere = needs.Triage(asked_department=cast.police.pk)
    act_on(row, "triage", cast.actor(cast.monitor), elsewhere, now=later)
    assert [(turn.department.code, turn.from_on) for turn in row.turns.all()] == [
        ("STC", MONDAY),
        ("CAT", MONDAY + timedelta(days=4)),
    ]
    with pytest.raises(Forbidden):  # sees it, but is not the one asked any more
        act_on(row, "decide", cast.actor(cast.finance_head), needs.Decide(decision="x"))
    with pytest.raises(Invalid, match="ở đó rồi"):
        act_on(row, "triage", cast.actor(cast.monitor), elsewhere)


def test_triage_names_somebody_and_only_the_office_does_it(cast, issued):
    row = raised(cast, issued())
    before = everything(row)
    for data in (
        needs.Triage(),
        needs.Triage(asked_department=cast.finance.pk, asked_leader=cast.vice_chair.pk),
        needs.Triage(asked_department=cast.board.pk),
        needs.Triage(asked_department=cast.closed.pk),
        needs.Triage(asked_leader=cast.head.pk),
    ):
        with pytest.raises(Invalid):
            act_on(row, "triage", cast.actor(cast.monitor), data)
    with pytest.raises(Forbidden):
        act_on(row, "triage", cast.actor(cast.head), needs.Triage(asked_department=cast.finance.pk))
    assert everything(row) == before


def test_beyond_our_authority_is_a_mark_with_a_reason_and_it_stays_open(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    before = everything(row)
    with pytest.raises(Invalid):
        act_on(row, "mark_beyond", cast.actor(cast.monitor), needs.Reason(reason=" "))
    for who in (cast.head, cast.finance_head):
        with pytest.raises(Forbidden):
            act_on(row, "mark_beyond", cast.actor(who), needs.Reason(reason="x"))
    assert everything(row) == before
    act_on(row, "mark_beyond", cast.actor(cast.monitor), needs.Reason(reason="Phải chờ Bộ Tài chính"))
    row.refresh_from_db()
    assert (row.is_open, row.beyond_authority, row.beyond_reason) == (True, True, "Phải chờ Bộ Tài chính")
    with pytest.raises(WrongState):
        act_on(row, "mark_beyond", cast.actor(cast.chair), needs.Reason(reason="lần nữa"))


@pytest.mark.parametrize("verb", ["triage", "reply", "decide", "resolve", "mark_beyond"])
def test_outsiders_see_nothing(cast, issued, verb):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    before = everything(row)
    data = {
        "triage": needs.Triage(asked_department=cast.police.pk),
        "reply": needs.Reply(text="x"),
        "decide": needs.Decide(decision="x"),
        "resolve": needs.Resolve(resolution="x"),
        "mark_beyond": needs.Reason(reason="x"),
    }[verb]
    for who in (cast.outsider, cast.other_vice_chair, cast.commune_officer, cast.administrator):
        with pytest.raises(NotVisible):
            act_on(row, verb, cast.actor(who), data)
    assert everything(row) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "  "},
        {"kind": 999},
        {"kind": "switched off"},
        {"asked_department": "board"},
        {"asked_department": "closed"},
        {"asked_department": "finance", "asked_leader": "vice_chair"},
        {"asked_leader": "head"},
        {"needed_by": MONDAY - timedelta(days=1)},
        {"files": (4711,)},
    ],
)
def test_bad_input_raises_nothing(cast, issued, changes):
    directive = issued()
    before = snapshot(directive)
    values = {
        name: getattr(cast, value).pk if isinstance(value, str) and hasattr(cast, value) else value
        for name, value in changes.items()
    }
    if values.get("kind") == "switched off":
        BottleneckKind.objects.filter(code="other").update(is_active=False)
        values["kind"] = kind("other").pk
    with pytest.raises(Invalid):
        raised(cast, directive, **values)
    assert snapshot(directive) == before
    assert not Bottleneck.objects.exists()


def test_an_officer_prepares_it_and_the_clerk_releases_it(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    said = needs.RaiseBottleneck(kind=kind().pk, text="Chưa có mặt bằng", asked_department=cast.finance.pk)
    do("raise_bottleneck", directive, cast.actor(cast.officer), said)
    assert not Bottleneck.objects.exists()
    done = do("release", directive, cast.actor(cast.clerk))
    row = Bottleneck.objects.get()
    assert (done.entry.verb, row.raised_by, done.entry.data["prepared_by"]) == (
        "raise_bottleneck",
        cast.officer,
        cast.officer.pk,
    )


def test_who_has_not_been_asked_anything_has_nothing_in_the_way(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    asleep = Assignment.objects.get(directive=directive, department=cast.finance)
    said = needs.RaiseBottleneck(kind=kind().pk, text="x")
    with pytest.raises(WrongState):
        do("raise_bottleneck", asleep, cast.actor(cast.finance_head), said)


def test_it_ends_with_the_part(cast, issued):
    directive = issued()
    row = raised(cast, directive, asked_department=cast.finance.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    row.refresh_from_db()
    assert (row.state, row.is_open, row.resolved_on) == ("closed", False, MONDAY)
    with pytest.raises(WrongState):
        act_on(row, "reply", cast.actor(cast.finance_head), needs.Reply(text="x"))


def test_a_replay_answers_once(cast, issued):
    row = raised(cast, issued(), asked_department=cast.finance.pk)
    actor, said = cast.actor(cast.finance_head), needs.Reply(text="Đang thẩm định")
    for _ in range(2):
        SERVICES["reply"](subject=row.pk, actor=actor, now=NOW, data=said, request_key="k1")
    assert row.replies.count() == 1


def test_a_stranger_with_a_second_post_in_the_department_asked_sees_it(cast, issued):
    row = raised(cast, issued(), asked_department=cast.police.pk)
    newcomer = person("cong-an", "Đinh Công Tráng", (cast.farming, Post.OFFICER))
    with pytest.raises(NotVisible):
        act_on(row, "reply", cast.actor(newcomer), needs.Reply(text="x"))
    Membership.objects.create(user=newcomer, department=cast.police, post=Post.HEAD)
    act_on(row, "reply", cast.actor(newcomer), needs.Reply(text="Đã nhận"))
    assert_engine_agrees(row.part.directive)
    assert row.replies.get().post.department == cast.police
