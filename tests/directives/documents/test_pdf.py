import io
import logging
import re
import zlib

import pypdf
import pytest

from directives.documents import UnreadableDocument, extract
from directives.documents.paragraphs import Line, paragraphs
from directives.documents.pdf import read_pdf

from .samples import PROSE, pdf_of, pdf_of_objects, stream, typeset


def read(data: bytes) -> str:
    return extract(data, "thong-bao.pdf").text


def encrypted(user: str, owner: str = "chu") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(PROSE)))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_paragraphs_come_back_from_typeset_lines():
    found = extract(typeset(PROSE), "x.pdf")
    assert found.text == PROSE
    assert (found.kind, found.media_type, found.warnings) == ("pdf", "application/pdf", ())


def test_paragraphs_run_on_over_pages_and_page_numbers_go():
    text = "\n\n".join(
        f"{number}. {part[3:]}" for number, part in enumerate(PROSE.split("\n\n")[1:] * 4, start=1)
    )
    assert read(typeset(text, lines_per_page=5)) == text


def test_running_heads_go():
    parts = PROSE.split("\n\n")
    pages = [
        [(72.0, 810.0, f"Thông báo số 05/TB-UBND, trang {number}"), (72.0, 700.0, parts[number][:50])]
        for number in range(4)
    ]
    assert "05/TB-UBND" not in read(pdf_of(pages))


def test_a_number_in_the_text_is_no_page_number():
    page = [(72.0, 700.0, "Tổng số dự án:"), (72.0, 682.0, "17"), (72.0, 664.0, "dự án.")]
    assert "17" in read(pdf_of([page]))


def test_lines_of_a_letterhead_stay_lines():
    rows = ["ỦY BAN NHÂN DÂN", "TỈNH VÍ DỤ", "Số: 05/TB-UBND", "Ví Dụ, ngày 3 tháng 2 năm 2025"]
    rows += [PROSE.split("\n\n")[1][:70]]
    page = [(72.0, 770.0 - 18 * place, row) for place, row in enumerate(rows)]
    assert read(pdf_of([page])).split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "TỈNH VÍ DỤ"]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("giao Sở Tài chính chủ trì", "phối hợp với các xã", "giao Sở Tài chính chủ trì phối hợp với các xã"),
        ("báo cáo kết quả.", "Giao Sở Xây dựng", "báo cáo kết quả.\n\nGiao Sở Xây dựng"),
        ("báo cáo kết quả;", "- đôn đốc các xã", "báo cáo kết quả;\n\n- đôn đốc các xã"),
        (
            "thông báo số 05/TB-",
            "UBND của Ủy ban nhân dân tỉnh",
            "thông báo số 05/TB-UBND của Ủy ban nhân dân tỉnh",
        ),
        ("the programme of develop-", "ment", "the programme of development"),
        ("chữ có gạch mềm\u00ad", "nối liền", "chữ có gạch mềmnối liền"),
        (
            "phát triển kinh tế của toàn tỉnh năm nay",
            "- xã hội bền vững",
            "phát triển kinh tế của toàn tỉnh năm nay - xã hội bền vững",
        ),
        ("THÔNG BÁO", "Kết luận cuộc họp", "THÔNG BÁO\nKết luận cuộc họp"),
        ("Kết luận như sau:", "1. Giao Sở Y tế", "Kết luận như sau:\n\n1. Giao Sở Y tế"),
    ],
)
def test_joining_two_lines(above, below, joined):
    assert paragraphs([[Line(above), Line(below)]]) == joined


def test_a_full_line_runs_on_before_a_capital():
    lines = [
        "Ủy ban nhân dân tỉnh giao các cơ quan gồm",
        "Sở Tài chính, Sở Xây dựng và Ban Quản lý các",
        "khu công nghiệp.",
    ]
    assert paragraphs([[Line(line) for line in lines]]) == " ".join(lines)


def test_empty_password_opens_and_a_real_one_does_not():
    assert read(encrypted("")) == PROSE
    with pytest.raises(UnreadableDocument) as refused:
        read(encrypted("bí mật"))
    assert refused.value.code == "encrypted"


def test_junk_before_the_header():
    assert read(b"X-Mail: yes\r\n\r\n" + typeset(PROSE)) == PROSE


def test_a_damaged_table_of_objects_is_rebuilt():
    data = re.sub(rb"startxref\n\d+", b"startxref\n7", typeset(PROSE))
    assert read(data) == PROSE


def test_a_page_without_text_is_told():
    data = pdf_of([[(72.0, 700.0 - 18 * row, part[:60]) for row, part in enumerate(PROSE.split("\n\n"))], []])
    assert extract(data, "x.pdf").warnings == ("pages_without_text",)


def test_old_font_in_a_pdf():
    content = b"BT /F1 12 Tf 72 700 Td (\xf1y ban nh\xa9n d\xa9n t\xd8nh k\xd5t lu\xcbn) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(content),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+.VnTimeH /Encoding /WinAnsiEncoding >>",
    ]
    found = extract(pdf_of_objects(objects), "x.pdf")
    assert found.text == "ỦY BAN NHÂN DÂN TỈNH KẾT LUẬN"
    assert found.warnings == ("converted_tcvn3",)


def one_page(content: bytes, resources: bytes = b"<< >>") -> bytes:
    return pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %b >>"
            % resources,
            content,
            stream(
                b"\x00" * 300,
                b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
            ),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


SCAN = one_page(
    stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q BT /F1 8 Tf 40 20 Td (Ky so: Van phong) Tj ET"),
    b"<< /XObject << /Im1 5 0 R >> /Font << /F1 6 0 R >> >>",
)
FONT = b"<< /Font << /F1 6 0 R >> >>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4\n", "broken"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, "broken"),
        (typeset(PROSE)[:400], "broken"),
        (pdf_of([[]]), "no_text"),
        (SCAN, "no_text"),
        (pdf_of([[(72, 700, "x")]] * 501), "too_long"),
        (one_page(stream(bytes(60 * 2**20)), FONT), "bomb"),
        (
            one_page(
                stream(zlib.compress(bytes(60 * 2**20))).replace(
                    b"/FlateDecode", b"[/FlateDecode /FlateDecode]"
                ),
                FONT,
            ),
            "bomb",
        ),
        (
            pdf_of_objects(
                [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]
            ),
            "broken",
        ),
    ],
    ids=[
        "header-only",
        "noise",
        "cut",
        "empty-page",
        "scan",
        "pages",
        "stream",
        "stream-in-stream",
        "page-circle",
    ],
)
def test_refused(data, code):
    with pytest.raises(UnreadableDocument) as refused:
        read(data)
    assert refused.value.code == code


def test_a_font_without_meaning_is_garbled():
    """Private-use characters: what the table of a font made for print alone gives."""
    data = pdf_of([[(72, 700, "\ue001\ue002\ue003 \ue004\ue005 ab")]])
    with pytest.raises(UnreadableDocument) as refused:
        read(data)
    assert refused.value.code == "garbled"


def test_time_is_bounded_within_a_page():
    slow = one_page(stream(b"BT /F1 12 Tf (a) Tj ET\n" * 10_000), FONT)
    with pytest.raises(UnreadableDocument) as refused:
        read_pdf(slow, 1000, seconds=0.01)
    assert refused.value.code == "too_slow"
    assert refused.value.data == {"seconds": 0.01}


def test_pypdf_keeps_quiet(caplog):
    with caplog.at_level(logging.DEBUG):
        read(re.sub(rb"startxref\n\d+", b"startxref\n7", typeset(PROSE)))
    assert caplog.records == []
