"""Entering an absence: who may, who may stand in, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from departments.actors import actor_of
from departments.errors import NotAllowed, NotPossible
from departments.models import Membership, Post, Substitute, User
from departments.services.absences import Stand, candidates, closes_loop, end_absence, enter_absence
from tests.cast import MONDAY, NOW, Cast, at, person

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)


def post(user: User) -> Membership:
    return Membership.objects.get(user=user)


def enter(
    cast: Cast, absent: User, substitute: User | None, by: User | None = None, **changes: Any
) -> Substitute:
    values: dict[str, Any] = {"from_on": MONDAY, "until_on": FRIDAY, "reason": "Đi công tác", **changes}
    return enter_absence(
        post=post(absent).pk,
        substitute=post(substitute).pk if substitute else None,
        actor=cast.actor(by or absent),
        now=NOW,
        **values,
    )


def test_both_days_are_included(cast):
    row = enter(cast, cast.head, cast.deputy)
    assert row.entered_by == cast.head
    for day, standing in (
        (MONDAY - timedelta(days=1), False),
        (MONDAY, True),
        (FRIDAY, True),
        (FRIDAY + timedelta(days=1), False),
    ):
        assert bool(actor_of(cast.deputy, day).standing_for) is standing


@pytest.mark.parametrize(
    ("absent", "substitute"),
    [
        ("chair", "vice_chair"),
        ("vice_chair", "chair"),
        ("vice_chair", "other_vice_chair"),
        ("head", "deputy"),
        ("deputy", "head"),
        ("clerk", "head"),
        ("officer", "colleague"),
        ("officer", "deputy"),
        ("monitor", "other_monitor"),
        ("monitor", "chief"),
    ],
)
def test_the_same_class_or_a_higher_one_of_the_same_body_stands_in(cast, absent, substitute):
    row = enter(cast, getattr(cast, absent), getattr(cast, substitute))
    assert row.substitute is not None
    assert row.substitute in candidates(row.absent, MONDAY, FRIDAY)


@pytest.mark.parametrize(
    ("absent", "substitute"),
    [
        ("head", "officer"),  # a lower class
        ("head", "clerk"),
        ("chief", "monitor"),
        ("head", "finance_head"),  # another department
        ("vice_chair", "chief"),
        ("officer", "administrator"),
    ],
)
def test_nobody_else_stands_in(cast, absent, substitute):
    one, other = getattr(cast, absent), getattr(cast, substitute)
    with pytest.raises(NotPossible) as refused:
        enter(cast, one, other)
    assert refused.value.field == "substitute"
    assert not Substitute.objects.exists()
    assert post(other) not in candidates(post(one), MONDAY, FRIDAY)


@pytest.mark.parametrize(
    ("by", "absent", "substitute"),
    [
        ("clerk", "head", "deputy"),
        ("head", "officer", "colleague"),
        ("head", "deputy", "head"),  # a superior takes the desk
        ("chief", "chair", "vice_chair"),
        ("chief", "monitor", "other_monitor"),
        ("administrator", "finance_officer", None),
        ("officer", "officer", None),
    ],
)
def test_who_may_enter_it(cast, by, absent, substitute):
    stand_in = getattr(cast, substitute) if substitute else None
    assert enter(cast, getattr(cast, absent), stand_in, getattr(cast, by)).pk


@pytest.mark.parametrize(
    ("by", "absent"),
    [
        ("colleague", "officer"),
        ("officer", "head"),
        ("finance_head", "officer"),
        ("vice_chair", "chair"),
        ("monitor", "chair"),
        ("head", "chair"),
        ("chief", "head"),
    ],
)
def test_who_may_not(cast, by, absent):
    with pytest.raises(NotAllowed):
        enter(cast, getattr(cast, absent), None, getattr(cast, by))
    assert not Substitute.objects.exists()


def test_nobody_makes_themselves_the_substitute_of_an_equal(cast):
    second = person("van-thu-2", "Hồ Thị Lụa", (cast.board, Post.CLERK))
    with pytest.raises(NotPossible) as refused:
        enter(cast, cast.clerk, second, second)
    assert refused.value.field == "substitute"
    assert not Substitute.objects.exists()


def test_nobody_stands_for_themselves_not_even_from_a_second_post(cast):
    second = Membership.objects.create(user=cast.officer, department=cast.board, post=Post.DEPUTY)
    with pytest.raises(NotPossible) as refused:
        enter_absence(
            post=post_of(cast.officer, Post.OFFICER),
            substitute=second.pk,
            from_on=MONDAY,
            until_on=FRIDAY,
            reason="Nghỉ phép",
            actor=cast.actor(cast.officer),
            now=NOW,
        )
    assert refused.value.field == "substitute"


def post_of(user: User, held: str) -> int:
    return Membership.objects.get(user=user, post=held).pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until_on": MONDAY - timedelta(days=1)}, "until_on"),
        ({"from_on": MONDAY - timedelta(days=9), "until_on": MONDAY - timedelta(days=2)}, "until_on"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_days_and_reason_have_to_hold(cast, changes, field):
    with pytest.raises(NotPossible) as refused:
        enter(cast, cast.head, cast.deputy, **changes)
    assert refused.value.field == field
    assert not Substitute.objects.exists()


def test_a_post_that_ends_meanwhile_or_a_person_who_left_does_not_count(cast):
    Membership.objects.filter(user=cast.deputy).update(until_on=MONDAY)
    with pytest.raises(NotPossible) as refused:
        enter(cast, cast.head, cast.deputy)
    assert refused.value.field == "substitute"
    with pytest.raises(NotPossible) as refused:
        enter(cast, cast.deputy, cast.head)
    assert refused.value.field == "post"
    User.objects.filter(pk=cast.colleague.pk).update(is_active=False)
    with pytest.raises(NotPossible):
        enter(cast, cast.officer, cast.colleague)


def test_absences_of_one_post_do_not_overlap(cast):
    enter(cast, cast.head, cast.deputy)
    with pytest.raises(NotPossible, match="23/11/2026"):
        enter(cast, cast.head, None, from_on=FRIDAY, until_on=FRIDAY + timedelta(days=3))
    assert enter(
        cast, cast.head, None, from_on=FRIDAY + timedelta(days=1), until_on=FRIDAY + timedelta(days=3)
    )


def test_a_loop_is_refused_on_the_days_it_would_close(cast):
    enter(cast, cast.head, cast.deputy)
    with pytest.raises(NotPossible, match=str(cast.head)):
        enter(cast, cast.deputy, cast.head, from_on=FRIDAY, until_on=FRIDAY + timedelta(days=7))
    later = FRIDAY + timedelta(days=1)
    assert enter(cast, cast.deputy, cast.head, from_on=later, until_on=later)


def test_a_longer_loop_is_refused_too(cast):
    enter(cast, cast.chair, cast.vice_chair)
    enter(cast, cast.vice_chair, cast.other_vice_chair)
    with pytest.raises(NotPossible):
        enter(cast, cast.other_vice_chair, cast.chair)


@pytest.mark.parametrize(
    ("days", "loop"),
    [((1, 5), True), ((5, 9), True), ((6, 9), False)],
)
def test_a_loop_needs_one_day_common_to_all_of_it(days, loop):
    def stand(absent: int, substitute: int, first: int, last: int) -> Stand:
        return Stand(absent, substitute, date(2026, 11, first), date(2026, 11, last))

    known = [stand(2, 3, 1, 9), stand(3, 1, 1, 5), stand(3, 4, 1, 9), stand(4, 3, 1, 9)]
    assert closes_loop(known, stand(1, 2, *days)) is loop


def test_chains_do_not_stack(cast):
    enter(cast, cast.chair, cast.vice_chair)
    enter(cast, cast.vice_chair, cast.other_vice_chair)
    actor = cast.actor(cast.other_vice_chair)
    assert [m.user for m in actor.standing_for] == [cast.vice_chair]
    assert not actor.is_chair
    assert actor.field_ids == {cast.field.pk}


def test_whoever_is_back_decides_alone_from_that_day_on(cast):
    row = enter(cast, cast.head, cast.deputy)
    wednesday = at(MONDAY + timedelta(days=2))
    ended = end_absence(absence=row.pk, actor=cast.actor(cast.clerk, wednesday.date()), now=wednesday)
    assert ended.until_on == MONDAY + timedelta(days=1)
    assert ended.cancelled_at is None
    assert not actor_of(cast.deputy, wednesday.date()).standing_for
    with pytest.raises(NotPossible):
        end_absence(absence=row.pk, actor=cast.actor(cast.head), now=wednesday)


def test_an_absence_that_has_not_begun_is_cancelled_and_may_be_entered_again(cast):
    row = enter(cast, cast.head, cast.deputy)
    assert end_absence(absence=row.pk, actor=cast.actor(cast.head), now=NOW).cancelled_at == NOW
    assert not cast.actor(cast.deputy).standing_for
    assert enter(cast, cast.head, cast.deputy).pk != row.pk


def test_only_who_may_enter_it_ends_it(cast):
    row = enter(cast, cast.head, cast.deputy)
    with pytest.raises(NotAllowed):
        end_absence(absence=row.pk, actor=cast.actor(cast.finance_head), now=NOW)
    row.refresh_from_db()
    assert (row.until_on, row.cancelled_at) == (FRIDAY, None)
