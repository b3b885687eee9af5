"""The grammar of office names: one office, a post, a class of offices, a list of them.

Names come out as the annotation guide wants them: abbreviations written out, lists distributed
("các Sở: Tài chính, Y tế" → two names), a generic enumeration kept as one string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directives.reading import offices, predicates
from directives.reading.folding import Phrases, Tokens, folded, phrases, tokens, word_set
from directives.reading.model import Agency
from directives.reading.offices import written_out

_TAIL_STOPS = word_set(
    """
    trong để về theo nhằm khi tại từ trước sau đối với bằng qua như nếu mà do bởi được đã đang sẽ còn
    vào là thì nhưng nên rằng cũng đều vừa ngay đến cùng lại hoặc và bao gồm nơi
    """
)
_LONGEST_TAIL = 16
_LONGEST_LIST = 40
_MERGED_POSTS = frozenset(
    {"bộ trưởng", "thủ trưởng", "chủ tịch", "bí thư", "tổng giám đốc", "giám đốc", "phó giám đốc"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Offices read from token `start` to `end`; `shorter` are other ends at which the last name may stop."""

    start: int
    end: int
    names: tuple[str, ...]
    kind: str
    shorter: tuple[int, ...] = ()


_PLAIN_MANNER = phrases("tiếp tục|khẩn trương|chủ động|tập trung|nghiêm túc|có trách nhiệm")
_DOCUMENT = phrases(
    "báo cáo|tờ trình|kế hoạch|đề án|nghị quyết|quyết định|hồ sơ|thông tư|nghị định|luật|danh mục"
)


