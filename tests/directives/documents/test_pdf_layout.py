"""A page is read as the eye reads it, in whatever order it was drawn."""

import time
from itertools import pairwise

import pytest

from directives.documents import UnreadableDocument, extract

from .samples import PROSE, pdf_of, pdf_of_objects, stream
from .test_pdf import FONT, one_page, read

Piece = tuple[float, float, str]
LETTER = 6.0  # width in points


def lines(*texts: str, left: float = 72, top: float = 760, step: float = 16) -> list[Piece]:
    return [(left, top - step * row, text) for row, text in enumerate(texts) if text]


def test_letters_from_another_font_are_drawn_after_their_line():
    pieces: list[Piece] = []
    for left, height, text in lines(
        "Ủy ban nhân dân tỉnh giao Sở Tài chính rà", "soát các dự án chậm tiến độ."
    ):
        marked = [place for place, letter in enumerate(text) if ord(letter) > 0x1E00]
        cuts = [-1, *marked, len(text)]
        for start, end in pairwise(cuts):
            pieces.append((left + LETTER * (start + 1), height, text[start + 1 : end]))
        pieces += [(left + LETTER * place, height, text[place]) for place in marked]
    assert read(pdf_of([pieces])) == "Ủy ban nhân dân tỉnh giao Sở Tài chính rà soát các dự án chậm tiến độ."


@pytest.mark.parametrize("shuffled", [False, True])
def test_a_letterhead_in_two_columns_and_the_signature(shuffled):
    body = PROSE.split("\n\n")[1]
    page = [
        *lines("UBND TỈNH HÀ ĐÔNG", "VĂN PHÒNG", "Số: 15/TB-VP", left=80),
        *lines("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", left=280),
        *lines(body[:69], top=660),
        *lines("Nơi nhận:", "- Như trên;", "- Các sở, ngành;", "- Lưu: VT.", top=600, step=13),
        *lines("CHÁNH VĂN PHÒNG", "", "", "Trần Văn Bình", left=350, top=598),
    ]
    assert read(pdf_of([page[::-1] if shuffled else page])).split("\n\n") == [
        "UBND TỈNH HÀ ĐÔNG\nVĂN PHÒNG",
        "Số: 15/TB-VP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        body[:69],
        "Nơi nhận:",
        "- Như trên;",
        "- Các sở, ngành;",
        "- Lưu: VT.",
        "CHÁNH VĂN PHÒNG",
        "Trần Văn Bình",
    ]


def test_a_number_far_before_its_item_is_no_column():
    page = [
        (72.0, 700.0, "1."),
        (110.0, 700.0, "Giao Sở Y tế rà soát."),
        (72.0, 684.0, "2."),
        (110.0, 684.0, "Báo cáo."),
    ]
    assert read(pdf_of([page])) == "1. Giao Sở Y tế rà soát.\n\n2. Báo cáo."


EDGES = (60, 90, 290, 380, 470, 550)
ROWS = (740, 700, 660, 600, 560)
STROKED = "".join(f"{x} {ROWS[-1]} m {x} {ROWS[0]} l S " for x in EDGES) + "".join(
    f"{EDGES[0]} {y} m {EDGES[-1]} {y} l S " for y in ROWS
)
FILLED = "".join(f"{x} {ROWS[-1]} 0.5 {ROWS[0] - ROWS[-1]} re f " for x in EDGES) + "".join(
    f"{EDGES[0]} {y} {EDGES[-1] - EDGES[0]} 0.5 re f " for y in ROWS
)
BOXES = "".join(
    f"{x} {low} {to_x - x} {high - low} re S " for x, to_x in pairwise(EDGES) for high, low in pairwise(ROWS)
)
HEADINGS = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")


def cells(row: int, *texts: str) -> list[Piece]:
    """Words of a row, broken as they fit."""
    found: list[Piece] = []
    for place, text in enumerate(texts):
        for number, part in enumerate(text.split("|")):
            found.append((EDGES[place] + 3.0, ROWS[row] - 12.0 - 12 * number, part))
    return [piece for piece in found if piece[2]]


TASKS = [
    *cells(0, *HEADINGS),
    *cells(
        1,
        "1",
        "Rà soát khu công|nghiệp",
        "Sở Xây dựng",
        "Sở Tài chính;|Sở Y tế",
        "30/6/2026",
    ),
    *cells(2, "2", "Lập đề án:|- thu hút lao động;|- nhà ở.", "Sở Nội vụ", "", "Quý III/2026"),
    *cells(3, "3", "Báo cáo", "", "Các xã", "15/7"),
]


