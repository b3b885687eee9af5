"""One thread through the whole life of a one-lead directive."""

import pytest

from directives import needs
from directives.errors import Forbidden, NotVisible, Stale, WrongState
from directives.lifecycle import Status
from directives.models import JournalEntry, PreparedAct
from tests.directives.services.doing import RESULT, do

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def test_from_issue_to_close(cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("accept", directive, cast.actor(cast.clerk))
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("report", directive, cast.actor(cast.officer), needs.Report(done="Đã xong 10 dự án"))
    do("submit", directive, cast.actor(cast.officer), RESULT)
    assert PreparedAct.objects.get().is_open
    with pytest.raises(Forbidden):
        do("release", directive, cast.actor(cast.officer))
    do("release", directive, cast.actor(cast.head))
    do("verify", directive, cast.actor(cast.monitor))
    done = do("approve", directive, cast.actor(cast.vice_chair))
    assert (done.part.status, done.directive.status) == (Status.COMPLETED, Status.COMPLETED)
    verbs = list(
        JournalEntry.objects.filter(stream=directive.stream).order_by("seq").values_list("verb", flat=True)
    )
    assert verbs == ["issue", "accept", "delegate", "report", "prepare", "submit", "verify", "approve"]


def test_nobody_judges_their_own_result(cast, issued):
    directive = issued(leads=(cast.office.pk,))
    do("submit", directive, cast.actor(cast.chief), RESULT)
    with pytest.raises(Forbidden) as refused:
        do("verify", directive, cast.actor(cast.chief))
    assert refused.value.code == "conflict"
    with pytest.raises(Forbidden):
        do("verify", directive, cast.actor(cast.monitor))


def test_return_counts_a_redo(cast, issued):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    done = do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    assert (done.part.status, done.part.redo_count, done.part.submitted_on) == (Status.IN_PROGRESS, 1, None)


def test_outsiders_see_nothing(cast, issued):
    directive = issued()
    with pytest.raises(NotVisible):
        do("accept", directive, cast.actor(cast.outsider))


def test_wrong_state_and_stale_form_change_nothing(cast, issued):
    directive = issued()
    with pytest.raises(WrongState):
        do("verify", directive, cast.actor(cast.monitor))
    do("accept", directive, cast.actor(cast.head))
    with pytest.raises(Stale, match="Lê Trọng Nghĩa"):
        do("report", directive, cast.actor(cast.officer), needs.Report(done="x"), version=1)
