from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible
from directives.models import Assignment, Directive
from tests.cast import MONDAY
from tests.directives.services.doing import do, lead, snapshot
from tests.invariants import assert_engine_agrees
from tests.situations import LATER, one

pytestmark = [pytest.mark.django_db, pytest.mark.twin]
FRIDAY = needs.SetDeadline(due_on=MONDAY + timedelta(days=4), reason="Theo ý kiến giao ban")


def test_the_first_date_becomes_the_original_one(cast, issued):
    directive = issued()
    part = do("set_deadline", directive, cast.actor(cast.monitor), FRIDAY).part
    assert part.original_due_on == part.due_on == part.sort_due == FRIDAY.due_on
    assert Directive.objects.get(pk=directive.pk).deadline_kind == "dated"
    later = needs.SetDeadline(due_on=MONDAY + timedelta(days=30), reason="Lãnh đạo đồng ý")
    part = do("set_deadline", directive, cast.actor(cast.chair), later).part
    assert (part.original_due_on, part.due_on, part.extension_count) == (FRIDAY.due_on, later.due_on, 1)


def test_the_database_keeps_the_original_deadline(cast, issued):
    directive = issued(deadline_kind="dated", due_on=MONDAY)
    with pytest.raises(DatabaseError, match="original deadline stays"), transaction.atomic():
        Assignment.objects.filter(directive=directive).update(original_due_on=MONDAY + timedelta(days=1))


def test_refusals(cast, issued):
    directive = issued()
    before = snapshot(directive)
    with pytest.raises(Invalid):
        do("set_deadline", directive, cast.actor(cast.monitor), needs.SetDeadline(due_on=MONDAY, reason=" "))
    yesterday = needs.SetDeadline(due_on=MONDAY - timedelta(days=1), reason="x")
    with pytest.raises(Invalid):
        do("set_deadline", directive, cast.actor(cast.monitor), yesterday)
    with pytest.raises(Forbidden):
        do("set_deadline", directive, cast.actor(cast.head), FRIDAY)
    with pytest.raises(NotVisible):
        do("set_deadline", directive, cast.actor(cast.other_vice_chair), FRIDAY)
    assert snapshot(directive) == before
    assert lead(directive).due_on is None


def test_a_new_date_ends_the_request_for_one(cast):
    """Otherwise the request would lie on a leader's desk, asking for what has been decided."""
    stage = one(cast)
    stage.do("request_extension", stage.part, "head", needs.RequestExtension(due_on=LATER, reason="Chờ vốn"))
    stage.do(
        "set_deadline", stage.part, "vice_chair", needs.SetDeadline(due_on=LATER, reason="Theo kế hoạch mới")
    )
    assert stage.part.extension_requests.get().decision == "closed"
    assert_engine_agrees(stage.directive)
