"""Who speaks in a sentence, by which verbs, and whether that is the chair."""

from __future__ import annotations

import re

from directives.reading import words
from directives.reading.agencies import Grammar
from directives.reading.chairs import is_named
from directives.reading.folding import Tokens, folded, phrases

_JUNIOR = re.compile(
    r"thứ trưởng|giám đốc|đại diện|cục trưởng|vụ trưởng|trưởng phòng|lãnh đạo (?:sở|các|một|phòng|huyện|"
    r"xã)|viện trưởng|chuyên gia"
)
_TITLES = frozenset({"chủ", "phó", "thủ", "bộ", "bí", "thứ", "giám", "trưởng", "chánh", "tổng", "thường"})
"""First syllables of a chair known by the title alone: whoever is named may be that person."""
_PRONOUNS = phrases("ông|bà|tôi|đồng chí|đ/c|lãnh đạo|chủ tọa|người chủ trì|chủ trì")


class Speakers:
    """Finds speakers; `chair` is the name or the title of the one who concludes."""

    def __init__(self, grammar: Grammar, chair: str | None) -> None:
        self._grammar = grammar
        self._chair = folded(chair) if chair else None

    def is_chair(self, name: str) -> bool:
        return self._chair is not None and self._chair in folded(name)

    def end(self, where: Tokens, index: int) -> int | None:
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
        if where.at(at) in {",", "-", "–"} and (
            words.ORDERS.match(where, at + 1) or words.SPEECH.match(where, at + 1)
        ):
            at += 1
        if self._directs_others(where, index, at):
            return None
        return at

    def _directs_others(self, where: Tokens, index: int, end: int) -> bool:
        """Whether an office, not the chair, speaks: "Bộ Y tế chỉ đạo …" is the ministry's own task."""
        if where.at(end + words.SPEECH_ADVERBS.match(where, end)) == "giao":
            return False
        after = end + words.SPEECH_ADVERBS.match(where, end)
        if (
            where.at(after) == "chỉ"
            and self._grammar.one(where, after + 2)
            and self.who(where, index, end) == "other"
        ):
            return True  # a deputy is told to direct: "Phó Chủ tịch UBND tỉnh B chỉ đạo Sở Y tế …"
        office = where.at(index) in {"bộ", "sở", "ban"} and where.at(index + 1) != "trưởng"
        return office or (where.at(end) == "chỉ" and where.at(index) in {"ubnd", "ủy", "hội", "chủ"})

    def verbs(self, where: Tokens, at: int) -> tuple[int, bool] | None:
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
            if step == at and order < speech and words.ORDERS.match(where, at):
                continue  # "nhấn mạnh yêu cầu nâng cao …"
            if step == at or not (words.ORDERS.match(where, step) or words.SPEECH.match(where, step)):
                break
            at = step
        return (at, ordering) if at > begin else None

    def who(self, where: Tokens, index: int, end: int) -> str:
        """Whether the speaker is the chair, somebody else by name or rank, or not told ("title")."""
        if self._chair is None or self._chair.split()[0] in _TITLES:
            return "title"
        speaker = " ".join(where.fold[index:end])
        if is_named(self._chair, speaker):
            return "chair"
        if _JUNIOR.search(speaker):
            return "other"
        given = end - index == 2 and where.at(index) in {"ông", "bà"} and where.is_name(end - 1)
        if given and where.at(end - 1) != self._chair.split()[-1]:
            return "other"
        named = end
        while named > index and where.is_name(named - 1):
            named -= 1
        name = " ".join(where.fold[named:end])
        if end - named >= 3 and where.at(named) in words.FAMILY_NAMES and name not in self._chair:
            return "other"
        return "title"
