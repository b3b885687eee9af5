"""What all office names are made of: runs of capitals, places, tails up to the predicate."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from directives.reading import offices, predicates, words
from directives.reading.folding import Tokens, folded, phrases, word_set
from directives.reading.offices import written_out

_TAIL_STOPS = word_set(
    """
    trong để về theo nhằm khi tại từ trước sau đối với bằng qua như nếu mà do bởi được đã đang sẽ còn
    vào là thì nhưng nên rằng cũng đều vừa ngay đến cùng lại hoặc và bao gồm nơi chưa thiếu bị gặp cho không
    """
)
_FIRST_ONLY = phrases(
    "tham mưu|"
    "nghiên cứu|giám sát|cung cấp|cung ứng|kiểm tra|hỗ trợ|đổi mới|phục hồi|thu|cấp|thuê|mua|bán|trồng|có"
)
"""Actions that belong to a name only right behind its head ("Viện nghiên cứu …", "Quỹ hỗ trợ …")."""
_NESTING = frozenset({"của", "thuộc", "lý", "các", "trị", "viên", "đốc", "hiệu"})
"""Before these a second office goes on the first one's name ("Hội đồng quản trị Tổng công ty")."""
_NO_STOPS = frozenset({("trong", "nước"), ("mặt", "bằng"), ("công", "bằng"), ("văn", "bằng"), ("biên", "mà")})
_LONGEST_TAIL = 16
LONGEST_LIST = 40
_ZONES = phrases("kcn|ccn|kkt|khu công nghiệp|cụm công nghiệp|khu kinh tế|khu chế xuất|khu công nghệ cao")
_DOCUMENT = phrases(
    "báo cáo|tờ trình|kế hoạch|đề án|nghị quyết|quyết định|hồ sơ|thông tư|nghị định|luật|danh mục"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Offices read from token `start` to `end`; `shorter` are other ends at which the last name may stop."""

    start: int
    end: int
    names: tuple[str, ...]
    kind: str
    shorter: tuple[int, ...] = ()


class NameParts(ABC):
    """The parts shared by all kinds of names; `one` reads a name of any kind."""

    home: str | None
    """The province of the document, for "Tỉnh" alone."""

    @abstractmethod
    def one(self, where: Tokens, index: int) -> Named | None:
        """The office, post or class of offices named at `index`; None where nothing of the kind stands."""

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

    def _is_bare_head(self, where: Tokens, index: int) -> bool:
        """Whether the office above closes a name without its own: Thanh tra Bộ, Văn phòng Sở."""
        return (
            where.at(index) in {"bộ", "sở", "tỉnh", "ban", "cục", "ngành"}
            and where.is_name(index)
            and not where.is_name(index + 1)
            and where.at(index + 1) not in {"trưởng", "chỉ", ":"}
        )

    def _is_place_name(self, where: Tokens, index: int) -> bool:
        """Whether two capitalised words name a place whose first also heads offices (Trường Khê, Hội An)."""
        return (
            where.is_name(index)
            and where.is_name(index + 1)
            and where.at(index) in {"trường", "khu", "hội", "đài", "trạm", "cảng", "quỹ", "tổ", "hạt"}
            and not self._opens_office(where, index + 1)
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
        if where.at(index + unit - 1) in {"quận", "phường", "q", "p"} and where.at(at).isdigit():
            return at + 1
        end = self._proper(where, at, 5)
        return end if end > at else index + unit

    def _trimmed(self, where: Tokens, at: int, end: int) -> int:
        """Without a closing "của tỉnh": the province of the document goes without saying."""
        if end - 2 >= at and where.at(end - 2) == "của" and where.at(end - 1) in {"tỉnh", "huyện", "xã"}:
            return end - 2
        return end

    def _tail(self, where: Tokens, index: int, plain: bool = False) -> tuple[int, tuple[int, ...]]:
        """The end of what still belongs to a name begun before `index`, and earlier possible ends.

        `plain` is a name that no action goes on ("các đoàn thể", "các xã").
        """
        at, shorter = index, []
        while at < len(where) and at - index < _LONGEST_TAIL:
            word = where.at(at)
            if where.word[at] == "(":
                break
            if word == "-" and where.is_name(at + 1) and not self._opens_office(where, at + 1):
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
                zones = at + 1 + (where.at(at + 1) == "các")
                if word == "và" and _ZONES.match(where, zones):  # "Khu kinh tế và các khu công nghiệp"
                    at = zones
                    continue
                if not joined and not (word == "và" and _words_inside(where, at)):
                    break
                at += 1
                continue
            if word == "tại" and (offices.ROLES.match(where, at + 1) or offices.CLASSES.match(where, at + 1)):
                at += 1
                continue
            if not where.is_word(at) or (
                word in _TAIL_STOPS
                and (where.at(at - 1), word) not in _NO_STOPS
                and (word, where.at(at + 1)) not in _NO_STOPS
            ):
                break
            if where.is_name(at) or where.word[at].isdigit():
                nested = offices.FREE_HEADS.match(where, at) if where.at(at - 1) in _NESTING else 0
                if nested > 1:
                    at += nested  # "thành viên Ban Chỉ đạo"
                    continue
                if (
                    where.is_name(at)
                    and at > index
                    and self._opens_office(where, at)
                    and where.at(at - 1) not in _NESTING
                    and not self._is_bare_head(where, at)
                    and where.at(at) != "hđnd"
                    and not _inside_name(where, at)
                ):
                    break
                at += 1
                continue
            if where.is_name(at - 1) and at - 1 >= index and words.VERBS.match(where, at - 1) >= 2:
                at += 1  # "Tổng cục Phòng chống thiên tai"
                continue
            kind = predicates.predicate(where, at)
            if kind:
                if kind == "modal" or not predicates.only_soft(where, at) or "thuộc" in where.fold[index:at]:
                    break
                if plain or (at > index and _FIRST_ONLY.match(where, at)):
                    break
                if where.is_name(at + 2) and _DOCUMENT.match(where, at + 2):
                    break  # "Hội đồng thẩm định thẩm định Báo cáo …"
                if where.at(at - 1) == "quan" and where.at(at - 2) == "liên":
                    break
                verb = words.SOFT.match(where, at)
                if where.at(at + verb) in {"các", "những"} or offices.PLACE_HEADS.match(where, at + verb):
                    break  # an object follows: it is the predicate
                shorter.append(at)
            at += 1
        return at, tuple(reversed(shorter))


def _words_inside(where: Tokens, index: int) -> bool:
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


def province_unit(place: str) -> str:
    return "thành phố" if folded(place).removeprefix("thành phố ") in offices.MUNICIPALITIES else "tỉnh"
