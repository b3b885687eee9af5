import re

import pytest

from directives.documents import UnreadableDocument, extract

from .samples import PROSE, docx_of, docx_with_body, ole_of, replace_member, to_tcvn3, to_vni, zip_of


def read(data: bytes) -> str:
    return extract(data, "thong-bao.docx").text


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, level: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties)


def level(place: int, kind: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def test_paragraphs_and_tables_in_body_order():
    def build(document):
        head = document.add_table(rows=1, cols=2)
        head.cell(0, 0).text = "UBND TỈNH\nVĂN PHÒNG"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        head.cell(0, 1).add_paragraph("Độc lập - Tự do - Hạnh phúc")
        document.add_paragraph("Nội dung thứ nhất.")
        tasks = document.add_table(rows=2, cols=3)
        for cell, text in zip(tasks.rows[0].cells, ("TT", "Dự án", "Thời điểm"), strict=True):
            cell.text = text
        for cell, text in zip(tasks.rows[1].cells, ("1", "Rà soát\nquy hoạch", "30/6/2025"), strict=True):
            cell.text = text
        document.add_paragraph("")
        document.add_paragraph("Nội dung\tthứ hai.")

    assert read(docx_of(build)).split("\n\n") == [
        "UBND TỈNH\nVĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Nội dung thứ nhất.",
        "TT | Dự án | Thời điểm",
        "1 | Rà soát quy hoạch | 30/6/2025",
        "Nội dung thứ hai.",
    ]


def test_word_list_styles_show_their_numbers():
    def build(document):
        for text in ("Giao Sở Y tế.", "Giao Sở Nội vụ."):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Việc nhỏ", style="List Bullet")

    assert read(docx_of(build)) == "1. Giao Sở Y tế.\n\n2. Giao Sở Nội vụ.\n\n- Việc nhỏ"


def test_numbers_of_several_levels():
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "lowerLetter", "%3)")
        + level(3, "decimal", "%2.%4")
        + level(4, "bullet", "\uf0b7")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>'
        "</w:lvlOverride></w:num>"
    )
    body = (
        listed("Đánh giá") + listed("Một", 1) + listed("Hai", 1) + listed("ý a", 2) + listed("ý b", 2)
        + listed("chi tiết", 3) + listed("dấu", 4) + listed("Nhiệm vụ") + listed("Lại một", 1) + listed("a lại", 2)
        + listed("Chín", 0, 2) + listed("Không có danh sách này", 0, 7) + listed("Thôi đánh số", 0, 0)
    )  # fmt: skip
    labels = [line.split(" ")[0] for line in read(docx_with_body(body, numbering)).split("\n\n")]
    assert labels == ["I.", "1.", "2.", "a)", "b)", "2.1", "-", "II.", "1.", "a)", "IX.", "Không", "Thôi"]


def test_insertions_stay_and_deletions_go():
    body = (
        paragraph(run("Giao ") + f"<w:del>{run('Sở Công Thương').replace('w:t', 'w:delText')}</w:del>"
                  + f"<w:ins>{run('Sở Tài chính')}</w:ins>" + run(" chủ trì."))
        + paragraph(run("Đoạn đầu "), "<w:rPr><w:del/></w:rPr>") + paragraph(run("nối đoạn sau."))
        + f"<w:moveFrom>{paragraph(run('Chuyển đi'))}</w:moveFrom>"
        + paragraph(f"<w:moveTo>{run('Chuyển đến')}</w:moveTo>")
        + paragraph(run("ẩn", "<w:vanish/>") + run("hiện", '<w:vanish w:val="0"/>'))
    )  # fmt: skip
    assert read(docx_with_body(body)).split("\n\n") == [
        "Giao Sở Tài chính chủ trì.",
        "Đoạn đầu nối đoạn sau.",
        "Chuyển đến",
        "hiện",
    ]


def test_text_in_controls_links_and_special_signs():
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('Trong ô'))}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:hyperlink>{run('liên kết')}</w:hyperlink>" + run(" và ")
                    + f"<w:smartTag>{run('thẻ')}</w:smartTag>")
        + paragraph("<w:r><w:t>Số: 05/TB</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>")
        + paragraph(run("thông báo", "<w:caps/>"))
        + paragraph("<w:r><w:pict><w:txbxContent>" + paragraph(run("hộp chữ")) + "</w:txbxContent></w:pict>"
                    "<w:t>ngoài hộp</w:t></w:r>")
        + paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + run("7"))
    )  # fmt: skip
    assert read(docx_with_body(body)).split("\n\n") == [
        "Trong ô",
        "liên kết và thẻ",
        "Số: 05/TB-UBND",
        "THÔNG BÁO",
        "ngoài hộp",
        "hộp chữ",
        "7",
    ]


