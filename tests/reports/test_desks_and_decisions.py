"""The conditions in SQL against the domain's own answers: whose desk, how long, who may decide."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from departments.actors import Actor
from departments.models import User
from departments.working_days import WorkingCalendar
from directives import permissions
from directives.desks import DeskKind, desk_of
from directives.lifecycle import VERBS, Role, Status, Who
from directives.models import (
    Assignment,
    ExtensionRequest,
    PreparedAct,
    ProgressReport,
    ReportingPeriod,
    RequestKind,
    Rule,
)
from reports.decisions import KINDS, Decision, waiting
from reports.desks import Age, Bands, Place, first_day, on_desk
from reports.filters import View
from tests.cast import MONDAY, NOW, at
from tests.reports.volume import Volume

PLACE_OF = {
    DeskKind.OFFICER: Place.DEPARTMENT,
    DeskKind.DIVISION: Place.DEPARTMENT,
    DeskKind.UNIT: Place.DEPARTMENT,
    DeskKind.DEPARTMENT: Place.DEPARTMENT,
    DeskKind.OFFICE: Place.OFFICE,
    DeskKind.RECEIVER: Place.RECEIVER,
    DeskKind.LEADER: Place.LEADER,
}
DAYS = some.dates(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.twin
@pytest.mark.django_db
def test_places_are_those_of_the_desks(cast):
    Volume(cast, seed=21).make(150)
    parts = list(
        Assignment.objects.select_related(
            "directive__product_to_department", "department", "directed_by", "monitor", "officer"
        )
    )
    by_sql = {
        place: set(Assignment.objects.filter(on_desk(place)).values_list("pk", flat=True)) for place in Place
    }
    for part in parts:
        desk = desk_of(part)
        found = [place for place in Place if part.pk in by_sql[place]]
        if desk is None or part.role == Role.INFORMED:
            assert found == []
            continue
        place = PLACE_OF[desk.kind]
        if part.department.is_outside and part.status in ("assigned", "in_progress"):
            place = Place.OUTSIDE  # the monitor's desk, but that is not where it is stuck
        assert found == [place, Place.ANY]
    assert all(by_sql.values())


@given(day=DAYS, back=some.integers(0, 80), days=some.sampled_from([5, 10, 20]))
def test_first_day_is_the_limit_in_working_days(day, back, days):
    """On or after the first day at most that many working days have passed; before it more have."""
    calendar = WorkingCalendar(off=frozenset({date(2026, 11, 24)}), worked=frozenset({date(2026, 1, 10)}))
    since = day - timedelta(days=back)
    assert (since >= first_day(day, days, calendar)) == (calendar.between(since, day) <= days)


@pytest.mark.twin
@pytest.mark.django_db
def test_bands_count_working_days(cast):
    """Moments at the edges of local days fall into the band of their working days."""
    calendar = WorkingCalendar()
    parts = Volume(cast, seed=22).make(40)
    for step, part in enumerate(parts):
        part.status_since = at(
            MONDAY - timedelta(days=step // 2), 23 if step % 2 else 0, 59 if step % 2 else 0
        )
    Assignment.objects.bulk_update(parts, ["status_since"])
    bands = Bands.at(MONDAY, calendar)
    by_sql = {
        age: set(Assignment.objects.filter(bands.condition(age)).values_list("pk", flat=True)) for age in Age
    }
    for step, part in enumerate(parts):
        days = calendar.between(MONDAY - timedelta(days=step // 2), MONDAY)
        age = Age.TO_5 if days <= 5 else Age.TO_10 if days <= 10 else Age.TO_20 if days <= 20 else Age.OVER_20
        assert [each for each in Age if part.pk in by_sql[each]] == [age], days


def waits_in_python(actor: Actor, kind: Decision, part: Assignment, prepared: set[int]) -> bool:
    """The same question put to `permissions.may`, with what makes it this person's turn."""
    if kind is Decision.EXTEND:
        return extension_waits_in_python(actor, part)
    if kind in (Decision.APPROVE_PERIOD, Decision.VERIFY_PERIOD):
        judging = VERBS[kind.value]
        rows = ReportingPeriod.objects.filter(part=part).select_related("report")
        return any(permissions.may(actor, judging, part.directive, part, row) for row in rows)
    if kind is Decision.UNBLOCK:
        return part.is_open and any(
            permissions.qualities(actor, part.directive, part, subject=row) & {Who.ASKED}
            for row in part.bottlenecks.filter(is_open=True, state="open")
        )
    verb = {Decision.RECONSIDER: "insist"}.get(kind, kind.value)
    if not part.is_open or not permissions.may(actor, VERBS[verb], part.directive, part):
        return False
    if kind is Decision.RELEASE:
        return part.pk in prepared
    if kind is Decision.SET_DEADLINE:
        undated = part.due_on is None and part.directive.deadline_kind in ("to_be_set", "dated")
        return actor.is_leader and part.directed_by_id == actor.user_id and undated
    return True


