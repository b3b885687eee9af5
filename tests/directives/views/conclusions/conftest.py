import pytest

from tests.cast import NOW
from tests.directives.services.entering import entered


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.FILES_DIR = tmp_path


@pytest.fixture
def clerk(cast, signed_in):
    """The browser of the monitor, in Vietnamese."""
    return signed_in(cast.monitor)


@pytest.fixture
def conclusion(cast):
    return entered(cast)
