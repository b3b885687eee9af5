import pytest

from directives.documents import sniff

from .samples import PROSE, docx_of, ole_of, typeset, zip_of


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (typeset(PROSE), "anh.png", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n0000", "a.txt", "image/png"),
        (b"\xff\xd8\xff\xe0", "a.txt", "image/jpeg"),
        (b"GIF89a", "", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp"),
        (b"\0\0\0\x18ftypheic", "", "image/heic"),
        (b"\0\0\0\x18ftypisom", "", "video/mp4"),
        (b"BM\x36\0\0\0\0\0\0\0\x36", "", "image/bmp"),
        (b"II*\x00....", "", "image/tiff"),
        (b"{\\rtf1\\ansi}", "a.doc", "application/rtf"),
        (b"MZ\x90\0", "a.pdf", "application/x-executable"),
        (b"\x7fELF\x02", "a.docx", "application/x-executable"),
        (b"#!/bin/sh\nrm x", "a.txt", "application/x-executable"),
        (b"PK\x03\x04 broken", "a.docx", "application/zip"),
        (
            zip_of({"[Content_Types].xml": "spreadsheetml.sheet.main+xml"}),
            "",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "",
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        (ole_of("A", "B", "C", "D", "WordDocument"), "", "application/msword"),
        (ole_of("Workbook", "WordDocument2"), "", "application/vnd.ms-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "application/x-ole-storage"),
        (b"<!DOCTYPE html><p>x", "a.txt", "text/html"),
        (b"\xef\xbb\xbf\n <!-- c --> <HTML>", "a.txt", "text/html"),
        ("<html>".encode("utf-16"), "a.txt", "text/html"),
        (b"<?xml version='1.0'?><!DOCTYPE svg><svg/>", "a.png", "image/svg+xml"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "", "image/svg+xml"),
        (b"<?xml version='1.0'?><data/>", "", "application/xml"),
        (b"tieu de\n<html >\nnoi dung", "", "text/html"),
        (PROSE.encode(), "a.exe", "text/plain"),
        (PROSE.encode("utf-16"), "a", "text/plain"),
        (b"a,b\n1,2\n", "so-lieu.CSV", "text/csv"),
        ("x < y và y > z".encode(), "a.txt", "text/plain"),
        (bytes(range(256)), "a.txt", None),
        (b"", "a.txt", None),
    ],
)
def test_content_decides(data, name, expected):
    assert sniff(data, name) == expected


def test_a_word_file_by_any_name():
    data = docx_of(lambda document: document.add_paragraph("x"))
    assert sniff(data, "a.pdf") == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_damaged_compound_files_are_still_recognised():
    data = ole_of("WordDocument")
    for place in range(0, len(data), 37):
        damaged = data[:8] + data[8:place] + b"\xff" * 9 + data[place + 9 :]
        assert sniff(damaged) in ("application/msword", "application/x-ole-storage", None)
        assert (sniff(data[: max(8, place)]) or "").startswith("application/")
