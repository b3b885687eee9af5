from typing import Any

import pytest

from departments import clock, requests
from tests.cast import NOW


@pytest.fixture(autouse=True)
def monday_morning(monkeypatch: Any) -> None:
    """Every entry point of these tests takes the clock of the cast's Monday."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(requests, "now", lambda: NOW)
