"""Lines, paragraphs, list marks and their nesting."""

import pytest

from directives.reading.layout import blocks, mark_at

MARKS = {
    "roman": ("IV. Nhiệm vụ", "roman", "Nhiệm vụ"),
    "part": ("Phần II: Nhiệm vụ", "roman", "Nhiệm vụ"),
    "decimal": ("1.2. Rà soát", "decimal", "Rà soát"),
    "deep-decimal": ("1.2.3 Rà soát", "decimal", "Rà soát"),
    "number": ("1. Rà soát", "number", "Rà soát"),
    "number-glued": ("1.Rà soát", "number", "Rà soát"),
    "number-bracket": ("12) Rà soát", "number", "Rà soát"),
    "article": ("Điều 2. Rà soát", "number", "Rà soát"),
    "bracketed-number": ("(1) Rà soát", "bracket", "Rà soát"),
    "small-roman": ("(iv) Rà soát", "small roman", "Rà soát"),
    "letter": ("đ) Rà soát", "letter", "Rà soát"),
    "bracketed-letter": ("(b) Rà soát", "letter", "Rà soát"),
    "dash": ("- Rà soát", "dash", "Rà soát"),
    "long-dash-glued": ("–Rà soát", "dash", "Rà soát"),
    "plus": ("+ 12 trạm", "plus", "12 trạm"),
    "bullet": ("• Rà soát", "bullet", "Rà soát"),
    "typed-bullet": ("o Rà soát", "bullet", "Rà soát"),
}
NO_MARKS = {
    "a-date": "12/3/2026, ông Khuê họp",
    "a-figure": "3.500 tỷ đồng",
    "a-share": "12% kế hoạch",
    "a-word": "Về cấp nước",
    "a-minus": "-12 độ",
    "nothing-behind": "1.",
    "a-year": "2026. Năm mới",
}


@pytest.mark.parametrize(("text", "kind", "behind"), MARKS.values(), ids=MARKS)
def test_list_marks(text, kind, behind):
    found, body = mark_at(text, 0, len(text))
    assert (found, text[body:]) == (kind, behind)


@pytest.mark.parametrize("text", NO_MARKS.values(), ids=NO_MARKS)
def test_no_list_marks(text):
    assert mark_at(text, 0, len(text)) == (None, 0)


LINES = {
    "each-its-own": ("Một.\nHai.", ["Một.", "Hai."]),
    "goes-on-in-lower-case": ("Sở Y tế rà soát\ncác trạm y tế.", ["Sở Y tế rà soát\ncác trạm y tế."]),
    "stop-then-lower-case": ("Sở Y tế rà soát.\ncác trạm", ["Sở Y tế rà soát.", "các trạm"]),
    "blank-line": ("Sở Y tế rà soát\n\ncác trạm y tế.", ["Sở Y tế rà soát", "các trạm y tế."]),
    "a-mark-begins-anew": ("Sở Y tế:\n- rà soát\n- báo cáo", ["Sở Y tế:", "- rà soát", "- báo cáo"]),
    "windows-line-ends": ("Một.\r\nHai.", ["Một.", "Hai."]),
    "edges-trimmed": ("  Một. \n\t Hai.\xa0", ["Một.", "Hai."]),
    "only-space": (" \n\t\n", []),
}


@pytest.mark.parametrize(("text", "paragraphs"), LINES.values(), ids=LINES)
def test_paragraphs(text, paragraphs):
    assert [text[block.start : block.end] for block in blocks(text)] == paragraphs


def test_long_lines_are_joined_only_where_the_page_has_hard_line_ends():
    line = "Sở Xây dựng phối hợp với các địa phương rà soát toàn bộ công trình của xã"
    other = "Phú Hòa và báo cáo."
    assert len(blocks("\n".join([line] * 8 + [other]))) == 1
    assert len(blocks("\n".join([line, other]))) == 2
    assert len(blocks("\n".join([f"{line}."] * 8 + [other]))) == 9


def test_short_lines_of_a_page_with_hard_line_ends_stay_apart():
    line = "Sở Xây dựng phối hợp với các địa phương rà soát toàn bộ công trình của xã"
    found = blocks("\n".join([line] * 8) + " Phú Hòa.\nNơi nhận\nVăn thư")
    assert len(found) == 3


def test_rows_of_a_table_stay_apart():
    line = "Sở Xây dựng phối hợp với các địa phương rà soát toàn bộ công trình của xã"
    rows = [f"{line} | Sở Xây dựng | Tháng {month}/2026" for month in range(1, 6)]
    assert len(blocks("\n".join([line] * 12 + [f"{line}.", *rows]))) == 6


GAPS = {
    "first": ("Một.", [True]),
    "next-line": ("Một.\nHai.", [True, False]),
    "blank": ("Một.\n\nHai.", [True, True]),
}


@pytest.mark.parametrize(("text", "gaps"), GAPS.values(), ids=GAPS)
def test_blank_lines_before_a_block(text, gaps):
    assert [block.gap for block in blocks(text)] == gaps


NESTING = {
    "five-deep": ("I. Một\n1. Hai\na) Ba\n- Bốn\n+ Năm", [1, 2, 3, 4, 5]),
    "back-up": ("1. Một\na) Hai\n- Ba\n2. Một\n- Hai", [1, 2, 3, 1, 2]),
    "roman-begins-anew": ("1. Một\n- Hai\nII. Một\n- Hai", [1, 2, 1, 2]),
    "plain-between": ("1. Một\nVăn xuôi.\n2. Một", [1, 0, 1]),
    "decimal-below-number": ("1. Một\n1.1. Hai\n2. Một", [1, 2, 1]),
}


@pytest.mark.parametrize(("text", "levels"), NESTING.values(), ids=NESTING)
def test_nesting(text, levels):
    assert [block.level for block in blocks(text)] == levels
