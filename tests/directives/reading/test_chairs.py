"""Who concludes, by name or by title."""

import pytest

from directives.reading.chairs import find_chair, is_named

NOTICES = {
    "name-and-title": (
        "Kết luận của đồng chí Lê Minh Khuê - Phó Chủ tịch UBND tỉnh tại cuộc họp về cấp nước",
        "Lê Minh Khuê",
    ),
    "only-the-province": ("Chủ tịch UBND tỉnh Bắc Sông kết luận như sau:", "Chủ tịch UBND tỉnh"),
    "title-and-name": ("Phó Thủ tướng Trần Văn Bình kết luận như sau:", "Trần Văn Bình"),
    "capitals": ("KẾT LUẬN CỦA CHỦ TỊCH UBND TỈNH PHAN THỊ HOA TẠI HỘI NGHỊ", "Phan Thị Hoa"),
    "office-between": ("Bộ trưởng Bộ Nội vụ Hoàng Thị Cúc kết luận cuộc họp", "Hoàng Thị Cúc"),
    "name-behind-the-word": (
        "Ý kiến chỉ đạo của đồng chí Bùi Quang Vinh, Bí thư Tỉnh ủy",
        "Bùi Quang Vinh",
    ),
    "the-one-who-presides": ("Đồng chí Đỗ Văn Sơn - Giám đốc Sở Y tế chủ trì cuộc họp.", "Đỗ Văn Sơn"),
    "woman": ("bà Ngô Thu Hà, Phó Chủ tịch UBND thành phố chủ trì buổi làm việc", "Ngô Thu Hà"),
    "only-the-title": ("Thủ tướng Chính phủ kết luận như sau:", "Thủ tướng Chính phủ"),
    "place-is-no-name": ("Chủ tịch UBND tỉnh Gia Lai kết luận như sau:", "Chủ tịch UBND tỉnh"),
    "ordering-is-not-concluding": ("Chủ tịch UBND tỉnh Phan Văn Dũng yêu cầu các sở rà soát.", None),
    "nobody": ("Các đại biểu dự họp đã thảo luận về cấp nước.", None),
}
NEWS = {
    "the-first-concluding": (
        "Phó Chủ tịch UBND tỉnh Lê Minh Khuê yêu cầu rà soát. Kết luận, Chủ tịch UBND tỉnh Phan Văn Dũng nêu rõ.",
        "Phan Văn Dũng",
    ),
    "highest-ordering": (
        "Phó Chủ tịch UBND tỉnh Lê Minh Khuê nhấn mạnh.\nChủ tịch UBND tỉnh Phan Văn Dũng yêu cầu.",
        "Phan Văn Dũng",
    ),
    "head-of-department": ("Giám đốc Sở Y tế Đỗ Văn Sơn đề nghị bổ sung biên chế.", None),
    "nobody": ("Mưa lớn kéo dài ba ngày ở vùng cao.", None),
}


@pytest.mark.parametrize(("front", "chair"), NOTICES.values(), ids=NOTICES)
def test_chair_of_a_notice(front, chair):
    assert find_chair(front, True) == chair


@pytest.mark.parametrize(("front", "chair"), NEWS.values(), ids=NEWS)
def test_chair_of_a_news_report(front, chair):
    assert find_chair(front, False) == chair


SAID = {
    "full-name": ("Phó Chủ tịch UBND tỉnh Lê Minh Khuê", True),
    "given-name": ("ông Khuê", True),
    "rank-and-given-name": ("Chủ tịch Khuê", True),
    "other-given-name": ("ông Dũng", False),
    "family-name-only": ("ông Lê", False),
    "same-family-name": ("Phó Chủ tịch UBND tỉnh Lê Văn Dũng", False),
    "nothing-said": ("", False),
}


@pytest.mark.parametrize(("said", "named"), SAID.values(), ids=SAID)
def test_whether_words_name_the_chair(said, named):
    assert is_named("Lê Minh Khuê", said) is named


def test_nobody_is_named_where_the_chair_is_unknown():
    assert not is_named(None, "ông Khuê")
