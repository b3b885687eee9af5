"""Tasks whose doer stands behind them: in a bracket, in the cells of a row, in labelled lines."""

from datetime import date

import pytest

from directives.reading.agencies import Grammar
from directives.reading.behind import in_brackets, label, names_in, row
from tests.directives.reading.texts import noticed

GRAMMAR = Grammar(home="tỉnh Bắc Sông")

BRACKETS = {
    "one-office": ("Rà soát các trạm y tế (Sở Y tế).", ["Sở Y tế"]),
    "leads": ("Lập danh mục thuốc (Sở Y tế chủ trì, phối hợp với Sở Tài chính).", ["Sở Y tế"]),
    "given-to": ("Lập danh mục thuốc (giao Sở Y tế thực hiện);", ["Sở Y tế"]),
    "two-offices": ("Lập danh mục thuốc (Sở Y tế, Sở Nội vụ)", ["Sở Y tế", "Sở Nội vụ"]),
    "a-gloss": ("Rà soát các trạm y tế (12 trạm).", []),
    "a-clause": ("Rà soát các trạm y tế (Sở Y tế đã báo cáo).", []),
    "not-at-the-end": ("Rà soát (Sở Y tế) các trạm.", []),
    "a-place": ("Rà soát các trạm y tế (tỉnh Gia Lai).", []),
    "unclosed": ("Rà soát các trạm y tế (Sở Y tế", []),
}


@pytest.mark.parametrize(("text", "names"), BRACKETS.values(), ids=BRACKETS)
def test_offices_in_the_closing_bracket(text, names):
    assert list(in_brackets(GRAMMAR, text, 0, len(text))) == names


ROWS = {
    "bars": ("1 | Rà soát các trạm y tế | Sở Y tế | Sở Nội vụ | 20/4/2026", ["Sở Y tế"], ["Sở Nội vụ"]),
    "tabs": ("2\tRà soát các trạm y tế\tSở Y tế\t\tQuý II/2026", ["Sở Y tế"], []),
    "without-number": ("Rà soát các trạm y tế | Sở Y tế | Tháng 5/2026", ["Sở Y tế"], []),
}


@pytest.mark.parametrize(("text", "leads", "along"), ROWS.values(), ids=ROWS)
def test_rows_of_tasks(text, leads, along):
    found = row(GRAMMAR, text, 0, len(text))
    assert found is not None
    assert (list(found.leads), list(found.along)) == (leads, along)
    assert text[found.start :].startswith("Rà soát các trạm y tế")


def test_a_row_may_name_who_leads_in_front():
    text = "1 | Sở Y tế | Rà soát các trạm y tế | 20/4/2026"
    found = row(GRAMMAR, text, 0, len(text))
    assert found is not None
    assert (found.leads, text[found.start :]) == (("Sở Y tế",), text[4:])
    assert text[slice(*found.until)] == "20/4/2026"


NO_ROWS = {
    "header": "STT | Nội dung công việc | Đơn vị chủ trì | Thời hạn",
    "two-cells": "Rà soát các trạm y tế | Sở Y tế",
    "nobody-named": "Rà soát các trạm y tế | 12 trạm | 3 tỷ đồng",
    "header-who-first": "Sở, ngành | Nội dung công việc | Thời hạn",
    "figures": "Sở Y tế | 12 | 34 | 56%",
    "short-task": "Họp | Sở Y tế | 20/4/2026",
    "prose": "Giao Sở Y tế rà soát các trạm y tế.",
}


@pytest.mark.parametrize("text", NO_ROWS.values(), ids=NO_ROWS)
def test_no_rows_of_tasks(text):
    assert row(GRAMMAR, text, 0, len(text)) is None


LABELS = {
    "lead": ("Cơ quan chủ trì: Sở Y tế", "lead", "Sở Y tế"),
    "lead-does": ("Đơn vị thực hiện: UBND các xã", "lead", "UBND các xã"),
    "lead-bare": ("Chủ trì: Sở Y tế", "lead", "Sở Y tế"),
    "along": ("Cơ quan phối hợp: Sở Tài chính", "along", "Sở Tài chính"),
    "along-bare": ("Phối hợp thực hiện: Sở Tài chính", "along", "Sở Tài chính"),
    "when": ("Thời hạn hoàn thành: 20/4/2026", "when", "20/4/2026"),
    "when-time": ("Thời gian thực hiện : trong quý II/2026", "when", "trong quý II/2026"),
    "what": ("Sản phẩm: danh mục thuốc", "what", "danh mục thuốc"),
}


@pytest.mark.parametrize(("text", "kind", "behind"), LABELS.values(), ids=LABELS)
def test_labelled_lines(text, kind, behind):
    found = label(text, 0, len(text))
    assert found is not None
    assert (found[0], text[found[1] :]) == (kind, behind)


NO_LABELS = {
    "an-order": "Sở Y tế chủ trì: rà soát các trạm y tế",
    "without-colon": "Cơ quan chủ trì là Sở Y tế",
    "a-topic": "Về thời hạn: Sở Y tế báo cáo",
}


@pytest.mark.parametrize("text", NO_LABELS.values(), ids=NO_LABELS)
def test_no_labels(text):
    assert label(text, 0, len(text)) is None


def test_names_a_line_opens_with():
    text = "Sở Y tế, UBND các xã; hoàn thành sớm"
    assert names_in(GRAMMAR, text, 0, len(text)) == ("Sở Y tế", "Ủy ban nhân dân các xã")
    assert names_in(GRAMMAR, "hoàn thành sớm", 0, 14) == ()


def test_labelled_lines_belong_to_the_task_above_them():
    (point,) = noticed(
        "1. Rà soát các trạm y tế.\n"
        "Cơ quan chủ trì: Sở Y tế.\n"
        "Cơ quan phối hợp: Sở Tài chính, UBND các xã.\n"
        "Thời hạn hoàn thành: 20/4/2026.\n"
    )
    assert point.lead == ("Sở Y tế",)
    assert point.coordinating == ("Sở Tài chính", "Ủy ban nhân dân các xã")
    assert point.deadline == date(2026, 4, 20)
    assert point.text.startswith("Rà soát")
    assert point.text.endswith("20/4/2026")


def test_rows_below_a_conclusion_are_directives():
    points = noticed(
        "Các nhiệm vụ cụ thể:\n\n"
        "STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn\n\n"
        "1 | Rà soát các trạm y tế | Sở Y tế | Sở Nội vụ | 20/4/2026\n\n"
        "2 | Bố trí kinh phí sửa chữa | Sở Tài chính | Sở Y tế | Quý II/2026\n"
    )
    assert [(p.lead, p.coordinating, p.deadline) for p in points] == [
        (("Sở Y tế",), ("Sở Nội vụ",), date(2026, 4, 20)),
        (("Sở Tài chính",), ("Sở Y tế",), date(2026, 6, 30)),
    ]
