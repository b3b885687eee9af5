"""From one sentence to its directives: where each begins and ends, and who is addressed."""

from __future__ import annotations

import re
from dataclasses import replace

from directives.reading import words
from directives.reading.agencies import Grammar
from directives.reading.behind import in_brackets
from directives.reading.constructions import Order, after_connectors
from directives.reading.cuts import Cut, Piece, first_colon, trimmed_end
from directives.reading.folding import Tokens, folded, tokens
from directives.reading.orders import Orders
from directives.reading.quotes import quoted
from directives.reading.sentences import enumerated

_DATE_HEADING = re.compile(
    r"(?:(?:trong|đến|từ nay đến|trước|hết|đầu|giữa|cuối) )*(?:ngày|tháng|quý|năm|tuần) [\w/ .-]{1,30}"
)
"""A heading that tells when ("Tháng 7 năm 2026:"): it stays in the span as the deadline."""
_CHAIRS = re.compile(
    r"(?:phó )?(?:chủ tịch (?:thường trực )?(?:ủy ban nhân dân|hội đồng nhân dân) tỉnh|"
    r"thủ tướng(?: chính phủ)?)(?: .*)?"
)
"""Those who conclude: no heading addresses them."""
_LONGEST_HEADING = 12  # tokens
LONGEST_SENTENCE = 8000
"""Longer stretches without a stop are no sentences; they are not read."""

_COMPLETE = re.compile(r"trong đó|lưu ý|tập trung vào|báo cáo|hoàn thành")
_LIST_OF_TASKS = re.compile(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|vấn đề|việc|yêu cầu|biện pháp|công tác|"
    r"đầu việc|điểm)[^,.;:]{0,60}(?:sau|sau đây|như sau|trọng tâm|trọng tâm sau|cụ thể|"
    r"chính|chủ yếu)?\s*$|sau\s*$|cụ thể\s*$|gồm\s*$|như\s*$"
)
_BACKGROUND_PREFIX = re.compile(
    r"(?<![^\W_])(?:đã|đây là|vẫn còn|nêu rõ và|tương đối|thời gian qua|hiện nay|đến nay)(?![^\W_])|[”\"],|; "
)


