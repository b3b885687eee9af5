"""The delivery log of a directive, the local mailbox, the outbox of administrators."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import User
from notifications import selectors
from notifications.models import MailboxEntry, Message
from tests.cast import NOW, at
from tests.notifications.conftest import run

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def directive(cast, issued):
    made = issued(deadline_kind="dated", due_on=date(2026, 12, 4), informed=(cast.farming.pk,))
    run(NOW)
    return made


def log(user, directive, **headers):
    return signed_in(user).get(reverse("directive_messages", args=[directive.pk]), headers=headers)


def test_the_log_says_who_when_and_by_which_rule(cast, directive):
    page = log(cast.monitor, directive).content.decode()
    for word in ("Lê Trọng Nghĩa", "Đỗ Tiến Đạt", "Công Huyền Tôn Nữ Diệu Hương", "Giao nhiệm vụ", "Để biết"):
        assert word in page
    assert "Hộp thư công vụ của Ban Quản lý các KCN" in page
    assert "23/11/2026 09:00" in page
    assert "04/12/2026" in page
    assert "Đã gửi" in page


def test_a_department_sees_its_own_people(cast, directive):
    page = log(cast.officer, directive).content.decode()
    assert "Lê Trọng Nghĩa" in page
    assert "Hộp thư công vụ của Ban Quản lý các KCN" in page
    assert "Công Huyền Tôn Nữ Diệu Hương" not in page
    assert "Công Huyền Tôn Nữ Diệu Hương" in log(cast.outsider, directive).content.decode()


def test_the_log_is_a_fragment_for_htmx_and_a_page_otherwise(cast, directive):
    assert "<html" in log(cast.monitor, directive).content.decode()
    fragment = log(cast.monitor, directive, hx_request="true").content.decode()
    assert "<html" not in fragment
    assert "<table" in fragment


def test_invisible_is_404_and_strangers_sign_in(cast, directive):
    assert log(cast.finance_head, directive).status_code == 404
    assert log(cast.administrator, directive).status_code == 404
    assert Client().get(reverse("directive_messages", args=[directive.pk])).status_code == 302


def test_an_empty_log_says_what_comes(cast, issued):
    assert "Chưa ai được báo" in log(cast.monitor, issued()).content.decode()


def test_the_log_takes_constant_statements(cast, directive):
    counts, actor = [], cast.actor(cast.head)
    for day in (1, 4):
        run(at(date(2026, 12, day), 8))
        with CaptureQueriesContext(connection) as statements:
            selectors.delivery_log(actor, directive, NOW)
        counts.append(len(statements))
    assert counts[0] == counts[1] == 2


def test_what_was_struck_or_could_not_go_is_in_the_log(cast, issued):
    User.objects.filter(pk=cast.head.pk).update(email="")
    directive = issued()
    run(NOW)
    assert "Không gửi được" in log(cast.monitor, directive).content.decode()


@pytest.fixture
def embedded(settings):
    settings.EMBEDDED = True
    settings.EMAIL_BACKEND = "notifications.mailbox.MailboxBackend"


@pytest.fixture
def delivered(embedded, cast, issued):
    issued()
    run(NOW)
    return MailboxEntry.objects.all()


def test_the_mailbox_keeps_every_mail_once(delivered):
    assert sorted(delivered.values_list("to", flat=True)) == [
        "bql@example.vn",
        "truong-ban@example.vn",
        "van-thu@example.vn",
    ]
    entry = delivered.get(to="van-thu@example.vn")
    assert entry.at == NOW
    assert entry.subject.startswith("Giao nhiệm vụ")
    assert "<table" in entry.html
    assert "Kính gửi Đỗ Tiến Đạt" in entry.plain


def test_only_the_embedded_mode_has_a_mailbox(cast, delivered, settings):
    settings.EMBEDDED = False
    client, pk = signed_in(cast.monitor), delivered[0].pk
    for name, arguments in (("mailbox", []), ("mailbox_mail", [pk]), ("mailbox_html", [pk])):
        assert client.get(reverse(name, args=arguments)).status_code == 404


def test_whose_mail_one_may_read(cast, delivered):
    expected = {cast.monitor: 3, cast.chair: 3, cast.clerk: 2, cast.officer: 1, cast.outsider: 0}
    for person, count in expected.items():
        found = selectors.local_mails(cast.actor(person))
        assert found.count() == count, person
    foreign = delivered.get(to="van-thu@example.vn").pk
    assert signed_in(cast.outsider).get(reverse("mailbox_mail", args=[foreign])).status_code == 404
    assert signed_in(cast.outsider).get(reverse("mailbox_html", args=[foreign])).status_code == 404
    assert Client().get(reverse("mailbox")).status_code == 302


def test_the_mailbox_by_person(cast, delivered):
    client = signed_in(cast.monitor)
    page = client.get(reverse("mailbox")).content.decode()
    assert page.count("Giao nhiệm vụ") == 3
    one = client.get(reverse("mailbox"), {"to": "van-thu@example.vn"}).content.decode()
    assert one.count("Giao nhiệm vụ") == 1
    assert client.get(reverse("mailbox"), {"to": "nobody@example.vn"}).status_code == 200


def test_an_empty_mailbox_says_what_to_do(embedded, cast):
    assert "Chưa có thư nào" in signed_in(cast.monitor).get(reverse("mailbox")).content.decode()


def test_the_html_of_a_mail_stands_in_a_sandbox(cast, delivered):
    client, pk = signed_in(cast.monitor), delivered.get(to="van-thu@example.vn").pk
    page = client.get(reverse("mailbox_mail", args=[pk]))
    assert 'sandbox="' in page.content.decode()
    frame = client.get(reverse("mailbox_html", args=[pk]))
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script" not in policy
    assert "sandbox" in policy
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in frame.content.decode()
    plain = client.get(reverse("mailbox_mail", args=[pk]) + "?text").content.decode()
    assert "Kính gửi Đỗ Tiến Đạt" in plain
    assert "<iframe" not in plain


def test_many_mails_are_paged(embedded, cast):
    MailboxEntry.objects.bulk_create(
        MailboxEntry(to=f"u{n % 7}@example.vn", subject=f"Thư {n}", plain="x", at=NOW + timedelta(minutes=n))
        for n in range(120)
    )
    client = signed_in(cast.monitor)
    with CaptureQueriesContext(connection) as statements:
        first = client.get(reverse("mailbox")).content.decode()
    assert len(statements) <= 14
    assert "Thư 119" in first
    assert "Trang 1/3" in first
    assert "Thư 0<" in client.get(reverse("mailbox"), {"page": 3}).content.decode()


def test_the_administrators_outbox_shows_why_and_sends_again(cast, issued):
    User.objects.filter(pk=cast.head.pk).update(email="")
    issued(text="Nội dung không dành cho quản trị")
    run(NOW)
    client = signed_in(cast.administrator)
    address = reverse("admin:notifications_message_changelist")
    page = client.get(address).content.decode()
    assert "Người này chưa có địa chỉ thư điện tử." in page
    assert "Nội dung không dành" not in page
    dead = Message.objects.get(recipient=cast.head)
    one = client.get(reverse("admin:notifications_message_change", args=[dead.pk])).content.decode()
    assert "Nội dung không dành" not in one
    assert client.get(reverse("admin:notifications_message_add")).status_code == 403
    assert client.post(reverse("admin:notifications_message_delete", args=[dead.pk])).status_code == 403
    User.objects.filter(pk=cast.head.pk).update(email="moi@example.vn")
    chosen = {"action": "resend_dead", "_selected_action": [dead.pk]}
    answer = client.post(address, chosen, follow=True).content.decode()
    assert "Sẽ gửi lại 1 thư." in answer
    dead.refresh_from_db()
    assert dead.state == "planned"


def test_nothing_else_of_ours_is_in_the_admin_and_no_one_else_enters(cast):
    assert signed_in(cast.monitor).get(reverse("admin:notifications_message_changelist")).status_code == 302
