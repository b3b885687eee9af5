"""Changing the working calendar: what moves, who may, and that the preview told it."""

from datetime import date, timedelta

import pytest

from departments.models import CalendarDay
from departments.selectors import working_calendar
from directives import journal, needs
from directives.errors import Forbidden, Invalid, Stale
from directives.models import Assignment, JournalEntry, JournalHead, Rule
from directives.rules import load_rules
from directives.selectors.calendar_preview import DayChange, Preview
from directives.services.calendar import change_calendar, preview_change
from notifications.engine.lines import ListDay, rungs
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import do, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

FRIDAY = date(2026, 12, 4)
OFF = DayChange(FRIDAY, "compensatory", "Nghỉ hoán đổi")
BACK = DayChange(date(2026, 12, 12), "working", "Làm bù")


def told(preview: Preview) -> list[list[tuple[int, date, date]]]:
    """The moves of a preview, comparable."""
    return [
        [(move.part.pk, move.before, move.after) for move in moves]
        for moves in (preview.deadlines, preview.acceptances, preview.refusals)
    ]


@pytest.fixture
def moving(db: None) -> None:
    Rule.objects.create(key="move_due_off_days", value=True)


def test_a_date_stays_as_written_by_default(cast, issued):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    before = snapshot(directive)
    shown = preview_change([OFF], actor=cast.actor(cast.chief), now=NOW)
    assert [(move.part, move.after) for move in shown.deadlines] == [(lead(directive), FRIDAY)]
    change_calendar([OFF], actor=cast.actor(cast.chief), now=NOW, fingerprint=shown.fingerprint)
    assert snapshot(directive) == before
    assert not working_calendar().is_working(FRIDAY)


@pytest.mark.parametrize("who", ["chief", "administrator"])
def test_the_setting_moves_dates_to_the_next_working_day(cast, issued, moving, who):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    other = issued(deadline_kind="dated", due_on=FRIDAY + timedelta(days=3))
    untouched = snapshot(other)
    shown = preview_change([OFF], actor=cast.actor(getattr(cast, who)), now=NOW)
    done = change_calendar(
        [OFF], actor=cast.actor(getattr(cast, who)), now=NOW, fingerprint=shown.fingerprint
    )
    part = lead(directive)
    assert (part.due_on, part.sort_due, part.original_due_on) == (
        date(2026, 12, 7),
        date(2026, 12, 7),
        FRIDAY,
    )
    entry = directive.journal.get(verb="calendar_moved")
    assert entry.data["due"] == [["2026-12-04", "2026-12-07"]]
    assert entry.pending
    assert snapshot(other) == untouched
    assert_engine_agrees(directive)
    assert done.entry.data["days"][0]["after"] == "compensatory"
    head = JournalHead.objects.get(stream="office")
    assert journal.verify("office", seq=head.seq, digest=head.digest) == []


def test_silence_and_refusal_follow_the_calendar(cast, issued):
    """Given on Monday 23 November, the 24th a holiday: two working days end on the 26th, or on the 27th."""
    directive = issued()
    assert lead(directive).accept_by == date(2026, 11, 26)
    off = DayChange(date(2026, 11, 25), "holiday", "Nghỉ bão")
    shown = preview_change([off], actor=cast.actor(cast.chief), now=NOW)
    part = lead(directive)
    assert told(shown) == [
        [],
        [(part.pk, date(2026, 11, 26), date(2026, 11, 27))],
        [(part.pk, date(2026, 11, 26), date(2026, 11, 27))],
    ]
    change_calendar([off], actor=cast.actor(cast.chief), now=NOW, fingerprint=shown.fingerprint)
    part.refresh_from_db()
    assert part.accept_by == date(2026, 11, 27)
    do("refuse", directive, cast.actor(cast.head), needs.Refuse(reason="x"), now=at(date(2026, 11, 27)))


