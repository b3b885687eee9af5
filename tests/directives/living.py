"""What random lives need: data for any verb, and everything that must hold after each step."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

from departments.clock import today as local_day
from departments.selectors import working_calendar
from directives import needs
from directives.deadlines import Lateness, Today, lateness
from directives.desks import desk_of
from directives.lifecycle import Verb
from directives.models import Ask, Assignment, BottleneckKind, Directive, ExtensionRequest, PreparedAct
from directives.selectors.lateness import condition
from tests.cast import Cast
from tests.invariants import assert_engine_agrees


def data_for(verb: Verb, cast: Cast, pick: int, today: date) -> Any:
    """What the verb needs, drawn by `pick`; sometimes with a department, a person or a day that cannot be."""
    values = {}
    for need in dataclasses.fields(verb.needs):
        if need.metadata["required"] or pick % 2:
            values[need.name] = _value(need, cast, pick, today)
    if verb.needs is needs.Submit or "document_number" in {
        need.name for need in dataclasses.fields(verb.needs)
    }:
        values["document_number"] = "1/BC"
    if verb.needs in (needs.RaiseBottleneck, needs.Triage) and pick % 3:
        values["asked_leader" if pick % 2 else "asked_department"] = None
    return verb.needs(**values)


def _value(need: Any, cast: Cast, pick: int, today: date) -> Any:
    departments = [cast.board, cast.finance, cast.farming, cast.police, cast.closed, *cast.communes]
    match need.metadata["kind"]:
        case "text" | "line":
            return "Có lý do"
        case "day":
            return today + timedelta(days=-1 if pick == 11 else [0, 3, 10, 30][pick % 4])
        case "department":
            return departments[pick % len(departments)].pk
        case "officer":
            return (cast.officer if pick % 3 else cast.finance_officer).pk
        case "leader":
            return (cast.vice_chair if pick % 4 else cast.chair).pk
        case "bottleneck_kind":
            kind = BottleneckKind.objects.order_by("pk").first()
            return (kind or BottleneckKind.objects.create(code="khac", name_vi="Khác")).pk
        case "choice":
            return need.metadata["choices"][pick % len(need.metadata["choices"])][0]
        case "files":
            return ()
        case "flag":
            return bool(pick % 2)
        case _:
            return None


def holds(directive: Directive, now: datetime) -> None:
    """Status, flow, journal and Pending agree; one desk an open part; lateness is the same in SQL and Python."""
    assert_engine_agrees(directive)
    rows = Assignment.objects.filter(directive=directive).select_related(
        "department",
        "officer",
        "division",
        "unit",
        "monitor",
        "directed_by",
        "directive__product_to_department",
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
        asked = ExtensionRequest.objects.filter(part=part, decision="open").count()
        assert asked <= (1 if part.is_open else 0)
        owed = Ask.objects.filter(part=part, state="open").count()
        if part.role == "coordinating" and part.is_open:
            assert part.awake == bool(owed)
        assert part.urging_count == part.urgings.count()
