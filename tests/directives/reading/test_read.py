"""The whole reading, on texts written for these tests."""

import unicodedata
from datetime import date

import pytest

from directives.reading import Agency, read
from tests.directives.reading.texts import HEAD, TAIL, noticed, reported


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Giao Sở Y tế rà soát 12 trạm y tế.", [("Giao Sở Y tế rà soát 12 trạm y tế", ["Sở Y tế"])]),
        (
            "1. Về trạm y tế: Giao Sở Y tế rà soát, báo cáo.",
            [("Giao Sở Y tế rà soát, báo cáo", ["Sở Y tế"])],
        ),
        (
            "1. Sở Y tế:\n- Rà soát các trạm y tế.\n- Lập danh mục thuốc.\n2. Sở Nội vụ\nTham mưu biên chế.",
            [
                ("Rà soát các trạm y tế", ["Sở Y tế"]),
                ("Lập danh mục thuốc", ["Sở Y tế"]),
                ("Tham mưu biên chế", ["Sở Nội vụ"]),
            ],
        ),
        (
            "1. Giao Sở Y tế rà soát trạm y tế; giao Sở Nội vụ tham mưu biên chế.",
            [
                ("Giao Sở Y tế rà soát trạm y tế", ["Sở Y tế"]),
                ("giao Sở Nội vụ tham mưu biên chế", ["Sở Nội vụ"]),
            ],
        ),
        (
            "1. Yêu cầu Sở Y tế thực hiện các nhiệm vụ sau:\na) Rà soát trạm y tế.\nb) Lập danh mục thuốc.",
            [("Rà soát trạm y tế", ["Sở Y tế"]), ("Lập danh mục thuốc", ["Sở Y tế"])],
        ),
        (
            "1. Sở Y tế rà soát trạm y tế. Đồng thời, lập danh mục thuốc.",
            [
                ("Sở Y tế rà soát trạm y tế", ["Sở Y tế"]),
                ("Đồng thời, lập danh mục thuốc", ["Sở Y tế"]),
            ],
        ),
        (
            "1. Công an tỉnh chỉ đạo các đơn vị tuần tra.",
            [("Công an tỉnh chỉ đạo các đơn vị tuần tra", ["Công an tỉnh"])],
        ),
        (
            "1. Thống nhất đề xuất của Sở Y tế; giao Sở Nội vụ tham mưu biên chế.",
            [("giao Sở Nội vụ tham mưu biên chế", ["Sở Nội vụ"])],
        ),
        (
            "1. UBND các xã, phường: Tập trung rà soát hộ nghèo.",
            [("Tập trung rà soát hộ nghèo", ["Ủy ban nhân dân các xã, phường"])],
        ),
        (
            "1. Về nhân lực: Các sở, ngành:\n- Khẩn trương rà soát biên chế.\n- Lập kế hoạch đào tạo.",
            [
                ("Khẩn trương rà soát biên chế", ["các sở, ngành"]),
                ("Lập kế hoạch đào tạo", ["các sở, ngành"]),
            ],
        ),
        (
            "1. Định kỳ hằng tuần, Sở Y tế tổng hợp số liệu.",
            [("Định kỳ hằng tuần, Sở Y tế tổng hợp số liệu", ["Sở Y tế"])],
        ),
        (
            "1. Đối với Sở Y tế, cần rà soát các trạm y tế.",
            [("Đối với Sở Y tế, cần rà soát các trạm y tế", ["Sở Y tế"])],
        ),
        (
            "1. Giao Chủ tịch UBND các huyện: Phú Hòa, Tân Lập rà soát trạm y tế",
            [
                (
                    "Giao Chủ tịch UBND các huyện: Phú Hòa, Tân Lập rà soát trạm y tế",
                    ["Chủ tịch Ủy ban nhân dân huyện Phú Hòa", "Chủ tịch Ủy ban nhân dân huyện Tân Lập"],
                )
            ],
        ),
        (
            "1. Sở Y tế rà soát: (1) lập danh mục thuốc; (2) báo cáo UBND tỉnh.",
            [("lập danh mục thuốc", ["Sở Y tế"]), ("báo cáo UBND tỉnh", ["Sở Y tế"])],
        ),
        ("1. Thủ trưởng đơn vị chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả thực hiện.", []),
        ("1. Thống nhất gia hạn tiến độ theo đề nghị của chủ đầu tư.", []),
        ("1. Kết quả đạt được\n- Sở Y tế tổ chức 5 lớp tập huấn.", []),
        ("1. Ghi nhận, đánh giá cao nỗ lực của Sở Y tế.", []),
        ("1. Thống nhất chủ trương xây mới trạm y tế.", []),
        ("1. Thời gian qua, Sở Y tế đã rà soát các trạm y tế.", []),
        ("1. Khuyến khích các doanh nghiệp hỗ trợ trạm y tế.", []),
    ],
)
def test_directives_of_a_notice(body, expected):
    assert [(point.text, list(point.lead)) for point in noticed(body)] == expected


def test_clauses_with_two_deadlines_are_two_directives():
    body = "1. Sở Y tế rà soát trạm y tế trước ngày 20/3/2026; trình phương án trước ngày 20/4/2026."
    assert [(p.text[:12], p.deadline) for p in noticed(body)] == [
        ("Sở Y tế rà s", date(2026, 3, 20)),
        ("trình phương", date(2026, 4, 20)),
    ]


