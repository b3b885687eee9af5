"""Extensions, asks and urgings: who is told at once, and what stands in the daily list until it is done."""

from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Membership, Post
from departments.selectors import working_calendar
from directives import needs
from directives.models import Assignment, JournalEntry, Rule, Urging
from notifications.engine.events import Surroundings, tellings
from notifications.models import MessageItem
from tests.cast import MONDAY, NOW, at
from tests.directives.services.asking import DUE, LATER, WRONG_DATE, asked, dated, on, part_of, request, urged
from tests.directives.services.doing import RESULT, do
from tests.notifications.conftest import receivers_of_mail, run, told

pytestmark = pytest.mark.django_db

WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (2, 3, 4))
NO = needs.Reason(reason="Nhiệm vụ cấp bách")
WHY = needs.Explain(explanation="Vướng giải phóng mặt bằng")
ANSWER = needs.Answer(answer="Thu đạt 92 % dự toán")


@pytest.fixture(autouse=True)
def vietnamese(cast):
    """Mails are read in the language of the recipient."""
    for user in (cast.vice_chair, cast.head, cast.monitor, cast.finance_head):
        user.language = "vi"
        user.save()


@pytest.fixture(autouse=True)
def drained_in_between(monkeypatch):
    """Ticks take the Pending rows away between the acts; what the services leave is tested with them."""
    for module in ("doing", "asking"):
        monkeypatch.setattr(
            f"tests.directives.services.{module}.assert_engine_agrees",
            lambda directive: None,
        )


def texts(address: str) -> list[str]:
    """Plain mails to one address, newest last."""
    return [str(mail.body) for mail in outbox.outbox if any(address in to for to in mail.to)]


def subjects(address: str) -> list[str]:
    return [str(mail.subject) for mail in outbox.outbox if any(address in to for to in mail.to)]


def test_a_request_is_told_to_the_leader_and_stands_in_the_list_until_decided(cast, issued):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    run(NOW)
    assert told(cast.vice_chair, "event") == ["extension_asked"]
    assert told(cast.vice_chair, "list") == ["to_extend"]
    text = texts("pho-chu-tich@")[0]
    assert "23/12/2026" in text
    assert "02/12/2026" in text
    assert "Chờ ý kiến của Bộ Tài chính" in text
    assert f"/phan-viec/{row.part_id}/grant_extension/" in text
    run(at(WEDNESDAY))
    assert told(cast.vice_chair, "list") == ["to_extend", "to_extend"]
    on("grant_extension", row, cast.actor(cast.vice_chair), now=at(WEDNESDAY, 10))
    run(at(WEDNESDAY, 11))
    run(at(THURSDAY))
    assert told(cast.vice_chair, "list") == ["to_extend", "to_extend"]
    assert told(cast.vice_chair, "event") == ["extension_asked"]  # not their own decision
    assert told(cast.head, "event")[-1] == "extension_granted"
    assert told(cast.monitor, "event") == ["extension_granted"]
    assert "23/12/2026" in texts("truong-ban@")[-1]


def test_a_refusal_is_told_to_who_asked_with_the_reason(cast, issued):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do(
        "request_extension",
        directive,
        cast.actor(cast.officer),
        needs.RequestExtension(due_on=LATER, reason="x"),
    )
    run(NOW)
    assert "extension_asked" not in told(cast.vice_chair, "event")  # not released yet
    do("release", directive, cast.actor(cast.deputy))
    row = Assignment.objects.get(directive=directive, role="lead").extension_requests.get()
    on("refuse_extension", row, cast.actor(cast.vice_chair), NO)
    run(NOW)
    for person in (cast.officer, cast.deputy, cast.monitor):
        assert told(person, "event")[-1] == "extension_refused", person
    assert NO.reason in texts("pho-ban@")[-1]
    assert told(cast.vice_chair, "event") == []  # decided before the mail went: nothing is left to say


