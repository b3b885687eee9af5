"""Sample notices of a province that does not exist: text files whose dates are filled in when they are read.

A date stands as `{notice+18|short}`: so many working days after the notice (or the `meeting`), written
`short` (ngày 05/3/2026), `long` (ngày 05 tháng 3 năm 2026), `month` (tháng 3 năm 2026) or `weekday`.
A capital (`{Meeting|long}`) begins a sentence.
"""

import re
from datetime import date
from pathlib import Path

from departments.working_days import WorkingCalendar

_FOLDER = Path(__file__).parent
_DATE = re.compile(r"\{([Nn]otice|[Mm]eeting)(?:\+(\d+))?\|(short|long|month|weekday)\}")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def names() -> list[str]:
    """The samples there are, by file name without ending."""
    return sorted(path.stem for path in _FOLDER.glob("*.txt"))


def sample(name: str, *, meeting: date, notice: date, calendar: WorkingCalendar) -> str:
    """The text of sample `name` for a meeting and a notice of these local dates."""
    days = {"meeting": meeting, "notice": notice}

    def fill(match: re.Match[str]) -> str:
        start, working_days, form = match.groups()
        day = calendar.add(days[start.lower()], int(working_days or 0))
        written = _written(day, form)
        return written[0].upper() + written[1:] if start[0].isupper() else written

    return _DATE.sub(fill, (_FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def _written(day: date, form: str) -> str:
    # Decree 30/2020: days below 10 and the months 1 and 2 take a zero before them.
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    match form:
        case "short":
            return f"ngày {day.day:02d}/{month}/{day.year}"
        case "long":
            return f"ngày {day.day:02d} tháng {month} năm {day.year}"
        case "month":
            return f"tháng {month} năm {day.year}"
        case _:
            return _WEEKDAYS[day.weekday()]
