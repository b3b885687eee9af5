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

from directives.reading.deadline_phrases import DATED_FACT, DMY, NAMED_YEAR, NOUN_BEFORE, RECURRING, rules_for
from directives.reading.folding import folded
from directives.reading.model import AddWorkingDays


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline phrase in place; `on` is None where the phrase is vague. `rule` names the pattern."""

    start: int
    end: int
    on: date | None
    rule: str


_MONTH_NUMBERS = dict(
    zip(
        ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"),
        range(1, 13),
        strict=True,
    )
) | {"một": 1, "chạp": 12}


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
    day, month = (
        g["d"] or g["d2"] or g["d3"] or g["d4"],
        g["m"] or g["m2"] or g["m3"] or g["m4"],
    )
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
        month = _MONTH_NUMBERS.get(g["mm"]) or int(g["mm"])
    else:
        return None
    if year:
        return _month_end(int(year), month)
    assert reference is not None  # noqa: S101 - the case without both was answered above
    on = _month_end(reference.year, month)
    return on if (reference - on).days <= 62 else _month_end(reference.year + 1, month)


def _half(match: re.Match[str], reference: date | None) -> date | None:
    """The last day of a half-year: 30 June or 31 December."""
    year = int(match["yy"]) if match["yy"] else (reference.year if reference else None)
    if year is None:
        return None
    return date(year, 6, 30) if match["half"] == "đầu" else date(year, 12, 31)


def _counted(match: re.Match[str], reference: date | None, add_working_days: AddWorkingDays) -> date | None:
    if reference is None or "ể từ khi" in match.group():
        return None
    count, unit = int(match["n"]), match["unit"]
    since = re.search(DMY, match.group())
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
    for rule, pattern in rules_for(fold):
        for match in pattern.finditer(fold):
            if any(match.start() < e and s < match.end() for s, e in taken):
                continue
            before = fold[max(0, match.start() - 90) : match.start()]
            if not _counts(rule, match, before, fold):
                continue
            taken.append(match.span())
            on = _resolve(rule, match, reference, add_working_days)
            if rule == "days" and _SINCE_EVENT.match(fold, match.end()):
                on = None  # counted from something that has not happened yet
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
        "half": lambda: _half(match, reference),
        "untilyear": lambda: _period(match, reference),
        "opening": lambda: _period(match, reference),
        "openingdate": lambda: _day(match, reference),
        "openingday": lambda: _day(match, reference),
    }
    resolver = resolvers.get(rule)
    try:
        return resolver() if resolver else None
    except (ValueError, OverflowError):
        return None


_SINCE_EVENT = re.compile(r"\s*(?:sau khi|kể từ khi|từ khi|tính từ khi|trước khi)(?![^\W_])")


def _counts(rule: str, match: re.Match[str], before: str, fold: str) -> bool:
    """Whether the phrase tells when to act: not a document's date, a fact's date or a plan's year."""
    if re.search(r"(?<![^\W_])(?:không|tránh|chưa)(?: \w+){1,6} $", before):
        return False  # "tránh dồn giải ngân vào cuối năm"
    if rule == "day" and re.search(r"(?<![^\W_])(?:sau khi|kể từ khi|trước khi)(?: [^\W_]+){1,14} $", before):
        return False  # "sau khi kết thúc thời gian thu phí vào ngày …"
    if DATED_FACT.search(before) and rule in {"day", "period", "untilyear"}:
        return False
    if rule == "untilyear":
        return not NAMED_YEAR.search(before) and "tầm nhìn" not in fold[match.end() : match.end() + 15]
    if rule == "openingdate":
        return not before.strip()
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
    for match in RECURRING.finditer(fold):
        begin = match.start("phrase")
        if not NOUN_BEFORE.search(fold[max(0, begin - 25) : begin]):
            return start + begin, start + match.end("phrase")
    return None
