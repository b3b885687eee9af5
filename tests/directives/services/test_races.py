"""Real threads on PostgreSQL: the directive row is locked first, so two acts never both win."""

import pytest

from departments.models import Department, Membership
from directives import needs
from directives.errors import Refusal, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Directive, ExtensionRequest
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.writing import SERVICES
from tests.cast import NOW
from tests.directives.services.doing import RESULT
from tests.invariants import assert_engine_agrees
from tests.racing import at_once, doing, refused
from tests.situations import DUE, LATER, WHY, each, one, submitted

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def issue(cast, **changes):
    values = {"text": "Rà soát các dự án đầu tư", "leads": (cast.board.pk,), **changes}
    directive = issue_directly(Plan(**values), actor=cast.actor(cast.monitor), now=NOW)
    return directive, list(Assignment.objects.filter(directive=directive).order_by("pk"))


def test_two_accept_and_one_wins(real_cast):
    directive, (part,) = issue(real_cast)
    outcomes = at_once(
        doing("accept", part.pk, real_cast.actor(real_cast.head), None),
        doing("accept", part.pk, real_cast.actor(real_cast.clerk), None),
    )
    assert sorted(isinstance(outcome, WrongState) for outcome in outcomes) == [False, True]
    assert_engine_agrees(directive)


