"""What a mail says: Vietnamese first, English where the person reads English, number and date when secret."""

from datetime import date

import pytest
from django.core import mail as outbox
from django.urls import resolve

from departments.models import User
from directives import needs
from directives.models import Directive
from directives.services import office, parts, results
from notifications.engine.identity import message_id
from notifications.ladder import EVENT_RULES, LIST_RULES, reminder
from notifications.models import Message
from tests.cast import NOW, at
from tests.directives.services.entering import secret_directive
from tests.notifications.conftest import lead, run

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 11, 25)
RESULT = needs.Submit(result_summary="Đã rà soát", document_number="412/BC-BQL")


def mail_to(person, last=True):
    found = [mail for mail in outbox.outbox if person.email in mail.to[0]]
    return found[-1 if last else 0]


def html_of(mail):
    return next(str(content) for content, kind in mail.alternatives if kind == "text/html")


def test_the_list_says_what_is_due_and_leads_to_the_form(cast, issued):
    issued(
        deadline_kind="dated", due_on=date(2026, 11, 18), text="Rà soát dự án", directed_by=cast.vice_chair.pk
    )
    issued(deadline_kind="dated", due_on=WEDNESDAY, text="Báo cáo lao động")
    issued(deadline_kind="dated", due_on=date(2026, 11, 28), text="Rà soát <đất> & “nước”")
    run(at(WEDNESDAY, 7, 30))
    mail = mail_to(cast.head)
    assert mail.subject == "Nhắc việc 25/11/2026: 1 quá hạn, 1 đến hạn hôm nay, 1 việc khác"
    part = lead(Directive.objects.get(title="Rà soát dự án")).pk
    for body in (mail.body, html_of(mail)):
        assert "Lê Trọng Nghĩa có 3 việc cần làm, việc gấp nhất ở trên cùng." in body
        assert "quá hạn 4 ngày làm việc" in body  # 24 November is a holiday
        assert "Vũ Đình Khải chỉ đạo" in body
        assert f"http://localhost:8000/phan-viec/{part}/report/" in body
        assert "Thư gửi lúc 07:30 ngày làm việc" in body
        assert body.index("Rà soát dự án") < body.index("Báo cáo lao động") < body.index("Sắp đến hạn")
    assert "Rà soát <đất> & “nước”" in mail.body
    assert "Rà soát &lt;đất&gt; &amp; “nước”" in html_of(mail)
    assert "token" not in html_of(mail)


def test_the_html_is_safe_for_old_mail_clients(cast, issued):
    issued()
    run(NOW)
    html = html_of(mail_to(cast.head))
    for forbidden in ("<script", "<link", "<img", "<style", "class=", "url(", "position:", "flex"):
        assert forbidden not in html, forbidden
    assert html.count("<table") == html.count("</table>")
    assert html.count("<tr") == html.count("</tr>")
    assert html.count("<td") == html.count("</td>")
    assert 'lang="vi"' in html


def test_a_deadline_on_a_day_off_is_not_called_zero_days(cast, issued):
    issued(deadline_kind="dated", due_on=date(2026, 11, 29))
    run(at(date(2026, 11, 27), 8))
    body = mail_to(cast.head).body
    assert "29/11/2026 – ngày nghỉ, hôm nay là ngày làm việc cuối cùng" in body


def test_english_for_whoever_reads_english(cast, issued):
    User.objects.filter(pk=cast.head.pk).update(language="en")
    issued(deadline_kind="dated", due_on=WEDNESDAY)
    run(NOW)
    run(at(WEDNESDAY, 8))
    first, second = mail_to(cast.head, last=False), mail_to(cast.head)
    assert first.subject.startswith("Task assigned: ")
    assert first.subject.endswith(", due 25/11/2026")
    assert second.subject == "Tasks of 25/11/2026: 1 due today"
    assert "until the end of today" in second.body
    assert first.extra_headers["Content-Language"] == "en"
    assert mail_to(cast.clerk).subject == "Nhắc việc 25/11/2026: 1 đến hạn hôm nay"


@pytest.mark.parametrize("by_conclusion", [True, False])
def test_a_secret_directive_gives_number_and_date_only(cast, issued, by_conclusion):
    said = {"deadline_kind": "dated", "due_on": WEDNESDAY, "text": "", "directed_by": cast.vice_chair.pk}
    if by_conclusion:
        directive = secret_directive(cast, number="09/TB-UBND", issued_on=date(2026, 10, 20), **said)
    else:
        number = {"document_number": "09/TB-UBND", "document_date": date(2026, 10, 20)}
        directive = issued(secrecy="secret", **number, **said)
    part = lead(directive).pk
    result = needs.Submit(result_summary="", document_number="412/BC-BQL")
    results.submit(part=part, actor=cast.actor(cast.head), now=NOW, data=result)
    results.return_(part=part, actor=cast.actor(cast.monitor), now=NOW, data=needs.Reason(reason=""))
    run(NOW)
    run(at(WEDNESDAY, 8))
    assert len(outbox.outbox) == 7
    for mail in outbox.outbox:
        for text in (mail.subject, mail.body, html_of(mail)):
            for kept in ("Khải", "412/BC-BQL", "chủ trì"):
                assert kept not in text, text
        assert "Số 09/TB-UBND (mật), ngày 20/10/2026" in mail.body
        assert "Nội dung chỉ có trong văn bản, không có trong hệ thống." in mail.body


