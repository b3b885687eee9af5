from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import REQUIRED_IN_REAL_MODE, Environment

COMPLETE = {
    "DATABASE_URL": "postgres://office:pass%40word@db.example:5433/dondoc",
    "REDIS_URL": "rediss://cache.example:6379/1",
    "EMAIL_URL": "smtp+tls://sender:word@mail.example",
    "SECRET_KEY": "s" * 60,
    "JOURNAL_KEY": "0f" * 32,
    "ALLOWED_HOSTS": "dondoc.example, www.dondoc.example",
    "SITE_URL": "https://dondoc.example/",
}


def test_nothing_set_is_embedded():
    assert Environment({}).embedded
    assert Environment({"DATABASE_URL": "  ", "PORT": "9000", "ALLOWED_HOSTS": "demo.example"}).embedded


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY"])
def test_any_server_variable_ends_embedded_mode(name):
    assert not Environment({name: "x"}).embedded


@pytest.mark.parametrize("absent", REQUIRED_IN_REAL_MODE)
def test_real_mode_names_what_is_missing(absent):
    environment = Environment({name: value for name, value in COMPLETE.items() if name != absent})
    with pytest.raises(ImproperlyConfigured, match=rf"real mode and these are missing:\n  {absent} — "):
        environment.require_real_mode()


def test_complete_real_mode():
    environment = Environment(COMPLETE)
    environment.require_real_mode()
    assert environment.database("DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "dondoc",
        "USER": "office",
        "PASSWORD": "pass@word",
        "HOST": "db.example",
        "PORT": 5433,
    }
    assert environment.redis_address("REDIS_URL") == COMPLETE["REDIS_URL"]
    assert environment.names("ALLOWED_HOSTS", []) == ["dondoc.example", "www.dondoc.example"]
    assert environment.web_address("SITE_URL", "") == "https://dondoc.example"
    assert environment.hexadecimal_key("JOURNAL_KEY") == b"\x0f" * 32


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtp+ssl://mail.example", 465, False, True),
        ("smtp+ssl://mail.example:2465", 2465, False, True),
    ],
)
def test_mail_server(url, port, tls, ssl):
    server = Environment({"EMAIL_URL": url}).mail_server("EMAIL_URL")
    assert server["EMAIL_HOST"] == "mail.example"
    assert server["EMAIL_PORT"] == port
    assert server.get("EMAIL_USE_TLS", False) is tls
    assert server.get("EMAIL_USE_SSL", False) is ssl


@pytest.mark.parametrize(
    ("read", "name", "value"),
    [
        (lambda e: e.flag("DEBUG", default=False), "DEBUG", "perhaps"),
        (lambda e: e.number("PORT", default=1, least=1, most=65535), "PORT", "eighty"),
        (lambda e: e.number("PORT", default=1, least=1, most=65535), "PORT", "70000"),
        (lambda e: e.number("PORT", default=1, least=1, most=65535), "PORT", "-1"),
        (lambda e: e.choice("LOG_LEVEL", default="INFO", among=("INFO",)), "LOG_LEVEL", "LOUD"),
        (lambda e: e.database("DATABASE_URL"), "DATABASE_URL", "mysql://host/name"),
        (lambda e: e.database("DATABASE_URL"), "DATABASE_URL", "sqlite:///file"),
        (lambda e: e.database("DATABASE_URL"), "DATABASE_URL", "postgres://host"),
        (lambda e: e.database("DATABASE_URL"), "DATABASE_URL", "postgres://host:port/name"),
        (lambda e: e.redis_address("REDIS_URL"), "REDIS_URL", "amqp://host"),
        (lambda e: e.redis_address("REDIS_URL"), "REDIS_URL", "redis://"),
        (lambda e: e.mail_server("EMAIL_URL"), "EMAIL_URL", "consolemail://"),
        (lambda e: e.web_address("SITE_URL", ""), "SITE_URL", "dondoc.example"),
        (lambda e: e.hexadecimal_key("JOURNAL_KEY"), "JOURNAL_KEY", "not hexadecimal"),
        (lambda e: e.hexadecimal_key("JOURNAL_KEY"), "JOURNAL_KEY", "0f0f"),
    ],
)
def test_ill_formed_value_names_variable_and_remedy(read, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} .*Expected: "):
        read(Environment({name: value}))


def test_no_password_in_an_error():
    with pytest.raises(ImproperlyConfigured) as problem:
        Environment({"DATABASE_URL": "mysql://user:hush@host/name"}).database("DATABASE_URL")
    assert "hush" not in str(problem.value)


def test_unknown_variable_of_our_own_prefix_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DONDOC_FOLDER is not a variable"):
        Environment({"DONDOC_FOLDER": "/tmp/x"})


def test_misspelling_of_a_shared_name_is_noticed():
    environment = Environment({"ALLOWED_HOST": "a", "REDIS_URI": "b", "PATH": "c", "EDITOR": "d"})
    assert environment.likely_misspellings() == [
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("REDIS_URI", "REDIS_URL"),
    ]


def test_the_right_name_beside_it_is_no_misspelling():
    assert Environment({"PORTS": "1", "PORT": "2"}).likely_misspellings() == []


def test_relative_folder_starts_where_the_command_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Environment({"FILES_DIR": "files"}).folder("FILES_DIR", Path("/x")) == tmp_path / "files"
    assert Environment({}).folder("FILES_DIR", Path("/x")) == Path("/x")
