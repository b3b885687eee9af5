"""Why a file could not be read, as a stable code; the sentence for the user lives in the translations."""

from typing import Final

CODES: Final[frozenset[str]] = frozenset(
    {
        "archive",  # a zip, rar, 7z … that is no document; data: media_type
        "bomb",  # small file, huge content: data says which limit: members, bytes, ratio, depth, stream …
        "broken",  # the right signature, but the inside cannot be read; data: reason (a technical word)
        "empty",  # no bytes, or white space only
        "encrypted",  # needs a password
        "executable",  # a program or script; data: media_type
        "garbled",  # a PDF whose characters have no meaning attached (font without a Unicode table)
        "html",  # web page offered as evidence: it could run in the reader's browser
        "image",  # a picture where text is needed; data: media_type
        "legacy_doc",  # Word 97–2003 (.doc): to be saved as .docx first
        "macros",  # an Office file that carries macros; data: media_type
        "no_article",  # a web page or mail in which no text is to be found
        "no_text",  # a scan or a file of pictures; data for a PDF: pages
        "open_document",  # LibreOffice text (.odt …): to be saved as .docx first; data: media_type
        "presentation",  # slides where text is needed; data: media_type
        "rtf",  # rich text: to be saved as .docx first
        "spreadsheet",  # a workbook where text is needed; data: media_type
        "svg",  # drawing that may hold scripts, offered as evidence
        "too_large",  # more bytes than allowed; data: bytes, limit
        "too_long",  # more text or pages than allowed; data: characters or pages, limit
        "too_slow",  # reading took more than the time allowed; data: seconds
        "unknown_type",  # nothing we recognise, or a type we do not take; data: media_type where known
        "wrong_encoding",  # text, but in no encoding that gives Vietnamese
    }
)
"""Every code an `UnreadableDocument` can carry."""

WARNINGS: Final[frozenset[str]] = frozenset(
    {
        "converted_tcvn3",  # the text was in the TCVN3 (ABC) font encoding
        "converted_vni",  # the text was in the VNI-Windows font encoding
        "converted_windows_1258",  # the text was in code page 1258
        "converted_mojibake",  # UTF-8 that had been read as Western and stored again
        "bytes_replaced",  # a few bytes could not be decoded and stand as U+FFFD
        "tasks_as_sentences",  # rows of a table of tasks have been made sentences
        "pages_without_text",  # some pages of the PDF are pictures
        "pages_unreadable",  # some pages of the PDF could not be read and are missing
    }
)
"""Every code `Extracted.warnings` can hold: the text is usable, the clerk should look twice."""


class UnreadableDocument(ValueError):
    """The file gives no text (or is no acceptable evidence).

    `code` is one of `CODES`; `data` holds plain numbers and words for the message (see `CODES`).
    """

    def __init__(self, code: str, **data: object) -> None:
        if code not in CODES:
            raise AssertionError(f"unlisted code {code!r}")
        super().__init__(code)
        self.code = code
        self.data: dict[str, object] = data

    def __reduce__(self) -> tuple[object, ...]:
        # A Celery worker hands its exceptions over pickled; the default would lose `data`.
        return _rebuild, (self.code, self.data)


def _rebuild(code: str, data: dict[str, object]) -> UnreadableDocument:
    return UnreadableDocument(code, **data)
