"""Every open part lies on exactly one desk."""

import pytest

from directives import needs
from directives.desks import DeskKind, desk_of
from directives.models import Assignment
from tests.directives.services.doing import RESULT, do, lead

pytestmark = pytest.mark.django_db


def desk(directive, **more):
    return desk_of(lead(directive), **more)


def test_the_department_then_its_officer_then_its_releaser(cast, issued):
    directive = issued()
    assert (desk(directive).kind, desk(directive).department_id) == (DeskKind.DEPARTMENT, cast.board.pk)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    assert (desk(directive).kind, desk(directive).user_id) == (DeskKind.OFFICER, cast.officer.pk)
    assert desk(directive, waits_for_release=True).kind is DeskKind.RELEASE


def test_the_office_verifies_and_the_leader_approves(cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    assert (desk(directive).kind, desk(directive).user_id) == (DeskKind.OFFICE, cast.monitor.pk)
    do("verify", directive, cast.actor(cast.monitor))
    assert (desk(directive).kind, desk(directive).user_id) == (DeskKind.LEADER, cast.vice_chair.pk)
    do("approve", directive, cast.actor(cast.vice_chair))
    assert desk(directive) is None


def test_a_refused_part_lies_with_the_office(cast, issued):
    directive = issued()
    do("refuse", directive, cast.actor(cast.head), needs.Refuse(reason="Không thuộc lĩnh vực"))
    assert (desk(directive).kind, desk(directive).user_id) == (DeskKind.OFFICE, cast.monitor.pk)


def test_a_product_for_a_department_lies_there(cast, issued):
    directive = issued(product_to="department", product_to_department=cast.finance.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    assert (desk(directive).kind, desk(directive).department_id) == (DeskKind.RECEIVER, cast.finance.pk)


def test_a_sleeping_coordinator_has_no_desk(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    assert desk_of(Assignment.objects.get(directive=directive, role="coordinating")) is None
