"""The filter: what the address says is what is looked for, and nonsense is told and left out."""

from dataclasses import fields
from datetime import date

import pytest
from django.http import QueryDict

from directives.deadlines import Lateness
from directives.lifecycle import Mode, Role, Status
from directives.models.choices import Urgency
from directives.selectors.today import today_info
from reports.decisions import Decision
from reports.desks import Age, Place
from reports.filters import Around, Dated, Filter, Urged, View
from reports.parsing import parse
from reports.selectors.parts import found
from reports.stuck import Stuck
from tests.cast import MONDAY, NOW
from tests.reports.volume import Volume

EVERYTHING = Filter(
    view=View.COMPLETED,
    q="khu công nghiệp & đê",
    department=(3, 8),
    officer=0,
    role=Role.LEAD,
    leader=4,
    in_charge=5,
    monitor=6,
    conclusion=7,
    field=8,
    urgency=Urgency.EXPRESS,
    mode=Mode.EACH,
    status=Status.COMPLETED,
    lateness=Lateness.LATE,
    dated=Dated.NO,
    due_from=date(2026, 1, 2),
    due_until=date(2026, 12, 31),
    completed_from=date(2026, 1, 2),
    completed_until=date(2026, 12, 31),
    desk=Place.OFFICE,
    age=Age.OVER_20,
    decision=Decision.ANY,
    urged=Urged.YES,
    stuck=Stuck.LATE,
    obstacle=9,
    asked=10,
    asked_leader=11,
)


def test_address_and_filter_are_the_same():
    assert all(getattr(EVERYTHING, row.name) != row.default for row in fields(Filter))
    parsed = parse(QueryDict(EVERYTHING.query()))
    assert (parsed.filter, parsed.problems) == (EVERYTHING, ())
    assert Filter().query() == ""
    assert parse(QueryDict("")).filter == Filter()
    assert EVERYTHING.without(*EVERYTHING.active()) == Filter(view=View.COMPLETED)


@pytest.mark.parametrize("written", ["05/11/2026", "5/11/2026", "05-11-2026", "05.11.2026", "2026-11-05"])
def test_days_as_people_write_them(written):
    assert parse(QueryDict(f"due_from={written}")).filter.due_from == date(2026, 11, 5)


@pytest.mark.parametrize(
    "query",
    [
        "due_from=31/02/2026",
        "due_until=hôm qua",
        "completed_from=2026-13-01",
        "department=abc",
        "department=1&department=x",
        "leader=-1",
        "monitor=99999999999999999999999",
        "field=1.5",
        "status=overdue",
        "lateness=never",
        "view=mine",
        "mode=%00",
        "role=<script>",
        "desk=kitchen",
        "age=7",
        "decision=all",
        "sort=due",
        "due_from=02/11/2026&due_until=01/11/2026",
    ],
)
def test_nonsense_is_said_and_left_out(query):
    parsed = parse(QueryDict(query))
    assert len(parsed.problems) == 1
    assert parsed.problems[0]


def test_empty_values_of_a_form_say_nothing():
    parsed = parse(QueryDict("q=&department=&status=&due_from=&view="))
    assert (parsed.filter, parsed.problems) == (Filter(), ())


@pytest.mark.twin
@pytest.mark.django_db
def test_every_field_picks_what_it_names(cast):
    """Each condition against the same question asked of the rows in Python."""
    parts = [part for part in Volume(cast, seed=11).make(150) if part.status != Status.DRAFT]
    around = Around.of(cast.actor(cast.chair), today_info(NOW))
    asked = {
        Filter(view=View.ALL, department=(cast.board.pk, cast.finance.pk)): lambda p: (
            p.department_id in (cast.board.pk, cast.finance.pk)
        ),
        Filter(view=View.ALL, officer=cast.officer.pk): lambda p: p.officer_id == cast.officer.pk,
        Filter(view=View.ALL, officer=0): lambda p: p.officer_id is None,
        Filter(view=View.ALL, role=Role.EACH): lambda p: p.role == "each",
        Filter(view=View.ALL, leader=cast.vice_chair.pk): lambda p: p.directed_by_id == cast.vice_chair.pk,
        Filter(view=View.ALL, in_charge=cast.vice_chair.pk): lambda p: (
            p.directive.leader_in_charge_id == cast.vice_chair.pk or p.field_id == cast.field.pk
        ),
        Filter(view=View.ALL, monitor=cast.monitor.pk): lambda p: p.monitor_id == cast.monitor.pk,
        Filter(view=View.ALL, field=cast.field.pk): lambda p: p.field_id == cast.field.pk,
        Filter(view=View.ALL, urgency=Urgency.EXPRESS): lambda p: p.directive.urgency == "express",
        Filter(view=View.ALL, mode=Mode.EACH): lambda p: p.directive.mode == "each",
        Filter(view=View.ALL, status=Status.REFUSED): lambda p: p.status == "refused",
        Filter(view=View.ALL, dated=Dated.YES): lambda p: p.due_on is not None,
        Filter(view=View.ALL, due_from=MONDAY): lambda p: p.due_on is not None and p.due_on >= MONDAY,
        Filter(view=View.ALL, due_until=MONDAY): lambda p: p.due_on is not None and p.due_on <= MONDAY,
        Filter(view=View.ALL, completed_from=MONDAY): lambda p: (
            p.completed_on is not None and p.completed_on >= MONDAY
        ),
        Filter(view=View.ALL, q="GIAI phong mặt"): lambda p: "Giải phóng mặt bằng" in p.directive.title,
        Filter(view=View.ALL, q="so tai chinh"): lambda p: p.department_id == cast.finance.pk,
        Filter(view=View.ALL, q="đê bao, công an"): lambda p: (
            "đê bao" in p.directive.title and p.department_id == cast.police.pk
        ),
        Filter(view=View.ASIDE): lambda p: p.is_open and (p.role == "informed" or not p.awake),
        Filter(view=View.OPEN): lambda p: p.is_open and p.role != "informed" and p.awake,
        Filter(view=View.UNDATED): lambda p: (
            p.is_open
            and p.role in ("lead", "each")
            and p.due_on is None
            and p.directive.deadline_kind in ("to_be_set", "dated")
        ),
    }
    for chosen, wanted in asked.items():
        expected = {part.pk for part in parts if wanted(part)}
        assert expected, chosen
        assert set(found(chosen, around).values_list("pk", flat=True)) == expected, chosen
