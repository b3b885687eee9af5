"""The report of one period: each verb works; wrong state, wrong role, outsider; a refusal changes nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directives import needs
from directives.deadlines import Lateness, Today, period_lateness
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import Directive, PreparedAct, ProgressReport, ReportingPeriod
from directives.services.writing import SERVICES
from tests.cast import MONDAY, at
from tests.directives.services.doing import RESULT, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db
MONTHLY = {"deadline_kind": "periodic", "recurrence": "month", "period_due_day": 5}
AGAIN = needs.Reason(reason="Thiếu số liệu của hai doanh nghiệp")


@pytest.fixture
def directive(issued):
    return issued(**MONTHLY)


def period(directive: Directive, number: int = 0) -> ReportingPeriod:
    return ReportingPeriod.objects.filter(part=lead(directive)).order_by("from_on")[number]


def act(verb: str, row: ReportingPeriod, actor, data: Any = None, on: date = MONDAY, **more: Any):
    done = SERVICES[verb](subject=row.pk, actor=actor, now=at(on), data=data, **more)
    assert_engine_agrees(done.directive)
    row.refresh_from_db()
    return done


def everything(directive: Directive) -> list[Any]:
    rows = list(ReportingPeriod.objects.order_by("pk").values())
    return [*snapshot(directive), *rows, ProgressReport.objects.count(), PreparedAct.objects.count()]


def submitted(cast, directive: Directive, on: date = MONDAY, **changes: Any) -> ReportingPeriod:
    row = period(directive)
    act("submit_period", row, cast.actor(cast.head), replace(RESULT, **changes), on)
    return row


def test_the_head_reports_a_period_and_thereby_accepts_the_task(cast, directive):
    row = submitted(cast, directive)
    part = lead(directive)
    assert (row.status, row.is_open, row.submitted_on) == ("awaiting_verification", True, MONDAY)
    assert (part.status, part.accepted_at is not None, part.silent_since) == ("in_progress", True, MONDAY)
    assert part.due_on == date(2027, 1, 5)
    report = row.report
    assert report is not None
    assert (report.kind, report.document_number, report.verdict) == ("period", "412/BC-BQL", "none")
    entry = directive.journal.order_by("-seq")[0]
    assert (entry.verb, entry.from_status, entry.to_status) == ("submit_period", "assigned", "in_progress")
    assert entry.data["subject"] == row.pk
    assert entry.data["period"] == ["2026-11-01", "2026-11-30"]


def test_what_an_officer_prepares_is_released_by_the_head(cast, directive):
    part, row = lead(directive), period(directive)
    SERVICES["delegate"](
        part=part.pk,
        actor=cast.actor(cast.head),
        now=at(MONDAY),
        data=needs.Delegate(officer=cast.officer.pk),
    )
    act("submit_period", row, cast.actor(cast.officer), RESULT)
    assert (row.status, PreparedAct.objects.get().subject) == ("in_progress", row.pk)
    SERVICES["release"](part=part.pk, actor=cast.actor(cast.head), now=at(MONDAY))
    assert_engine_agrees(directive)
    row.refresh_from_db()
    report = row.report
    assert report is not None
    assert (row.status, report.prepared_by, report.released_by) == (
        "awaiting_verification",
        cast.officer,
        cast.head,
    )


def test_the_receiver_confirms_and_the_part_goes_on(cast, directive):
    row = submitted(cast, directive)
    act("verify_period", row, cast.actor(cast.monitor), on=date(2026, 12, 9))
    assert (row.status, row.is_open) == ("completed", False)
    assert (row.delivered_on, row.completed_on) == (MONDAY, date(2026, 12, 9))
    assert lead(directive).status == "in_progress"
    assert ProgressReport.objects.get().verdict == "accepted"


def test_with_approval_the_directing_leader_has_the_last_word(cast, issued):
    directive = issued(**MONTHLY, needs_approval=True, directed_by=cast.vice_chair.pk)
    row = submitted(cast, directive)
    act("verify_period", row, cast.actor(cast.monitor))
    assert (row.status, row.is_open, row.delivered_on) == ("awaiting_approval", True, None)
    with pytest.raises(Forbidden):
        act("approve_period", row, cast.actor(cast.monitor))
    act("approve_period", row, cast.actor(cast.vice_chair))
    assert (row.status, row.delivered_on) == ("completed", MONDAY)


def test_the_leader_returns_what_the_office_had_confirmed(cast, issued):
    directive = issued(**MONTHLY, needs_approval=True, directed_by=cast.vice_chair.pk)
    row = submitted(cast, directive)
    act("verify_period", row, cast.actor(cast.monitor))
    act("return_period", row, cast.actor(cast.vice_chair), AGAIN)
    assert (row.status, row.redo_count) == ("in_progress", 1)


def test_a_returned_report_is_owed_again_by_its_own_deadline(cast, directive):
    row = submitted(cast, directive)
    act("return_period", row, cast.actor(cast.monitor), AGAIN, on=date(2026, 12, 7))
    assert (row.status, row.redo_count, row.submitted_on, row.report) == ("in_progress", 1, None, None)
    assert (lead(directive).due_on, ProgressReport.objects.get().verdict) == (date(2026, 12, 5), "returned")
    act("submit_period", row, cast.actor(cast.head), RESULT, on=date(2026, 12, 8))
    act("verify_period", row, cast.actor(cast.monitor), on=date(2026, 12, 9))
    assert period_lateness(row, Today(date(2026, 12, 9), date(2026, 12, 9))) is Lateness.LATE


def test_withdrawn_before_it_is_judged(cast, directive):
    row = submitted(cast, directive)
    act("withdraw_period", row, cast.actor(cast.head), needs.OptionalReason(reason="Gửi nhầm"))
    assert (row.status, row.submitted_on, lead(directive).due_on) == ("in_progress", None, date(2026, 12, 5))
    assert ProgressReport.objects.get().verdict == "withdrawn"


def test_the_document_date_counts_as_delivery(cast, directive):
    on = date(2026, 12, 8)
    row = submitted(cast, directive, on, document_date=date(2026, 12, 4))
    act("verify_period", row, cast.actor(cast.monitor), on=date(2026, 12, 20))
    assert row.delivered_on == date(2026, 12, 4)
    assert period_lateness(row, Today(on, on)) is Lateness.ON_TIME


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (replace(RESULT, result_summary=" "), "result_summary"),
        (replace(RESULT, document_number=""), "files"),
        (replace(RESULT, document_date=date(2026, 11, 24)), "document_date"),
        (replace(RESULT, document_date=date(2026, 10, 31)), "document_date"),
    ],
)
def test_what_a_report_must_say(cast, directive, data, field):
    before = everything(directive)
    with pytest.raises(Invalid) as refused:
        act("submit_period", period(directive), cast.actor(cast.head), data)
    assert (refused.value.field, everything(directive)) == (field, before)


def test_a_period_that_has_not_begun_is_not_reported(cast, directive):
    before = everything(directive)
    with pytest.raises(WrongState):
        act("submit_period", period(directive, 1), cast.actor(cast.head), RESULT)
    assert everything(directive) == before


@pytest.mark.parametrize("verb", ["submit_period", "withdraw_period", "verify_period", "return_period"])
def test_wrong_state(cast, directive, verb):
    row = period(directive)
    who = {"submit_period": cast.head, "withdraw_period": cast.head}.get(verb, cast.monitor)
    data = {"submit_period": RESULT, "return_period": AGAIN}.get(verb)
    if verb == "submit_period":
        submitted(cast, directive)
    before = everything(directive)
    with pytest.raises(WrongState):
        act(verb, row, cast.actor(who), data)
    assert everything(directive) == before


def test_approval_only_where_the_directive_asks_for_it(cast, issued):
    directive = issued(**MONTHLY, directed_by=cast.vice_chair.pk)
    row = submitted(cast, directive)
    with pytest.raises((WrongState, Forbidden)):
        act("approve_period", row, cast.actor(cast.vice_chair))


@pytest.mark.parametrize(
    ("verb", "people"),
    [
        ("submit_period", ["colleague", "monitor", "finance_officer", "vice_chair"]),
        ("withdraw_period", ["colleague", "monitor", "vice_chair"]),
        ("verify_period", ["head", "officer", "vice_chair"]),
        ("return_period", ["head", "officer", "vice_chair"]),
    ],
)
def test_wrong_role(cast, issued, verb, people):
    directive = issued(**MONTHLY, directed_by=cast.vice_chair.pk, coordinating=(cast.finance.pk,))
    row = period(directive) if verb == "submit_period" else submitted(cast, directive)
    data = {"submit_period": RESULT, "return_period": AGAIN}.get(verb)
    before = everything(directive)
    for name in people:
        with pytest.raises(Forbidden):
            act(verb, row, cast.actor(getattr(cast, name)), data)
    assert everything(directive) == before


@pytest.mark.parametrize(
    "verb", ["submit_period", "withdraw_period", "verify_period", "return_period", "approve_period"]
)
def test_an_outsider_sees_no_period(cast, directive, verb):
    row = submitted(cast, directive)
    data = {"submit_period": RESULT, "return_period": AGAIN}.get(verb)
    with pytest.raises(NotVisible):
        act(verb, row, cast.actor(cast.outsider), data)


def test_nobody_confirms_their_own_report(cast, issued):
    """The head of the receiving department released it in a second post."""
    from departments.models import Membership, Post

    directive = issued(**MONTHLY, product_to="department", product_to_department=cast.finance.pk)
    Membership.objects.create(user=cast.head, department=cast.finance, post=Post.DEPUTY)
    row = submitted(cast, directive)
    for verb, data in (("verify_period", None), ("return_period", AGAIN)):
        with pytest.raises(Forbidden):
            act(verb, row, cast.actor(cast.head), data)
    act("verify_period", row, cast.actor(cast.finance_head))
    assert row.status == "completed"


def test_sent_twice_it_is_done_once(cast, directive):
    row = period(directive)
    head = cast.actor(cast.head)
    act("submit_period", row, head, RESULT, request_key="k1")
    done = act("submit_period", row, head, RESULT, request_key="k1")
    assert done.replayed
    assert ProgressReport.objects.count() == 1


def test_a_review_is_confirmed_by_the_office_alone(cast, issued):
    directive = issued(deadline_kind="continuous", needs_approval=True, directed_by=cast.vice_chair.pk)
    row = period(directive)
    act("submit_period", row, cast.actor(cast.head), RESULT, on=date(2027, 2, 1))
    assert period_lateness(row, Today(date(2027, 2, 1), date(2027, 2, 4))) is Lateness.NO_DATE
    assert lead(directive).due_on is None
    act("verify_period", row, cast.actor(cast.monitor), on=date(2027, 2, 2))
    assert row.status == "completed"
    assert period_lateness(row, Today(date(2027, 2, 2), date(2027, 2, 4))) is Lateness.NO_DATE


def test_the_task_as_a_whole_is_not_submitted(cast, directive):
    with pytest.raises(WrongState):
        SERVICES["submit"](part=lead(directive).pk, actor=cast.actor(cast.head), now=at(MONDAY), data=RESULT)