def test_a_return_quotes_who_and_why(cast, issued):
    directive = issued()
    part = lead(directive).pk
    results.submit(part=part, actor=cast.actor(cast.head), now=NOW, data=RESULT)
    results.return_(
        part=part,
        actor=cast.actor(cast.monitor),
        now=NOW,
        data=needs.Reason(reason="Thiếu ý kiến Sở Tư pháp"),
    )
    run(NOW)
    mail = mail_to(cast.head)
    assert mail.subject == "Trả lại kết quả: Rà soát các dự án đầu tư trong khu công nghiệp"
    assert "Phạm Thị Ngọc Diệp: “Thiếu ý kiến Sở Tư pháp”" in mail.body
    assert f"/phan-viec/{part}/submit/" in mail.body


def test_long_titles_are_cut_at_a_word_in_the_subject(cast, issued):
    issued(text="Khẩn trương " * 24 + "\nhết", title="Khẩn trương " * 24)
    run(NOW)
    subject = mail_to(cast.head).subject
    assert len(subject) < 150
    assert subject.endswith("trương…")


def test_events_that_move_a_deadline_say_the_new_one(cast, issued):
    part = lead(issued()).pk
    data = needs.SetDeadline(due_on=date(2026, 12, 15), reason="Theo lịch họp")
    office.set_deadline(part=part, actor=cast.actor(cast.monitor), now=NOW, data=data)
    run(NOW)
    assert mail_to(cast.head).subject.startswith("Định hạn: ")
    assert mail_to(cast.head).subject.endswith(", hạn 15/12/2026")
    assert "“Theo lịch họp”" in mail_to(cast.head).body


def test_links_lead_to_pages_that_exist(cast, issued):
    directive = issued()
    parts.accept(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW)
    verbs = {rule.verb for rule in [*LIST_RULES.values(), *EVENT_RULES.values()] if rule.verb}
    for verb in verbs:
        assert resolve(f"/phan-viec/1/{verb}/").url_name == "part_verb"
    assert resolve(f"/chi-dao/{directive.pk}/").url_name == "directive"


def test_message_ids_are_made_of_the_key_alone(cast, issued):
    issued()
    run(NOW)
    made = [
        (row.message_id, message_id(row.kind, row.key, row.recipient_id, row.channel))
        for row in Message.objects.all()
    ]
    assert all(stored == again for stored, again in made)
    assert len({stored for stored, _again in made}) == len(made) == 3
    assert all(stored[1:-1].isascii() and stored.count("@") == 1 for stored, _again in made)


def test_every_rule_has_a_name_in_both_languages(settings):
    from django.utils import translation

    names = [*LIST_RULES, *EVENT_RULES, "before_3", "undated_30"]
    for name in names:
        with translation.override("vi"):
            vietnamese = str(reminder(name).label)
        with translation.override("en"):
            assert str(reminder(name).label) != vietnamese


def test_all_mails_about_one_directive_are_one_conversation(cast, issued):
    directive = issued()
    run(NOW)
    parts.accept(part=lead(directive).pk, actor=cast.actor(cast.head), now=NOW)
    other = issued(text="Báo cáo lao động")
    run(NOW)
    threads = {mail.extra_headers.get("References") for mail in outbox.outbox}
    assert len(outbox.outbox) > 2
    assert threads == {f"<directive.{one.pk}@localhost>" for one in (directive, other)}
    assert all(
        mail.extra_headers["In-Reply-To"] == mail.extra_headers["References"] for mail in outbox.outbox
    )
    assert len({mail.extra_headers["Message-ID"] for mail in outbox.outbox}) == len(outbox.outbox)


def test_what_is_about_several_directives_is_no_conversation_about_one(cast, issued):
    for text in ("Rà soát dự án", "Báo cáo lao động"):
        issued(deadline_kind="dated", due_on=date(2026, 11, 18), text=text)
    run(at(WEDNESDAY, 7, 30))
    mail = mail_to(cast.head)
    assert mail.subject.startswith("Nhắc việc")
    assert "References" not in mail.extra_headers
