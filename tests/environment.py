"""What the machine offers the tests, and what happens where it offers less.

On a person's machine a test that needs Postgres, Redis or a browser is skipped with its reason. In CI a
missing one fails the run: a suite that skips its way to green proves nothing.
"""

import os
import shutil

import pytest
from django.conf import settings

BROWSERS = ("chromium", "chromium-browser")


def browser_path() -> str | None:
    """Debian's chromium, or the browser named by CHROMIUM."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def lacking() -> dict[str, str]:
    """Mark → why its tests cannot run here."""
    reasons = {}
    if settings.EMBEDDED:
        reasons["postgres"] = "needs PostgreSQL: set DATABASE_URL and REDIS_URL"
        reasons["redis"] = "needs Redis: set DATABASE_URL and REDIS_URL"
    if browser_path() is None:
        reasons["browser"] = "needs a browser: apt-get install chromium"
    return reasons


def in_ci() -> bool:
    return os.environ.get("CI") == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="thousands of random lives instead of a hundred; takes an hour"
    )


def pytest_configure(config: pytest.Config) -> None:
    if in_ci() and lacking():
        pytest.exit("In CI nothing may be missing: " + "; ".join(lacking().values()), returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for mark, reason in lacking().items():
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))
