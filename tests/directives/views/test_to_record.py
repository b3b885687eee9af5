"""The box on Việc của tôi from which an assistant records what a leader has decided."""

import re
from html import unescape

import pytest
from django.urls import reverse

from departments.models import Post
from directives import needs
from directives.selectors import recordable
from directives.services.writing import SERVICES
from tests.cast import NOW, person
from tests.directives.services.acting import FRIDAY, assist
from tests.directives.services.asking import MORE_TIME
from tests.directives.services.doing import RESULT, do, lead
from tests.directives.services.reporting import MONTHLY, report_first
from tests.directives.stuck import act_on, raised

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def secretary(cast):
    user = person("thu-ky", "Đinh Công Thành", (cast.office, Post.OFFICER))
    assist(cast, cast.vice_chair, user)
    return user


def box_of(client) -> str:
    """The box of what an assistant may record, or nothing."""
    text = client.get(reverse("my_work")).content.decode()
    start = text.find('aria-labelledby="ghi-')
    return text[start : text.index("</section>", start)] if start >= 0 else ""


def test_the_assistant_starts_from_what_waits_for_the_leader(cast, issued, signed_in, secretary):
    client = signed_in(secretary)
    assert box_of(client) == ""
    directive = issued(directed_by=cast.vice_chair.pk, needs_approval=True)
    other = issued(directed_by=cast.other_vice_chair.pk, needs_approval=True)
    for each in (directive, other):
        do("submit", each, cast.actor(cast.head), RESULT)
        do("verify", each, cast.actor(cast.monitor))
    box = box_of(client)
    assert str(cast.vice_chair) in box
    assert '<span class="n">1</span>' in box
    assert f"/chi-dao/{directive.pk}/?phan={lead(directive).pk}" in box
    assert f"/chi-dao/{other.pk}/" not in box
    assert box_of(signed_in(cast.monitor)) == ""
    do("approve", directive, cast.actor(cast.vice_chair))
    assert box_of(client) == ""


def test_every_line_of_the_box_leads_to_where_the_decision_is_recorded(cast, issued, signed_in, secretary):
    more_time = issued(directed_by=cast.vice_chair.pk, deadline_kind="dated", due_on=FRIDAY)
    do("accept", more_time, cast.actor(cast.head))
    do("request_extension", more_time, cast.actor(cast.head), MORE_TIME)
    monthly = issued(**MONTHLY, directed_by=cast.vice_chair.pk, needs_approval=True)
    period = report_first(monthly, cast.actor(cast.head))
    SERVICES["verify_period"](subject=period.pk, actor=cast.actor(cast.monitor), now=NOW)
    stuck = issued(directed_by=cast.vice_chair.pk)
    row = raised(cast, stuck, asked_leader=cast.vice_chair.pk)
    act_on(row, "triage", cast.actor(cast.monitor), needs.Triage(asked_leader=cast.vice_chair.pk))
    client = signed_in(secretary)
    leads_to = [unescape(url).split("#")[0] for url in re.findall(r'<a href="([^"]+)"', box_of(client))]
    assert sorted(leads_to) == sorted(
        [
            reverse("part_verb", args=[lead(more_time).pk, "grant_extension"]),
            reverse("period_verb", args=[period.pk, "approve_period"]),
            reverse("bottleneck_verb", args=[row.pk, "decide"]),
        ]
    )
    for url in leads_to:
        page = client.get(url, follow=True)
        assert page.status_code == 200, url
        assert "recorded_reference" in page.content.decode()


def test_the_box_names_twenty_and_counts_all(cast, issued, signed_in, secretary, monkeypatch):
    monkeypatch.setattr(recordable, "SHOWN", 2)
    for _number in range(3):
        directive = issued(directed_by=cast.vice_chair.pk, needs_approval=True)
        do("submit", directive, cast.actor(cast.head), RESULT)
        do("verify", directive, cast.actor(cast.monitor))
    box = box_of(signed_in(secretary))
    assert '<span class="n">3</span>' in box
    assert box.count("<li>") == 2
