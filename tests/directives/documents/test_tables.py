"""Tables of tasks become sentences, whichever way they are merged; letterheads are read cell by cell."""

import pytest

from directives.documents import extract
from directives.documents.tables import Cell, is_layout, row_lines

from .samples import docx_of, docx_with_body
from .test_docx import paragraph, run

HEADINGS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành")
FIRST = (
    "1",
    "Rà soát quy hoạch khu công nghiệp",
    "Sở Xây dựng",
    "Sở Tài chính;\nUBND xã Bắc Sơn",
    "30/6/2026",
)
FIRST_SAID = (
    "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND xã Bắc Sơn: Rà soát quy hoạch khu công nghiệp;"
    " thời hạn: 30/6/2026."
)


def table(*rows: tuple[str, ...]) -> list[list[Cell]]:
    return [[Cell(text, column) for column, text in enumerate(row)] for row in rows]


def lines(*rows: tuple[str, ...]) -> list[str]:
    return row_lines(table(*rows))[0]


def test_a_row_names_who_with_whom_what_and_when():
    assert row_lines(table(HEADINGS, FIRST)) == ([FIRST_SAID], True)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2", "Lập án", "Sở Y tế", "", "Quý III/2026"), "2. Sở Y tế chủ trì: Lập án; thời hạn: trong quý III/2026."),
        (("2", "Lập đề án.", "Sở Nội vụ", "", ""), "2. Sở Nội vụ chủ trì: Lập đề án."),
        (("2", "Lập đề án", "", "", "Thường xuyên"), "2. Lập đề án; thời hạn: Thường xuyên."),
        (("2", "Lập đề án", "", "", ""), "2. Lập đề án"),
        (("I", "CÔNG NGHIỆP", "", "", ""), "I. CÔNG NGHIỆP"),
        (("", "SỞ TÀI CHÍNH", "", "", ""), "SỞ TÀI CHÍNH"),
        (
            ("1.2", "- Lập đề án.\n- Trình UBND tỉnh;", "- Sở Nội vụ\n- Sở Y tế", "Các xã", "Ngày 15/7"),
            "1.2. Sở Nội vụ, Sở Y tế chủ trì, phối hợp với Các xã: Lập đề án; Trình UBND tỉnh; thời hạn: Ngày 15/7.",
        ),
        (
            ("2", "Lập đề án", "Sở Nội vụ chủ trì", "Phối hợp với Sở Y tế", "Thời hạn: 15/7"),
            "2. Sở Nội vụ chủ trì, Phối hợp với Sở Y tế: Lập đề án; thời hạn: 15/7.",
        ),
        (HEADINGS, ""),
        (("(1)", "(2)", "(3)", "(4)", "(5)"), ""),
    ],
)  # fmt: skip # a row and what it says, side by side
def test_rows(row, said):
    counted = said == "" and row[0] == "(1)"
    rows = (HEADINGS, row, FIRST) if counted else (HEADINGS, FIRST, row)
    assert [line for line in lines(*rows) if line != FIRST_SAID] == ([said] if said else [])


@pytest.mark.parametrize(
    ("headings", "row", "said"),
    [
        (("Nhiệm vụ", "Đơn vị thực hiện"), ("Rà soát", "Sở Y tế"), "Sở Y tế chủ trì: Rà soát."),
        (
            ("TT", "Công việc", "Sản phẩm", "Thời gian thực hiện", "Ghi chú"),
            ("1", "Rà soát", "Báo cáo", "Tháng 7/2026", "Gấp"),
            "1. Rà soát; thời hạn: trong tháng 7/2026; sản phẩm: Báo cáo; ghi chú: Gấp.",
        ),
        (
            ("TT", "Nội dung chỉ đạo", "Chủ trì, phối hợp", "Hạn"),
            ("1", "Rà soát", "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ", "15/7"),
            "1. Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ: Rà soát; thời hạn: 15/7.",
        ),
        # No tasks: units of measure, percentages, figures.
        (("TT", "Nội dung", "Đơn vị", "Số lượng"), ("1", "Đường", "km", "12"), "1 | Đường | km | 12"),
        (("Nội dung", "Tiến độ"), ("Đường", "85%"), "Đường | 85%"),
        (("Năm", "Vốn", "Tỷ lệ"), ("2025", "1.200", "40%"), "2025 | 1.200 | 40%"),
    ],
)
def test_headings_decide_what_a_table_is(headings, row, said):
    assert lines(headings, row)[-1] == said


