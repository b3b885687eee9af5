"""Verify, return, approve: by the receiver, by the directing leader, never by the author."""

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from tests.directives.services.doing import RESULT, do, snapshot

pytestmark = pytest.mark.django_db


def submitted(cast, issued, **changes):
    directive = issued(**changes)
    do("submit", directive, cast.actor(cast.head), RESULT)
    return directive


def test_the_receiver_verifies_whoever_that_is(cast, issued):
    office = submitted(cast, issued)
    leader = submitted(cast, issued, product_to="leader", directed_by=cast.vice_chair.pk)
    farming = submitted(cast, issued, product_to="department", product_to_department=cast.farming.pk)
    for directive, right, wrong in (
        (office, cast.monitor, cast.vice_chair),
        (leader, cast.vice_chair, cast.monitor),
        (farming, cast.outsider, cast.monitor),
    ):
        with pytest.raises((Forbidden, NotVisible)):
            do("verify", directive, cast.actor(wrong))
        assert do("verify", directive, cast.actor(right)).part.status == Status.COMPLETED


def test_approval_only_where_asked_for(cast, issued):
    directive = submitted(cast, issued, needs_approval=True, directed_by=cast.vice_chair.pk)
    assert do("verify", directive, cast.actor(cast.monitor)).part.status == Status.AWAITING_APPROVAL
    for wrong in (cast.chair, cast.monitor, cast.head):
        with pytest.raises(Forbidden):
            do("approve", directive, cast.actor(wrong))
    with pytest.raises(NotVisible):
        do("approve", directive, cast.actor(cast.other_vice_chair))
    assert do("approve", directive, cast.actor(cast.vice_chair)).part.status == Status.COMPLETED


@pytest.mark.parametrize("post", [Post.HEAD, Post.DEPUTY])
def test_the_chair_decides_where_the_leader_heads_the_lead_department(cast, issued, post):
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post=post)
    directive = submitted(cast, issued, needs_approval=True, directed_by=cast.vice_chair.pk)
    do("verify", directive, cast.actor(cast.monitor))
    with pytest.raises(Forbidden):
        do("approve", directive, cast.actor(cast.vice_chair))
    assert do("approve", directive, cast.actor(cast.chair)).part.status == Status.COMPLETED


def test_a_second_post_does_not_let_one_judge_oneself(cast, issued):
    Membership.objects.create(user=cast.head, department=cast.office, post=Post.MONITOR)
    directive = submitted(cast, issued)
    before = snapshot(directive)
    for verb, data in (("verify", None), ("return_", needs.Reason(reason="x"))):
        with pytest.raises(Forbidden) as refused:
            do(verb, directive, cast.actor(cast.head), data)
        assert refused.value.code == "conflict"
    assert snapshot(directive) == before


def test_who_prepared_may_not_verify_either(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("submit", directive, cast.actor(cast.officer), RESULT)
    do("release", directive, cast.actor(cast.head))
    Membership.objects.create(user=cast.officer, department=cast.office, post=Post.MONITOR)
    with pytest.raises(Forbidden):
        do("verify", directive, cast.actor(cast.officer))


def test_return_needs_a_reason_and_a_submission(cast, issued):
    directive = submitted(cast, issued)
    with pytest.raises(Invalid):
        do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason=" "))
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu"))
    with pytest.raises(WrongState):
        do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu"))
    assert do("submit", directive, cast.actor(cast.head), RESULT).part.redo_count == 1
