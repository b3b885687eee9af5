"""Coordinating departments sleep until the lead asks; what is owed wakes them, an answer lets them sleep again."""

from datetime import timedelta

import pytest

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Ask, JournalEntry, PreparedAct
from directives.models.assignment import NO_DATE
from directives.services.asks import record_silence
from tests.cast import MONDAY, at
from tests.directives.services.asking import asked, everything, on, part_of
from tests.directives.services.doing import RESULT, do, lead
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)
ANSWER = needs.Answer(answer="Thu ngân sách 11 tháng đạt 92 % dự toán", document_number="3301/STC-QLNS")


def shared(cast, issued, **more):
    return issued(coordinating=(cast.finance.pk, cast.farming.pk), **more)


def test_asking_wakes_the_part_and_gives_it_a_date(cast, issued):
    directive = shared(cast, issued)
    row = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    part = part_of(directive, cast.finance)
    assert (part.awake, part.status, part.due_on, part.sort_due) == (True, "in_progress", FRIDAY, FRIDAY)
    assert (row.state, row.asked_by, row.due_on) == ("open", cast.head, FRIDAY)
    assert not part_of(directive, cast.farming).awake
    assert part.original_due_on is None  # no rate is measured against what somebody asks


def test_the_earliest_date_counts_and_answers_let_it_sleep_again(cast, issued):
    directive = shared(cast, issued)
    first = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    second = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY - timedelta(days=2))
    third = asked(directive, cast.finance, cast.actor(cast.monitor))
    assert part_of(directive, cast.finance).due_on == FRIDAY - timedelta(days=2)
    on("answer", second, cast.actor(cast.finance_head), ANSWER)
    assert part_of(directive, cast.finance).due_on == FRIDAY
    on("answer", first, cast.actor(cast.finance_head), ANSWER)
    assert (part_of(directive, cast.finance).due_on, part_of(directive, cast.finance).awake) == (None, True)
    done = on("answer", third, cast.actor(cast.finance_head), ANSWER)
    part = part_of(directive, cast.finance)
    assert (part.awake, part.status, part.due_on, part.sort_due) == (False, "assigned", None, NO_DATE)
    assert (done.entry.from_status, done.entry.to_status) == ("in_progress", "assigned")
    assert set(Ask.objects.values_list("state", flat=True)) == {"answered"}
    again = asked(directive, cast.finance, cast.actor(cast.head))
    assert (again.state, part_of(directive, cast.finance).awake) == ("open", True)


def test_who_may_ask(cast, issued):
    directive = shared(cast, issued)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    for asker in (cast.officer, cast.clerk, cast.monitor, cast.chief):
        asked(directive, cast.finance, cast.actor(asker))
    for stranger in (cast.colleague, cast.finance_head, cast.chair):
        with pytest.raises(Forbidden):
            asked(directive, cast.finance, cast.actor(stranger))
    with pytest.raises(NotVisible):
        asked(directive, cast.finance, cast.actor(cast.commune_officer))


def test_only_coordinating_departments_are_asked(cast, issued):
    with pytest.raises(WrongState):
        do("ask", shared(cast, issued), cast.actor(cast.monitor), needs.AskFor(text="Số liệu"))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (needs.AskFor(text=" "), "text"),
        (needs.AskFor(text="Số liệu", due_on=MONDAY - timedelta(days=1)), "due_on"),
    ],
)
def test_bad_asks_change_nothing(cast, issued, data, field):
    directive = shared(cast, issued)
    before = everything(directive)
    with pytest.raises(Invalid) as refused:
        do("ask", part_of(directive, cast.finance), cast.actor(cast.head), data)
    assert refused.value.field == field
    assert everything(directive) == before


def test_only_the_department_asked_answers(cast, issued):
    directive = shared(cast, issued)
    row = asked(directive, cast.finance, cast.actor(cast.head))
    before = everything(directive)
    for stranger in (cast.head, cast.outsider, cast.monitor):
        with pytest.raises(Forbidden):
            on("answer", row, cast.actor(stranger), ANSWER)
    with pytest.raises(NotVisible):
        on("answer", row, cast.actor(cast.commune_officer), ANSWER)
    with pytest.raises(Invalid):
        on("answer", row, cast.actor(cast.finance_head), needs.Answer(answer=" "))
    assert everything(directive) == before


