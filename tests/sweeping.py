"""Rolled back rows stay in PostgreSQL's tables until a vacuum; a suite that never vacuums reads ever larger files."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

EVERY = 25  # tests; a vacuum of tables that hold nothing takes less than a tenth of a second

_since = 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Sweep between two tests, once their transactions are over."""
    global _since
    yield
    _since += 1
    if _since >= EVERY and connection.connection is not None and not connection.in_atomic_block:
        _since = 0
        if connection.vendor == "postgresql":
            with item.config.stash[blocking_manager_key].unblock(), connection.cursor() as cursor:
                cursor.execute("VACUUM")
