"""Which part of the text is the conclusion, and what a block is in it.

A notice opens its conclusion with a line that ends "kết luận như sau:"; a news report mixes the chair's
words with those of others, so each of its blocks is given a speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from directives.reading.chairs import PERSON
from directives.reading.folding import folded
from directives.reading.layout import Block
from directives.reading.offices import MUNICIPALITIES
from directives.reading.quotes import quoted
from directives.reading.words import FAMILY_NAMES

_S = r"\s{1,3}"
_LEAD_IN = re.compile(
    r"(?:kết luận|ý kiến chỉ đạo|ý kiến kết luận|kết luận chỉ đạo|"
    r"chỉ đạo)[^.:;]{0,260}?(?:như sau|sau đây|sau)\s*:|kết luận\s*:|"
    r"kết luận[^.:;]{0,60}:$|kết luận,? (?:về|đối với)[^.:;]{0,120}:"
)
_END = re.compile(
    r"nơi nhận|tm\. |kt\. |tl\. |tuq\. |\(đã ký\)|tác giả\s*:|giờ đăng|nguồn( tin)?\s*:|"
    r"theo cổng thông tin|theo báo (?!cáo)|ý kiến của bạn|tin tức mới|tag\s*:|tin liên quan|"
    r"các tin khác|"
    r"bình luận|\[\d+\]|từ khóa|chia sẻ\s*:|xem thêm|lượt xem|email\s*:|họ tên\s*:|in trang|gửi email"
)
_CAPTION = re.compile(r"ảnh\s*:|ảnh minh họa|\(ảnh|ảnh internet|nguồn ảnh|quang cảnh|toàn cảnh")
_BACKGROUND_HEADING = re.compile(
    r"(?:về |phần |công tác |một số |những |các )*(?:đánh giá|kết quả|tình hình|ưu điểm|tồn tại|hạn chế|nguyên nhân|"
    r"thành tựu|khó khăn|bối cảnh|nhận xét|nhận định|thực trạng|khái quát|mặt được|mặt còn)"
)
_TASK_HEADING = re.compile(
    r"nhiệm vụ|giải pháp|yêu cầu|phân công|chỉ đạo|thời gian tới|kiến nghị|đề xuất|"
    r"tổ chức thực hiện|triển khai|ý kiến kết luận"
)
CLOSING = re.compile(
    r"thông báo[^.]{0,90}(?:để|đến|tới|và đề nghị|và yêu cầu)[^.]{0,500}(?:biết|"
    r"thực hiện)[^.,]{0,60}[./ ]*$|^trên đây là"
)
"""The formula that closes a notice: "thông báo để các đơn vị biết, thực hiện"."""
_CONCLUSION_STARTS = re.compile(
    r"(?:phát biểu )?(?:kết luận|chỉ đạo|bế mạc) (?:buổi|cuộc|phiên|hội|tại|nội dung)|"
    r"phát biểu (?:kết luận|chỉ đạo|bế mạc)|thông báo kết luận|"
    r"thay mặt[^,]{0,60}, [^,]{0,80} (?:kết luận|chỉ đạo)|"
    r"kết thúc (?:buổi|cuộc|phiên|hội)|sau khi nghe|đó là (?:ý kiến|yêu cầu|chỉ đạo|"
    r"nội dung|một trong)|nêu rõ[^.]{0,30}kết luận|kết luận của|có ý kiến kết luận|"
    r"yêu cầu,? trong thời gian tới"
)
_OTHERS = re.compile(
    r"(?:phát biểu|thảo luận|trao đổi|báo cáo|góp ý|tham luận)(?! kết luận| chỉ đạo)[^,.]{0,80}, (?:các|lãnh đạo|"
    r"đại diện|thứ trưởng|giám đốc|phó giám đốc|đại biểu|nhiều)|"
    r"(?:các )?(?:đại biểu|ý kiến|báo cáo|tham luận|lãnh đạo (?:các|một số|bộ|sở)|"
    r"đại diện|chuyên gia|thành viên|các (?:bộ|sở)[^.]{0,40}báo cáo)|tại (?:buổi|cuộc|"
    r"phiên|hội)[^,.]{0,40}, (?:các|lãnh đạo|đại biểu|đại diện|nhiều|bộ|sở|đồng chí|đ/c|"
    r"ông|bà|phó|thứ|giám)|"
    r"theo (?:báo cáo|các báo cáo|thống kê|số liệu|ông|bà|đại diện|phó|kết quả|đánh giá)|"
    r"thay mặt (?:các|tập thể|lãnh đạo (?!đảng|chính phủ|tỉnh|ubnd|thành phố)|đơn vị)|cũng tại|trước đó|"
    r"tham dự|cùng dự|dự (?:họp|hội|buổi|cuộc)|tham gia|"
    r"phát biểu thảo luận|tại điểm cầu|đến nay|hiện nay|tính đến|nguyên nhân"
)
# Leaders without a name who order: the chair or those he speaks for.
_LEADER_ORDERS = re.compile(
    r"(?:cũng tại [^,.]{0,40}, )?(?:lãnh đạo (?:bộ|chính phủ|tỉnh|thành phố|ubnd|ủy ban|đảng)|chính phủ|"
    r"(?:phó )?thủ tướng|(?:phó )?chủ tịch)[^,.:;]{0,60}? (?:cũng |đã )?(?:yêu cầu|chỉ đạo|giao|nhấn mạnh|lưu ý) "
)
_REPORTING = re.compile(
    r"cho biết|báo cáo|khẳng định|kiến nghị|đề xuất|trình bày|phát biểu|đề nghị|cho rằng|"
    r"thông tin|nêu|chia sẻ|bày tỏ"
)
_NAME = re.compile(PERSON)
_POST_NAME = re.compile(
    r"(?<![^\W_])((?:phó )?(?:thủ tướng|chủ tịch|giám đốc|bộ trưởng|bí thư|trưởng|"
    r"tổng giám đốc|cục trưởng|chánh|viện trưởng|thống đốc)|thứ trưởng|đồng chí|đ/c|ông|"
    r"bà)(?![^\W_])"
)


class Voice(Enum):
    """Whose words a block holds."""

    CONCLUSION = "conclusion"
    BACKGROUND = "background"
    OTHER = "other"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its voice; `opening` is where its words begin, after the lead-in if that stands in it."""

    block: Block
    voice: Voice
    opening: int
    led: bool = False
    """Whether a report has said "kết luận như sau:" before it: what follows is the conclusion itself."""


