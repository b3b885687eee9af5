from datetime import date

import pytest

from directives.reading.header import read_header
from directives.reading.layout import blocks
from directives.reading.structure import Voice, is_formal, parts

NOTICE = """UBND TỈNH BẮC SÔNG
VĂN PHÒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/TB-UBND
Bắc Sông, ngày 09 tháng 3 năm 2026

THÔNG BÁO
Kết luận của đồng chí Lê Minh Khuê - Phó Chủ tịch UBND tỉnh tại cuộc họp về cấp nước

Ngày 05/3/2026, đồng chí Lê Minh Khuê - Phó Chủ tịch UBND tỉnh chủ trì cuộc họp. \
Sở Xây dựng đề nghị bổ sung vốn.

Sau khi nghe các ý kiến, đồng chí Lê Minh Khuê kết luận như sau:

I. ĐÁNH GIÁ CHUNG
Sở Xây dựng hoàn thành 12 công trình.

II. NHIỆM VỤ
1. Sở Xây dựng:
- Rà soát các trạm cấp nước.

Nơi nhận:
- Các Sở: Xây dựng, Tài chính;
- Lưu: VT.
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Đỗ Thị Lan Anh
"""


def test_header_of_a_notice():
    found = blocks(NOTICE)
    assert is_formal(NOTICE, found)
    header = read_header(NOTICE, found, True)
    assert header.number == "05/TB-UBND"
    assert header.issued == date(2026, 3, 9)
    assert header.held_on == date(2026, 3, 5)
    assert header.chair == "Lê Minh Khuê"
    assert header.signed_by == "Đỗ Thị Lan Anh"
    assert header.title is not None
    assert header.title.startswith("THÔNG BÁO Kết luận của đồng chí Lê Minh Khuê")
    assert header.title.endswith("tại cuộc họp về cấp nước")


def test_a_title_centred_over_several_lines_is_one():
    wrapped = NOTICE.replace(" tại cuộc họp về cấp nước", "\ntại cuộc họp về cấp nước\ncho các xã vùng cao")
    title = read_header(wrapped, blocks(wrapped), True).title
    assert title is not None
    assert title.endswith("tại cuộc họp về cấp nước cho các xã vùng cao")


def test_a_number_left_blank_is_no_number():
    text = NOTICE.replace("Số: 05/TB-UBND", "Số: /TB-UBND").replace("ngày 09 tháng 3", "ngày tháng 3")
    header = read_header(text, blocks(text), True)
    assert header.number is None
    assert header.issued is None


def test_voices_of_a_notice():
    found = parts(NOTICE, blocks(NOTICE), True, "Lê Minh Khuê")
    voices = {NOTICE[p.block.body : p.block.end][:18]: p.voice for p in found}
    assert voices["Ngày 05/3/2026, đồ"] is Voice.SKIP
    assert voices["Sở Xây dựng hoàn t"] is Voice.BACKGROUND
    assert voices["Rà soát các trạm c"] is Voice.CONCLUSION
    assert voices["Các Sở: Xây dựng, "] is Voice.SKIP


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("I. Một\n1. Hai\na) Ba\n- Bốn\n+ Năm\n2. Hai\n- Ba", [1, 2, 3, 4, 5, 2, 3]),
        ("1. Một\n(i) Hai\n(ii) Hai\n2. Một", [1, 2, 2, 1]),
        ("Không có dấu\nvẫn cùng đoạn", [0]),
        ("1.1. Một việc\n1.2. Hai việc", [1, 1]),
    ],
)
def test_nesting_of_list_marks(text, levels):
    assert [block.level for block in blocks(text)] == levels


def test_hard_line_ends_are_joined_and_places_kept():
    line = "Sở Xây dựng chủ trì, phối hợp với các địa phương rà soát toàn bộ các trạm"
    text = "\n".join([line] * 8) + " cấp nước.\nĐoạn sau."
    found = blocks(text)
    assert text[found[0].start : found[0].end].endswith("cấp nước.")
    assert text[found[1].start : found[1].end] == "Đoạn sau."
