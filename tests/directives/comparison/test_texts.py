"""Word differences, two columns, and points found again in the later text."""

import random

import pytest

from directives.comparison.carrying import carried_over, passed_over
from directives.comparison.columns import columns
from directives.comparison.words import Kind, differences


def shown(old, new):
    marks = {Kind.KEPT: "{}", Kind.OUT: "[-{}-]", Kind.IN: "[+{}+]"}
    return "".join(marks[run.kind].format(run.text) for run in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("", "", ""),
        ("a b", "a b", "a b"),
        ("trước ngày 15/12", "trước ngày 30/12", "trước ngày [-15-][+30+]/12"),
        ("Sở Tài chính", "Sở Xây dựng", "Sở [-Tài chính-][+Xây dựng+]"),
        ("rà soát", "khẩn trương rà soát", "[+khẩn trương +]rà soát"),
        ("rà soát quỹ đất", "rà soát, cập nhật quỹ đất", "rà soát[+, cập nhật+] quỹ đất"),
        ("rà soát, cập nhật quỹ", "rà soát quỹ", "rà soát[-, cập nhật-] quỹ"),
        ("rà soát, báo cáo.", "rà soát.", "rà soát[-, báo cáo-]."),
        ("", "mới", "[+mới+]"),
        ("cũ", "", "[-cũ-]"),
        ("một", "hai", "[-một-][+hai+]"),
    ],
)
def test_what_differs(old, new, wanted):
    assert shown(old, new) == wanted


def test_both_wordings_come_back_letter_by_letter():
    choice = random.Random(3)
    for _round in range(300):
        old, new = (" ".join(choice.choices("a b, c. đ", k=choice.randint(0, 14))) for _ in "..")
        runs = differences(old, new)
        assert "".join(run.text for run in runs if run.kind is not Kind.IN) == old
        assert "".join(run.text for run in runs if run.kind is not Kind.OUT) == new


def test_wordings_too_far_apart_are_shown_whole():
    old, new = " ".join(f"c{n}" for n in range(900)), " ".join(f"m{n}" for n in range(900))
    assert [run.kind for run in differences(old, new)] == [Kind.OUT, Kind.IN]


def test_paragraphs_stand_beside_each_other():
    rows = columns(
        "Đầu\nGiao Sở A rà soát\nBỏ hẳn câu này đi\nCuối", "Đầu\n\nMở rộng thêm\nGiao Sở A rà soát kỹ\nCuối"
    )
    told = [("".join(r.text for r in row.old), "".join(r.text for r in row.new), row.differs) for row in rows]
    assert told == [
        ("Đầu", "Đầu", False),
        ("", "Mở rộng thêm", True),
        ("Giao Sở A rà soát", "Giao Sở A rà soát kỹ", True),
        ("Bỏ hẳn câu này đi", "", True),
        ("Cuối", "Cuối", False),
    ]


def test_what_is_gone_stands_beside_what_is_new_at_the_same_place():
    rows = columns("Đầu\nKhám sức khỏe cho công nhân\nCuối", "Đầu\nMở thêm trường mầm non\nCuối")
    assert [("".join(r.text for r in row.old), "".join(r.text for r in row.new)) for row in rows] == [
        ("Đầu", "Đầu"),
        ("Khám sức khỏe cho công nhân", "Mở thêm trường mầm non"),
        ("Cuối", "Cuối"),
    ]
    assert columns("", "") == []


OLD = "Mở đầu.\n1. Sở A rà soát;\n2. Sở B báo cáo\n  kết quả. Sở C biết."
POINTS = [(OLD.index("Sở A"), OLD.index(";")), (OLD.index("Sở B"), OLD.index(" Sở C"))]


def words_at(text, spans):
    return [text[slice(*span)] if span else None for span in spans]


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (OLD, ["Sở A rà soát", "Sở B báo cáo\n  kết quả."]),
        ("1. Sở B báo cáo kết quả. 2. Sở A rà soát.", ["Sở A rà soát", "Sở B báo cáo kết quả."]),
        ("1. Sở A rà soátt; 2. Sở B báo cáo.", [None, None]),  # not in the middle of a word
        ("", [None, None]),
    ],
)
def test_points_found_again(new, wanted):
    assert words_at(new, carried_over(OLD, POINTS, new)) == wanted


def test_no_two_points_get_the_same_words():
    twice = [POINTS[0], POINTS[0]]
    assert words_at("Sở A rà soát", carried_over(OLD, twice, "Sở A rà soát")) == ["Sở A rà soát", None]


def test_what_the_clerk_made_no_point_of_is_not_proposed_again():
    new = "Sở C biết. Sở Đ làm. Sở A rà soát"
    spans = [(0, 10), (11, 20), (21, 33)]
    assert passed_over(OLD, POINTS, new, spans) == {(0, 10)}
