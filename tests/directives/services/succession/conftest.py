import pytest

from tests.cast import department


@pytest.fixture
def heir(cast):
    """The board that follows the Management Board."""
    return department("BQLM", "Ban Quản lý khu công nghiệp và khu kinh tế", "board")
