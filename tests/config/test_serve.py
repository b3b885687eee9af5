"""The embedded service for real: started as `./run` starts it, asked for its health, ended by one Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST_ANSWER_SECONDS = 60
STOP_SECONDS = 10


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as response:
            return json.load(response)
    except urllib.error.HTTPError as refusal:
        return json.load(refusal)
    except OSError:
        return None


def processes_of(folder):
    """Numbers of the processes started with this DONDOC_VAR."""
    mark = f"DONDOC_VAR={folder}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "thư mục dữ liệu"


@pytest.fixture
def serve(tmp_path, folder):
    environment = {"PATH": os.environ["PATH"], "DONDOC_VAR": str(folder), "PYTHONUNBUFFERED": "1"}

    def start(port):
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port), "--no-demo"]
        return subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return start


def test_answers_soon_refuses_a_second_one_and_leaves_nothing(serve, folder):
    port = free_port()
    with serve(port) as service:
        try:
            deadline = time.monotonic() + FIRST_ANSWER_SECONDS
            while (report := health(port)) is None and time.monotonic() < deadline:
                time.sleep(0.2)
            assert report is not None, "no answer within a minute"
            assert report["status"] == "ok"

            second, _ = serve(port).communicate(timeout=60)
            assert f"Port {port} is in use" in second
            assert len(second.strip().splitlines()) == 1
        finally:
            service.send_signal(signal.SIGINT)
            output, _ = service.communicate(timeout=STOP_SECONDS)
    assert service.returncode == 0, output
    assert f"http://localhost:{port}" in output
    if Path("/proc").is_dir():
        assert processes_of(folder) == []
