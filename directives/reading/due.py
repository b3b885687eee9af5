"""Which deadline phrase counts for a directive, and where two of them split it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from directives.reading import deadlines
from directives.reading.cuts import trimmed_end
from directives.reading.folding import folded
from directives.reading.judging import Draft
from directives.reading.model import AddWorkingDays

# A sentence of these words before its date only says until when, or where to report.
_ONLY_DEADLINE = re.compile(
    r"(?:thời gian|thời hạn|hạn|công việc|việc này|nội dung này|các nội dung|yêu cầu)(?: \S+){0,12}$"
    r"|(?:yêu cầu )?(?:phải )?(?:hoàn thành|thực hiện|xong)"
    r"(?: (?:xong|việc này|nội dung này|các nội dung|nhiệm vụ|công việc|các công việc|nêu trên|trên|này|"
    r"và|báo cáo|kết quả|ubnd|tỉnh|ủy ban|nhân dân|thủ tướng|chính phủ)){0,10}$"
    r"|(?:kết quả )?(?:báo cáo|gửi|trình)(?: \S+){0,13}$"
)
_ONLY_REPORT = re.compile(
    r"(?:kết quả )?báo cáo (?:kết quả )?(?:thực hiện )?(?:về |cho |với )?"
    r"(?:ubnd|ủy ban|thủ tướng|chủ tịch|lãnh đạo|phó|văn phòng)[^,;]{0,60}$"
)


_LONG_PAST = timedelta(days=365)


class Due:
    """Finds deadlines in one text; `reference` is the signing date."""

    def __init__(self, text: str, reference: date | None, add_working_days: AddWorkingDays) -> None:
        self._text = text
        self._reference = reference
        self._add_working_days = add_working_days

    def found(self, draft: Draft) -> list[deadlines.Found]:
        """Deadline phrases that count for the draft, the best one first."""
        if draft.until is not None:
            told = deadlines.find(self._text, *draft.until, self._reference, self._add_working_days)
            if told:
                return told
        found = deadlines.find(self._text, draft.start, draft.end, self._reference, self._add_working_days)
        opening = folded(self._text[draft.start : draft.start + 12])
        aimed = opening.startswith(
            ("để ", "nhằm ", "với ", "trên cơ sở", "đồng tình", "căn cứ", "thực hiện ")
        )
        kept = [
            f
            for f in found
            if not (f.start < draft.action and aimed)
            and not (f.start < draft.head and self._text.count(" ", draft.start, f.start) > 4)
            and not self._quoted(draft.start, f.start, draft.action)
        ]
        if self._reference is not None:
            # What lay a year before the signing is a fact's day, not a deadline.
            earliest = self._reference - _LONG_PAST
            kept = [f for f in kept if f.on is None or f.on >= earliest]
        if not kept and draft.lent and not deadlines.recurring(self._text, draft.start, draft.end):
            return [replace(f, rule="lead_in") for f in self.dated(*draft.lent)]
        return sorted(kept, key=lambda f: (-self._weight(draft, f), f.start))

    def dated(self, start: int, end: int) -> list[deadlines.Found]:
        """Phrases of text[start:end] that give a day."""
        found = deadlines.find(self._text, start, end, self._reference, self._add_working_days)
        return [f for f in found if f.on is not None]

    def _weight(self, draft: Draft, found: deadlines.Found) -> float:
        before = folded(self._text[max(draft.start, found.start - 120) : found.start])
        clause = re.split(r"[,;(]", before)[-1]
        weight = 0.0
        if found.on is None:
            weight -= 2
        if re.search(r"hoàn thành|báo cáo|hoàn thiện|trình|gửi|xong", clause):
            weight += 0.5
        if re.search(r"(?<![^\W_])(?:để|nhằm|làm cơ sở|phục vụ)(?![^\W_])", clause):
            weight -= 1
        if before.count("(") > before.count(")"):
            weight -= 0.3
        return weight

    def _quoted(self, start: int, at: int, action: int) -> bool:
        before = self._text[start:at]
        opened = before.rfind("“")
        return opened > before.rfind("”") and start + opened > action

    def split(self, draft: Draft) -> list[Draft]:
        """Clauses with two different deadlines are split at the ";"."""
        text = self._text[draft.start : draft.end]
        cuts = _semicolons(text)
        if not cuts:
            return [draft]
        done: list[Draft] = []
        begin = clause = draft.start
        due: date | None = None
        for at in [*cuts, len(text)]:
            end = draft.start + at
            found = [f for f in self.found(draft.part(clause, end)) if f.on]
            if found and due and found[0].on != due:
                done.append(draft.part(begin, trimmed_end(self._text, begin, clause)))
                begin = clause
                while begin < end and (self._text[begin].isspace() or self._text[begin] == ";"):
                    begin += 1
            due = found[0].on if found else due
            clause = end
        done.append(draft.part(begin, draft.end))
        return done

    def is_only_deadline(self, fold: str, start: int, end: int) -> bool:
        """Whether the sentence only says until when, or where to report."""
        if len(fold) > 250:
            return False
        if _ONLY_REPORT.match(fold.rstrip(" ./")):
            return True
        found = deadlines.find(self._text, start, end, self._reference, self._add_working_days)
        return bool(found) and bool(_ONLY_DEADLINE.match(fold[: found[0].start - start].rstrip(" :,")))


def _semicolons(text: str) -> list[int]:
    """Places of ";" outside brackets."""
    depth, found = 0, []
    for at, sign in enumerate(text):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif sign == ";" and depth == 0:
            found.append(at)
    return found
