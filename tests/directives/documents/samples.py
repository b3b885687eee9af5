"""Files built byte by byte for the tests of this folder; every text in them is written for these tests."""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from directives.documents.legacy import _TCVN3, _VNI

PROSE = (
    "Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:\n\n"
    "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát các dự án chậm tiến độ, "
    "báo cáo trước ngày 15/11/2025.\n\n"
    "2. Yêu cầu Ban Quản lý các khu công nghiệp khẩn trương hướng dẫn doanh nghiệp lập hồ sơ; "
    "đề nghị Công an tỉnh tăng cường kiểm tra.\n\n"
    "3. Ủy ban nhân dân các xã, phường thường xuyên đôn đốc, tháo gỡ khó khăn cho người dân."
)


def to_tcvn3(text: str) -> bytes:
    """Small letters only where the font has no capital: those of `text` are lowered first."""
    back = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text).encode("latin-1")


def to_vni(text: str) -> bytes:
    back: dict[str, str] = {}
    for source, letter in _VNI.items():
        back.setdefault(letter, source)
    return "".join(back.get(c, c) for c in text).encode("latin-1")


def to_windows_1258(text: str) -> bytes:
    """cp1258 writes most tones as a combining character after the letter."""
    out = bytearray()
    for character in text:
        try:
            out += character.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", character)
            tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
            out += (base + tones).encode("cp1258")
    return bytes(out)


# --- Word -----------------------------------------------------------------------------------------------------


def docx_of(build) -> bytes:
    """A Word file that `build(document)` has filled."""
    document = python_docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_with_body(body: str, numbering: str = "") -> bytes:
    """A Word file whose body is exactly this XML (prefix `w:`), with these `w:abstractNum` and `w:num`."""

    def build(document):
        element = document.element.body
        for child in list(element):
            element.remove(child)
        for child in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
            element.append(child)
        if numbering:
            root = document.part.numbering_part.element
            for child in list(root):
                root.remove(child)
            for child in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
                root.append(child)

    return docx_of(build)


def zip_of(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def replace_member(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {found: archive.read(found) for found in archive.namelist()}
    members[name] = content
    return zip_of(members)


def ole_of(*names: str) -> bytes:
    """A compound file with these streams under the root: header, one table sector, one directory sector each
    four entries."""

    def entry(name: str, kind: int, left=0xFFFFFFFF, right=0xFFFFFFFF, child=0xFFFFFFFF) -> bytes:
        encoded = (name + "\0").encode("utf-16-le")
        head = encoded.ljust(64, b"\0") + len(encoded).to_bytes(2, "little") + bytes([kind, 1])
        links = b"".join(number.to_bytes(4, "little") for number in (left, right, child))
        return (head + links).ljust(128, b"\0")

    entries = [entry("Root Entry", 5, child=1)]
    for place, name in enumerate(names, start=1):
        entries.append(entry(name, 2, right=place + 1 if place < len(names) else 0xFFFFFFFF))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[0x1E:0x20] = (9).to_bytes(2, "little")
    header[0x2C:0x30] = (1).to_bytes(4, "little")
    header[0x30:0x34] = (1).to_bytes(4, "little")
    header[0x44:0x48] = (0xFFFFFFFE).to_bytes(4, "little")
    header[0x4C:0x200] = b"\0\0\0\0".ljust(436, b"\xff")
    fat = b"".join(number.to_bytes(4, "little") for number in table).ljust(512, b"\xff")
    return bytes(header) + fat + directory


# --- PDF ------------------------------------------------------------------------------------------------------


def pdf_of_objects(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of these numbered objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (len(packed), extra, packed)


def pdf_of(
    pages: list[list[tuple[float, float, str]]], *, to_unicode: bool = True, drawn: str = "", turned: str = ""
) -> bytes:
    """Pages of (x, y, text) in points, in a font whose codes mean nothing without its ToUnicode table.

    Every letter is 6 points wide. `drawn` are operators for lines on each page, `turned` is written up its margin.
    """
    pages = [[*page, (-1.0, 0.0, turned)] if turned else page for page in pages]
    letters = sorted({letter for page in pages for _, _, text in page for letter in text})
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    pairs = "\n".join(f"<{code:04x}> <{ord(letter):04x}>" for letter, code in codes.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    ).encode()
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [4 0 R]"
    font += b" /ToUnicode 5 0 R >>" if to_unicode else b" >>"
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /DW 500 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
        font,
        descendant,
        stream(table),
    ]
    for number, page in enumerate(pages):
        content = ["BT /F1 12 Tf"]
        for left, height, text in page:
            shown = "".join(f"{codes[letter]:04x}" for letter in text)
            place = "0 1 -1 0 30 200" if left < 0 else f"1 0 0 1 {left} {height}"
            content.append(f"{place} Tm <{shown}> Tj")
        content.append(f"ET {drawn}")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * number + 1),
            stream("\n".join(content).encode()),
        ]
    return pdf_of_objects(objects)


def typeset(text: str, *, width: int = 60, lines_per_page: int = 30, footer: bool = True) -> bytes:
    """`text` set as Word sets a notice: first lines indented, lines broken at `width` characters, page numbers."""
    rows: list[tuple[float, str]] = []
    for paragraph in text.split("\n\n"):
        left, line = 100.0, ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width - (4 if left > 90 else 0):
                rows.append((left, line))
                left, line = 72.0, word
            else:
                line = f"{line} {word}" if line else word
        rows.append((left, line))
    pages = []
    for number, start in enumerate(range(0, len(rows), lines_per_page), start=1):
        page = [(300.0, 800.0, str(number))] if footer else []
        part = rows[start : start + lines_per_page]
        page += [(left, 770.0 - 18 * place, line) for place, (left, line) in enumerate(part)]
        pages.append(page)
    return pdf_of(pages)
