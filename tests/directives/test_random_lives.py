"""Random people do random verbs at random times: whatever is refused, what holds for a directive holds on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from departments.clock import today as local_day
from departments.selectors import working_calendar
from directives import needs
from directives.deadlines import Lateness, Today, lateness
from directives.desks import desk_of
from directives.errors import Refusal
from directives.lifecycle import PART_VERBS, VERBS
from directives.models import Assignment, Directive, PreparedAct
from directives.selectors.lateness import condition
from directives.services.implied import accept_silent_parts
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.writing import SERVICES
from tests.cast import NOW, Cast
from tests.directives.services.doing import snapshot
from tests.invariants import assert_engine_agrees

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

PEOPLE = ["head", "officer", "clerk", "monitor", "chief", "chair", "vice_chair"]
PEOPLE += ["finance_head", "finance_officer", "commune_officer", "outsider"]
MODES = ("one_lead", "each", "for_information")
CLOCK = "the clock"  # in place of a verb: nobody acts, silence is acceptance

STEP = some.tuples(
    some.sampled_from([*(verb.name for verb in PART_VERBS), "submit", "verify", "approve", CLOCK]),
    some.sampled_from([*PEOPLE, "head", "monitor", "vice_chair"]),
    some.integers(0, 9),  # which part, which department
    some.integers(0, 5),  # days that pass before
)
LIFE = some.tuples(
    some.sampled_from(MODES),
    some.booleans(),  # needs approval
    some.sampled_from([None, 2, 20]),  # days until the deadline
    some.sampled_from(["office", "leader", "department"]),
    some.lists(STEP, min_size=3, max_size=12),
)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside leaves nothing behind."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def born(cast: Cast, mode: str, approval: bool, days: int | None, product_to: str) -> Directive:
    plan = Plan(text="Rà soát các dự án", mode=mode, directed_by=cast.vice_chair.pk, field=cast.field.pk)
    board, finance, commune = cast.board.pk, cast.finance.pk, cast.communes[0].pk
    match mode:
        case "one_lead":
            plan = replace(plan, leads=(board,), coordinating=(finance,), informed=(commune,))
        case "each":
            plan = replace(plan, leads=(board, finance), informed=(commune,))
        case _:
            plan = replace(plan, informed=(board, commune))
    if mode != "for_information":
        plan = replace(plan, needs_approval=approval, product_to=product_to)
        if product_to == "department":
            plan = replace(plan, product_to_department=cast.farming.pk)
        if days is not None:
            plan = replace(plan, deadline_kind="dated", due_on=local_day(NOW) + timedelta(days=days))
    return issue_directly(plan, actor=cast.actor(cast.monitor), now=NOW)


def data_for(verb: str, cast: Cast, pick: int, now: datetime) -> Any:
    """What the verb needs; sometimes with a department that cannot be."""
    targets = [cast.board, cast.finance, cast.farming, cast.police, cast.closed, *cast.communes]
    target = targets[pick % len(targets)].pk
    kind = VERBS[verb].needs
    values: dict[str, Any] = {
        "reason": "Lý do",
        "done": "Đã làm",
        "result_summary": "Kết quả",
        "document_number": "1/BC",
        "due_on": local_day(now) + timedelta(days=pick),
    }
    given = {name: value for name, value in values.items() if name in kind.__dataclass_fields__}
    if kind is needs.Transfer:
        given["department"] = target
    if kind is needs.Delegate:
        given["officer"] = cast.officer.pk if pick % 2 else cast.finance_officer.pk
    return kind(**given)


def holds(directive: Directive, now: datetime) -> None:
    """Status, flow, journal and Pending agree; one desk an open part; lateness is the same in SQL and Python."""
    assert_engine_agrees(directive)
    rows = Assignment.objects.filter(directive=directive).select_related(
        "department", "officer", "division", "monitor", "directed_by", "directive__product_to_department"
    )
    today = Today.at(local_day(now), working_calendar(), 3)
    by_sql = {
        pk: late
        for late in Lateness
        for pk in rows.filter(condition(late, today)).values_list("pk", flat=True)
    }
    for part in rows:
        kept = PreparedAct.objects.filter(part=part, is_open=True).count()
        assert kept <= (1 if part.is_open else 0)
        assert (desk_of(part, waits_for_release=bool(kept)) is not None) == (part.is_open and part.awake)
        assert by_sql[part.pk] == lateness(part, today)
        assert part.original_due_on is None or part.due_on is not None


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=LIFE)
def test_no_sequence_of_acts_breaks_a_directive(cast: Cast, life: Any) -> None:
    mode, approval, days, product_to, steps = life
    with undone():
        directive, now = born(cast, mode, approval, days, product_to), NOW
        for verb, who, pick, passed in steps:
            now += timedelta(days=passed)
            if verb == CLOCK:
                accept_silent_parts(now=now)
                holds(directive, now)
                continue
            parts = list(Assignment.objects.filter(directive=directive).order_by("pk"))
            part, actor = parts[pick % len(parts)], cast.actor(getattr(cast, who), local_day(now))
            before = snapshot(directive)
            try:
                SERVICES[verb](part=part.pk, actor=actor, now=now, data=data_for(verb, cast, pick, now))
            except Refusal:
                assert snapshot(directive) == before
                continue
            holds(directive, now)
