"""Who is set to work by the one addressed: B in "A chỉ đạo B làm"."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.directing import directed, led_too
from directives.reading.folding import tokens
from tests.directives.reading.texts import noticed

GRAMMAR = Grammar(home="tỉnh Bắc Sông")
LEADS = ("Sở Y tế",)

DIRECTED = {
    "one": ("Sở Y tế chỉ đạo các trạm y tế xã trực 24/24 giờ", ["các trạm y tế xã"]),
    "committees": ("Sở Y tế chỉ đạo UBND các xã rà soát", ["Ủy ban nhân dân các xã"]),
    "two": ("Sở Y tế chỉ đạo Chi cục Dân số, Trung tâm Y tế huyện Phú Hòa lập kế hoạch",
            ["Chi cục Dân số", "Trung tâm Y tế huyện Phú Hòa"]),
    "at-once": ("Sở Y tế chỉ đạo ngay các bệnh viện bổ sung thuốc", ["các bệnh viện"]),
    "a-task-only": ("Sở Y tế chỉ đạo rà soát các trạm", []),
    "steering-committee": ("Sở Y tế báo cáo Ban Chỉ đạo phòng, chống dịch", []),
    "an-opinion": ("Sở Y tế thực hiện ý kiến chỉ đạo của UBND tỉnh", []),
    "the-lead-itself": ("Sở Y tế chỉ đạo Sở Y tế rà soát", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), DIRECTED.values(), ids=DIRECTED)
def test_names_behind_chi_dao(text, names):
    assert list(directed(GRAMMAR, tokens(text), 0, LEADS)) == names


def test_what_stands_before_the_action_or_without_a_lead_directs_nobody():
    text = "Sở Y tế chỉ đạo UBND các xã rà soát"
    assert directed(GRAMMAR, tokens(text), len(text), LEADS) == ()
    assert directed(GRAMMAR, tokens(text), 0, ()) == ()


LED_TOO = {
    "b-leads": ("chỉ đạo Chi cục Dân số chủ trì rà soát", ["Sở Y tế", "Chi cục Dân số"]),
    "b-works": ("chỉ đạo Chi cục Dân số rà soát", ["Sở Y tế"]),
    "b-works-along": ("chỉ đạo Chi cục Dân số phối hợp rà soát", ["Sở Y tế"]),
    "nobody": ("chỉ đạo rà soát", ["Sở Y tế"]),
    "the-lead-itself": ("chỉ đạo Sở Y tế chủ trì rà soát", ["Sở Y tế"]),
}


@pytest.mark.parametrize(("text", "leads"), LED_TOO.values(), ids=LED_TOO)
def test_leads_where_b_is_to_lead(text, leads):
    assert list(led_too(GRAMMAR, tokens(text), 0, LEADS)) == leads


def test_a_deputy_who_is_told_to_direct_has_the_task():
    (point,) = noticed(
        "1. Phó Chủ tịch UBND tỉnh Vũ Đình Khải trực tiếp chỉ đạo Sở Y tế hoàn thành trạm y tế.\n"
    )
    assert (len(point.lead), list(point.directed)) == (1, ["Sở Y tế"])
    assert point.lead[0].endswith("Vũ Đình Khải")


def test_a_chair_who_directs_gives_an_order():
    (point,) = noticed("1. Phó Chủ tịch UBND tỉnh Lê Minh Khuê chỉ đạo Sở Y tế hoàn thành trạm y tế.\n")
    assert (list(point.lead), list(point.directed)) == (["Sở Y tế"], [])
