from datetime import timedelta

import pytest

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Assignment
from tests.cast import MONDAY, at
from tests.directives.services.doing import RESULT, do, lead, snapshot

pytestmark = pytest.mark.django_db
WHY = needs.Refuse(reason="Không thuộc chức năng của Ban")


def test_refused_parts_lie_with_the_office(cast, issued):
    done = do("refuse", issued(), cast.actor(cast.head), WHY)
    assert (done.part.status, done.directive.status) == (Status.REFUSED, Status.REFUSED)


def test_an_officer_only_prepares_and_release_decides(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    assert do("refuse", directive, cast.actor(cast.officer), WHY).part.status == Status.ASSIGNED
    with pytest.raises(WrongState):
        do("refuse", directive, cast.actor(cast.officer), WHY)
    done = do("release", directive, cast.actor(cast.clerk))
    assert done.part.status == Status.REFUSED
    assert done.entry.verb == "refuse"
    assert done.entry.data["prepared_by"] == cast.officer.pk


@pytest.mark.parametrize(
    "data", [needs.Refuse(reason="  "), needs.Refuse(reason="x", proposed_department=999)]
)
def test_bad_input_changes_nothing(cast, issued, data):
    directive = issued()
    before = snapshot(directive)
    with pytest.raises(Invalid):
        do("refuse", directive, cast.actor(cast.head), data)
    assert snapshot(directive) == before


def test_the_term_for_refusing_is_two_working_days(cast, issued):
    directive = issued()
    do("refuse", directive, cast.actor(cast.head), WHY, now=at(MONDAY + timedelta(days=3), 17))
    other = issued(leads=(cast.finance.pk,))
    with pytest.raises(WrongState, match="26/11/2026"):
        do("refuse", other, cast.actor(cast.finance_head), WHY, now=at(MONDAY + timedelta(days=4)))


def test_office_insists(cast, issued):
    directive = issued()
    do("refuse", directive, cast.actor(cast.head), WHY)
    with pytest.raises(Forbidden):
        do("insist", directive, cast.actor(cast.head), needs.Reason(reason="x"))
    done = do("insist", directive, cast.actor(cast.monitor), needs.Reason(reason="Đúng chức năng"))
    assert done.part.status == Status.ASSIGNED
    assert done.part.accept_by == MONDAY + timedelta(days=3)  # 24/11 is a holiday


def test_office_transfers_and_the_old_department_keeps_its_part(cast, issued):
    directive = issued(deadline_kind="dated", due_on=MONDAY + timedelta(days=9))
    do("refuse", directive, cast.actor(cast.head), WHY)
    transfer = needs.Transfer(department=cast.finance.pk, reason="Thuộc Sở Tài chính")
    do("transfer", directive, cast.actor(cast.monitor), transfer)
    old = Assignment.objects.get(directive=directive, department=cast.board)
    new = lead(directive)
    assert (old.status, old.is_open, old.successor) == (Status.TRANSFERRED, False, new)
    assert (new.department, new.status, new.due_on, new.original_due_on) == (
        cast.finance,
        Status.ASSIGNED,
        old.due_on,
        old.original_due_on,
    )
    do("submit", directive, cast.actor(cast.finance_head), RESULT)


def test_transfer_to_a_coordinating_department_wakes_its_part(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    do(
        "transfer",
        directive,
        cast.actor(cast.monitor),
        needs.Transfer(department=cast.finance.pk, reason="x"),
    )
    assert lead(directive).department == cast.finance
    assert Assignment.objects.filter(directive=directive).count() == 2


@pytest.mark.parametrize("where", ["board", "closed", "committee"])
def test_transfer_refuses_the_same_and_closed_departments(cast, issued, where):
    directive = issued()
    before = snapshot(directive)
    with pytest.raises(Invalid):
        do(
            "transfer",
            directive,
            cast.actor(cast.monitor),
            needs.Transfer(department=getattr(cast, where).pk, reason="x"),
        )
    assert snapshot(directive) == before


def test_outsiders_see_nothing(cast, issued):
    with pytest.raises(NotVisible):
        do("refuse", issued(), cast.actor(cast.outsider), WHY)
