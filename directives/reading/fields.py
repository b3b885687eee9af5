"""Ministries, departments and other bodies named by their field, one by one or in a list."""

from __future__ import annotations

from directives.reading import offices, predicates
from directives.reading.folding import Tokens, folded
from directives.reading.naming import LONGEST_LIST, Named, NameParts


class Fields(NameParts):
    """Bộ Y tế; các Sở: Tài chính, Nội vụ; ngành điện."""

    def _field(self, where: Tokens, index: int) -> int:
        """The end of a field's name ("Giáo dục và Đào tạo", "KH&ĐT"); `index` if none stands there."""
        if not where.is_name(index) and where.at(index - 1) not in offices.FIELD_HEADS:
            return index
        length = offices.FIELDS.match(where, index)
        if length:
            if not where.is_name(index) and not self._small_field(where, index, length):
                return index
            return index + length
        if (
            where.word[index].isupper()
            and len(where.word[index]) > 1
            and where.at(index) not in {"ubnd", "hđnd"}
        ):
            end = index + 1
            while (
                where.at(end) in {"-", ","}
                and end + 1 < len(where)
                and (where.end[end - 1] == where.start[end] or where.at(end) == "-")
                and (where.end[end] == where.start[end + 1] or where.at(end) == "-")
                and where.word[end + 1].isupper()
                and len(where.word[end + 1]) <= 5
            ):
                end += 2
            return end
        if self._opens_office(where, index) and where.at(index - 1) not in {"vụ", "phòng"}:
            return index
        end = self._proper(where, index, 6)
        if end == index + 1 and where.is_word(end) and predicates.predicate(where, end) is None:
            end, _ = self._tail(where, index)
        if (
            end > index
            and where.at(end) == "và"
            and where.is_name(end + 1)
            and not self._opens_office(where, end + 1)
        ):
            end = self._proper(where, end + 1, 5)
        return end

    def _of_places(self, where: Tokens, index: int, after: int, end: int) -> Named | None:
        """The same department of several places: Sở Xây dựng các tỉnh: A, B; Sở Công Thương các địa phương."""
        if where.at(end) != "các":
            return None
        unit = offices.UNITS.match(where, end + 1) or offices.CLASSES.match(where, end + 1)
        if not unit:
            return None
        at = end + 1 + unit
        while (
            where.at(at) in {",", "và"} and not where.is_name(at + 1) and offices.UNITS.match(where, at + 1)
        ):
            at += 1 + offices.UNITS.match(where, at + 1)
        head = self._text(where, after, end)
        if where.at(at) != ":" and not where.is_name(at):
            return Named(index, at, (f"{head} {self._text(where, end, at)}",), "office")
        unit_name = self._text(where, end + 1, end + 1 + unit).lower()
        names: list[str] = []
        at += where.at(at) == ":"
        while len(names) < LONGEST_LIST:
            close = self._proper(where, at, 4)
            if close == at or self._opens_office(where, at):
                break
            names.append(f"{head} {unit_name} {self._text(where, at, close)}")
            at = close
            if (
                where.at(at) not in {",", "và"}
                or not where.is_name(at + 1)
                or self._opens_office(where, at + 1)
            ):
                break
            at += 1
        return Named(index, at, tuple(names), "office") if names else None

    def _at_home(self, where: Tokens, start: int, end: int) -> bool:
        """Whether the place in [start, end) is the document's own province, which goes without saying."""
        return self.home is not None and folded(self._text(where, start, end)) == folded(self.home)

    def _small_field(self, where: Tokens, index: int, length: int) -> bool:
        """Whether a field in lower case is one: "Sở xây dựng chủ trì …", not "Sở xây dựng kế hoạch …"."""
        if where.at(index - 1) not in {"sở", "bộ"} or not where.is_name(index - 1):
            return False
        if predicates.predicate(where, index) is None:
            return True
        end = index + length
        return (
            end >= len(where)
            or not where.is_word(end)
            or where.at(end) == "và"
            or where.is_name(end)
            or predicates.predicate(where, end) is not None
        )

    def _field_office(self, where: Tokens, index: int, after: int) -> Named | None:
        head = where.at(after)
        if head not in offices.FIELD_HEADS:
            return None
        colon = where.at(after + 1) == ":"
        first = after + 1 + colon
        if head == "ngành":
            length = offices.FIELDS.match(where, first) or (where.at(first) in {"điện", "than", "thuế"})
            if not length or colon:
                return None
            end = first + length
            spoken = where.at(end) == "nói" and where.at(end + 1) in {"chung", "riêng"}
            return Named(
                index, end + 2 * spoken, (self._text(where, after, end).replace("Ngành", "ngành"),), "generic"
            )
        small = offices.FIELDS.match(where, first) if after == index and not colon else 0
        if first >= len(where) or not (
            where.is_name(first) or (small and self._small_field(where, first, small))
        ):
            return self._class_list(where, index, after) if where.at(after + 1) == "," else None
        end = self._field(where, first)
        if end == first:
            return None
        if after == index and not colon:
            if head == "phòng" and not where.is_name(after):
                return None
            spread = self._of_places(where, index, after, end)
            if spread:
                return spread
            place = self._unit_and_name(where, end)
            if place == end and where.is_name(end) and offices.PROVINCES.match(where, end):
                place = end + offices.PROVINCES.match(where, end)
            at_home = place > end and self._at_home(where, end, place)
            shown = end if at_home or (place > end and offices.UNITS.match(where, end) == 0) else place
            return Named(index, place, (self._text(where, after, shown),), "office")
        return self._distributed(where, index, first, self._text(where, after, after + 1).capitalize())

    def _distributed(self, where: Tokens, index: int, at: int, head: str) -> Named | None:
        names: list[str] = []
        if where.at(at - 1) == ":" and predicates.opening(where, at) and not offices.FIELDS.match(where, at):
            return None  # "Các Sở: Khẩn trương …"
        while len(names) < LONGEST_LIST:
            if self._is_other_office(where, at):
                break
            end = self._field(where, at)
            if end == at:
                break
            names.append(f"{head} {self._text(where, at, end)}")
            at = end
            if where.at(at) in {",", "và", ";"} and where.is_name(at + 1):
                if self._is_other_office(where, at + 1):
                    break
                if offices.PROVINCES.match(where, at + 1):
                    break
                at += 1
                continue
            break
        return Named(index, at, tuple(names), "office") if names else None

    def _class_list(self, where: Tokens, index: int, after: int) -> Named | None:
        """Classes with their members listed: các Bộ, cơ quan: Quốc phòng, Đài Truyền hình Việt Nam."""
        at = after
        head = self._text(where, after, after + 1).capitalize()
        while at < after + 12 and at < len(where):
            length = offices.CLASSES.match(where, at)
            if not length:
                return None
            at += length
            if where.at(at) in {",", "và"}:
                at += 1
                continue
            break
        if where.at(at) != ":" or not where.is_name(at + 1):
            return None
        return self._distributed(where, index, at + 1, head)