def test_old_fonts():
    tcvn3 = to_tcvn3("Giao Sở Nông nghiệp đôn đốc các huyện").decode("latin-1")
    vni = to_vni("Thông báo kết luận").decode("latin-1")
    body = (
        paragraph(run("ñy ban nh©n d©n", '<w:rFonts w:ascii=".VnTimeH"/>'))
        + paragraph(run(tcvn3, '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'))
        + paragraph(
            '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>tr</w:t><w:softHyphen/><w:t>íc</w:t></w:r>'
        )
        + paragraph(run(vni, '<w:rFonts w:ascii="VNI-Times"/>'))
        + paragraph(run("Chữ Unicode"))
    )
    found = extract(docx_with_body(body), "cu.docx")
    assert found.text.split("\n\n") == [
        "ỦY BAN NHÂN DÂN",
        "Giao Sở Nông nghiệp đôn đốc các huyện",
        "trước",
        "Thông báo kết luận",
        "Chữ Unicode",
    ]
    assert found.warnings == ("converted_tcvn3", "converted_vni")


def test_content_decides_not_the_name():
    data = docx_of(lambda document: document.add_paragraph("Nội dung."))
    for name in ("a.pdf", "a.txt", "a", "a.doc"):
        assert extract(data, name).kind == "docx"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole_of("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        (ole_of("WordDocument", "1Table"), "legacy_doc"),
        (ole_of("Workbook"), "spreadsheet"),
        (ole_of("PowerPoint Document"), "presentation"),
        (ole_of("Something"), "unknown_type"),
        (zip_of({"[Content_Types].xml": "<Types>spreadsheetml.sheet.main+xml</Types>"}), "spreadsheet"),
        (
            zip_of({"[Content_Types].xml": "<Types>presentationml.presentation.main+xml</Types>"}),
            "presentation",
        ),
        (zip_of({"[Content_Types].xml": "<Types>ms-word.document.macroEnabled.main+xml</Types>"}), "macros"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "open_document"),
        (zip_of({"a.txt": "chữ"}), "archive"),
        (zip_of({"[Content_Types].xml": "wordprocessingml.document.main+xml"}), "broken"),
        (docx_of(lambda document: None), "empty"),
        (docx_of(lambda document: document.add_paragraph("x"))[:-300], "broken"),
    ],
)
def test_refused(data, code):
    with pytest.raises(UnreadableDocument) as refused:
        read(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"<not-xml", "broken"),
        (b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>", "broken"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "broken"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "broken"),
        (b"<a>" * 5_000 + b"</a>" * 5_000, "bomb"),
    ],
)
def test_hostile_document_parts(document, code):
    data = docx_of(lambda made: made.add_paragraph("x"))
    with pytest.raises(UnreadableDocument) as refused:
        read(replace_member(data, "word/document.xml", document))
    assert refused.value.code == code


def test_zip_bombs():
    types = "wordprocessingml.document.main+xml"
    zeros = bytes(200 * 2**20)
    bomb = zip_of({"[Content_Types].xml": types, "word/document.xml": zeros})
    assert len(bomb) < 300_000
    many = zip_of({f"word/{number}.xml": "" for number in range(6_000)})
    for data in (bomb, many):
        with pytest.raises(UnreadableDocument) as refused:
            read(data)
        assert refused.value.code == "bomb"


def test_a_directory_that_lies_about_sizes():
    """The sizes in the directory are set small: the guard passes, reading must still stop or refuse."""
    size = 30 * 2**20
    data = bytearray(
        zip_of(
            {"[Content_Types].xml": "wordprocessingml.document.main+xml", "word/document.xml": bytes(size)}
        )
    )
    for found in list(re.finditer(re.escape(size.to_bytes(4, "little")), data)):
        data[found.start() : found.end()] = (1000).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument) as refused:
        read(bytes(data))
    assert refused.value.code in ("bomb", "broken")


def test_a_long_document_is_read_whole():
    text = "\n\n".join(PROSE.split("\n\n") * 200)
    data = docx_with_body("".join(paragraph(run(part)) for part in text.split("\n\n")))
    assert read(data) == text
