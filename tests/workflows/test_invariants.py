"""Whatever is broken by hand is found by name; what follows from other records is put right, but only when asked to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from viewflow.workflow.fields import get_task_ref

from config.tasks import check_records
from directives import invariants, journal_check, needs
from directives.invariants import of_directives, of_parts
from directives.lifecycle import Role, Status
from directives.models import (
    Ask,
    Assignment,
    Bottleneck,
    BottleneckKind,
    Directive,
    ExtensionRequest,
    JournalEntry,
    PreparedAct,
    ReportingPeriod,
    Urging,
)
from directives.models.assignment import NO_DATE
from directives.services import repairing
from directives.services.rollup import summed_up
from notifications.models import Message, Tick
from notifications.selectors import last_check
from tests.cast import MONDAY, NOW, Cast
from tests.directives.services.doing import RESULT, do, lead, snapshot
from workflows import invariants as engine
from workflows.flows import AssignmentFlow
from workflows.models import PartProcess, PartTask

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

FRIDAY = date(2026, 12, 4)
TASKS = PartTask.objects.all()


@dataclass
class World:
    """An open directive with a lead at work, and a completed one."""

    cast: Cast
    directive: Directive
    lead: Assignment
    asleep: Assignment
    done: Assignment

    def change(self, row: Any, **columns: Any) -> None:
        """Change a row past every service."""
        type(row).objects.filter(pk=row.pk).update(**columns)

    def period(self, **columns: Any) -> ReportingPeriod:
        values = {
            "part": self.lead,
            "from_on": MONDAY,
            "until_on": FRIDAY,
            "cutoff_on": FRIDAY,
            "due_on": FRIDAY,
            "status_since": NOW,
        }
        return ReportingPeriod.objects.create(**{**values, **columns})

    def extension(self, part: Assignment, **columns: Any) -> None:
        head = self.cast.head
        ExtensionRequest.objects.create(
            part=part,
            due_on_before=FRIDAY,
            requested_due_on=FRIDAY,
            requested_by=head,
            released_by=head,
            requested_at=NOW,
            requested_on=MONDAY,
            **columns,
        )

    def bottleneck(self, part: Assignment) -> None:
        kind = BottleneckKind.objects.create(code="x", name_vi="Vốn")
        Bottleneck.objects.create(
            part=part, kind=kind, text="x", raised_by=self.cast.head, raised_at=NOW, raised_on=MONDAY
        )

    def prepared(self, part: Assignment) -> None:
        head = self.cast.head
        post = head.memberships.get()
        PreparedAct.objects.create(part=part, verb="submit", prepared_by=head, post=post, prepared_at=NOW)

    def task(self, part: Assignment, **columns: Any) -> PartTask:
        values = {"process_id": part.process_id, "flow_task": AssignmentFlow.instance.node("verify")}
        task: PartTask = PartTask.objects.create(**{**values, "flow_task_type": "HUMAN", **columns})
        return task


@pytest.fixture
def world(cast: Cast, issued: Any) -> World:
    done = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", done, cast.actor(cast.head), RESULT)
    do("return_", done, cast.actor(cast.monitor), needs.Reason(reason="x"))
    do("submit", done, cast.actor(cast.head), RESULT)
    do("verify", done, cast.actor(cast.monitor))
    do("approve", done, cast.actor(cast.vice_chair))
    directive = issued(
        deadline_kind="dated",
        due_on=FRIDAY,
        coordinating=(cast.finance.pk,),
        informed=(cast.police.pk,),
        directed_by=cast.vice_chair.pk,
        field=cast.field.pk,
    )
    do("accept", directive, cast.actor(cast.head))
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    asleep = Assignment.objects.get(directive=directive, role="coordinating")
    return World(cast, directive, lead(directive), asleep, lead(done))


@contextmanager
def unchecked() -> Iterator[None]:
    """The checks of the columns out of the way, as in a table restored without them."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE directives_assignment DROP CONSTRAINT part_open_by_status")
            cursor.execute("ALTER TABLE directives_assignment DROP CONSTRAINT part_paused_from_somewhere")
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            if not postgres:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def kinds() -> set[str]:
    return {found.kind for found in chain(invariants.differences(), engine.differences())}


