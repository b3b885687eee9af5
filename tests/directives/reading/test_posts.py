"""Holders of a post, and persons."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.folding import tokens

GRAMMAR = Grammar(home="tỉnh Bắc Sông")

NAMED = {
    "minister": ("Bộ trưởng Bộ Y tế rà soát", ["Bộ trưởng Bộ Y tế"]),
    "director": ("Giám đốc Sở Y tế rà soát", ["Giám đốc Sở Y tế"]),
    "chair-of-committee": ("Chủ tịch UBND tỉnh rà soát", ["Chủ tịch Ủy ban nhân dân tỉnh"]),
    "chairs-of-communes": (
        "Chủ tịch UBND các xã, phường rà soát",
        ["Chủ tịch Ủy ban nhân dân các xã, phường"],
    ),
    "chairs-listed": (
        "Chủ tịch UBND các xã: Phú Hòa, Tân Lập rà soát",
        ["Chủ tịch Ủy ban nhân dân xã Phú Hòa", "Chủ tịch Ủy ban nhân dân xã Tân Lập"],
    ),
    "directors-distributed": (
        "Giám đốc các Sở: Y tế, Nội vụ rà soát",
        ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ"],
    ),
    "merged": (
        "Bộ trưởng, Thủ trưởng cơ quan ngang bộ rà soát",
        ["Bộ trưởng, Thủ trưởng cơ quan ngang bộ"],
    ),
    "heads-of-offices": ("Thủ trưởng các sở, ngành rà soát", ["Thủ trưởng các sở, ngành"]),
    "with-a-name": (
        "Phó Chủ tịch UBND tỉnh Lê Minh Khuê rà soát",
        ["Phó Chủ tịch Ủy ban nhân dân tỉnh Lê Minh Khuê"],
    ),
    "comrade": ("đồng chí Giám đốc Sở Y tế rà soát", ["Giám đốc Sở Y tế"]),
    "person": ("đồng chí Lê Minh Khuê rà soát", ["Lê Minh Khuê"]),
    "person-and-post": (
        "đồng chí Lê Minh Khuê, Phó Chủ tịch UBND tỉnh rà soát",
        ["Lê Minh Khuê, Phó Chủ tịch Ủy ban nhân dân tỉnh"],
    ),
    "two-posts": ("Giám đốc Sở Y tế, Giám đốc Sở Nội vụ rà soát", ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ"]),
}
NOT_NAMED = {
    "a-deputy-of-nothing": "phó mặc cho các xã",
    "comrade-alone": "đồng chí cần rà soát",
}


@pytest.mark.parametrize(("text", "names"), NAMED.values(), ids=NAMED)
def test_posts(text, names):
    assert list(GRAMMAR.several(tokens(text), 0).names) == names


@pytest.mark.parametrize("text", NOT_NAMED.values(), ids=NOT_NAMED)
def test_no_post(text):
    assert GRAMMAR.one(tokens(text), 0) is None
