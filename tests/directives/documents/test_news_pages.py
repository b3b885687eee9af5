"""News pages in the layouts portals use: title, day, text; nothing of what stands round it."""

import base64
import json
import quopri
import time

import pytest

from directives.documents import UnreadableDocument, check_evidence, extract, sniff
from directives.documents.mime import is_message

from .samples import to_windows_1258
from .test_html import PARAGRAPHS, TITLE

DAY = "12/3/2025"
LINKS = "".join(f'<li><a href="/{n}">Tin khác của tỉnh số {n} trong tuần qua</a></li>' for n in range(6))
CHROME = (
    '<div class="tool"><span>Chia sẻ</span> <span>In trang</span></div><p>Cỡ chữ: A- A A+</p>'
    "<div>Lượt xem: 1.234</div><p>Nghe đọc bài</p>"
)
EXPECTED = "\n\n".join((TITLE, DAY, *PARAGRAPHS))
LETTER = "\n\n".join(PARAGRAPHS)


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title>{head}</head><body>{body}</body></html>"


def read(markup: str | bytes, name: str = "trang.html") -> str:
    return extract(markup if isinstance(markup, bytes) else markup.encode(), name).text


LAYOUTS = {
    "article element": f"<nav><ul>{LINKS}</ul></nav><main><article><h1>{TITLE}</h1><time>{DAY}</time>{CHROME}"
    f"{paragraphs()}<figure><img><figcaption>Quang cảnh cuộc họp</figcaption></figure></article></main>"
    f"<aside>{LINKS}</aside>",
    "div soup": f"<div><div><div>{LINKS}</div><div><div><h1>{TITLE}</h1><div>{DAY}</div>{paragraphs('div')}{CHROME}"
    f"</div></div></div></div>",
    "line breaks": f"<div id='ctl00'><h1>{TITLE}</h1><span>{DAY}</span><div>{'<br><br>'.join(PARAGRAPHS)}</div></div>"
    f"<div class='TinLienQuan'><b>Tin liên quan</b><ul>{LINKS}</ul></div>",
    "tables of a portal": f"<table><tr><td width=200><ul>{LINKS}</ul></td><td><table><tr><td><h1>{TITLE}</h1></td></tr>"
    f"<tr><td>{DAY}</td></tr><tr><td>{paragraphs()}</td></tr></table></td></tr></table>",
    "captions and other news between": f"<div class=detail><h1>{TITLE}</h1><p>{DAY}</p><p>{PARAGRAPHS[0]}</p>"
    f"<table class=image><tr><td><img></td></tr><tr><td><p class='Caption'>Ảnh cuộc họp</p></td></tr></table>"
    f"<p>{PARAGRAPHS[1]}</p><p>&gt;&gt; <a href=x>Tỉnh họp về đầu tư công</a></p><p>Xem thêm: <a href=y>Tin A</a></p>"
    f"<p>{PARAGRAPHS[2]}</p><h3>Các tin khác</h3><p>Tin cũ thứ nhất của tỉnh</p><p>Tin cũ thứ hai</p></div>",
    "comments below": f"<div><h1>{TITLE}</h1><p>{DAY}</p>{paragraphs()}<p>Bình luận (2)</p><p>Hay quá.</p></div>",
    "list of related news by name only": f"<div><h1>{TITLE}</h1><p>{DAY}</p>{paragraphs()}"
    f"<div class='tin-lien-quan'><p>Họp báo quý I</p></div><div id='boxQuangCao'>Mua nhà ngay</div></div>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout):
    assert read(page(LAYOUTS[layout])) == EXPECTED


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-12T17:20:00+07:00">',
        "<meta content='2025-03-12' itemprop='datePublished'/>",
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2025-03-12"}]}</script>',
    ],
)
def test_the_day_of_publication_comes_from_the_head_where_the_article_lacks_it(head):
    said = EXPECTED.replace(DAY, "12/03/2025")
    assert read(page(f"<div><h1>{TITLE}</h1>{paragraphs()}</div>", head)) == said
    assert (
        read(page(f"<div>{paragraphs()}</div>", head + f'<meta property="og:title" content="{TITLE}">'))
        == said
    )


