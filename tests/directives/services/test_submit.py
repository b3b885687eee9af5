from datetime import date, timedelta

import pytest

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Evidence, PreparedAct, ProgressReport
from directives.services.files import store_evidence
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import RESULT, do, lead, snapshot

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def test_delivery_is_the_day_of_the_document(cast, issued):
    directive = issued(deadline_kind="dated", due_on=MONDAY)
    later = at(MONDAY + timedelta(days=4))
    handed_in = needs.Submit(result_summary="Xong", document_number="1/BC", document_date=MONDAY)
    assert do("submit", directive, cast.actor(cast.head), handed_in, now=later).part.submitted_on == MONDAY
    done = do("verify", directive, cast.actor(cast.monitor), now=at(MONDAY + timedelta(days=8)))
    assert (done.part.delivered_on, done.part.status) == (MONDAY, Status.COMPLETED)


def test_files_of_the_one_who_submits(cast, issued):
    directive = issued()
    own = store_evidence(PDF, "báo cáo.pdf", actor=cast.actor(cast.head), now=NOW)
    foreign = store_evidence(PDF, "khác.pdf", actor=cast.actor(cast.outsider), now=NOW)
    with pytest.raises(Invalid):
        do("submit", directive, cast.actor(cast.head), needs.Submit(result_summary="x", files=(foreign.pk,)))
    do("submit", directive, cast.actor(cast.head), needs.Submit(result_summary="x", files=(own.pk,)))
    assert ProgressReport.objects.get().evidence.get().file == own


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("result_summary", needs.Submit(result_summary=" ", document_number="1")),
        ("files", needs.Submit(result_summary="Xong")),
        (
            "document_date",
            needs.Submit(result_summary="x", document_number="1", document_date=date(2026, 11, 24)),
        ),
        (
            "document_date",
            needs.Submit(result_summary="x", document_number="1", document_date=date(2026, 11, 20)),
        ),
    ],
)
def test_bad_input_names_its_field_and_changes_nothing(cast, issued, field, data):
    directive = issued()
    before = snapshot(directive)
    with pytest.raises(Invalid) as refused:
        do("submit", directive, cast.actor(cast.head), data)
    assert refused.value.field == field
    assert snapshot(directive) == before


def test_an_officers_result_waits_for_release(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("submit", directive, cast.actor(cast.officer), RESULT)
    assert lead(directive).status == Status.ASSIGNED
    assert ProgressReport.objects.count() == 0
    with pytest.raises(Forbidden):
        do("release", directive, cast.actor(cast.colleague))
    do("release", directive, cast.actor(cast.deputy))
    report = ProgressReport.objects.get()
    assert (report.prepared_by, report.released_by) == (cast.officer, cast.deputy)
    assert not PreparedAct.objects.get().is_open


def test_a_department_may_let_its_officers_release(cast, issued):
    cast.board.officers_release = True
    cast.board.save()
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    assert (
        do("submit", directive, cast.actor(cast.officer), RESULT).part.status == Status.AWAITING_VERIFICATION
    )


def test_withdraw_what_was_prepared_and_what_was_sent(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("submit", directive, cast.actor(cast.officer), RESULT)
    do("withdraw", directive, cast.actor(cast.officer))
    assert not PreparedAct.objects.get().is_open
    with pytest.raises(WrongState):
        do("withdraw", directive, cast.actor(cast.officer))
    do("submit", directive, cast.actor(cast.head), RESULT)
    done = do("withdraw", directive, cast.actor(cast.clerk), needs.OptionalReason(reason="Gửi nhầm"))
    assert (done.part.status, done.part.submitted_on) == (Status.IN_PROGRESS, None)
    assert ProgressReport.objects.get().verdict == "withdrawn"


def test_colleagues_and_outsiders(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    with pytest.raises(Forbidden):
        do("submit", directive, cast.actor(cast.colleague), RESULT)
    with pytest.raises(NotVisible):
        do("submit", directive, cast.actor(cast.finance_head), RESULT)


def test_a_file_named_twice_proves_once(cast, issued, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    head = cast.actor(cast.head)
    file = store_evidence(PDF, "báo cáo.pdf", actor=head, now=NOW)
    done = do("submit", issued(), head, needs.Submit(result_summary="Xong", files=(file.pk, file.pk)))
    assert done.entry.data["files"] == 1
    assert Evidence.objects.get().file == file
