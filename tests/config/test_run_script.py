"""What `./run` says and refuses; that it sets up and serves is shown on a bare machine, not here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def elsewhere(tmp_path):
    """The script alone, in a folder whose path has spaces, without an environment."""
    folder = tmp_path / "một thư mục"
    folder.mkdir()
    shutil.copy(ROOT / "run", folder / "run")
    return folder


def run(script, *arguments, cwd="/", path=None):
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    return subprocess.run(
        [script, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def fake_python(folder, name, body):
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    for tool in ("dirname", "env", "cat", "sh"):
        link = folder / tool
        if not link.exists():
            link.symlink_to(shutil.which(tool))
    return str(folder)


def test_help_lists_every_task(elsewhere):
    result = run(elsewhere / "run", "--help")
    assert result.returncode == 0
    for task in ("test", "check", "demo", "manage", "python", "lock", "--port"):
        assert task in result.stdout


def test_unknown_task_is_refused_before_anything_is_installed(elsewhere):
    result = run(elsewhere / "run", "sevre")
    assert result.returncode == 1
    assert "Unknown: sevre" in result.stderr
    assert not (elsewhere / ".venv").exists()


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox"])
def test_any_posix_shell_reads_it(shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    words = [shell, "sh"] if shell == "busybox" else [shell]
    subprocess.run([*words, "-n", ROOT / "run"], check=True)


def test_missing_ensurepip_names_the_package(elsewhere, tmp_path):
    body = 'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.11;; esac'
    result = run(elsewhere / "run", "manage", "check", path=fake_python(tmp_path / "bin", "python3.11", body))
    assert result.returncode != 0
    assert "apt-get install python3-venv (or python3.11-venv)" in result.stderr


def test_old_python_is_refused(elsewhere, tmp_path):
    result = run(
        elsewhere / "run", "manage", "check", path=fake_python(tmp_path / "bin", "python3", "exit 1")
    )
    assert result.returncode != 0
    assert "Python 3.11 or later was not found" in result.stderr


def test_ci_calls_the_same_script():
    assert "./run test" in (ROOT / ".ci" / "run").read_text()
    for script in (ROOT / ".ci" / "run", ROOT / "run", ROOT / "manage.py"):
        assert os.access(script, os.X_OK)
