"""Which files may be attached as evidence. They are stored and given back, not read here."""

import re
from typing import Final

from . import ole, text
from .errors import UnreadableDocument
from .sniff import (
    CSV,
    DOC,
    DOCX,
    ENCRYPTED_OFFICE,
    EXECUTABLE,
    HTML,
    MACRO_TYPES,
    MESSAGE,
    ODS,
    ODT,
    PDF,
    PLAIN,
    PPT,
    PPTX,
    RTF,
    SVG,
    XLS,
    XLSX,
    ZIP,
    sniff,
)

EVIDENCE_TYPES: Final[frozenset[str]] = frozenset(
    {
        PDF, DOCX, XLSX, PPTX, DOC, XLS, PPT, ODT, ODS,
        "image/png", "image/jpeg", PLAIN, CSV,
    }
)  # fmt: skip # by subject, not one a line
"""Media types, by content, that evidence may have."""

_MOST_EVIDENCE_BYTES: Final = 50 * 2**20

_REFUSALS: Final = {
    EXECUTABLE: "executable",
    HTML: "html",
    SVG: "svg",
    ENCRYPTED_OFFICE: "encrypted",  # nobody could check, nor open, what was handed in
    RTF: "rtf",
}
_ARCHIVES: Final = frozenset(
    {
        ZIP, "application/vnd.rar", "application/x-7z-compressed", "application/gzip",
        "application/x-bzip2", "application/x-xz", "application/zstd", "application/vnd.ms-cab-compressed",
    }
)  # fmt: skip # by subject, not one a line

# The name goes back to the reader's machine with the file: these it would run, whatever the bytes are.
_PROGRAM_NAME: Final = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|msi|msp|jar|lnk|url|reg|dll|cpl|sh"
    r"|app|apk|iso|img|chm|xll|html?|xhtml|shtml|svgz?|mht(?:ml)?|xml|swf)[\s.]*$",
    re.IGNORECASE,
)
_ACTIVE_MARKUP: Final = re.compile(
    r"<(?:!doctype\s|html|head|body|script|iframe|object|embed|meta|link|form|svg|img|base)(?=[\s/>])",
    re.IGNORECASE,
)


def refusal(media_type: str | None) -> UnreadableDocument:
    """Why a file of this type is not taken, for types refused everywhere."""
    if media_type in _REFUSALS:
        return UnreadableDocument(_REFUSALS[media_type], media_type=media_type)
    if media_type in _ARCHIVES:
        return UnreadableDocument("archive", media_type=media_type)
    if media_type in MACRO_TYPES:
        return UnreadableDocument("macros", media_type=media_type)
    if media_type and media_type.startswith("image/"):
        return UnreadableDocument("image", media_type=media_type)
    return UnreadableDocument("unknown_type", media_type=media_type)


def check_evidence(data: bytes, filename: str, *, max_bytes: int = _MOST_EVIDENCE_BYTES) -> str:
    """Media type of an acceptable piece of evidence of at most `max_bytes` bytes.

    Raises `UnreadableDocument`: `empty`, `too_large`, `executable`, `archive`, `html`, `svg`, `encrypted`,
    `macros`, `rtf`, `image` (a kind other than PNG and JPEG), `wrong_encoding`, `unknown_type`.
    """
    if len(data) > max_bytes:
        raise UnreadableDocument("too_large", bytes=len(data), limit=max_bytes)
    if not data.strip():
        raise UnreadableDocument("empty")
    media_type = sniff(data, filename)
    if media_type == MESSAGE:  # a mail is kept as the text it is written in
        media_type = PLAIN
    if media_type not in EVIDENCE_TYPES:
        raise refusal(media_type)
    if _PROGRAM_NAME.search(filename):
        raise UnreadableDocument("executable", media_type=media_type)
    if media_type in (DOC, XLS, PPT) and ole.has_macros(data):
        raise UnreadableDocument("macros", media_type=media_type)
    if media_type in (PLAIN, CSV):
        _check_text(data)
    return media_type


def _check_text(data: bytes) -> None:
    """Text is what a browser is most easily tricked with: it must decode, and hold no web page."""
    characters, _ = text.decode(data)
    if _ACTIVE_MARKUP.search(characters):
        raise UnreadableDocument("html", media_type=HTML)
