"""The texts of conclusions stay as they were issued, and every offset with the text it belongs to."""

import pytest
from django.db import DatabaseError, connection, transaction

from directives.models import Conclusion, ConclusionPoint, ConclusionRevision, RevisionPoint
from directives.services.conclusions import issue_conclusion
from directives.vendor import journal_guard, text_guard
from tests.cast import NOW
from tests.directives.services.entering import entered, points_of, settle_all

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


@pytest.fixture
def revision(cast):
    conclusion = entered(cast)
    settle_all(cast, conclusion)
    issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
    revision = ConclusionRevision.objects.create(
        conclusion=conclusion, ordinal=1, reason="Đính chính", text="Bản mới", by=cast.monitor, at=NOW
    )
    RevisionPoint.objects.create(revision=revision, position=1, relation="new", start=0, end=3)
    return revision


def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_the_triggers_are_there(db):
    assert not journal_guard.missing(connection)
    assert set(text_guard.EXPECTED) <= set(journal_guard.EXPECTED[connection.vendor])


def test_the_text_of_an_issued_conclusion_stays_with_its_points(cast, revision):
    issued = Conclusion.objects.filter(pk=revision.conclusion_id)
    points = ConclusionPoint.objects.filter(conclusion=revision.conclusion)
    refused(lambda: issued.update(text="khác"))
    refused(lambda: points.update(start=0))
    refused(lambda: points.update(end=10**6))
    refused(lambda: points.filter(pk=points[0].pk).delete())
    issued.update(version=99)
    points.update(reason="ghi chú")


def test_before_it_is_issued_both_may_change(cast):
    conclusion = entered(cast)
    Conclusion.objects.filter(pk=conclusion.pk).update(text=conclusion.text + ".")
    point = points_of(conclusion)[0]
    ConclusionPoint.objects.filter(pk=point.pk).update(end=point.end - 1)
    point.delete()


def test_a_corrected_text_stays_with_its_points(revision):
    rows = ConclusionRevision.objects.filter(pk=revision.pk)
    points = RevisionPoint.objects.filter(revision=revision)
    refused(lambda: rows.update(text="khác"))
    refused(lambda: rows.update(ordinal=2))
    refused(lambda: rows.update(base=revision.pk))
    refused(lambda: points.update(start=1))
    refused(lambda: points.update(old_start=0, old_end=2))
    refused(points.delete)
    rows.update(state="finished")
    points.update(carried=False)
