"""Nobody gives their own department time, nor confirms what their own department made."""

from datetime import timedelta

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid
from tests.cast import MONDAY
from tests.directives.services.doing import do, snapshot

pytestmark = pytest.mark.django_db
LATER = needs.SetDeadline(due_on=MONDAY + timedelta(days=30), reason="Cần thêm thời gian")


def test_a_second_post_in_the_office_does_not_date_ones_own_part(cast, issued):
    Membership.objects.create(user=cast.head, department=cast.office, post=Post.MONITOR)
    directive = issued()
    before = snapshot(directive)
    with pytest.raises(Forbidden) as refused:
        do("set_deadline", directive, cast.actor(cast.head), LATER)
    assert refused.value.code == "conflict"
    assert snapshot(directive) == before
    do("set_deadline", directive, cast.actor(cast.monitor), LATER)


def test_where_the_office_leads_its_chief_decides(cast, issued):
    directive = issued(leads=(cast.office.pk,))
    with pytest.raises(Forbidden):
        do("set_deadline", directive, cast.actor(cast.monitor), LATER)
    do("set_deadline", directive, cast.actor(cast.chief), LATER)


def test_the_lead_is_not_the_receiver_of_its_own_product(cast, issued):
    with pytest.raises(Invalid) as refused:
        issued(product_to="department", product_to_department=cast.board.pk)
    assert refused.value.field == "product_to_department"
    directive = issued(product_to="department", product_to_department=cast.finance.pk)
    with pytest.raises(Invalid):
        do(
            "transfer",
            directive,
            cast.actor(cast.monitor),
            needs.Transfer(department=cast.finance.pk, reason="x"),
        )
