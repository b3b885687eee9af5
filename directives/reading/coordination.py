"""Who works along: everyone named after "phối hợp (với)" and "cùng (với)" in a directive."""

from __future__ import annotations

from directives.reading import offices, predicates
from directives.reading.agencies import Grammar, Named
from directives.reading.folding import Tokens, phrases

_HOW = phrases(
    """chặt chẽ|chặt|tốt|hiệu quả|kịp thời|đồng bộ|chặt chẽ hơn nữa|thường xuyên|tích cực|
    chủ động|có hiệu quả|nhịp nhàng|trực tiếp"""
)
_NEAR_PLACES = frozenset({"huyện", "xã", "phường", "quận"})
"""Places that stand alone for the one the meeting is about: "phối hợp với huyện"."""
_SHARED = phrases("hướng dẫn|hỗ trợ|kiểm tra|giám sát|làm việc|trao đổi|tham mưu|chỉ đạo|đôn đốc|rà soát")


def coordinating(grammar: Grammar, where: Tokens, leads: tuple[str, ...]) -> tuple[str, ...]:
    """Names after "phối hợp", "cùng" in the tokens of one directive, without the leads, in order."""
    found: list[str] = [name for name in _second(grammar, where) if name not in leads]
    at = 0
    while at < len(where):
        begin = _opened(where, at)
        named = _named(grammar, where, begin) if begin else None
        if named is None:
            at += 1
            continue
        found.extend(name for name in named.names if name not in found and name not in leads)
        at = max(named.end, at + 1)
    return tuple(found)


def _opened(where: Tokens, at: int) -> int | None:
    """Where the names begin, if "phối hợp (…) với" or "cùng (với)" stands at `at`."""
    word = where.at(at)
    if word == "phối" and where.at(at + 1) in {"hợp", "với"}:
        index = at + (2 if where.at(at + 1) == "hợp" else 1)
        for _ in range(3):
            index += _HOW.match(where, index)
            if where.at(index) == ",":
                step = _HOW.match(where, index + 1) or _SHARED.match(where, index + 1)
                if not step:
                    break
                index += 1 + step
        if where.at(index) == "cùng":
            index += 1
        if where.at(index) in {"với", ":"}:
            index += 1
        return index
    if word == "cùng" and where.at(at - 1) not in {"hợp", "cuối", "nhau"}:
        index = at + 1
        if where.at(index) == "với":
            index += 1
        elif not (where.is_name(index) or where.at(index) == "các"):
            return None
        return index
    return None


def _initials(where: Tokens, index: int) -> Named | None:
    """Bodies known by their initials alone ("VNPT An Lạc, NAFIQAVED"), which no list can hold."""
    names: list[str] = []
    at = end = index
    while at < len(where) and where.is_name(at) and (names or _is_short_name(where.word[at])):
        end = at + 1
        while where.is_name(end):
            end += 1
        names.append(" ".join(where.word[at:end]))
        at = end + 1 if where.at(end) in {",", "và"} else len(where)
    return Named(index, end, tuple(names), "office") if names else None


def _is_short_name(word: str) -> bool:
    return len(word) >= 3 and word.isupper()


def _second(grammar: Grammar, where: Tokens) -> tuple[str, ...]:
    """B in "A chủ trì, B phối hợp thực hiện"."""
    for at in range(1, len(where) - 2):
        if where.at(at) == "," and where.at(at - 1) == "trì" and where.at(at - 2) == "chủ":
            named = grammar.several(where, at + 1)
            if named and where.at(named.end) == "phối" and where.at(named.end + 2) not in {"với", "cùng"}:
                return named.names
    return ()


def _named(grammar: Grammar, where: Tokens, index: int) -> Named | None:
    if where.at(index) in _NEAR_PLACES and where.is_word(index) and not where.is_name(index + 1):
        return Named(index, index + 1, (where.word[index],), "office")
    named = grammar.several(where, index) or _initials(where, index)
    if named is None or (named.kind == "place" and named.end - named.start < 2):
        return None
    if predicates.predicate(where, named.end) is None:
        cut = grammar.addressed(where, index) if named.shorter else grammar.qualified(where, named)
        if cut is not None:
            return cut[0]
    if offices.DETERMINERS.match(where, named.start) and named.end == named.start + 1:
        return None
    return named