def is_formal(text: str, found: list[Block]) -> bool:
    """Whether the text is the notice itself (Decree 30 header, recipients), not a report about it."""
    front, back = folded(text[:2500]), folded(text[-5000:])
    signs = (
        "độc lập - tự do" in front,
        bool(re.search(r"(?:^|\n)\s*số\s*:", front)),
        bool(re.search(r"(?:^|\n)\s*thông báo\s*\n", front)) or "thông báo kết luận của" in front[:600],
        bool(re.search(r"(?:^|\n)\s*nơi nhận", back)),
        "thông báo để" in back and "biết" in back,
    )
    return sum(signs) >= 2


def parts(text: str, found: list[Block], formal: bool, chair: str | None) -> list[Part]:
    """The blocks with their voices, in order."""
    return _notice(text, found) if formal else _news(text, found, chair)


def _lead_in(text: str, block: Block) -> int | None:
    """Where the words after the lead-in begin, if `block` holds it."""
    fold = folded(text[block.start : block.end])
    if len(fold) > 6000:
        return None
    match = _LEAD_IN.search(fold)
    return block.start + match.end() if match else None


def _ends(text: str, block: Block) -> bool:
    return bool(_END.match(folded(text[block.start : min(block.end, block.start + 40)])))


def _notice(text: str, found: list[Block]) -> list[Part]:
    begin, opening = None, 0
    for at, block in enumerate(found[:60]):
        inside = _lead_in(text, block)
        if inside is not None and block.level == 0 and not text[block.start : block.end].isupper():
            begin, opening = at, inside
            break
    if begin is None:  # no lead-in: the first numbered item opens the conclusion
        begin = next((at for at, block in enumerate(found) if block.level and at > 1), len(found)) - 1
        opening = found[begin].end if 0 <= begin < len(found) else 0
    done: list[Part] = []
    background: int | None = None
    ended = False
    for at, block in enumerate(found):
        ended = ended or (at > begin and _ends(text, block))
        if at < begin or ended:
            done.append(Part(block, Voice.SKIP, block.body))
            continue
        if at == begin:
            voice = Voice.CONCLUSION if text[opening : block.end].strip() else Voice.SKIP
            done.append(Part(block, voice, opening))
            continue
        fold = folded(text[block.body : block.end])
        if block.level and background is not None and block.level <= background:
            background = None
        if (
            block.mark not in {None, "dash", "plus", "bullet"}
            and is_heading(text, block)
            and _BACKGROUND_HEADING.match(fold)
            and not _TASK_HEADING.search(fold)
        ):
            background = block.level
        voice = Voice.BACKGROUND if background is not None else Voice.CONCLUSION
        if CLOSING.search(fold):
            voice = Voice.BACKGROUND
        done.append(Part(block, voice, block.body))
    return done


