"""Deadline phrases: "trước ngày 15/12/2025", "trong quý IV", "từ nay đến cuối năm", "hằng tuần".

Rule source: the corpus's annotation guide. A period means its last day, a window its last day, N working
days are counted from the signing date; "tại kỳ họp thứ 10" keeps the phrase and no date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from directives.reading.folding import folded
from directives.reading.model import AddWorkingDays

_S = r"\s{1,3}"
_YEAR = r"(?:19|20)\d\d"
_DMY = (
    rf"(?:(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]?\s?(?P<y>{_YEAR})"
    rf"|(?P<d2>\d{{1,2}}){_S}tháng{_S}(?P<m2>\d{{1,2}})(?:{_S}năm{_S}(?P<y2>{_YEAR})|"
    rf"{_S}năm{_S}(?P<thisyear>nay)|\s?/\s?(?P<y4>{_YEAR}))?"
    rf"|(?P<d3>\d{{1,2}})\s?/\s?(?P<m3>\d{{1,2}})(?![\d/]|\s?/))"
)
_DATE = rf"(?:(?:(?:buổi{_S})?(?:sáng|chiều|tối|trưa){_S})?(?:ngày|dịp){_S})?{_DMY}"
_MONTH = (
    rf"(?:tháng{_S}(?P<mm>1[0-2]|0?[1-9])(?:\s?[/-]\s?(?P<my>{_YEAR})|"
    rf"{_S}năm{_S}(?P<my2>{_YEAR})|{_S}năm{_S}nay)?"
    rf"(?![\d/%])|(?P<mthis>tháng{_S}(?:này|tới|sau)))"
)
_QUARTER = (
    rf"(?:quý{_S}(?P<q>iv|i{{1,3}}|[1-4])(?:\s?[/-]\s?(?P<qy>{_YEAR})|"
    rf"{_S}năm{_S}(?P<qy2>{_YEAR})|{_S}năm{_S}nay)?(?![\w/])|(?P<qthis>quý{_S}này))"
)
_YEARS = rf"(?:năm{_S}(?P<yy>{_YEAR})(?!\s?[-–]\s?\d)|(?P<ythis>năm{_S}(?:nay|này)))"
_PERIOD = rf"(?:{_MONTH}|{_QUARTER}|{_YEARS})"

_LATEST = rf"(?:chậm{_S}nhất|muộn{_S}nhất|trễ{_S}nhất|không{_S}muộn{_S}hơn|không{_S}quá|hạn{_S}cuối)"
_UNTIL = (
    rf"(?:(?:{_LATEST})(?:{_S}là)?(?:{_S}(?:trước|trong|vào|đến|hết|tới))?(?:{_S}hết)?|"
    rf"trước(?:{_S}hết)?|trong|đến(?:{_S}hết)?|tới|vào(?:{_S}trước)?|hết|"
    rf"(?:thời{_S})?hạn(?:{_S}(?:là|đến))?)"
)
_Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){pattern}")


_RULES: _Patterns = (
    (
        "window",
        _rule(
            rf""
            rf"(?:thời{_S}gian{_S})?(?:trong{_S})?(?:tuần{_S})?từ{_S}(?:ngày{_S})?\d{{1,2}}(?:\s?/\s?\d{{1,2}}(?:\s?/\s?{_YEAR})?|"
            rf"{_S}tháng{_S}\d{{1,2}}(?:{_S}năm{_S}{_YEAR})?)?\s?(?:-|đến)\s?(?:hết{_S})?{_DATE}"
        ),
    ),
    (
        "window",
        _rule(
            rf"(?:thời{_S}gian{_S})?(?:trong{_S})?(?:các{_S})?(?:tuần{_S}|ngày{_S}|"
            rf"tuần{_S}ngày{_S})\d{{1,2}}{_S}?(?:-|đến){_S}?{_DATE}"
        ),
    ),
    (
        "days",
        _rule(
            rf"(?:(?:{_LATEST}|trong)(?:{_S}là)?{_S})?(?:trong{_S})?(?:(?:thời{_S}(?:hạn|gian)|"
            rf"vòng|"
            rf"thời{_S}hạn{_S}không{_S}quá){_S})(?P<n>\d{{1,3}}){_S}(?:\([^)]{{1,20}}\){_S})?(?P<unit>ngày{_S}làm{_S}việc|"
            rf"ngày|tuần|tháng|năm)(?:,?{_S}(?:kể{_S})?từ{_S}(?:ngày|khi){_S}[^,.;]{{1,60}})?"
        ),
    ),
    (
        "days",
        _rule(
            rf"(?:sau|{_LATEST}(?:{_S}(?:là|sau))?|"
            rf"trong){_S}(?P<n>\d{{1,3}}){_S}(?P<unit>ngày{_S}làm{_S}việc|"
            rf"ngày)(?:,?{_S}(?:kể{_S})?từ{_S}(?:ngày|khi){_S}[^,.;]{{1,60}})?(?!{_S}(?:qua|đầu|"
            rf"vừa|nghỉ|tết|cuối))"
        ),
    ),
    ("day", _rule(rf"(?:{_UNTIL}{_S})(?:(?:trong|vào|hết){_S})?{_DATE}")),
    (
        "day",
        _rule(rf"(?:hoàn{_S}thành|xong|thời{_S}gian|hạn|ngày{_S}hoàn{_S}thành)(?:{_S}là)?:?{_S}{_DATE}"),
    ),
    (
        "period",
        _rule(
            rf"(?:{_UNTIL}|ngay){_S}(?:trong{_S})?(?:tháng|quý){_S}\w{{1,3}}(?:{_S}(?:và|đến)|\s?[,-]){_S}?(?:{_MONTH}|{_QUARTER})"
        ),
    ),
    ("toyearend", _rule(rf"từ{_S}nay{_S}(?:đến|tới){_S}(?:hết{_S}|cuối{_S})?{_YEARS}")),
    ("day", _rule(rf"từ{_S}nay{_S}(?:đến|tới)(?:{_S}hết)?{_S}{_DATE}")),
    (
        "toyearend",
        _rule(rf"(?:từ{_S}nay{_S}(?:đến|tới)|{_UNTIL}){_S}(?:hết{_S}|cuối{_S}){{1,2}}năm(?!{_S}\d)"),
    ),
    (
        "period",
        _rule(
            rf"(?:{_UNTIL}|ngay){_S}(?:(?:trong|hết|cuối|vào|nửa{_S}cuối|ngay|"
            rf"ngay{_S}trong){_S}){{0,2}}(?:{_MONTH}|{_QUARTER})"
        ),
    ),
    ("vague", _rule(rf"(?:{_UNTIL}|ngay|từ){_S}(?:đầu|giữa|nửa{_S}đầu){_S}{_PERIOD}")),
    (
        "period",
        _rule(
            rf"(?:{_LATEST}(?:{_S}(?:trong|là|vào|đến|hết|cuối)){{0,2}}|ngay{_S}trong|trong|hết|"
            rf"(?:trước|vào|đến|tới){_S}(?:hết|cuối))(?:{_S}(?:hết|cuối)){{0,2}}{_S}{_YEARS}"
        ),
    ),
    ("untilyear", _rule(rf"(?:đến|tới){_S}{_YEARS}")),
    ("opening", _rule(rf"(?:cuối{_S}|hết{_S})?{_PERIOD}")),
    ("openingday", _rule(rf"ngày{_S}{_DMY}")),
    ("period", _rule(rf"(?:hoàn{_S}thành|xong){_S}(?:{_MONTH}|{_QUARTER})")),
    (
        "vague",
        _rule(
            rf"(?:tại|vào|trước|đến|trong){_S}(?:kỳ{_S}họp|phiên{_S}họp|"
            rf"hội{_S}nghị){_S}(?:lần{_S})?(?:thứ|tới|sắp{_S}tới|cuối{_S}năm|giữa{_S}năm|"
            rf"bất{_S}thường)[^,;.]{{0,40}}"
        ),
    ),
    (
        "week",
        _rule(
            rf"(?:{_UNTIL}|ngay{_S}trong){_S}(?:cuối{_S})?tuần(?:{_S}(?:này|tới|"
            rf"sau))?(?!{_S}(?:ngày|lễ|qua|trước))(?![^\W_])"
        ),
    ),
)

_RECURRING = re.compile(
    r""
    r"(?<![^\W_])(?:(?:thực hiện )?(?:chế độ )?(?:báo cáo )?"
    r"(?P<phrase>định kỳ(?: (?:\d{1,2} (?:ngày|tuần|tháng)|trước ngày \d{1,2} (?:hằng|hàng) (?:tháng|quý)|"
    r"\w+ \d{1,2} (?:ngày|tháng)|(?:hằng|hàng|mỗi|theo|từng)? ?(?:ngày|tuần|tháng|quý|"
    r"năm)(?: ?[,/]? (?:quý|tháng|năm))?)(?: một lần)?)?"
    r"|(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)|(?:một|\d{1,2}) (?:lần/ ?(?:ngày|tuần|"
    r"tháng|quý|năm)|(?:ngày|tuần|tháng|quý|năm) ?/ ?(?:\d|một)? ?lần)"
    r"|mỗi (?:ngày|tuần|tháng|quý|năm)(?: (?:một|\d) lần)?|trước ngày \d{1,2} (?:hằng|"
    r"hàng) (?:tháng|quý|năm)|thường xuyên|nhiệm vụ thường xuyên|vào (?:thứ \w+|"
    r"ngày \d{1,2}) (?:hằng|hàng) (?:tuần|tháng)))(?![^\W_])"
)
# "ngân sách hằng năm", "nhiệm vụ thường xuyên" as a name: the word belongs to the noun before it.
_NOUN_BEFORE = re.compile(
    r"(?:ngân sách|kế hoạch|dự toán|báo cáo thường niên|chi|kinh phí|vốn|bình quân|mức|"
    r"chỉ tiêu|kết quả|đánh giá|số liệu|sản lượng|diện tích|chi phí|trung bình|lễ hội|"
    r"hoạt động|phiên họp|họp|cuộc họp|"
    r"giáo dục|dạy nghề|nghề|chuyên tu|quan hệ|đầu tư|tu bổ|sự kiện|rà soát, đánh giá) $"
)
# A date right after one of these tells of a fact, not of the action.
_DATED_FACT = re.compile(
    r"(?:tính|số liệu|lũy kế|kể từ|từ|có hiệu lực|giai đoạn|nhiệm kỳ|tầm nhìn|dự kiến|(?<!triển khai )tổ chức|kết thúc|diễn ra|khai mạc|"
    r"ban hành|được ký|ký)\s*(?:tính|từ|thi hành|vào)?\s*$"
)
_NAMED_YEAR = re.compile(
    r"(?:kế hoạch|chiến lược|quy hoạch|đề án|chương trình|giai đoạn|định hướng|mục tiêu|"
    r"tầm nhìn|dự toán|nhiệm vụ|chỉ tiêu|luật|pháp lệnh)[^,;.]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline phrase in place; `on` is None where the phrase is vague. `rule` names the pattern."""

    start: int
    end: int
    on: date | None
    rule: str


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _near(on: date | None, reference: date | None) -> date | None:
    """`on` in the year of `reference`, or the next where that would be more than two months past."""
    if on is None or reference is None or (reference - on).days <= 62:
        return on
    return _valid(on.year + 1, on.month, on.day)


