"""What a reader sees of a Word file, whoever wrote it: fields, boxes, styles, marks of other programs."""

import io
import zipfile

import pytest

from directives.documents import extract

from .samples import PROSE, docx_of, docx_with_body, replace_member, to_tcvn3, to_vni, zip_of
from .test_docx import paragraph, read, run
from .test_word_lists import NAMESPACE

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    return (
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"
    )


def box(text: str) -> str:
    inside = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBILITY}">'
        f"<mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Trang ") + field(" PAGE  \\* MERGEFORMAT", run("7")) + run("."), "Trang ."),
        (run("theo mục ") + field("REF muc1 \\h", run("II")) + run("."), "theo mục II."),
        (field('HYPERLINK "http://a"', run("liên kết")), "liên kết"),
        (run("a ") + field("IF 1", field("PAGE", run("9")) + run("đúng")), "a đúng"),
        (mark("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>" + mark("end") + run("ngày"), "ngày"),
        (mark("begin") + run("hở"), "hở"),  # never ended: nothing is hidden
        ('<w:fldSimple w:instr=" PAGE ">' + run("3") + "</w:fldSimple>" + run("x"), "x"),
        ('<w:fldSimple w:instr="TITLE">' + run("Tên") + "</w:fldSimple>", "Tên"),
        (run("trước") + box("trong hộp") + run(" sau"), "trước sau\n\ntrong hộp"),
        (run("a") + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + run("b"), "ab"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run(" Giao Sở Y tế"), "- Giao Sở Y tế"),
        ('<w:r><w:t>triển</w:t><w:t>\u00a0khai</w:t><w:br/></w:r>' + run("ngay"), "triển khai\nngay"),
        (run("a") + "<w:r><w:footnoteReference w:id='1'/></w:r><w:commentRangeStart/>" + run("b"), "ab"),
    ],
)  # fmt: skip # what is written and what is read, side by side
def test_inside_a_paragraph(content, expected):
    assert read(docx_with_body(paragraph(content))) == expected


def test_a_table_of_contents_is_left_out():
    body = (
        paragraph(
            mark("begin")
            + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
            + mark("separate")
            + run("I. Đầu 1")
        )
        + paragraph(run("II. Sau 2") + mark("end"))
        + paragraph(run("Nội dung"))
    )
    assert read(docx_with_body(body)) == "Nội dung"


def test_text_moved_is_read_once_at_its_new_place():
    body = (
        paragraph(f"<w:moveFrom>{run('đoạn dời')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
        + paragraph(run("ở giữa"))
        + paragraph(f"<w:moveTo>{run('đoạn dời')}</w:moveTo>", "<w:rPr><w:moveTo/></w:rPr>")
    )
    assert read(docx_with_body(body)) == "ở giữa\n\nđoạn dời"


def styled_file(body: str, styles: str) -> bytes:
    part = f"<w:styles xmlns:w='{NAMESPACE}'>{styles}</w:styles>".encode()
    return replace_member(docx_with_body(body), "word/styles.xml", part)


def style(name: str, properties: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:rPr>{properties}</w:rPr></w:style>'


OLD = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'


@pytest.mark.parametrize(
    ("styles", "properties", "inside"),
    [
        (f"<w:docDefaults><w:rPrDefault><w:rPr>{OLD}</w:rPr></w:rPrDefault></w:docDefaults>", "", ""),
        (style("Normal", OLD, more='w:default="1"'), "", ""),
        (style("Cu", OLD), '<w:pStyle w:val="Cu"/>', ""),
        (style("Chu", OLD, "character"), "", '<w:rStyle w:val="Chu"/>'),
    ],
)
def test_the_old_font_may_be_said_by_a_style(styles, properties, inside):
    old = to_tcvn3("Giao các huyện").decode("latin-1")
    found = extract(styled_file(paragraph(run(old, inside), properties), styles), "a.docx")
    assert (found.text, found.warnings) == ("Giao các huyện", ("converted_tcvn3",))


def test_a_new_font_in_the_run_wins_over_the_old_one_of_the_style():
    styles = style("Normal", OLD, more='w:default="1"')
    body = paragraph(run("Ý kiến: µ = 5", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'))
    assert read(styled_file(body, styles)) == "Ý kiến: µ = 5"


def test_a_word_in_an_old_font_cut_into_runs():
    font = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    old = to_vni("Thông báo kết luận").decode("latin-1")
    assert (
        read(docx_with_body(paragraph("".join(run(letter, font) for letter in old)))) == "Thông báo kết luận"
    )


def test_styles_hide_and_raise_letters():
    styles = style("An", "<w:vanish/>", "character") + style("Hoa", "<w:caps/>")
    body = paragraph(run("ẩn", '<w:rStyle w:val="An"/>') + run("thông báo"), '<w:pStyle w:val="Hoa"/>')
    assert read(styled_file(body, styles)) == "THÔNG BÁO"


def test_running_heads_are_left_out_but_not_a_mark_of_secrecy():
    def build(document):
        document.add_paragraph("Nội dung.")
        section = document.sections[0]
        section.header.paragraphs[0].text = "UBND tỉnh Hà Đông"
        section.footer.paragraphs[0].text = "Trang 1"

    assert read(docx_of(build)) == "Nội dung."

    def marked(document):
        build(document)
        document.sections[0].header.add_paragraph("TỐI MẬT")

    assert read(docx_of(marked)) == "TỐI MẬT\n\nNội dung."


def test_stamps_and_panels_of_signatures_are_left_out():
    panel = (
        "Ký bởi: Văn phòng UBND tỉnh",
        "Email: vp@hadong.gov.vn",
        "Thời gian ký: 12/05/2026 14:30:00 +07:00",
    )
    body = paragraph(run("Số: 15/TB-UBND") + box("ĐẾN Số: 1234 Ngày: 13/5/2026")) + "".join(
        paragraph(run(line))
        for line in ("Giao Sở Y tế thực hiện.", *panel, "Đơn vị: Sở Y tế báo cáo trước 30/6.")
    )
    assert read(docx_with_body(body)).split("\n\n") == [
        "Số: 15/TB-UBND",
        "Giao Sở Y tế thực hiện.",
        "Đơn vị: Sở Y tế báo cáo trước 30/6.",
    ]


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_strict_format():
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in members_of(
            docx_of(lambda document: document.add_paragraph("Giao Sở Y tế.", style="List Number"))
        ).items()
    }
    assert read(zip_of(strict)) == "1. Giao Sở Y tế."


def test_parts_under_other_names():
    members = members_of(
        docx_of(lambda document: document.add_paragraph("Giao Sở Y tế.", style="List Number"))
    )
    renamed = {
        name.replace("word/document", "van/ban")
        .replace("word/_rels/document", "van/_rels/ban")
        .replace("word/numbering.xml", "van/so.xml")
        .replace("word/styles.xml", "kieu.xml"): content.replace(b"word/document.xml", b"van/ban.xml")
        .replace(b'"numbering.xml"', b'"so.xml"')
        .replace(b'"styles.xml"', b'"/kieu.xml"')
        for name, content in members.items()
    }
    assert read(zip_of(renamed)) == "1. Giao Sở Y tế."


def test_prose_in_an_old_font_all_through():
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    body = "".join(paragraph(run(to_tcvn3(part).decode("latin-1"), font)) for part in PROSE.split("\n\n"))
    assert read(docx_with_body(body)).lower() == PROSE.lower()
