"""Who receives the product when its receiver ends."""

import pytest

from departments.services.successions import Decision
from directives.errors import Forbidden, Invalid
from directives.selectors.successions import redistribution
from directives.services.succession import (
    give_receiver_anew,
)
from tests.cast import MONDAY, NOW, department
from tests.directives.services.doing import lead
from tests.directives.services.succession.succeeding import merge, recorded
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


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
