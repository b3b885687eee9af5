"""The whole reading: header, voices, sentences, orders, offices, deadlines put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from directives.reading import deadlines
from directives.reading.agencies import Grammar
from directives.reading.calendar import add_working_days as default_working_days
from directives.reading.coordination import coordinating
from directives.reading.folding import composed, folded, tokens
from directives.reading.header import Header, read_header
from directives.reading.layout import Block, blocks
from directives.reading.model import AddWorkingDays, Agency, Point, Reading
from directives.reading.pieces import Cutter, Piece, trimmed_end
from directives.reading.sentences import sentences
from directives.reading.structure import Part, Voice, is_formal, is_heading, parts

LONGEST_TEXT = 2_000_000
"""Code points; a longer text is no notice and is not read."""

THRESHOLD = 0.5
_VOICES = {Voice.CONCLUSION: 0.15, Voice.BACKGROUND: -0.35, Voice.OTHER: -0.65}
_LETTERS = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
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
MOST_BLOCKS = 20_000
"""Paragraphs and items; what comes after them is not read."""
_NOT_A_TASK = re.compile(
    r"^(?:(?:tuy nhiên|nhưng|qua đó|từ đó|nhờ đó|như vậy|kết quả|việc|đây là|"
    r"điều này)(?![^\W_]))|chịu trách nhiệm (?:trước|toàn diện|nếu)[^;]{0,120}$|"
    r"chính phủ sẽ|khuyến khích các|đây là việc phải|^(?!xác định|coi|xem|"
    r"tiếp tục xác)[^,;]{5,120} là (?:một |những )?(?:nhiệm vụ|yếu tố|khâu|động lực|"
    r"giải pháp|vấn đề|yêu cầu|mục tiêu) (?:quan trọng|then chốt|trọng tâm|chính|hàng đầu|"
    r"cấp bách|lớn)[^,;]{0,40}$"
)
_CLOSING = re.compile(
    r"thông báo[^.]{0,90}(?:để|đến|tới|và đề nghị|và yêu cầu)[^.]{0,500}(?:biết|thực hiện)|^trên đây là"
)


def read_text(
    text: str,
    *,
    issued: date | None,
    agencies: Sequence[Agency],
    add_working_days: AddWorkingDays = default_working_days,
) -> Reading:
    """See `directives.reading.read`."""
    if not text.strip():
        return Reading(issued=issued, reason="empty")
    if len(text) > LONGEST_TEXT:
        return Reading(issued=issued, reason="too_long")
    whole, places = composed(text)
    if not _is_vietnamese(whole[:20000]) and not _is_vietnamese(whole):
        return Reading(issued=issued, reason="not_vietnamese")
    found = blocks(whole)[:MOST_BLOCKS]
    formal = is_formal(whole, found)
    header = read_header(whole, found, formal)
    signed_on = issued or header.issued
    grammar = Grammar(agencies, header.home)
    run = _Run(whole, grammar, header, formal, signed_on or header.held_on, add_working_days)
    points = run.points(parts(whole, found, formal, header.chair))
    if places is not None:
        points = [_moved(point, text, places) for point in points]
    return Reading(
        number=header.number,
        issued=signed_on,
        held_on=header.held_on,
        chair=header.chair,
        signed_by=header.signed_by,
        title=header.title,
        points=tuple(points),
        reason=None if points else "no_conclusion",
    )


def _is_vietnamese(text: str) -> bool:
    letters = len(_LETTERS.findall(text))
    return letters > 0 and len(_VIETNAMESE.findall(text.lower())) >= letters * 0.05


def _moved(point: Point, text: str, places: list[int]) -> Point:
    """`point` with its offsets in the text as it was passed."""
    start, end = places[point.start], places[point.end]
    return Point(
        start, end, text[start:end], point.lead, point.coordinating, point.deadline_text, point.deadline,
        point.recurring, point.why, point.confidence,
    )  # fmt: skip


@dataclass(slots=True)
class _Draft:
    """A directive being put together."""

    start: int
    end: int
    leads: tuple[str, ...]
    action: int
    score: float
    why: list[str]
    block: int
    head: int
    level: int = 0


@dataclass(slots=True)
class _Context:
    """Who is addressed where nobody is named: by list level, by the last heading, by the last sentence."""

    levels: dict[int, tuple[str, ...]] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    def enter(self, level: int) -> None:
        for deeper in [known for known in self.levels if known >= level]:
            del self.levels[deeper]

    def inherited(self) -> tuple[str, ...]:
        for level in sorted(self.levels, reverse=True):
            if self.levels[level]:
                return self.levels[level]
        return self.loose


class _Run:
    def __init__(
        self,
        text: str,
        grammar: Grammar,
        header: Header,
        formal: bool,
        reference: date | None,
        add_working_days: AddWorkingDays,
    ) -> None:
        self._text = text
        self._grammar = grammar
        self._cutter = Cutter(grammar, header.chair)
        self._header = header
        self._formal = formal
        self._reference = reference
        self._add_working_days = add_working_days
        self._chair_speaks = False
        """Whether, in a news report, the chair has begun to give orders."""

    def points(self, found: list[Part]) -> list[Point]:
        drafts: list[_Draft] = []
        context = _Context()
        for at, part in enumerate(found):
            if part.voice is Voice.SKIP:
                if part.opening >= part.block.end and part.opening > part.block.body:
                    self._lead_in_only(part.block, context)
                continue
            following = found[at + 1].block if at + 1 < len(found) else None
            self._block(part, following, at, context, drafts)
        return [self._point(draft) for draft in self._without_repeats(drafts)]

    def _lead_in_only(self, block: Block, context: _Context) -> None:
        """ "… cần tập trung thực hiện các nhiệm vụ sau:" addresses the list below it."""
        for start, end in list(sentences(self._text, block.body, block.end))[-1:]:
            cut = self._cutter.cut(self._text, start, end)
            orders = [p for p in cut.pieces if p.leads and p.order.kind in {"attributed", "order", "subject"}]
            if orders and "như sau" not in folded(self._text[orders[-1].start : orders[-1].action]):
                context.levels[0] = orders[-1].leads or ()

    def _block(
        self, part: Part, following: Block | None, index: int, context: _Context, drafts: list[_Draft]
    ) -> None:
        block = part.block
        if block.level:
            context.enter(block.level)
            if block.mark == "roman":
                context.enter(0)
        opens_below = self._text[part.opening : block.end].endswith(":")
        level = block.level or (0 if opens_below else 90)
        only = self._cutter.addressees_only(self._text, part.opening, block.end)
        if only is not None:
            if block.level:
                context.levels[block.level] = only
                context.loose = ()
            else:
                context.loose = only
            context.levels.pop(90, None)
            return
        if self._is_title(part, following):
            if block.level and block.level <= 2:
                context.loose = ()
            return
        context.levels.pop(90, None)
        said: tuple[str, ...] | None = None
        accepted_before = False
        voice = part.voice
        if voice is Voice.BACKGROUND and self._chair_speaks:
            voice = Voice.CONCLUSION
        for start, end in sentences(self._text, part.opening, block.end):
            fold = folded(self._text[start : min(end, start + 700)])
            if _CLOSING.search(fold):
                continue
            if accepted_before and self._extends(fold, drafts[-1], start, end):
                drafts[-1].end = trimmed_end(self._text, start, end)
                drafts[-1].why.append("extended:deadline")
                continue
            cut = self._cutter.cut(self._text, start, end)
            accepted_before = False
            opens = cut.opens_list and following is not None and end >= block.end - 1
            for piece in cut.pieces:
                if opens and piece is cut.pieces[-1] and self._cutter.only_opens(self._text, piece):
                    said = piece.leads or said
                    continue
                draft = self._judged(piece, part, voice, index, said, context)
                if draft is None:
                    continue
                accepted_before = True
                if voice is Voice.BACKGROUND and self._formal:
                    voice = Voice.CONCLUSION
                if not self._formal and index > 2 and piece.order.kind in {"attributed", "order"}:
                    self._chair_speaks = True
                    voice = Voice.CONCLUSION if voice is Voice.BACKGROUND else voice
                drafts.extend(self._split_by_deadline(draft))
                said = draft.leads or said
                context.last = draft.leads or context.last
            if opens and cut.lead_in:
                said = cut.lead_in
        if said:
            context.levels[level] = said

    def _is_title(self, part: Part, following: Block | None) -> bool:
        block = part.block
        words = self._text[part.opening : block.end]
        fold = folded(words)
        if len(words) > 8 and words.upper() == words:
            return True
        if not is_heading(self._text, block):
            return False
        if fold.startswith(("về ", "đối với ", "liên quan ")) and (
            words.endswith(":") or following is not None
        ):
            return words.endswith(":") or not re.search(r":\s*\S", words)
        if block.level == 0:
            return False
        lower = following is not None and (
            following.level > block.level or (following.level == 0 and len(words) < 120)
        )
        return lower and not words.endswith(":") and words.rstrip()[-1:].isalnum()

    def _extends(self, fold: str, last: _Draft, start: int, end: int) -> bool:
        """Whether the sentence only says until when, or where to report."""
        if len(fold) > 250:
            return False
        if _ONLY_REPORT.match(fold.rstrip(" ./")):
            return True
        found = deadlines.find(self._text, start, end, self._reference, self._add_working_days)
        return bool(found) and bool(_ONLY_DEADLINE.match(fold[: found[0].start - start].rstrip(" :,")))

    def _judged(
        self,
        piece: Piece,
        part: Part,
        voice: Voice,
        index: int,
        said: tuple[str, ...] | None,
        context: _Context,
    ) -> _Draft | None:
        """The piece as a draft, if what speaks for a directive outweighs what speaks against it."""
        order, block = piece.order, part.block
        fold = folded(self._text[piece.start : piece.end])
        score = order.strength + _VOICES[voice]
        why = list(order.why)
        weak = order.kind in {"imperative", "modal", "subject"}
        if weak and (block.level or piece.own_list):
            score += 0.15
            why.append("place:list_item")
        leads = piece.leads
        if leads is None:
            leads = self._inherited(piece, part, said, context, why)
        if weak and said is not None and order.kind != "subject":
            score += 0.1
            why.append("place:after_directive")
        if order.kind in {"imperative", "modal"} and not leads and not block.level and not piece.own_list:
            score -= 0.1 if order.kind == "modal" else 0.15
            if order.kind == "modal" and re.match(r"(?:\S+ ){0,3}phải ", fold):
                score -= 0.15
        if (
            voice is Voice.BACKGROUND
            and self._formal
            and re.match(r"(?:trong )?thời gian tới|thời gian tiếp theo", fold)
        ):
            score += 0.4
            why.append("opening:time_to_come")
        if _NOT_A_TASK.search(fold):
            score -= 0.7
        if re.search(
            r"(?<![^\W_])(?:đã|đang) (?:được |chủ động |tích cực |tập trung )?\S+",
            folded(self._text[piece.action : piece.action + 14]),
        ):
            score -= 0.4
        why.append(f"voice:{voice.value}")
        if score < THRESHOLD:
            return None
        return _Draft(
            piece.start, piece.end, tuple(leads), piece.action, score, why, index, piece.head, block.level
        )

    def _inherited(
        self, piece: Piece, part: Part, said: tuple[str, ...] | None, context: _Context, why: list[str]
    ) -> tuple[str, ...]:
        """Whom the piece addresses though it names nobody."""
        attributed = piece.order.kind in {"attributed", "order"}
        if said and not attributed:
            why.append("addressee:previous_sentence")
            return said
        inherited = context.inherited()
        if inherited:
            why.append("addressee:heading")
            return inherited
        if attributed:
            return ()
        if self._formal:
            if self._header.audience and part.block.level:
                why.append("addressee:audience")
                return (self._header.audience,)
            return ()
        if piece.order.kind == "imperative" and context.last and part.voice is Voice.CONCLUSION:
            why.append("addressee:previous_paragraph")
            return context.last
        return ()

    # -- deadlines ----------------------------------------------------------------------------------

    def _found(self, draft: _Draft) -> list[deadlines.Found]:
        """Deadline phrases that count for the draft, the best one first."""
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
        return sorted(kept, key=lambda f: (-self._weight(draft, f), f.start))

    def _weight(self, draft: _Draft, found: deadlines.Found) -> float:
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

    def _split_by_deadline(self, draft: _Draft) -> Iterable[_Draft]:
        """Clauses with two different deadlines are split at the ";"."""
        text = self._text[draft.start : draft.end]
        cuts = _semicolons(text)
        if not cuts:
            return [draft]
        done: list[_Draft] = []
        begin = clause = draft.start
        due: date | None = None
        for at in [*cuts, len(text)]:
            end = draft.start + at
            found = [f for f in self._found(_at(draft, clause, end)) if f.on]
            if found and due and found[0].on != due:
                done.append(_at(draft, begin, trimmed_end(self._text, begin, clause)))
                begin = clause
                while begin < end and (self._text[begin].isspace() or self._text[begin] == ";"):
                    begin += 1
            due = found[0].on if found else due
            clause = end
        done.append(_at(draft, begin, draft.end))
        return done

    # -- the end ------------------------------------------------------------------------------------

    def _without_repeats(self, drafts: list[_Draft]) -> list[_Draft]:
        """In order, not overlapping; what a news report's body says again is dropped from its opening."""
        drafts = sorted(drafts, key=lambda d: (d.start, -d.end))
        clean: list[_Draft] = []
        for draft in drafts:
            if draft.end - draft.start < 12 or (clean and draft.start < clean[-1].end):
                continue
            clean.append(draft)
        if self._formal or len(clean) < 2:
            return clean
        bags = [frozenset(tokens(self._text, d.start, d.end).fold) for d in clean]
        kept: list[_Draft] = []
        for at, draft in enumerate(clean):
            near = range(at + 1, min(at + 40, len(clean)))
            again = draft.block <= 4 and any(
                len(bags[at] & bags[other]) > 0.6 * len(bags[at]) and clean[other].block > draft.block
                for other in near
            )
            if not again:
                kept.append(draft)
        return kept

    def _point(self, draft: _Draft) -> Point:
        where = tokens(self._text, draft.start, draft.end)
        found = self._found(draft)
        phrase = found[0] if found else None
        again = deadlines.recurring(self._text, draft.start, draft.end)
        deadline_text = self._text[phrase.start : phrase.end] if phrase else None
        why = list(dict.fromkeys(draft.why))
        if phrase:
            why.append(f"deadline:{phrase.rule}")
        if again:
            why.append("deadline:recurring")
            if phrase is None or phrase.on is None:
                deadline_text = self._text[again[0] : again[1]]
        return Point(
            start=draft.start,
            end=draft.end,
            text=self._text[draft.start : draft.end],
            lead=tuple(dict.fromkeys(draft.leads)),
            coordinating=coordinating(self._grammar, where, draft.leads),
            deadline_text=deadline_text,
            deadline=phrase.on if phrase else None,
            recurring=again is not None,
            why=tuple(why),
            confidence=round(min(0.99, max(0.05, draft.score / 1.25)), 2),
        )


def _at(draft: _Draft, start: int, end: int) -> _Draft:
    """The part [start, end) of a draft."""
    return replace(
        draft,
        start=start,
        end=end,
        action=max(draft.action, start),
        head=max(draft.head, start),
        why=list(draft.why),
    )


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
