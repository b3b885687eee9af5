import pytest

from directives.documents import CODES, EVIDENCE_TYPES, UnreadableDocument, check_evidence

from .samples import PROSE, docx_of, ole_of, to_tcvn3, typeset, zip_of

XLSX = zip_of({"[Content_Types].xml": "spreadsheetml.sheet.main+xml"})


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (typeset(PROSE), "bao-cao.pdf"),
        (docx_of(lambda document: document.add_paragraph("x")), "bao-cao.docx"),
        (XLSX, "bieu.xlsx"),
        (zip_of({"[Content_Types].xml": "presentationml.presentation.main+xml"}), "trinh-chieu.pptx"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "bao-cao.odt"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "bieu.ods"),
        (ole_of("WordDocument"), "bao-cao.doc"),
        (ole_of("Workbook"), "bieu.xls"),
        (ole_of("PowerPoint Document"), "trinh-chieu.ppt"),
        (b"\x89PNG\r\n\x1a\n0000", "anh.png"),
        (b"\xff\xd8\xff\xe0", "anh.jpg"),
        (PROSE.encode(), "ghi-chu.txt"),
        (to_tcvn3(PROSE), "ghi-chu-cu.txt"),
        ("đơn vị,số\nSở Y tế,3\n".encode(), "so.csv"),
    ],
)
def test_taken(data, name):
    assert check_evidence(data, name) in EVIDENCE_TYPES


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (b"  \n", "a.txt", "empty"),
        (b"MZ\x90\0" + bytes(50), "bao-cao.pdf", "executable"),
        (b"#!/bin/sh\necho", "a.txt", "executable"),
        (PROSE.encode(), "chay.bat", "executable"),
        (PROSE.encode(), "bao-cao.txt.js", "executable"),
        (typeset(PROSE), "bao-cao.pdf.exe", "executable"),
        (zip_of({"a.pdf": "x"}), "ho-so.zip", "archive"),
        (b"Rar!\x1a\x07\x00", "ho-so.rar", "archive"),
        (b"7z\xbc\xaf\x27\x1c00", "a.docx", "archive"),
        (b"<!doctype html><p>x", "a.pdf", "html"),
        (b"Xin chao <script >alert(1)</script>", "a.txt", "html"),
        (b"a,b\n<IFRAME src=x>,2", "a.csv", "html"),
        ("ghi chú <svg/onload=x>".encode("utf-16"), "a.txt", "html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "svg"),
        (b"GIF89a....", "a.gif", "image"),
        (b"{\\rtf1}", "a.doc", "rtf"),
        (ole_of("EncryptedPackage"), "a.docx", "encrypted"),
        (ole_of("WordDocument", "Macros"), "a.doc", "macros"),
        (ole_of("Workbook", "_VBA_PROJECT_CUR"), "a.xls", "macros"),
        (
            zip_of({"[Content_Types].xml": "sheet.macroEnabled.main+xml spreadsheetml.sheet.main+xml"}),
            "a.xlsx",
            "macros",
        ),
        (bytes(range(256)), "a.png", "unknown_type"),
        (b"<?xml version='1.0'?><data/>", "a.txt", "unknown_type"),
        (bytes(range(128, 256)) * 9, "a.txt", "wrong_encoding"),
    ],
)
def test_refused(data, name, code):
    with pytest.raises(UnreadableDocument) as refused:
        check_evidence(data, name)
    assert refused.value.code == code
    assert code in CODES


def test_size_is_checked_first():
    with pytest.raises(UnreadableDocument) as refused:
        check_evidence(bytes(50 * 2**20 + 1), "a.pdf")
    assert refused.value.code == "too_large"
    assert refused.value.data == {"bytes": 50 * 2**20 + 1, "limit": 50 * 2**20}
    with pytest.raises(UnreadableDocument):
        check_evidence(b"abcd", "a.txt", max_bytes=3)
