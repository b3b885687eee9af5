"""The whole reading: header, voices, sentences, orders, offices, deadlines put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from directives.reading import behind, deadlines
from directives.reading.agencies import Grammar
from directives.reading.calendar import add_working_days as default_working_days
from directives.reading.coordination import coordinating
from directives.reading.cuts import trimmed_end
from directives.reading.directing import directed, led_too
from directives.reading.due import Due
from directives.reading.folding import composed, folded, tokens
from directives.reading.header import Header, read_header
from directives.reading.judging import Context, Draft, Judge
from directives.reading.layout import Block, blocks
from directives.reading.model import AddWorkingDays, Agency, Point, Reading
from directives.reading.pieces import Cutter
from directives.reading.refusing import before_reading
from directives.reading.repeats import without_repeats
from directives.reading.sentences import sentences
from directives.reading.structure import CLOSING, Part, Voice, is_formal, is_heading, parts
from directives.reading.supposing import supposed
from directives.reading.words import CONNECTORS

_MOST_LABELS = 5  # lines about one task
MOST_BLOCKS = 10_000
"""Paragraphs and items; what comes after them is not read."""


def read_text(
    text: str,
    *,
    issued: date | None,
    agencies: Sequence[Agency],
    add_working_days: AddWorkingDays = default_working_days,
) -> Reading:
    """See `directives.reading.read`."""
    refused = before_reading(text)
    if refused is not None:
        return Reading(issued=issued, reason=refused)
    whole, places = composed(text)
    found = blocks(whole)[:MOST_BLOCKS]
    formal = is_formal(whole, found)
    header = read_header(whole, found, formal)
    signed_on = issued or header.issued
    grammar = Grammar(agencies, header.home)
    hint = date(header.year, 1, 1) if header.year else None
    run = _Run(whole, grammar, header, formal, signed_on or header.held_on or hint, add_working_days)
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


def _moved(point: Point, text: str, places: list[int]) -> Point:
    """`point` with its offsets in the text as it was passed."""
    start, end = places[point.start], places[point.end]
    return replace(point, start=start, end=end, text=text[start:end])


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
        self._formal = formal
        self._judge = Judge(text, formal, header.audience)
        self._due = Due(text, reference, add_working_days)
        self._plain: tuple[Part, int] | None = None
        """The last block that was no line about who or when."""
        self._last_ordered = -1
        """The last block that gave an order."""
        self._chair_speaks = False
        """Whether, in a news report, the chair has begun to give orders."""

    def points(self, found: list[Part]) -> list[Point]:
        drafts: list[Draft] = []
        context = Context()
        for at, part in enumerate(found):
            if part.voice is Voice.SKIP:
                if part.opening >= part.block.end and part.opening > part.block.body:
                    self._lead_in_only(part.block, context)
                continue
            following = found[at + 1].block if at + 1 < len(found) else None
            self._block(part, following, at, context, drafts)
        return [self._point(draft) for draft in without_repeats(self._text, drafts, formal=self._formal)]

    def _lead_in_only(self, block: Block, context: Context) -> None:
        """ "… cần tập trung thực hiện các nhiệm vụ sau:" addresses the list below it."""
        for start, end in list(sentences(self._text, block.body, block.end))[-1:]:
            cut = self._cutter.cut(self._text, start, end)
            orders = [p for p in cut.pieces if p.leads and p.order.kind in {"attributed", "order", "subject"}]
            if orders and "như sau" not in folded(self._text[orders[-1].start : orders[-1].action]):
                context.levels[0] = orders[-1].leads or ()

    def _block(
        self, part: Part, following: Block | None, index: int, context: Context, drafts: list[Draft]
    ) -> None:
        block = part.block
        if block.level:
            context.enter(block.level)
            if block.mark == "roman":
                context.enter(0)
        else:
            context.until.pop(0, None)
        if self._told_behind(part, index, drafts):
            return
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
            self._lend(part.opening, block, context)
            return
        if self._is_title(part, following):
            if block.level and block.level <= 2:
                context.loose = ()
            self._lend(part.opening, block, context)
            return
        context.levels.pop(90, None)
        said: tuple[str, ...] | None = None
        accepted_before = False
        lent = context.until[max(context.until)] if block.level and context.until else None
        voice = part.voice
        if voice is Voice.BACKGROUND and (self._chair_speaks or self._goes_on(part, index)):
            voice = Voice.CONCLUSION
        for start, end in sentences(self._text, part.opening, block.end):
            fold = folded(self._text[start : min(end, start + 700)])
            if CLOSING.search(fold):
                continue
            if accepted_before and self._due.is_only_deadline(fold, start, end):
                drafts[-1].end = trimmed_end(self._text, start, end)
                drafts[-1].why.append("extended:deadline")
                continue
            cut = self._cutter.cut(self._text, start, end)
            if not cut.pieces and voice is Voice.CONCLUSION and (self._formal or part.led):
                below = start == part.opening and block.level > 0 and self._addressed(context)
                guess = supposed(self._grammar, self._text, start, end, below=below)
                cut = replace(cut, pieces=(guess,)) if guess else cut
            accepted_before = False
            opens = cut.opens_list and following is not None and end >= block.end - 1
            for piece in cut.pieces:
                if opens and piece is cut.pieces[-1] and self._cutter.only_opens(self._text, piece):
                    said = piece.leads or said
                    self._lend(start, block, context)
                    continue
                draft = self._judge.draft(piece, part, voice, index, said, context)
                if draft is None:
                    continue
                accepted_before = True
                self._last_ordered = index
                if voice is Voice.BACKGROUND and self._formal:
                    voice = Voice.CONCLUSION
                if not self._formal and index > 2 and piece.order.kind in {"attributed", "order"}:
                    self._chair_speaks = True
                    voice = Voice.CONCLUSION if voice is Voice.BACKGROUND else voice
                for one in self._due.split(draft):
                    one.lent = lent
                    drafts.append(one)
                said = draft.leads or said
                context.last = draft.leads or context.last
            if opens and cut.lead_in:
                said = cut.lead_in
        if said:
            context.levels[level] = said
        if not drafts or drafts[-1].block != index:
            self._lend(part.opening, block, context)

    def _lend(self, start: int, block: Block, context: Context) -> None:
        """ "… hoàn thành trước ngày 20/3 các nhiệm vụ sau:" says until when for the list below it."""
        found = self._due.dated(start, block.end) if self._text[block.end - 1] == ":" else []
        if found and len({f.on for f in found}) == 1:
            context.until[block.level] = found[0].start, found[0].end

    def _addressed(self, context: Context) -> bool:
        """Whether a list item without a name has somebody to go to."""
        return bool(context.inherited()) or (self._formal and self._judge.audience is not None)

    def _told_behind(self, part: Part, index: int, drafts: list[Draft]) -> bool:
        """Whether the block is a row of tasks, or a line that says who or when of the task above it."""
        start, end = part.opening, part.block.end
        row = behind.row(self._grammar, self._text, start, end)
        if row is not None:
            why = ["place:table_row", "addressee:named"]
            drafts.append(
                Draft(
                    row.start,
                    row.end,
                    row.leads,
                    row.start,
                    0.9,
                    why,
                    index,
                    row.start,
                    along=row.along,
                    until=row.until,
                )
            )
            return True
        told = behind.label(self._text, start, end)
        if told is None:
            self._plain = part, index
            return False
        kind, begin = told
        if self._plain is not None and kind == "lead" and (not drafts or drafts[-1].block < self._plain[1]):
            above, at = self._plain  # the line above names a task by a noun or an action nobody listed
            first, close = above.opening, trimmed_end(self._text, above.opening, above.block.end)
            drafts.append(Draft(first, close, (), first, 0.75, ["place:labelled"], at, first))
        if not drafts or index - drafts[-1].block > _MOST_LABELS:
            return False
        last = drafts[-1]
        names = behind.names_in(self._grammar, self._text, begin, end) if kind in {"lead", "along"} else ()
        if kind in {"lead", "along"} and not names:
            return False
        if kind == "lead":
            last.leads = names if "addressee:label" not in last.why else (*last.leads, *names)
            last.why.append("addressee:label")
        last.along += names if kind == "along" else ()
        last.until = (begin, part.block.end) if kind == "when" else last.until
        last.end = trimmed_end(self._text, begin, end)
        return True

    def _goes_on(self, part: Part, index: int) -> bool:
        """Whether a report's paragraph opens with "Đồng thời, …" right behind one that gave orders."""
        if self._formal or index - self._last_ordered != 1:
            return False
        return CONNECTORS.match(tokens(self._text, part.opening, part.opening + 80), 0) > 0

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
        if not lower or words.endswith(":") or not words.rstrip()[-1:].isalnum():
            return False
        cut = self._cutter.cut(self._text, part.opening, block.end)
        return not any(piece.order.kind in {"attributed", "order", "subject"} for piece in cut.pieces)

    def _point(self, draft: Draft) -> Point:
        where = tokens(self._text, draft.start, draft.end)
        if draft.leads:
            draft.leads = led_too(self._grammar, where, draft.action, draft.leads)
        found = self._due.found(draft)
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
            coordinating=tuple(
                dict.fromkeys((*draft.along, *coordinating(self._grammar, where, draft.leads)))
            ),
            deadline_text=deadline_text,
            deadline=phrase.on if phrase else None,
            recurring=again is not None,
            why=tuple(why),
            confidence=round(min(0.99, max(0.05, draft.score / 1.25)), 2),
            directed=directed(self._grammar, where, draft.action, draft.leads),
        )