class Cutter:
    def __init__(self, grammar: Grammar, chair: str | None = None) -> None:
        self._grammar = grammar
        self._orders = Orders(grammar, chair)
        self._chair = chair

    def addressees_only(self, text: str, start: int, end: int) -> tuple[str, ...] | None:
        """The offices, if text[start:end] names nothing else ("Giao Sở X:", "Đối với UBND các xã")."""
        if end - start > 700:
            return None
        if folded(text[start : start + 3]) == "về " and folded(text[start : start + 9]) != "về phía ":
            colon = text.find(": ", start, end)
            if colon < 0:
                return None
            start = colon + 2  # "Về chuyển đổi số: Các sở, ngành:"
        where = tokens(text, start, trimmed_end(text, start, end))
        if not len(where):
            return None
        at = 0
        for opener in (
            ("đối", "với"),
            ("về", "phía"),
            ("giao",),
            ("yêu", "cầu"),
            ("đề", "nghị"),
            ("riêng",),
            ("nhiệm", "vụ", "của"),
            ("trách", "nhiệm", "của"),
        ):
            if tuple(where.fold[at : at + len(opener)]) == opener:
                at += len(opener)
                break
        named = self._grammar.several(where, at)
        if (
            named
            and named.end >= len(where)
            and not all(_CHAIRS.fullmatch(folded(name)) for name in named.names)
        ):
            return named.names
        return None

    def cut(self, text: str, start: int, end: int, depth: int = 0) -> Cut:
        """The pieces of the sentence text[start:end]."""
        if end - start > LONGEST_SENTENCE:
            return Cut((), None, False)
        opens_list = text[start:end].rstrip().endswith(":")
        given: tuple[str, ...] | None = None
        dated: int | None = None
        colon = first_colon(text, start, end)
        while colon is not None:
            if self._is_list_colon(text, start, colon, end):
                break
            given_here = self.addressees_only(text, start, colon)
            if given_here is not None:
                given = given_here
            elif not self._is_topic(text, start, colon):
                break
            if _DATE_HEADING.fullmatch(folded(text[start:colon]).strip()):
                dated = start
            start = colon + 1
            while start < end and text[start].isspace():
                start += 1
            colon = first_colon(text, start, end)
        inline = enumerated(text, start, end) if depth == 0 else []
        if inline:
            return self._listed(text, start, end, inline, given)
        end = trimmed_end(text, start, end)
        behind = quoted(text, start, end)
        where = tokens(text, start, behind.start if behind else end)
        orders = self._orders.find(where) if len(where) else []
        if behind and behind.ordering and behind.by_chair(self._chair):
            orders = [
                replace(order, strength=order.strength + 0.25, why=(*order.why, "speaker:behind"))
                for order in orders
            ]
        pieces = self._pieces(text, where, orders, start, end, given)
        lead_in = next((p.leads for p in reversed(pieces) if p.leads), given)
        bracket = in_brackets(self._grammar, text, start, end) if pieces and not pieces[-1].leads else ()
        if bracket:
            told = replace(pieces[-1].order, why=(*pieces[-1].order.why, "addressee:brackets"))
            pieces[-1] = replace(pieces[-1], leads=bracket, order=told)
        if pieces and dated is not None:
            pieces[0] = replace(pieces[0], start=dated)
        return Cut(tuple(pieces), lead_in, opens_list)

    def _is_list_colon(self, text: str, start: int, colon: int, end: int) -> bool:
        """Whether the ":" belongs to a list of offices ("Các Sở: Tài chính, Nội vụ khẩn trương …")."""
        where = tokens(text, start, min(end, colon + 400))
        first = words.OPEN_ORDERS.match(where, 0)
        named = self._grammar.several(where, first)
        return named is not None and where.start[named.end - 1] > colon

    def _is_topic(self, text: str, start: int, colon: int) -> bool:
        """Whether text[start:colon] is a heading in front of the order ("Về kiến nghị …: Giao Bộ X …")."""
        where = tokens(text, start, colon)
        fold = folded(text[start : min(colon, start + 24)])
        if any(order.leads and order.kind in {"attributed", "order"} for order in self._orders.find(where)):
            return False
        if fold.startswith(("về ", "đối với ", "liên quan ", "nội dung ", "kiến nghị ", "đề nghị về")):
            return True
        if len(where) > 30:
            return False
        if self._heads_sentence(text, where, colon):
            return True
        return not self._orders.find(where) and not re.search(
            r"(?:gồm|như|là|sau)\s*$", folded(text[start:colon])
        )

    def _heads_sentence(self, text: str, where: Tokens, colon: int) -> bool:
        """Whether the few words before ":" name a task and the sentence behind addresses somebody."""
        if len(where) > _LONGEST_HEADING or not where.is_name(0):
            return False
        if any(order.leads or order.kind != "imperative" for order in self._orders.find(where)):
            return False
        end = text.find("\n", colon)
        behind = tokens(text, colon + 1, min(colon + 400, end if end > 0 else len(text)))
        orders = self._orders.find(behind) if behind.is_name(0) else []
        return bool(orders) and orders[0].at <= 1

    def _listed(
        self, text: str, start: int, end: int, inline: list[tuple[int, int]], given: tuple[str, ...] | None
    ) -> Cut:
        """A sentence with (1) …; (2) …: each action its own piece, or one piece where they only specify."""
        bounds = [inner for _, inner in inline] + [end]
        marks = [mark for mark, _ in inline] + [end]
        items: list[Piece] = []
        active = 0
        head = self.cut(text, start, marks[0], 1)
        for at in range(len(inline)):
            below = self.cut(text, bounds[at], marks[at + 1], 1)
            if below.pieces:
                active += 1
                items.extend(below.pieces)
        heads = list(head.pieces)
        leads = next((p.leads for p in reversed(heads) if p.leads), given)
        if active * 2 > len(inline):
            kept = [p for p in heads if not self.only_opens(text, p)]
            return Cut(tuple(kept + [_inheriting(p, leads) for p in items]), leads, False)
        end = trimmed_end(text, start, end)
        if heads:
            last = heads[-1]
            heads[-1] = Piece(last.start, end, last.leads, last.order, last.action, last.own_list, last.head)
        return Cut(tuple(heads), leads, False)

    def only_opens(self, text: str, piece: Piece) -> bool:
        """Whether the piece merely opens a list ("… tập trung thực hiện các nhiệm vụ sau")."""
        fold = folded(text[piece.start : piece.end])
        action = folded(text[piece.action : piece.end])
        if _LIST_OF_TASKS.search(fold) is None:
            return len(action) < 40
        return len(action) < 160

    def _pieces(
        self,
        text: str,
        where: Tokens,
        orders: list[Order],
        start: int,
        end: int,
        given: tuple[str, ...] | None,
    ) -> list[Piece]:
        if not orders:
            return []
        groups: list[list[Order]] = []
        for order in orders:
            current = groups[-1][0] if groups else None
            if current is None or (order.leads and order.leads != _leads_of(groups[-1])):
                groups.append([order])
            else:
                groups[-1].append(order)
        pieces: list[Piece] = []
        for at, group in enumerate(groups):
            first = group[0]
            begin = start if at == 0 else where.start[first.at]
            if at == 0:
                begin = self._without_background(text, where, first, start)
            close = where.start[groups[at + 1][0].at] if at + 1 < len(groups) else end
            if at + 1 < len(groups):
                # What stands between the last ";" and the next order is that order's background.
                semicolon = text.rfind(";", where.start[group[-1].at], close)
                if semicolon > where.start[group[-1].at] and text.count("(", begin, semicolon) <= text.count(
                    ")", begin, semicolon
                ):
                    close = semicolon
            close = self._before(
                text, where, begin, close, groups[at + 1][0].at if at + 1 < len(groups) else None
            )
            leads = _leads_of(group) or given
            action = where.start[first.action] if first.action < len(where) else close
            if close > begin:
                telling = max(group, key=lambda order: order.strength)
                pieces.append(Piece(begin, close, leads or None, telling, action, head=where.start[first.at]))
        return pieces

    def _without_background(self, text: str, where: Tokens, first: Order, start: int) -> int:
        """Where the first piece begins: a complete clause before the order is background and left out."""
        place = where.start[first.at]
        if place <= start:
            return start
        prefix = folded(text[start:place])
        opener = (
            words.TOPICS.match(where, 0) or words.CONNECTORS.match(where, 0) or words.SPEECH.match(where, 0)
        )
        if first.kind in {"attributed", "order"} and opener and not re.search(r"; $|[”\"],", prefix):
            return start
        if opener and len(prefix) < 320 and not _BACKGROUND_PREFIX.search(prefix):
            return start
        if after_connectors(where, 0) >= first.at:
            return start
        return place if _BACKGROUND_PREFIX.search(prefix) or not opener else start

    def _before(self, text: str, where: Tokens, begin: int, close: int, following: int | None) -> int:
        """The end of a piece, without the conjunction that opens the next one."""
        if following is None:
            return trimmed_end(text, begin, close)
        stretch = text[begin:close].rstrip(" ,;:")
        cleaned = re.sub(
            r"(?:[,;]\s*)?(?:trong đó|còn|và|đồng thời|ngoài ra|riêng|đối với)\s*$",
            "",
            stretch,
            flags=re.IGNORECASE,
        )
        return trimmed_end(text, begin, begin + len(cleaned))


def _leads_of(group: list[Order]) -> tuple[str, ...]:
    return next((order.leads for order in group if order.leads), ())


def _inheriting(piece: Piece, leads: tuple[str, ...] | None) -> Piece:
    if piece.leads or not leads:
        return Piece(piece.start, piece.end, piece.leads, piece.order, piece.action, True, piece.head)
    return Piece(piece.start, piece.end, leads, piece.order, piece.action, True, piece.head)
