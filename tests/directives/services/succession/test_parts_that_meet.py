"""The successor has a part of the same directive already: two parts become one."""

from datetime import timedelta

import pytest

from departments.services.successions import Decision
from directives import needs
from directives.models import (
    Assignment,
    ProgressReport,
)
from directives.selectors.successions import redistribution
from directives.services.succession import (
    carry_out,
    give_out_anew,
)
from tests.cast import MONDAY, NOW, department
from tests.directives.services.doing import RESULT, do, lead
from tests.directives.services.succession.succeeding import DUE, merge, parts, recorded
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


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