@pytest.mark.parametrize(
    ("authority", "person"), [("leader", "vice_chair"), ("office", "monitor"), ("chair", "chair")]
)
def test_the_rule_says_who_hears_of_it(cast, issued, authority, person):
    Rule.objects.create(key="extension_decided_by", value=authority)
    request(dated(issued, directed_by=cast.vice_chair.pk), cast.actor(cast.head))
    run(NOW)
    hearing = {
        name for name in ("chair", "vice_chair", "monitor", "chief") if told(getattr(cast, name), "list")
    }
    assert hearing == {person}
    assert told(getattr(cast, person), "event") == ["extension_asked"]


def test_contested_dates_go_to_the_monitor_and_time_for_the_office_to_the_chair(cast, issued):
    request(
        dated(issued, deadline_source="office", directed_by=cast.vice_chair.pk),
        cast.actor(cast.head),
        WRONG_DATE,
    )
    request(dated(issued, leads=(cast.office.pk,)), cast.actor(cast.chief))
    run(NOW)
    assert told(cast.monitor, "list") == ["to_extend"]
    assert told(cast.chair, "list") == ["to_extend"]
    assert told(cast.vice_chair, "list") == []


def test_a_leader_of_the_department_is_not_asked_the_chair_is(cast, issued):
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post=Post.HEAD)
    request(dated(issued, directed_by=cast.vice_chair.pk), cast.actor(cast.head))
    run(NOW)
    assert told(cast.chair, "list") == ["to_extend"]
    assert "to_extend" not in told(cast.vice_chair, "list")


def test_a_withdrawn_request_is_told_to_who_had_heard_of_it(cast, issued):
    row = request(dated(issued, directed_by=cast.vice_chair.pk), cast.actor(cast.head))
    run(NOW)
    on("withdraw_extension", row, cast.actor(cast.head))
    run(NOW)
    assert told(cast.vice_chair, "event") == ["extension_asked", "extension_withdrawn"]


def test_an_ask_is_told_to_department_and_mailbox_and_its_answer_to_the_lead(cast, issued):
    cast.finance.mailbox = "stc@example.vn"
    cast.finance.save()
    directive = issued(coordinating=(cast.finance.pk,))
    row = asked(directive, cast.finance, cast.actor(cast.clerk), FRIDAY)
    run(NOW)
    assert told(cast.finance_head, "event")[0] == "asked"
    assert "stc@example.vn" in receivers_of_mail()
    text = next(text for text in texts("giam-doc-stc@") if "Cung cấp số liệu" in text)
    assert "27/11/2026" in text
    assert f"/phan-viec/{row.part_id}/answer/" in text
    on("answer", row, cast.actor(cast.finance_head), ANSWER)
    run(NOW)
    for person in (cast.head, cast.clerk):  # who asked and who works on the lead part
        assert told(person, "event")[-1] == "answered", person
    assert "answered" not in told(cast.monitor, "event")
    assert ANSWER.answer in texts("truong-ban@")[-1]


