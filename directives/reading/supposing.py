"""Tasks whose action stands on no list: supposed from where they stand."""

from __future__ import annotations

from directives.reading import words
from directives.reading.agencies import Grammar
from directives.reading.constructions import Order
from directives.reading.cuts import Piece, trimmed_end
from directives.reading.folding import Tokens, phrases, tokens

_SHORTEST_TASK = 6  # tokens
_STATES = frozenset({"là", "đã", "được", "có", "bị", "đang", "sẽ", "còn", "chưa", "vẫn", ":", "("})
_JOINING = frozenset(
    {
        "và",
        "của",
        "các",
        "với",
        "trong",
        "tại",
        "về",
        "theo",
        "để",
        "cho",
        "do",
        "từ",
        "mà",
        "thì",
        "cũng",
    }
)
_PLAIN_HEADS = frozenset({"bộ", "sở", "ubnd", "công"})
"""Heads of names that end where their field or place ends, so that what follows is no part of them."""
_THINGS = phrases(
    """
    việc|công tác|kết quả|tình hình|nội dung|số|các|những|một|hai|toàn|mọi|dự án|chương trình|kế hoạch|nhiệm vụ|
    mục tiêu|chỉ tiêu|thời gian|kinh phí|nguồn|vốn|tỷ lệ|tổng|diện tích|đối tượng|phạm vi|quan điểm|nguyên tắc|
    yêu cầu|giải pháp|khó khăn|hạn chế|tồn tại|nguyên nhân|ưu điểm|thuận lợi|lĩnh vực|hình thức|phương án|quy mô|
    địa điểm|thành phần|sản phẩm|tiến độ|trách nhiệm|quyền|cơ chế|chính sách|hồ sơ|văn bản|báo cáo|luật|nghị"""
)
"""Nouns that open an item which only specifies or tells."""


def supposed(grammar: Grammar, text: str, start: int, end: int, *, below: bool) -> Piece | None:
    """text[start:end] as a task though no word of it is known as an action.

    "Sở X" and a small word that is no state is one; `below` an addressee so is an item that opens with no
    noun we know.
    """
    end = trimmed_end(text, start, end)
    where = tokens(text, start, end)
    if len(where) < _SHORTEST_TASK or words.PRAISE.match(where, 0):
        return None
    named = grammar.several(where, 0)
    if named is not None:
        if where.at(0) not in _PLAIN_HEADS or named.kind != "office" or not _may_act(where, named.end):
            return None
        action = where.start[named.end]
        order = Order(
            0, named.end, named.names, "subject", 0.4, ("addressee:subject", "predicate:unknown"), 1
        )
        return Piece(start, end, named.names, order, action, head=start)
    if not below or _STATES & set(where.fold[:5]) or not where.is_name(0) or where.is_name(1):
        return None
    if not where.is_word(1) or words.TOPICS.match(where, 0) or _THINGS.match(where, 0):
        return None
    order = Order(0, 0, (), "imperative", 0.35, ("predicate:unknown",), 1)
    return Piece(start, end, None, order, start, head=start)


def _may_act(where: Tokens, index: int) -> bool:
    """Whether the small word at `index` may be an action nobody has listed."""
    return where.is_word(index) and not where.is_name(index) and where.at(index) not in _STATES | _JOINING
