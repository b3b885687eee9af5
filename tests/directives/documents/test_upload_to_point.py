"""From a file to the stored conclusion: what is shown is what is stored, and points cover the right words of it."""

import re
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directives.documents import extract
from directives.models import Conclusion

from .samples import docx_of, docx_with_body, to_vni, to_windows_1258, typeset
from .test_docx import level, listed, paragraph, run
from .test_news_pages import LINKS, page, saved
from .test_tables import HEADINGS

pytestmark = pytest.mark.django_db

OPENING = (
    "THÔNG BÁO",
    "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về các khu công nghiệp",
    "Ngày 12 tháng 11 năm 2026, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp. Chủ tịch kết luận như sau:",
)
TASKS = (
    "Giao Sở Tài chính chủ trì, phối hợp với Công an tỉnh rà soát dự án chậm tiến độ, báo cáo trước ngày 15/12/2026.",
    "Giao Sở Nội vụ hướng dẫn doanh nghiệp thực hiện chế độ báo cáo sử dụng lao động.",
)
CLOSING = "Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết, thực hiện./."
NUMBERED = tuple(f"{number}. {task}" for number, task in enumerate(TASKS, start=1))
PLAIN = "\n\n".join((*OPENING, *NUMBERED, CLOSING))


def word_list() -> bytes:
    """Numbers by list formatting, a struck word, and a letterhead in a table."""
    body = "".join(paragraph(run(text)) for text in OPENING)
    body += "".join(listed(text).replace("</w:p>", f"<w:del>{run('bỏ')}</w:del></w:p>") for text in TASKS)
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return docx_with_body(body + paragraph(run(CLOSING)), numbering)


def word_table() -> bytes:
    def build(document):
        for text in OPENING:
            document.add_paragraph(text)
        rows = (
            HEADINGS,
            ("1", "Rà soát các dự án chậm tiến độ", "Sở Tài chính", "Công an tỉnh", "15/12/2026"),
            ("2", "Hướng dẫn doanh nghiệp báo cáo sử dụng lao động", "Sở Nội vụ", "", ""),
        )
        table = document.add_table(rows=3, cols=5)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph(CLOSING)

    return docx_of(build)


def news() -> str:
    body = "".join(f"<p>{text}</p>" for text in (*OPENING[1:], *NUMBERED, CLOSING))
    return page(f"<nav><ul>{LINKS}</ul></nav><article><h1>{OPENING[1]}</h1>{body}</article><ul>{LINKS}</ul>")


FILES = {
    "danh-sach.docx": word_list,
    "bang.docx": word_table,
    "thong-bao.pdf": lambda: typeset(PLAIN),
    "tin.html": lambda: news().encode(),
    "tin.mht": lambda: saved(news().encode(), "utf-8", "8bit"),
    "nfd.txt": lambda: unicodedata.normalize("NFD", PLAIN).encode(),
    "utf16.txt": lambda: PLAIN.replace("\n", "\r\n").replace(" ", "\u00a0", 9).encode("utf-16"),
    "vni.txt": lambda: to_vni(PLAIN),
    "windows.txt": lambda: to_windows_1258(PLAIN),
}
AS_SENTENCES = [
    "Sở Tài chính chủ trì, phối hợp với Công an tỉnh: Rà soát các dự án chậm tiến độ; thời hạn: 15/12/2026",
    "Sở Nội vụ chủ trì: Hướng dẫn doanh nghiệp báo cáo sử dụng lao động",
]


@pytest.mark.parametrize("name", FILES)
def test_what_is_shown_is_stored_and_points_cover_the_right_words(cast, name):
    browser, data = Client(), FILES[name]()
    browser.force_login(cast.monitor, backend="django.contrib.auth.backends.ModelBackend")
    upload = SimpleUploadedFile(name, data)
    form = browser.post("/ket-luan/moi/", {"step": "read", "text": "", "file": upload}).context["form"]
    shown = form["text"].value()
    assert shown == extract(data, name).text
    sent = {
        field: form[field].value() for field in form.fields if form[field].value() not in (None, "", False)
    }
    sent |= {
        "step": "save",
        "text": re.sub("\n", "\r\n", shown),  # as a browser sends it
        "title": "Các khu công nghiệp",
        "held_on": "12/11/2026",
        "issued_on": "",
    }
    answer = browser.post("/ket-luan/moi/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    conclusion = Conclusion.objects.get()
    assert conclusion.text == shown
    expected = AS_SENTENCES if name == "bang.docx" else [task.rstrip(".") for task in TASKS]
    assert [point.text.rstrip(".") for point in conclusion.points.all()] == expected
