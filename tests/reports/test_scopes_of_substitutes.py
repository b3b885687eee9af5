"""Whoever stands in for a leader may look at that leader's directives alone."""

import pytest

from reports.scopes import scopes
from tests.directives.services.acting import away

pytestmark = pytest.mark.django_db


def test_the_absent_leaders_directives_are_a_scope_of_their_own(cast):
    before = [scope.key for scope in scopes(cast.actor(cast.other_vice_chair))]
    assert before == ["mine", "directed", "fields"]
    away(cast, cast.vice_chair, cast.other_vice_chair)
    found = {scope.key: scope for scope in scopes(cast.actor(cast.other_vice_chair))}
    theirs = found[f"directed_{cast.vice_chair.pk}"]
    assert theirs.base.leader == cast.vice_chair.pk
    assert str(cast.vice_chair) in str(theirs.label)
    assert found["directed"].base.leader == cast.other_vice_chair.pk
