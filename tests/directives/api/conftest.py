from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from departments.models import User


@pytest.fixture
def client_of() -> Callable[[User], APIClient]:
    """An API client signed in as a person, by session."""

    def make(user: User) -> APIClient:
        client = APIClient()
        client.force_login(user)
        return client

    return make
