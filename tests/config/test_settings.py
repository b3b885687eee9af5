"""Settings as a started service has them, each in a process of its own, since they are read once."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import formats, translation

ROOT = Path(__file__).resolve().parents[2]
REAL = {
    "DATABASE_URL": "postgres://office@db.example/dondoc",
    "REDIS_URL": "redis://cache.example:6379/0",
    "EMAIL_URL": "smtp+tls://mail.example",
    "SECRET_KEY": "8f" * 32,
    "JOURNAL_KEY": "7e" * 32,
    "ALLOWED_HOSTS": "dondoc.example",
    "SITE_URL": "https://dondoc.example",
}
NAMES = [
    "DEBUG",
    "EMBEDDED",
    "ALLOWED_HOSTS",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_PROXY_SSL_HEADER",
    "EMAIL_BACKEND",
    "BROKER_URL",
    "DEFAULT_FROM_EMAIL",
]


def settings_with(tmp_path, **variables):
    program = (
        "import json; from config import settings;"
        f"print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}))"
    )
    environment = {"PATH": os.environ["PATH"], "DONDOC_VAR": str(tmp_path / "var"), **variables}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(result.stdout)


def test_embedded_is_safe_by_default(tmp_path):
    found = settings_with(tmp_path)
    assert found["EMBEDDED"] is True
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["EMAIL_BACKEND"] == "notifications.mailbox.MailboxBackend"
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["journal-key", "secret-key"]


def test_real_mode_is_safe_by_default(tmp_path):
    found = settings_with(tmp_path, **REAL)
    assert found["DEBUG"] is False
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] == 31536000
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert found["BROKER_URL"] == REAL["REDIS_URL"]
    assert found["DEFAULT_FROM_EMAIL"] == "Đôn Đốc <don-doc@dondoc.example>"
    assert not list((tmp_path / "var").iterdir())


def test_plain_http_on_purpose(tmp_path):
    found = settings_with(tmp_path, **REAL, SECURE_SSL="off", PROXIES="0")
    assert not found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert not found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_a_mistake_ends_a_command_with_its_sentence_alone(tmp_path):
    environment = {"PATH": os.environ["PATH"], "DONDOC_VAR": str(tmp_path), "DATABASE_URL": "postgres://h/d"}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.startswith("DATABASE_URL is set, so the service runs in real mode")
    assert "Traceback" not in result.stderr


@pytest.mark.django_db
@pytest.mark.twin
def test_sqlite_waits_instead_of_failing(settings):
    if not settings.EMBEDDED:
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("foreign_keys", "synchronous")]
        assert values == [1, 1]
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20000


@pytest.mark.parametrize(("language", "amount", "share"), [("vi", "1.284", "84,2"), ("en", "1,284", "84.2")])
def test_dates_and_numbers(language, amount, share):
    with translation.override(language):
        assert formats.date_format(date(2021, 10, 22)) == "22/10/2021"
        assert formats.date_format(datetime(2021, 10, 22, 7, 5), "DATETIME_FORMAT") == "07:05 22/10/2021"  # noqa: DTZ001  text only
        assert formats.number_format(1284, force_grouping=True) == amount
        assert formats.localize(84.2) == share


@pytest.mark.django_db
def test_api_documentation_keeps_scripts_to_our_own(client):
    response = client.get(reverse("api_docs"))
    assert response.status_code == 200
    policy = {part.split()[0]: part.split()[1:] for part in response["Content-Security-Policy"].split(";")}
    assert policy["default-src"] == ["'self'"]
    assert "script-src" not in policy
    assert "//" not in "".join(
        line for line in response.text.splitlines() if "src=" in line or "href=" in line
    )


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client):
    policy = client.get("/quan-tri/login/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_language_switch(client):
    response = client.post(reverse("set_language"), {"language": "en", "next": "/healthz"})
    assert response.status_code == 302
    assert response.cookies["django_language"].value == "en"
