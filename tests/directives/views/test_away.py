"""A deadline in somebody's absence is called up: in the list, on the page, and when the task is handed to them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directives import needs
from directives.selectors.away import away_when_due
from tests.cast import MONDAY, NOW
from tests.directives.services.acting import FRIDAY, away
from tests.directives.services.doing import do, lead

pytestmark = pytest.mark.django_db
WARNED = "27/11/2026"


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def due(issued, day):
    return issued(deadline_kind="dated", due_on=day)


def test_list_and_page_say_so(cast, issued, signed_in):
    directive = due(issued, FRIDAY - timedelta(days=1))
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    client = signed_in(cast.officer)
    assert WARNED not in client.get(reverse("my_work")).content.decode()
    away(cast, cast.officer, None)
    assert WARNED in client.get(reverse("my_work")).content.decode()
    assert WARNED in client.get(reverse("directive", args=[directive.pk])).content.decode()


@pytest.mark.parametrize(("day", "warned"), [(FRIDAY, True), (FRIDAY + timedelta(days=1), False)])
def test_handing_it_to_somebody_absent_is_warned_of_and_done(cast, issued, signed_in, day, warned):
    part = lead(due(issued, day))
    away(cast, cast.officer, cast.colleague)
    answer = signed_in(cast.head).post(
        reverse("part_verb", args=[part.pk, "delegate"]), {"officer": cast.officer.pk}, follow=True
    )
    part.refresh_from_db()
    assert part.officer == cast.officer
    said = [str(message) for message in answer.context["messages"]]
    assert any(WARNED in sentence for sentence in said) is warned


def test_what_is_handed_in_or_another_departments_absence_does_not_count(cast, issued):
    part = lead(due(issued, FRIDAY))
    part.officer = cast.officer
    away(cast, cast.officer, cast.colleague)
    assert part.pk in away_when_due([part], since=MONDAY)
    part.status = "awaiting_verification"
    assert away_when_due([part], since=MONDAY) == {}
    part.status, part.department = "in_progress", cast.finance
    assert away_when_due([part], since=MONDAY) == {}
