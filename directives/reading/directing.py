"""Who is set to work by the one addressed: B in "A chỉ đạo B làm"."""

from __future__ import annotations

from directives.reading.agencies import Grammar
from directives.reading.folding import Tokens, phrases

_DIRECTS = phrases("chỉ đạo|chỉ đạo ngay|lãnh đạo, chỉ đạo")
_NO_ACTION = frozenset({"ban", "tổ", "đoàn", "kiến", "sự", "của", "tác", "theo"})
"""Words before "chỉ đạo" where it is no action: Ban Chỉ đạo, ý kiến chỉ đạo."""
_DIRECTED_KINDS = frozenset({"office", "post", "mixed", "generic", "role"})


def directed(grammar: Grammar, where: Tokens, action: int, leads: tuple[str, ...]) -> tuple[str, ...]:
    """Names after "chỉ đạo" in the tokens of a directive from code point `action` on, without the leads."""
    if not leads:
        return ()
    found: list[str] = []
    for at in range(len(where)):
        if where.start[at] < action or where.is_name(at) or where.at(at - 1) in _NO_ACTION:
            continue
        length = _DIRECTS.match(where, at)
        named = grammar.several(where, at + length) if length else None
        if named is None or named.kind not in _DIRECTED_KINDS:
            continue
        found.extend(name for name in named.names if name not in found and name not in leads)
    return tuple(found)


def led_too(grammar: Grammar, where: Tokens, action: int, leads: tuple[str, ...]) -> tuple[str, ...]:
    """`leads` and B, where the action is "chỉ đạo B chủ trì"."""
    for at in range(len(where)):
        if where.start[at] < action:
            continue
        length = _DIRECTS.match(where, at)
        named = grammar.several(where, at + length) if length else None
        if named is None or (where.at(named.end), where.at(named.end + 1)) != ("chủ", "trì"):
            return leads
        return (*leads, *(name for name in named.names if name not in leads))
    return leads