def test_verify_against_return_and_withdraw(real_cast):
    cast = real_cast
    directive, (part,) = issue(cast)
    SERVICES["submit"](part=part.pk, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    outcomes = at_once(
        doing("verify", part.pk, cast.actor(cast.monitor), None),
        doing("return_", part.pk, cast.actor(cast.other_monitor), needs.Reason(reason="Thiếu phụ lục")),
        doing("withdraw", part.pk, cast.actor(cast.clerk), None),
    )
    assert refused(outcomes).count(False) == 1
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
    at_once(*(doing("submit", part.pk, cast.actor(heads[part.department_id]), RESULT) for part in mine))
    outcomes = at_once(*(doing("verify", part.pk, cast.actor(cast.monitor), None) for part in mine))
    assert not any(refused(outcomes))
    directive.refresh_from_db()
    assert directive.version == 1 + 2 * len(mine)
    assert directive.status == Status.IN_PROGRESS
    assert_engine_agrees(directive)


def test_the_same_request_twice_at_once_has_one_effect(real_cast):
    directive, (part,) = issue(real_cast)
    actor = real_cast.actor(real_cast.head)

    def click():
        return SERVICES["accept"](part=part.pk, actor=actor, now=NOW, request_key="k1").replayed

    assert sorted(at_once(click, click)) == [False, True]
    assert Directive.objects.get(pk=directive.pk).version == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_approve_against_return(real_cast, order):
    cast = real_cast
    stage = submitted(cast, needs_approval=True)
    stage.do("verify", stage.part, "monitor")
    acts = [
        doing("approve", stage.part.pk, cast.actor(cast.vice_chair), None),
        doing("return_", stage.part.pk, cast.actor(cast.vice_chair), WHY),
    ]
    outcomes = at_once(*(acts[place] for place in order))
    assert sorted(refused(outcomes)) == [False, True]
    assert_engine_agrees(stage.directive)


def test_verify_against_an_extension_being_granted(real_cast):
    """Whoever is second finds the request closed with the part, or the part with its new date: never half of both."""
    cast = real_cast
    stage = one(cast)
    stage.do("request_extension", stage.part, "head", needs.RequestExtension(due_on=LATER, reason="Chờ vốn"))
    stage.do("submit", stage.part, "head", RESULT)
    request = ExtensionRequest.objects.get(part=stage.part)
    verified, granted = at_once(
        doing("verify", stage.part.pk, cast.actor(cast.monitor), None),
        doing("grant_extension", request.pk, cast.actor(cast.vice_chair), None),
    )
    request.refresh_from_db()
    assert not isinstance(verified, Refusal)
    assert stage.part.status == Status.COMPLETED
    assert request.decision == ("closed" if isinstance(granted, Refusal) else "granted")
    assert stage.part.due_on == (DUE if isinstance(granted, Refusal) else LATER)
    assert_engine_agrees(stage.directive)


def test_transfer_against_submit(real_cast):
    """The submission reaches the Office before the part goes away, or it is refused: no result is lost unseen."""
    cast = real_cast
    stage = one(cast)
    part = stage.part
    moved, handed_in = at_once(
        doing(
            "transfer",
            part.pk,
            cast.actor(cast.monitor),
            needs.Transfer(department=cast.police.pk, reason="Đúng"),
        ),
        doing("submit", part.pk, cast.actor(cast.head), RESULT),
    )
    assert not isinstance(moved, Refusal)
    part.refresh_from_db()
    assert part.status == Status.TRANSFERRED
    assert part.reports.count() == (0 if isinstance(handed_in, Refusal) else 1)
    leads = Assignment.objects.filter(directive=stage.directive, role="lead").exclude(status="transferred")
    assert [row.department for row in leads] == [cast.police]
    assert_engine_agrees(stage.directive)


def test_recall_of_a_whole_directive_against_its_parts(real_cast):
    cast = real_cast
    stage = each(cast)
    heads = {"board": cast.head, "finance": cast.finance_head}
    outcomes = at_once(
        doing("recall_directive", stage.directive.pk, cast.actor(cast.monitor), WHY),
        *(doing("submit", stage.part_of(name).pk, cast.actor(head), RESULT) for name, head in heads.items()),
        doing("pause", stage.part.pk, cast.actor(cast.chief), WHY),
    )
    assert not refused(outcomes)[0]
    rows = Assignment.objects.filter(directive=stage.directive)
    assert {row.status for row in rows} == {Status.RECALLED}
    assert Directive.objects.get(pk=stage.directive.pk).status == Status.RECALLED
    assert_engine_agrees(stage.directive)


def test_two_supersede_each_other_without_deadlock(real_cast):
    """Each act locks two directives, in pk order: one wins, nobody waits for ever."""
    cast = real_cast
    older, newer = one(cast), one(cast)
    outcomes = at_once(
        *(
            doing(
                "supersede",
                older.directive.pk,
                cast.actor(who),
                needs.Supersede(by=newer.directive.pk, reason="Mới"),
            )
            for who in (cast.monitor, cast.chief)
        ),
        doing("recall_directive", newer.directive.pk, cast.actor(cast.other_monitor), WHY),
    )
    assert refused(outcomes[:2]).count(False) == 1
    for stage in (older, newer):
        assert_engine_agrees(stage.directive)


def test_sixty_completions_in_parallel_lose_nothing(real_cast):
    """Sixty parts of sixty directives, and sixty of one: every one completes, no task is left, no update lost."""
    cast = real_cast
    stages = [submitted(cast) for _ in range(30)]
    acts = [doing("verify", stage.part.pk, cast.actor(cast.monitor), None) for stage in stages]
    departments = [
        Department.objects.create(code=f"N{n}", name=f"Ủy ban nhân dân xã số {n}", kind="commune")
        for n in range(29)
    ]
    leads = (cast.board.pk, *(department.pk for department in departments))
    together_in_one = each(cast, leads=leads)
    for department in departments:
        Membership.objects.create(user=cast.head, department=department, post="head")
    rows = list(Assignment.objects.filter(directive=together_in_one.directive))
    for row in rows:
        together_in_one.do("submit", row, "head", RESULT)
    acts += [doing("verify", row.pk, cast.actor(cast.monitor), None) for row in rows]
    assert len(acts) == 60
    outcomes = at_once(*acts)
    assert not any(refused(outcomes))
    for stage in (*stages, together_in_one):
        assert Directive.objects.get(pk=stage.directive.pk).status == Status.COMPLETED
        assert_engine_agrees(stage.directive)


def test_two_directives_replaced_by_one_at_once(real_cast):
    cast = real_cast
    earlier = [issue(cast)[0] for _ in range(3)]
    later, _parts = issue(cast, text="Kết luận sau")
    data = needs.Supersede(by=later.pk, reason="Kết luận mới")
    outcomes = at_once(*(doing("supersede", row.pk, cast.actor(cast.monitor), data) for row in earlier))
    assert not any(refused(outcomes))
    later.refresh_from_db()
    assert later.version == 4
    assert {row.status for row in Directive.objects.filter(pk__in=[row.pk for row in earlier])} == {
        Status.SUPERSEDED
    }
    assert_engine_agrees(later)