def extension_waits_in_python(actor: Actor, part: Assignment) -> bool:
    """A contested date waits for the Office, or the Chair for its own part; a leader may but need not decide it."""
    request = part.extension_requests.filter(decision="open").first()
    if request is None or not permissions.may(actor, VERBS["grant_extension"], part.directive, part, request):
        return False
    contested = request.kind == RequestKind.CONTEST
    return not contested or (actor.is_chair if part.department.is_office else actor.is_office)


def ask_for_time(parts: list[Assignment], people: list[User]) -> None:
    """Requests of both kinds, by several people, on every other part that has a date."""
    working = [part for part in parts if part.is_open and part.role in ("lead", "each")]
    rows = [(part, part.due_on) for part in working if part.due_on is not None]
    ExtensionRequest.objects.bulk_create(
        ExtensionRequest(
            part=part,
            kind=RequestKind.CONTEST if n % 3 == 0 else RequestKind.EXTENSION,
            due_on_before=due,
            requested_due_on=due + timedelta(days=30),
            reason="Cần thêm thời gian",
            requested_by=people[n % len(people)],
            released_by=people[n % len(people)],
            requested_at=NOW,
            requested_on=MONDAY,
            decision="open" if n % 4 else "refused",
        )
        for n, (part, due) in enumerate(rows)
        if part.status != Status.PAUSED
    )


def hand_in_periods(parts: list[Assignment], people: list[User]) -> None:
    """A report of a period on every third part that does the work: to confirm, to approve, or owed again."""
    rows = [part for part in parts if part.is_open and part.role in ("lead", "each")][::3]
    statuses = ("awaiting_verification", "awaiting_approval", "in_progress")
    for n, part in enumerate(rows):
        author, status = people[n % len(people)], statuses[n % 3]
        post = author.memberships.get()
        report = ProgressReport.objects.create(
            part=part,
            kind="period",
            done="x",
            prepared_by=author,
            released_by=author,
            post=post,
            at=NOW,
            on=MONDAY,
        )
        ReportingPeriod.objects.create(
            part=part,
            from_on=MONDAY,
            until_on=MONDAY,
            cutoff_on=MONDAY,
            due_on=MONDAY,
            status=status,
            status_since=NOW,
            report=report,
            submitted_on=MONDAY,
        )


@pytest.mark.twin
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "authority"),
    [
        *((person, "leader") for person in ("chair", "vice_chair", "other_vice_chair", "chief", "monitor")),
        *((person, "leader") for person in ("head", "officer", "outsider")),
        ("chief", "office"),
        ("vice_chair", "office"),
        ("chair", "chair"),
        ("monitor", "chair"),
    ],
)
def test_decisions_are_those_one_may_take(cast, person, authority):
    Volume(cast, seed=23).make(30)
    if authority != "leader":  # the default
        Rule.objects.create(key="extension_decided_by", value=authority)
    parts = list(Assignment.objects.exclude(status=Status.DRAFT).select_related("directive", "department"))
    prepared = set(PreparedAct.objects.filter(is_open=True).values_list("part_id", flat=True))
    ask_for_time(parts, [cast.head, cast.monitor, cast.vice_chair, cast.chief])
    hand_in_periods(parts, [cast.head, cast.monitor, cast.vice_chair, cast.chief, cast.officer])
    actor = cast.actor(getattr(cast, person))
    either: set[int] = set()
    for kind in KINDS:
        found = set(Assignment.objects.filter(waiting(kind, actor)).values_list("pk", flat=True))
        expected = {part.pk for part in parts if waits_in_python(actor, kind, part, prepared)}
        assert found == expected, kind
        either |= found
    assert set(Assignment.objects.filter(waiting(Decision.ANY, actor)).values_list("pk", flat=True)) == either
    assert either or person in ("officer", "outsider")


def test_views_have_words():
    from reports.filters import VIEW_LABELS

    assert set(VIEW_LABELS) == set(View)
