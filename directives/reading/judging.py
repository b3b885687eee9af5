"""Directive or not: what speaks for a piece is weighed against what speaks against it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from directives.reading import words
from directives.reading.cuts import Piece
from directives.reading.folding import folded, tokens
from directives.reading.structure import Part, Voice

THRESHOLD = 0.5
_VOICES = {Voice.CONCLUSION: 0.15, Voice.BACKGROUND: -0.35, Voice.OTHER: -0.65}
_NOT_A_TASK = re.compile(
    r"^(?:(?:tuy nhiên|nhưng|qua đó|từ đó|nhờ đó|như vậy|kết quả|việc|đây là|"
    r"điều này)(?![^\W_]))|"
    r"^[^;]{5,160} sẽ được |chính phủ sẽ|khuyến khích các|đây là việc phải|^(?!xác định|coi|xem|"
    r"tiếp tục xác)[^,;]{5,120} là (?:một |những )?(?:nhiệm vụ|yếu tố|khâu|động lực|"
    r"giải pháp|vấn đề|yêu cầu|mục tiêu) (?:quan trọng|then chốt|trọng tâm|chính|hàng đầu|"
    r"cấp bách|lớn)[^,;]{0,40}$"
)


# What opens like an action and only says what that is or will bring.
_STATEMENT = re.compile(
    r"^[^;]{5,200}? (?:có ý nghĩa|(?<!nhất )(?<!biệt )là (?:thước đo|điều|việc|cơ sở|tiền đề|nền tảng|"
    r"động lực|một trong|yếu tố)|"
    r"sẽ (?:giúp|góp phần|giảm|tạo|làm|mang|thúc đẩy|là))(?![^\W_])"
)
_THE_ONE_BEFORE = re.compile(r"(?:bộ|sở|ban|cục|cơ quan|đơn vị|huyện|tỉnh|thành phố|địa phương|ngành) này")
_DISCUSS = re.compile(r"các đại biểu (?:dự họp )?(?:tập trung )?(?:thảo luận|phát biểu|cho ý kiến|trao đổi)")
_LONG_AGO = re.compile(
    r"(?<![^\W_])(?:vừa qua|vừa rồi|năm ngoái|năm trước|trước đây|từ trước đến nay|hồi tháng|"
    r"những năm qua|lần này đã)(?![^\W_])"
)
# Mere liability is no task ("… chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả thực hiện").
_LIABLE = re.compile(
    r"(?:phải |cần )?(?:hoàn toàn )?chịu trách nhiệm (?:trước|toàn diện|nếu|theo|về kết quả)[^;]{0,140}$"
)


@dataclass(slots=True)
class Draft:
    """A directive being put together."""

    start: int
    end: int
    leads: tuple[str, ...]
    action: int
    score: float
    why: list[str]
    block: int
    head: int
    level: int = 0
    along: tuple[str, ...] = ()
    """Who works along, where that stands in a cell or line of its own."""
    until: tuple[int, int] | None = None
    """The cell or line that says until when."""
    lent: tuple[int, int] | None = None
    """Where the line that opens its list says until when; counts where it has no date of its own."""

    def part(self, start: int, end: int) -> Draft:
        """The stretch [start, end) of it as a draft of its own."""
        return replace(
            self,
            start=start,
            end=end,
            action=max(self.action, start),
            head=max(self.head, start),
            why=list(self.why),
        )


@dataclass(slots=True)
class Context:
    """Who is addressed where nobody is named: by list level, by the last heading, by the last sentence."""

    levels: dict[int, tuple[str, ...]] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    until: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Where the line that opens a list says until when, by the list level of that line."""

    def enter(self, level: int) -> None:
        for deeper in [known for known in self.levels if known >= level]:
            del self.levels[deeper]
        for deeper in [known for known in self.until if known >= level]:
            del self.until[deeper]

    def inherited(self) -> tuple[str, ...]:
        for level in sorted(self.levels, reverse=True):
            if self.levels[level]:
                return self.levels[level]
        return self.loose