@pytest.mark.parametrize("drawn", [STROKED, FILLED, BOXES], ids=["stroked", "filled", "boxes"])
def test_a_ruled_table_of_tasks(drawn):
    found = extract(
        pdf_of([[*lines("Giao nhiệm vụ như sau:"), *TASKS, *lines("Hết bảng.", top=540)]], drawn=drawn),
        "a.pdf",
    )
    assert found.text.split("\n\n") == [
        "Giao nhiệm vụ như sau:",
        "1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Sở Y tế: Rà soát khu công nghiệp; thời hạn: 30/6/2026.",
        "2. Sở Nội vụ chủ trì: Lập đề án: thu hút lao động; nhà ở; thời hạn: trong quý III/2026.",
        "3. phối hợp với Các xã: Báo cáo; thời hạn: 15/7.",
        "Hết bảng.",
    ]  # fmt: skip # a paragraph each
    assert found.warnings == ("tasks_as_sentences",)


def test_merged_cells_of_a_ruled_table():
    """Row 2 and 3 share a lead: no rule between them there, and the name stands in the middle."""
    across = (
        "".join(f"60 {y} m 550 {y} l S " for y in (740, 700, 660, 560))
        + "60 600 m 290 600 l S 380 600 m 550 600 l S "
    )
    upright = "".join(f"{x} 560 m {x} 740 l S " for x in EDGES)
    page = [
        *cells(0, *HEADINGS),
        *cells(1, "1", "Một", "Sở Y tế", "", "1/7"),
        *cells(2, "2", "Hai", "", "", "2/7"),
    ]
    page += [*cells(3, "3", "Ba", "", "", "3/7"), (295.0, 605.0, "Sở Nội vụ")]
    assert read(pdf_of([page], drawn=across + upright)).split("\n\n") == [
        "1. Sở Y tế chủ trì: Một; thời hạn: 1/7.",
        "2. Sở Nội vụ chủ trì: Hai; thời hạn: 2/7.",
        "3. Sở Nội vụ chủ trì: Ba; thời hạn: 3/7.",
    ]


def test_a_table_over_two_pages_with_a_row_cut_in_two():
    first = [
        *cells(0, *HEADINGS),
        *cells(1, "1", "Một", "Sở Y tế", "", "1/7"),
        *cells(2, "2", "Hai", "Sở Y tế", "", "2/7"),
    ]
    first += [*cells(3, "3", "Rà soát quy hoạch", "Sở Nội vụ", "", "3/7")]
    second = [(300.0, 800.0, "2"), *cells(0, "", "khu công nghiệp", "", "", ""), *cells(1, *HEADINGS)]
    second += [*cells(2, "4", "Bốn", "Sở Y tế", "", "4/7"), *cells(3, "5", "Năm", "Sở Y tế", "", "5/7")]
    assert read(pdf_of([first, second], drawn=STROKED)).split("\n\n")[2:] == [
        "3. Sở Nội vụ chủ trì: Rà soát quy hoạch khu công nghiệp; thời hạn: 3/7.",
        "4. Sở Y tế chủ trì: Bốn; thời hạn: 4/7.",
        "5. Sở Y tế chủ trì: Năm; thời hạn: 5/7.",
    ]


@pytest.mark.parametrize(
    "drawn", ["72 700 m 200 700 l S", "60 500 490 300 re S", "60 500 490 300 re f", "60 500 m S", "re S"]
)
def test_lines_that_rule_no_table(drawn):
    assert read(pdf_of([lines("THÔNG BÁO", "Giao Sở Y tế.")], drawn=drawn)) == "THÔNG BÁO\nGiao Sở Y tế."


def test_what_was_put_on_the_page_afterwards_is_left_out():
    panel = (
        "Ký bởi: Văn phòng UBND tỉnh",
        "Email: vp@hadong.gov.vn",
        "Thời gian ký: 12/05/2026 14:30:00 +07:00",
    )
    page = [
        *lines(*panel, left=300, top=820, step=9),
        *lines("ĐẾN", "Số: 1234", "Ngày: 13/5/2026", top=790, step=10),
    ]
    page += lines("Số: 15/TB-UBND", "Giao Sở Y tế rà soát các cơ sở.", top=700, step=40)
    assert read(pdf_of([page], turned="BẢN SAO VĂN THƯ")) == "Số: 15/TB-UBND\nGiao Sở Y tế rà soát các cơ sở."


def test_a_page_set_sideways_is_read_along_its_lines():
    content = (
        b"BT /F1 12 Tf 0 1 -1 0 100 100 Tm (Giao So Y te ra soat) Tj 0 1 -1 0 120 100 Tm (bao cao.) Tj ET"
    )
    assert read(one_page(stream(content), FONT)) == "Giao So Y te ra soat bao cao."


