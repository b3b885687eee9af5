"""Entering a conclusion: the text is read, looked over, kept. Bad input leaves nothing behind."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directives.models import Conclusion, ConclusionPoint, StoredFile
from directives.services.conclusions import issue_conclusion
from tests.cast import NOW
from tests.directives.conclusion_text import NOTICE
from tests.directives.documents.samples import docx_of, ole_of, pdf_of, typeset
from tests.directives.services.entering import accept, entered, points_of, settle_all, snapshot

pytestmark = pytest.mark.django_db

NEW = "/ket-luan/moi/"


def read(client, text="", file=None, **more):
    return client.post(NEW, {"step": "read", "text": text, **({"file": file} if file else {}), **more})


def reviewed(answer):
    """What the review form would send on."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value
        for name, value in values.items()
        if value not in (None, "", False)
    }


def save(client, values):
    return client.post(NEW, {"step": "save", **values})


def upload(data, name):
    return SimpleUploadedFile(name, data)


def docx(text):
    return docx_of(lambda document: [document.add_paragraph(line) for line in text.splitlines()])


FILES = {
    "thong-bao.txt": lambda: NOTICE.encode(),
    "thong-bao.html": lambda: (
        "<!doctype html><html><body>"
        + "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
        + "</body></html>"
    ).encode(),
    "thong-bao.docx": lambda: docx(NOTICE),
    "thong-bao.pdf": lambda: typeset(NOTICE.replace("🏭 ", "").replace(" 🏭", "")),
}


def test_the_clerk_retypes_nothing(cast, clerk):
    answer = read(clerk, NOTICE)
    assert answer.status_code == 200
    assert not Conclusion.objects.exists()
    values = reviewed(answer)
    assert values["number"] == "121/TB-UBND"
    assert (values["held_on"], values["issued_on"]) == ("12/11/2026", "16/11/2026")
    assert values["chaired_by"] == cast.chair.pk
    assert values["signed_by"] == "Đoàn Nhật Minh"
    assert values["title"].startswith(
        "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh Trịnh Quốc Hưng tại cuộc họp"
    )
    saved = save(clerk, values)
    conclusion = Conclusion.objects.get()
    assert saved.headers["Location"] == f"/ket-luan/{conclusion.pk}/"
    assert (conclusion.chaired_by, conclusion.monitor, conclusion.points.count()) == (
        cast.chair,
        cast.monitor,
        5,
    )


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_and_kept(cast, clerk, name):
    data = FILES[name]()
    values = reviewed(read(clerk, file=upload(data, name)))
    assert not StoredFile.objects.exists()
    save(clerk, values)
    conclusion = Conclusion.objects.get()
    assert conclusion.source_file is not None
    assert (conclusion.source_file.name, conclusion.source_file.size) == (name, len(data))
    assert conclusion.source_file.uploaded_by == cast.monitor
    assert conclusion.points.count() >= 4


def test_sending_the_form_twice_enters_once(cast, clerk):
    values = reviewed(read(clerk, NOTICE))
    first, second = save(clerk, values), save(clerk, values)
    assert first.headers["Location"] == second.headers["Location"]
    assert Conclusion.objects.count() == 1


def empty_pdf():
    return pdf_of([[]])


def encrypted_docx():
    return ole_of("EncryptionInfo", "EncryptedPackage")


def broken_docx():
    return docx(NOTICE)[:400]


def bomb():
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"wordprocessingml.document.main+xml")
        package.writestr("word/document.xml", b" " * (200 * 2**20))
    return made.getvalue()


BAD_FILES = {
    "empty file": (lambda: b"", "k.docx", "Tệp trống"),
    "50 MB": (lambda: b"a" * (50 * 2**20), "k.txt", "lớn hơn 20 MB"),
    "password": (encrypted_docx, "k.docx", "mật khẩu"),
    "broken docx": (broken_docx, "k.docx", "hỏng"),
    "broken pdf": (lambda: b"%PDF-1.7\n%%EOF", "k.pdf", ""),
    "scan": (empty_pdf, "k.pdf", "ảnh quét"),
    "zip bomb": (bomb, "k.docx", "dung lượng lớn bất thường"),
    "wrong encoding": (lambda: bytes(range(128, 256)) * 40, "k.txt", ""),
    "old word": (lambda: ole_of("WordDocument"), "k.doc", ".docx"),
    "program": (lambda: b"MZ" + bytes(500), "k.docx", "chương trình"),
    "not a conclusion": (
        lambda: "Hôm nay trời đẹp, cả nhà đi chơi công viên rồi về nhà ăn cơm.".encode(),
        "k.txt",
        "không giống một kết luận",
    ),
    "English": (lambda: b"The chair asks everybody to hurry with reports.", "k.txt", "tiếng Việt"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_gets_a_sentence_beside_it(cast, clerk, case):
    make, name, words = BAD_FILES[case]
    before = snapshot()
    answer = read(clerk, text="điều tôi đã gõ", file=upload(make(), name))
    assert answer.status_code == 400
    (error,) = answer.context["form"].errors["file"]
    assert words in error
    assert error in answer.content.decode()
    assert "điều tôi đã gõ" in answer.content.decode()
    assert snapshot() == before


def test_nothing_pasted_and_nothing_chosen(cast, clerk):
    answer = read(clerk, " \n ")
    assert answer.status_code == 400
    assert answer.context["form"].errors["text"]


def test_what_reads_like_no_conclusion_may_be_kept_on_insisting(cast, clerk):
    text = "Hôm nay trời đẹp, cả nhà đi chơi công viên rồi về nhà ăn cơm."
    answer = read(clerk, text)
    assert "even_without_points" in answer.content.decode()
    values = reviewed(read(clerk, text, even_without_points="on"))
    save(clerk, {**values, "title": "Họp", "held_on": "20/11/2026"})
    assert Conclusion.objects.get().text == text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": ""}, "held_on"),
        ({"held_on": "31/02/2026"}, "held_on"),
        ({"held_on": "01/12/2026"}, "held_on"),
        ({"issued_on": "11/11/2026"}, "issued_on"),
        ({"title": ""}, "title"),
        ({"number": "1" * 81}, "number"),
        ({"chaired_by": "999999"}, "chaired_by"),
        ({"monitor": "999999"}, "monitor"),
        ({"field": "999999"}, "field"),
        ({"kept_file": "made-up"}, None),
        ({"text": "no conclusion in English"}, "text"),
    ],
)
def test_what_does_not_hold_is_said_beside_the_field(cast, clerk, changes, field):
    values = reviewed(read(clerk, file=upload(NOTICE.encode(), "thong-bao.txt")))
    before = snapshot()
    answer = save(clerk, {**values, **changes})
    assert answer.status_code == 400
    form = answer.context["form"]
    assert form.errors[field] if field else form.non_field_errors()
    assert "Đoàn Nhật Minh" in answer.content.decode()
    assert snapshot() == before


