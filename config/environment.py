"""The environment, read strictly: every mistake names the variable and says what to write instead.

Deployment is configured by environment variables only. Without any of `REAL_MODE` the service runs
embedded (SQLite, a bundled broker, a local mailbox); with one of them it runs in real mode and wants
all of them, so that a half-configured server never falls back to the demo's defaults in silence.
"""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

# What each variable is, in one line: the README's table and the error messages are made from it.
VARIABLES: dict[str, str] = {
    "DEBUG": "1 shows error pages with code and settings; never on a server people use",
    "SECRET_KEY": "50 or more random characters; signs sessions and links",
    "JOURNAL_KEY": "64 hexadecimal digits; seals the journal, must never change",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "REDIS_URL": "redis://host:6379/0 (rediss:// for TLS)",
    "EMAIL_URL": "smtp+tls://user:password@host:587 (smtp:// or smtp+ssl:// too)",
    "ALLOWED_HOSTS": "host names the service answers to, separated by commas",
    "SITE_URL": "https://dondoc.example.gov.vn, the address written into mails",
    "DEFAULT_FROM_EMAIL": "the sender of every mail: Đôn Đốc <dondoc@example.gov.vn>",
    "FILES_DIR": "folder of uploaded files, shared by all hosts, writable",
    "SECURE_SSL": "on or off; off only behind plain http on a trusted network or in a test",
    "PROXIES": "how many trusted reverse proxies stand in front (0 to 5)",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "BIND": "the address the web server listens on, 127.0.0.1 unless told otherwise",
    "PORT": "the port the web server listens on",
    "WEB_WORKERS": "gunicorn worker processes",
    "WEB_THREADS": "threads of each gunicorn worker",
    "WORKER_PROCESSES": "Celery worker processes of ./run",
    "DONDOC_VAR": "folder of everything the embedded mode writes",
    "DONDOC_BROKER": "set by ./run for its own children; leave it alone",
}

REAL_MODE = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY")
REQUIRED_IN_REAL_MODE = (*REAL_MODE, "JOURNAL_KEY", "ALLOWED_HOSTS", "SITE_URL")


class EnvironmentProblem(ImproperlyConfigured):
    """A variable is missing or ill-formed; the text names it and the remedy."""

    def __init__(self, name: str, trouble: str) -> None:
        super().__init__(f"{name} {trouble}. Expected: {VARIABLES[name]}.")


class Environment:
    """Typed access to the variables in `VARIABLES`; an empty value counts as not set."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name: value.strip() for name, value in values.items() if value.strip()}
        unknown = [name for name in self._values if name.startswith("DONDOC_") and name not in VARIABLES]
        if unknown:
            known = ", ".join(name for name in VARIABLES if name.startswith("DONDOC_"))
            raise ImproperlyConfigured(f"{unknown[0]} is not a variable of this service. Known: {known}.")

    @property
    def embedded(self) -> bool:
        return not any(name in self._values for name in REAL_MODE)

    def require_real_mode(self) -> None:
        """In real mode everything must be there; all that is missing is named at once."""
        missing = [name for name in REQUIRED_IN_REAL_MODE if name not in self._values]
        if not missing:
            return
        found = ", ".join(name for name in REAL_MODE if name in self._values)
        lines = "\n".join(f"  {name} — {VARIABLES[name]}" for name in missing)
        raise ImproperlyConfigured(
            f"{found} is set, so the service runs in real mode and these are missing:\n{lines}\n"
            f"Set them, or unset {found} to run the embedded demo."
        )

    def has(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, default)

    def flag(self, name: str, *, default: bool) -> bool:
        raw = self.text(name).lower()
        if not raw:
            return default
        if raw in ("1", "on", "true", "yes"):
            return True
        if raw in ("0", "off", "false", "no"):
            return False
        raise EnvironmentProblem(name, f"is {raw!r}, neither on nor off")

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        raw = self.text(name)
        if not raw:
            return default
        if not raw.isascii() or not raw.isdigit() or not least <= int(raw) <= most:
            raise EnvironmentProblem(name, f"is {raw!r}, not a whole number from {least} to {most}")
        return int(raw)

    def choice(self, name: str, *, default: str, among: Iterable[str]) -> str:
        raw = self.text(name, default).upper()
        if raw not in among:
            raise EnvironmentProblem(name, f"is {raw!r}")
        return raw

    def names(self, name: str, default: list[str]) -> list[str]:
        raw = self.text(name)
        return [part.strip() for part in raw.split(",") if part.strip()] if raw else default

    def folder(self, name: str, default: Path) -> Path:
        path = Path(self.text(name, str(default))).expanduser()
        return path if path.is_absolute() else Path.cwd() / path

    def hexadecimal_key(self, name: str) -> bytes:
        raw = self.text(name)
        try:
            key = bytes.fromhex(raw)
        except ValueError:
            raise EnvironmentProblem(name, "is not hexadecimal") from None
        if len(key) != 32:
            raise EnvironmentProblem(name, f"has {len(raw)} digits")
        return key

    def web_address(self, name: str, default: str) -> str:
        return self._url(name, default, schemes=("http", "https")).rstrip("/")

    def redis_address(self, name: str) -> str:
        return self._url(name, "", schemes=("redis", "rediss"))

    def database(self, name: str) -> dict[str, Any]:
        url = self._url(name, "", schemes=("postgres", "postgresql"))
        config: dict[str, Any] = Env.db_url_config(url)
        if not config.get("NAME"):
            raise EnvironmentProblem(name, "names no database")
        return config

    def mail_server(self, name: str) -> dict[str, Any]:
        ports = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
        url = self._url(name, "", schemes=tuple(ports))
        config: dict[str, Any] = Env.email_url_config(url)
        return {**config, "EMAIL_PORT": config["EMAIL_PORT"] or ports[urlsplit(url).scheme]}

    def likely_misspellings(self) -> list[tuple[str, str]]:
        """Pairs (name found, name meant): a warning at start, since other programs have variables too."""
        found = []
        for name in sorted(self._values):
            close = [] if name in VARIABLES else difflib.get_close_matches(name, VARIABLES, 1, 0.88)
            if close and close[0] not in self._values:
                found.append((name, close[0]))
        return found

    def _url(self, name: str, default: str, *, schemes: tuple[str, ...]) -> str:
        raw = self.text(name, default)
        try:
            parts = urlsplit(raw)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise EnvironmentProblem(name, f"is not an address ({error})") from None
        if parts.scheme not in schemes:
            # Only the scheme is quoted: an address may hold a password, and errors end in logs.
            raise EnvironmentProblem(name, f"starts with {parts.scheme or 'no scheme'!r}")
        if not host and "postgres" not in parts.scheme:
            raise EnvironmentProblem(name, "names no host")
        return raw
