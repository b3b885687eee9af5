"""Committees, police and other bodies of a place, and places addressed by themselves."""

from __future__ import annotations

from directives.reading import offices, predicates
from directives.reading.bodies import Bodies
from directives.reading.folding import Tokens, folded
from directives.reading.naming import LONGEST_LIST, Named, province_unit
from directives.reading.offices import written_out

_NUMBERS = frozenset({"hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"})
_ALSO_VERBS = frozenset({"thanh", "thống"})
"""First syllables of heads that in lower case are actions: thanh tra, thống kê."""


class Places(Bodies):
    """UBND xã Phú Hòa; UBND các huyện: A, B; Công an tỉnh; Tỉnh."""

    def _place_office(self, where: Tokens, index: int, after: int) -> Named | None:
        length = offices.PLACE_HEADS.match(where, after)
        if not length or offices.FREE_HEADS.match(where, after) > length:
            return None
        head_end = after + length
        if self._is_count(where, head_end) and offices.UNITS.match(where, head_end + 1):
            spread = self._spread_places(where, index, after, head_end + 1)
            if spread:
                return spread
            close = head_end + 1 + offices.UNITS.match(where, head_end + 1)
            while where.at(close) in {",", "và"} and offices.UNITS.match(where, close + 1):
                close += 1 + offices.UNITS.match(where, close + 1)
            return Named(index, close, (self._text(where, index, close),), "office")
        if where.at(head_end) == "các" or self._is_class(where, head_end):
            plural = where.at(head_end) == "các" or after > index
            spread = (
                self._spread_places(where, index, after, head_end + (where.at(head_end) == "các"))
                if plural
                else None
            )
            if spread:
                return spread
            generic = self._generic(
                where,
                head_end,
                head_end + (where.at(head_end) == "các"),
                where.at(head_end) == "các",
                offices.UNITS,
            )
            single = self._unit_and_name(where, head_end)
            if generic and (where.at(head_end) == "các" or not where.is_name(single - 1)):
                close = self._more_levels(where, generic.end)
                return Named(index, close, (self._text(where, index, close),), "office", generic.shorter)
        end = self._unit_and_name(where, head_end)
        if end == head_end:
            end = self._proper(where, head_end, 5)
            if self._opens_office(where, head_end) and not self._is_place_name(where, head_end):
                end = head_end + self._is_bare_head(where, head_end)
        if end == head_end and not where.is_name(after) and where.at(after) in _ALSO_VERBS:
            return None
        nested = self._nested_places(where, end)
        nested = self._more_levels(where, nested)
        name = self._text(where, after, nested)
        names = [name]
        # "UBND huyện A, thị xã B và thành phố C" names three committees.
        at = nested
        head = self._text(where, after, head_end)
        while len(names) < LONGEST_LIST and where.at(at) in {",", "và"}:
            more = self._unit_and_name(where, at + 1)
            unit = offices.UNITS.match(where, at + 1)
            if not unit or more <= at + 1 + unit:
                break
            names.append(f"{head} {self._text(where, at + 1, more)}")
            at = more
        if len(names) > 1 and self._is_object_of_place(where, at):
            return Named(index, nested, (name,), "office")
        return Named(index, at if len(names) > 1 else nested, tuple(names), "office")

    def _more_levels(self, where: Tokens, index: int) -> int:
        """Past further levels ("chính quyền cấp huyện, cấp xã")."""
        while (
            where.at(index) in {",", "và"}
            and where.at(index + 1) == "cấp"
            and offices.UNITS.match(where, index + 1)
        ):
            index += 3
        return index

    def _is_object_of_place(self, where: Tokens, index: int) -> bool:
        return where.at(index) == ":"

    def _nested_places(self, where: Tokens, index: int) -> int:
        """Past a second place without a comma ("xã Phú Hòa tỉnh Bắc Sông")."""
        end = self._unit_and_name(where, index)
        return end if end > index and where.is_name(end - 1) else index

    def _is_count(self, where: Tokens, index: int) -> bool:
        """Whether a number of places is said: UBND 12 xã, UBND hai huyện."""
        word = where.at(index)
        return word in _NUMBERS or (word.isdigit() and len(word) <= 3 and int(word) > 1)

    def _is_class(self, where: Tokens, index: int) -> bool:
        return offices.CLASSES.match(where, index) > 0

    def _spread_places(self, where: Tokens, index: int, after: int, at: int) -> Named | None:
        """Committees of places listed: UBND các huyện: Phú Hòa, Tân Lập."""
        units: list[str] = []
        while True:
            unit = offices.UNITS.match(where, at)
            if not unit:
                break
            units.append(self._text(where, at, at + unit))
            at += unit
            if where.at(at) in {",", "và"} and offices.UNITS.match(where, at + 1):
                at += 1
                continue
            break
        if not units:
            return None
        if where.at(at) == ":":
            at += 1
            if predicates.opening(where, at):
                return None  # "UBND các xã: Tập trung …"
        elif not where.is_name(at):
            return None
        if self._opens_office(where, at):
            return None
        names: list[str] = []
        head = written_out(self._text(where, after, after + offices.PLACE_HEADS.match(where, after)))
        while len(names) < LONGEST_LIST:
            own = offices.UNITS.match(where, at)
            end = self._proper(where, at + own, 5)
            if end == at + own or (own == 0 and self._opens_office(where, at)):
                break
            place = self._text(where, at + own, end)
            unit_name = (
                self._text(where, at, at + own)
                if own
                else province_unit(place)
                if len(units) > 1 and folded(units[0]) in {"tỉnh", "thành phố"}
                else units[-1].lower()
            )
            names.append(written_out(f"{head} {unit_name} {place}"))
            at = end
            if where.at(at) in {",", "và", ";"} and (
                where.is_name(at + 1) or offices.UNITS.match(where, at + 1)
            ):
                if self._opens_office(where, at + 1):
                    break
                at += 1
                continue
            break
        return Named(index, at, tuple(names), "office") if names else None

    def _place(self, where: Tokens, index: int) -> Named | None:
        """A place as the one addressed: Tỉnh, Thành phố, Huế, tỉnh Gia Lai."""
        province = offices.PROVINCES.match(where, index)
        if province and where.is_name(index):
            name = self._text(where, index, index + province)
            if not name.startswith("Thành phố"):
                name = f"{province_unit(name)} {name}"
            return Named(index, index + province, (name,), "place")
        unit = offices.UNITS.match(where, index)
        if not unit or where.at(index + unit) in {"hội", "tích", "quả"}:
            return None  # "xã hội", "thành tích"
        end = self._unit_and_name(where, index)
        if end > index + unit:
            return Named(index, end, (self._text(where, index, end),), "place")
        if where.at(index) not in {"tỉnh", "thành"} or where.at(end) in {",", "và"}:
            return None
        name = self.home if self.home else self._text(where, index, end)
        return Named(index, end, (name,), "place")