def test_reminders_of_an_ask_lead_to_the_answer(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    row = asked(directive, cast.finance, cast.actor(cast.head), FRIDAY)
    run(at(FRIDAY))
    assert told(cast.finance_head, "list") == ["due_today"]
    text = texts("giam-doc-stc@")[-1]
    assert f"/phan-viec/{row.part_id}/answer/" in text
    assert f"/phan-viec/{row.part_id}/report/" not in text
    assert "Cung cấp số liệu thu ngân sách" in text


def test_silence_is_told_to_lead_and_monitor_once(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    asked(directive, cast.finance, cast.actor(cast.head), WEDNESDAY)
    report = run(at(THURSDAY))
    assert (report.silent, run(at(THURSDAY, 10)).silent) == (1, 0)
    assert told(cast.head, "event").count("no_answer") == 1
    assert told(cast.monitor, "event").count("no_answer") == 1
    assert JournalEntry.objects.filter(verb="no_answer").count() == 1


def test_what_is_asked_no_more_is_told(cast, issued):
    directive = issued(coordinating=(cast.finance.pk,))
    row = asked(directive, cast.finance, cast.actor(cast.head))
    run(NOW)
    on("withdraw_ask", row, cast.actor(cast.head))
    run(NOW)
    assert told(cast.finance_head, "event") == ["asked", "ask_withdrawn"]


def test_an_urging_says_which_one_it_is_to_officer_head_and_mailbox(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    urged(directive, cast.actor(cast.monitor))
    run(NOW)
    outbox.outbox.clear()
    urged(directive, cast.actor(cast.monitor), FRIDAY)
    run(NOW)
    assert receivers_of_mail() == ["bql@example.vn", "chuyen-vien@example.vn", "truong-ban@example.vn"]
    assert told(cast.officer, "event")[-1] == "urged_2"
    assert subjects("truong-ban@")[-1].startswith("Đôn đốc lần thứ 2:")
    text = texts("truong-ban@")[-1]
    assert "Khẩn trương báo cáo" in text
    assert "27/11/2026" in text
    assert "/explain/" in text


def test_an_explanation_owed_is_a_daily_line_and_overdue_the_monitor_hears(cast, issued):
    directive = issued()
    do("accept", directive, cast.actor(cast.head))
    row = urged(directive, cast.actor(cast.chair), WEDNESDAY)
    run(at(WEDNESDAY))
    assert told(cast.head, "list") == ["to_explain"]
    assert told(cast.monitor, "list") == []
    run(at(THURSDAY))
    assert told(cast.head, "list") == ["to_explain", "to_explain"]
    assert told(cast.monitor, "list") == ["unexplained"]
    on("explain", row, cast.actor(cast.clerk), WHY, now=at(THURSDAY, 10))
    run(at(THURSDAY, 11))
    run(at(FRIDAY))
    assert told(cast.head, "list") == ["to_explain", "to_explain"]
    assert told(cast.chair, "event")[-1] == told(cast.monitor, "event")[-1] == "explained"


def test_the_tick_urges_by_rule(cast, issued):
    dated(issued, MONDAY)
    first = working_calendar().add(MONDAY, 6)
    report = run(at(first))
    assert (report.urged, run(at(first, 10)).urged) == (1, 0)
    assert Urging.objects.get().number == 1
    assert "urged_1" in told(cast.head, "event")
    assert "Đôn đốc lần thứ 1" in "".join(subjects("truong-ban@"))


def test_urging_all_who_are_missing_tells_each(cast, issued):
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk, cast.communes[0].pk))
    do("submit", part_of(directive, cast.board), cast.actor(cast.head), RESULT)
    from directives.services.writing import SERVICES

    SERVICES["urge_each"](
        directive=directive.pk,
        actor=cast.actor(cast.monitor),
        now=NOW,
        data=needs.Urge(text="Khẩn trương", explain_by=FRIDAY),
    )
    run(NOW)
    for person in (cast.finance_head, cast.commune_officer):
        assert "urged_1" in told(person, "event"), person
    assert "urged_1" not in told(cast.head, "event")
    assert "27/11/2026" in next(text for text in texts("giam-doc-stc@") if "Khẩn trương" in text)


def test_statements_do_not_grow_with_the_entries(cast, issued):
    def read() -> int:
        entries = list(JournalEntry.objects.filter(verb__in=["urge", "ask", "answer", "request_extension"]))
        with CaptureQueriesContext(connection) as caught:
            around = Surroundings(entries, MONDAY)
            assert [list(tellings(entry, around)) for entry in entries]
        return len(caught)

    def more() -> None:
        directive = dated(issued, DUE, coordinating=(cast.finance.pk,), directed_by=cast.vice_chair.pk)
        urged(directive, cast.actor(cast.monitor))
        request(directive, cast.actor(cast.head))
        on(
            "answer",
            asked(directive, cast.finance, cast.actor(cast.head)),
            cast.actor(cast.finance_head),
            ANSWER,
        )

    more()
    few = read()
    for _n in range(4):
        more()
    assert read() == few


def test_a_list_line_dies_with_what_it_was_about(cast, issued):
    """Planned in the morning, decided before it was sent: struck, not told."""
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    on("refuse_extension", row, cast.actor(cast.vice_chair), NO)
    run(at(date(2026, 11, 25)))
    assert not MessageItem.objects.filter(rule="to_extend").exists()
