"""Words quoted with the speaker behind them: “… cần rà soát”, ông Thơ yêu cầu."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directives.reading.chairs import PERSON, is_named
from directives.reading.folding import folded
from directives.reading.words import FAMILY_NAMES

_SPEAKER = (
    r"(?:ông|bà|đồng chí|đ/c|(?:phó )?thủ tướng|(?:phó )?chủ tịch|bộ trưởng|thứ trưởng|(?:phó )?bí thư|"
    r"(?:phó )?giám đốc|(?:phó )?trưởng|lãnh đạo|người đứng đầu|kết luận|thông báo|văn bản|văn phòng|tổng giám đốc|"
    r"vị|tư lệnh|cục trưởng|chánh)"
)
_SAID = (
    r"(?:nói|yêu cầu|nhấn mạnh|nêu rõ|nêu|chỉ đạo|khẳng định|lưu ý|đề nghị|cho biết|cho hay|kết luận|quán triệt|"
    r"phát biểu|chia sẻ|bày tỏ|chỉ rõ|nhắc nhở|kiến nghị|đề xuất|thông báo|thông tin|cho rằng|phân tích|"
    r"giải thích|gợi ý)"
)
_BEHIND = re.compile(
    rf"[”\"]\s*[,.]?\s*[-–]?\s*(?P<who>{_SPEAKER}(?![^\W_])[^,;.:”\"\n]{{0,90}}?)"
    rf"(?:,[^,;.:”\"\n]{{3,80}},)?\s(?:cũng |đã |tiếp tục |đồng thời |"
    rf"thẳng thắn )?(?P<verb>{_SAID})(?: thêm| tiếp| vậy)?\s*(?:[.…!;]|$)"
)
_ORDERING = frozenset(
    {"yêu cầu", "chỉ đạo", "đề nghị", "nhắc nhở", "quán triệt", "lưu ý", "nhấn mạnh", "kết luận"}
)
_NAME = re.compile(PERSON)
_LEADER = re.compile(r"kết luận|thông báo|(?:phó )?(?:thủ tướng|chủ tịch|bộ trưởng|bí thư)|người đứng đầu")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A speaker named behind a quotation: where the words about him begin, and whether the chair spoke."""

    start: int
    who: str
    ordering: bool

    def by_chair(self, chair: str | None) -> bool:
        """Whether it is the chair; a leader's bare title counts, and where nobody is known who orders."""
        if is_named(chair, self.who):
            return True
        leader = _LEADER.match(folded(self.who))
        if leader is not None and (chair is None or not _names_somebody(self.who)):
            return True
        return chair is None and self.ordering


def _names_somebody(who: str) -> bool:
    """Whether a person's name stands in `who`, not only a post."""
    return any(folded(found.group()).split()[0] in FAMILY_NAMES for found in _NAME.finditer(who))


def quoted(text: str, start: int, end: int) -> Quoted | None:
    """The last speaker named behind a quotation in text[start:end], if any."""
    fold = folded(text[start:end])
    found = None
    for match in _BEHIND.finditer(fold):
        found = Quoted(
            start + match.start() + 1,
            text[start + match.start("who") : start + match.end("who")].strip(),
            match["verb"] in _ORDERING,
        )
    return found
