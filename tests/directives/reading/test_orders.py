"""All orders of a sentence in order of place: who is addressed by each."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.folding import tokens
from directives.reading.orders import Orders

ORDERS = Orders(Grammar(home="tỉnh Bắc Sông"), "Lê Minh Khuê")

FOUND = {
    "one": ("Giao Sở Y tế rà soát các trạm", [["Sở Y tế"]]),
    "two-by-semicolon": ("Giao Sở Y tế rà soát; giao Sở Nội vụ báo cáo", [["Sở Y tế"], ["Sở Nội vụ"]]),
    "two-by-comma": ("Giao Sở Y tế rà soát, giao Sở Nội vụ báo cáo", [["Sở Y tế"], ["Sở Nội vụ"]]),
    "two-by-and": ("Giao Sở Y tế rà soát và giao Sở Nội vụ báo cáo", [["Sở Y tế"], ["Sở Nội vụ"]]),
    "leader-and-along": ("Sở Y tế chủ trì, Sở Nội vụ phối hợp rà soát", [["Sở Y tế"]]),
    "occasion-in-front": ("Tiếp thu ý kiến các đại biểu, Sở Y tế hoàn thiện dự thảo", [["Sở Y tế"]]),
    "occasion-heard": ("Sau khi nghe báo cáo, ông Khuê giao Sở Y tế rà soát", [["Sở Y tế"]]),
    "purpose-in-front": ("Để kịp tiến độ, yêu cầu Sở Y tế rà soát", [["Sở Y tế"]]),
    "time-in-front": ("Trước ngày 20/4/2026, Sở Y tế báo cáo", [["Sở Y tế"]]),
    "time-and-bare-action": ("Trước ngày 20/4/2026 báo cáo kết quả", [[]]),
    "after-the-meeting": ("Yêu cầu, ngay sau hội nghị, UBND các xã rà soát", [["Ủy ban nhân dân các xã"]]),
    "also-leads": ("Sở Y tế cũng chủ trì rà soát các trạm", [["Sở Y tế"]]),
    "behind-praise": ("Ghi nhận cố gắng của các xã; giao Sở Y tế rà soát", [["Sở Y tế"]]),
    "a-thing-must": ("Việc sửa chữa các trạm cần được hoàn thành sớm", [[]]),
    "bare": ("Khẩn trương rà soát các trạm", [[]]),
}
NOT_FOUND = {
    "praise": "Ghi nhận cố gắng của các xã",
    "done": "Sở Y tế đã rà soát các trạm",
    "looking-back": "Thời gian qua, Sở Y tế tập trung rà soát các trạm",
    "looking-back-bare": "Đến nay, rà soát được 12 trạm",
    "state": "Các trạm y tế vùng cao còn thiếu thuốc",
    "empty": "",
    "signs": "; ; , : ()",
}


@pytest.mark.parametrize(("text", "leads"), FOUND.values(), ids=FOUND)
def test_orders_of_a_sentence(text, leads):
    assert [list(order.leads) for order in ORDERS.find(tokens(text))] == leads


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND)
def test_no_order_in_a_sentence(text):
    assert [order for order in ORDERS.find(tokens(text)) if order.strength >= 0.2] == []


def test_orders_stand_in_order_and_end_behind_their_beginning():
    where = tokens("Giao Sở Y tế rà soát; giao Sở Nội vụ báo cáo; các xã phải công khai")
    found = ORDERS.find(where)
    assert [order.at for order in found] == sorted(order.at for order in found)
    assert all(order.at <= order.action <= order.end <= len(where) for order in found)
    assert len(found) == 3
