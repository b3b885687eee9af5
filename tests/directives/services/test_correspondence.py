"""Outside bodies: our monitor chases, records what was sent and answered, and somebody else judges the reply."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directives import access, needs
from directives.desks import desk_of
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import Assignment, Correspondence, ProgressReport
from directives.selectors.today import today_info
from directives.selectors.waiting import waiting_for
from directives.selectors.work import Group, work_list
from directives.services.files import store
from notifications import audience
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import do, lead, snapshot

pytestmark = pytest.mark.django_db

SENT = needs.RecordSent(document_number="88/UBND-TH", document_date=MONDAY, note="Đề nghị bố trí vốn")
REPLY = needs.RecordReply(
    document_number="12/BTC-NS", document_date=MONDAY, outcome=needs.FINAL, summary="Đã bố trí vốn"
)
INTERIM = needs.RecordReply(
    document_number="11/BTC-NS", document_date=MONDAY, outcome=needs.INTERIM, summary="Đang xem xét"
)


@pytest.fixture
def directive(cast, issued):
    return issued(leads=(cast.outside.pk,), deadline_kind="dated", due_on=MONDAY + timedelta(days=9))


def office(cast):
    return cast.actor(cast.monitor)


def test_what_was_sent_is_kept_and_the_part_counts_as_taken_on(cast, directive):
    done = do("record_sent", directive, office(cast), SENT)
    row = Correspondence.objects.get()
    assert (row.kind, row.document_number, row.document_date, row.received_on) == (
        "sent",
        "88/UBND-TH",
        MONDAY,
        None,
    )
    assert (done.part.status, done.part.accept_by) == ("in_progress", None)
    assert (done.entry.verb, done.entry.post.user) == ("record_sent", cast.monitor)
    assert done.entry.data["document_number"] == "88/UBND-TH"


def test_an_interim_reply_is_kept_and_we_go_on_waiting(cast, directive):
    done = do("record_reply", directive, office(cast), INTERIM)
    assert (done.part.status, done.part.silent_since) == ("in_progress", MONDAY)
    assert not ProgressReport.objects.exists()
    do("record_reply", directive, office(cast), REPLY)
    assert Correspondence.objects.filter(kind="reply").count() == 2


def test_a_final_reply_is_the_result_and_a_second_person_judges_it(cast, directive):
    later = at(MONDAY + timedelta(days=2))
    done = do("record_reply", directive, cast.actor(cast.monitor, later.date()), REPLY, now=later)
    assert (done.part.status, done.part.submitted_on) == ("awaiting_verification", MONDAY)
    row = Correspondence.objects.get()
    assert (row.received_on, row.report.document_number, row.report.kind) == (
        later.date(),
        "12/BTC-NS",
        "result",
    )
    before = snapshot(directive)
    with pytest.raises(Forbidden):
        do("verify", directive, office(cast), now=later)
    assert snapshot(directive) == before
    done = do("verify", directive, cast.actor(cast.other_monitor, later.date()), now=later)
    assert (done.part.status, done.part.delivered_on) == ("completed", MONDAY)


def test_a_receiving_department_judges_it(cast, issued):
    directive = issued(
        leads=(cast.outside.pk,), product_to="department", product_to_department=cast.finance.pk
    )
    do("record_reply", directive, office(cast), REPLY)
    assert do("verify", directive, cast.actor(cast.finance_head)).part.status == "completed"


def test_a_reply_recorded_by_mistake_is_taken_back(cast, directive):
    do("record_reply", directive, office(cast), REPLY)
    done = do("withdraw", directive, office(cast), needs.OptionalReason(reason="Nhầm văn bản"))
    assert (done.part.status, done.part.submitted_on) == ("in_progress", None)


def test_the_office_accepts_and_reports_in_its_place(cast, directive):
    assert do("accept", directive, office(cast)).part.status == "in_progress"
    done = do("report", directive, cast.actor(cast.chief), needs.Report(done="Bộ đang lấy ý kiến"))
    assert done.entry.post.post == "chief_of_office"


def test_files_go_with_the_part(cast, directive, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    proof = store(b"x", "cong-van.txt", "text/plain", actor=office(cast), now=NOW)
    do(
        "record_sent",
        directive,
        office(cast),
        needs.RecordSent(document_number="88/UBND-TH", document_date=MONDAY, files=(proof.pk,)),
    )
    assert access.file(cast.actor(cast.chair), proof.pk) == proof
    with pytest.raises(NotVisible):
        access.file(cast.actor(cast.head), proof.pk)


# --- whose desk, whose list


def test_an_open_part_lies_on_the_monitors_desk(cast, directive):
    part = lead(directive)
    assert desk_of(part).user_id == cast.monitor.pk
    assert list(waiting_for(office(cast))) == [part]
    assert not waiting_for(cast.actor(cast.other_monitor)).exists()
    shown = work_list(office(cast), today_info(NOW))
    assert list(shown.counts) == [Group.ACCEPT]
    do("record_reply", directive, office(cast), REPLY)
    part = lead(directive)
    assert (desk_of(part).kind, desk_of(part).user_id) == ("office", None)
    assert not waiting_for(office(cast)).exists()
    assert list(waiting_for(cast.actor(cast.chief))) == [part]


def test_a_part_without_a_date_waits_to_be_dated(cast, issued):
    issued(leads=(cast.outside.pk,))
    assert list(work_list(office(cast), today_info(NOW)).counts) == [Group.TO_DATE]


def test_lists_go_to_the_monitor_and_a_reply_to_be_judged_to_the_chief(cast, directive):
    parts = Assignment.objects.filter(directive=directive)

    def told(whom):
        return {row.recipient for rows in whom(parts, MONDAY) for row in rows}

    assert told(audience.workers) == {cast.monitor.pk}
    do("record_reply", directive, office(cast), REPLY)
    assert told(audience.receivers) == {cast.chief.pk}


# --- refusals


@pytest.mark.parametrize("data", [SENT, REPLY])
def test_only_the_office_and_only_for_outside_bodies(cast, directive, issued, data):
    verb = "record_sent" if data is SENT else "record_reply"
    before = snapshot(directive)
    with pytest.raises(Forbidden):
        do(verb, directive, cast.actor(cast.chair), data)
    with pytest.raises(NotVisible):
        do(verb, directive, cast.actor(cast.head), data)
    assert snapshot(directive) == before
    ours = issued()
    before = snapshot(ours)
    for who in (cast.monitor, cast.head):
        with pytest.raises(Forbidden):
            do(verb, ours, cast.actor(who), data)
    with pytest.raises(Forbidden):
        do("accept", ours, office(cast))
    assert snapshot(ours) == before


def test_no_reply_to_what_is_closed(cast, directive):
    do("record_reply", directive, office(cast), REPLY)
    do("verify", directive, cast.actor(cast.chief))
    before = snapshot(directive)
    with pytest.raises(WrongState):
        do("record_reply", directive, office(cast), INTERIM)
    assert snapshot(directive) == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document_number": " "}, "document_number"),
        ({"document_date": MONDAY + timedelta(days=1)}, "document_date"),
        ({"document_date": MONDAY - timedelta(days=1)}, "document_date"),
        ({"received_on": MONDAY + timedelta(days=1)}, "received_on"),
        ({"received_on": MONDAY - timedelta(days=1)}, "received_on"),
        ({"summary": " "}, "summary"),
        ({"files": (999,)}, "files"),
    ],
)
def test_bad_input_changes_nothing(cast, directive, changes, field):
    before = snapshot(directive)
    values = {name: getattr(REPLY, name) for name in REPLY.__dataclass_fields__}
    with pytest.raises(Invalid) as caught:
        do("record_reply", directive, office(cast), needs.RecordReply(**{**values, **changes}))
    assert caught.value.field == field
    assert snapshot(directive) == before
    assert not Correspondence.objects.exists()


def test_the_same_document_is_recorded_once(cast, directive):
    do("record_sent", directive, office(cast), SENT)
    before = snapshot(directive)
    with pytest.raises(Invalid):
        do("record_sent", directive, cast.actor(cast.chief), SENT)
    assert snapshot(directive) == before


# --- screen and API


def test_page_and_api_show_it(client, cast, directive, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    do("record_sent", directive, office(cast), SENT)
    do("record_reply", directive, office(cast), REPLY)
    client.force_login(cast.chair, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("directive", args=[directive.pk])).content.decode()
    for words in ("88/UBND-TH", "12/BTC-NS", "Đề nghị bố trí vốn", "ghi nhận văn bản gửi đi"):
        assert words in page
    rows = client.get(reverse("api_part_letters", args=[lead(directive).pk])).json()
    assert [(row["kind"], row["document_number"]) for row in rows] == [
        ("reply", "12/BTC-NS"),
        ("sent", "88/UBND-TH"),
    ]
    client.force_login(cast.head, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("api_part_letters", args=[lead(directive).pk])).status_code == 404
