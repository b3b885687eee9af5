"""Lateness by table, and the two ways of computing it held together."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from departments.working_days import WorkingCalendar
from directives.deadlines import Lateness, Today, days_late, lateness, period_lateness
from directives.lifecycle import OPEN, Role, Status
from directives.models import Assignment, Directive, ReportingPeriod
from directives.models.assignment import NO_DATE
from directives.models.period import STATUS as PERIOD_STATUS
from directives.selectors.lateness import condition, judged, late, on_time, period_condition
from tests.cast import MONDAY, NOW

CALENDAR = WorkingCalendar()
TODAY = Today.at(MONDAY, CALENDAR, 3)
YESTERDAY, TOMORROW = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)


@dataclass
class Part:
    role: str = Role.LEAD
    status: str = Status.IN_PROGRESS
    awake: bool = True
    due_on: date | None = None
    submitted_on: date | None = None
    delivered_on: date | None = None


def test_due_soon_ends_after_working_days():
    assert TODAY.soon_until == date(2026, 11, 27)  # 24/11 is a public holiday
    friday = Today.at(date(2026, 11, 27), CALENDAR, 3)
    assert friday.soon_until == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(), Lateness.NO_DATE),
        (Part(due_on=YESTERDAY), Lateness.OVERDUE),
        (Part(due_on=MONDAY), Lateness.DUE_SOON),
        (Part(due_on=TODAY.soon_until), Lateness.DUE_SOON),
        (Part(due_on=TODAY.soon_until + timedelta(days=1)), Lateness.IN_TERM),
        (Part(status=Status.ASSIGNED, due_on=YESTERDAY), Lateness.OVERDUE),
        (Part(status=Status.REFUSED, due_on=YESTERDAY), Lateness.OVERDUE),
        (
            Part(status=Status.AWAITING_VERIFICATION, due_on=YESTERDAY, submitted_on=YESTERDAY),
            Lateness.IN_TERM,
        ),
        (Part(status=Status.AWAITING_APPROVAL, due_on=YESTERDAY, submitted_on=MONDAY), Lateness.OVERDUE),
        (Part(status=Status.AWAITING_APPROVAL, due_on=YESTERDAY), Lateness.OVERDUE),
        (Part(status=Status.AWAITING_VERIFICATION), Lateness.NO_DATE),
        (Part(status=Status.COMPLETED, due_on=MONDAY, delivered_on=MONDAY), Lateness.ON_TIME),
        (Part(status=Status.COMPLETED, due_on=MONDAY, delivered_on=TOMORROW), Lateness.LATE),
        (Part(status=Status.COMPLETED), Lateness.NO_DATE),
        (Part(status=Status.PAUSED, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(status=Status.TRANSFERRED, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(status=Status.RECALLED, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(status=Status.SUPERSEDED, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(status=Status.DRAFT, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(role=Role.INFORMED, status=Status.ASSIGNED, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(role=Role.COORDINATING, awake=False, due_on=YESTERDAY), Lateness.NOT_COUNTED),
        (Part(role=Role.COORDINATING, due_on=YESTERDAY), Lateness.OVERDUE),
        (Part(role=Role.EACH, due_on=YESTERDAY), Lateness.OVERDUE),
    ],
)
def test_lateness(part, expected):
    assert lateness(part, TODAY) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(), 0),
        (Part(due_on=MONDAY), 0),
        (Part(due_on=date(2026, 11, 20)), 1),
        (Part(due_on=date(2026, 11, 13)), 6),
        (Part(due_on=date(2026, 11, 21)), 1),  # due on a Saturday: Monday is one working day past it
        (Part(status=Status.COMPLETED, due_on=date(2026, 11, 20), delivered_on=date(2026, 11, 21)), 1),
        (
            Part(status=Status.AWAITING_APPROVAL, due_on=date(2026, 11, 13), submitted_on=date(2026, 11, 17)),
            2,
        ),
        (Part(status=Status.COMPLETED, due_on=date(2026, 11, 13), delivered_on=date(2026, 11, 13)), 0),
    ],
)
def test_days_late_counts_working_days(part, expected):
    assert days_late(part, MONDAY, CALENDAR) == expected


def stored(directive: Directive, department_id: int, **columns: Any) -> Assignment:
    """A part written past the services: every combination is wanted, also those they never make."""
    status, due = columns["status"], columns.get("due_on")
    return Assignment(
        directive=directive,
        department_id=department_id,
        is_open=status in OPEN,
        status_since=NOW,
        paused_from=Status.IN_PROGRESS.value if status == Status.PAUSED else "",
        original_due_on=due,
        sort_due=due or NO_DATE,
        **columns,
    )


def bare_directive(cast) -> Directive:
    return Directive.objects.create(
        title="Rà soát",
        text="Rà soát",
        monitor=cast.monitor,
        created_by=cast.monitor,
        created_at=NOW,
        status_since=NOW,
    )


def assert_twins_agree(parts: list[Assignment], today: Today) -> None:
    by_sql = {
        kind: set(Assignment.objects.filter(condition(kind, today)).values_list("pk", flat=True))
        for kind in Lateness
    }
    for part in parts:
        found = [kind for kind, ids in by_sql.items() if part.pk in ids]
        assert found == [lateness(part, today)], (
            part.role,
            part.status,
            part.awake,
            part.due_on,
            part.submitted_on,
        )


@pytest.mark.twin
@pytest.mark.django_db
def test_sql_and_python_agree_on_every_combination(cast):
    """Role × awake × status × deadline × day of hand-in, each once."""
    days = [None, YESTERDAY, MONDAY, TODAY.soon_until, TODAY.soon_until + timedelta(days=1)]
    rows = []
    for role in Role:
        for awake in (True, False):
            for status in Status:
                for due in days:
                    for handed in (None, YESTERDAY, MONDAY, TOMORROW):
                        # One directive a part: no department has two parts of one, and there is one lead.
                        rows.append((role, awake, status, due, handed))
    directives = Directive.objects.bulk_create(
        Directive(
            title="x",
            text="x",
            monitor=cast.monitor,
            created_by=cast.monitor,
            created_at=NOW,
            status_since=NOW,
        )
        for _ in rows
    )
    parts = Assignment.objects.bulk_create(
        stored(
            directive,
            cast.board.pk,
            role=role.value,
            awake=awake,
            status=status.value,
            due_on=due,
            submitted_on=handed,
            delivered_on=handed,
        )
        for directive, (role, awake, status, due, handed) in zip(directives, rows, strict=True)
    )
    assert_twins_agree(parts, TODAY)


DAYS = some.none() | some.integers(-12, 12).map(lambda n: MONDAY + timedelta(days=n))
PARTS = some.lists(
    some.fixed_dictionaries(
        {
            "role": some.sampled_from([Role.EACH.value, Role.COORDINATING.value, Role.INFORMED.value]),
            "awake": some.booleans(),
            "status": some.sampled_from([status.value for status in Status]),
            "due_on": DAYS,
            "submitted_on": DAYS,
            "delivered_on": DAYS,
        }
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.twin
@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(drawn=PARTS, shift=some.integers(0, 9), soon=some.integers(0, 7))
def test_sql_and_python_agree_on_any_day(cast, drawn, shift, soon):
    today = Today.at(MONDAY + timedelta(days=shift), CALENDAR, soon)
    Assignment.objects.all().delete()
    parts = []
    for columns in drawn:
        parts.append(stored(bare_directive(cast), cast.board.pk, **columns))
    assert_twins_agree(Assignment.objects.bulk_create(parts), today)


@pytest.mark.twin
@pytest.mark.django_db
def test_rate_against_either_deadline(cast):
    """Extended and delivered in between: on time by the current deadline, late by the first."""
    part = stored(
        bare_directive(cast),
        cast.board.pk,
        role=Role.LEAD.value,
        awake=True,
        status=Status.COMPLETED.value,
        due_on=MONDAY,
        delivered_on=YESTERDAY,
    )
    part.original_due_on = YESTERDAY - timedelta(days=5)
    part.save()
    for wanted, there in (
        (judged(), True),
        (on_time(MONDAY), True),
        (late(MONDAY), False),
        (on_time(MONDAY, due="original_due_on"), False),
        (late(MONDAY, due="original_due_on"), True),
    ):
        assert Assignment.objects.filter(wanted).exists() is there


@pytest.mark.twin
@pytest.mark.django_db
def test_sql_and_python_agree_on_every_period(cast):
    """Review × status × day of hand-in × today around the deadline, each once."""
    part = stored(bare_directive(cast), cast.board.pk, role=Role.LEAD.value, status=Status.IN_PROGRESS.value)
    part.save()
    handed = (None, YESTERDAY, MONDAY, TOMORROW)
    combinations = [
        (review, status, day)
        for review in (True, False)
        for status, _label in PERIOD_STATUS
        for day in handed
    ]
    periods = ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            part=part,
            review=review,
            from_on=MONDAY - timedelta(days=30 + number),
            until_on=MONDAY,
            cutoff_on=MONDAY,
            due_on=MONDAY,
            status=status,
            status_since=NOW,
            submitted_on=day,
            delivered_on=day,
        )
        for number, (review, status, day) in enumerate(combinations)
    )
    seen = set()
    for shift in range(-12, 3):
        today = Today.at(MONDAY + timedelta(days=shift), CALENDAR, 3)
        by_sql = {
            kind: set(
                ReportingPeriod.objects.filter(period_condition(kind, today)).values_list("pk", flat=True)
            )
            for kind in Lateness
        }
        for period in periods:
            found = [kind for kind, ids in by_sql.items() if period.pk in ids]
            assert found == [period_lateness(period, today)], (period.review, period.status, shift)
            seen |= set(found)
    assert seen == set(Lateness)
