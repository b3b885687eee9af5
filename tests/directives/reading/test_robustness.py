"""Whatever the text: no exception, spans inside it, in order, apart."""

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


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_never_raises_on_broken_prose(text):
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_never_raises_on_any_text(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "á" * 1_500_000,
        "(" * 300_000 + "Giao Sở Y tế rà soát",
        "Sở Y tế, " * 60_000,
        "các sở, ngành, " * 60_000,
        "1. Giao Sở Y tế rà soát trước ngày 20/3/2026; " * 20_000,
        "(1) rà soát; (2) báo cáo; " * 30_000,
        "ngày 1 tháng 1 " * 60_000,
        "Về việc: " * 100_000,
        "Kết luận " * 100_000 + "như sau:",
        "“" * 200_000 + "Giao Sở Y tế rà soát.",
        "Đ/c Nguyễn Văn A - " * 50_000,
        "- Rà soát.\n" * 100_000,
        "".join(map(chr, range(1, 3000))) * 100,
        b"\xff\xfeGiao S\xe1\xbb\x9f Y t\xe1".decode("utf-8", "replace") * 1000,
        "a\u0301\u0301\u0301" * 200_000,
        "\n" * 1_900_000,
    ],
    ids=range(16),
)
def test_hostile_texts(text):
    check(text)
