"""Where a sentence gives orders: each found beginning with its addressees, its kind and how strong it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from directives.reading import offices, predicates, words
from directives.reading.agencies import Grammar, Named
from directives.reading.folding import Tokens, folded, phrases, word_set

_FILLERS = frozenset({"cho", "với", "rõ", "rằng", ":", "là", "đối", "“", '"', "ngay"})
_JUNIOR = re.compile(
    r"thứ trưởng|giám đốc|đại diện|cục trưởng|vụ trưởng|trưởng phòng|lãnh đạo (?:bộ|sở|các)|viện trưởng|chuyên gia"
)
_FAMILY_NAMES = word_set(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh lâm trịnh mai tô hà cao trương
    đoàn lương chu vương tạ quách thái kiều triệu lưu phùng tống giàng thào lò vừ sùng quàng cầm bế nông hứa văn tăng
    """
)
_DOCUMENTS = frozenset({"thông báo", "văn bản", "công văn", "công điện"})
# Words whose object may be a list of offices, commas included.
_TAKES_NAMES = word_set("với cho gửi trình cáo dẫn cầu đốc mời hợp trợ đạo dõi kiến tra gồm nghị giao")
_NOT_ADDRESSED = offices.RULERS | {
    "phó thủ tướng",
    "phó thủ tướng chính phủ",
    "tổng bí thư",
    "chủ tịch nước",
    "bộ trưởng",
    "chủ tịch",
    "phó chủ tịch",
}


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


_TIMES = phrases(
    "định kỳ|hằng ngày|hằng tuần|hàng tuần|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm|hàng năm|thường xuyên"
)
_PRONOUNS = phrases("ông|bà|đồng chí|đ/c|lãnh đạo|chủ tọa|người chủ trì|chủ trì")
_NOTING = phrases("lưu ý|chú ý|đặc biệt lưu ý|đặc biệt chú ý|chú trọng|lưu ý thêm")


