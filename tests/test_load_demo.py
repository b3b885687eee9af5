"""The demo as loaded: every act by a service, every situation a screen has to show, nothing in the future."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from config.demo.loading import load_demo
from config.management.commands import load_demo as command
from departments.models import Department, User
from departments.sample import DEMO_PASSWORD
from departments.selectors import working_calendar
from directives.deadlines import Lateness, Today
from directives.lifecycle import DeadlineKind, Mode, Role, Status
from directives.models import (
    Assignment,
    BottleneckKind,
    Conclusion,
    Directive,
    JournalEntry,
    Pending,
    PreparedAct,
)
from directives.models.conclusion import PointOutcome
from directives.selectors import lateness
from notifications.models import Message, MessageState, Tick
from tests.invariants import assert_engine_agrees

TODAY = date(2026, 11, 18)  # a Wednesday

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(today=TODAY)
        yield
        transaction.set_rollback(True)


def issued() -> QuerySet[Directive]:
    return Directive.objects.exclude(status=Status.DRAFT)


def parts(*conditions: Q, **columns: object) -> QuerySet[Assignment]:
    return Assignment.objects.exclude(status=Status.DRAFT).filter(*conditions, **columns)


def soon() -> Today:
    return Today.at(TODAY, working_calendar(), 3)


def test_status_flow_and_journal_agree_on_every_directive():
    assert 40 <= issued().count() <= 70
    for directive in issued():
        assert_engine_agrees(directive, drained=True)


def test_nothing_lies_in_the_future_and_people_work_in_office_hours():
    calendar = working_calendar()
    for entry in JournalEntry.objects.all():
        local = timezone.localtime(entry.at)
        assert local.date() < TODAY
        assert calendar.is_working(local.date())
        assert entry.actor_id is None or 8 <= local.hour < 17, local


SITUATIONS: dict[str, Callable[[], QuerySet[Assignment]]] = {
    **{
        kind.value: lambda kind=kind: parts(lateness.condition(kind, soon()))  # type: ignore[misc]
        for kind in Lateness
    },
    "overdue for more than ten days": lambda: parts(lateness.overdue(date(2026, 11, 4))),
    "not started": lambda: parts(status=Status.ASSIGNED, role=Role.LEAD),
    "refused": lambda: parts(status=Status.REFUSED),
    "transferred": lambda: parts(status=Status.TRANSFERRED, successor__isnull=False),
    "waits for the Office": lambda: parts(
        status=Status.AWAITING_VERIFICATION, directive__product_to="office"
    ),
    "waits for the department that receives it": lambda: parts(
        status=Status.AWAITING_VERIFICATION, directive__product_to="department"
    ),
    "waits for the Chair": lambda: parts(status=Status.AWAITING_APPROVAL, directed_by__username="hung.tq"),
    "waits for the Chair, since the Vice-Chair heads the lead": lambda: parts(
        status=Status.AWAITING_APPROVAL, department__code="TCT", directed_by__username="khai.vd"
    ),
    "waits for a Vice-Chair": lambda: parts(
        status=Status.AWAITING_APPROVAL, department__code="SCT", directed_by__username="khai.vd"
    ),
    "waits for the monitor who is listed to sign in": lambda: parts(
        status=Status.AWAITING_VERIFICATION, monitor__username="diep.ptn", directive__product_to="office"
    ),
    "refused, and hers to decide": lambda: parts(status=Status.REFUSED, monitor__username="diep.ptn"),
    "returned": lambda: parts(redo_count=1, status=Status.IN_PROGRESS),
    "returned once, then accepted": lambda: parts(redo_count=1, status=Status.COMPLETED),
    "extended": lambda: parts(extension_count=1, is_open=True),
    "silent for months": lambda: parts(is_open=True, awake=True, silent_since__lt=date(2026, 10, 15)),
    "accepted by silence": lambda: parts(journal__verb="accept", journal__actor=None),
    "lies with an outside body": lambda: parts(is_open=True, department__kind="outside"),
    "asleep": lambda: parts(role=Role.COORDINATING, awake=False, is_open=True),
    "seen": lambda: parts(role=Role.INFORMED, status=Status.COMPLETED),
    "not yet seen": lambda: parts(role=Role.INFORMED, status=Status.ASSIGNED),
    "the Office's own": lambda: parts(is_open=True, department__kind="office", role=Role.LEAD),
    "the officer's, overdue": lambda: parts(lateness.overdue(TODAY), officer__username="ly.nht"),
    "the officer's, due soon": lambda: parts(lateness.due_soon(soon()), officer__username="ly.nht"),
    "the head's, to hand out": lambda: parts(department__code="BQLKCN", status=Status.ASSIGNED, officer=None),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_exists(name):
    assert SITUATIONS[name]().exists()


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_every_kind_of_deadline_is_running(kind):
    assert issued().filter(deadline_kind=kind, is_open=True).exists()


def test_a_task_given_to_every_commune_is_partly_delivered():
    directive = issued().get(mode=Mode.EACH, title__startswith="Niêm yết")
    counts = {status: directive.parts.filter(status=status).count() for status in Status}
    assert directive.parts.count() == 12
    assert counts[Status.COMPLETED] == 3
    assert counts[Status.AWAITING_VERIFICATION] == 2
    assert directive.status == Status.IN_PROGRESS


def test_an_act_waits_for_the_board_to_release():
    assert PreparedAct.objects.filter(is_open=True, part__department__code="BQLKCN").exists()


def test_one_conclusion_is_in_the_clerks_hands():
    conclusion = Conclusion.objects.exclude(text="").get(published_at=None)
    assert conclusion.points.count() == 9
    assert conclusion.points.exclude(outcome=PointOutcome.UNDECIDED).count() == 7
    assert conclusion.directives.filter(status=Status.DRAFT).count() == 6


def test_two_meetings_have_no_text_yet_and_one_is_past_its_term():
    waiting = Conclusion.objects.filter(text="").order_by("held_on")
    assert [working_calendar().between(row.held_on, TODAY) for row in waiting] == [5, 2]


def test_one_conclusion_came_as_a_word_file():
    file = Conclusion.objects.get(number="104/TB-UBND").source_file
    assert file is not None
    assert file.name.endswith(".docx")


def test_praise_needs_no_task():
    conclusion = Conclusion.objects.get(number="121/TB-UBND")
    assert conclusion.points.get(outcome=PointOutcome.NO_TASK).reason


def test_mail_of_the_last_day_has_gone_and_older_acts_are_not_told():
    assert not Pending.objects.exists()
    sent = Message.objects.filter(state=MessageState.SENT)
    assert sent.filter(kind="list").count() > 20
    assert 0 < sent.filter(kind="event").count() < 40
    assert not Message.objects.filter(state__in=[MessageState.DEAD, MessageState.PLANNED]).exists()
    assert not Message.objects.filter(created_at__lt=datetime(2026, 11, 17, tzinfo=UTC)).exclude(
        created_at__gte=datetime(2026, 11, 16, 23, tzinfo=UTC)
    )
    assert not Tick.objects.filter(name="tick").exists()


def test_kinds_of_bottleneck_are_there():
    assert BottleneckKind.objects.count() == 9


def test_the_command_leaves_a_database_in_use_alone(settings):
    settings.EMBEDDED = True
    before = (User.objects.count(), Department.objects.count(), JournalEntry.objects.count())
    call_command("load_demo", "--if-empty")
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_demo")
    assert before == (User.objects.count(), Department.objects.count(), JournalEntry.objects.count())


def test_the_command_keeps_out_of_a_real_installation(settings, monkeypatch, capsys):
    settings.EMBEDDED = False
    passwords: list[str] = []
    monkeypatch.setattr(command, "is_empty", lambda: True)
    monkeypatch.setattr(command, "load_demo", lambda **given: passwords.append(given["password"]))
    for arguments in ([], ["--if-empty"]):
        with pytest.raises(CommandError, match="--force"):
            call_command("load_demo", *arguments)
    assert passwords == []
    call_command("load_demo", "--force")
    assert passwords != [DEMO_PASSWORD]
    assert passwords[0] in capsys.readouterr().out
