"""The processes behind `./run`: which ones, how they start and how they all end together."""

import contextlib
import os
import shlex
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from honcho.manager import KILL_WAIT, Manager
from honcho.process import Process

from config.bundled_broker import BundledBroker
from config.celery import TICK_SECONDS

READY_WITHIN_SECONDS = 60
STOP_WITHIN_SECONDS = 3  # a person at the terminal waits; honcho kills what is left after five


def port_problem(host: str, port: int) -> str | None:
    """One sentence, in both languages, when nothing can be served on this port; else None."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of a service that ended a moment ago do not make the port busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            return (
                f"Cổng {port} cần quyền quản trị, hãy chọn cổng khác: ./run --port 8000"
                f" · Port {port} needs administrator rights, choose another: ./run --port 8000"
            )
        except OSError:
            other = port + 1 if port < 65535 else 8000
            return (
                f"Cổng {port} đang có chương trình khác dùng, hãy chọn cổng khác: ./run --port {other}"
                f" · Port {port} is in use, choose another: ./run --port {other}"
            )
    return None


def service_commands(broker: BundledBroker | None) -> dict[str, str]:
    """Process name → shell command. `exec` leaves no shell between us and what we stop."""
    python = shlex.quote(sys.executable)
    web = f"-m gunicorn --config config/gunicorn.py --graceful-timeout {STOP_WITHIN_SECONDS} config.wsgi"
    commands = {"web": f"exec {python} {web}"}
    if broker:
        socket_file = shlex.quote(str(broker.socket))
        commands["broker"] = f"exec {shlex.join(broker.command)}"
        commands["worker"] = f"while [ ! -S {socket_file} ]; do sleep 0.1; done; {celery_command(python)}"
    elif settings.BROKER_URL:
        commands["worker"] = celery_command(python)
    else:
        commands["tick"] = f"exec {python} manage.py tick --loop {TICK_SECONDS}"
    return commands


def celery_command(python: str) -> str:
    schedule = shlex.quote(str(settings.VAR_DIR / "celerybeat-schedule"))
    processes = settings.ENVIRONMENT.number("WORKER_PROCESSES", default=1, least=1, most=64)
    return (
        f"exec {python} -m celery --app config.celery --quiet worker --beat --schedule {schedule}"
        f" --concurrency {processes} --without-gossip --without-mingle --loglevel WARNING"
    )


class AttachedProcess(Process):  # type: ignore[misc]  # honcho ships no types
    """Ends its program when the manager is gone without a word, killed or crashed."""

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        threading.Thread(target=self.stop_with, args=(os.getppid(),), daemon=True).start()
        super().run(events, ignore_signals)

    def stop_with(self, manager: int) -> None:
        while os.getppid() == manager:
            time.sleep(1)
        for last_word, patience in ((signal.SIGTERM, KILL_WAIT), (signal.SIGKILL, 0)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, last_word)
            time.sleep(patience)


class ServiceManager(Manager):  # type: ignore[misc]  # honcho ships no types
    def __init__(self) -> None:
        super().__init__()
        self._process_ctor = AttachedProcess

    def terminate(self) -> None:
        """Honcho fails on a signal that comes before every process has told its number: that one waits."""
        if self._all_started():
            super().terminate()
        else:
            threading.Timer(0.1, self.terminate).start()


def run_until_stopped(commands: Mapping[str, str], environment: Mapping[str, str]) -> int:
    """Runs them all until one ends or a signal comes; returns the exit code, 0 after Ctrl-C."""
    manager = ServiceManager()
    for name, command in commands.items():
        manager.add_process(name, command, env=dict(environment), cwd=str(settings.BASE_DIR))
    # A closed terminal sends SIGHUP, which honcho does not know: unhandled it would leave orphans.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    stopped_by_hand = (130, 143)
    return 0 if manager.returncode in stopped_by_hand else manager.returncode or 0


def announce_when_ready(port: int, write: Callable[[str], object]) -> None:
    """Waits until the service answers, then says where it is."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if answers(f"http://127.0.0.1:{port}/healthz"):
            write(f"\n  Đôn Đốc: {settings.SITE_URL}")
            if settings.EMBEDDED:
                write("  Tài khoản dùng thử ở trang đăng nhập · The sign-in page lists the demo accounts")
            write("  Ctrl-C để dừng · Ctrl-C stops everything\n")
            return
        time.sleep(0.2)


def answers(url: str) -> bool:
    """Whether something speaks HTTP there, in health or not."""
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310  our own address on this machine
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
