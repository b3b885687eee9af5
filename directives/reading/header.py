"""The head of a conclusion: number, dates, chair, title, signatory, and whose matter it is about.

Rule source for number, place and date, and signature: Decree 30/2020/ND-CP, appendix I.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from directives.reading.chairs import CAPITAL, PERSON, find_chair
from directives.reading.folding import folded, tokens
from directives.reading.layout import Block
from directives.reading.offices import MUNICIPALITIES, PROVINCES
from directives.reading.words import FAMILY_NAMES

_NUMBER = re.compile(
    r"(?:^|\n)\s*Số\s*:\s*([\d.\-A-Za-zĐđƯư]*\s?[/-]\s?[A-ZĐƯ]{2,}[A-ZĐƯa-zđư0-9&/-]*)", re.M
)
_REPORTED = re.compile(
    r"[Tt]hông báo (?:kết luận )?(?:số )?(\d{1,5}[A-Z]?\s?[/-]\s?TB[A-ZĐƯ0-9-]*)"
    r"(?=[^.]{0,60}[Kk]ết luận)"
)
_PLACE_DATE = re.compile(
    r"[^\W\d_][^\n,]{1,40},\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)"
)
_FULL = re.compile(
    r"(?<![\d/])(\d{1,2})\s?(?:/|-|\s+tháng\s+)\s?(\d{1,2})\s?(?:/|-|\s+năm\s+)\s?((?:19|20)\d\d)(?!\d)"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(
    r"(?:ngày|sáng|chiều|trưa|tối)\s+(?:ngày\s+)?(\d{1,2})\s?(?:/|"
    r"\s+tháng\s+)\s?(\d{1,2})(?![\d/])(?!\s*(?:/|năm))"
)
_HOST = re.compile(
    r"làm việc với\s+(?:tập thể\s+|các\s+)?(?:lãnh đạo|ban lãnh đạo|đồng chí|"
    r"ban thường vụ|thường trực|cán bộ chủ chốt)?\s*(?:chủ chốt\s+)?(?:của\s+)?"
    r"(?P<what>(?:tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu)\s+[^\n,;.]{2,40})"
)
_PROVINCE = re.compile(
    r"(?<![^\W_])(?:tỉnh|TỈNH|Tỉnh|[Tt]hành phố|THÀNH PHỐ|TP\.?)\s+(?P<name>"
    + CAPITAL
    + r"[^\W\d_]*(?:[^\S\n]?(?:[^\S\n]|-[^\S\n]?)"
    + CAPITAL
    + r"[^\W\d_]*){0,3})"
)
_SIGNED = re.compile(
    r"(?:^|\n)[^\S\n]*(?:KT\.|TM\.|TL\.|TUQ\.|Q\.)?[^\S\n]*(?:"
    + CAPITAL
    + r"(?:"
    + CAPITAL
    + r"|[ ,.\-]){5,79}\n\s*){1,6}(?:\(?(?:Đã ký|đã ký|Ký)\)?\s*\n\s*)?(?P<name>"
    + PERSON
    + r")\s*(?:\n|$)"
)


_HEAD_LINE = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|CỘNG HÒA|THÔNG BÁO|KẾT LUẬN|Độc lập)\b")
"""Lines in the head of a notice that stand below a line in capitals as a signature does."""

_MET = re.compile(
    rf"(?:Ngày|[Ss]áng|[Cc]hiều|[Tt]ối)\s+(?:ngày\s+)?{_FULL.pattern}(?:\s*\([^)]{{1,20}}\))?,"
    r"[^.]{0,300}?(?:chủ trì|tổ chức|đã đi|kiểm tra|làm việc|họp|hội nghị)"
)


_NOTICE_OF = re.compile(
    rf"[Tt]hông báo (?:kết luận )?số \d+[A-Z]?\s?/\s?TB\S*,? (?:ngày )?{_FULL.pattern}(?=[^.]{{0,60}}[Kk]ết luận)"
)


@dataclass(frozen=True, slots=True)
class Header:
    number: str | None
    issued: date | None
    held_on: date | None
    chair: str | None
    signed_by: str | None
    title: str | None
    home: str | None
    """The province the text is about, "tỉnh Sơn La"; what "Tỉnh" alone means."""
    year: int | None
    """The year nearly all full dates of the text lie in, for days and months without one."""
    audience: str | None
    """The one worked with at the meeting, to whom bare tasks of a notice go."""


def _date(day: str, month: str, year: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_header(text: str, found: list[Block], formal: bool) -> Header:
    """What the first pages say; `formal` tells a notice from a news report."""
    front = text[:6000]
    number = _number(front, formal)
    issued = _issued(front, formal)
    held_on = _held_on(text[:20000], issued)
    if issued is None and not formal:
        issued = _published(text, found) or held_on
    chair = find_chair(front, formal)
    return Header(
        number=number,
        issued=issued,
        held_on=held_on,
        chair=chair,
        signed_by=_signed_by(text) if formal else None,
        title=_title(text, found, formal),
        home=_home(text[:20000]),
        year=_year(text, sure=True),
        audience=_audience(front),
    )


def _number(front: str, formal: bool) -> str | None:
    match = _NUMBER.search(front) or (None if formal else _REPORTED.search(front))
    if not match:
        return None
    number = re.sub(r"\s+", "", match.group(1))
    return number if number[0].isdigit() else None


def _issued(front: str, formal: bool) -> date | None:
    if formal:
        match = _PLACE_DATE.search(front[:1500])
        if match:
            return _date(*match.groups())
        match = re.search(r"(?:^|\n)[^\n]{0,40},\s*ngày\s+tháng", front[:1500])
        if match:
            return None
    match = re.search(
        rf"[Nn]gày\s+{_FULL.pattern},?\s+(?:\S+\s+){{1,8}}?(?:đã\s+)?(?:ban hành|có|ra|"
        rf"thông báo)\s+[^.]{{0,20}}[Tt]hông báo",
        front,
    )
    if match is None and not formal:
        match = _NOTICE_OF.search(front)
    return _date(*match.groups()[:3]) if match else None


def _published(text: str, found: list[Block]) -> date | None:
    """The day a news page was published: a line near the top that holds a date and little else."""
    for block in found[1:6]:
        line = text[block.start : block.end]
        match = _NUMERIC.search(line) if len(line) <= _DATE_LINE else None
        if match:
            return _date(*match.groups()[:3])
    return None


def _held_on(front: str, issued: date | None) -> date | None:
    match = _MET.search(front[:8000])
    if match:
        return _date(*match.groups()[:3])
    short = _SHORT.search(folded(front[:5000]))
    if short:
        year = issued.year if issued else _year(front)
        return _date(short.group(1), short.group(2), year) if year else None
    return None


def _year(text: str, sure: bool = False) -> int | None:
    """The year most full dates of the text lie in; `sure` wants three in four of them there."""
    years = Counter(int(match.group(3)) for match in _FULL.finditer(text))
    if not years:
        return None
    year = max(years, key=lambda y: (years[y], y))
    return year if not sure or years[year] * 4 >= years.total() * 3 else None


def _signed_by(text: str) -> str | None:
    """The name under the last post in capitals."""
    tail = text[-6000:]
    names = [match["name"] for match in _SIGNED.finditer(tail) if not _HEAD_LINE.match(match["name"])]
    return names[-1].strip() if names else None


_NO_TITLE_LINE = re.compile(r"(?:Ngày|Căn cứ|Thực hiện|Sáng|Chiều|Tại|Kính gửi|[IVX0-9]+\.)\b|[-+*(]")
_DATE_LINE = 60  # code points
_TITLE_LINE = 120  # code points; a longer line is the first paragraph already


def _title(text: str, found: list[Block], formal: bool) -> str | None:
    if formal:
        for at, block in enumerate(found[:30]):
            words = text[block.start : block.end]
            if re.match(r"(?:THÔNG BÁO|KẾT LUẬN|Thông báo|THÔNG BÁO KẾT LUẬN)\b", words):
                if len(words) < 25 and at + 1 < len(found):
                    at += 1
                    words = f"{words} {text[found[at].start : found[at].end]}"
                return re.sub(r"\s+", " ", words + _title_goes_on(text, found[at + 1 : at + 5]))[:500]
        return None
    for block in found[:8]:
        if block.end - block.start >= 25:
            return re.sub(r"\s+", " ", text[block.start : block.end])[:500]
    return None


def _title_goes_on(text: str, following: list[Block]) -> str:
    """The centred lines a title runs on over: they follow without a blank line and are no paragraph."""
    lines = ""
    for block in following:
        line = text[block.start : block.end]
        if block.gap or block.mark or len(line) > _TITLE_LINE or _NO_TITLE_LINE.match(line):
            break
        lines += f" {line}"
    return lines


def _home(front: str) -> str | None:
    names: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for match in _PROVINCE.finditer(front):
        name = re.sub(r"\s+", " ", match["name"])
        if name.isupper():
            name = name.title()
        if len(name.split()) > 4 or folded(name).startswith(("ủy", "trực", "đã")):
            continue
        if PROVINCES.match(tokens(name), 0):
            known[name] += 1
        elif folded(name).split()[0] not in FAMILY_NAMES or len(name.split()) < 3:
            names[name] += 1
    if not names and not known:
        return None
    name = (known or names).most_common(1)[0][0]
    unit = "thành phố" if folded(name) in MUNICIPALITIES else "tỉnh"
    return f"{unit} {name}"


def _audience(front: str) -> str | None:
    fold = folded(front)
    match = _HOST.search(fold)
    if not match:
        return None
    start, end = match.span("what")
    what = re.sub(r"\s+", " ", front[start:end])
    if what.isupper():
        what = what.title()
    words = what.split()
    unit = 2 if folded(words[0]) in {"thành", "thị", "đặc"} else 1
    name: list[str] = []
    for word in words[unit : unit + 4]:
        if not word[0].isupper():
            break
        name.append(word)
    return f"{' '.join(words[:unit]).lower()} {' '.join(name)}" if name else None