def test_headings_of_two_rows_and_merged_cells():
    rows = [
        [Cell("TT", 0), Cell("Nhiệm vụ", 1), Cell("Phân công thực hiện", 2, span=2), Cell("Thời hạn", 4)],
        [
            Cell("", 0, continued=True), Cell("", 1, continued=True), Cell("Chủ trì", 2), Cell("Phối hợp", 3),
            Cell("", 4, continued=True),
        ],
        [Cell("I. Lĩnh vực kinh tế", 0, span=5)],
        *([Cell(text, column) for column, text in enumerate(row)] for row in [FIRST]),
        [
            Cell("2", 0), Cell("Báo cáo kết quả", 1), Cell("", 2, continued=True), Cell("", 3, continued=True),
            Cell("15/7/2026", 4),
        ],
    ]  # fmt: skip # a row of the table each
    assert row_lines(rows)[0] == [
        "I. Lĩnh vực kinh tế",
        FIRST_SAID,
        "2. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND xã Bắc Sơn: Báo cáo kết quả; thời hạn: 15/7/2026.",
    ]


def test_numbers_in_a_column_of_their_own_stand_before_the_text():
    assert lines(("1", "Giao Sở Y tế rà soát."), ("a)", "Về vốn"), ("-", "Giao Sở Nội vụ.")) == [
        "1. Giao Sở Y tế rà soát.",
        "a) Về vốn",
        "- Giao Sở Nội vụ.",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("UBND TỈNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), *[("Số: 1/TB", "", "Ngày 3/2")] * 4], True),
        ([("Nơi nhận:\n- Như trên;", "KT. CHỦ TỊCH"), ("", "PHÓ CHỦ TỊCH"), ("", "(đã ký)"), ("", "Lê Văn An")], True),
        ([("Một ô duy nhất",)] * 9, True),
        ([("Nhiệm vụ", "Đơn vị thực hiện"), ("Rà soát", "Sở Y tế")], False),
        ([("a", "b", "c"), ("1", "2", "3")], False),
    ],
)  # fmt: skip # rows and answer, side by side
def test_layout(rows, expected):
    assert is_layout(table(*rows)) is expected


def test_in_word_with_a_table_in_a_table():
    def build(document):
        head = document.add_table(rows=2, cols=2)
        head.cell(0, 0).text, head.cell(0, 1).text = "UBND TỈNH HÀ ĐÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        head.cell(1, 0).text, head.cell(1, 1).text = "Số: 15/TB-UBND", "Hà Đông, ngày 12 tháng 5 năm 2026"
        page = document.add_table(rows=1, cols=1).cell(0, 0)
        page.text = "Chủ tịch UBND tỉnh giao:"
        tasks = page.add_table(rows=3, cols=5)
        for row, texts in zip(tasks.rows, (HEADINGS, FIRST, ("2", "Báo cáo", "", "", "15/7")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        tasks.cell(1, 2).merge(tasks.cell(2, 2))

    found = extract(docx_of(build), "a.docx")
    assert found.text.split("\n\n") == [
        "UBND TỈNH HÀ ĐÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 15/TB-UBND",
        "Hà Đông, ngày 12 tháng 5 năm 2026",
        "Chủ tịch UBND tỉnh giao:",
        FIRST_SAID,
        "2. Sở Xây dựng chủ trì: Báo cáo; thời hạn: 15/7.",
    ]
    assert found.warnings == ("tasks_as_sentences",)


def test_rows_and_cells_that_are_deleted_or_missing():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    rows = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in (HEADINGS, FIRST))
    rows += "<w:tr><w:trPr><w:del/></w:trPr>" + "".join(map(cell, FIRST)) + "</w:tr>"
    rows += (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("Lập đề án") + cell("Sở Y tế") + "</w:tr>"
    )
    rows += "<w:tr>" + cell("3") + cell("Bỏ", "<w:cellDel/>") + "</w:tr><w:tr/>"
    assert extract(docx_with_body(f"<w:tbl>{rows}</w:tbl>"), "a.docx").text.split("\n\n") == [
        FIRST_SAID,
        "Sở Y tế chủ trì: Lập đề án.",
        "3",
    ]