def test_an_officer_prepares_the_answer(cast, issued):
    directive = shared(cast, issued)
    row = asked(directive, cast.finance, cast.actor(cast.head))
    part = part_of(directive, cast.finance)
    do("delegate", part, cast.actor(cast.finance_head), needs.Delegate(officer=cast.finance_officer.pk))
    on("answer", row, cast.actor(cast.finance_officer), ANSWER)
    row.refresh_from_db()
    assert row.state == "open"
    do("release", part, cast.actor(cast.finance_head))
    row.refresh_from_db()
    assert (row.state, row.answer, row.document_number) == ("answered", ANSWER.answer, ANSWER.document_number)


def test_what_is_asked_no_more_needs_no_release(cast, issued):
    directive = shared(cast, issued)
    row = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    part = part_of(directive, cast.finance)
    do("delegate", part, cast.actor(cast.finance_head), needs.Delegate(officer=cast.finance_officer.pk))
    on("answer", row, cast.actor(cast.finance_officer), ANSWER)
    with pytest.raises(Forbidden):
        on("withdraw_ask", row, cast.actor(cast.finance_head))
    on("withdraw_ask", row, cast.actor(cast.head), needs.OptionalReason(reason="Đã có số liệu"))
    row.refresh_from_db()
    assert (row.state, part_of(directive, cast.finance).awake) == ("withdrawn", False)
    assert not PreparedAct.objects.filter(is_open=True).exists()
    with pytest.raises(WrongState):
        on("answer", row, cast.actor(cast.finance_head), ANSWER)


def test_the_lead_submits_without_an_answer_saying_why(cast, issued):
    directive = shared(cast, issued)
    row = asked(directive, cast.finance, cast.actor(cast.head))
    before = everything(directive)
    with pytest.raises(Invalid) as refused:
        do("submit", directive, cast.actor(cast.head), RESULT)
    assert refused.value.field == "without_answer"
    assert everything(directive) == before
    why = needs.Submit(
        result_summary="Đã rà soát", document_number="412/BC-BQL", without_answer="Đã tự lấy số liệu"
    )
    done = do("submit", directive, cast.actor(cast.head), why)
    assert done.entry.data["without_answer"] == "Đã tự lấy số liệu"
    do("verify", directive, cast.actor(cast.monitor))
    row.refresh_from_db()
    part = part_of(directive, cast.finance)
    assert (row.state, part.is_open, part.awake, part.status) == ("closed", False, False, Status.COMPLETED)
    with pytest.raises(WrongState):
        on("answer", row, cast.actor(cast.finance_head), ANSWER)


def test_silence_is_recorded_once_and_may_still_be_answered(cast, issued):
    directive = shared(cast, issued)
    late = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    open_end = asked(directive, cast.farming, cast.actor(cast.head))
    assert record_silence(now=at(FRIDAY, 23)) == 0  # due at the end of that day
    saturday = at(FRIDAY + timedelta(days=1))
    assert (record_silence(now=saturday), record_silence(now=saturday)) == (1, 0)
    late.refresh_from_db()
    open_end.refresh_from_db()
    assert (late.silent_on, late.state, open_end.silent_on) == (FRIDAY + timedelta(days=1), "open", None)
    entry = JournalEntry.objects.get(verb="no_answer")
    assert (entry.actor, entry.part, entry.data) == (None, late.part, {"ask": late.pk})
    assert_engine_agrees(directive)
    on("answer", late, cast.actor(cast.finance_head), ANSWER, now=saturday)


def test_silence_of_closed_directives_is_nobodys_business(cast, issued):
    directive = shared(cast, issued)
    asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    do("recall", part_of(directive, cast.finance), cast.actor(cast.monitor), needs.Reason(reason="Nhầm"))
    assert record_silence(now=at(FRIDAY + timedelta(days=3))) == 0
    assert lead(directive).is_open
