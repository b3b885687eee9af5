"""Who works along: names after "phối hợp (với)" and "cùng (với)"."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.coordination import coordinating
from directives.reading.folding import tokens
from tests.directives.reading.texts import noticed

GRAMMAR = Grammar(home="tỉnh Bắc Sông")

ALONG = {
    "several": ("Sở Y tế phối hợp với Công an tỉnh và các xã lập", ["Công an tỉnh", "các xã"]),
    "closely": ("Sở Y tế phối hợp chặt chẽ với Sở Tài chính trình phương án", ["Sở Tài chính"]),
    "closely-and-well": ("Sở Y tế phối hợp chặt chẽ, hiệu quả với Sở Tài chính", ["Sở Tài chính"]),
    "phoi-hop-cung": ("Sở Y tế phối hợp cùng Sở Tài chính thẩm tra", ["Sở Tài chính"]),
    "without-voi": ("Sở Y tế chủ trì, phối hợp Sở Tài chính thẩm tra", ["Sở Tài chính"]),
    "guiding": ("Sở Y tế phối hợp, hướng dẫn UBND các xã tổ chức tiêm", ["Ủy ban nhân dân các xã"]),
    "cung": ("Sở Y tế cùng Sở Tài chính thẩm tra", ["Sở Tài chính"]),
    "cung-voi": ("Sở Y tế cùng với các địa phương rà soát", ["các địa phương"]),
    "distributed": ("Sở Y tế phối hợp với các Sở: Nội vụ, Tài chính lập", ["Sở Nội vụ", "Sở Tài chính"]),
    "second-share": ("Sở Y tế chủ trì, Sở Nội vụ phối hợp thực hiện", ["Sở Nội vụ"]),
    "initials": ("Sở Y tế phối hợp với VNPT An Lạc lắp đặt", ["VNPT An Lạc"]),
    "twice": (
        "Sở Y tế phối hợp với Sở Nội vụ rà soát, cùng Sở Tài chính trình",
        ["Sở Nội vụ", "Sở Tài chính"],
    ),
    "within-one-string": (
        "Sở Y tế cùng các cơ quan thuộc Bộ Y tế, Bộ Nội vụ lập",
        ["các cơ quan thuộc Bộ Y tế, Bộ Nội vụ"],
    ),
}
ALONE = {
    "a-task": "Sở Y tế phối hợp kiểm tra các cơ sở",
    "working-with": "Sở Y tế làm việc với Bộ Y tế",
    "agreeing-with": "Sở Y tế thống nhất với Sở Tài chính",
    "asking": "Sở Y tế lấy ý kiến Sở Tài chính",
    "exchanging": "Sở Y tế trao đổi với Sở Tài chính",
    "at-last": "Sở Y tế báo cáo lần cuối cùng các kết quả",
    "the-lead": "Các phòng phối hợp với Sở Y tế rà soát",
    "same-time": "Sở Y tế báo cáo cùng kỳ năm trước",
}


@pytest.mark.parametrize(("text", "names"), ALONG.values(), ids=ALONG)
def test_those_who_work_along(text, names):
    assert list(coordinating(GRAMMAR, tokens(text), ("Sở Y tế",))) == names


@pytest.mark.parametrize("text", ALONE.values(), ids=ALONE)
def test_nobody_works_along(text):
    assert coordinating(GRAMMAR, tokens(text), ("Sở Y tế",)) == ()


def test_working_along_is_not_handed_on():
    first, second = noticed(
        "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát biên chế. Đồng thời, lập danh mục thuốc.\n"
    )
    assert first.coordinating == ("Sở Nội vụ",)
    assert second.coordinating == ()
