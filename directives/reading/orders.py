"""Where a sentence gives orders: all its constructions in order of place."""

from __future__ import annotations

from dataclasses import replace

from directives.reading import predicates, words
from directives.reading.constructions import Constructions, Order, after_connectors, is_people
from directives.reading.folding import Tokens, phrases, word_set

# Words whose object may be a list of offices, commas included.
_LOOKING_BACK = phrases(
    """
    thời gian qua|trong thời gian qua|trước đây|năm qua|những năm qua|nhiều năm qua|từ đầu năm|đến nay|
    tính đến|hiện nay|
    hiện tại|trước đó|vừa qua|thời gian vừa qua|những tháng đầu năm|nhiệm kỳ qua|trong nhiệm kỳ"""
)
"""Openings of sentences that tell what has been done."""
_TIMES_OPEN = phrases(
    "trước ngày|chậm nhất|muộn nhất|trong tháng|trong quý|trong ngày|đến ngày|trước hết ngày|cuối tháng|hết tháng"
)
_LONGEST_DATE = 14  # tokens
_DONE = frozenset({"đã", "được", "vừa"})
_OCCASIONS = phrases("sau khi|khi nghe|nghe|qua nghe|trên cơ sở nghe|qua theo dõi|qua báo cáo")
_OWN_ACTIONS = frozenset({"cáo", "xuất", "nghị", "mưu"})
_FARTHEST_STATED = 30  # tokens
_LONGEST_OCCASION = 60  # tokens
_TAKES_NAMES = word_set(
    "với cho gửi trình cáo dẫn cầu đốc mời hợp trợ đạo dõi kiến tra gồm nghị giao cùng hướng"
)


def _is_second(where: Tokens, at: int, order: Order) -> bool:
    """Whether `order` is B's share in "A chủ trì, B phối hợp"."""
    return (where.at(at - 3), where.at(at - 2)) == ("chủ", "trì") and where.at(order.action) == "phối"


