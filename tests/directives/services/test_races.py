"""Real threads on PostgreSQL: the directive row is locked first, so two acts never both win."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from directives import needs
from directives.errors import Refusal, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Directive
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.writing import SERVICES
from tests.cast import NOW
from tests.directives.services.doing import RESULT
from tests.invariants import assert_engine_agrees

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts):
    """Run `acts` (verb, part, actor, data) at once; what each returned or raised, in order."""
    start = Barrier(len(acts))

    def run(act):
        verb, part, actor, data = act
        try:
            start.wait(10)
            return SERVICES[verb](part=part, actor=actor, now=NOW, data=data)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def issue(cast, **changes):
    values = {"text": "Rà soát các dự án đầu tư", "leads": (cast.board.pk,), **changes}
    directive = issue_directly(Plan(**values), actor=cast.actor(cast.monitor), now=NOW)
    return directive, list(Assignment.objects.filter(directive=directive).order_by("pk"))


def test_two_accept_and_one_wins(real_cast):
    directive, (part,) = issue(real_cast)
    outcomes = together(
        ("accept", part.pk, real_cast.actor(real_cast.head), None),
        ("accept", part.pk, real_cast.actor(real_cast.clerk), None),
    )
    assert sorted(isinstance(outcome, WrongState) for outcome in outcomes) == [False, True]
    assert_engine_agrees(directive)


def test_verify_against_return_and_withdraw(real_cast):
    cast = real_cast
    directive, (part,) = issue(cast)
    SERVICES["submit"](part=part.pk, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    outcomes = together(
        ("verify", part.pk, cast.actor(cast.monitor), None),
        ("return_", part.pk, cast.actor(cast.other_monitor), needs.Reason(reason="Thiếu phụ lục")),
        ("withdraw", part.pk, cast.actor(cast.clerk), None),
    )
    assert sum(not isinstance(outcome, Refusal) for outcome in outcomes) == 1
    assert_engine_agrees(directive)


def test_parts_of_one_directive_finish_at_once_and_close_it(real_cast):
    cast = real_cast
    leads = tuple(department.pk for department in [cast.board, cast.finance, *cast.communes])
    directive, parts = issue(cast, mode="each", leads=leads)
    heads = {
        cast.board.pk: cast.head,
        cast.finance.pk: cast.finance_head,
        cast.communes[0].pk: cast.commune_officer,
    }
    mine = [part for part in parts if part.department_id in heads]
    together(*(("submit", part.pk, cast.actor(heads[part.department_id]), RESULT) for part in mine))
    outcomes = together(*(("verify", part.pk, cast.actor(cast.monitor), None) for part in mine))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    directive.refresh_from_db()
    assert directive.version == 1 + 2 * len(mine)
    assert directive.status == Status.IN_PROGRESS
    assert_engine_agrees(directive)


def test_the_same_request_twice_at_once_has_one_effect(real_cast):
    directive, (part,) = issue(real_cast)
    actor, start = real_cast.actor(real_cast.head), Barrier(2)

    def click(_):
        try:
            start.wait(10)
            return SERVICES["accept"](part=part.pk, actor=actor, now=NOW, request_key="k1").replayed
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == [False, True]
    assert Directive.objects.get(pk=directive.pk).version == 2