Breaking = Callable[[World], object]
DAY = {"completed_on": MONDAY}
BREAKS: list[tuple[str, Breaking]] = [
    # --- a part and its columns
    ("open", lambda w: w.change(w.lead, is_open=False)),
    ("open", lambda w: w.change(w.done, is_open=True)),
    ("draft", lambda w: w.change(w.lead, status="draft", is_open=False)),
    ("draft", lambda w: w.change(w.directive, status="draft", is_open=False)),
    ("role", lambda w: w.change(w.lead, role="each")),
    ("sort date", lambda w: w.change(w.lead, sort_due=NO_DATE)),
    ("sort date", lambda w: w.change(w.asleep, due_on=FRIDAY, sort_due=FRIDAY)),
    ("deadline", lambda w: w.change(w.lead, due_on=None, sort_due=NO_DATE)),
    ("assigned on", lambda w: w.change(w.lead, assigned_on=None)),
    ("assigned on", lambda w: w.change(w.done, assigned_on=FRIDAY)),
    ("completed on", lambda w: w.change(w.lead, completed_on=MONDAY)),
    ("completed on", lambda w: w.change(w.done, completed_on=None)),
    ("delivered on", lambda w: w.change(w.lead, delivered_on=MONDAY)),
    ("delivered on", lambda w: w.change(w.done, delivered_on=None)),
    ("submitted on", lambda w: w.change(w.lead, submitted_on=MONDAY)),
    ("submitted on", lambda w: w.change(w.lead, status="awaiting_approval")),
    ("closed missing", lambda w: w.change(w.lead, closed_missing=True)),
    ("asleep", lambda w: w.change(w.lead, awake=False, sort_due=NO_DATE)),
    ("asleep", lambda w: w.change(w.asleep, status="in_progress")),
    ("paused", lambda w: w.change(w.lead, status="paused")),
    ("paused", lambda w: w.change(w.lead, paused_from="assigned")),
    ("paused", lambda w: w.change(w.lead, status="paused", paused_from="completed")),
    ("copies", lambda w: w.change(w.lead, directed_by=None)),
    ("copies", lambda w: w.change(w.lead, monitor=w.cast.other_monitor)),
    ("copies", lambda w: w.change(w.directive, field=None)),
    ("successor", lambda w: w.change(w.lead, status="transferred", is_open=False, **DAY)),
    ("successor", lambda w: w.change(w.lead, successor=w.asleep)),
    (
        "successor",
        lambda w: w.change(w.lead, status="transferred", is_open=False, successor=w.done, **DAY),
    ),
    # --- what waits on a part
    ("prepared act", lambda w: w.prepared(w.done)),
    ("extension request", lambda w: w.extension(w.done)),
    ("ask", lambda w: Ask.objects.create(part=w.done, text="x", asked_by=w.cast.head, asked_at=NOW)),
    ("bottleneck", lambda w: w.bottleneck(w.done)),
    ("reporting period", lambda w: w.period(part=w.done)),
    ("urging count", lambda w: w.change(w.lead, urging_count=3)),
    ("urging count", lambda w: Urging.objects.create(part=w.lead, number=1, at=NOW, on=MONDAY)),
    ("redo count", lambda w: w.change(w.done, redo_count=0)),
    ("redo count", lambda w: w.change(w.lead, redo_count=1)),
    ("extension count", lambda w: w.extension(w.lead, decision="granted")),
    ("period open", lambda w: w.period(is_open=False)),
    ("period delivered", lambda w: w.period(is_open=False, status="completed")),
    ("period submitted", lambda w: w.period(status="awaiting_verification")),
    ("period of whom", lambda w: w.period(part=w.asleep)),
    ("deadline of what recurs", lambda w: w.change(w.directive, deadline_kind="continuous")),
    ("deadline of what recurs", lambda w: w.change(w.directive, deadline_kind="periodic")),
    # --- a directive
    ("lead", lambda w: w.change(w.lead, role="coordinating")),
    ("no part", lambda w: Directive.objects.filter(pk=empty_directive(w).pk).update(status="assigned")),
    ("status", lambda w: w.change(w.directive, status="assigned")),
    ("status", lambda w: w.change(w.done.directive, status="in_progress", is_open=True)),
    ("open", lambda w: w.change(w.directive, is_open=False)),
    ("issued on", lambda w: w.change(w.directive, issued_on=None)),
    ("version", lambda w: w.change(w.directive, version=9)),
    ("version", lambda w: w.change(w.directive, version=2)),
    ("journal head", lambda w: w.change(w.directive, journal_head="0" * 64)),
    # --- a part and its process
    ("no process", lambda w: w.change(w.lead, process=None)),
    ("process ended", lambda w: PartProcess.objects.filter(pk=w.lead.process_id).update(status="DONE")),
    ("no task", lambda w: TASKS.filter(process=w.lead.process_id).update(status="DONE")),
    ("several tasks", lambda w: w.task(w.lead)),
    ("step", lambda w: w.change(w.lead, status="refused")),
    ("step", lambda w: open_tasks(w.lead).update(flow_task=step("approve"))),
    ("step", lambda w: w.change(w.lead, status="paused", paused_from="assigned")),
    ("owner", lambda w: open_tasks(w.lead).update(owner=None)),
    ("owner", lambda w: w.change(w.lead, officer=w.cast.colleague)),
    ("task left", lambda w: TASKS.filter(process=w.done.process_id).update(status="NEW")),
    ("process left", lambda w: PartProcess.objects.filter(pk=w.done.process_id).update(status="NEW")),
    ("orphan process", lambda w: PartProcess.objects.create(flow_class=AssignmentFlow)),
    ("orphan task", lambda w: orphan(w)),
]


