"""The one way from a file to its text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from .archive import Archive
from .docx import read_docx
from .errors import UnreadableDocument
from .evidence import refusal
from .html import read_html, read_message
from .pdf import read_pdf
from .sniff import CSV, DOC, DOCX, HTML, MESSAGE, ODS, ODT, PDF, PLAIN, PPT, PPTX, SVG, XLS, XLSX, ZIP, sniff
from .text import finish, read_text

Kind = Literal["txt", "html", "docx", "pdf"]
_Reader = Callable[[bytes, int], tuple[str, tuple[str, ...]]]

_MOST_BYTES: Final = 20 * 2**20
_MOST_TEXT: Final = 400_000  # characters; the longest conclusion has 40,000, and each point costs a row
_NAMED_READABLE: Final = (".docx", ".pdf", ".txt", ".html", ".htm", ".mht", ".mhtml", ".doc")

_READERS: Final[dict[str, tuple[Kind, _Reader]]] = {
    PLAIN: ("txt", read_text),
    CSV: ("txt", read_text),
    HTML: ("html", read_html),
    MESSAGE: ("html", read_message),
    DOCX: ("docx", read_docx),
    PDF: ("pdf", read_pdf),
}
# Documents we know but do not read, by what the user should do about them.
_OTHER_DOCUMENTS: Final = {
    DOC: "legacy_doc",
    XLS: "spreadsheet",
    XLSX: "spreadsheet",
    ODS: "spreadsheet",
    PPT: "presentation",
    PPTX: "presentation",
    ODT: "open_document",
}


@dataclass(frozen=True)
class Extracted:
    """Text of a document: NFC, lines ended by \\n, paragraphs apart by a blank line; `warnings` are codes out
    of `WARNINGS`."""

    text: str
    kind: Kind
    media_type: str
    warnings: tuple[str, ...] = ()


def extract(
    data: bytes, filename: str, *, max_bytes: int = _MOST_BYTES, max_text: int = _MOST_TEXT
) -> Extracted:
    """Text of a plain text, web page, Word or PDF file.

    At most `max_bytes` bytes in and `max_text` characters out.
    The type is judged by content; `filename` only breaks ties. Raises `UnreadableDocument` and nothing else.
    """
    if len(data) > max_bytes:
        raise UnreadableDocument("too_large", bytes=len(data), limit=max_bytes)
    if not data.strip():
        raise UnreadableDocument("empty")
    try:
        media_type, kind, reader = _choose(data, filename)
        text, warnings = reader(data, max_text)
    except UnreadableDocument:
        raise
    except (MemoryError, RecursionError) as error:
        raise UnreadableDocument("bomb", reason=type(error).__name__) from None
    except Exception as error:  # the promise of this module: no upload, however odd, ends in a server error
        raise UnreadableDocument("broken", reason=type(error).__name__) from error
    return Extracted(text, kind, media_type, warnings)


def pasted(text: str, *, max_text: int = _MOST_TEXT) -> str:
    """What a person has pasted, in the form a file would have given. Raises `UnreadableDocument`: `too_long`."""
    return finish(text, max_text)[0]


def _choose(data: bytes, filename: str) -> tuple[str, Kind, _Reader]:
    media_type = sniff(data, filename)
    if media_type in _READERS:
        return (media_type, *_READERS[media_type])
    if media_type in _OTHER_DOCUMENTS:
        raise UnreadableDocument(_OTHER_DOCUMENTS[media_type], media_type=media_type)
    if media_type == ZIP:
        Archive(data).guard()  # a damaged document or a bomb says so; what passes is just an archive
    if media_type is None and filename.lower().endswith(_NAMED_READABLE):
        raise UnreadableDocument("broken", reason="content")  # its name says what it was meant to be
    if media_type == SVG:  # as evidence it is refused for its scripts; here it is a picture like others
        raise UnreadableDocument("image", media_type=media_type)
    raise refusal(media_type)
