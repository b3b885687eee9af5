"""One thread through the whole life of a one-lead directive."""

import pytest

from directives import needs
from directives.errors import Forbidden, NotVisible, Stale, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, JournalEntry, PreparedAct
from directives.services import parts, results
from tests.cast import NOW
from tests.invariants import assert_engine_agrees

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")


def do(service, directive, actor, data=None, **more):
    part = Assignment.objects.get(directive=directive, role="lead", is_open=True)
    done = service(part=part.pk, actor=actor, now=NOW, data=data, **more)
    assert_engine_agrees(directive)
    return done


def test_from_issue_to_close(cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do(parts.accept, directive, cast.actor(cast.clerk))
    do(parts.delegate, directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do(parts.report, directive, cast.actor(cast.officer), needs.Report(done="Đã xong 10 dự án"))
    do(results.submit, directive, cast.actor(cast.officer), RESULT)
    assert PreparedAct.objects.get().is_open
    with pytest.raises(Forbidden):
        do(results.release, directive, cast.actor(cast.officer))
    do(results.release, directive, cast.actor(cast.head))
    do(results.verify, directive, cast.actor(cast.monitor))
    done = do(results.approve, directive, cast.actor(cast.vice_chair))
    assert (done.part.status, done.directive.status) == (Status.COMPLETED, Status.COMPLETED)
    verbs = list(
        JournalEntry.objects.filter(stream=directive.stream).order_by("seq").values_list("verb", flat=True)
    )
    assert verbs == ["issue", "accept", "delegate", "report", "prepare", "submit", "verify", "approve"]


def test_nobody_judges_their_own_result(cast, issued):
    directive = issued(leads=(cast.office.pk,))
    do(results.submit, directive, cast.actor(cast.chief), RESULT)
    with pytest.raises(Forbidden) as refused:
        do(results.verify, directive, cast.actor(cast.chief))
    assert refused.value.code == "conflict"
    with pytest.raises(Forbidden):
        do(results.verify, directive, cast.actor(cast.monitor))


def test_return_counts_a_redo(cast, issued):
    directive = issued()
    do(results.submit, directive, cast.actor(cast.head), RESULT)
    done = do(results.return_, directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    assert (done.part.status, done.part.redo_count, done.part.submitted_on) == (Status.IN_PROGRESS, 1, None)


def test_outsiders_see_nothing(cast, issued):
    directive = issued()
    with pytest.raises(NotVisible):
        do(parts.accept, directive, cast.actor(cast.outsider))


def test_wrong_state_and_stale_form_change_nothing(cast, issued):
    directive = issued()
    with pytest.raises(WrongState):
        do(results.verify, directive, cast.actor(cast.monitor))
    do(parts.accept, directive, cast.actor(cast.head))
    with pytest.raises(Stale, match="Lê Trọng Nghĩa"):
        do(parts.report, directive, cast.actor(cast.officer), needs.Report(done="x"), version=1)
