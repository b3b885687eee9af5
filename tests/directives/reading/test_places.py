"""Bodies of a place, and places addressed by themselves."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.folding import tokens

GRAMMAR = Grammar(home="tỉnh Bắc Sông")

NAMED = {
    "commune": ("UBND xã Phú Hòa rà soát", ["Ủy ban nhân dân xã Phú Hòa"]),
    "nested": ("UBND xã Phú Hòa tỉnh Gia Lai rà soát", ["Ủy ban nhân dân xã Phú Hòa tỉnh Gia Lai"]),
    "council": ("HĐND tỉnh Gia Lai giám sát", ["Hội đồng nhân dân tỉnh Gia Lai"]),
    "police": ("Công an tỉnh Gia Lai tuần tra", ["Công an tỉnh Gia Lai"]),
    "city": ("UBND TP. Huế rà soát", ["Ủy ban nhân dân thành phố Huế"]),
    "two-units": (
        "UBND xã Phú Hòa, phường Tân Lập rà soát",
        ["Ủy ban nhân dân xã Phú Hòa", "Ủy ban nhân dân phường Tân Lập"],
    ),
    "listed": (
        "UBND các xã: Phú Hòa, Tân Lập và Đông An rà soát",
        ["Ủy ban nhân dân xã Phú Hòa", "Ủy ban nhân dân xã Tân Lập", "Ủy ban nhân dân xã Đông An"],
    ),
    "numbered": (
        "UBND 2 tỉnh Gia Lai và Lào Cai rà soát",
        ["Ủy ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Lào Cai"],
    ),
    "numbered-in-words": (
        "UBND hai xã Phú Hòa và Tân Lập rà soát",
        ["Ủy ban nhân dân xã Phú Hòa", "Ủy ban nhân dân xã Tân Lập"],
    ),
    "counted": ("UBND 12 xã vùng cao rà soát", ["Ủy ban nhân dân 12 xã"]),
    "counted-levels": ("UBND 15 xã, phường rà soát", ["Ủy ban nhân dân 15 xã, phường"]),
    "counted-in-words": ("UBND tám xã rà soát", ["Ủy ban nhân dân tám xã"]),
    "provinces-and-cities": (
        "UBND các tỉnh, thành phố: Gia Lai, Đà Nẵng rà soát",
        ["Ủy ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân thành phố Đà Nẵng"],
    ),
    "department-of-several-places": (
        "Sở Xây dựng các tỉnh: Gia Lai, Lào Cai rà soát",
        ["Sở Xây dựng tỉnh Gia Lai", "Sở Xây dựng tỉnh Lào Cai"],
    ),
    "as-a-class": ("UBND các xã, phường rà soát", ["Ủy ban nhân dân các xã, phường"]),
    "counted-class": ("UBND 3 xã rà soát", ["Ủy ban nhân dân 3 xã"]),
    "levels": ("UBND cấp huyện, cấp xã rà soát", ["Ủy ban nhân dân cấp huyện, cấp xã"]),
    "the-province": ("Tỉnh rà soát", ["tỉnh Bắc Sông"]),
    "a-province": ("tỉnh Gia Lai rà soát", ["tỉnh Gia Lai"]),
    "a-province-s-name": ("Gia Lai rà soát", ["tỉnh Gia Lai"]),
    "a-city-s-name": ("Đà Nẵng rà soát", ["thành phố Đà Nẵng"]),
    "bare-committee": ("UBND tỉnh rà soát", ["Ủy ban nhân dân tỉnh"]),
}
NOT_NAMED = {
    "society": "xã hội hóa giáo dục",
    "achievement": "thành tích đạt được",
    "inspecting": "thanh tra các công trình",
    "counting": "thống kê các công trình",
}


@pytest.mark.parametrize(("text", "names"), NAMED.values(), ids=NAMED)
def test_bodies_of_places(text, names):
    assert list(GRAMMAR.several(tokens(text), 0).names) == names


@pytest.mark.parametrize("text", NOT_NAMED.values(), ids=NOT_NAMED)
def test_no_place(text):
    assert GRAMMAR.several(tokens(text), 0) is None


def test_what_stands_behind_a_colon_may_be_a_task():
    where = tokens("UBND các xã: Tập trung rà soát")
    assert GRAMMAR.one(where, 0).names == ("Ủy ban nhân dân các xã",)


def test_without_a_home_the_province_stays_as_written():
    assert Grammar().one(tokens("Tỉnh rà soát"), 0).names == ("Tỉnh",)
