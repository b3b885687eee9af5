"""Real threads on PostgreSQL: two ticks at once make every period once."""

from datetime import date

import pytest

from directives.models import Assignment, ReportingPeriod
from directives.services.recurring import catch_up
from directives.services.writing import SERVICES
from tests.cast import at
from tests.directives.services.doing import RESULT, lead
from tests.directives.services.reporting import MONTHLY
from tests.invariants import assert_engine_agrees
from tests.notifications.test_races import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_transactions"),
    pytest.mark.postgres,
]


def test_ticks_at_once_after_an_outage_make_every_period_once(cast, issued):
    leads = tuple(commune.pk for commune in cast.communes)
    directives = [issued(**MONTHLY, mode="each", leads=leads) for _ in range(3)]
    moment = at(date(2027, 5, 3))
    together(lambda _number: catch_up(now=moment))
    for part in Assignment.objects.filter(role="each"):
        starts = list(ReportingPeriod.objects.filter(part=part).values_list("from_on", flat=True))
        assert len(starts) == len(set(starts)) == 8  # November to June
    for directive in directives:
        assert_engine_agrees(directive)


def test_a_report_and_a_tick_at_once_agree_on_the_next_deadline(cast, issued):
    directive = issued(**MONTHLY)
    part = lead(directive)
    first = ReportingPeriod.objects.filter(part=part).earliest("from_on")
    moment, head = at(date(2027, 1, 4)), cast.actor(cast.head)

    def work(number: int) -> None:
        if number:
            catch_up(now=moment)
        else:
            SERVICES["submit_period"](subject=first.pk, actor=head, now=moment, data=RESULT)

    together(work)
    part.refresh_from_db()
    assert part.due_on == date(2027, 1, 5)
    assert_engine_agrees(directive)
