"""The grammar of office names: one name of any kind, lists of names, the addressees of a predicate.

Names come out as the annotation guide wants them: abbreviations written out, lists distributed
("các Sở: Tài chính, Y tế" → two names), a generic enumeration kept as one string.
"""

from __future__ import annotations

from collections.abc import Sequence

from directives.reading import offices, predicates, words
from directives.reading.folding import Tokens, folded, phrases, tokens
from directives.reading.model import Agency
from directives.reading.naming import LONGEST_LIST, Named
from directives.reading.posts import Posts

__all__ = ["Grammar", "Named"]

_ESPECIALLY = phrases("nhất là|đặc biệt là|trong đó có|trước hết là")
_NO_TASK = frozenset({"bị", "là", "đã", "đang", "sẽ", "chưa", "vẫn", "không", "được"})
_WHERE = phrases(
    """
    trong khu|trong cụm|trong tỉnh|trong ngành|trong vùng|trong hệ thống|trong khối|trong nội|trong toàn|
    trên địa bàn|trên toàn|tại các|tại địa|tại khu|tại xã|ở các|ở khu|ở vùng|ở trung ương|ở địa|ở cơ sở|nơi có"""
)
_LONGEST_WHERE = 9  # tokens
_DESCRIPTION = 12  # tokens
_PLAIN_MANNER = phrases("tiếp tục|khẩn trương|chủ động|tập trung|nghiêm túc|có trách nhiệm")


