"""Random people do random verbs at random times: whatever is refused, what holds for a directive holds on.

A state machine of hypothesis drives the services. 100 lives in the ordinary run, 2,000 with `--long`.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from departments.actors import Actor
from departments.clock import today as local_day
from directives import permissions
from directives.errors import Refusal
from directives.lifecycle import VERBS, Acts, Verb
from directives.models import Assignment, Directive
from directives.services.asks import record_silence
from directives.services.implied import accept_silent_parts
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.urgings import urge_by_rule
from directives.services.verbs import SERVICES
from directives.services.writing import perform
from directives.subjects import MODELS
from tests.cast import NOW, Cast
from tests.directives.living import data_for, holds
from tests.directives.services.doing import snapshot

pytestmark = pytest.mark.django_db

PEOPLE = ["head", "officer", "clerk", "monitor", "chief", "other_monitor", "chair", "vice_chair"]
PEOPLE += ["finance_head", "finance_officer", "commune_officer", "outsider"]
NUMBER = some.integers(0, 11)
SEED = some.integers(0, 2**32)
ENDINGS = {"supersede", "recall", "recall_directive", "end", "close_each", "acknowledge"}
DAYS = some.sampled_from([0, 0, 0, 1, 2, 5, 40])
SHAPES = ("one_lead", "one_lead", "each", "each", "for_information", "periodic", "continuous")


def plan_of(cast: Cast, shape: str, approval: bool, days: int | None, product_to: str) -> Plan:
    """A directive of this shape, as the clerk would enter it."""
    board, finance, commune = cast.board.pk, cast.finance.pk, cast.communes[0].pk
    values: dict[str, Any] = {"mode": shape, "directed_by": cast.vice_chair.pk, "field": cast.field.pk}
    match shape:
        case "each":
            values |= {"leads": (board, finance), "informed": (commune,)}
        case "for_information":
            values |= {"informed": (board, commune)}
        case _:
            values |= {
                "mode": "one_lead",
                "leads": (board,),
                "coordinating": (finance,),
                "informed": (commune,),
            }
    if shape != "for_information":
        values |= {"needs_approval": approval, "product_to": product_to}
        if product_to == "department":
            values["product_to_department"] = cast.farming.pk
        if shape == "periodic":
            values |= {"deadline_kind": "periodic", "recurrence": "month", "period_due_day": 10}
        elif shape == "continuous":
            values |= {"deadline_kind": "continuous"}
        elif days is not None:
            due = local_day(NOW) + timedelta(days=days)
            values |= {"deadline_kind": "dated", "due_on": due, "deadline_source": "office"}
    return Plan(text="Rà soát các dự án", **values)


class Life(RuleBasedStateMachine):
    """One directive from its issue on. Everything a life has written is undone when it ends."""

    cast: Cast
    directive: Directive
    now: datetime = NOW
    done: int = 0
    refused: int = 0
    did: Counter[str] = Counter()
    actors: dict[tuple[str, date], Actor]  # of all lives: no verb changes a post

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @initialize(
        shape=some.sampled_from(SHAPES),
        approval=some.booleans(),
        days=some.sampled_from([None, 2, 20]),
        product_to=some.sampled_from(["office", "office", "leader", "department"]),
    )
    def born(self, shape: str, approval: bool, days: int | None, product_to: str) -> None:
        plan = plan_of(self.cast, shape, approval, days, product_to)
        self.directive = issue_directly(plan, actor=self.cast.actor(self.cast.monitor), now=NOW)
        holds(self.directive, self.now)

    @rule(days=some.sampled_from([1, 3, 8, 40]))
    def the_clock(self, days: int) -> None:
        """Time passes and the clock does its work."""
        self.now += timedelta(days=days)
        accept_silent_parts(now=self.now)
        record_silence(now=self.now)
        urge_by_rule(now=self.now)
        holds(self.directive, self.now)

    @rule(verb=some.sampled_from(sorted(SERVICES)), who=some.sampled_from(PEOPLE), pick=NUMBER, days=DAYS)
    def anybody_tries_anything(self, verb: str, who: str, pick: int, days: int) -> None:
        targets = self._targets(VERBS[verb].acts_on)
        if targets:
            self._try(VERBS[verb], targets[pick % len(targets)], who, pick, days)

    @rule(seed=SEED, days=DAYS)
    def somebody_does_what_is_possible(self, seed: int, days: int) -> None:
        """Drawn among what the permissions allow anybody, endings seldom, so that lives go far."""
        chance = Random(seed)
        names = sorted(
            SERVICES, key=lambda name: (name in ENDINGS and chance.random() < 0.9, chance.random())
        )
        targets = {kind: self._targets(kind) for kind in Acts}
        for name in names:
            possible = self._possible(VERBS[name], targets[VERBS[name].acts_on], chance)
            if possible is not None and self._try(VERBS[name], *possible, chance.randrange(12), days):
                return

    @rule(seed=SEED)
    def and_at_once(self, seed: int) -> None:
        """Most of a life is people doing what they may."""
        self.somebody_does_what_is_possible(seed, 0)

    @rule(seed=SEED)
    def and_again(self, seed: int) -> None:
        self.somebody_does_what_is_possible(seed, 0)

    def _targets(self, kind: Acts) -> list[Any]:
        if kind == Acts.DIRECTIVE:
            return [Directive.objects.get(pk=self.directive.pk)]
        if kind == Acts.PART:
            parts = Assignment.objects.filter(directive=self.directive).order_by("pk")
            return list(parts.select_related("directive", "department"))
        rows = MODELS[kind]._default_manager.filter(part__directive=self.directive)
        return list(rows.select_related("part__department", "part__directive").order_by("pk"))

    def _possible(self, verb: Verb, targets: list[Any], chance: Random) -> tuple[Any, str] | None:
        """A target and a person who may do `verb` to it now, drawn by `chance`; None where nobody may."""
        for target in chance.sample(targets, len(targets)):
            part = target if verb.acts_on == Acts.PART else getattr(target, "part", None)
            subject = None if verb.acts_on in (Acts.PART, Acts.DIRECTIVE) else target
            stands = target if part is None else part
            if stands.status not in verb.sources or (part is not None and part.role not in verb.roles):
                continue
            directive = target if part is None else part.directive
            for who in chance.sample(PEOPLE, len(PEOPLE)):
                if permissions.may(self._actor(who), verb, directive, part, subject):
                    return target, who
        return None

    def _actor(self, who: str) -> Actor:
        key = (who, local_day(self.now))
        if key not in self.actors:
            self.actors[key] = self.cast.actor(getattr(self.cast, who), key[1])
        return self.actors[key]

    def _try(self, verb: Verb, target: Any, who: str, pick: int, days: int) -> bool:
        """Do it; whether it was done. What is refused changes nothing."""
        self.now += timedelta(days=days)
        actor = self._actor(who)
        data = data_for(verb, self.cast, pick, local_day(self.now))
        before = snapshot(self.directive)
        try:
            perform(verb, target.pk, actor=actor, now=self.now, data=data)
        except Refusal:
            type(self).refused += 1
            assert snapshot(self.directive) == before
            return False
        type(self).done += 1
        type(self).did[verb.name] += 1
        holds(self.directive, self.now)
        return True


def test_no_sequence_of_acts_breaks_a_directive(cast: Cast, pytestconfig: pytest.Config) -> None:
    long = pytestconfig.getoption("--long")

    class LifeHere(Life):
        pass

    LifeHere.cast, LifeHere.did, LifeHere.done, LifeHere.refused = cast, Counter(), 0, 0
    LifeHere.actors = {}
    run_state_machine_as_test(
        LifeHere,
        settings=settings(
            max_examples=2000 if long else 100,
            stateful_step_count=9,
            deadline=None,
            derandomize=not long,
            phases=(
                Phase.generate,
            ),  # a life that breaks something is printed whole; shrinking takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    # A machine that is refused all the time proves nothing.
    assert LifeHere.done > 300, (LifeHere.done, LifeHere.refused)
    assert len(LifeHere.did) > len(SERVICES) / 2, sorted(set(SERVICES) - LifeHere.did.keys())
