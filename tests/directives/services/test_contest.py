"""A date the Office set may be contested within three working days; the Office or a leader decides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import Rule
from tests.cast import MONDAY, at
from tests.directives.services.asking import DUE, LATER, WRONG_DATE, dated, everything, on, request
from tests.directives.services.doing import do, lead

pytestmark = pytest.mark.django_db


def by_office(issued, **more):
    return dated(issued, deadline_source="office", **more)


def test_a_contested_date_is_put_right_without_counting_as_an_extension(cast, issued):
    directive = by_office(issued)
    row = request(directive, cast.actor(cast.head), WRONG_DATE)
    done = on("grant_extension", row, cast.actor(cast.monitor))
    part = lead(directive)
    assert (part.due_on, part.original_due_on, part.extension_count) == (LATER, DUE, 0)
    assert done.entry.data["request_kind"] == "contest"


def test_an_earlier_date_may_be_the_right_one(cast, issued):
    directive = by_office(issued)
    row = request(directive, cast.actor(cast.head), replace(WRONG_DATE, due_on=DUE - timedelta(days=2)))
    on("grant_extension", row, cast.actor(cast.monitor))
    assert lead(directive).due_on == DUE - timedelta(days=2)


def test_the_office_and_every_leader_of_the_directive_may_decide(cast, issued):
    for name in ("monitor", "chief", "vice_chair", "chair"):
        directive = by_office(issued, directed_by=cast.vice_chair.pk)
        row = request(directive, cast.actor(cast.head), WRONG_DATE)
        for stranger in (cast.head, cast.clerk):
            with pytest.raises(Forbidden):
                on("grant_extension", row, cast.actor(stranger))
        on("grant_extension", row, cast.actor(getattr(cast, name)))


def test_the_window_is_three_working_days(cast, issued):
    directive = by_office(issued)
    last = MONDAY + timedelta(days=4)  # 24/11 is a holiday: Wednesday, Thursday, Friday
    row = request(directive, cast.actor(cast.head), WRONG_DATE, now=at(last, 17))
    on("withdraw_extension", row, cast.actor(cast.head))
    with pytest.raises(WrongState, match="27/11/2026"):
        request(directive, cast.actor(cast.head), WRONG_DATE, now=at(last + timedelta(days=1)))
    Rule.objects.create(key="contest_within_days", value=4)
    request(directive, cast.actor(cast.head), WRONG_DATE, now=at(last + timedelta(days=3)))


@pytest.mark.parametrize("source", ["text", "leader"])
def test_only_a_date_the_office_set_is_contested(cast, issued, source):
    directive = dated(issued, deadline_source=source)
    before = everything(directive)
    with pytest.raises(WrongState):
        request(directive, cast.actor(cast.head), WRONG_DATE)
    assert everything(directive) == before


def test_bad_input_changes_nothing(cast, issued):
    directive = by_office(issued)
    before = everything(directive)
    for data, field in (
        (replace(WRONG_DATE, due_on=DUE), "due_on"),
        (replace(WRONG_DATE, due_on=MONDAY - timedelta(days=1)), "due_on"),
        (replace(WRONG_DATE, reason=""), "reason"),
    ):
        with pytest.raises(Invalid) as refused:
            request(directive, cast.actor(cast.head), data)
        assert refused.value.field == field
    with pytest.raises(NotVisible):
        request(directive, cast.actor(cast.outsider), WRONG_DATE)
    with pytest.raises(Forbidden):
        request(directive, cast.actor(cast.monitor), WRONG_DATE)
    assert everything(directive) == before


def test_refusing_it_leaves_the_way_to_an_extension_open(cast, issued):
    directive = by_office(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head), WRONG_DATE)
    on("refuse_extension", row, cast.actor(cast.monitor), needs.Reason(reason="Luật cho phép rút gọn"))
    assert lead(directive).due_on == DUE
    request(directive, cast.actor(cast.head))


def test_a_refused_part_cannot_be_contested(cast, issued):
    directive = by_office(issued)
    do("refuse", directive, cast.actor(cast.head), needs.Refuse(reason="Không thuộc chức năng"))
    with pytest.raises(WrongState):
        request(directive, cast.actor(cast.head), WRONG_DATE)