def _day(match: re.Match[str], reference: date | None) -> date | None:
    g = match.groupdict()
    day, month = g["d"] or g["d2"] or g["d3"], g["m"] or g["m2"] or g["m3"]
    year = g["y"] or g["y2"] or g["y4"]
    if year:
        return _valid(int(year), int(month), int(day))
    return _near(_valid(reference.year, int(month), int(day)), reference) if reference else None


def _period(match: re.Match[str], reference: date | None) -> date | None:
    g = match.groupdict()
    year = g.get("my") or g.get("my2") or g.get("qy") or g.get("qy2") or g.get("yy")
    if g.get("yy"):
        return date(int(g["yy"]), 12, 31)
    if not year and reference is None:
        return None
    if g.get("mthis") and reference:
        ahead = 0 if g["mthis"].endswith("này") else 1
        return _month_end(
            reference.year + (reference.month + ahead > 12), (reference.month + ahead - 1) % 12 + 1
        )
    if g.get("qthis") and reference:
        return _month_end(reference.year, (reference.month - 1) // 3 * 3 + 3)
    if g.get("ythis") and reference:
        return date(reference.year, 12, 31)
    if g.get("q"):
        month = 3 * {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(g["q"], int(g["q"]) if g["q"].isdigit() else 0)
    elif g.get("mm"):
        month = int(g["mm"])
    else:
        return None
    if year:
        return _month_end(int(year), month)
    assert reference is not None  # noqa: S101 - the case without both was answered above
    on = _month_end(reference.year, month)
    return on if (reference - on).days <= 62 else _month_end(reference.year + 1, month)


def _counted(match: re.Match[str], reference: date | None, add_working_days: AddWorkingDays) -> date | None:
    if reference is None or "ể từ khi" in match.group():
        return None
    count, unit = int(match["n"]), match["unit"]
    since = re.search(_DMY, match.group())
    if since is not None:
        reference = _day(since, reference) or reference
    elif re.search(r"từ\s+(?:ngày|khi)\s+(?!ký|ban hành)", match.group()):
        return None  # counted from an event
    if "việc" in unit:
        return add_working_days(reference, count)
    if unit == "ngày":
        return reference + timedelta(days=count)
    if unit == "tuần":
        return reference + timedelta(weeks=count)
    return None


def find(
    text: str, start: int, end: int, reference: date | None, add_working_days: AddWorkingDays
) -> list[Found]:
    """Deadline phrases of text[start:end] in order; `reference`, the signing date, lends its year."""
    fold = folded(text[start:end])
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for rule, pattern in _RULES:
        for match in pattern.finditer(fold):
            if any(match.start() < e and s < match.end() for s, e in taken):
                continue
            before = fold[max(0, match.start() - 90) : match.start()]
            if not _counts(rule, match, before, fold):
                continue
            taken.append(match.span())
            on = _resolve(rule, match, reference, add_working_days)
            found.append(Found(start + match.start(), start + match.end(), on, rule))
    return sorted(found, key=lambda f: f.start)


def _resolve(
    rule: str, match: re.Match[str], reference: date | None, add_working_days: AddWorkingDays
) -> date | None:
    resolvers: dict[str, Callable[[], date | None]] = {
        "window": lambda: _day(match, reference),
        "day": lambda: _day(match, reference),
        "days": lambda: _counted(match, reference, add_working_days),
        "toyearend": lambda: (
            _period(match, reference) or (date(reference.year, 12, 31) if reference else None)
        ),
        "period": lambda: _period(match, reference),
        "untilyear": lambda: _period(match, reference),
        "opening": lambda: _period(match, reference),
        "openingday": lambda: _day(match, reference),
    }
    resolver = resolvers.get(rule)
    try:
        return resolver() if resolver else None
    except (ValueError, OverflowError):
        return None


def _counts(rule: str, match: re.Match[str], before: str, fold: str) -> bool:
    """Whether the phrase tells when to act: not a document's date, a fact's date or a plan's year."""
    if _DATED_FACT.search(before) and rule in {"day", "period", "untilyear"}:
        return False
    if rule == "untilyear":
        return not _NAMED_YEAR.search(before) and "tầm nhìn" not in fold[match.end() : match.end() + 15]
    if rule in {"opening", "openingday"}:
        # A bare "năm 2025" or "quý I/2026" tells a time only where it opens the sentence.
        if not before.strip() and re.match(r"\s*(?:là|sẽ|được xác định)", fold[match.end() :]):
            return False  # "Năm 2026 là năm …"
        return not before.strip(' “"(') or bool(
            re.search(r"(?:yêu cầu|đề nghị|rằng|chỉ rõ)[,:]?\s*[“\"]?$", before)
        )
    if rule == "period" and "năm" in match.group() and re.match(r"trong\s+năm", match.group()):
        return not re.search(r"(?:của|cho|đạt|kết quả|giai đoạn|kịch bản|đã \S+)[^,;.]{0,25}$", before)
    return True


def recurring(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a phrase such as "định kỳ hằng quý" tells that the action recurs; None if none does."""
    fold = folded(text[start:end])
    fold = re.sub(r"\s", " ", fold)
    for match in _RECURRING.finditer(fold):
        begin = match.start("phrase")
        if not _NOUN_BEFORE.search(fold[max(0, begin - 25) : begin]):
            return start + begin, start + match.end("phrase")
    return None
