"""What others have put on a document after it was written: the stamp of its arrival, the panel of a digital signature.

A mark of secrecy is none of these: it is part of the document, and whoever reads on must see it.
"""

import re
from collections.abc import Sequence
from typing import Final

_SECRECY: Final = re.compile(r"(?:độ mật\s*:\s*)?[(\[]?(?:tuyệt mật|tối mật|mật)[)\]]?", re.IGNORECASE)

_SIGNED: Final = re.compile(
    r"(?:ký bởi|người ký|ký số bởi|được ký bởi|thời gian ký|ngày ký|giờ ký|digitally signed by|signed by|signing time"
    r"|signature not verified|signature valid|chữ ký hợp lệ|chữ ký số)\s*(?::|$|\b(?=\W))",
    re.IGNORECASE,
)
# These belong to the panel only where they stand beside one of the above.
_BESIDE_SIGNED: Final = re.compile(
    r"(?:email|cơ quan|tổ chức|chức vụ|date|reason|location|dn|cn)\s*[:=]"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4} \d{1,2}:\d{2}|[\w.+-]+@[\w.-]+$"
    r"|(?:\d{4}[.-]\d{2}[.-]\d{2} )?\d{1,2}:\d{2}:\d{2}\s*[+-]\d\d.?\d\d.?$",
    re.IGNORECASE,
)
_ARRIVED: Final = re.compile(r"(?:(?:CÔNG VĂN|VĂN BẢN) )?ĐẾN(?:\s*:)?(?=$|\s+(?:Số|Ngày|Giờ)\b)")
_BESIDE_ARRIVED: Final = re.compile(
    r"(?:(?:ĐẾN\s+)?(?:Số|Ngày|Giờ)(?:\s+đến)?\s*:?\s*[\d.…_/ ]*|Chuyển\s*:.*|Lưu hồ sơ(?: số)?\s*:.*|[\d.…_/ ]+)"
    r"(?:\s+(?:Số|Ngày|Giờ)\s*:?\s*[\d.…_/ ]*)*"
)
_LONGEST: Final = 120  # characters of a line of them
_REACH: Final = 6  # lines of a stamp or panel beside the one that tells what it is


def is_secrecy_mark(line: str) -> bool:
    return len(line) < 40 and bool(_SECRECY.fullmatch(line.strip()))


def stamp_lines(lines: Sequence[str]) -> set[int]:
    """Indices of the lines of `lines` that belong to a stamp of arrival or the panel of a digital signature."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        said = " ".join(line[:300].split())
        if _SIGNED.match(said):
            found.add(place)
            for step in (-1, 1):
                found |= _beside(lines, place, step, _BESIDE_SIGNED)
        elif arrived := _ARRIVED.match(said):
            after = _beside(lines, place, 1, _BESIDE_ARRIVED)
            whole = _BESIDE_ARRIVED.fullmatch(said[arrived.start() :]) if arrived.end() < len(said) else after
            if whole:
                found |= {place} | after
    return found


def without_stamps(text: str) -> str:
    lines = text.split("\n")
    gone = stamp_lines(lines)
    return "\n".join(line for place, line in enumerate(lines) if place not in gone) if gone else text


def _beside(lines: Sequence[str], place: int, step: int, pattern: re.Pattern[str]) -> set[int]:
    """Further lines of the same stamp, upwards or downwards, blank ones passed over."""
    found: set[int] = set()
    for number in range(1, _REACH + 1):
        other = place + step * number
        if not 0 <= other < len(lines):
            break
        said = " ".join(lines[other][:300].split())
        if not said:
            continue
        if len(said) > _LONGEST or not (
            pattern.fullmatch(said) if pattern is _BESIDE_ARRIVED else pattern.match(said)
        ):
            break
        found.add(other)
    return found
