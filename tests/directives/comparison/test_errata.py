"""Notices that only name what is to be corrected."""

import pytest

from directives.comparison.errata import Erratum, corrected, errata

NOTICE = """THÔNG BÁO
Đính chính Thông báo số 121/TB-UBND ngày 16 tháng 11 năm 2026

Do sơ suất trong khâu soạn thảo, Văn phòng xin đính chính như sau:
1. Tại điểm 1: đã in là “trước ngày 13 tháng 12 năm 2026”, nay sửa lại là “trước ngày 28 tháng 12 năm 2026”.
2. Tại điểm 2:
- Đã ghi: "Giao Sở Tài chính chủ trì";
- Nay đính chính thành: "Giao Ban Quản lý các khu công nghiệp chủ trì".
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            NOTICE,
            [
                ("trước ngày 13 tháng 12 năm 2026", "trước ngày 28 tháng 12 năm 2026"),
                ("Giao Sở Tài chính chủ trì", "Giao Ban Quản lý các khu công nghiệp chủ trì"),
            ],
        ),
        ("Nội dung “A” được điều chỉnh thành “B”.", [("A", "B")]),
        ("Đã viết “A”, xin đọc là “A”.", []),  # nothing is corrected
        ("Chủ tịch nói: “Làm ngay”, các sở “vào cuộc”.", []),
        ("", []),
    ],
)
def test_what_a_notice_corrects(text, wanted):
    assert errata(text) == [Erratum(*pair) for pair in wanted]


def test_only_words_that_stand_once_are_put_right():
    text = "1. Sở A  báo\ncáo trước ngày 13/12. 2. Sở B biết. 3. Sở B làm."
    found = [Erratum("báo cáo trước ngày 13/12", "báo cáo trước ngày 28/12"), Erratum("Sở B", "Sở C")]
    assert corrected(text, [*found, Erratum("Sở", "Ban")]) == (
        "1. Sở A  báo cáo trước ngày 28/12. 2. Sở B biết. 3. Sở B làm.",
        [found[1], Erratum("Sở", "Ban")],
    )


def test_a_long_text_without_quotes_takes_no_time():
    assert errata("đã in là " * 20_000) == []
