"""A corrected text through the screens: entered, laid beside the text before, decided change by change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives import needs
from directives.models import ChangeState, ConclusionRevision, Directive, RevisionState, StoredFile
from directives.services.revising import withdraw_revision
from directives.services.revision_deciding import apply_change, skip_change
from tests.cast import NOW
from tests.directives.conclusion_text import NOTICE
from tests.directives.services.revising import (
    DATE,
    GONE,
    LEAD,
    NEW,
    WORDING,
    change,
    changed,
    directive_of,
    issued_notice,
    revised,
)
from tests.directives.services.whole import do_whole

pytestmark = pytest.mark.django_db
WHY = "Đính chính lỗi đánh máy"


@pytest.fixture
def notice(cast):
    return issued_notice(cast)


@pytest.fixture
def revision(cast, notice):
    return revised(cast, notice, WORDING, DATE, LEAD, GONE, NEW)


def send(clerk, notice, **said):
    data = {"version": notice.version, "reason": WHY, "request_key": "k1", **said}
    return clerk.post(reverse("revise", args=[notice.pk]), data)


def address(revision, name="revision", *more):
    return reverse(name, args=[revision.conclusion_id, revision.ordinal, *more])


def act(row, way):
    return address(row.revision, "revision_act", row.pk, way)


class TestEnter:
    def test_from_the_page_of_the_issued_conclusion(self, clerk, notice):
        page = clerk.get(reverse("conclusion", args=[notice.pk])).content.decode()
        assert "Có văn bản đính chính" in page
        assert clerk.get(reverse("revise", args=[notice.pk])).status_code == 200
        answer = send(clerk, notice, text=changed(WORDING, DATE), document_number="129/TB-UBND")
        revision = ConclusionRevision.objects.get()
        assert (answer.status_code, answer.url) == (302, address(revision))
        page = clerk.get(answer.url).content.decode()
        assert "0/2 thay đổi đã xử lý" in page
        assert "Văn bản đính chính số 129/TB-UBND" in page
        assert "<del>" in page
        assert "<ins>" in page
        page = clerk.get(reverse("conclusion", args=[notice.pk])).content.decode()
        assert "Xử lý tiếp văn bản đính chính" in page

    def test_number_and_date_are_taken_from_the_text(self, clerk, notice):
        own = ("Số: 121/TB-UBND", "Số: 129/TB-UBND"), ("ngày 16 tháng 11", "ngày 20 tháng 11")
        send(clerk, notice, text=changed(WORDING, *own))
        revision = ConclusionRevision.objects.get()
        assert (revision.document_number, f"{revision.document_date:%d/%m}") == ("129/TB-UBND", "20/11")

    def test_a_file_is_kept_beside_it(self, clerk, cast, notice, signed_in):
        file = SimpleUploadedFile("dinh-chinh.txt", changed(DATE).encode(), "text/plain")
        send(clerk, notice, file=file)
        kept = ConclusionRevision.objects.get().source_file
        assert kept.name == "dinh-chinh.txt"
        for person, status in ((cast.head, 200), (cast.outsider, 200), (cast.other_vice_chair, 404)):
            assert signed_in(person).get(reverse("file", args=[kept.pk])).status_code == status

    def test_another_document_is_said_and_the_file_survives(self, clerk, notice):
        words = "Giao Sở Nông nghiệp và Môi trường kiểm tra hồ chứa nước trước ngày 05/12/2026."
        answer = send(clerk, notice, file=SimpleUploadedFile("khac.txt", words.encode(), "text/plain"))
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "có vẻ đây là một văn bản khác" in page
        assert words in page
        assert not ConclusionRevision.objects.exists()
        assert not StoredFile.objects.exists()
        kept = answer.context["form"].data["kept_file"]
        send(clerk, notice, text=words, kept_file=kept, even_if_unlike="on")
        assert ConclusionRevision.objects.get().source_file.name == "khac.txt"

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"text": NOTICE}, "Không có gì thay đổi"),
            ({"text": ""}, "Dán văn bản"),
            ({"text": "Hello world and nothing else in it"}, "không phải"),
            ({"text": "MẬT\n" + NOTICE + "thêm"}, "dấu chỉ độ mật"),
            ({"text": changed(WORDING), "reason": ""}, "bắt buộc"),
            ({"text": changed(WORDING), "version": 0}, "kết luận này"),
        ],
    )
    def test_bad_input_stores_nothing(self, clerk, notice, said, words):
        answer = send(clerk, notice, **said)
        assert answer.status_code == 400
        assert words.casefold() in answer.content.decode().casefold()
        assert not ConclusionRevision.objects.exists()

    def test_a_notice_that_only_names_what_is_corrected(self, clerk, notice):
        words = (
            "Số: 129/TB-UBND\nĐính chính Thông báo số 121/TB-UBND\nTại điểm 1: đã in là “trước ngày 13 tháng 12 năm"
            " 2026”, nay sửa lại là “trước ngày 28 tháng 12 năm 2026”. Điểm 9: đã in “A B C”, nay sửa là “A B D”."
        )
        file = SimpleUploadedFile("dinh-chinh.txt", words.encode(), "text/plain")
        answer = send(clerk, notice, file=file)
        page, data = answer.content.decode(), answer.context["form"].data
        assert answer.status_code == 200
        assert "1 chỗ cần sửa" in page
        assert "A B D" in page
        assert not ConclusionRevision.objects.exists()
        again = {name: data[name] for name in ("text", "document_number", "kept_file")}
        send(clerk, notice, **again)
        revision = ConclusionRevision.objects.get()
        assert revision.text.split() == changed(DATE).split()
        assert revision.source_file.name == "dinh-chinh.txt"

    def test_the_present_text_to_be_changed(self, clerk, notice):
        page = clerk.get(reverse("revise", args=[notice.pk]), {"tu": "ban-hien-hanh"})
        assert page.context["form"].initial["text"].split() == NOTICE.split()

    def test_not_before_it_is_issued_nor_beside_an_open_one(self, clerk, conclusion, cast):
        assert clerk.get(reverse("revise", args=[conclusion.pk])).status_code == 409


class TestWhoSees:
    def test_as_the_conclusion_and_only_their_own_directives(self, cast, revision, signed_in):
        head = signed_in(cast.head).get(address(revision)).content.decode()
        assert "trình ban hành" in head
        assert "Chuyển" not in head  # nothing to decide for others
        assert "bo-qua" not in head
        assert directive_of(revision.conclusion, "5").title[:40] not in "".join(
            line for line in head.splitlines() if "href" in line
        )
        for person, status in (
            (cast.chair, 200),
            (cast.outsider, 200),
            (cast.other_vice_chair, 404),
            (cast.administrator, 404),
        ):
            assert signed_in(person).get(address(revision)).status_code == status, person

    def test_a_point_of_others_is_not_called_without_a_directive(self, cast, revision, signed_in):
        assert "Chưa có chỉ đạo" not in signed_in(cast.head).get(address(revision)).content.decode()

    def test_a_date_only_proposed_is_no_change_yet(self, cast, clerk, revision, signed_in):
        row = change(revision, "deadline")
        correction = needs.Correction(due_on=row.due_on, reason=WHY)
        apply_change(row.pk, "propose_correction", correction, actor=cast.actor(cast.monitor), now=NOW)
        shown = reverse("directive", args=[row.directive_id])
        said = f"văn bản đính chính ghi {row.due_on:%d/%m/%Y}"
        assert said not in signed_in(cast.head).get(shown).content.decode()
        assert "Đã đề nghị sửa thời hạn" in clerk.get(address(revision)).content.decode()
        do_whole("confirm_correction", row.directive, cast.actor(cast.other_monitor))
        assert said in signed_in(cast.head).get(shown).content.decode()

    def test_a_withdrawn_one_is_for_the_office_and_the_chair(self, cast, revision, signed_in):
        withdraw_revision(revision.pk, actor=cast.actor(cast.monitor), now=NOW)
        for person, status in ((cast.monitor, 200), (cast.chair, 200), (cast.head, 404)):
            assert signed_in(person).get(address(revision)).status_code == status, person
        page = signed_in(cast.head).get(reverse("conclusion", args=[revision.conclusion_id])).content.decode()
        assert "129/TB-UBND" not in page

    def test_others_do_nothing(self, cast, revision, signed_in):
        row = change(revision, "gone")
        for person, status in (
            (cast.chair, 403),
            (cast.police and cast.head, 404),
            (cast.other_vice_chair, 404),
        ):
            client = signed_in(person)
            assert client.post(act(row, "bo-qua"), {"reason": "x"}).status_code == status
            assert client.post(act(row, "recall_directive"), {"reason": "x"}).status_code == status
            assert client.get(address(revision, "revision_directive", row.pk)).status_code == status
        for name in ("revision_wordings", "revision_withdraw"):
            assert signed_in(cast.head).post(address(revision, name)).status_code == 403
        assert revision.changes.filter(state=ChangeState.OPEN).count() == revision.changes.count()


class TestDecide:
    def test_a_form_opens_filled_in_and_does_it(self, clerk, revision, notice):
        row = revision.changes.get(aspect="deadline")
        page = clerk.get(act(row, "set_deadline"))
        form = page.context["opened"]["form"]
        assert form["due_on"].value().strftime("%d/%m/%Y") == "28/12/2026"
        assert "Theo văn bản đính chính số 129/TB-UBND" in form["reason"].value()
        data = {name: form[name].value() for name in ("version", "request_key", "reason")}
        answer = clerk.post(act(row, "set_deadline"), {**data, "due_on": "28/12/2026"})
        assert answer.status_code == 302
        assert answer.url.endswith(f"#diem-{row.point.position}")
        again = clerk.post(act(row, "set_deadline"), {**data, "due_on": "28/12/2026"})
        assert again.status_code == 302  # the same request once more
        page = clerk.get(address(revision)).content.decode()
        assert "1/6 thay đổi đã xử lý" in page
        words = clerk.get(reverse("directive", args=[row.directive_id])).content.decode()
        assert "văn bản đính chính số 129/TB-UBND" in words

    def test_what_is_wrong_is_said_in_place(self, clerk, revision):
        row = change(revision, "deadline")
        answer = clerk.post(act(row, "set_deadline"), {"due_on": "01/11/2026", "reason": "x"})
        assert answer.status_code == 400
        assert f'id="thay-doi-{row.pk}"' in answer.content.decode()
        stale = clerk.post(act(row, "set_deadline"), {"due_on": "28/12/2026", "reason": "x", "version": 0})
        assert stale.status_code == 409
        assert stale.context["opened"]["form"].data["version"] == str(row.directive.version)
        assert clerk.get(act(row, "amend")).status_code == 404
        assert clerk.get(act(row, "nothing")).status_code == 404

    def test_leave_it_and_decide_again(self, clerk, revision):
        row = change(revision, "gone")
        assert clerk.get(act(row, "bo-qua")).status_code == 200
        assert clerk.post(act(row, "bo-qua"), {"reason": ""}).status_code == 400
        assert clerk.post(act(row, "bo-qua"), {"reason": "Vẫn cần theo dõi"}).status_code == 302
        assert clerk.post(act(row, "bo-qua"), {"reason": "Vẫn cần theo dõi"}).status_code == 409
        assert clerk.post(act(row, "xem-lai")).status_code == 302
        row.refresh_from_db()
        assert row.state == ChangeState.OPEN

    def test_a_new_directive_from_its_form(self, clerk, revision, cast):
        row = change(revision, "new")
        where = address(revision, "revision_directive", row.pk)
        form = clerk.get(where).context["form"]
        assert form["leads"].value() == (cast.police.pk,)
        data = {
            name: form[name].value()
            for name in ("text", "mode", "deadline_kind", "request_key", "product_to")
        }
        sent = {**data, "leads": [cast.police.pk], "due_on": "31/12/2026"}
        assert clerk.post(where, sent).status_code == 302
        assert clerk.post(where, sent).status_code == 302
        issued = Directive.objects.get(conclusion=revision.conclusion, points=None)
        page = clerk.get(reverse("conclusion", args=[revision.conclusion_id])).content.decode()
        assert issued.title[:60] in page
        words = clerk.get(reverse("directive", args=[issued.pk])).content.decode()
        assert "văn bản đính chính số 129/TB-UBND" in words

    def test_wordings_together(self, clerk, cast, notice):
        one = revised(cast, notice, WORDING)
        assert 'form="wordings"' not in clerk.get(address(one)).content.decode()  # one alone has its button
        withdraw_revision(one.pk, actor=cast.actor(cast.monitor), now=NOW)
        revision = revised(
            cast, notice, WORDING, ("hướng dẫn các chủ đầu tư", "tích cực hướng dẫn các chủ đầu tư")
        )
        ids = list(revision.changes.values_list("pk", flat=True))
        where = address(revision, "revision_wordings")
        assert f'value="{ids[0]}" form="wordings"' in clerk.get(address(revision)).content.decode()
        assert clerk.post(where, {"reason": WHY}).status_code == 400
        data = {"changes": ids, "reason": WHY, "request_key": "w1"}
        assert clerk.post(where, data).status_code == 302
        assert clerk.post(where, data).status_code == 302
        revision.refresh_from_db()
        assert revision.state == RevisionState.FINISHED
        page = clerk.get(reverse("directive", args=[directive_of(notice, "1").pk])).content.decode()
        assert "sửa theo" in page
        assert reverse("revision", args=[notice.pk, 2]) in page

    def test_withdraw(self, clerk, revision):
        where = address(revision, "revision_withdraw")
        assert clerk.post(where, {"version": 0}).status_code == 409
        assert clerk.post(where).status_code == 302
        assert clerk.post(where).status_code == 409

    def test_the_change_of_another_text_is_not_there(self, clerk, cast, revision):
        row = change(revision, "gone")
        elsewhere = reverse("revision_act", args=[revision.conclusion_id, 2, row.pk, "bo-qua"])
        assert clerk.get(elsewhere).status_code == 404


def test_both_texts_whole(clerk, revision):
    page = clerk.get(address(revision), {"xem": "toan-van"}).content.decode()
    assert "<del><span" in page
    assert "Nơi nhận" in page


def test_as_many_statements_for_many_changes_as_for_one(clerk, cast, notice):
    def counted(revision):
        with CaptureQueriesContext(connection) as statements:
            clerk.get(address(revision))
        return len(statements)

    one = revised(cast, notice, WORDING)
    counted(one)
    few = counted(one)
    for row in one.changes.all():
        skip_change(row.pk, "Thôi", actor=cast.actor(cast.monitor), now=NOW)
    many = revised(cast, notice, text=changed(DATE, LEAD, GONE, NEW, text=one.text))
    assert counted(many) <= few + 2
