"""Bytes of a plain text → characters, and characters → the one clean form the reader works on."""

import codecs
import re
import unicodedata
from functools import cache
from typing import Final

from . import legacy
from .errors import UnreadableDocument
from .syllables import score

_BYTE_ORDER_MARKS: Final = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROBE_BYTES: Final = 64 * 1024
_MOST_OLD_BYTES: Final = 1_000_000  # converting takes two seconds a million, and nobody typed that much
_MOST_CONTROLS: Final = 0.005  # share of bytes: a text that a program has filled up or cut has some
_MOST_DAMAGE: Final = 0.1  # spots that are no UTF-8, by letters that are
_ENOUGH_SHARE: Final = 0.8  # names of places and people from other languages fill the rest

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphen, zero-width and direction marks, variation selectors, tags; C0 and C1 controls but \n and \t;
# lone surrogates, which no encoder takes.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Letters of symbol fonts, which every program shows as an empty box: bullets at the head of a line, arrows and ticks.
_PRIVATE_BULLET: Final = re.compile("^[ \t]*[\ue000-\uf8ff][ \t]*(?=\\S)", re.MULTILINE)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_BLANKS: Final = re.compile("[ \\t]+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def unicode_codec(data: bytes) -> str | None:
    """The UTF codec of `data` by its byte order mark or, without one, by where its zero bytes stand."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return codec
    head = data[:_PROBE_BYTES]
    if len(head) < 4 or b"\x00" not in head:
        return None
    # Half of the characters of a Vietnamese text are ASCII: their high byte is zero, low bytes hardly ever.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2
    if odd > 0.3 * pairs and even < 0.02 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.02 * pairs:
        return "utf-16-be"
    return None


def looks_like_text(data: bytes) -> bool:
    """Whether the first bytes could be text in any of the encodings read here: hardly a control character, nor a
    zero byte outside UTF-16 and 32."""
    head = data[:_PROBE_BYTES]
    codec = unicode_codec(head)
    if codec and codec != "utf-8":
        sample = head.decode(codec, "replace")
        unassigned = sum(
            1 for c in sample if unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\n\r"
        )
        return unassigned + sample.count("\ufffd") <= 0.02 * len(sample)
    controls = sum(map(head.count, (bytes([byte]) for byte in range(32) if byte not in b"\t\n\r\f\x1a")))
    return controls <= _MOST_CONTROLS * len(head)


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """(characters, warnings) of a text in UTF-8, UTF-16, UTF-32, Windows-1258, TCVN3 or VNI.

    `declared` is the charset a web page names; it is believed only where the bytes do not speak for
    themselves. Raises `wrong_encoding` where no encoding gives Vietnamese.
    """
    codec = unicode_codec(data)
    if codec:
        text = data.decode(codec, "replace").removeprefix("\ufeff")
        replaced = text.count("\ufffd")
        if replaced > 0.01 * len(text) + 1:
            raise UnreadableDocument("wrong_encoding")
        return text, ("bytes_replaced",) if replaced else ()
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass  # an older encoding, or UTF-8 with a damaged spot
    damaged = data.decode("utf-8", "replace")
    whole = sum(1 for character in damaged[:_PROBE_BYTES] if character > "\x7f" and character != "\ufffd")
    # A table of 256 signs hardly ever gives valid UTF-8 sequences by chance, let alone mostly.
    if damaged.count("\ufffd") <= _MOST_DAMAGE * whole * max(1.0, len(damaged) / _PROBE_BYTES):
        return damaged, ("bytes_replaced",)
    return _decode_old(data, declared)


def _decode_old(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    if len(data) > _MOST_OLD_BYTES:
        raise UnreadableDocument("too_long", characters=len(data), limit=_MOST_OLD_BYTES)
    as_western = legacy.western(data)
    best = legacy.best_reading(as_western)
    if best and best[1].share >= _ENOUGH_SHARE:
        return legacy.convert(as_western, best[0]), (best[0],)
    if declared:
        try:
            text = data.decode(declared)
        except (LookupError, UnicodeError, ValueError):
            raise UnreadableDocument("wrong_encoding") from None
        if score(text).share >= _ENOUGH_SHARE:
            return text, ()
    raise UnreadableDocument("wrong_encoding")


@cache
def _stacked_marks() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{re.escape(marks)}]{{8}})[{re.escape(marks)}]+")


def compose(text: str) -> str:
    """NFC in linear time.

    Sorting a run of combining marks costs the square of its length (200,000 of them: half a minute), so runs
    are cut to eight first; no script stacks more.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _stacked_marks().sub(r"\1", text))


def clean(text: str) -> str:
    """The form every reader gets, and the conclusion keeps: NFC, \\n between lines, single plain spaces, nothing
    invisible, at most one blank line in a row, no white space at the ends of lines or round the whole."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _PRIVATE.sub("", _PRIVATE_BULLET.sub("- ", text))
    text = compose(text)
    text = "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def finish(raw: str, most: int) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings) from what a format gave: old encodings repaired, then `clean`.

    Raises `too_long` above `most` characters; far above it, before any of that work is done.
    """
    if len(raw) > 2 * most:
        raise UnreadableDocument("too_long", characters=len(raw), limit=most)
    repaired, warnings = legacy.repair(compose(raw))
    cleaned = clean(legacy.with_our_d(repaired))
    if "\ufffd" in cleaned:
        warnings += ("bytes_replaced",)
    if len(cleaned) > most:
        raise UnreadableDocument("too_long", characters=len(cleaned), limit=most)
    return cleaned, warnings


def read_text(data: bytes, most: int) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings) of a text file; raises `wrong_encoding`, `empty`, `too_long`."""
    raw, warnings = decode(data)
    text, more = finish(raw, most)
    if not text:
        raise UnreadableDocument("empty")
    return text, tuple(dict.fromkeys(warnings + more))
