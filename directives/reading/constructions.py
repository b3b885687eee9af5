"""The constructions that give an order without a speaker: by office and predicate, bare, toward an addressee."""

from __future__ import annotations

import re

from directives.reading import offices, predicates, words
from directives.reading.folding import Tokens, folded, phrases
from directives.reading.spoken import Order, Spoken, after_connectors

__all__ = ["Constructions", "Order", "after_connectors", "is_people"]

_OWN_LETTER = phrases("thông báo|công văn|công điện|văn bản số|văn bản gửi|văn bản về")
"""What an office has issued already where a report says that it issues it."""
_NOT_ADDRESSED = offices.RULERS | {
    "phó thủ tướng",
    "phó thủ tướng chính phủ",
    "tổng bí thư",
    "chủ tịch nước",
    "bộ trưởng",
    "chủ tịch",
    "phó chủ tịch",
}
_TIMES = phrases(
    "định kỳ|hằng ngày|hằng tuần|hàng tuần|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm|hàng năm|thường xuyên"
)
_PRAISING = phrases("đánh giá cao|ghi nhận|biểu dương|hoan nghênh|cảm ơn|chúc mừng|bày tỏ|đồng tình|nhất trí")
_PEOPLE = re.compile(
    r"(?i:(?:các |những )?(?:người dân|hộ|hộ dân|nhân dân|bà con|đại biểu|ý kiến))(?![^\W_])"
)
_ANNOUNCING = phrases("thông báo kết luận|thông báo ý kiến|có thông báo|ban hành thông báo|ra thông báo")
_NOTING = phrases("lưu ý|chú ý|đặc biệt lưu ý|đặc biệt chú ý|chú trọng|lưu ý thêm")


def is_people(name: str) -> bool:
    """Whether `name` is of people at large, who are asked for something but do not carry out a conclusion."""
    return _PEOPLE.match(name) is not None


class Constructions(Spoken):
    """Reads one construction at a place; None where it does not stand there."""

    def subject(self, where: Tokens, index: int, specific: bool = False, aside: bool = True) -> Order | None:
        """An office and its predicate: Sở X khẩn trương …; các địa phương phải …; Sở Y được giao …."""
        named = self._grammar.addressed(where, index, aside)
        if named is None:
            return None
        offices_named, how, action = named
        if specific and offices_named.kind not in {"office", "post", "mixed"} and how not in {"modal"}:
            return None
        if all(folded(name) in _NOT_ADDRESSED for name in offices_named.names):
            return None
        if how != "modal" and all(is_people(name) for name in offices_named.names):
            return None
        if _ANNOUNCING.match(where, action):
            return None
        if offices_named.kind == "post" and words.SPEECH.match(where, action) >= max(
            words.VERBS.match(where, action), 1
        ):
            return None
        if offices_named.kind in {"post", "office"} and words.OPEN_ORDERS.match(where, action):
            return None  # a speaker whose order follows in a list
        if _PRAISING.match(where, action):
            return None
        if any(self._speakers.is_chair(name) for name in offices_named.names):
            return None
        issued = where.at(action) in {"ban", "ra"} and where.at(action + 1) == "hành"
        if issued and _OWN_LETTER.match(where, action + 2):
            return None
        if offices_named.kind == "place" and how not in {"modal", "manner", "verb"}:
            return None
        strong = how in {"modal", "assigned"} or where.at(action) in {
            "chủ",
            "khẩn",
            "tiếp",
            "căn",
            "tập",
            "chỉ",
            "theo",
            "phối",
            "chịu",
        }
        strength = {"modal": 0.75, "assigned": 0.9}.get(how, 0.65 if strong else 0.55)
        if offices_named.kind == "place" and how == "verb":
            strength = 0.45  # as often what a place does or did
        leads = self._with_led(where, offices_named, action)
        return Order(
            index, action, leads, "subject", strength, ("addressee:subject", f"predicate:{how}"), action + 1
        )

    def bare(self, where: Tokens, index: int) -> Order | None:
        """A duty or an action without an addressee: Cần …; Tiếp tục rà soát …."""
        if words.PRAISE.match(where, index):
            return None
        how = predicates.predicate(where, index) if index == 0 or not where.is_name(index) else None
        if how is None and where.is_name(index):
            how = predicates.opening(where, index)
        if how is None or how == "assigned" or predicates.prepositional(where, index):
            return None
        if _TIMES.match(where, index) and self._subject_follows(where, index):
            return None
        noted = _NOTING.match(where, index)
        if noted and predicates.predicate(where, index + noted) is None:
            return None  # "lưu ý các nội dung …" only specifies
        kind = "modal" if how == "modal" else "imperative"
        return Order(
            index, index, (), kind, 0.45 if how == "modal" else 0.4, (f"predicate:{how}",), index + 1
        )

    def _subject_follows(self, where: Tokens, index: int) -> bool:
        """Whether the opening words are only an adverbial: "Định kỳ hằng tuần, Sở X tổng hợp …"."""
        for at in range(index + 1, min(index + 8, len(where))):
            if where.at(at) == ",":
                return self._grammar.addressed(where, at + 1) is not None
        return False

    def toward(self, where: Tokens, index: int) -> Order | None:
        """The addressee in an adverbial, the action bare: Đối với Sở X, rà soát …."""
        if where.at(index) != "đối" or where.at(index + 1) != "với":
            return None
        named = self._grammar.several(where, index + 2)
        if named is None or where.at(named.end) != ",":
            return None
        how = predicates.predicate(where, named.end + 1)
        if how is None or predicates.prepositional(where, named.end + 1):
            return None
        return Order(
            index,
            named.end + 1,
            named.names,
            "subject",
            0.6,
            ("addressee:toward", f"predicate:{how}"),
            named.end + 2,
        )