class Orders(Constructions):
    """Finds orders in sentences with one document's grammar of offices."""

    def find(self, where: Tokens) -> list[Order]:
        """All orders of a sentence in order of place; the first may stand behind an adverbial."""
        found = self._found(where)
        if _LOOKING_BACK.match(where, after_connectors(where, 0)):
            found = [
                order
                for order in found
                if (order.kind not in {"subject", "imperative"} or "predicate:modal" in order.why)
                and "đã" not in where.fold[order.at : order.action + 1]
            ]
        return found

    def _found(self, where: Tokens) -> list[Order]:
        first = self._past_occasion(where, after_connectors(where, 0))
        praised = bool(words.PRAISE.match(where, first) or words.PRAISE.match(where, 0))
        full = self._full(where, first, ordered=True)
        opening = None if praised or full else self.bare(where, first)
        strong = self._strong(where, first, opening)
        if opening is not None and words.ADVERBIAL_ACTIONS.match(where, first):
            behind = self._behind(where, first)
            if behind:
                return behind
        if opening is not None:
            spoken = next((order for order in strong if order.kind == "attributed"), None)
            if spoken is None or (spoken.leads == () and words.TOPICS.match(where, 0) == 0):
                return sorted([opening, *strong], key=lambda order: order.at)
        if not strong and not praised and not self._only_said(where, first):
            late = self._late(where) or self._timed(where) or self._stated(where, first)
            return [late] if late else []
        return self._toward_first(where, strong)

    def _behind(self, where: Tokens, first: int) -> list[Order]:
        """The orders after "Thực hiện …, Sở X …": what opens the sentence is only its occasion."""
        for at in range(first + 2, min(len(where), _LONGEST_OCCASION)):
            if where.at(at - 1) == ";":
                break
            if where.at(at - 1) == ",":
                order = self.attributed(where, at) or self.order(where, at) or self.subject(where, at)
                if order is not None and order.leads:
                    return self._strong(where, at, None)
        return []

    def _past_occasion(self, where: Tokens, first: int) -> int:
        """Where the speaker stands after "Sau khi nghe …,"; `first` where the sentence opens otherwise."""
        if not _OCCASIONS.match(where, first):
            return first
        for at in range(first + 2, min(len(where), 2 * _LONGEST_OCCASION)):
            if where.at(at - 1) == "," and self.attributed(where, at) is not None:
                return at
            speaker = self._speakers.end(where, at) if where.at(at - 1) == "," else None
            if speaker is not None and self._speakers.verbs(where, speaker) is not None:
                return at
        return first

    def _toward_first(self, where: Tokens, found: list[Order]) -> list[Order]:
        """The first order takes its addressee from "Về phía Sở X, …", if it names none itself."""
        if not found or found[0].leads or where.at(0) not in {"về", "đối", "riêng", "với"}:
            return found
        begin = 2 if where.at(1) in {"phía", "với"} else 1
        begin += 2 if where.at(begin) == "đối" else 0
        named = self._grammar.several(where, begin) if begin > 1 or where.at(0) == "với" else None
        if named is not None and where.at(named.end) != ",":
            named = self._grammar.one(where, begin)  # the speaker follows: "Với tỉnh X, Thủ tướng …"
        if named is None or where.at(named.end) != ",":
            return found
        return [replace(found[0], leads=named.names, why=(*found[0].why, "addressee:toward")), *found[1:]]

    def _only_said(self, where: Tokens, index: int) -> bool:
        """Whether somebody merely says something ("Thủ tướng nhấn mạnh, …")."""
        for at in range(index, min(len(where), index + 90)):
            if at != index and where.at(at - 1) != ",":
                continue
            speaker = self._speakers.end(where, at)
            if speaker is not None:
                speaker += words.SPEECH_ADVERBS.match(where, speaker)
                if words.SPEECH.match(where, speaker):
                    return True
        return False

    def _strong(self, where: Tokens, first: int, opening: Order | None) -> list[Order]:
        """Orders that name an addressee or a speaker, and clauses after ";" that open with an action."""
        found: list[Order] = []
        at = first
        while at < len(where):
            begins = at == first
            before = where.at(at - 1)
            order: Order | None = None
            clause = False
            if begins or (before == ";" and at) or before == "còn":
                clause = True
                place = after_connectors(where, at)
                if self.praises(where, place):
                    at = self._past_praise(where, place)
                    continue
                under = (bool(found) and found[0].kind == "subject") or (opening is not None and not begins)
                order = self._full(where, place, ordered=not under)
            elif before in {",", "”"} or (before == "đó" and where.at(at - 2) == "trong"):
                clause = True
                under = (bool(found) and found[0].kind == "subject") or opening is not None
                order = self.attributed(where, at)
                if order is None and not under:
                    order = self._comma_order(where, at)
                if order is None:
                    order = self.subject(where, at, specific=bool(found) or opening is not None, aside=False)
                    if order is not None and _is_second(where, at, order):
                        order = None
                    if order is not None and all(is_people(name) for name in order.leads):
                        order = None
                    if order is not None and opening is not None and "predicate:modal" not in order.why:
                        order = None
            elif (
                before == "và"
                and words.OPEN_ORDERS.match(where, at)
                and not _DONE & set(where.fold[first:at])
            ):
                order = self._comma_order(where, at)
                order = order if order and order.leads and "addressee:named" in order.why else None
            elif not found and at < 60:
                order = self._buried(where, at) if opening is None else self._run_on(where, at)
            if (
                order is None
                and before == ";"
                and not found
                and opening is None
                and self._only_said(where, first)
            ):
                order = self.bare(where, after_connectors(where, at))
            if order is not None:
                found.append(order)
                at = max(order.end, at + 1)
                continue
            at = at + 1 if clause else self._past_names(where, at)
        return found

    def _past_praise(self, where: Tokens, index: int) -> int:
        """Where the clauses after a praise go on: at ";", or where an order verb follows a comma."""
        for at in range(index, len(where)):
            if where.at(at) == ";":
                return at
            if where.at(at) == "," and words.OPEN_ORDERS.match(where, after_connectors(where, at + 1)):
                return at + 1
        return len(where)

    def _run_on(self, where: Tokens, index: int) -> Order | None:
        """A speaker right behind a heading that ran into the sentence ("Xử lý nghiêm … Phó Thủ tướng giao …")."""
        if not where.is_name(index) or not where.is_word(index - 1) or where.at(index - 1) in _TAKES_NAMES:
            return None
        order = self.attributed(where, index) if where.at(index - 1) not in {"của", "do", "là"} else None
        return order if order and order.leads and "speech_verb" not in order.why else None

    def _full(self, where: Tokens, place: int, ordered: bool) -> Order | None:
        order = self.attributed(where, place)
        if order is None and ordered:
            order = self.order(where, place)
        return order or self.toward(where, place) or self.subject(where, place)

    def _past_names(self, where: Tokens, index: int) -> int:
        """Past office names that are objects here, so that no name inside is taken for a new subject."""
        if not (
            where.is_name(index)
            or where.at(index) in {"các", "những", "chủ", "nhà", "đơn", "cơ", "doanh", "chính"}
            or (where.at(index) in {"bộ", "sở", "công", "ban"} and where.is_name(index + 1))
        ):
            return index + 1
        listed = where.at(index - 1) in _TAKES_NAMES
        named = self._grammar.several(where, index) if listed else self._grammar.one(where, index)
        return max(named.end, index + 1) if named else index + 1

    def _comma_order(self, where: Tokens, index: int) -> Order | None:
        if where.at(index - 2) in _OWN_ACTIONS:
            return None  # "tham mưu UBND tỉnh báo cáo, đề nghị Bộ X …" is one action
        order = self.order(where, index)
        if order is None:
            return None
        return order if order.leads or where.at(index) in {"yêu", "đề"} else None

    def _late(self, where: Tokens) -> Order | None:
        """A modal or bare action behind an opening adverbial ("Trên cơ sở …, khẩn trương xây dựng …")."""
        if not words.TOPICS.match(where, 0) and not words.CONNECTORS.match(where, 0):
            return None
        for at in range(1, min(len(where), 120)):
            if where.at(at - 1) == ",":
                order = self.bare(where, at)
                if order is not None and ("predicate:verb" not in order.why or words.TOPICS.match(where, 0)):
                    return order
            if where.at(at) == ";":
                break
        if words.TOPICS.match(where, 0):
            for at in range(1, min(len(where), 14)):
                if where.at(at) in {"phải", "cần"} and where.at(at + 1) != "thiết":
                    return Order(at, at, (), "modal", 0.3, ("predicate:modal",), at + 1)
        return None

    def _timed(self, where: Tokens) -> Order | None:
        """An action right behind a date, without a comma: "Trước ngày 10/10/2026 báo cáo …"."""
        if not _TIMES_OPEN.match(where, 0):
            return None
        for at in range(2, min(len(where), _LONGEST_DATE)):
            if where.at(at - 1).isdigit() or where.at(at - 1) in {"nay", "này", "tới"}:
                order = self.bare(where, at)
                if order is not None:
                    return order
        return None

    def _stated(self, where: Tokens, first: int) -> Order | None:
        """A duty said of a thing: "Việc đầu tư … cần được nghiên cứu", "các dự án phải đẩy nhanh …"."""
        for at in range(first + 1, min(len(where), first + _FARTHEST_STATED)):
            if where.at(at) in {";", ":", "."} or where.at(at) in {"mà", "nếu", "khi", "vì", "đã"}:
                return None
            modal = predicates.is_modal(where, at)
            after = at + modal + (where.at(at + modal) in {"được", "bị"})
            if modal and predicates.predicate(where, after) == "verb":
                return Order(first, at, (), "modal", 0.4, ("predicate:modal", "subject:thing"), at + 1)
        return None

    def _buried(self, where: Tokens, index: int) -> Order | None:
        """An office with cần, phải, or a speaker, after an adverbial that no comma closes."""
        if index == 0 or where.at(index - 1) in {
            "của",
            "cho",
            "là",
            "các",
            "gửi",
            "trình",
            "cáo",
            "do",
            "theo",
        }:
            return None
        if where.at(index - 1) == "với" and index > 2:
            return None
        if not (words.TOPICS.match(where, 0) or words.CONNECTORS.match(where, 0)):
            return None
        if where.at(index) in {"đồng", "ông", "bà"} or where.is_name(index):
            order = self.attributed(where, index)
            if order and "speech_verb" not in order.why:
                return order
        if where.at(index) in {"các", "những", "tất"} or where.is_name(index):
            order = self.subject(where, index)
            if order and "predicate:modal" in order.why and order.leads:
                return order
        return None
