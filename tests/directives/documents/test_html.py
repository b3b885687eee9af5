import time
from contextlib import suppress

import pytest

from directives.documents import UnreadableDocument, extract

from .samples import to_vni, to_windows_1258

PARAGRAPHS = (
    "Chiều 12/3, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp nghe báo cáo tiến độ giải phóng mặt bằng.",
    "Kết luận cuộc họp, đồng chí yêu cầu Sở Nông nghiệp và Môi trường hoàn thành phương án bồi thường trước 30/4.",
    "Giao Ban Quản lý dự án phối hợp với các xã rà soát từng hộ dân, báo cáo hằng tuần.",
)
TITLE = "Đẩy nhanh giải phóng mặt bằng các khu công nghiệp"
NEWS = f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{TITLE} | Cổng thông tin điện tử</title>
<style>p {{ color: red }}</style><script>var a = "<p>Không phải nội dung</p>";</script></head>
<body class="page no-sidebar">
<!-- <p>Ghi chú của người làm trang</p> -->
<header><a href="/">Cổng thông tin</a> <nav><ul><li><a href="/1">Trang chủ</a></li><li><a href="/2">Tin tức</a></li>
<li><a href="/3">Văn bản</a></li></ul></nav></header>
<form id="aspnetForm"><div class="wrap"><div class="main">
<h1>{TITLE}</h1><div class="date">Thứ Tư, 12/3/2025</div>
<div class="sapo"><p>{PARAGRAPHS[0]}</p></div>
<div class="body"><p>{PARAGRAPHS[1]}</p><div><font face="x">{PARAGRAPHS[2]}</font><br><br>Ảnh: Văn A</div>
<ul><li>Việc thứ nhất;</li><li>Việc thứ hai.</li></ul></div>
<div class="tin-lien-quan"><ul><li><a href="/a">Bài viết khác một</a></li><li><a href="/b">Bài viết khác hai</a></li>
<li><a href="/c">Bài viết khác ba</a></li></ul></div>
<div class="comment-box"><p>Bình luận của bạn đọc</p><textarea>gõ vào đây</textarea></div>
</div></div></form>
<footer><p>Bản quyền thuộc về Cổng thông tin</p></footer>
<noscript>Bật JavaScript</noscript></body></html>"""


def read(markup: str | bytes) -> str:
    return extract(markup if isinstance(markup, bytes) else markup.encode(), "trang.html").text


def test_a_news_page_gives_its_article():
    assert read(NEWS) == "\n\n".join(
        (TITLE, "Thứ Tư, 12/3/2025", *PARAGRAPHS, "Ảnh: Văn A", "- Việc thứ nhất;", "- Việc thứ hai.")
    )


def test_the_title_comes_first_where_the_article_has_none():
    page = f"<html><head><title>Tin trong tỉnh - {TITLE}</title></head><body><p>{PARAGRAPHS[1]}</p></body></html>"
    assert read(page) == f"{TITLE}\n\n{PARAGRAPHS[1]}"


@pytest.mark.parametrize(
    ("encode", "charset", "warning"),
    [
        (lambda text: text.encode(), "", ()),
        (lambda text: text.encode(), "windows-1252", ()),  # a wrong statement
        (lambda text: text.encode("utf-16"), "", ()),
        (to_windows_1258, "windows-1258", ("converted_windows_1258",)),
        (to_vni, "x-user-defined", ("converted_vni",)),
    ],
)
def test_charsets(encode, charset, warning):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'
    page += "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</body></html>"
    found = extract(encode(page), "trang.html")
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert found.warnings == warning
    assert found.kind == "html"


def test_entities_and_spaces():
    assert (
        read("<p>Giao&nbsp;S&#7903; Y&nbsp;t&#7871;\n   ch&#7911; tr&igrave;</p>") == "Giao Sở Y tế chủ trì"
    )


def test_numbered_lists_and_marks_already_there():
    page = (
        '<div><ol type="a" start="2"><li>Việc này</li><li>Việc kia</li></ol><ul><li>- Sẵn dấu</li></ul></div>'
    )
    assert read(page) == "b. Việc này\n\nc. Việc kia\n\n- Sẵn dấu"


def test_tables_of_data_and_tables_of_layout():
    grid = "<table><tr><th>TT</th><th>Khu công nghiệp</th><th>Diện tích</th></tr>"
    grid += "<tr><td>1</td><td>Bắc Sơn</td><td>120 ha</td></tr></table>"
    assert read(grid) == "TT | Khu công nghiệp | Diện tích\n\n1 | Bắc Sơn | 120 ha"
    tasks = (
        grid.replace("Khu công nghiệp", "Việc").replace("Diện tích", "Cơ quan").replace("120 ha", "Sở Y tế")
    )
    assert read(tasks) == "1. Sở Y tế chủ trì: Bắc Sơn."
    layout = "<table><tr><td>UBND TỈNH<br>VĂN PHÒNG</td><td>CỘNG HÒA</td></tr></table>"
    assert read(layout) == "UBND TỈNH\nVĂN PHÒNG\n\nCỘNG HÒA"


def test_hidden_text_is_left_out():
    assert (
        read(f"<div><p>{PARAGRAPHS[0]}</p><div style='display: none'>ẩn</div><p hidden>ẩn</p></div>")
        == PARAGRAPHS[0]
    )


def test_a_page_of_pictures_has_no_text():
    with pytest.raises(UnreadableDocument) as refused:
        read("<html><body><img src=a.jpg><script>x()</script></body></html>")
    assert refused.value.code == "no_article"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "x",
        "<p>x" + "<i id=a>" * 30_000,
        "<html>" + "<span><div></span>" * 20_000,
        "<html>" + "<a>" * 120_000,
        "<table><tr><td>" * 20_000,
    ],
)
def test_hostile_nesting_is_refused_quickly(page):
    started = time.monotonic()
    with pytest.raises(UnreadableDocument) as refused:
        read(page)
    assert refused.value.code == "bomb"
    assert time.monotonic() - started < 2


def test_formatting_that_html_would_reopen_in_every_paragraph():
    started = time.monotonic()
    read("<html>" + "".join(f"<p>chữ <b id={n}></b><i id={n}><u></i>" for n in range(60)))
    read("<html>" + "<p>chữ<b></b>" * 10_000)
    assert time.monotonic() - started < 2


def test_unclosed_markup_takes_linear_time():
    started = time.monotonic()
    for hostile in (
        "<script " * 100_000,
        "<!--" * 100_000,
        "<" * 500_000,
        "<style><style>" * 50_000,
        "<a b='" * 30_000,
    ):
        with suppress(UnreadableDocument):
            read("<html><body>" + hostile)
    assert time.monotonic() - started < 4
