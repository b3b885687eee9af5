"""Sentences of Vietnamese official prose, and the enumerations inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from directives.reading.folding import word_set

# A full stop after one of these ends no sentence: titles, places, "v.v.", initials.
_SHORT = word_set(
    """
    tp tx tt p q h x ts ths pgs gs bs cn ks cki ckii tr đ đc th nxb sđt st ttg pttg tw qđ nđ cp vs no nr
    mr mrs dr hcm vv v b c bc kt tm tl tuq stt đt kđt
    """
)
_STOP = re.compile(r"[.!?…]+")
_LAST_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?$")
_OPENERS = "“\"'‘(["
_CLOSERS = "”\"'’)]"


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of text[start:end], white space trimmed, closing sign included."""
    begin = start
    depth, counted = 0, start
    for stop in _STOP.finditer(text, start, end):
        depth = _depth(text, counted, stop.start(), depth)
        counted = stop.end()
        after = stop.end()
        while after < end and text[after] in _CLOSERS and text[after] != "'":
            after += 1
        if not _ends(text, begin, stop.start(), stop.group(), after, end) or (
            depth > 0 and after - begin < 3000
        ):
            continue
        yield from _trimmed(text, begin, after)
        begin = after
        depth = 0
        counted = after
    yield from _trimmed(text, begin, end)


def _depth(text: str, start: int, end: int, depth: int) -> int:
    """Open brackets at `end`; a sentence does not end inside one."""
    for sign in text[start:end]:
        if sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
    return depth


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, begin: int, stop: int, signs: str, after: int, end: int) -> bool:
    if after >= end:
        return True
    follows = text[after : after + 12].lstrip()
    if not follows:
        return True
    spaced = text[after].isspace()
    if signs in {"!", "?"} or "…" in signs or len(signs) > 1:
        return (
            spaced
            and (follows[0].isupper() or follows[0] in _OPENERS)
            and not (signs[0] == "." and len(signs) == 1)
        )
    last = _LAST_WORD.search(text, max(begin, stop - 24), stop)
    word = last.group() if last else ""
    low = word.lower()
    if not spaced:
        # "việc đầu.Việc sau": a stop with the blank forgotten; "TP.Hà Nội", "3.500", "v.v.": none.
        return (
            len(word) > 2
            and word.islower()
            and follows[0].isupper()
            and follows[1:2].islower()
            and low not in _SHORT
        )
    if low in _SHORT or (len(word) == 1 and word.isalpha() and word.isupper()):
        return False
    if word.isdigit() and last is not None and last.start() == begin:
        return False  # "1. " opens the sentence
    return follows[0].isupper() or follows[0].isdigit() or follows[0] in _OPENERS + "-–+•"


_COUNTED = re.compile(
    r"(?<![^\W_])(?:một|hai|ba|bốn|năm|sáu) là,? |thứ (?:nhất|hai|ba|tư|năm|sáu),? ", re.IGNORECASE
)
_INLINE = re.compile(
    r"(?:(?<=[:;,.])|(?<=\bvà))\s*(?=(\((?:\d{1,2}|[ivx]{1,5}|[a-hđ])\)|[a-hđ]\)|\d{1,2}\))\s*\S)"
)


def enumerated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where (1) …; (2) … or (i) …; (ii) … stand inside a sentence: (start of mark, start of its text).

    Empty unless the marks count up from the first one, at least two of them.
    """
    counted = [match.span() for match in _COUNTED.finditer(text, start, end)]
    if len(counted) > 1 and text[counted[0][0] : counted[0][1]].lower().startswith(("một", "thứ nhất")):
        return counted
    found: list[tuple[int, int]] = []
    labels: list[str] = []
    for match in _INLINE.finditer(text, start, end):
        mark = match.group(1)
        label = mark.strip("()")
        begin = match.end()
        inner = begin + len(mark)
        while inner < end and text[inner].isspace():
            inner += 1
        if not labels and label not in {"1", "01", "i", "a"}:
            continue
        found.append((begin, inner))
        labels.append(label)
    return found if len(found) > 1 else []
