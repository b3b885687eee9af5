"""Tables → lines a reader of prose can use.

Three kinds are told apart. A layout table (letterhead, signatures, the frame round a page) is read cell by cell. A
table of tasks, whose headings name the task and who does it or by when, becomes one sentence a row: "1. Sở Xây dựng
chủ trì, phối hợp với Sở Tài chính: Rà soát quy hoạch; thời hạn: 30/6/2026." Any other table keeps its rows, the
cells apart by " | ".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

TASKS_AS_SENTENCES: Final = "tasks_as_sentences"  # the warning of a text in which that was done

_MOST_COLUMNS: Final = 64
_HEADING_ROWS: Final = 4  # a table's name, two rows of headings, the row "(1) (2) (3)"
_LONGEST_HEADING: Final = 80
_LAYOUT_CELL: Final = re.compile(
    r"cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|độc lập - tự do|^nơi nhận\s*:|^(?:kt|tm|tl|tuq|q)\. ",
    re.M,
)
# What a column holds, by its heading; the first that fits. "Nội dung thực hiện" is no date, "Thời gian thực hiện" is.
_ROLES: Final = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("number", r"(?:stt|tt|số\s?tt|số thứ tự|no\.?|#)$"),
        (
            "task",
            r"(?:các |tên |những )?(?:nội dung|nhiệm vụ|công việc|đầu việc|việc|ý kiến chỉ đạo|yêu cầu)",
        ),
        ("product", r".*(?:sản phẩm|kết quả|đầu ra)"),
        ("directing", r".*lãnh đạo"),
        ("both", r".*chủ trì.*phối hợp"),
        ("coordinating", r".*phối hợp"),
        ("due", r".*(?:thời hạn|thời gian|tiến độ|hoàn thành)|(?:hạn|ngày)\b"),
        ("lead", r".*(?:chủ trì|thực hiện|đầu mối|phân công|trách nhiệm)|(?:cơ quan|đơn vị)"),
    )
)
# What stands in a column of that kind: "Đơn vị" may head units of measure, "Tiến độ" percentages.
_FILLED_WITH: Final = {
    "lead": re.compile(
        r"\b(?:sở|ubnd|ủy ban|uỷ ban|ban|bộ|phòng|văn phòng|công an|cục|chi cục|thanh tra|trung tâm|công ty|đơn vị"
        r"|cơ quan|hội|đoàn|viện|trường|bệnh viện|kho bạc|tòa án|viện kiểm sát|tổ công tác|chủ đầu tư|các|xã|phường"
        r"|đồng chí|đ/c|ông|bà)\b",
        re.IGNORECASE,
    ),
    "due": re.compile(
        r"\d[/.-]\d|\b(?:ngày|tuần|tháng|quý|năm|thường xuyên|liên tục|hằng|hàng|định kỳ|ngay)\b",
        re.IGNORECASE,
    ),
}
_MARK: Final = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlIVXL]{1,6}|[a-zđA-ZĐ])[.)]?|[-–—+*•])")
_ITEM: Final = re.compile(r"[-–—+*•]\s*")
_COLUMN_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?")
_SPAN_OF_TIME: Final = re.compile(r"(?:quý|tháng|năm|tuần|6 tháng)\s+[\dIVivcđs]", re.IGNORECASE)
_WORDS_OF_DUE: Final = re.compile(
    r"(?:thời hạn|thời gian|hạn)(?: hoàn thành| thực hiện)?\s*:\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Cell:
    """Text of a cell, paragraphs apart by \\n, and the columns it covers; `continued` from the row above."""

    text: str
    column: int
    span: int = 1
    continued: bool = False

    @property
    def flat(self) -> str:
        return " ".join(self.text.split())


Row = Sequence[Cell]


def is_mark(text: str) -> bool:
    """Whether `text` is nothing but the number or bullet of an item."""
    return bool(_MARK.fullmatch(text))


def is_item(text: str) -> bool:
    """Whether `text` begins with a bullet."""
    return bool(_ITEM.match(text))


def is_layout(rows: Sequence[Row]) -> bool:
    """Whether the table only places things on the page: one row, one column, two in few rows, a letterhead."""
    filled = [[cell for cell in row if cell.text.strip()] for row in rows]
    widest = max(map(len, filled), default=0)
    height = sum(1 for row in filled if row)
    if widest <= 1 or height <= 1 or (widest == 2 and height <= 3 and not _roles(rows)[0]):
        return True
    return any(_LAYOUT_CELL.search(cell.text.strip().lower()) for row in filled[:3] for cell in row)


def row_lines(rows: Sequence[Row]) -> tuple[list[str], bool]:
    """(a paragraph for each row that says something, whether they were made sentences of tasks)."""
    roles, body = _roles(rows)
    if not roles:
        return [line for row in rows if (line := _plain(row))], False
    others = _headings(rows[:body], set(roles))
    above: dict[int, str] = {}
    lines = []
    for row in rows[body:]:
        if _is_repeated(row, rows[:body]):
            continue
        values = _values(row, above)
        if line := _sentence(row, values, roles, others):
            lines.append(line)
    return lines, True


def _plain(row: Row) -> str:
    """The cells of `row`; the number before an item stands before it as in prose."""
    cells = [cell.flat for cell in row]
    if not any(cells):
        return ""
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and _MARK.fullmatch(filled[0]):
        mark = filled[0] if filled[0][-1:] in ".)-–—+*•" else filled[0] + "."
        return f"{mark} {filled[1]}"
    return filled[0] if len(filled) == 1 else " | ".join(cells)


def _roles(rows: Sequence[Row]) -> tuple[dict[int, str], int]:
    """(what each column holds, index of the first row below the headings); no roles where it is no table of tasks."""
    for place in range(min(_HEADING_ROWS, len(rows))):
        end = place + 1
        heading = rows[place]
        if any(len(cell.text) > _LONGEST_HEADING for cell in heading):
            continue
        parted = any(cell.span > 1 for cell in heading) and len(heading) > 1
        if parted and end < len(rows) and _is_second_heading(heading, rows[end]):
            end += 1
        found: dict[int, str] = {}
        for column, words in _headings(rows[place:end], set()).items():
            role = _role(words)
            if role and (role not in found.values() or role == "lead"):
                found[column] = role
        if end < len(rows) and _counts_columns(rows[end]):
            end += 1
        found = {column: role for column, role in found.items() if _holds(rows[end:], column, role)}
        if "task" in found.values() and not {"lead", "both", "due"}.isdisjoint(found.values()):
            return found, end
    return {}, 0


def _holds(rows: Sequence[Row], column: int, role: str) -> bool:
    """Whether what stands in the column is of the kind that its heading names."""
    pattern = _FILLED_WITH.get(role)
    said = [cell.text for row in rows for cell in row if cell.column == column and cell.text.strip()]
    return pattern is None or 2 * sum(1 for words in said if pattern.search(words)) >= max(len(said), 1)


def _is_second_heading(first: Row, second: Row) -> bool:
    """Whether `second` names the parts of the headings of `first` that are spread over several columns."""
    spread = {column for cell in first if cell.span > 1 for column in _columns(cell)}
    return all(
        cell.continued
        or not cell.text.strip()
        or (cell.column in spread and len(cell.text) <= _LONGEST_HEADING)
        for cell in second
    )


def _headings(rows: Sequence[Row], taken: set[int]) -> dict[int, str]:
    words: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            if cell.flat and not cell.continued and not _COLUMN_NUMBER.fullmatch(cell.flat):
                for column in _columns(cell):
                    words.setdefault(column, []).append(cell.flat)
    return {column: " ".join(said) for column, said in words.items() if column not in taken}


def _role(heading: str) -> str | None:
    said = heading.lower().strip(" :.")
    return next((role for role, pattern in _ROLES if pattern.match(said)), None)


def _columns(cell: Cell) -> range:
    return range(cell.column, min(cell.column + max(cell.span, 1), _MOST_COLUMNS))


def _counts_columns(row: Row) -> bool:
    """The row "(1) | (2) | (3)" below the headings."""
    said = [cell.flat for cell in row if cell.flat]
    return len(said) > 2 and all(_COLUMN_NUMBER.fullmatch(words) for words in said)


def _is_repeated(row: Row, headings: Sequence[Row]) -> bool:
    said = [cell.flat for cell in row]
    return any(said == [cell.flat for cell in heading] for heading in headings)


def _values(row: Row, above: dict[int, str]) -> dict[int, str]:
    """Text by column; a cell that goes on from above says again what stands there. `above` is brought up to date."""
    values: dict[int, str] = {}
    for cell in row:
        if cell.column < _MOST_COLUMNS:
            said = above.get(cell.column, "") if cell.continued else cell.text
            values[cell.column] = above[cell.column] = said
    return values


def _sentence(row: Row, values: dict[int, str], roles: dict[int, str], others: dict[int, str]) -> str:
    by_role: dict[str, list[str]] = {}
    for column, role in sorted(roles.items()):
        if values.get(column, "").strip():
            by_role.setdefault(role, []).append(values[column])
    number = _flat(by_role.pop("number", [""])[0])
    filled = [cell for cell in row if cell.text.strip() and not cell.continued]
    if "task" not in by_role or (set(by_role) == {"task"} and len(filled) <= 2):
        return _plain([cell for cell in row if cell.text.strip()])  # the name of a part of the table
    mark = ""
    if _MARK.fullmatch(number):
        mark = f"{number} " if number[-1] in ".)-–—+*•" else f"{number}. "
    notes = [
        f"{name[:1].lower()}{name[1:]}: {_flat(values[column])}"
        for column, name in others.items()
        if values.get(column, "").strip()
    ]
    return (
        mark
        + "; ".join([_who(by_role) + _joined_items(by_role["task"][0]), *_when_and_what(by_role), *notes])
        + "."
    )


def _who(by_role: dict[str, list[str]]) -> str:
    lead = ", ".join(map(_names, by_role.get("lead", [])))
    coordinating = ", ".join(map(_names, by_role.get("coordinating", [])))
    both = " ".join(map(_flat, by_role.get("both", []))).rstrip(" .;,:")
    if both and ("chủ trì" in both.lower() or "phối hợp" in both.lower()):
        return f"{both}: "
    lead = lead or both
    if lead and not lead.lower().endswith("chủ trì"):
        lead += " chủ trì"
    if coordinating and not coordinating.lower().startswith("phối hợp"):
        coordinating = f"phối hợp với {coordinating}"
    who = ", ".join(filter(None, (lead, coordinating)))
    return f"{who}: " if who else ""


def _when_and_what(by_role: dict[str, list[str]]) -> Iterator[str]:
    for due in by_role.get("due", []):
        said = _WORDS_OF_DUE.sub("", _flat(due)).rstrip(" .;,")
        if _SPAN_OF_TIME.match(said):
            said = f"trong {said[:1].lower()}{said[1:]}"
        yield f"thời hạn: {said}"
    for product in by_role.get("product", []):
        yield f"sản phẩm: {_flat(product).rstrip(' .;,')}"
    for leader in by_role.get("directing", []):
        yield f"lãnh đạo chỉ đạo: {_flat(leader).rstrip(' .;,')}"


def _flat(said: str) -> str:
    return " ".join(said.split())


def _names(said: str) -> str:
    """Several departments of a cell, one a line or apart by semicolons, as prose has them."""
    names: Iterable[str] = (_ITEM.sub("", part.strip(), count=1) for part in re.split(r"[\n;]", said))
    return ", ".join(filter(None, (_flat(name).strip(" .,") for name in names)))


def _joined_items(said: str) -> str:
    """The lines of a cell as one sentence: a row is one directive."""
    joined = ""
    ended = False
    for line in said.split("\n"):
        flat = _flat(line)
        part = _ITEM.sub("", flat, count=1)
        if not part:
            continue
        if joined:
            goes_on = part == flat and part[:1].islower() and not ended
            joined += " " if goes_on or joined[-1] in ":,;" else "; "
        ended = part[-1] in ".;"
        joined += part.rstrip(" .;") if ended else part
    return joined.rstrip(" .;")