class Orders:
    """Finds orders in sentences with one document's grammar of offices."""

    def __init__(self, grammar: Grammar, chair: str | None = None) -> None:
        self._grammar = grammar
        self._chair = folded(chair) if chair else None

    # -- single constructions -----------------------------------------------------------------------

    def attributed(self, where: Tokens, index: int) -> Order | None:
        """A speaker and what he orders or says: Phó Chủ tịch UBND tỉnh giao Sở X …."""
        speaker = self._speaker(where, index)
        if speaker is None:
            return None
        at = speaker
        for _ in range(3):
            length = words.SPEECH_ADVERBS.match(where, at)
            if not length:
                break
            at += length
        past = "đã" in where.fold[speaker:at]
        said = self._verbs_of_speech(where, at)
        if said is None:
            return None
        action, ordering = said
        order = self._ordered(where, index, action, ordering, "attributed", past)
        if order is None:
            return None
        who = self._who(where, index, speaker)
        extra = {"chair": 0.15, "other": -0.6}.get(who, 0.0)
        return replace(order, strength=order.strength + extra, why=(*order.why, f"speaker:{who}"))

    def _verbs_of_speech(self, where: Tokens, at: int) -> tuple[int, bool] | None:
        """Past "nhấn mạnh, yêu cầu": where it ends and whether an order is among the verbs; None without."""
        ordering = False
        begin = at
        for _ in range(6):
            order = words.ORDERS.match(where, at)
            speech = words.SPEECH.match(where, at)
            if not order and not speech:
                break
            ordering = ordering or order >= speech
            at += max(order, speech)
            step = at
            while where.at(step) in {",", "và", "đồng", "thời", "vừa", "cũng"} and step < at + 4:
                step += 1
            if step == at or not (words.ORDERS.match(where, step) or words.SPEECH.match(where, step)):
                break
            at = step
        return (at, ordering) if at > begin else None

    def _who(self, where: Tokens, index: int, end: int) -> str:
        """Whether the speaker is the chair, somebody else by name or rank, or not told ("title")."""
        if self._chair is None:
            return "title"
        speaker = " ".join(where.fold[index:end])
        if self._chair in speaker:
            return "chair"
        if _JUNIOR.search(speaker):
            return "other"
        named = end
        while named > index and where.is_name(named - 1):
            named -= 1
        name = " ".join(where.fold[named:end])
        if end - named >= 3 and where.at(named) in _FAMILY_NAMES and name not in self._chair:
            return "other"
        return "title"

    def _directs_others(self, where: Tokens, index: int, end: int) -> bool:
        """Whether an office, not the chair, speaks: "Bộ Y tế chỉ đạo …" is the ministry's own task."""
        return where.at(index) in {"bộ", "sở", "ban"} or (
            where.at(end) == "chỉ" and where.at(index) in {"ubnd", "ủy", "hội", "chủ"}
        )

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
        several = self._grammar.several(where, at)
        if (
            ordering
            and several
            and several.kind != "place"
            and where.at(several.end) in {":", "", ",", "về", "trong", "“"}
            and word != "lưu_ý"
        ):
            if several.end < len(where) - 2 or where.at(several.end) == ":":
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
        action_kind = predicates.predicate(where, at) or predicates.predicate(where, topic)
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
        if ordering:
            for near in range(at, min(at + 12, len(where))):
                if where.at(near) in {",", ";", "."}:
                    break
                modal = predicates.is_modal(where, near)
                if modal and predicates.predicate(where, near + modal):
                    return Order(
                        index,
                        near,
                        (),
                        kind,
                        0.7 - 0.5 * past,
                        (f"order_verb:{verb}", "predicate:modal"),
                        near + 1,
                    )
        return None

    def _past_topic(self, where: Tokens, index: int) -> int:
        """Past "về …," / "trong …," / "đối với …," right after an order verb."""
        if not words.TOPICS.match(where, index):
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
        if offices_named.kind in {"post", "office"} and words.OPEN_ORDERS.match(where, action):
            return None  # a speaker whose order follows in a list
        if self._chair and any(folded(name).endswith(self._chair) for name in offices_named.names):
            return None
        if (
            where.at(action) in {"ban", "ra"}
            and where.at(action + 1) == "hành"
            and " ".join(where.fold[action + 2 : action + 4]) in _DOCUMENTS
        ):
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

    def _speaker(self, where: Tokens, index: int) -> int | None:
        """The end of a speaker ("Phó Chủ tịch UBND tỉnh Nguyễn Văn A, Trưởng Ban Chỉ đạo") at `index`."""
        if where.at(index) in {"tỉnh"}:
            return None
        pronoun = _PRONOUNS.match(where, index)
        after = index + pronoun
        if pronoun and (
            words.ORDERS.match(where, after)
            or words.SPEECH.match(where, after)
            or words.SPEECH_ADVERBS.match(where, after)
        ):
            return after
        named = self._grammar.one(where, index)
        if named is None or named.kind not in {"post", "office"}:
            return None
        if named.kind == "office" and where.at(index) not in {"ubnd", "ủy", "thường", "ban", "hội", "bộ"}:
            return None
        at = named.end
        for _ in range(3):  # ", Trưởng Ban Chỉ đạo …", "- Phó Chủ tịch UBND tỉnh"
            if where.at(at) not in {",", "-", "–"}:
                break
            title = self._grammar.one(where, at + 1)
            if title is None or title.kind != "post":
                break
            at = title.end
            if where.at(at) == ",":
                step = words.ORDERS.match(where, at + 1) or words.SPEECH.match(where, at + 1)
                if step:
                    at += 1
        if self._directs_others(where, index, at):
            return None
        return at

    # -- the sentence -------------------------------------------------------------------------------

    def find(self, where: Tokens) -> list[Order]:
        """All orders of a sentence in order of place; the first may stand behind an adverbial."""
        first = after_connectors(where, 0)
        praised = bool(words.PRAISE.match(where, first) or words.PRAISE.match(where, 0))
        full = self._full(where, first, ordered=True)
        opening = None if praised or full else self.bare(where, first)
        strong = self._strong(where, first, opening)
        if opening is not None:
            spoken = next((order for order in strong if order.kind == "attributed"), None)
            if spoken is None or (spoken.leads == () and words.TOPICS.match(where, 0) == 0):
                return sorted([opening, *strong], key=lambda order: order.at)
        if not strong and not praised and not self._only_said(where, first):
            late = self._late(where)
            return [late] if late else []
        return strong

    def _only_said(self, where: Tokens, index: int) -> bool:
        """Whether somebody merely says something ("Thủ tướng nhấn mạnh, …")."""
        for at in range(index, min(len(where), index + 90)):
            if at != index and where.at(at - 1) != ",":
                continue
            speaker = self._speaker(where, at)
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
                    if order is not None and opening is not None and "predicate:modal" not in order.why:
                        order = None
            elif not found and opening is None and at < 60:
                order = self._buried(where, at)
            if order is not None:
                found.append(order)
                at = max(order.end, at + 1)
                continue
            at = at + 1 if clause else self._past_names(where, at)
        return found

    def _full(self, where: Tokens, place: int, ordered: bool) -> Order | None:
        order = self.attributed(where, place)
        if order is None and ordered:
            order = self.order(where, place)
        return order or self._toward(where, place) or self.subject(where, place)

    def _past_names(self, where: Tokens, index: int) -> int:
        """Past office names that are objects here, so that no name inside is taken for a new subject."""
        if not (
            where.is_name(index)
            or where.at(index) in {"các", "những", "chủ", "nhà", "đơn", "cơ", "doanh", "chính"}
        ):
            return index + 1
        listed = where.at(index - 1) in _TAKES_NAMES
        named = self._grammar.several(where, index) if listed else self._grammar.one(where, index)
        return max(named.end, index + 1) if named else index + 1

    def _comma_order(self, where: Tokens, index: int) -> Order | None:
        order = self.order(where, index)
        if order is None:
            return None
        return order if order.leads or where.at(index) in {"yêu", "đề"} else None

    def _toward(self, where: Tokens, index: int) -> Order | None:
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

    def _buried(self, where: Tokens, index: int) -> Order | None:
        """An office with cần, phải, or a speaker, after an adverbial that no comma closes."""
        if index == 0 or where.at(index - 1) in {"của", "cho", "là", "các", "gửi", "trình", "cáo", "do"}:
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
