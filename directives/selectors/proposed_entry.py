"""What a text says about itself: number, dates, chair, title, ready for the clerk to look over."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from departments.selectors import leaders
from departments.text import clean, fold
from directives.errors import Invalid
from directives.models import Conclusion
from directives.reading import WITHOUT_POINTS
from directives.services.conclusions import LENGTHS, read_text
from directives.wording import reading_message

_NOTICE = re.compile(r"^thông báo\s+(?=kết luận|ý kiến)", re.IGNORECASE)


@dataclass(frozen=True)
class ProposedEntry:
    initial: dict[str, Any]
    found: int  # points


def proposed_entry(text: str, *, today: date, insist: bool = False) -> ProposedEntry:
    """The initial values of the entry form. Raises Invalid when the text is no conclusion, unless insisted."""
    cleaned = clean(text)
    reading = read_text(cleaned, issued=None, today=today)
    if reading.reason is not None and not (insist and reading.reason in WITHOUT_POINTS):
        raise Invalid(reading_message(reading.reason), code=reading.reason, field="text")
    title = _NOTICE.sub("", " ".join((reading.title or "").split()))
    initial = {
        "text": cleaned,
        "number": reading.number or "",
        "title": (title[:1].upper() + title[1:])[: LENGTHS["title"]],
        "held_on": reading.held_on or "",
        "issued_on": reading.issued or "",
        "signed_by": reading.signed_by or "",
        "chaired_by": _leader(reading.chair, today),
        "secrecy": "ordinary",
        "even_without_points": insist,
    }
    return ProposedEntry(initial, len(reading.points))


def proposed_number(text: str, conclusion: Conclusion, *, today: date) -> tuple[str | None, date | None]:
    """Number and date of issue for a conclusion that has none yet, where the text says them.

    A date before the meeting is left for the clerk: it may be another document's.
    """
    reading = read_text(clean(text), issued=None, today=today)
    number = reading.number if reading.number and not conclusion.number else None
    issued_on = reading.issued if conclusion.issued_on is None else None
    if issued_on is not None and not conclusion.held_on <= issued_on <= today:
        issued_on = None
    return number, issued_on


def _leader(name: str | None, today: date) -> int | None:
    """The leader of that name, titles and diacritics apart; nobody when it fits several."""
    folded = fold(name or "")
    found = [leader.pk for leader in leaders(today) if folded and fold(leader.full_name) in folded]
    return found[0] if len(found) == 1 else None
