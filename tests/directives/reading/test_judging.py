"""Directive or not: what counts in a conclusion, what does not."""

import pytest

from tests.directives.reading.texts import noticed, reported, who_does_what

ORDERS = {
    "order-verb": "Giao Sở Y tế rà soát các trạm y tế.",
    "asked": "Đề nghị Sở Y tế rà soát các trạm y tế.",
    "duty": "Sở Y tế có trách nhiệm rà soát các trạm y tế.",
    "must": "Sở Y tế phải rà soát các trạm y tế.",
    "need": "Sở Y tế cần rà soát các trạm y tế.",
    "office-and-action": "Sở Y tế khẩn trương rà soát các trạm y tế.",
    "general-but-addressed": "Sở Y tế đẩy mạnh cải cách hành chính.",
    "holding-a-meeting": "Sở Y tế tổ chức hội nghị sơ kết.",
    "holding-a-workshop": "Sở Y tế tổ chức hội thảo về thuốc.",
    "forbidden": "Sở Y tế không được để thiếu thuốc.",
}


@pytest.mark.parametrize("sentence", ORDERS.values(), ids=ORDERS)
def test_orders_of_a_notice(sentence):
    assert who_does_what(noticed(f"1. {sentence}\n")) == [(sentence[:-1], ["Sở Y tế"])]


UNADDRESSED = {
    "need": "Cần rà soát các trạm y tế vùng cao.",
    "imperative": "Khẩn trương rà soát các trạm y tế vùng cao.",
    "going-on": "Tiếp tục rà soát các trạm y tế vùng cao.",
}


@pytest.mark.parametrize("sentence", UNADDRESSED.values(), ids=UNADDRESSED)
def test_a_task_without_an_addressee_counts(sentence):
    assert who_does_what(noticed(f"1. {sentence}\n")) == [(sentence[:-1], [])]


NO_ORDERS = {
    "praise": "Biểu dương Sở Y tế đã hoàn thành việc tiêm chủng.",
    "appreciation": "Đánh giá cao sự chủ động của Sở Y tế trong rà soát các trạm y tế.",
    "thanks": "Cảm ơn Sở Y tế đã phối hợp rà soát các trạm y tế.",
    "result": "Sở Y tế đã rà soát 12 trạm y tế, lập xong danh mục thuốc.",
    "shortcoming": "Tuy nhiên, việc rà soát các trạm y tế còn chậm.",
    "agreement": "Đồng ý với đề xuất của Sở Y tế về việc xây mới trạm y tế.",
    "principle": "Đây là nhiệm vụ quan trọng của ngành y tế trong năm 2026.",
    "quality": "Trạm y tế là tuyến đầu trong chăm sóc sức khỏe nhân dân.",
    "wish": "Chúc các đồng chí sức khỏe và thành công.",
    "promise": "UBND tỉnh sẽ bố trí đủ kinh phí cho các trạm y tế.",
    "government-s-promise": "Chính phủ sẽ hỗ trợ các trạm y tế vùng cao.",
    "encouragement": "Khuyến khích các doanh nghiệp hỗ trợ trạm y tế.",
    "liability": "Giám đốc Sở Y tế chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả thực hiện.",
    "looking-back": "Thời gian qua, Sở Y tế tập trung rà soát các trạm y tế.",
    "looking-back-from-the-year": "Từ đầu năm đến nay, Sở Y tế triển khai tiêm chủng ở 12 xã.",
    "earlier-order": "Trước đây, UBND tỉnh đã giao Sở Y tế rà soát các trạm y tế.",
    "discussion": "Các đại biểu dự họp thảo luận, cho ý kiến về dự thảo.",
    "closing-formula": "Trên đây là kết luận của đồng chí Lê Minh Khuê, Văn phòng UBND tỉnh thông báo để các cơ "
    "quan biết, thực hiện.",
}


@pytest.mark.parametrize("sentence", NO_ORDERS.values(), ids=NO_ORDERS)
def test_no_orders_in_a_notice(sentence):
    assert who_does_what(noticed(f"1. {sentence}\n")) == []


def test_an_order_behind_praise_counts():
    body = "1. Biểu dương Sở Y tế đã hoàn thành việc tiêm chủng; yêu cầu Sở Nội vụ rà soát biên chế.\n"
    assert who_does_what(noticed(body)) == [("yêu cầu Sở Nội vụ rà soát biên chế", ["Sở Nội vụ"])]


REPORTED = {
    "chair-by-title": ("Phó Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát các trạm y tế.", [["Sở Y tế"]]),
    "chair-by-name": ("Ông Khuê cũng đề nghị Sở Nội vụ rà soát biên chế.", [["Sở Nội vụ"]]),
    "head-of-department": ("Giám đốc Sở Y tế Trần Văn Bình đề nghị UBND tỉnh bổ sung biên chế.", []),
    "participants": ("Các đại biểu đề nghị Sở Y tế sớm rà soát các trạm y tế.", []),
    "according-to": ("Theo báo cáo của Sở Y tế, toàn tỉnh cần sửa chữa 12 trạm.", []),
    "facts": ("Hiện nay, Sở Y tế quản lý 120 trạm y tế.", []),
    "emphasis-only": ("Ông Khuê nhấn mạnh ý nghĩa của trạm y tế đối với vùng cao.", []),
}


@pytest.mark.parametrize(("paragraph", "leads"), REPORTED.values(), ids=REPORTED)
def test_orders_in_a_report_are_the_chair_s(paragraph, leads):
    assert [list(point.lead) for point in reported(paragraph)] == leads


INHERITED = {
    "heading": ("1. Sở Y tế:\n- Rà soát các trạm y tế.\n", ["Sở Y tế"]),
    "order-heading": ("1. Giao Sở Y tế\n- Rà soát các trạm y tế.\n", ["Sở Y tế"]),
    "lead-in": ("1. Yêu cầu Sở Y tế thực hiện các nhiệm vụ sau:\n- Rà soát các trạm y tế.\n", ["Sở Y tế"]),
    "a-new-heading-ends-it": ("1. Sở Nội vụ:\n- Rà soát biên chế.\n2. Sở Y tế:\n- Rà soát các trạm y tế.\n",
                              ["Sở Y tế"]),
    "own-addressee-first": ("1. Sở Nội vụ:\n- Giao Sở Y tế rà soát các trạm y tế.\n", ["Sở Y tế"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "lead"), INHERITED.values(), ids=INHERITED)
def test_the_addressee_is_taken_over(body, lead):
    assert list(noticed(body)[-1].lead) == lead


def test_surer_signs_give_more_confidence():
    (sure,) = noticed("1. Giao Sở Y tế rà soát các trạm y tế vùng cao.\n")
    (unsure,) = noticed("1. Tiếp tục rà soát các trạm y tế vùng cao.\n")
    assert sure.confidence > unsure.confidence
