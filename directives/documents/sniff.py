"""What a file is, by its content. The name is never believed, except to tell a table (.csv) from prose."""

import re
from typing import Final

from . import archive, mime, ole, text
from .errors import UnreadableDocument
from .words import words

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC: Final = "application/msword"
XLS: Final = "application/vnd.ms-excel"
PPT: Final = "application/vnd.ms-powerpoint"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
ENCRYPTED_OFFICE: Final = "application/x-ole-encrypted"
ZIP: Final = "application/zip"
HTML: Final = "text/html"
SVG: Final = "image/svg+xml"
PLAIN: Final = "text/plain"
CSV: Final = "text/csv"
MESSAGE: Final = "message/rfc822"
RTF: Final = "application/rtf"
EXECUTABLE: Final = "application/x-executable"

_PDF_MARK_WITHIN: Final = 1024  # mail gateways put lines before "%PDF-", and readers look this far

# Longest first where one begins with another.
_SIGNATURES: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"{\\rtf", RTF),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"MSCF", "application/vnd.ms-cab-compressed"),
    (b"MZ", EXECUTABLE),
    (b"\x7fELF", EXECUTABLE),
    (b"\xfe\xed\xfa\xce", EXECUTABLE),
    (b"\xfe\xed\xfa\xcf", EXECUTABLE),
    (b"\xce\xfa\xed\xfe", EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", EXECUTABLE),
    (b"\xca\xfe\xba\xbe", EXECUTABLE),
    (b"L\x00\x00\x00\x01\x14\x02\x00", EXECUTABLE),  # Windows shortcut
    (b"#!", EXECUTABLE),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_CONTENT_TYPES: Final = (
    (b"macroEnabled", "application/vnd.ms-office.macroEnabled"),
    (b"vnd.ms-office.vbaProject", "application/vnd.ms-office.macroEnabled"),
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", DOCX),
    (b"spreadsheetml.sheet.main+xml", XLSX),
    (b"spreadsheetml.template.main+xml", XLSX),
    (b"presentationml.presentation.main+xml", PPTX),
    (b"presentationml.slideshow.main+xml", PPTX),
    (b"presentationml.template.main+xml", PPTX),
)
MACRO_TYPES: Final = frozenset({"application/vnd.ms-office.macroEnabled"})

_BEFORE_MARKUP: Final = re.compile(r"\s+|<\?[^>]{0,300}\?>|<!--.{0,2000}?-->", re.DOTALL)
_FIRST_ELEMENT: Final = re.compile(
    r"<(?:!doctype\s+|[a-z]{1,20}:)?([a-z][a-z0-9]{0,20})(?=[\s/>])", re.IGNORECASE
)
_PAGE_ELEMENT: Final = re.compile(r"<(?:html|body)(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_HTML_ELEMENTS: Final = words(
    "html head body title meta link base script style div span p a b i u em strong font center br hr h1 h2 h3"
    " h4 h5 h6 table tr td ul ol li dl img article section main header footer nav form iframe object embed"
    " blockquote pre frameset"
)


def sniff(data: bytes, filename: str = "") -> str | None:
    """Media type of `data` by its content, or None where nothing fits. Never raises."""
    head = data[:16]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(archive.SIGNATURES):
        return _zip_type(data)
    if head.startswith(ole.SIGNATURE):
        return ole.media_type(data)
    if head[:4] == b"RIFF":
        return "image/webp" if head[8:12] == b"WEBP" else "application/x-riff"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "video/mp4"
    if head[:2] == b"BM" and data[6:10] == bytes(4):
        return "image/bmp"
    if mime.is_message(data):
        return MESSAGE
    markup = _markup_type(data)
    if markup:
        return markup
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        return PDF
    if data and text.looks_like_text(data):
        return CSV if filename.lower().endswith(".csv") else PLAIN
    return None


def _zip_type(data: bytes) -> str:
    try:
        package = archive.Archive(data)
        if "[Content_Types].xml" in package.names:
            # A part written in UTF-16 reads the same once its zero bytes are out.
            kinds = package.read("[Content_Types].xml", 2**20).replace(b"\x00", b"")
            for mark, kind in _CONTENT_TYPES:
                if mark in kinds:
                    return kind
        elif "mimetype" in package.names:
            kind = package.read("mimetype", 200).decode("ascii", "replace").strip()
            if kind.startswith("application/vnd.oasis.opendocument."):
                scripted = any(name.startswith(("Basic/", "Scripts/")) for name in package.names)
                return "application/vnd.ms-office.macroEnabled" if scripted else kind
    except UnreadableDocument:
        pass  # a damaged or hostile zip is still a zip; who opens it says what is wrong
    return ZIP


def _markup_type(data: bytes) -> str | None:
    head = text_head(data)
    place = 0
    while skipped := _BEFORE_MARKUP.match(head, place):
        place = skipped.end()
    first = _FIRST_ELEMENT.match(head, place)
    if first:
        name = first.group(1).lower()
        if name == "svg":
            return SVG
        if name in _HTML_ELEMENTS:
            return HTML
    if _PAGE_ELEMENT.search(head):
        return HTML
    return "application/xml" if head[:200].lstrip().startswith("<?xml") else None


def text_head(data: bytes, size: int = 16 * 1024) -> str:
    """The first bytes as characters, ASCII right whatever the encoding: enough to find markup."""
    head = data[:size]
    codec = text.unicode_codec(data)
    if codec:
        return head.decode(codec, "replace").lstrip("\ufeff")
    return head.decode("latin-1")