def test_a_page_that_scripts_put_together():
    linked = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2025-03-12T08:00:00Z",
        "articleBody": "\n\n".join(PARAGRAPHS),
    }
    head = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert read(page("<div id=root>Đang tải…</div>", head)) == EXPECTED.replace(DAY, "12/03/2025")
    linked["articleBody"] = paragraphs()
    head = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert read(page("<div id=root></div>", head)) == EXPECTED.replace(DAY, "12/03/2025")


@pytest.mark.parametrize(
    "linked",
    [
        "{",
        "[" * 100_000,
        '{"articleBody": 5}',
        "null",
        '[[["x"]]]',
        '{"datePublished": "12/3"}',
        '{"headline": null}',
    ],
)
def test_damaged_facts_are_passed_over(linked):
    assert PARAGRAPHS[0] in read(page(paragraphs(), f"<script type='application/ld+json'>{linked}</script>"))


def test_a_table_of_tasks_in_a_page():
    rows = "<tr><th rowspan=2>TT<th rowspan=2>Nhiệm vụ<th colspan=2>Phân công<th rowspan=2>Thời hạn</tr>"
    rows += "<tr><th>Chủ trì<th>Phối hợp</tr>"
    rows += "<tr><td>1<td>Rà soát<td rowspan=2>Sở Y tế<td>Sở Nội vụ<td>30/6</tr><tr><td>2<td>Báo cáo<td><td>15/7</tr>"
    found = extract(page(f"<p>{PARAGRAPHS[0]}</p><table>{rows}</table>").encode(), "a.html")
    assert found.text.split("\n\n")[-2:] == [
        "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ: Rà soát; thời hạn: 30/6.",
        "2. Sở Y tế chủ trì: Báo cáo; thời hạn: 15/7.",
    ]
    assert found.warnings == ("tasks_as_sentences",)


def test_words_of_an_article_are_not_taken_for_chrome():
    body = f"<h1>{TITLE}</h1><p>{DAY}</p>{paragraphs()}<p>Về chia sẻ dữ liệu, giao Sở Y tế.</p><p>A. Bình luận</p>"
    assert read(page(f"<div>{body}</div>")).endswith("Về chia sẻ dữ liệu, giao Sở Y tế.\n\nA. Bình luận")


def saved(content: bytes, charset: str, coding: str, kind: str = "text/html") -> bytes:
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tinh.example/tin\r\nSubject: Tin\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--=_1"\r\n\r\n'
        b"----=_1\r\nContent-Type: " + f'{kind}; charset="{charset}"'.encode() + b"\r\nContent-Transfer-Encoding: "
        + coding.encode() + b"\r\n\r\n" + content + b"\r\n----=_1\r\nContent-Type: image/png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----=_1--\r\n"
    )  # fmt: skip # the file line by line


@pytest.mark.parametrize("name", ["trang.mht", "thu.eml", "trang.html"])
def test_a_page_saved_as_one_file(name):
    markup = page(LAYOUTS["article element"])
    for data in (
        saved(quopri.encodestring(markup.encode()), "utf-8", "quoted-printable"),
        saved(base64.encodebytes(markup.encode()), "utf-8", "base64"),
        saved(base64.encodebytes(to_windows_1258(markup.replace("utf-8", ""))), "windows-1258", "base64"),
    ):
        found = extract(data, name)
        assert (found.text, found.kind, found.media_type) == (EXPECTED, "html", "message/rfc822")


def test_a_mail_of_plain_text():
    data = saved(quopri.encodestring(LETTER.encode()), "utf-8", "quoted-printable", "text/plain")
    assert read(data, "thu.eml") == LETTER
    assert check_evidence(data, "thu.eml") == "text/plain"


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        + b"--x\r\n" * 50_000,
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nabc",
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\nno part",
    ],
)
def test_messages_without_a_text(data):
    started = time.monotonic()
    with pytest.raises(UnreadableDocument) as refused:
        read(data)
    assert refused.value.code in ("bomb", "no_article")
    assert time.monotonic() - started < 2


def test_prose_that_begins_like_a_mail_is_prose():
    for text in (
        "Kính gửi: Sở Y tế\n\nNội dung: rà soát.",
        "From: Sở\nTo: Sở\n\nChữ",
        "Content-Type: x\n\nChữ",
    ):
        assert not is_message(text.encode())
        assert sniff(text.encode()) == "text/plain"
