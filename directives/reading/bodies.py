"""Bodies with a name of their own, classes of bodies and roles: Cục Hải quan; các sở, ngành; chủ đầu tư."""

from __future__ import annotations

from directives.reading import offices
from directives.reading.fields import Fields
from directives.reading.folding import Phrases, Tokens, phrases
from directives.reading.naming import Named

# Words whose first syllable is also the head of an office's name ("hội nghị", "tổ chức", "khu vực").
_NO_OFFICE = phrases(
    """
    hội nghị|hội thảo|xã hội|thị trường|thành viên|hội đàm|hội họp|hội viên|hội chợ|hội thi|hội trường|
    tổ chức|khu vực|khu dân cư|khu phố|
    trường hợp|đoàn kết|đoàn viên|đội ngũ|báo cáo|báo động|quỹ đất|viện trợ|viện dẫn|ban hành|ban đầu|ban đêm|
    bảo hiểm|phòng ngừa|phòng chống|phòng thủ|tổ quốc|thuế suất|khu đất|cảng biển|trạm thu phí|đài tưởng niệm"""
)


_GOES_ON = phrases("đơn vị|cơ quan|địa phương|tổ chức|hiệp hội|viện")
"""Classes that go on a list of firms or of parts of a ministry."""
_FIRMS = phrases(
    """
    tập đoàn kinh tế nhà nước|tập đoàn kinh tế|tập đoàn nhà nước|tập đoàn|tổng công ty nhà nước|tổng công ty|
    doanh nghiệp nhà nước|doanh nghiệp|hiệp hội|hiệp hội ngành hàng|hiệp hội doanh nghiệp"""
)
"""Firms named as a class: they go on a generic enumeration ("các bộ, ngành, tập đoàn, tổng công ty")."""
_LEVELS = frozenset(
    {"ủy", "xã", "huyện", "tỉnh", "có", "trên", "dưới", "chính", "cơ", ",", "và", "thôn", "phường", "thành"}
)
_PLAIN_CLASSES = frozenset(
    {"thể", "ngành", "phương", "xã", "phường", "huyện", "tỉnh", "sở", "bộ", "thôn", "bản"}
)
"""Last syllables of classes whose names no action goes on."""
_SECOND_CLASSES = frozenset({"ngành", "huyện", "phường"})
"""Classes written right behind the first one: "các sở ngành", "quận huyện"."""


class Bodies(Fields):
    """Names that go on up to their predicate."""

    def _free_office(self, where: Tokens, index: int, after: int) -> Named | None:
        length = offices.FREE_HEADS.match(where, after)
        if not length or not where.is_name(after) or _NO_OFFICE.match(where, after) > length:
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
        if offices.COMPLETE.match(where, after) == length:
            return Named(index, at, (self._text(where, after, at),), "office")
        end, shorter = self._tail(where, at)
        if end == at and where.at(index) in {"các", "những"} and offices.ROLES.match(where, after) == length:
            return None  # "các Tập đoàn, Tổng công ty" is a class
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

    def _generic(
        self, where: Tokens, index: int, after: int, determined: bool, members: Phrases = offices.CLASSES
    ) -> Named | None:
        """A class of bodies: các bộ, ngành, địa phương liên quan; Chủ đầu tư; các nhà thầu."""
        role = offices.ROLES.match(where, after)
        length = offices.CLASSES.match(where, after)
        if where.at(after) == "cấp" and length == 1 and not determined and where.at(after + 1) not in _LEVELS:
            return None  # "cấp thiết", "cấp phép"
        alike = _NO_OFFICE.match(where, after) > max(length, role) or where.at(after) == "tổ"
        if (length == 0 and role == 0) or (alike and not determined):
            return None
        if role > length or (role and not length):
            if not determined and not offices.ALONE.match(where, after):
                return None
            if where.at(after + role) == ":" and determined and where.is_name(after + role + 1):
                return self._distributed(
                    where, index, after + role + 1, self._text(where, after, after + role).capitalize()
                )
            end, shorter = self._tail(where, after + role)
            while determined and where.at(end) in {",", "và"}:  # "các tập đoàn, tổng công ty và doanh nghiệp"
                more = offices.ROLES.match(where, end + 1) or _GOES_ON.match(where, end + 1)
                if not more or (where.is_name(end + 1) and where.is_name(end + 1 + more)):
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
                firms = _FIRMS.match(where, at + step) if members is offices.CLASSES else 0
                if firms and not where.is_name(at + step + firms):
                    at += step + firms
                    many = True
                    continue
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
            elif where.at(at) in _SECOND_CLASSES and where.at(at - 1) in {"sở", "bộ", "ban", "quận", "xã"}:
                at += 1
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
        end, shorter = self._tail(where, at, plain=many and where.at(at - 1) in _PLAIN_CLASSES)
        if end == at and length == 1 and not many:
            return None
        return self._told(where, index, after, end, shorter, "generic")

    def _told(
        self, where: Tokens, index: int, after: int, end: int, shorter: tuple[int, ...], kind: str
    ) -> Named:
        # "các cơ quan thuộc Bộ Y tế, Bộ Nội vụ" is one string.
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
