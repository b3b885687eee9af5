"""`./run demo`: the story runs to its end, apart from this installation, and fails when a claim does not hold."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from config.demo.story_checks import Check
from config.demo.tables import Terminal, table, width, wrapped
from config.management.commands import demo_story


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    folder = tmp_path_factory.mktemp("story")
    environment = {**os.environ, "TMPDIR": str(folder), "COLUMNS": "120"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "demo_story", "--english"]
    told = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return told, folder


def test_the_story_ends_well(told):
    story, _folder = told
    assert story.returncode == 0, story.stderr + story.stdout[-2000:]
    assert story.stderr == ""
    assert "✗" not in story.stdout
    assert story.stdout.count("  ✓ ") == 10


def test_it_tells_of_every_stage(told):
    output = told[0].stdout
    for words in (
        "Rà soát các dự án trong khu công nghiệp chậm đưa đất vào sử dụng",
        "handed out the work",
        "put up for release",
        "returned",
        "confirmed the result",
        "approved",
        "The clock",
        "Message-ID: <list.",
    ):
        assert words in output, words


def test_it_leaves_nothing_behind_and_writes_no_colours_into_a_pipe(told):
    story, folder = told
    assert list(folder.iterdir()) == []
    assert "\x1b[" not in story.stdout
    assert max(map(width, story.stdout.splitlines())) <= 120


@pytest.mark.parametrize(("holds", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_tells_whether_all_claims_hold(monkeypatch, capsys, holds, code):
    monkeypatch.setattr(demo_story, "call_command", lambda *args, **kwargs: None)
    monkeypatch.setattr("config.demo.story.Story.tell", lambda story: [Check(True, "a"), Check(holds, "b")])
    assert demo_story.Command().tell() == code
    assert capsys.readouterr().out


def test_nothing_of_this_installation_reaches_the_story(monkeypatch):
    given: dict[str, str] = {}

    def run(command: list[str], *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        given.update(env)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(subprocess, "run", run)
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "FILES_DIR"):
        monkeypatch.setenv(name, "of-this-installation")
    assert demo_story.Command().tell_apart(english=False) == 3
    assert "of-this-installation" not in given.values()
    assert given["DONDOC_VAR"].startswith(tempfile.gettempdir())
    assert not Path(given["DONDOC_VAR"]).exists()


def test_columns_stand_under_each_other_whatever_the_letters():
    decomposed = "Nguye\u0302\u0303n"  # marks of their own take no column
    assert (width("Nguyễn"), width(decomposed), width("会议")) == (6, 6, 4)
    lines = list(table(("Ai", "Việc"), [(decomposed, "a"), ("Lê", "b")], room=40))
    assert {width(line[: line.rindex(letter)]) for line, letter in zip(lines[2:], "ab", strict=True)} == {8}


def test_cells_are_wrapped_at_words_and_nothing_is_lost():
    text = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"
    lines = wrapped(text, 14)
    assert all(width(line) <= 14 for line in lines)
    assert " ".join(lines) == text
    assert "".join(wrapped("x" * 30, 14)) == "x" * 30
    assert wrapped("", 14) == [""]


def test_colours_are_for_people_only():
    out = io.StringIO()
    Terminal(out).chapter("Một")
    assert out.getvalue() == "\nMột\n═══\n"