def step(name: str) -> str:
    return str(get_task_ref(AssignmentFlow.instance.node(name)))


def open_tasks(part: Assignment) -> Any:
    return TASKS.filter(process=part.process_id, status__in=["NEW", "ASSIGNED"])


def orphan(world: World) -> None:
    process = PartProcess.objects.create(flow_class=AssignmentFlow, status="DONE")
    world.task(world.lead, process_id=process.pk)


def empty_directive(world: World) -> Directive:
    return Directive.objects.create(
        title="x", monitor=world.cast.monitor, created_by=world.cast.monitor, created_at=NOW, status_since=NOW
    )


@pytest.mark.parametrize(
    ("kind", "damage"), BREAKS, ids=[f"{n} {kind}" for n, (kind, _) in enumerate(BREAKS)]
)
def test_what_is_broken_is_found_and_what_can_be_is_repaired(
    world: World, kind: str, damage: Breaking
) -> None:
    assert kinds() == set()
    with unchecked():
        damage(world)
        found = [d for d in chain(invariants.differences(), engine.differences()) if d.kind == kind]
        assert found
        assert all(str(difference).startswith(kind) for difference in found)
        whole = {d for d in chain(invariants.differences(), engine.differences()) if d.directive}
        one_by_one = {
            d
            for pk in Directive.objects.values_list("pk", flat=True)
            for d in chain(invariants.differences(pk), engine.differences(pk))
        }
        assert one_by_one == whole
        repairable = all(difference.repair for difference in whole)
        try:
            call_command("check_invariants", repair=True)
        except CommandError:
            assert not repairable
            assert kinds() != set()
        else:
            assert repairable
            assert kinds() == set()
            assert list(journal_check.Check().breaks()) == []
            if whole:
                assert JournalEntry.objects.filter(verb="repair", actor=None).exists()


def test_the_table_breaks_every_invariant() -> None:
    groups = (of_directives.DIRECTIVES, of_parts.PARTS, of_parts.PERIODS, engine.PARTS, engine.PROCESSES)
    every = {invariant.kind for group in groups for invariant in group.invariants}
    assert every == {kind for kind, _damage in BREAKS}