class Judge:
    """Judges the pieces of one text; `audience` is addressed where a notice names nobody."""

    def __init__(self, text: str, formal: bool, audience: str | None) -> None:
        self._text = text
        self._formal = formal
        self.audience = audience

    def draft(
        self,
        piece: Piece,
        part: Part,
        voice: Voice,
        index: int,
        said: tuple[str, ...] | None,
        context: Context,
    ) -> Draft | None:
        """The piece as a draft, if what speaks for a directive outweighs what speaks against it."""
        order, block = piece.order, part.block
        fold = folded(self._text[piece.start : piece.end])
        score = order.strength + _VOICES[voice]
        why = list(order.why)
        leader = order.kind == "attributed" and not {"speaker:other", "speech_verb"} & set(order.why)
        if voice is Voice.BACKGROUND and not self._formal and leader:
            score += 0.2  # a report's leader orders, wherever that stands
        weak = order.kind in {"imperative", "modal", "subject"}
        if weak and (block.level or piece.own_list or part.led):
            score += 0.15
            why.append("place:list_item")
        leads = piece.leads
        if leads is None:
            leads = self._inherited(piece, part, said, context, why)
        elif context.last and all(_THE_ONE_BEFORE.fullmatch(folded(name)) for name in leads):
            leads = said or context.last
        if weak and said is not None and order.kind != "subject":
            score += 0.1
            why.append("place:after_directive")
        certain = leads and not (order.kind == "modal" and "addressee:previous_paragraph" in why)
        if (
            order.kind in {"imperative", "modal"}
            and not certain
            and not block.level
            and not piece.own_list
            and not part.led
        ):
            score -= 0.1 if order.kind == "modal" else 0.15
            if order.kind == "modal" and re.match(r"(?:\S+ ){0,3}phải ", fold):
                score -= 0.15
        if (
            voice is Voice.BACKGROUND
            and self._formal
            and re.match(r"(?:trong )?thời gian tới|thời gian tiếp theo", fold)
        ):
            score += 0.4
            why.append("opening:time_to_come")
        if _NOT_A_TASK.search(fold) or _LIABLE.match(folded(self._text[piece.action : piece.end])):
            score -= 0.7
        if _DISCUSS.search(fold):
            score -= 0.7
        if order.kind == "imperative" and _STATEMENT.match(fold):
            score -= 0.4
        if order.kind == "subject" and _LONG_AGO.search(fold[:120]) and "predicate:modal" not in order.why:
            score -= 0.4
        if re.search(
            r"(?<![^\W_])(?:đã|đang) (?:được |chủ động |tích cực |tập trung )?\S+",
            folded(self._text[piece.action : piece.action + 14]),
        ):
            score -= 0.4
        why.append(f"voice:{voice.value}")
        if score < THRESHOLD:
            return None
        return Draft(
            piece.start, piece.end, tuple(leads), piece.action, score, why, index, piece.head, block.level
        )

    def _opens_with_connector(self, part: Part) -> bool:
        """Whether a report's paragraph goes on from the one before ("Bên cạnh đó, …")."""
        if self._formal or part.block.level:
            return False
        return words.CONNECTORS.match(tokens(self._text, part.opening, part.opening + 80), 0) > 0

    def _inherited(
        self, piece: Piece, part: Part, said: tuple[str, ...] | None, context: Context, why: list[str]
    ) -> tuple[str, ...]:
        """Whom the piece addresses though it names nobody."""
        attributed = piece.order.kind in {"attributed", "order"}
        if said and not attributed:
            why.append("addressee:previous_sentence")
            return said
        goes_on = part.block.level == 0 and not self._formal and piece.start > part.opening
        if context.last and not attributed and (goes_on or self._opens_with_connector(part)):
            why.append("addressee:previous_paragraph")
            return context.last
        inherited = context.inherited()
        if inherited:
            why.append("addressee:heading")
            return inherited
        if attributed:
            return ()
        if self._formal:
            if self.audience and part.block.level:
                why.append("addressee:audience")
                return (self.audience,)
            return ()
        if piece.order.kind == "imperative" and context.last and part.voice is Voice.CONCLUSION:
            why.append("addressee:previous_paragraph")
            return context.last
        return ()
