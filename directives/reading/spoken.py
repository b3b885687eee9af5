"""Orders in somebody's mouth: "Phó Chủ tịch giao Sở X …", "Yêu cầu các đơn vị …", "… nhấn mạnh, phải …"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from directives.reading import predicates, words
from directives.reading.agencies import Grammar, Named
from directives.reading.folding import Tokens, phrases
from directives.reading.offices import written_out
from directives.reading.speakers import Speakers

_FILLERS = frozenset({"cho", "với", "rõ", "rằng", ":", "là", "đối", "“", '"', "ngay"})
_PRAISING = phrases("đánh giá cao|ghi nhận|biểu dương|hoan nghênh|cảm ơn|chúc mừng|bày tỏ|đồng tình|nhất trí")
_SHORT_NAMES = frozenset({"bộ", "sở", "ban", "cục", "tỉnh", "huyện", "xã"})
_MANY = frozenset({"các", "những", "toàn", "mọi", "cả", "từng", "mỗi", "tất", "lực", "chính"})
_FARTHEST_DUTY = 40  # tokens
_NEAR_DUTY = 12
_FARTHEST_GIVEN = 18
_LONGEST_UNKNOWN = 9  # tokens of a name or description that no list knows


@dataclass(frozen=True, slots=True)
class Order:
    """An order begun at token `at`; its action begins at `action`. `leads` may be empty.

    kind: "attributed" (somebody orders), "order" (an order verb opens), "subject" (office + predicate),
    "modal" (cần, phải), "imperative" (an action opens). `strength` 0..1 before the context is weighed.
    """

    at: int
    action: int
    leads: tuple[str, ...]
    kind: str
    strength: float
    why: tuple[str, ...]
    end: int
    """Where scanning goes on."""


def after_connectors(where: Tokens, index: int) -> int:
    """Past "đồng thời,", "do đó", "trong đó," and opening quotes."""
    for _ in range(4):
        length = words.CONNECTORS.match(where, index)
        if where.at(index) in {"“", '"', "'", "-"}:
            index += 1
            continue
        if not length or (where.at(index) in {"giao", "đối"}):
            break
        if where.at(index) in {"đặc", "nhất"} and length == 1:
            break
        index += length
        if where.at(index) == ",":
            index += 1
    return index


class Spoken:
    """Reads an order spoken by somebody, or opened by an order verb; None where none stands."""

    def __init__(self, grammar: Grammar, chair: str | None = None) -> None:
        self._grammar = grammar
        self._speakers = Speakers(grammar, chair)

    def attributed(self, where: Tokens, index: int) -> Order | None:
        """A speaker and what he orders or says: Phó Chủ tịch UBND tỉnh giao Sở X …."""
        speaker = self._speakers.end(where, index)
        if speaker is None:
            return None
        at = speaker
        for _ in range(3):
            length = words.SPEECH_ADVERBS.match(where, at)
            if not length:
                break
            at += length
        past = "đã" in where.fold[speaker:at]
        said = self._speakers.verbs(where, at)
        if said is None:
            return None
        action, ordering = said
        order = self._ordered(where, index, action, ordering, "attributed", past)
        if order is None:
            return None
        who = self._speakers.who(where, index, speaker)
        extra = {"chair": 0.15, "other": -0.7}.get(who, 0.0)
        return replace(order, strength=order.strength + extra, why=(*order.why, f"speaker:{who}"))

    def praises(self, where: Tokens, index: int) -> bool:
        """Whether a speaker praises at `index`: what follows up to the next ";" is no order."""
        speaker = self._speakers.end(where, index)
        if speaker is None:
            return False
        for _ in range(2):
            speaker += words.SPEECH_ADVERBS.match(where, speaker)
        return _PRAISING.match(where, speaker) > 0

    def order(self, where: Tokens, index: int) -> Order | None:
        """An order verb without a speaker: Giao Sở X …; Yêu cầu các đơn vị …."""
        length = words.OPEN_ORDERS.match(where, index)
        if not length or (index > 0 and where.at(index) == "phân" and not where.is_name(index)):
            return None
        return self._ordered(where, index, index + length, True, "order", False)

    def _ordered(
        self, where: Tokens, index: int, at: int, ordering: bool, kind: str, past: bool
    ) -> Order | None:
        word = "_".join(where.fold[max(index, at - 2) : at])
        verb = where.at(at - 1) if where.at(at - 1) == "giao" else word
        begin = at
        while where.at(at) in _FILLERS or (where.at(at) == "," and not ordering):
            at += 1
        if where.at(at) == "," and self._grammar.addressed(where, at + 1):
            at += 1
        at = after_connectors(where, at) if at > begin else at
        topic = self._past_topic(where, at)
        for place in (at, topic):
            named = self._grammar.addressed(where, place)
            if named:
                offices_named, how, action = named
                if (
                    not ordering
                    and how not in {"modal", "assigned"}
                    and offices_named.kind in {"place", "post"}
                ):
                    continue
                strength = 0.95 if ordering else (0.8 if how == "modal" else 0.7)
                leads = self._with_led(where, offices_named, action)
                why = (
                    f"order_verb:{verb}" if ordering else "speech_verb",
                    "addressee:named",
                    f"predicate:{how}",
                )
                if not ordering and place > at and "đã" in where.fold[at:place]:
                    kind, index = "subject", place  # what was said before it is background
                return Order(index, action, leads, kind, strength - 0.5 * past, why, action + 1)
        given = self._given(where, at) if verb == "giao" else None
        if given is not None:
            handed = (f"order_verb:{verb}", "addressee:given")
            return Order(index, at, given.names, kind, 0.85 - 0.5 * past, handed, given.end)
        several = self._grammar.several(where, at)
        if (
            ordering
            and several
            and several.kind != "place"
            and (where.at(several.end) in {":", "", ",", "về", "trong", "“", "là", "làm"})
            and word != "lưu_ý"
        ):
            if several.end != len(where) - 2:  # all that follows may stand in a list below
                return Order(
                    index,
                    several.end,
                    several.names,
                    kind,
                    0.75 - 0.5 * past,
                    (f"order_verb:{verb}", "addressee:named"),
                    several.end,
                )
            return None
        if where.at(at) in _SHORT_NAMES and predicates.predicate(where, at + 1):
            at += 1  # "Phó Thủ tướng yêu cầu Bộ tiếp tục …": the one named before
        action_kind = predicates.predicate(where, at) or predicates.predicate(where, topic)
        if action_kind and action_kind != "modal" and not ordering and kind == "attributed":
            duty = self._duty(where, at, _FARTHEST_DUTY)
            if duty is not None:
                return Order(
                    index, duty, (), kind, 0.5 - 0.5 * past, ("speech_verb", "predicate:modal"), duty + 1
                )
        if action_kind and at < len(where):
            strength = (
                {"modal": 0.75, "manner": 0.75, "verb": 0.7}.get(action_kind, 0.6)
                if ordering
                else (0.6 if action_kind == "modal" else 0.2)
            )
            if where.at(at) == "đã":
                return None
            said = (f"order_verb:{verb}" if ordering else "speech_verb", f"predicate:{action_kind}")
            return Order(index, at, (), kind, strength - 0.5 * past, said, at + 1)
        if ordering and several:
            beyond = self._beyond(where, at, several)
            if beyond is not None:
                names, action = beyond
                told = (f"order_verb:{verb}", "addressee:described")
                return Order(index, action, names, kind, 0.7 - 0.5 * past, told, action + 1)
        if ordering or kind == "attributed":
            duty = self._duty(where, at, _FARTHEST_DUTY if kind == "attributed" else _NEAR_DUTY)
            if duty is not None:
                said = (f"order_verb:{verb}" if ordering else "speech_verb", "predicate:modal")
                return Order(index, duty, (), kind, (0.7 if ordering else 0.5) - 0.5 * past, said, duty + 1)
        if ordering and several is None and kind != "order":
            beyond = self._beyond(where, at, several)
            if beyond is not None:
                names, action = beyond
                told = (f"order_verb:{verb}", "addressee:unknown")
                return Order(index, action, names, kind, 0.7 - 0.5 * past, told, action + 1)
        return None

    def _given(self, where: Tokens, at: int) -> Named | None:
        """Those to whom a thing is given: "giao việc quản lý chợ cho Ủy ban nhân dân huyện X"."""
        if self._grammar.one(where, at) is not None:
            return None
        for near in range(at + 1, min(at + _FARTHEST_GIVEN, len(where))):
            if where.at(near) in {",", ";", ":"} or (
                where.at(near) == "nhiệm" and where.at(near + 2) != "này"
            ):
                return None  # "giao các nhiệm vụ cụ thể cho …" only announces them
            if where.at(near) == "cho":
                return self._grammar.several(where, near + 1)
        return None

    def _duty(self, where: Tokens, at: int, farthest: int) -> int | None:
        """Where a modal with its action stands in what is said ("nhấn mạnh, các dự án … phải hoàn thành …")."""
        for near in range(at, min(at + farthest, len(where))):
            if where.at(near) in {";", ":"} or (where.at(near) == "," and farthest == _NEAR_DUTY):
                return None
            modal = predicates.is_modal(where, near)
            after = near + modal + (where.at(near + modal) == "được")
            if modal and predicates.predicate(where, after):
                return near
        return None

    def _beyond(self, where: Tokens, at: int, several: Named | None) -> tuple[tuple[str, ...], int] | None:
        """Addressees that no list knows or whose description goes on, and where their action begins."""
        begin = several.end if several else at + 1
        if several is None and not (where.is_name(at) or where.at(at) in _MANY or where.at(at).isdigit()):
            return None
        for near in range(begin, min(begin + _LONGEST_UNKNOWN, len(where))):
            how = predicates.predicate(where, near)
            if how and how != "assigned" and (how != "verb" or not predicates.only_soft(where, near)):
                if several:
                    return several.names, near
                return (written_out(self._words(where, at, near)),), near
            if not where.is_word(near) and (several is None or where.at(near) not in {",", "(", ")", "-"}):
                return None
        return None

    @staticmethod
    def _words(where: Tokens, start: int, end: int) -> str:
        return " ".join(where.word[start:end])

    def _past_topic(self, where: Tokens, index: int) -> int:
        """Past "về …," / "trong …," / "đối với …," right after an order verb."""
        if where.at(index) == ",":
            index += 1  # "yêu cầu, ngay sau hội nghị, các cấp ủy …"
        if not words.TOPICS.match(where, index) and where.at(index) != "ngay":
            return index
        for at in range(index, min(index + 60, len(where))):
            if where.at(at) == "," and (
                self._grammar.addressed(where, at + 1) or predicates.predicate(where, at + 1)
            ):
                return at + 1
            if where.at(at) in {";", ":"}:
                break
        return index

    def _with_led(self, where: Tokens, named: Named, action: int) -> tuple[str, ...]:
        """Both, where A is told to direct that B leads ("A chỉ đạo B chủ trì")."""
        if where.at(action) == "chỉ" and where.at(action + 1) == "đạo":
            led = self._grammar.several(where, action + 2)
            if led and where.at(led.end) == "chủ" and where.at(led.end + 1) == "trì":
                return (*named.names, *(name for name in led.names if name not in named.names))
        return named.names
