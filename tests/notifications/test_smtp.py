"""Delivery over a real socket to a real SMTP server."""

import email
import socket
from datetime import date
from email import policy

import pytest
from aiosmtpd.controller import Controller

from departments.models import User
from notifications.models import Message
from tests.cast import NOW, at
from tests.notifications.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


class Sink:
    """Keeps what it is given; refuses for good whom it does not know, for now whom it is busy with."""

    def __init__(self):
        self.mails, self.connections = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("truong-ban@"):
            return "550 5.1.1 no such user"
        if address.startswith("bql@"):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.connections.add(session.peer)
        self.mails.append(
            (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 taken"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def sink(settings):
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    controller.stop()


def test_what_arrives_and_what_is_refused(cast, issued, sink):
    issued(deadline_kind="dated", due_on=date(2026, 12, 4), informed=(cast.farming.pk,))
    report = run(NOW)
    assert (report.sent, report.postponed) == (2, 2)
    assert sorted(address for to, _mail in sink.mails for address in to) == [
        "nguoi-ngoai@example.vn",
        "van-thu@example.vn",
    ]
    assert len(sink.connections) == 1
    outcome = dict(Message.objects.values_list("channel", "state").filter(recipient=cast.clerk))
    assert outcome == {"email": "sent", f"mailbox:{cast.board.pk}": "planned"}
    refused = Message.objects.get(recipient=cast.head)
    assert (refused.state, refused.error) == ("dead", "550 5.1.1 no such user")


def test_the_mail_as_a_reader_gets_it(cast, issued, sink):
    issued(deadline_kind="dated", due_on=date(2026, 12, 4))
    run(NOW)
    mail = next(mail for to, mail in sink.mails if to == ["van-thu@example.vn"])
    assert (
        mail["Subject"].strip()
        == "Giao nhiệm vụ: Rà soát các dự án đầu tư trong khu công nghiệp, hạn 04/12/2026"
    )
    assert mail["To"] == "Đỗ Tiến Đạt <van-thu@example.vn>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<event.don-doc.localhost>"
    assert mail["Date"].datetime == NOW
    message = Message.objects.get(recipient=cast.clerk, channel="email")
    assert mail["Message-ID"] == message.message_id
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for body in (plain, html):
        assert "Rà soát các dự án đầu tư" in body
        assert f"/phan-viec/{message.items.get().part_id}/accept/" in body


def test_the_server_coming_back(cast, issued, settings, sink):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    issued()
    report = run(NOW)
    assert (report.sent, report.postponed) == (0, 3)
    settings.EMAIL_PORT = port
    User.objects.filter(pk=cast.head.pk).update(email="giam-doc@example.vn")
    report = run(at(NOW.date(), 9, 2))
    assert report.sent == 2
