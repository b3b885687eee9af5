"""Whatever the text: no exception, spans inside it, in order, apart; and in bounded time."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives.reading import read

_WORDS = (
    "Giao giao Sở Y tế Tài chính UBND TP. các xã phường huyện , ; : . … ( ) “ ” và phối hợp với "
    "chủ trì cần phải yêu cầu trước ngày 31/02/2026 20/3 trong tháng quý IV/2026 năm nay định kỳ "
    "hằng tuần Bộ KH&ĐT Phó Thủ tướng Kết luận như sau: 1. a) - (i) Nơi nhận: Số: 05/TB-UBND rà "
    "soát đã Ban Quản lý dự án nhất là theo chức năng thuộc của KCN \ufeff \u200e İ ß 🙂 "
)
WORDS = st.sampled_from([*_WORDS.split(), "\n", "\n\n", "\xa0", "\ufeff"])


def check(text):
    reading = read(text)
    last = 0
    for point in reading.points:
        assert last <= point.start < point.end <= len(text)
        assert text[point.start : point.end] == point.text
        assert 0 <= point.confidence <= 1
        last = point.end
    assert (reading.reason is None) == bool(reading.points)
    reading.to_gold()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_never_raises_on_broken_prose(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_never_raises_on_any_text(text):
    check(text)


HOSTILE = {
    "one-letter": "á" * 1_500_000,
    "open-brackets": "(" * 300_000 + "Giao Sở Y tế rà soát",
    "one-office": "Sở Y tế, " * 60_000,
    "one-class": "các sở, ngành, " * 60_000,
    "orders-in-one-line": "1. Giao Sở Y tế rà soát trước ngày 20/3/2026; " * 4_000,
    "enumeration": "(1) rà soát; (2) báo cáo; " * 30_000,
    "dates": "ngày 1 tháng 1 " * 60_000,
    "headings": "Về việc: " * 100_000,
    "concluding": "Kết luận " * 100_000 + "như sau:",
    "open-quotes": "“" * 200_000 + "Giao Sở Y tế rà soát.",
    "names": "Đ/c Nguyễn Văn A - " * 50_000,
    "items": "- Rà soát.\n" * 100_000,
    "all-signs": "".join(map(chr, range(1, 3000))) * 100,
    "replaced-bytes": b"\xff\xfeGiao S\xe1\xbb\x9f Y t\xe1".decode("utf-8", "replace") * 1000,
    "marks-apart": "a\u0301\u0301\u0301" * 200_000,
    "line-ends": "\n" * 1_900_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts(text):
    check(text)


OPENING = (
    "Kết luận như sau:\n1. Giao Sở Y tế rà soát các trạm y tế vùng cao. Biểu dương các xã đã cố gắng nhiều.\n"
    * 4
)
IN_A_SENTENCE = {
    "capitals": "Sở Y Tế ",
    "one-capital": "Á",
    "brackets": "()",
    "open-brackets": "(",
    "open-quotes": "“",
    "straight-quotes": '"',
    "la": "là ",
    "can": "cần ",
    "dotted-digits": "1.",
    "digits": "1",
    "slashed-digits": "1/",
    "dates": "ngày 1/1/2026 ",
    "bars": "ạ | ",
    "counting": "một là hai là ",
    "colons": "việc này: ",
    "bare-colons": ": ",
    "commas": ", ",
    "blanks": " ",
    "marks": "(1) rà soát; ",
    "orders": "giao Sở Y tế rà soát; ",
    "speakers": "Phó Chủ tịch UBND tỉnh chủ trì ",
    "quoted": "“ạ”, ông Khuê yêu cầu ",
    "working-along": "phối hợp với Sở Y tế ",
    "directing": "chỉ đạo Sở Y tế ",
    "numbers": "Thông báo số 1/TB kết luận ",
    "offices-twice": "Sở Y tế, Sở Nội vụ, ",
    "committees-twice": "UBND xã Phú Hòa, ",
    "posts-twice": "Chủ tịch UBND xã, ",
    "classes-twice": "các cơ quan thuộc Bộ Y tế, ",
}
IN_LINES = {
    "orders": "1. Giao Sở Y tế rà soát trước ngày 20/3/2026.\n",
    "alike-in-one-line": "Giao Sở Y tế rà soát các trạm trước ngày 20/3/2026. ",
    "headings": "1. Sở Y tế:\n- Rà soát các trạm y tế.\n",
    "rows": "1 | Rà soát các trạm y tế | Sở Y tế | 20/4/2026\n\nViệc này đã bàn.\n\n",
    "labels": "Rà soát các trạm y tế\n\nCơ quan chủ trì: Sở Y tế\n\n",
    "offices": "- Sở Y tế, Sở Nội vụ, UBND các xã, các cơ quan liên quan\n",
    "capital-lines": "CHỦ TỊCH UBND TỈNH\nLê Minh Khuê\n",
    "capital-lines-only": "CHỦ TỊCH UBND\n",
    "line-ends": "\n",
    "blank-lines": "        \n",
    "speakers": "Ông Khuê yêu cầu các xã rà soát các trạm y tế.\n\n",
}


def grows_in_step(make, size):
    """Whether four times the text costs less than eight times the processor's time, at the best of some tries."""
    short = long = float("inf")
    for _ in range(5):
        for times in (1, 4):
            text = make(size * times)
            began = process_time()
            reading = read(text)
            spent = process_time() - began
            assert reading.points, "refused before anything was read"
            short, long = (min(short, spent), long) if times == 1 else (short, min(long, spent))
        if long < 8 * max(short, 0.005):
            return True
    return False


@pytest.mark.parametrize("shape", IN_A_SENTENCE.values(), ids=IN_A_SENTENCE)
def test_a_long_sentence_costs_time_in_step(shape):
    opening = OPENING * 4 + "2. Giao Sở Y tế rà soát "
    # The longer one stays below the length from which a sentence is not read.
    assert grows_in_step(lambda size: opening + shape * (size // len(shape)), 1_900)


@pytest.mark.parametrize("shape", IN_LINES.values(), ids=IN_LINES)
def test_many_lines_cost_time_in_step(shape):
    assert grows_in_step(lambda size: OPENING + shape * (size // len(shape)), 4_000)


def test_a_list_of_different_offices_costs_time_in_step():
    names = ", ".join(
        f"Sở {first}{second}" for first in "ABCDEGHIKLMN" for second in "abcdefghiklmnopqrstuvxy"
    )
    assert grows_in_step(lambda size: OPENING + "2. Giao Sở Y tế rà soát " + names[:size], 1_900 // 4)


def test_what_is_too_long_is_refused_at_once():
    text = "Giao Sở Y tế rà soát " * 250_000
    assert len(text) > 5_000_000
    began = process_time()
    assert read(text).reason == "too_long"
    assert process_time() - began < 0.5
