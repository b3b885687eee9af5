"""Which of several dates counts, where two of them split a directive, which sentence only says until when."""

from datetime import date

import pytest

from directives.reading.calendar import add_working_days
from directives.reading.due import Due
from directives.reading.folding import folded
from directives.reading.judging import Draft
from tests.directives.reading.texts import noticed

SIGNED = date(2026, 3, 10)


def drafted(text, action=""):
    at = text.find(action) if action else 0
    return Draft(0, len(text), (), at, 0.8, [], 0, at)


COUNTING = {
    "the-only-one": ("Sở Y tế rà soát các trạm trước ngày 20/4/2026", "", date(2026, 4, 20)),
    "first-of-equals": (
        "Sở Y tế khảo sát trong tháng 4/2026, sửa chữa trong tháng 6/2026",
        "",
        date(2026, 4, 30),
    ),
    "completion": (
        "Sở Y tế khảo sát trong tháng 4/2026, hoàn thành sửa chữa trong tháng 6/2026",
        "",
        date(2026, 6, 30),
    ),
    "report": ("Sở Y tế khảo sát vào ngày 02/4/2026, báo cáo trước ngày 20/4/2026", "", date(2026, 4, 20)),
    "purpose-behind": (
        "Sở Y tế rà soát trước ngày 20/4/2026 để khánh thành trước ngày 30/6/2026",
        "",
        date(2026, 4, 20),
    ),
    "purpose-in-front": (
        "Để khánh thành trước ngày 30/6/2026, Sở Y tế bổ sung thiết bị",
        "bổ sung",
        None,
    ),
    "dated-before-vague": (
        "Sở Y tế trình tại kỳ họp thứ 12, gửi hồ sơ trước ngày 20/4/2026",
        "",
        date(2026, 4, 20),
    ),
    "in-brackets": (
        "Sở Y tế sửa chữa (phần móng trong tháng 4/2026) trong tháng 6/2026",
        "",
        date(2026, 6, 30),
    ),
    "quoted": ("Sở Y tế phổ biến thông điệp “Xong trước ngày 20/4/2026”", "phổ biến", None),
    "none": ("Sở Y tế rà soát các trạm", "", None),
}


@pytest.mark.parametrize(("text", "action", "on"), COUNTING.values(), ids=COUNTING)
def test_the_date_that_counts(text, action, on):
    found = Due(text, SIGNED, add_working_days).found(drafted(text, action))
    assert (found[0].on if found else None) == on


def test_a_cell_of_its_own_says_until_when():
    text = "Rà soát trước ngày 20/4/2026 | Sở Y tế | 30/6/2026"
    draft = drafted(text)
    draft.until = (text.rindex("|") + 2, len(text))
    assert Due(text, SIGNED, add_working_days).found(draft)[0].on == date(2026, 6, 30)


SPLIT = {
    "two-dates": (
        "rà soát trước ngày 20/3/2026; trình phương án trước ngày 20/4/2026",
        ["rà soát trước ngày 20/3/2026", "trình phương án trước ngày 20/4/2026"],
    ),
    "the-undated-goes-with-the-one-before": (
        "rà soát trước ngày 20/3/2026; lập danh mục; trình trước ngày 20/4/2026",
        ["rà soát trước ngày 20/3/2026; lập danh mục", "trình trước ngày 20/4/2026"],
    ),
    "same-date": (
        "rà soát trước ngày 20/3/2026; báo cáo trước ngày 20/3/2026",
        ["rà soát trước ngày 20/3/2026; báo cáo trước ngày 20/3/2026"],
    ),
    "one-date": ("rà soát; báo cáo trước ngày 20/3/2026", ["rà soát; báo cáo trước ngày 20/3/2026"]),
    "in-brackets": (
        "rà soát trước ngày 20/3/2026 (xã A; xã B trước ngày 20/4/2026)",
        ["rà soát trước ngày 20/3/2026 (xã A; xã B trước ngày 20/4/2026)"],
    ),
    "only-a-comma": (
        "rà soát trước ngày 20/3/2026, trình trước ngày 20/4/2026",
        ["rà soát trước ngày 20/3/2026, trình trước ngày 20/4/2026"],
    ),
}


@pytest.mark.parametrize(("text", "parts"), SPLIT.values(), ids=SPLIT)
def test_where_two_dates_split_a_directive(text, parts):
    drafts = Due(text, SIGNED, add_working_days).split(drafted(text))
    assert [text[draft.start : draft.end] for draft in drafts] == parts


ONLY_UNTIL_WHEN = {
    "completion": ("Hoàn thành trước ngày 20/4/2026.", True),
    "the-time": ("Thời gian hoàn thành: trước ngày 20/4/2026.", True),
    "report-with-date": ("Báo cáo UBND tỉnh kết quả trước ngày 20/4/2026.", True),
    "where-to-report": ("Kết quả báo cáo về UBND tỉnh.", True),
    "a-task": ("Rà soát các trạm y tế trước ngày 20/4/2026.", False),
    "nothing": ("Các trạm y tế vùng cao.", False),
}


@pytest.mark.parametrize(("text", "expected"), ONLY_UNTIL_WHEN.values(), ids=ONLY_UNTIL_WHEN)
def test_sentences_that_only_say_until_when(text, expected):
    due = Due(text, SIGNED, add_working_days)
    assert due.is_only_deadline(folded(text), 0, len(text)) is expected


def test_a_deadline_belongs_to_its_own_item_only():
    points = noticed("1. Sở Y tế rà soát trạm y tế trước ngày 20/3/2026.\n2. Sở Nội vụ tham mưu biên chế.\n")
    assert [point.deadline for point in points] == [date(2026, 3, 20), None]


LENT = {
    "who-and-when": "Sở Y tế hoàn thành trước ngày 20/4/2026 các việc sau:\n- {}.\n",
    "addressee-and-date": "1. Yêu cầu Sở Y tế, trước ngày 20/4/2026:\na) {}.\n",
    "only-a-date": "1. Trước ngày 20/4/2026:\na) Sở Y tế {}.\n",
}


@pytest.mark.parametrize("text", LENT.values(), ids=LENT)
def test_the_line_that_opens_a_list_says_until_when(text):
    (point,) = noticed(
        text.format("rà soát các trạm y tế" if "Sở Y tế {" in text else "Rà soát các trạm y tế")
    )
    assert (point.deadline, str(point.deadline_text).lower()) == (date(2026, 4, 20), "trước ngày 20/4/2026")
    assert "deadline:lead_in" in point.why


NOT_LENT = {
    "own-date": ("- Rà soát các trạm y tế trước ngày 15/3/2026.\n", date(2026, 3, 15)),
    "own-recurrence": ("- Hằng tháng báo cáo UBND tỉnh.\n", None),
    "behind-the-list": ("- Rà soát trạm.\n\nSở Nội vụ tham mưu biên chế.\n", None),
}


@pytest.mark.parametrize(("items", "expected"), NOT_LENT.values(), ids=NOT_LENT)
def test_a_date_of_the_lead_in_yields(items, expected):
    points = noticed("Sở Y tế hoàn thành trước ngày 20/4/2026 các việc sau:\n" + items)
    assert points[-1].deadline == expected


def test_the_next_item_of_the_level_above_has_no_date_lent():
    points = noticed(
        "1. Sở Y tế hoàn thành trước ngày 20/4/2026 các việc sau:\n- Rà soát trạm.\n2. Sở Nội vụ:\n- Lập danh mục.\n"
    )
    assert [point.deadline for point in points] == [date(2026, 4, 20), None]
