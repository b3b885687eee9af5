"""Real threads on PostgreSQL: two who decide, answer or urge at once never both have their way."""

from datetime import timedelta

import pytest

from departments.selectors import working_calendar
from directives import needs
from directives.errors import Refusal
from directives.models import Assignment, ExtensionRequest, JournalEntry, Urging
from directives.services.asks import record_silence
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.urgings import urge_by_rule
from tests.cast import MONDAY, NOW, at
from tests.directives.services.asking import DUE, LATER, asked, on, request, urged
from tests.directives.services.doing import lead
from tests.invariants import assert_engine_agrees
from tests.racing import at_once, doing, refused

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NO = needs.Reason(reason="Nhiệm vụ cấp bách")


def issue(cast, **changes):
    values = {"text": "Rà soát các dự án", "leads": (cast.board.pk,), "deadline_kind": "dated", "due_on": DUE}
    return issue_directly(Plan(**{**values, **changes}), actor=cast.actor(cast.monitor), now=NOW)


def test_two_deciders_of_one_request(real_cast):
    cast = real_cast
    directive = issue(cast)
    row = request(directive, cast.actor(cast.head))
    outcomes = at_once(
        doing("grant_extension", row.pk, cast.actor(cast.monitor)),
        doing("refuse_extension", row.pk, cast.actor(cast.chief), NO),
        doing("withdraw_extension", row.pk, cast.actor(cast.clerk)),
    )
    assert sorted(refused(outcomes)) == [False, True, True]
    row.refresh_from_db()
    part = lead(directive)
    assert row.decision == ["granted", "refused", "withdrawn"][refused(outcomes).index(False)]
    assert (part.due_on, part.extension_count) == ((LATER, 1) if row.decision == "granted" else (DUE, 0))
    assert_engine_agrees(directive)


def test_two_ask_for_more_time_at_once(real_cast):
    cast = real_cast
    directive = issue(cast)
    part, wanted = lead(directive).pk, needs.RequestExtension(due_on=LATER, reason="Chờ ý kiến")
    outcomes = at_once(
        *(
            doing("request_extension", part, cast.actor(who), wanted)
            for who in (cast.head, cast.deputy, cast.clerk)
        )
    )
    assert sorted(refused(outcomes)) == [False, True, True]
    assert ExtensionRequest.objects.count() == 1
    assert_engine_agrees(directive)


def test_an_answer_against_its_withdrawal_and_the_record_of_silence(real_cast):
    cast = real_cast
    directive = issue(cast, coordinating=(cast.finance.pk,))
    row = asked(directive, cast.finance, cast.actor(cast.head), MONDAY)
    late = at(MONDAY + timedelta(days=2))
    answered, withdrawn, _silence = at_once(
        doing("answer", row.pk, cast.actor(cast.finance_head), needs.Answer(answer="92 %"), late),
        doing("withdraw_ask", row.pk, cast.actor(cast.head), None, late),
        lambda: record_silence(now=late),
    )
    assert sorted(refused([answered, withdrawn])) == [False, True]
    row.refresh_from_db()
    assert row.state == ("withdrawn" if isinstance(answered, Refusal) else "answered")
    part = Assignment.objects.get(pk=row.part_id)
    assert (part.awake, part.status) == (False, "assigned")
    assert JournalEntry.objects.filter(verb="no_answer").count() == (row.silent_on is not None)
    assert_engine_agrees(directive)


def test_the_rule_and_two_people_urge_at_once(real_cast):
    """Each urging has its own number, and two ticks together urge once."""
    cast = real_cast
    directive = issue(cast, due_on=MONDAY)
    now = at(working_calendar().add(MONDAY, 6))
    part = lead(directive).pk

    def by_hand(who):
        return doing("urge", part, cast.actor(who), needs.Urge(), now)

    at_once(
        by_hand(cast.monitor),
        by_hand(cast.chief),
        lambda: urge_by_rule(now=now),
        lambda: urge_by_rule(now=now),
    )
    rows = list(Urging.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert sum(row.by is None for row in rows) <= 1
    assert sum(row.by is not None for row in rows) == 2
    assert Assignment.objects.get(pk=part).urging_count == len(rows)
    assert_engine_agrees(directive)


def test_two_explain_at_once(real_cast):
    cast = real_cast
    directive = issue(cast)
    row = urged(directive, cast.actor(cast.monitor), DUE)
    outcomes = at_once(
        *(
            doing("explain", row.pk, cast.actor(who), needs.Explain(explanation=who.full_name))
            for who in (cast.head, cast.clerk)
        )
    )
    assert sorted(refused(outcomes)) == [False, True]
    row.refresh_from_db()
    winner = (cast.head, cast.clerk)[refused(outcomes).index(False)]
    assert (row.explanation, row.explained_by) == (winner.full_name, winner)
    on("withdraw_extension", request(directive, cast.actor(cast.head)), cast.actor(cast.head))