def test_a_mark_of_secrecy_on_every_page_stays():
    bodies = ("Giao Sở Y tế.", "Giao Sở Nội vụ.", "Giao Công an tỉnh.", "Giao các xã.")
    pages = [lines("UBND tỉnh", "MẬT", body, top=800, step=40) for body in bodies]
    assert read(pdf_of(pages)).startswith("MẬT\nGiao Sở Y tế.")


def test_letters_drawn_twice_are_bold():
    page = lines("THÔNG BÁO") + lines("THÔNG BÁO", left=72.3)
    assert read(pdf_of([page])) == "THÔNG BÁO"


def test_ligatures_and_hanging_marks():
    assert read(pdf_of([[(72, 700, "ﬁle o\u0302\u0301 dô\u0323")]])) == "file ố dộ"


def test_a_font_that_only_numbers_its_shapes_is_garbled():
    with pytest.raises(UnreadableDocument) as refused:
        read(pdf_of([lines("Giao Sở Y tế", "Giao Sở Nội vụ")], to_unicode=False))
    assert refused.value.code == "garbled"


def test_lines_are_full_by_their_right_edge_not_by_their_letters():
    """Words set wide apart: the line holds few letters, and still runs on before a capital."""
    page = lines(*["giao các sở, các ban, các ngành và các đơn vị có liên quan trong tỉnh của"] * 8)
    left = 72.0
    for word in ["Ban", "Quản", "lý", "các", "khu", "công", "nghiệp", "và", "các", "Sở"]:
        page.append((left, 632.0, word))
        left += LETTER * len(word) + 23
    page += lines("Tài chính rà soát.", top=616)
    assert read(pdf_of([page])).endswith("các khu công nghiệp và các Sở Tài chính rà soát.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"BT /F1 12 Tf 72 700 Td [(Gi)-20(ao)-400(Y)] TJ ET", "Giao Y"),
        (b"BT /F1 12 Tf 14 TL 72 700 Td (mot) Tj T* (hai,) Tj (ba) ' 1 0 (bon) \" ET", "mot hai, ba bon"),
        (
            b"q 2 0 0 2 0 0 cm BT /F1 6 Tf 40 300 TD (a) Tj 2 Ts (b) Tj ET Q BT /F1 12 Tf 72 100 Td (c) Tj ET",
            "ab\n\nc",
        ),
        (b"BT /F1 12 Tf 72 700 Td (a) Tj /Khong 12 Tf ET Q Q Q BT /F1 12 Tf 90 700 Td (b) Tj ET", "a b"),
        (b"BT /F1 (x) Tf 1 Td Tj [/x] TJ /F1 12 Tf 72 700 Td (b) Tj ET", "b"),
        (b"BT /F1 12 Tf 1 0 0 1 1%b 0 Tm (xa) Tj 1 0 0 1 72 700 Tm (gan) Tj ET" % (b"0" * 40), "gan"),
    ],
)
def test_operators(content, expected):
    assert read(one_page(stream(content), FONT)).replace("\n", " ") == expected.replace("\n\n", " ")


def test_drawings_within_drawings():
    def form(content: bytes, resources: bytes) -> bytes:
        return stream(
            content, b"/Type /XObject /Subtype /Form /Matrix [1 0 0 1 50 0] /Resources << %b >>" % resources
        )

    font = b"/Font << /F1 7 0 R >>"
    data = pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> %b >> >>"
            % font,
            stream(b"/X Do BT /F1 12 Tf 72 600 Td (sau) Tj ET"),
            form(
                b"BT /F1 12 Tf 22 700 Td (trong) Tj ET /X Do /Y Do",
                font + b" /XObject << /X 5 0 R /Y 6 0 R >>",
            ),
            form(b"BT /F1 12 Tf -28 650 Td (sau hon) Tj ET /X Do", font + b" /XObject << /X 5 0 R >>"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )
    assert read(data).split() == ["trong", "sau", "hon", "sau"]


def test_a_page_of_nothing_but_rules_or_letters_takes_its_time_and_no_more():
    started = time.monotonic()
    rules = b"".join(b"%d 0 m %d 800 l S 0 %d m 800 %d l S " % (n, n, n, n) for n in range(0, 4000, 4))
    letters = (
        b"BT /F1 1 Tf "
        + b"".join(b"1 0 0 1 %d %d Tm (ab) Tj " % (n % 500, n // 50) for n in range(10_000))
        + b"ET"
    )
    extract(one_page(stream(rules + letters), FONT), "a.pdf")
    assert time.monotonic() - started < 8