def test_a_shorter_term_never_ends_before_today(cast, issued):
    """The holiday of the 24th is worked after all: the 26th becomes the 25th, but not once it is the 26th."""
    directive = issued()
    worked = DayChange(date(2026, 11, 24), "working", "Làm bù")
    shown = preview_change([worked], actor=cast.actor(cast.chief), now=NOW)
    assert [move.after for move in shown.acceptances] == [date(2026, 11, 25)]
    change_calendar([worked], actor=cast.actor(cast.chief), now=at(date(2026, 11, 26)))
    assert lead(directive).accept_by == date(2026, 11, 26)


def rung_days(due: date) -> set[date]:
    """The days on which the ladder reaches a rung of this deadline, as the daily list works them out."""
    calendar, rules = working_calendar(), load_rules()
    found = set()
    for ahead in range(40):
        on = due - timedelta(days=ahead)
        found |= {rung for at_due, _step, rung in rungs(ListDay(on, calendar, rules)) if at_due == due}
    return found


@pytest.mark.parametrize("moves", [False, True])
def test_the_preview_of_reminders_is_what_the_list_then_does(cast, issued, moves):
    for days in (0, 1, 3, 4, 5, 7):
        issued(deadline_kind="dated", due_on=FRIDAY + timedelta(days=days), leads=(cast.finance.pk,))
    Rule.objects.create(key="move_due_off_days", value=moves)
    dues = [part.sort_due for part in Assignment.objects.order_by("pk")]
    before = {due: rung_days(due) for due in dues}
    shown = preview_change([OFF], actor=cast.actor(cast.chief), now=NOW)
    assert shown.rungs
    change_calendar([OFF], actor=cast.actor(cast.chief), now=NOW)
    for due, part in zip(dues, Assignment.objects.order_by("pk"), strict=True):
        rows = [rung for rung in shown.rungs if rung.due_on == due]
        assert before[due] - {rung.before for rung in rows} | {rung.after for rung in rows} == rung_days(
            part.sort_due
        ), due
        assert all(rung.count == 1 for rung in rows)


def test_a_swap_is_one_change(cast):
    change_calendar([OFF, BACK], actor=cast.actor(cast.administrator), now=NOW)
    calendar = working_calendar()
    assert not calendar.is_working(FRIDAY)
    assert calendar.is_working(BACK.on)
    assert JournalEntry.objects.filter(stream="office", verb="calendar_changed").count() == 1


def test_a_day_is_taken_back_and_what_it_moved_stays(cast, issued, moving):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    chief = cast.actor(cast.chief)
    change_calendar([OFF], actor=chief, now=NOW)
    gone = DayChange(FRIDAY, None)
    shown = preview_change([gone], actor=chief, now=NOW)
    assert shown.deadlines == []
    change_calendar([gone], actor=chief, now=NOW)
    assert working_calendar().is_working(FRIDAY)
    assert lead(directive).due_on == date(2026, 12, 7)
    with pytest.raises(Invalid):
        change_calendar([gone], actor=chief, now=NOW)


def test_dates_that_have_passed_stay(cast, issued, moving):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    before = snapshot(directive)
    change_calendar([OFF], actor=cast.actor(cast.chief), now=at(date(2026, 12, 8)))
    assert snapshot(directive) == before


def test_closed_sleeping_and_informed_parts_do_not_move(cast, issued, moving):
    directive = issued(
        deadline_kind="dated",
        due_on=FRIDAY,
        coordinating=(cast.farming.pk,),
        informed=(cast.police.pk,),
    )
    Assignment.objects.filter(directive=directive, role="informed").update(due_on=FRIDAY, sort_due=FRIDAY)
    shown = preview_change([OFF], actor=cast.actor(cast.chief), now=NOW)
    assert [move.part for move in shown.deadlines] == [lead(directive)]
    Assignment.objects.filter(directive=directive, role="lead").update(status="completed", is_open=False)
    assert preview_change([OFF], actor=cast.actor(cast.chief), now=NOW).deadlines == []


