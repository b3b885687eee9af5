"""Comparing Vietnamese text without losing places: every fold keeps one code point per code point."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

# One spelling of the tone mark ("uỷ ban" and "ủy ban", "hoá" and "hóa" are the same words). Only open
# syllables have two spellings ("hoàn" has one), and the u of "quý" belongs to the q.
_TONES = {
    "uỷ": "ủy", "uý": "úy", "uỳ": "ùy", "uỹ": "ũy", "uỵ": "ụy",
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
}  # fmt: skip
# Every branch opens with a plain letter: so the search jumps to it (seven times as fast as a class or a look behind).
_TONE = re.compile(r"–|—|‑|u[ỷýỳỹỵ](?<!qu.)(?![^\W\d_])|o[àáảãạèéẻẽẹ](?<!qo.)(?![^\W\d_])")
_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[^\w\s]|_")


def lowered(text: str) -> str:
    """`text` in lower case, same length (a few capitals lower to two code points: they stay)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def folded(text: str) -> str:
    """`text` for comparing: lower case, one tone spelling, one dash; same length."""
    return _TONE.sub(lambda m: _TONES.get(m.group(), "-"), lowered(text))


def composed(text: str) -> tuple[str, list[int] | None]:
    """`text` in NFC and, where that moved anything, the place in `text` of each place in it."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        part = unicodedata.normalize("NFC", text[start:end])
        parts.append(part)
        places.extend([start] * len(part))
        start = end
    places.append(len(text))
    return "".join(parts), places


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and signs of a stretch of text; `start` and `end` count from the whole text's beginning."""

    word: list[str]
    fold: list[str]
    start: list[int]
    end: list[int]
    names: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)
    """Names already read at a token: the constructions ask for the same place again and again."""

    def __len__(self) -> int:
        return len(self.word)

    def at(self, index: int) -> str:
        """The folded token at `index`, empty outside."""
        return self.fold[index] if 0 <= index < len(self.fold) else ""

    def is_name(self, index: int) -> bool:
        """Whether a capitalised word stands at `index`."""
        return 0 <= index < len(self.word) and self.word[index][0].isupper()

    def is_word(self, index: int) -> bool:
        return 0 <= index < len(self.word) and self.word[index][0].isalnum()


def tokens(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of text[start:end]."""
    stop = len(text) if end is None else end
    fold = folded(text[start:stop])
    spans = [match.span() for match in _TOKEN.finditer(text, start, stop)]
    return Tokens(
        [text[begin:close] for begin, close in spans],
        [fold[begin - start : close - start] for begin, close in spans],
        [begin for begin, _ in spans],
        [close for _, close in spans],
    )


class Phrases:
    """A set of phrases found by their first word: a look-up costs the phrases that share it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for phrase in phrases:
            words = tokens(phrase).fold
            self._by_first.setdefault(words[0], []).append(words)
        for alike in self._by_first.values():
            alike.sort(key=len, reverse=True)

    def match(self, where: Tokens, index: int) -> int:
        """How many tokens of the longest phrase stand at `index`; 0 where none does."""
        fold = where.fold
        if index < 0 or index >= len(fold):
            return 0
        for words in self._by_first.get(fold[index], ()):
            length = len(words)
            if length == 1 or fold[index : index + length] == words:
                return length
        return 0

    def all_at(self, where: Tokens, index: int) -> list[tuple[str, ...]]:
        """Every phrase that stands at `index`, the longest first."""
        fold = where.fold
        return [
            tuple(words)
            for words in self._by_first.get(fold[index], ())
            if fold[index : index + len(words)] == words
        ]

    @contextmanager
    def without(self, gone: Iterable[tuple[str, ...]]) -> Iterator[None]:
        """Inside, the phrases `gone` are not known."""
        left = set(gone)
        kept = self._by_first
        self._by_first = {
            first: [words for words in alike if tuple(words) not in left] for first, alike in kept.items()
        }
        try:
            yield
        finally:
            self._by_first = kept


def phrase_list(lines: str) -> list[str]:
    """Phrases written one after another, separated by "|" or line ends."""
    return [part.strip() for line in lines.splitlines() for part in line.split("|") if part.strip()]


def phrases(lines: str) -> Phrases:
    """A set of the phrases that `phrase_list` reads."""
    return Phrases(phrase_list(lines))


def word_set(words: str) -> frozenset[str]:
    """Single words separated by white space."""
    return frozenset(words.split())