def is_heading(text: str, block: Block) -> bool:
    """Whether `block` is a title: short or in capitals, without a closing stop."""
    words = text[block.body : block.end]
    if words.rstrip()[-1:] in {".", ";", "!", "?", "…"}:
        return False
    if len(words) > 8 and words.upper() == words:
        return True
    return len(words) < 160 or (
        words.endswith(":") and folded(words).startswith(("về ", "đối với ", "liên quan "))
    )


def _news(text: str, found: list[Block], chair: str | None) -> list[Part]:
    done: list[Part] = []
    # A text that opens with a list mark is a conclusion pasted without its header.
    started = bool(found) and found[0].mark is not None
    ended = led = False
    for at, block in enumerate(found):
        words = text[block.start : block.end]
        fold = folded(words)
        ended = ended or (at > 1 and len(words) < 200 and _ends(text, block))
        closed = words.rstrip()[-1:] in {".", ";", ":", "!", "?", "…", "”", '"', ")"}
        if (
            ended
            or (_CAPTION.search(fold[-120:]) and len(words) < 500)
            or (not closed and block.level == 0 and len(words) < 180)
            or (at == 0 and words.rstrip()[-1:] not in {".", ";", ":"})
        ):
            done.append(Part(block, Voice.SKIP, block.body))
            continue
        opening = block.body
        inside = _lead_in(text, block)
        if inside is not None:
            started = led = True
            opening = inside
            if not text[inside : block.end].strip():
                done.append(Part(block, Voice.SKIP, inside))
                continue
            led = True
            done.append(Part(block, Voice.CONCLUSION, inside, led))
            continue
        if _CONCLUSION_STARTS.search(fold[:400]) and not re.match(r"theo (?:báo cáo|thống kê)", fold):
            if re.match(r"đó là", fold) and done and not started:
                _retake(done)
            started = True
            voice = Voice.CONCLUSION
        elif (behind := quoted(text, block.start, block.end)) is not None:
            spoken = behind.by_chair(chair)
            voice = (
                Voice.OTHER
                if not spoken
                else Voice.CONCLUSION
                if started or behind.ordering
                else Voice.BACKGROUND
            )
        elif _is_other(words, fold, chair):
            voice = Voice.OTHER
        else:
            voice = Voice.CONCLUSION if started else Voice.BACKGROUND
        if re.match(r"như vậy,|theo đó, thông báo|trước đó,", fold):
            voice = Voice.OTHER
        done.append(Part(block, voice, opening, led))
    return done


def _retake(done: list[Part]) -> None:
    """ "Đó là ý kiến chỉ đạo …" makes the paragraph before it the chair's words."""
    for at in range(len(done) - 1, -1, -1):
        if done[at].voice is not Voice.SKIP:
            done[at] = Part(done[at].block, Voice.CONCLUSION, done[at].opening)
            return


def _is_other(words: str, fold: str, chair: str | None) -> bool:
    """Whether the block reports somebody else than the chair."""
    if chair and folded(chair) in fold[:250]:
        return False
    if _LEADER_ORDERS.match(fold):
        return False
    if _OTHERS.match(fold):
        return not re.match(r"hiện nay|đến nay", fold) or "yêu cầu" not in fold
    head = words[:200]
    post = _POST_NAME.search(fold[:120])
    if post is None or post.start() > 60:
        return False
    people = (
        found
        for found in _NAME.finditer(head, post.end())
        if folded(found.group()).split()[0] in FAMILY_NAMES and folded(found.group()) not in MUNICIPALITIES
    )
    name = next(people, None)
    if name is None or name.start() - post.end() > 70 or chair is None:
        return False
    said = name.group()
    if folded(said).endswith(folded(chair)) or folded(chair).split()[-1] in folded(said).split():
        return False
    after = fold[name.end() : name.end() + 120]
    return bool(re.match(r"[^.]{0,40}?(?:" + _REPORTING.pattern + ")", after)) and not re.match(
        r"[^.]{0,25}(?:yêu cầu|giao |được (?:giao|phân công))", after
    )
