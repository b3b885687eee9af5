"""Rules of this house that no ready-made linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "departments", "directives", "workflows", "notifications", "reports")
LOCKS = ("requirements.txt", "requirements-dev.txt")


@cache
def repository_files() -> tuple[Path, ...]:
    """What is or would be committed; in an unpacked archive, everything but what `run` makes."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".venv", "var", ".git", "__pycache__"}
        paths = [path for path in ROOT.rglob("*") if not made & set(path.relative_to(ROOT).parts)]
    return tuple(path for path in paths if path.is_file())


def text_files() -> Iterator[tuple[str, str]]:
    for path in repository_files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(pattern: str, *, names: str = "", apart: tuple[str, ...] = ()) -> list[str]:
    own = str(Path(__file__).relative_to(ROOT))
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in text_files()
        if name != own and not name.startswith(apart) and re.search(names, name)
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


APP_CODE = rf"^({'|'.join(APPS)})/.*\.py$"


def test_only_the_vendor_folder_asks_which_database_it_is():
    assert not lines_with(r"connections?\b.*\.vendor\b", names=APP_CODE, apart=("directives/vendor/",))


def test_only_config_reads_the_environment():
    assert not lines_with(r"\bos\.(environ|getenv)\b", names=APP_CODE, apart=("config/",))


def test_lifecycle_is_data_without_orm():
    for name in ("lifecycle", "deadlines"):
        path = ROOT / "directives" / f"{name}.py"
        sources = [path] if path.exists() else sorted((ROOT / "directives" / name).rglob("*.py"))
        assert sources, name
        for source in sources:
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                assert not [module for module in modules if module.startswith("django.db")], source


def test_no_secret_in_the_repository():
    assert not lines_with(
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}"
    )
    assert not lines_with(r"""\bSECRET_KEY\s*=\s*["'][^"']{8,}["']""", names=APP_CODE)


def test_no_path_of_one_persons_machine():
    assert not lines_with(r"(?<![\w.])/(home|Users)/\w+/|(?<![\w.])/root/\w|(?<![\w.])/work/(main|shared)\b")


def test_locks_come_from_wherever_pip_is_told():
    assert not lines_with(r"index-url|find-links|trusted-host|https?://", names=r"^requirements.*\.(in|txt)$")
    for lock in LOCKS:
        assert "--hash=sha256:" in (ROOT / lock).read_text()


def test_nothing_made_is_committed():
    made = re.compile(r"(^|/)(var|\.venv|__pycache__|staticfiles)/|\.(mo|pyc|sqlite3)$")
    assert not [name for name, _ in text_files() if made.search(name)]