class Grammar(Posts):
    """Reads office names; `home` is the province of the document, for "Tỉnh", "UBND Thành phố"."""

    def __init__(self, known: Sequence[Agency] = (), home: str | None = None) -> None:
        self.home = home
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for agency in known:
            for name in (agency.name, *agency.aliases):
                key = tuple(tokens(name).fold)
                if key:
                    self._known.setdefault(key[0], []).append((key, agency.name))
        for alike in self._known.values():
            alike.sort(key=lambda pair: len(pair[0]), reverse=True)

    def one(self, where: Tokens, index: int) -> Named | None:
        """The office, post or class of offices named at `index`; None where nothing of the kind stands."""
        if not where.is_word(index):
            return None
        if index not in where.names:
            where.names[index] = self._read(where, index)
        named: Named | None = where.names[index]
        return named

    def _read(self, where: Tokens, index: int) -> Named | None:
        known = self._known_at(where, index)
        if known:
            return known
        after = index
        length = offices.DETERMINERS.match(where, after)
        # "hai", "02" … only count before a class; a person title counts alone.
        after += length
        if (
            length == 0
            and where.at(index) == "cơ"
            and where.at(index + 1) == "quan"
            and where.is_name(index + 2)
        ):
            return None
        for read in (self._post, self._place_office, self._field_office, self._free_office):
            named = read(where, index, after)
            if named:
                return named
        place = self._place(where, index) if length == 0 else None
        named = place or self._generic(where, index, after, bool(length))
        if named:
            return named
        if length and where.at(index) in {"đồng", "đ", "ông", "bà"}:
            return self._person(where, index, after)
        return None

    def _known_at(self, where: Tokens, index: int) -> Named | None:
        for key, name in self._known.get(where.at(index), ()):
            if tuple(where.fold[index : index + len(key)]) == key:
                end = index + len(key)
                if where.is_name(end) and where.is_name(end - 1) and not predicates.predicate(where, end):
                    continue  # a longer name goes on here
                return Named(index, end, (name,), "office")
        return None

    def several(self, where: Tokens, index: int, across: bool = False) -> Named | None:
        """All offices named from `index` on: "A, B và C (nhất là D)"; `across` goes on past ";"."""
        first = self.one(where, index)
        if first is None:
            return None
        names = list(self._glossed(where, first))
        last, kind = first, first.kind
        end = self._past_bracket(where, first.end)
        for _ in range(LONGEST_LIST):  # a bound on the steps: a name said twice is listed once
            at = end
            if where.at(at) in {",", "và", ";", "&"}:
                at += 1
            if where.at(at) == "và" and at > end:
                at += 1
            named_out = _ESPECIALLY.match(where, at)
            if named_out:
                at += named_out
                if where.at(at) == "với":
                    at += 1
            especially = where.at(at - 1) == "là" or where.at(at - 2) == "là"
            if at == end or (where.at(end) == ";" and not (across and last.kind in {"office", "post"})):
                break
            more = self._same_head(where, at, last) or self.one(where, at)
            if more is None or (more.kind == "place" and not where.is_name(at) and more.end - at < 2):
                break
            if (
                more.kind == "post"
                and words.ORDERS.match(where, more.end)
                and not words.MANNER.match(where, more.end)
            ):
                break  # a speaker: "Về phía Sở X, Phó Chủ tịch yêu cầu …"
            if especially and more.kind != "office":
                end = self._past_bracket(where, more.end)
                continue
            if where.at(end) == ",":
                kind = kind if kind == more.kind else "mixed"
            names.extend(name for name in more.names if name not in names)
            last = more
            end = self._past_bracket(where, more.end)
        return Named(index, end, tuple(names), kind, last.shorter)

    def _glossed(self, where: Tokens, named: Named) -> tuple[str, ...]:
        """ "Nhà đầu tư (Tập đoàn Z)" is Tập đoàn Z; a bracket behind an office's own name says nothing new."""
        if named.kind != "role" or where.at(named.end) != "(" or where.at(named.start) in {"các", "những"}:
            return named.names
        inside = self.one(where, named.end + 1)
        closed = inside is not None and where.at(inside.end) == ")"
        return inside.names if inside and closed and inside.kind == "office" else named.names

    def _same_head(self, where: Tokens, index: int, last: Named) -> Named | None:
        """A field whose head stands before the one named last: "Sở Tài chính, Nội vụ"."""
        head, _, field = last.names[-1].partition(" ")
        own = tokens(field)
        if offices.FIELDS.match(own, 0) < len(own):
            return None
        small = head == "ngành"
        length = offices.FIELDS.match(where, index) if small or where.is_name(index) else 0
        if not length or head not in {"Bộ", "Sở", "ngành"} or self._is_other_office(where, index):
            return None
        name = f"{head} {self._text(where, index, index + length)}"
        return Named(index, index + length, (name,), "office")

    def _past_bracket(self, where: Tokens, index: int) -> int:
        """Past "(Tập đoàn Z)", "(gọi tắt là …)", "nói riêng"; a bracket beyond 25 tokens is no gloss."""
        if where.at(index) == "nói" and where.at(index + 1) in {"chung", "riêng"}:
            index += 2
        if where.at(index) == "(":
            for at in range(index + 1, min(index + 25, len(where))):
                if where.at(at) == ")":
                    place = self._unit_and_name(where, at + 1)  # "Sở X (TN-MT) TP. Đà Nẵng"
                    return place if place > at + 1 and where.is_name(place - 1) else at + 1
        return index

    def addressed(self, where: Tokens, index: int, aside: bool = True) -> tuple[Named, str, int] | None:
        """Offices at `index` followed by a predicate: (offices, kind of predicate, where it begins).

        `aside` allows ", theo chức năng, nhiệm vụ," between them.
        """
        named = self.several(where, index, across=True)
        if named is None:
            return None
        kind = predicates.predicate(where, named.end)
        if kind == "assigned" and not predicates.assigns(where, named.end):
            return None  # "được giao nhiều vốn" is no task
        if kind == "assigned" and named.kind in {"generic", "role"}:
            described = self._described(where, named)
            if described:
                return described  # "các đơn vị được giao nhiệm vụ tập trung …"
        if kind == "verb" and named.kind in {"generic", "role"}:
            described = self._described(where, named)
            near = described is not None and described[2] - named.end <= _DESCRIPTION
            if described and near and predicates.is_modal(where, described[2]):
                return described  # "các doanh nghiệp sử dụng từ 500 lao động trở lên cần …"
        if kind:
            return named, kind, named.end
        if where.at(named.end) == "cũng" and predicates.predicate(where, named.end + 1):
            return named, predicates.predicate(where, named.end + 1) or "verb", named.end + 1
        told = self._past_bracket(where, named.end)
        if where.at(told) in _NO_TASK and not predicates.predicate(where, told):
            return None
        for end in named.shorter:
            kind = predicates.predicate(where, end)
            if kind and end > index:
                return self._cut(where, named, end), kind, end
        at = past_aside(where, named.end) if aside else named.end
        kind = predicates.predicate(where, at)
        if kind:
            return named, kind, at
        many = named.kind in {"generic", "role"} or " các " in named.names[-1]
        return self._described(where, named) or self.qualified(where, named) if many else None

    def qualified(self, where: Tokens, named: Named) -> tuple[Named, str, int] | None:
        """Where they are belongs to the name: các doanh nghiệp trong khu công nghiệp liên kết đào tạo …."""
        if not _WHERE.match(where, named.end):
            return None
        for at in range(named.end + 2, min(named.end + _LONGEST_WHERE, len(where))):
            if not where.is_word(at):
                return None
            kind = predicates.predicate(where, at)
            if kind in {"verb", "manner"} and not predicates.only_soft(where, at):
                lengthened = f"{named.names[-1]} {self._text(where, named.end, at)}"
                return Named(named.start, at, (*named.names[:-1], lengthened), named.kind), kind, at
        return None

    def _described(self, where: Tokens, named: Named) -> tuple[Named, str, int] | None:
        """A description up to the modal belongs to the name: các doanh nghiệp trước khi niêm yết phải …."""
        for at in range(named.end, min(named.end + 14, len(where))):
            if where.at(at) in {",", ";", ":", "(", "“"}:
                return None
            if predicates.is_modal(where, at) or _PLAIN_MANNER.match(where, at):
                lengthened = f"{named.names[-1]} {self._text(where, named.end, at)}"
                return Named(named.start, at, (*named.names[:-1], lengthened), named.kind), "modal", at
        return None

    def _cut(self, where: Tokens, named: Named, end: int) -> Named:
        last = named.names[-1]
        lost = folded(self._text(where, end, named.end)) if end < named.end else ""
        kept = last[: len(last) - len(lost)].rstrip() if lost and folded(last).endswith(lost) else last
        return Named(named.start, end, (*named.names[:-1], kept), named.kind)


def past_aside(where: Tokens, index: int) -> int:
    """Past ", theo chức năng, nhiệm vụ," and the like, if a predicate follows the closing comma."""
    if where.at(index) != ",":
        return index
    if predicates.predicate(where, index + 1):
        return index + 1
    if where.at(index + 1) not in {
        "theo",
        "trong",
        "trên",
        "căn",
        "với",
        "nhất",
        "khi",
        "nếu",
        "ngoài",
        "bằng",
        "từ",
        "qua",
        "đặc",
        "tùy",
        "cùng",
        "trước",
    }:
        return index
    for at in range(index + 2, min(index + 40, len(where))):
        if where.at(at) == "," and predicates.predicate(where, at + 1):
            return at + 1
        if where.at(at) in {".", ";", ":"}:
            break
        if predicates.is_modal(where, at):
            return at
    return index
