"""Reads the conclusion of a meeting: text in, proposed directives out. Pure Python, no Django.

`read` is the one entry; docs/reading.md says how it works and how well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from directives.reading.calendar import add_working_days as _add_working_days
from directives.reading.model import WITHOUT_POINTS, AddWorkingDays, Agency, Point, Reading
from directives.reading.reader import read_text

__all__ = ["WITHOUT_POINTS", "AddWorkingDays", "Agency", "Point", "Reading", "read"]


def read(
    text: str,
    *,
    issued: date | None = None,
    agencies: Sequence[Agency] = (),
    add_working_days: AddWorkingDays = _add_working_days,
) -> Reading:
    """The directives that `text` gives, each with who, until when, why it is one and how sure that is.

    `issued` is the signing date where the caller knows it, otherwise it is read from the text; `agencies`
    are offices the caller knows, found under their name and aliases; `add_working_days` is the caller's
    calendar. Offsets in the result are code points of `text` as passed. Never raises, whatever the text:
    where nothing is found `Reading.reason` says why by a code.
    """
    return read_text(text, issued=issued, agencies=agencies, add_working_days=add_working_days)
