"""One browser for all tests of a process; every test opens contexts of its own in it."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from tests.environment import browser_path

FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    # Playwright's loop runs in this thread from now on; Django would take it for an asynchronous context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield chromium
        connections.close_all()  # beside a running loop Django keeps connections of their own
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