def test_a_sentence_that_only_gives_the_deadline_belongs_to_the_order():
    (point,) = noticed("1. Sở Y tế rà soát trạm y tế. Hoàn thành trước ngày 20/3/2026.")
    assert point.text.endswith("trước ngày 20/3/2026")
    assert point.deadline == date(2026, 3, 20)


def test_a_date_in_the_purpose_before_the_order_is_no_deadline():
    (point,) = noticed("1. Để khánh thành trước ngày 20/3/2026, yêu cầu Sở Y tế bổ sung thiết bị.")
    assert point.lead == ("Sở Y tế",)
    assert point.deadline is None


def test_a_conclusion_pasted_without_its_header_is_read():
    reading = read("1. Sở Y tế rà soát các trạm y tế.\n2. Sở Nội vụ:\n- Tham mưu biên chế.\n")
    assert [point.lead for point in reading.points] == [("Sở Y tế",), ("Sở Nội vụ",)]
    assert read("Giao Sở Y tế rà soát các trạm y tế.").points[0].lead == ("Sở Y tế",)


def test_a_news_report_gives_the_chair_s_orders_only():
    text = """Tin tức

Khẩn trương sửa các trạm cấp nước trước mùa khô ở vùng cao

Chiều 5/3/2026, đồng chí Lê Minh Khuê, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp về cấp nước.

Tại cuộc họp, lãnh đạo các sở đã đề nghị Ban Quản lý cấp nước giải trình tiến độ sửa chữa.

Kết luận cuộc họp, Phó Chủ tịch UBND tỉnh Lê Minh Khuê ghi nhận cố gắng của các đơn vị. \
Đồng chí yêu cầu Sở Xây dựng lập danh mục các trạm hư hỏng trong tháng 4/2026.

Hoàng An
"""
    reading = read(text)
    assert [(p.lead, p.deadline) for p in reading.points] == [(("Sở Xây dựng",), date(2026, 4, 30))]
    assert reading.held_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Ông Khuê giao Sở Y tế rà soát các trạm y tế.", [("Sở Y tế",)]),
        ("Về phía Sở Y tế, Phó Chủ tịch UBND tỉnh yêu cầu Sở rà soát các trạm y tế.", [("Sở Y tế",)]),
        ("“Các địa phương phải rà soát các trạm y tế”, ông Khuê nói.", [("các địa phương",)]),
        ("Phó Chủ tịch UBND tỉnh nhấn mạnh đây là việc có ý nghĩa lớn.", []),
        ("Giám đốc Sở Y tế Trần Văn Bình đề nghị UBND tỉnh bổ sung biên chế.", []),
        ("Theo báo cáo của Sở Y tế, toàn tỉnh cần bổ sung 12 trạm y tế.", []),
    ],
)
def test_who_speaks_in_a_news_report(sentence, leads):
    assert [point.lead for point in reported(sentence)] == leads


def test_why_and_confidence_are_codes_and_a_share():
    (point,) = noticed("1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát trong quý II/2026.")
    assert point.coordinating == ("Sở Nội vụ",)
    assert "order_verb:giao" in point.why
    assert all(" " not in code for code in point.why)
    assert 0 < point.confidence <= 1


def test_the_callers_calendar_agencies_and_date_are_used():
    text = HEAD + "1. Giao Cơ quan chăm sóc sức khỏe rà soát trong vòng 3 ngày làm việc." + TAIL
    known = [Agency("syt", "Sở Y tế", ("Cơ quan chăm sóc sức khỏe",))]
    reading = read(
        text, issued=date(2026, 1, 5), agencies=known, add_working_days=lambda day, count: day.replace(day=28)
    )
    (point,) = reading.points
    assert point.lead == ("Sở Y tế",)
    assert point.deadline == date(2026, 1, 28)
    assert reading.issued == date(2026, 1, 5)


def test_offsets_count_in_the_text_as_passed_though_it_is_not_composed():
    text = HEAD + "1. Giao Sở Y tế rà soát 12 trạm y tế." + TAIL
    apart = unicodedata.normalize("NFD", text)
    (point,) = read(apart).points
    assert apart[point.start : point.end] == point.text
    assert unicodedata.normalize("NFC", point.text) == "Giao Sở Y tế rà soát 12 trạm y tế"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("The committee met on Monday and asked the department to report by Friday.", "not_vietnamese"),
        ("1234567890 !!!", "not_vietnamese"),
        ("Hôm nay trời đẹp, chúng tôi đi chơi công viên và ăn kem.", "no_conclusion"),
        ("Giao Sở Y tế rà soát. " * 100_000, "too_long"),
    ],
)
def test_reasons_for_no_points(text, reason):
    reading = read(text)
    assert reading.points == ()
    assert reading.reason == reason


def test_gold_shape():
    gold = read(HEAD + "1. Giao Sở Y tế rà soát trước ngày 20/3/2026." + TAIL).to_gold()
    assert gold["issued"] == "2026-03-10"
    assert gold["directives"][0]["deadline"] == "2026-03-20"
    assert set(gold["directives"][0]) == {
        "start", "end", "text", "lead", "coordinating", "deadline_text", "deadline", "recurring",
    }  # fmt: skip
