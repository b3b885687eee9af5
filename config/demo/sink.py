"""A real SMTP server on this machine that keeps what it is given: the other end of the demo's mail."""

import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Received:
    """One mail as it came over the wire."""

    to: tuple[str, ...]
    mail: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.mail["Message-ID"])

    @property
    def is_list(self) -> bool:
        """Whether it is a daily list; the Message-ID begins with the kind."""
        return self.message_id.startswith("<list.")

    @property
    def plain(self) -> str:
        body = self.mail.get_body(("plain",))
        return str(body.get_content()) if body else ""

    @property
    def html(self) -> str:
        body = self.mail.get_body(("html",))
        return str(body.get_content()) if body else ""


@dataclass
class Sink:
    """The handler of the server; `port` is a free one."""

    port: int
    received: list[Received] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        parser = BytesParser(policy=email.policy.default)
        mail = parser.parsebytes(envelope.original_content or b"")
        self.received.append(Received(tuple(envelope.rcpt_tos), mail))
        return "250 kept"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_sink() -> Iterator[Sink]:
    """An SMTP server in a thread of its own, stopped at the end."""
    sink = Sink(free_port())
    controller = Controller(sink, hostname=HOST, port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
