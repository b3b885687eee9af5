"""Orders in somebody's mouth, and orders opened by an order verb: who is addressed, where the action begins."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.folding import tokens
from directives.reading.spoken import Spoken, after_connectors

GRAMMAR = Grammar(home="tỉnh Bắc Sông")
SPOKEN = Spoken(GRAMMAR, "Lê Minh Khuê")


def told(order, text, where):
    action = text[where.start[order.action] :] if order.action < len(where) else ""
    return list(order.leads), action


OPENED = {
    "giao": ("Giao Sở Y tế rà soát", ["Sở Y tế"], "rà soát"),
    "giao-cho": ("Giao cho Sở Y tế rà soát", ["Sở Y tế"], "rà soát"),
    "ask": ("Yêu cầu các xã báo cáo", ["các xã"], "báo cáo"),
    "agree-to-give": ("Thống nhất giao Sở Y tế lập kế hoạch", ["Sở Y tế"], "lập kế hoạch"),
    "charge": ("Phân công Sở Y tế theo dõi", ["Sở Y tế"], "theo dõi"),
    "delegate": ("Ủy quyền cho Sở Y tế ký kết", ["Sở Y tế"], "ký kết"),
    "duty": ("Đề nghị Sở Y tế cần rà soát", ["Sở Y tế"], "cần rà soát"),
    "time-between": ("Yêu cầu, ngay sau hội nghị, các xã rà soát", ["các xã"], "rà soát"),
    "topic-between": ("Yêu cầu về trạm y tế, Sở Y tế rà soát", ["Sở Y tế"], "rà soát"),
    "given-to": ("Giao việc quản lý chợ cho UBND xã Phú Hòa", ["Ủy ban nhân dân xã Phú Hòa"],
                 "việc quản lý chợ cho UBND xã Phú Hòa"),
    "directing-that-b-leads": ("Giao Sở Y tế chỉ đạo Chi cục Dân số chủ trì rà soát",
                               ["Sở Y tế", "Chi cục Dân số"], "chỉ đạo Chi cục Dân số chủ trì rà soát"),
    "nobody": ("Yêu cầu khẩn trương rà soát", [], "khẩn trương rà soát"),
    "heading": ("Giao Sở Y tế:", ["Sở Y tế"], ":"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "leads", "action"), OPENED.values(), ids=OPENED)
def test_order_verbs(text, leads, action):
    where = tokens(text)
    order = SPOKEN.order(where, 0)
    assert order is not None
    assert order.kind == "order"
    assert told(order, text, where) == (leads, action)


NOT_OPENED = {
    "traffic": "Giao thông nông thôn được mở rộng",
    "a-noun": "Yêu cầu của Sở Y tế là hợp lý",
    "no-verb": "Sở Y tế rà soát",
    "tasks-announced": "Giao nhiệm vụ cụ thể cho các xã",
}


@pytest.mark.parametrize("text", NOT_OPENED.values(), ids=NOT_OPENED)
def test_no_order_verb(text):
    assert SPOKEN.order(tokens(text), 0) is None


SAID = {
    "title": ("Phó Chủ tịch UBND tỉnh giao Sở Y tế rà soát", ["Sở Y tế"], "rà soát", "title"),
    "name": ("Ông Khuê yêu cầu các xã báo cáo", ["các xã"], "báo cáo", "chair"),
    "full-name": ("Đồng chí Lê Minh Khuê đề nghị Sở Y tế báo cáo", ["Sở Y tế"], "báo cáo", "chair"),
    "pronoun": ("Đồng chí yêu cầu các xã báo cáo", ["các xã"], "báo cáo", "title"),
    "also": ("Ông Khuê cũng yêu cầu các xã báo cáo", ["các xã"], "báo cáo", "chair"),
    "two-verbs": ("Ông Khuê nhấn mạnh và yêu cầu các xã báo cáo", ["các xã"], "báo cáo", "chair"),
    "saying-with-a-duty": ("Ông Khuê nhấn mạnh các xã phải báo cáo", ["các xã"], "phải báo cáo", "chair"),
    "somebody-else": ("Giám đốc Sở Y tế đề nghị các xã báo cáo", ["các xã"], "báo cáo", "other"),
    "other-name": ("Ông Dũng yêu cầu các xã báo cáo", ["các xã"], "báo cáo", "other"),
    "unknown-to-any-list": ("Ông Khuê yêu cầu 12 trạm trộn bê tông báo cáo", ["12 trạm trộn bê tông"], "báo cáo",
                            "chair"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "leads", "action", "who"), SAID.values(), ids=SAID)
def test_spoken_orders(text, leads, action, who):
    where = tokens(text)
    order = SPOKEN.attributed(where, 0)
    assert order is not None
    assert order.kind == "attributed"
    assert told(order, text, where) == (leads, action)
    assert f"speaker:{who}" in order.why


def test_what_the_chair_orders_is_stronger_than_what_others_ask():
    chair, title, other = (
        SPOKEN.attributed(tokens(f"{who} yêu cầu các xã báo cáo"), 0).strength
        for who in ("Ông Khuê", "Phó Chủ tịch UBND tỉnh", "Ông Dũng")
    )
    assert chair > title > other


def test_an_order_said_to_have_been_given_is_weaker():
    now = SPOKEN.attributed(tokens("Ông Khuê giao các xã báo cáo"), 0)
    before = SPOKEN.attributed(tokens("Ông Khuê đã giao các xã báo cáo"), 0)
    assert now.strength - before.strength == pytest.approx(0.5)


NOT_SAID = {
    "only-a-fact": "Ông Khuê nhấn mạnh ý nghĩa của trạm y tế",
    "office-s-own-task": "Bộ Y tế chỉ đạo các xã báo cáo",
    "no-speaker": "Các xã báo cáo",
}


@pytest.mark.parametrize("text", NOT_SAID.values(), ids=NOT_SAID)
def test_nothing_ordered(text):
    assert SPOKEN.attributed(tokens(text), 0) is None


PRAISES = {
    "praise": ("Ông Khuê đánh giá cao các xã", True),
    "praise-also": ("Ông Khuê cũng ghi nhận các xã", True),
    "order": ("Ông Khuê yêu cầu các xã báo cáo", False),
    "no-speaker": ("Đánh giá cao các xã", False),
}


@pytest.mark.parametrize(("text", "praises"), PRAISES.values(), ids=PRAISES)
def test_praise_by_a_speaker(text, praises):
    assert SPOKEN.praises(tokens(text), 0) is praises


CONNECTED = {
    "at-the-same-time": ("Đồng thời, giao Sở Y tế rà soát", "giao Sở Y tế rà soát"),
    "two": ("Do đó, trước mắt, yêu cầu các xã", "yêu cầu các xã"),
    "counting": ("Thứ nhất, các xã rà soát", "các xã rà soát"),
    "quote": ("“Các xã rà soát", "Các xã rà soát"),
    "none": ("Các xã rà soát", "Các xã rà soát"),
}


@pytest.mark.parametrize(("text", "rest"), CONNECTED.values(), ids=CONNECTED)
def test_connectors_are_passed(text, rest):
    where = tokens(text)
    assert text[where.start[after_connectors(where, 0)] :] == rest