@pytest.mark.parametrize("who", ["monitor", "chair", "head", "outsider"])
def test_others_change_nothing(cast, who):
    for act in (preview_change, change_calendar):
        with pytest.raises(Forbidden):
            act([OFF], actor=cast.actor(getattr(cast, who)), now=NOW)
    assert not CalendarDay.objects.exists()
    assert not JournalEntry.objects.filter(verb="calendar_changed").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ([], "on"),
        ([OFF, OFF], "worked_on"),
        ([DayChange(FRIDAY, "feast", "x")], "kind"),
        ([DayChange(FRIDAY, "holiday", "  ")], "name_vi"),
        ([DayChange(FRIDAY, "holiday", "x" * 121)], "name_vi"),
        ([DayChange(date(1999, 1, 1), "holiday", "x")], "on"),
        ([DayChange(FRIDAY, None)], "on"),
        ([DayChange(FRIDAY + timedelta(days=n), "holiday", "x") for n in range(41)], "until"),
    ],
)
def test_bad_input_changes_nothing(cast, changes, field):
    for act in (preview_change, change_calendar):
        with pytest.raises(Invalid) as caught:
            act(changes, actor=cast.actor(cast.chief), now=NOW)
        assert caught.value.field == field
    assert not CalendarDay.objects.exists()


def test_a_preview_that_no_longer_holds_is_not_confirmed(cast, issued, moving):
    chief = cast.actor(cast.chief)
    shown = preview_change([OFF], actor=chief, now=NOW)
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    before = snapshot(directive)
    with pytest.raises(Stale):
        change_calendar([OFF], actor=chief, now=NOW, fingerprint=shown.fingerprint)
    assert snapshot(directive) == before
    assert not CalendarDay.objects.exists()


def test_the_same_request_twice_is_one_change(cast, issued, moving):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    chief = cast.actor(cast.chief)
    first = change_calendar([OFF], actor=chief, now=NOW, request_key="k1")
    after = snapshot(directive)
    again = change_calendar([OFF], actor=chief, now=NOW, request_key="k1")
    assert (again.replayed, again.entry) == (True, first.entry)
    assert snapshot(directive) == after


def test_a_failure_half_way_leaves_all_as_it_was(cast, issued, moving, monkeypatch):
    directive = issued(deadline_kind="dated", due_on=FRIDAY)
    before = snapshot(directive)

    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "append_office", fail)
    with pytest.raises(RuntimeError):
        change_calendar([OFF], actor=cast.actor(cast.chief), now=NOW)
    assert snapshot(directive) == before
    assert not CalendarDay.objects.exists()


def test_as_many_statements_for_many_parts_as_for_one(cast, issued, moving, django_assert_max_num_queries):
    for _ in range(12):
        issued(deadline_kind="dated", due_on=FRIDAY, leads=(cast.board.pk,))
    with django_assert_max_num_queries(40):
        change_calendar([OFF], actor=cast.actor(cast.chief, MONDAY), now=NOW)
    assert Assignment.objects.filter(due_on=date(2026, 12, 7)).count() == 12


def test_the_swap_of_january_2026_across_the_year(cast, issued):
    """2 January 2026 off, 10 January worked for it: a task given on 31 December counts as taken on the 6th."""
    given = at(date(2025, 12, 31))
    directive = issued(now=given)
    assert lead(directive).accept_by == date(2026, 1, 5)
    swap = [
        DayChange(date(2026, 1, 2), "compensatory", "Nghỉ hoán đổi"),
        DayChange(date(2026, 1, 10), "working", "Làm bù"),
    ]
    change_calendar(swap, actor=cast.actor(cast.chief, given.date()), now=given)
    assert lead(directive).accept_by == date(2026, 1, 6)
    assert working_calendar().add(date(2026, 1, 8), 2) == date(2026, 1, 10)


def test_the_setting_holds_for_what_is_issued_too(cast, issued, moving):
    saturday = date(2026, 12, 5)
    directive = issued(deadline_kind="dated", due_on=saturday, coordinating=(cast.farming.pk,))
    part = lead(directive)
    assert (part.due_on, part.sort_due, part.original_due_on) == (
        date(2026, 12, 7),
        date(2026, 12, 7),
        saturday,
    )


def test_without_the_setting_a_date_on_a_day_off_is_issued_as_written(cast, issued):
    saturday = date(2026, 12, 5)
    part = lead(issued(deadline_kind="dated", due_on=saturday))
    assert (part.due_on, part.original_due_on) == (saturday, saturday)
