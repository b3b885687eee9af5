"""How deadlines are written: the patterns of phrases, each with the name of its rule. Patterns are for folded text.

Each bounds what it repeats, so that no text makes it slow.
"""

from __future__ import annotations

import re

_S = r"\s{1,3}"
_YEAR = r"(?:19|20)\d\d"
DMY = (
    rf"(?:(?P<d>\d{{1,2}})\s?[/.-]{{1,2}}\s?(?P<m>\d{{1,2}})\s?[/.-]{{0,2}}\s?(?P<y>{_YEAR})"
    rf"|(?<=ngày )(?P<d4>\d{{1,2}})[.-](?P<m4>\d{{1,2}})(?![\d.%/-])"
    rf"|(?P<d2>\d{{1,2}}){_S}tháng{_S}(?P<m2>\d{{1,2}})(?:{_S}năm{_S}(?P<y2>{_YEAR})|"
    rf"{_S}năm{_S}(?P<thisyear>nay)|\s?/\s?(?P<y4>{_YEAR}))?"
    rf"|(?P<d3>\d{{1,2}})\s?/\s?(?P<m3>\d{{1,2}})(?![\d/]|\s?/))"
)
_HOUR = rf"(?:\d{{1,2}}\s?(?:giờ|h)(?:\s?\d{{2}}(?:{_S}phút)?)?{_S})?(?:(?:buổi{_S})?(?:sáng|chiều|tối|trưa){_S})?"
_DATE = rf"{_HOUR}(?:(?:ngày|dịp){_S})?{DMY}"
_MONTH_WORDS = "mười một|mười hai|mười|giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|chạp"
_MONTH = (
    rf"(?:tháng{_S}(?P<mm>1[0-2]|0?[1-9]|{_MONTH_WORDS})(?:\s?[/-]\s?(?P<my>{_YEAR})|"
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


RULES: _Patterns = (
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
    (
        "toyearend",
        _rule(rf"(?:{_UNTIL}){_S}(?:những|các){_S}tháng{_S}cuối{_S}(?:{_YEARS}|năm(?!{_S}\d))"),
    ),
    (
        "half",
        _rule(
            rf"(?:{_UNTIL}){_S}(?:(?:trong|hết){_S})?(?:0?6|sáu){_S}tháng{_S}(?P<half>đầu|cuối){_S}"
            rf"(?:{_YEARS}|năm(?!{_S}\d))"
        ),
    ),
    ("half", _rule(rf"(?:{_UNTIL}){_S}nửa{_S}(?P<half>đầu|cuối){_S}{_YEARS}")),
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
    ("openingdate", _rule(DMY)),
    ("openingday", _rule(rf"ngày{_S}{DMY}")),
    ("period", _rule(rf"(?:hoàn{_S}thành|xong){_S}(?:{_MONTH}|{_QUARTER})")),
    (
        "period",
        _rule(
            rf"(?:thời{_S})?hạn(?:{_S}(?:hoàn{_S}thành|xong|báo{_S}cáo))?\s?:\s?(?:{_MONTH}|{_QUARTER}|{_YEARS})"
        ),
    ),
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

_DIGIT = re.compile(r"\d")
_PERIOD_WORDS = ("tháng", "quý", "năm")


def rules_for(fold: str) -> _Patterns:
    """The rules that can match in `fold`: each wants a digit, the name of a period or some other word in it."""
    words = tuple(word for word in _PERIOD_WORDS if word in fold)
    said = {
        "digit": _DIGIT.search(fold) is not None,
        "period": bool(words),
        "year": "năm" in words,
        "meeting": any(word in fold for word in ("kỳ", "phiên", "hội")),
        "week": "tuần" in fold,
    }
    return _CHOSEN[frozenset(need for need, there in said.items() if there)]


_NEEDS = {
    "window": {"digit"}, "days": {"digit"}, "day": {"digit"}, "openingdate": {"digit"}, "openingday": {"digit"},
    "period": {"period"}, "opening": {"period"}, "vague": {"period", "meeting"}, "week": {"week"},
    "toyearend": {"year"}, "half": {"year"}, "untilyear": {"year"},
}  # fmt: skip
"""Any one of these lets the rule match."""


class _Chosen(dict[frozenset[str], _Patterns]):
    def __missing__(self, said: frozenset[str]) -> _Patterns:
        self[said] = tuple((rule, pattern) for rule, pattern in RULES if _NEEDS[rule] & said)
        return self[said]


_CHOSEN = _Chosen()

RECURRING = re.compile(
    r""
    r"(?<![^\W_])(?:(?:thực hiện )?(?:chế độ )?(?:báo cáo )?"
    r"(?P<phrase>định kỳ(?: (?:\d{1,2} (?:ngày|tuần|tháng)|trước ngày \d{1,2} (?:hằng|hàng) (?:tháng|quý)|"
    r"\w+ \d{1,2} (?:ngày|tháng)|(?:hằng|hàng|mỗi|theo|từng)? ?(?:ngày|tuần|tháng|quý|"
    r"năm)(?: ?[,/]? (?:quý|tháng|năm))?)(?: một lần)?)?"
    r"|(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)|(?:một|\d{1,2}) (?:lần/ ?(?:ngày|tuần|"
    r"tháng|quý|năm)|(?:giờ|ngày|tuần|tháng|quý|năm) ?/ ?(?:\d|một)? ?lần)"
    r"|mỗi (?:ngày|tuần|tháng|quý|năm)(?: (?:một|\d) lần)?|trước ngày \d{1,2} (?:hằng|"
    r"hàng) (?:tháng|quý|năm)|thường xuyên|nhiệm vụ thường xuyên|vào (?:thứ \w+|"
    r"ngày \d{1,2}) (?:hằng|hàng) (?:tuần|tháng)))(?![^\W_])"
)
# "ngân sách hằng năm", "nhiệm vụ thường xuyên" as a name: the word belongs to the noun before it.
NOUN_BEFORE = re.compile(
    r"(?:ngân sách|kế hoạch|dự toán|báo cáo thường niên|chi|kinh phí|vốn|bình quân|mức|"
    r"chỉ tiêu|kết quả|đánh giá|số liệu|sản lượng|diện tích|chi phí|trung bình|lễ hội|"
    r"hoạt động|phiên họp|họp|cuộc họp|"
    r"giáo dục|dạy nghề|nghề|chuyên tu|quan hệ|đầu tư|tu bổ|sự kiện|rà soát, đánh giá) $"
)
# A date right after one of these tells of a fact, not of the action.
DATED_FACT = re.compile(
    r"(?:tính|số liệu|lũy kế|kể từ|từ|có hiệu lực|giai đoạn|nhiệm kỳ|tầm nhìn|dự kiến|"
    r"(?<!triển khai )tổ chức|kết thúc|diễn ra|khai mạc|"
    r"ban hành|được ký|ký)\s*(?:tính|từ|thi hành|vào)?\s*$"
)
NAMED_YEAR = re.compile(
    r"(?:kế hoạch|chiến lược|quy hoạch|đề án|chương trình|giai đoạn|định hướng|mục tiêu|"
    r"tầm nhìn|dự toán|nhiệm vụ|chỉ tiêu|luật|pháp lệnh)[^,;.]{0,60}$"
)