def test_the_token_of_a_file_serves_only_who_handed_it_in(cast, clerk, signed_in):
    values = reviewed(read(clerk, file=upload(NOTICE.encode(), "thong-bao.txt")))
    answer = save(signed_in(cast.other_monitor), values)
    assert answer.status_code == 400
    assert not Conclusion.objects.exists()


def test_without_a_text_from_the_meeting_day(cast, clerk):
    assert clerk.get(f"{NEW}?van-ban=chua").status_code == 200
    save(
        clerk,
        {
            "title": "Giao ban",
            "held_on": "23/11/2026",
            "monitor": cast.monitor.pk,
            "chaired_by": cast.chair.pk,
            "secrecy": "ordinary",
        },
    )
    conclusion = Conclusion.objects.get()
    page = clerk.get(f"/ket-luan/{conclusion.pk}/").content.decode()
    assert "Chưa có văn bản" in page
    assert 'name="text"' in page


class TestTextLater:
    def test_number_and_date_come_with_it(self, cast, clerk):
        conclusion = entered(cast, text="", number="", issued_on=None)
        url = f"/ket-luan/{conclusion.pk}/van-ban/"
        answer = clerk.post(url, {"file": upload(NOTICE.encode(), "tb.txt"), "version": 0})
        assert answer.status_code == 302
        conclusion.refresh_from_db()
        assert (conclusion.number, str(conclusion.issued_on)) == ("121/TB-UBND", "2026-11-16")
        assert conclusion.source_file is not None
        assert conclusion.points.count() == 5

    @pytest.mark.parametrize("more", [{"text": "English only"}, {"text": ""}, {"text": NOTICE, "version": 7}])
    def test_refusals_store_nothing(self, cast, clerk, more):
        conclusion = entered(cast, text="", number="", issued_on=None)
        before = snapshot()
        answer = clerk.post(f"/ket-luan/{conclusion.pk}/van-ban/", {"version": 0, **more})
        assert answer.status_code == 400
        assert answer.context["form"].errors
        assert snapshot() == before

    def test_it_warns_what_is_dropped(self, cast, clerk, conclusion):
        accept(cast, points_of(conclusion)[0])
        page = clerk.get(f"/ket-luan/{conclusion.pk}/van-ban/").content.decode()
        assert "1 điểm sẽ bị bỏ" in page


class TestDetails:
    def values(self, cast, conclusion, **changes):
        return {
            "version": conclusion.version,
            "title": "Tên khác",
            "held_on": "12/11/2026",
            "secrecy": "ordinary",
            "monitor": cast.other_monitor.pk,
            **changes,
        }

    def test_they_are_corrected(self, cast, clerk, conclusion):
        url = f"/ket-luan/{conclusion.pk}/thong-tin/"
        assert "121/TB-UBND" in clerk.get(url).content.decode()
        assert clerk.post(url, self.values(cast, conclusion)).status_code == 302
        conclusion.refresh_from_db()
        assert (conclusion.title, conclusion.monitor) == ("Tên khác", cast.other_monitor)
        assert ConclusionPoint.objects.count() == 5

    def test_a_stale_form_says_so_and_keeps_the_input(self, cast, clerk, conclusion):
        values = self.values(cast, conclusion)
        accept(cast, points_of(conclusion)[0])
        answer = clerk.post(f"/ket-luan/{conclusion.pk}/thong-tin/", values)
        assert answer.status_code == 400
        assert "Tên khác" in answer.content.decode()
        assert "09:00" in answer.content.decode()

    def test_not_once_issued(self, cast, clerk, conclusion):
        settle_all(cast, conclusion)
        issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
        conclusion.refresh_from_db()
        answer = clerk.post(f"/ket-luan/{conclusion.pk}/thong-tin/", self.values(cast, conclusion))
        assert answer.status_code == 409


@pytest.mark.parametrize("who", ["head", "chair", "administrator"])
def test_only_the_office(cast, signed_in, who):
    browser = signed_in(getattr(cast, who))
    assert browser.get(NEW).status_code == 403
    assert read(browser, NOTICE).status_code == 403
