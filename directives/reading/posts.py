"""Holders of a post: Giám đốc Sở Y tế; Chủ tịch UBND các xã; đồng chí Lê Văn A, Phó Chủ tịch."""

from __future__ import annotations

from directives.reading import offices
from directives.reading.folding import Tokens
from directives.reading.naming import Named
from directives.reading.places import Places

_MERGED_POSTS = frozenset(
    {"bộ trưởng", "thủ trưởng", "chủ tịch", "bí thư", "tổng giám đốc", "giám đốc", "phó giám đốc"}
)


class Posts(Places):
    """Posts and persons, with the offices they belong to."""

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
        if end <= after or (end == after + 1 and where.at(index) not in {"ông", "bà"}):
            return None
        title = self._post(where, end + 1, end + 1) if where.at(end) in {",", "-", "–"} else None
        if title is not None and len(title.names) == 1:
            end = title.end
        return Named(index, end, (self._text(where, after, end),), "post")