def test_without_the_flag_nothing_is_changed(world: World, capsys: Any) -> None:
    world.change(world.lead, sort_due=NO_DATE, urging_count=2)
    before = snapshot(world.directive)
    with pytest.raises(CommandError) as failed:
        call_command("check_invariants")
    assert failed.value.returncode == 1
    assert snapshot(world.directive) == before
    told = capsys.readouterr().err
    assert f"sort date: part {world.lead.pk} of directive {world.directive.pk}: lists sort it" in told
    assert f"urging count: part {world.lead.pk}" in told


def test_a_repair_says_what_was_there_and_what_is_now(world: World, capsys: Any) -> None:
    world.change(world.lead, urging_count=2)
    call_command("check_invariants", repair=True)
    assert f"part {world.lead.pk}: urging_count 2 → 0" in capsys.readouterr().out
    entry = JournalEntry.objects.get(verb="repair")
    assert entry.directive_id == world.directive.pk
    assert entry.data == {"repaired": [f"part {world.lead.pk}: urging_count 2 → 0"]}
    call_command("check_invariants")
    assert "Everything agrees." in capsys.readouterr().out


def test_nothing_to_repair_writes_nothing(world: World) -> None:
    before = snapshot(world.directive)
    assert repairing.repair(world.directive.pk, now=NOW) == []
    assert snapshot(world.directive) == before


def test_a_directive_whose_journal_does_not_hold_is_left_alone(world: World, capsys: Any) -> None:
    world.change(world.directive, version=9)
    world.change(world.lead, urging_count=2)
    with pytest.raises(CommandError):
        call_command("check_invariants", repair=True)
    assert "its journal does not hold" in capsys.readouterr().err
    assert Assignment.objects.get(pk=world.lead.pk).urging_count == 2


def test_a_repair_that_fails_leaves_nothing(world: World, monkeypatch: Any) -> None:
    world.change(world.lead, urging_count=2, sort_due=NO_DATE)
    before = snapshot(world.directive)
    monkeypatch.setattr("directives.journal.append", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        repairing.repair(world.directive.pk, now=NOW)
    assert snapshot(world.directive) == before


def test_work_goes_on_after_a_repair(world: World) -> None:
    cast = world.cast
    world.change(world.lead, process=None)
    call_command("check_invariants", repair=True)
    do("submit", world.directive, cast.actor(cast.head), RESULT, now=NOW + timedelta(hours=1))
    do("verify", world.directive, cast.actor(cast.monitor), now=NOW + timedelta(hours=2))


SUBSETS = [s for n in range(1, 4) for s in combinations(sorted(set(Status) - {Status.DRAFT}), n)]


def test_status_in_sql_is_the_one_of_the_services(cast: Cast, issued: Any) -> None:
    """Twins: of_directives.summed_up and services.rollup.summed_up, over every mixture of up to three statuses."""
    directive = issued(mode="each", leads=tuple(commune.pk for commune in cast.communes))
    parts = list(Assignment.objects.filter(directive=directive))
    twin = Directive.objects.filter(pk=directive.pk).annotate(twin=of_directives.summed_up(Role.EACH))
    with unchecked():
        for statuses in SUBSETS:
            for place, part in enumerate(parts):
                Assignment.objects.filter(pk=part.pk).update(status=statuses[place % len(statuses)])
            assert twin.values_list("twin", flat=True).get() == summed_up(statuses), statuses


def test_the_number_of_statements_does_not_grow(
    world: World, issued: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5):
        kinds()
    for _ in range(3):
        issued()
    with django_assert_num_queries(5):
        kinds()


def test_the_nightly_check_keeps_and_mails_what_it_found(world: World, caplog: Any) -> None:
    assert check_records(now=NOW).total() == 0
    result = last_check()
    assert result is not None
    assert result.found == {}
    assert not Message.objects.filter(kind="notice").exists()
    world.change(world.lead, urging_count=2)
    assert check_records(now=NOW) == {"urging count": 1}
    assert Tick.objects.get(name="check").data == {"found": {"urging count": 1}}
    assert Message.objects.filter(kind="notice", key=f"check:{MONDAY}").count() == 2
    assert any("urging count" in record.getMessage() for record in caplog.records)


def test_the_check_runs_by_night() -> None:
    from config.celery import app

    entry = app.conf.beat_schedule["nightly_check"]
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
    assert entry["schedule"].hour == {1}