class Grammar:
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

    # -- one name ---------------------------------------------------------------------------------

    def one(self, where: Tokens, index: int) -> Named | None:
        """The office, post or class of offices named at `index`; None where nothing of the kind stands."""
        if not where.is_word(index):
            return None
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

    def _text(self, where: Tokens, start: int, end: int) -> str:
        parts: list[str] = []
        for at in range(start, end):
            if at > start and where.start[at] > where.end[at - 1]:
                parts.append(" ")
            parts.append(where.word[at])
        name = written_out("".join(parts))
        return (
            name[0].lower() + name[1:]
            if folded(name).startswith(("các ", "những ", "toàn ", "tất cả "))
            else name
        )

    def _proper(self, where: Tokens, index: int, limit: int = 8) -> int:
        """The end of the run of capitalised words from `index`, dashes between them included."""
        at = index
        while at < index + limit and at < len(where):
            named = where.is_name(at) or (at > index and where.word[at].isdigit())
            short = where.at(at) == "." and where.at(at - 1) in {"tp", "tx"} and where.is_name(at + 1)
            dash = at > index and where.at(at) in {"-", "–"} and where.is_name(at + 1)
            if not (named or short or (dash and not self._opens_office(where, at + 1))):
                break
            at += 1
        return at

    def _opens_office(self, where: Tokens, index: int) -> bool:
        return bool(
            offices.PLACE_HEADS.match(where, index)
            or offices.POSTS.match(where, index)
            or offices.FREE_HEADS.match(where, index)
            or (where.at(index) in offices.FIELD_HEADS)
        )

    def _is_other_office(self, where: Tokens, index: int) -> bool:
        """Whether an office of its own, not a field, stands at `index` (Ngân hàng Nhà nước)."""
        field = offices.FIELDS.match(where, index)
        return self._opens_office(where, index) and offices.FREE_HEADS.match(where, index) >= field

    def _unit_and_name(self, where: Tokens, index: int) -> int:
        """The end of "tỉnh Lào Cai", "TP. Hà Nội", "các xã, phường có cụm công nghiệp"; `index` if none."""
        unit = offices.UNITS.match(where, index)
        if not unit:
            return index
        at = index + unit
        if where.at(at) == ".":
            at += 1
        end = self._proper(where, at, 5)
        return end if end > at else index + unit

    # -- posts and persons --------------------------------------------------------------------------

    def _post(self, where: Tokens, index: int, after: int) -> Named | None:
        length = offices.POSTS.match(where, after)
        if not length:
            return None
        at = after + length
        post = " ".join(where.fold[after:at])
        while where.at(at) == "," or where.at(at) == "và":  # "Chủ tịch, Tổng Giám đốc các tập đoàn"
            more = offices.POSTS.match(where, at + 1)
            name = " ".join(where.fold[at + 1 : at + 1 + more])
            if (
                not more
                or (where.is_name(at + 1 + more) and name not in _MERGED_POSTS)
                or post not in _MERGED_POSTS
            ):
                break
            if self._post_object(where, at + 1 + more) is None:
                break
            at += 1 + more
        head_end = at
        below = self._post_object(where, at)
        if below is not None and below.kind != "place-only":
            prefix = self._text(where, after, head_end)
            person = (
                self._proper(where, below.end, 5)
                if below.kind == "office" and len(below.names) == 1
                else below.end
            )
            if len(below.names) > 1:
                return Named(
                    index, below.end, tuple(f"{prefix} {name}" for name in below.names), "post", below.shorter
                )
            if person > below.end and not self._opens_office(where, below.end):
                return Named(index, person, (self._text(where, after, person),), "post")
            end = self._duty(where, below.end)
            if post == "bộ trưởng" and where.at(end) == "," and where.at(end + 1) == "cơ":
                end = max(end, below.end)
            return Named(index, end, (self._text(where, after, end),), "post", below.shorter)
        person = self._proper(where, at, 6)
        if person > at:
            return Named(index, person, (self._text(where, after, person),), "post")
        if post in {"phó", "trưởng", "đại diện", "thành viên", "cán bộ", "công chức", "ủy viên"}:
            return None
        return Named(index, at, (self._text(where, after, at),), "post")

    def _post_object(self, where: Tokens, index: int) -> Named | None:
        if not where.is_word(index):
            return None
        return self.one(where, index)

    def _duty(self, where: Tokens, index: int) -> int:
        """Past "phụ trách lĩnh vực", "phụ trách" after a post."""
        if where.at(index) == "phụ" and where.at(index + 1) == "trách":
            index += 2
            if where.at(index) == "lĩnh" and where.at(index + 1) == "vực":
                index += 2
        return index

    def _person(self, where: Tokens, index: int, after: int) -> Named | None:
        end = self._proper(where, after, 6)
        if end <= after + 1:
            return None
        title = self._post(where, end + 1, end + 1) if where.at(end) in {",", "-", "–"} else None
        if title is not None and len(title.names) == 1:
            end = title.end
        return Named(index, end, (self._text(where, after, end),), "post")

    # -- offices ------------------------------------------------------------------------------------

    def _place_office(self, where: Tokens, index: int, after: int) -> Named | None:
        length = offices.PLACE_HEADS.match(where, after)
        if not length:
            return None
        head_end = after + length
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
            if self._opens_office(where, head_end):
                end = head_end
        nested = self._nested_places(where, end)
        nested = self._more_levels(where, nested)
        name = self._text(where, after, nested)
        names = [name]
        # "UBND huyện A, thị xã B và thành phố C" names three committees.
        at = nested
        head = self._text(where, after, head_end)
        while len(names) < _LONGEST_LIST and where.at(at) in {",", "và"}:
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
        while len(names) < _LONGEST_LIST:
            own = offices.UNITS.match(where, at)
            end = self._proper(where, at + own, 5)
            if end == at + own or (own == 0 and self._opens_office(where, at)):
                break
            place = self._text(where, at + own, end)
            unit_name = (
                self._text(where, at, at + own)
                if own
                else units[0].lower()
                if len(units) == 1
                else _province_unit(place)
            )
            names.append(f"{head} {unit_name} {place}")
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

    def _field(self, where: Tokens, index: int) -> int:
        """The end of a field's name ("Giáo dục và Đào tạo", "KH&ĐT"); `index` if none stands there."""
        if not where.is_name(index) and where.at(index - 1) not in offices.FIELD_HEADS:
            return index
        length = offices.FIELDS.match(where, index)
        if length:
            if not where.is_name(index):
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
                and where.end[end - 1] == where.start[end]
                and end + 1 < len(where)
                and where.end[end] == where.start[end + 1]
                and where.word[end + 1].isupper()
            ):
                end += 2
            return end
        if self._opens_office(where, index):
            return index
        end = self._proper(where, index, 6)
        if (
            end > index
            and where.at(end) == "và"
            and where.is_name(end + 1)
            and not self._opens_office(where, end + 1)
        ):
            end = self._proper(where, end + 1, 5)
        return end

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
        if first >= len(where) or not where.is_name(first):
            return self._class_list(where, index, after) if where.at(after + 1) == "," else None
        end = self._field(where, first)
        if end == first:
            return None
        if after == index and not colon:
            if head == "phòng" and not where.is_name(after):
                return None
            place = self._unit_and_name(where, end)
            if place == end and where.is_name(end) and offices.PROVINCES.match(where, end):
                place = end + offices.PROVINCES.match(where, end)
            shown = end if place > end and offices.UNITS.match(where, end) == 0 else place
            return Named(index, place, (self._text(where, after, shown),), "office")
        return self._distributed(where, index, first, self._text(where, after, after + 1).capitalize())

    def _distributed(self, where: Tokens, index: int, at: int, head: str) -> Named | None:
        names: list[str] = []
        if where.at(at - 1) == ":" and predicates.opening(where, at) and not offices.FIELDS.match(where, at):
            return None  # "Các Sở: Khẩn trương …"
        while len(names) < _LONGEST_LIST:
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

    def _free_office(self, where: Tokens, index: int, after: int) -> Named | None:
        length = offices.FREE_HEADS.match(where, after)
        if not length or not where.is_name(after):
            return None
        if where.at(after) == "đội" or (
            length == 1
            and where.at(after) in {"khu", "hội", "trạm", "tổ", "hạt", "ban", "đoàn", "báo", "cảng"}
            and not (where.is_name(after + 1) or where.at(after + 1) in {"công", "quản"})
        ):
            return None
        at = after + length
        if at < len(where) and where.at(at) == ":" and after > index and where.is_name(at + 1):
            return self._distributed(where, index, at + 1, self._text(where, after, at))
        end, shorter = self._tail(where, at)
        if (
            after > index
            and where.at(after - 1) in {"các", "những"}
            and end > at
            and where.at(end) in {",", "và"}
        ):
            pass
        start = (
            after if where.at(index) not in {"các", "những", "toàn", "tất", "mọi", "từng", "mỗi"} else index
        )
        if (
            end == at
            and length == 1
            and where.at(after)
            in {
                "trường",
                "viện",
                "cục",
                "hội",
                "quỹ",
                "đài",
                "báo",
                "cổng",
                "ban",
                "khu",
                "đoàn",
                "thuế",
                "tổ",
            }
        ):
            return None
        return Named(
            index, end, (self._text(where, start, self._trimmed(where, at, end)),), "office", shorter
        )

    def _trimmed(self, where: Tokens, at: int, end: int) -> int:
        """Without a closing "của tỉnh": the province of the document goes without saying."""
        if end - 2 >= at and where.at(end - 2) == "của" and where.at(end - 1) in {"tỉnh", "huyện", "xã"}:
            return end - 2
        return end

    def _tail(self, where: Tokens, index: int) -> tuple[int, tuple[int, ...]]:
        """The end of what still belongs to a name begun before `index`, and earlier possible ends."""
        at, shorter = index, []
        while at < len(where) and at - index < _LONGEST_TAIL:
            word = where.at(at)
            if where.word[at] == "(":
                break
            if word == "-" and at > index and where.is_name(at + 1) and not self._opens_office(where, at + 1):
                at += 1
                continue
            if word == "." and where.at(at - 1) in {"tp", "tx"}:
                at += 1
                continue
            if word in {",", "và"}:
                # "Công nghiệp và Thương mại", "Thương binh, Xã hội": a field with a sign inside.
                joined = (
                    where.is_name(at + 1)
                    and where.is_name(at - 1)
                    and word == "và"
                    and not self._opens_office(where, at + 1)
                )
                if not joined and not (word == "và" and words_inside(where, at)):
                    break
                at += 1
                continue
            if word == "tại" and (offices.ROLES.match(where, at + 1) or offices.CLASSES.match(where, at + 1)):
                at += 1
                continue
            if not where.is_word(at) or word in _TAIL_STOPS:
                break
            if where.is_name(at) or where.word[at].isdigit():
                if (
                    where.is_name(at)
                    and at > index
                    and self._opens_office(where, at)
                    and where.at(at - 1) not in {"của", "thuộc", "lý"}
                    and not _inside_name(where, at)
                ):
                    break
                at += 1
                continue
            kind = predicates.predicate(where, at)
            if kind:
                if kind == "modal" or not predicates.soft(where, at):
                    break
                if where.is_name(at + 2) and _DOCUMENT.match(where, at + 2):
                    break  # "Hội đồng thẩm định thẩm định Báo cáo …"
                if where.at(at - 1) == "quan" and where.at(at - 2) == "liên":
                    break
                shorter.append(at)
            at += 1
        return at, tuple(reversed(shorter))

    # -- classes ------------------------------------------------------------------------------------

    def _generic(
        self, where: Tokens, index: int, after: int, determined: bool, members: Phrases = offices.CLASSES
    ) -> Named | None:
        """A class of bodies: các bộ, ngành, địa phương liên quan; Chủ đầu tư; các nhà thầu."""
        role = offices.ROLES.match(where, after)
        length = offices.CLASSES.match(where, after)
        if length == 0 and role == 0:
            return None
        if role > length or (role and not length):
            if not determined and not where.is_name(after) and role < 2:
                return None
            if not determined and role == 1 and where.at(after) not in {"dn", "dnnn"}:
                return None
            if where.at(after + role) == ":" and determined and where.is_name(after + role + 1):
                return self._distributed(
                    where, index, after + role + 1, self._text(where, after, after + role).capitalize()
                )
            end, shorter = self._tail(where, after + role)
            while (
                determined and where.at(end) == "," and not where.is_name(end + 1)
            ):  # "các tập đoàn, tổng công ty"
                more = offices.ROLES.match(where, end + 1)
                if not more:
                    break
                end, shorter = self._tail(where, end + 1 + more)
            return self._told(where, index, after, end, shorter, "role")
        at = after + length
        many = determined
        while True:
            step = 0
            if where.at(at) in {",", "và", "/"} or (where.at(at) == "-" and not where.is_name(at + 1)):
                step = 1
                if (
                    members is offices.CLASSES
                    and where.at(at + 1) in {"các", "những"}
                    and members.match(where, at + 2)
                ):
                    step = 2
                more = members.match(where, at + step)
                if not more or offices.ROLES.match(where, at + step) > more:
                    break
                if (
                    where.is_name(at + step + more)
                    and where.at(at + step) in offices.FIELD_HEADS
                    and offices.FIELDS.match(where, at + step + more)
                ):
                    break  # "các sở, ngành, Sở Tài chính"
                if offices.PLACE_HEADS.match(where, at + step) > more:
                    break
                at += step + more
                many = True
            elif where.at(at) == "các" and where.at(at + 1) == "cấp":
                at += 2
                many = True
            else:
                break
        if (
            not many
            and not (where.is_name(after) and after == 0)
            and where.at(after) not in {"chính", "cấp", "cơ", "đơn", "địa"}
        ):
            return None
        if where.at(at) == ":" and where.at(after) in offices.FIELD_HEADS | {"cơ"} and where.is_name(at + 1):
            return self._class_list(where, index, after)
        end, shorter = self._tail(where, at)
        if end == at and length == 1 and not many:
            return None
        return self._told(where, index, after, end, shorter, "generic")

    def _told(
        self, where: Tokens, index: int, after: int, end: int, shorter: tuple[int, ...], kind: str
    ) -> Named:
        # "các cơ quan liên quan thuộc Bộ Xây dựng, Bộ Quốc phòng" is one string.
        if where.at(end - 2) == "thuộc" or "thuộc" in where.fold[after:end] or "của" in where.fold[after:end]:
            while (
                where.at(end) in {",", "và"}
                and where.at(end + 1) in offices.FIELD_HEADS
                and where.is_name(end + 2)
            ):
                field = self._field(where, end + 2)
                if field == end + 2:
                    break
                end = field
        begin = after if where.at(index) in {"đồng", "đ", "ông", "bà"} else index
        text = self._text(where, begin, self._trimmed(where, after, end))
        for spoken in (" nói chung", " nói riêng"):
            text = text.removesuffix(spoken)
        return Named(index, end, (text,), kind, shorter)

    def _place(self, where: Tokens, index: int) -> Named | None:
        """A place as the one addressed: Tỉnh, Thành phố, Huế, tỉnh Gia Lai."""
        province = offices.PROVINCES.match(where, index)
        if province and where.is_name(index):
            name = self._text(where, index, index + province)
            if not name.startswith("Thành phố"):
                name = f"{_province_unit(name)} {name}"
            return Named(index, index + province, (name,), "place")
        unit = offices.UNITS.match(where, index)
        if not unit:
            return None
        end = self._unit_and_name(where, index)
        if end > index + unit:
            return Named(index, end, (self._text(where, index, end),), "place")
        if where.at(index) not in {"tỉnh", "thành"} or where.at(end) in {",", "và"}:
            return None
        name = self.home if where.is_name(index) and self.home else self._text(where, index, end)
        return Named(index, end, (name,), "place")

    # -- lists --------------------------------------------------------------------------------------

    def several(self, where: Tokens, index: int, across: bool = False) -> Named | None:
        """All offices named from `index` on: "A, B và C (nhất là D)"; `across` goes on past ";"."""
        first = self.one(where, index)
        if first is None:
            return None
        names = list(first.names)
        last, kind = first, first.kind
        end = self._past_bracket(where, first.end)
        while len(names) < _LONGEST_LIST:
            at = end
            if where.at(at) in {",", "và", ";", "cùng", "&"}:
                at += 1
            if where.at(at) in {"và", "cùng"} and at > end:
                at += 1
            if where.at(at) == "nhất" and where.at(at + 1) == "là":
                at += 2
                if where.at(at) == "với":
                    at += 1
            especially = where.at(at - 1) == "là" or where.at(at - 2) == "là"
            if at == end or (where.at(end) == ";" and not (across and last.kind in {"office", "post"})):
                break
            more = self.one(where, at)
            if more is None or (more.kind == "place" and not where.is_name(at) and more.end - at < 2):
                break
            if especially and more.kind != "office":
                end = self._past_bracket(where, more.end)
                continue
            if where.at(end) == ",":
                kind = kind if kind == more.kind else "mixed"
            names.extend(name for name in more.names if name not in names)
            last = more
            end = self._past_bracket(where, more.end)
        return Named(index, end, tuple(names), kind, last.shorter)

    def _past_bracket(self, where: Tokens, index: int) -> int:
        """Past "(Tập đoàn Z)", "(gọi tắt là …)" after a name; a bracket beyond 25 tokens is no gloss."""
        if where.at(index) == "(":
            for at in range(index + 1, min(index + 25, len(where))):
                if where.at(at) == ")":
                    return at + 1
        return index

    def addressed(self, where: Tokens, index: int, aside: bool = True) -> tuple[Named, str, int] | None:
        """Offices at `index` followed by a predicate: (offices, kind of predicate, where it begins).

        `aside` allows ", theo chức năng, nhiệm vụ," between them.
        """
        named = self.several(where, index, across=True)
        if named is None:
            return None
        kind = predicates.predicate(where, named.end)
        if kind:
            return named, kind, named.end
        for end in named.shorter:
            kind = predicates.predicate(where, end)
            if kind and end > index:
                return self._cut(where, named, end), kind, end
        at = past_aside(where, named.end) if aside else named.end
        kind = predicates.predicate(where, at)
        if kind:
            return named, kind, at
        many = named.kind in {"generic", "role"} or " các " in named.names[-1]
        return self._described(where, named) if many else None

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


def words_inside(where: Tokens, index: int) -> bool:
    """Whether "và" at `index` joins words of one lower-case name ("đổi mới và phát triển …")."""
    return (
        where.is_word(index - 1)
        and predicates.soft(where, index + 1)
        and (predicates.soft(where, index - 2) or predicates.soft(where, index - 1))
    )


def _inside_name(where: Tokens, index: int) -> bool:
    """Whether the capitalised word at `index` goes on a name ("Phòng Thương mại và Công nghiệp")."""
    return (
        where.at(index)
        in {"công", "thanh", "thống", "hải", "thuế", "điện", "bảo", "thông", "báo", "khu", "xí"}
        and where.at(index - 1) != ","
    )


def _province_unit(place: str) -> str:
    return "thành phố" if folded(place).removeprefix("thành phố ") in offices.MUNICIPALITIES else "tỉnh"


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
