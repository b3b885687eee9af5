"""PDF: the text layer, as paragraphs. Pictures are not read: a scan is `no_text`."""

import io
import logging
import time
import unicodedata
from typing import Any, Final

import pypdf
from pypdf import apply_configuration
from pypdf.errors import LimitReachedError

from . import text
from .errors import UnreadableDocument
from .paragraphs import Line, paragraphs
from .pdf_fonts import Fonts
from .pdf_glyphs import page_marks
from .pdf_lines import page_lines, upright
from .pdf_tables import Grid, grids, in_order, table_lines
from .respacing import mended
from .stamps import stamp_lines

MOST_PAGES: Final = 500
MOST_SECONDS: Final = 20.0  # for one file; a page of a notice takes 0.05
_MOST_STREAM_BYTES: Final = 40 * 2**20  # one stream unpacked; a page of text has 20 kB
_MOST_GARBLED: Final = 0.2
_FEW_LETTERS: Final = 40  # a page: what a stamp on a scan may say

# pypdf reports every irregularity of a file as a warning; the caller hears in codes what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class _OutOfTime(BaseException):
    """Not an Exception: pypdf swallows those in drawings within a page and goes on."""


def read_pdf(data: bytes, most: int, *, seconds: float = MOST_SECONDS) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings).

    Raises `bomb`, `broken`, `encrypted`, `garbled`, `no_text`, `too_long`, `too_slow`.
    `seconds` is checked at every page and every drawing operator.
    """
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": _MOST_STREAM_BYTES,
        "lzw_maximum_output_length": _MOST_STREAM_BYTES,
        "run_length_maximum_output_length": _MOST_STREAM_BYTES,
        "array_based_stream_maximum_output_length": _MOST_STREAM_BYTES,
        "brotli_maximum_output_length": _MOST_STREAM_BYTES,
        "stream_decoding_work_maximum_length": 4 * _MOST_STREAM_BYTES,
        "page_tree_maximum_entries": 20 * MOST_PAGES,
        "jbig2dec_binary": None,  # no program is started for a stranger's file
    }
    try:
        with apply_configuration(**limits):
            return _read(data, most, time.monotonic() + seconds)
    except (LimitReachedError, MemoryError) as error:
        raise UnreadableDocument("bomb", reason=type(error).__name__) from None
    except _OutOfTime:
        raise UnreadableDocument("too_slow", seconds=seconds) from None


def _read(data: bytes, most: int, until: float) -> tuple[str, tuple[str, ...]]:
    reader = _open(data)
    pages = _Pages(until, most)
    for page in reader.pages:
        pages.read(page)
    lines = table_lines(pages.found, pages.notes)
    if pages.unreadable and not any(lines):
        raise UnreadableDocument("broken", reason="pages")
    whole = mended(paragraphs([_without_stamps(page) for page in lines]))
    if _garbled(whole):
        raise UnreadableDocument("garbled", pages=len(lines))
    letters = sum(map(str.isalpha, whole))
    if letters == 0 or (pages.pictures and letters < _FEW_LETTERS * pages.pictures and not _is_prose(whole)):
        raise UnreadableDocument("no_text", pages=len(lines))
    cleaned, more = text.finish(whole, most)
    if not cleaned:
        raise UnreadableDocument("no_text", pages=len(lines))
    return cleaned, tuple(sorted({*pages.warnings(), *more}))


def _without_stamps(page: list[Line]) -> list[Line]:
    gone = stamp_lines([line.text for line in page])
    return [line for place, line in enumerate(page) if place not in gone]


def _open(data: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), root_object_recovery_limit=2_000)
        locked = reader.is_encrypted
    except (LimitReachedError, MemoryError):
        raise
    except Exception as error:  # pypdf meets damage with whatever the damaged place leads to
        raise UnreadableDocument("broken", reason=type(error).__name__) from None
    if locked:
        try:
            # Most "protected" files forbid printing only and open with the empty password.
            opened = bool(reader.decrypt(""))
        except (LimitReachedError, MemoryError):
            raise
        except Exception:  # an unknown cipher, or damaged keys: locked either way
            opened = False
        if not opened:
            raise UnreadableDocument("encrypted")
    try:
        count = len(reader.pages)
    except (LimitReachedError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableDocument("broken", reason=type(error).__name__) from None
    if count > MOST_PAGES:
        raise UnreadableDocument("too_long", pages=count, limit=MOST_PAGES)
    if count == 0:
        raise UnreadableDocument("broken", reason="no pages")
    return reader


class _Pages:
    """Gathers what stands on page after page."""

    def __init__(self, until: float, most: int) -> None:
        self._until = until
        self._most = most
        self._characters = 0
        self._fonts = Fonts()
        self.found: list[list[Line | Grid]] = []
        self.unreadable = 0
        self.pictures = 0  # pages that are, or hold, a picture
        self.notes: set[str] = set()  # codes of warnings

    def read(self, page: pypdf.PageObject) -> None:
        self._check_time()
        self.found.append([])
        try:
            marks = page_marks(page, self._fonts, self._check_time)
            glyphs = upright(marks.glyphs)
            self._characters += len(glyphs)
            tables, loose = grids(marks.rules, glyphs, self.notes, self._check_time)
            self.found[-1] = in_order(page_lines(loose, self.notes), tables)
        except (LimitReachedError, MemoryError, UnreadableDocument):
            raise
        except Exception:  # see `_open`; the other pages may well be whole
            self.unreadable += 1
        self.pictures += _has_picture(page)
        if self._characters > 2 * self._most:
            raise UnreadableDocument("too_long", characters=self._characters, limit=self._most)

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise _OutOfTime

    def warnings(self) -> set[str]:
        found = set(self.notes)
        if self.unreadable:
            found.add("pages_unreadable")
        elif not all(self.found):
            found.add("pages_without_text")
        return found


def _has_picture(page: pypdf.PageObject) -> bool:
    try:
        objects = page["/Resources"]["/XObject"].values()  # type: ignore[index] # pypdf types values as objects
        return any(found.get_object().get("/Subtype") == "/Image" for found in objects)
    except (LimitReachedError, MemoryError):
        raise
    except Exception:  # no resources, or damaged ones: no picture to be seen
        return False


def _is_prose(whole: str) -> bool:
    """Some short pages are real: a notice of two lines with a logo."""
    return len(whole.split()) >= 8


def _garbled(whole: str) -> bool:
    """Fonts without a Unicode table give private, unassigned or control characters for letters."""
    signs = [character for character in whole[:20_000] if not character.isspace()]
    strange = sum(
        1 for sign in signs if unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs") or sign == "\ufffd"
    )
    return strange > _MOST_GARBLED * len(signs)
