from collections.abc import Callable

import pytest
from django.test import Client

from departments.models import User


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which this person is signed in; forms are sent with the CSRF check switched off."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
