from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from directives.models import Directive
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.vendor import journal_guard
from tests.cast import NOW, Cast, make_cast
from tests.invariants import assert_engine_agrees

pytest_plugins = ["tests.environment", "tests.browsing", "tests.sweeping"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def real_transactions(transactional_db: None) -> Iterator[None]:
    """Commits are real (threads, a browser). The flush afterwards needs the journal's guard out of the way;
    its post_migrate signal puts the triggers back."""
    yield
    journal_guard.remove(connection)


@pytest.fixture
def real_cast(real_transactions: None) -> Cast:
    return make_cast()


@pytest.fixture
def issued(cast: Cast) -> Callable[..., Directive]:
    """A directive issued by the monitor to the Management Board as its one lead, unless told otherwise."""

    def make(**changes: Any) -> Directive:
        values: dict[str, Any] = {
            "text": "Rà soát các dự án đầu tư trong khu công nghiệp",
            "leads": (cast.board.pk,),
        }
        moment = changes.pop("now", NOW)
        directive = issue_directly(
            Plan(**{**values, **changes}), actor=cast.actor(cast.monitor, moment.date()), now=moment
        )
        assert_engine_agrees(directive)
        return directive

    return make
