"""Which point became which: a table of what happens to points between two texts."""

import random
import time

import pytest

from directives.comparison.alignment import Relation, align, likeness

A = "Giao Sở Tài chính chủ trì rà soát các dự án đầu tư công chậm giải ngân, báo cáo trước ngày 15/12/2026."
B = "Công an tỉnh bảo đảm an ninh, trật tự tại các khu công nghiệp trong dịp Tết."
C = "Ủy ban nhân dân các xã công khai thủ tục hành chính tại trụ sở tiếp công dân."
D = "Sở Xây dựng thẩm định thiết kế cầu Bến Đá; Sở Tài chính bố trí vốn đối ứng cho cầu Bến Đá."
D1 = "Sở Xây dựng thẩm định thiết kế cầu Bến Đá."
D2 = "Sở Tài chính bố trí vốn đối ứng cho cầu Bến Đá."
A_LATER = A.replace("15/12/2026", "30/12/2026").replace("Sở Tài chính", "Sở Xây dựng")
STRANGER = "Trường học kiểm kê sách giáo khoa cũ gửi vùng lũ."

S, M, R, SPLIT, MERGED, NEW, GONE = Relation


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([], [], []),
        ([A, B], [A, B], [(0, 0, S, True), (1, 1, S, True)]),
        ([A], ["  GIAO  " + A[5:]], [(0, 0, S, True)]),  # spaces and capitals are no words
        ([A, B], [B, A], [(1, 0, S, True), (0, 1, M, True)]),
        ([A, B, C], [B, C, A], [(1, 0, S, True), (2, 1, S, True), (0, 2, M, True)]),
        ([A, B], [A_LATER, B], [(0, 0, R, True), (1, 1, S, True)]),
        ([A, B], [B, A_LATER], [(1, 0, S, True), (0, 1, R, True)]),
        ([A], [A, B], [(0, 0, S, True), (None, 1, NEW, True)]),
        ([A, C], [A, B, C], [(0, 0, S, True), (None, 1, NEW, True), (1, 2, S, True)]),
        ([A, B, C], [A, C], [(0, 0, S, True), (1, None, GONE, True), (2, 1, S, True)]),
        ([B], [], [(0, None, GONE, True)]),
        ([A], [STRANGER], [(None, 0, NEW, True), (0, None, GONE, True)]),
        ([D, B], [D1, D2, B], [(0, 0, SPLIT, False), (0, 1, SPLIT, True), (1, 2, S, True)]),
        ([D1, D2, B], [D, B], [(1, 0, MERGED, True), (0, 0, MERGED, False), (2, 1, S, True)]),
        ([A, A], [A, A], [(0, 0, S, True), (1, 1, S, True)]),
        ([A, A], [A], [(0, 0, S, True), (1, None, GONE, True)]),
        ([A, B, A_LATER], [A_LATER, B], [(2, 0, S, True), (0, None, GONE, True), (1, 1, M, True)]),
        (["một"], ["hai"], [(None, 0, NEW, True), (0, None, GONE, True)]),
        (["…"], ["!"], [(0, 0, S, True)]),  # no words at all are the same words
    ],
)
def test_the_table(old, new, wanted):
    found = [(pair.old, pair.new, pair.relation, pair.carried) for pair in align(old, new)]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_the_pairs_stand_in_the_order_of_the_later_text_and_what_is_gone_where_it_stood():
    pairs = align([A, B, C], [STRANGER, A_LATER, C])
    assert [(pair.old, pair.new) for pair in pairs] == [(None, 0), (0, 1), (1, None), (2, 2)]


def test_every_point_stands_in_one_carried_pair_and_none_is_lost():
    choice = random.Random(7)
    words = (
        "sở",
        "tài",
        "chính",
        "rà",
        "soát",
        "dự",
        "án",
        "báo",
        "cáo",
        "kết",
        "quả",
        "trước",
        "ngày",
        "giao",
    )
    for _round in range(150):
        old = [" ".join(choice.choices(words, k=choice.randint(1, 12))) for _ in range(choice.randint(0, 7))]
        new = [text for text in old if choice.random() > 0.2]
        new += [" ".join(choice.choices(words, k=6)) for _ in range(choice.randint(0, 3))]
        choice.shuffle(new)
        pairs = align(old, new)
        own = [pair for pair in pairs if pair.carried or pair.relation is SPLIT]
        assert sorted(pair.new for pair in own if pair.new is not None) == list(range(len(new)))
        assert {pair.old for pair in pairs if pair.old is not None} == set(range(len(old)))
        carried = [pair.old for pair in pairs if pair.carried and pair.old is not None]
        assert len(carried) == len(set(carried))
        assert align(old, new) == pairs


@pytest.mark.parametrize(
    ("old", "new", "low", "high"),
    [
        ([A, B, C], [A, B, C], 1, 1),
        ([A, B, C], [A_LATER, B, C], 1, 1),
        ([A, B], [STRANGER], 0, 0),
        ([A, B, C, D], [A, STRANGER], 0.2, 0.3),
        ([], [], 0, 0),
    ],
)
def test_likeness(old, new, low, high):
    assert low <= likeness(align(old, new)) <= high


def test_many_points_that_all_begin_alike_take_no_time_of_their_own():
    old = [
        f"Giao Sở số {n} chủ trì, phối hợp với các sở, ngành liên quan thực hiện việc {n * 7}"
        for n in range(1500)
    ]
    new = [text.replace("thực hiện", "hoàn thành") for text in old]
    begun = time.perf_counter()
    pairs = align(old, new)
    assert time.perf_counter() - begun < 5
    assert all(pair.relation is Relation.REWORDED and pair.old == pair.new for pair in pairs)
