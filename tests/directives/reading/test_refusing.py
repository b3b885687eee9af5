"""Texts without points say why, and what may be read is read."""

import unicodedata

import pytest

from directives.reading import read

ORDER = "Giao Sở Y tế rà soát các trạm y tế trước ngày 20/3/2026."
HEAD = "BIÊN BẢN\nHọp về chuẩn bị mùa mưa bão\n"
TWO_CHAIRS = "Chủ trì: đồng chí Lê Văn Bình và đồng chí Trần Thị Cúc\n"

CASES = [
    ("empty", " \n\t\n"),
    ("too_long", "Giao Sở Y tế. " * 400_000),
    ("garbled", "\x00\x01\x02\x7f" * 50 + ORDER),
    ("garbled", "�" * 40 + ORDER),
    ("garbled", "\ue001\ue002" * 60 + ORDER),
    ("not_vietnamese", "The committee shall review all projects before March and report to the chair."),
    ("not_vietnamese", "8127 9912 -- ## 12/12 ..."),
    ("not_vietnamese", "a" * 1_900_000),
    ("only_table", "STT\tNội dung\tĐơn vị\n1\tRà soát trạm y tế\tSở Y tế\n2\tBáo cáo kết quả\tSở Nội vụ\n"),
    ("only_table", "STT | Việc | Hạn\n1 | Lập kế hoạch | 20/3\n2 | Trình duyệt | 30/3\n"),
    ("several_chairs", HEAD + TWO_CHAIRS + "Hai đồng chí thống nhất:\n- " + ORDER),
    (
        "several_chairs",
        HEAD
        + TWO_CHAIRS
        + "Đồng chí Lê Văn Bình kết luận: "
        + ORDER
        + "\nĐồng chí Trần Thị Cúc kết luận: "
        + ORDER,
    ),
    ("no_conclusion", "Hôm nay trời đẹp và mọi người cùng nhau đi dạo quanh hồ nước."),
    (None, HEAD + TWO_CHAIRS + "Đồng chí Lê Văn Bình kết luận như sau:\n1. " + ORDER),
    (None, HEAD + "Chủ trì: đồng chí Lê Văn Bình\nĐồng chí Lê Văn Bình kết luận như sau:\n1. " + ORDER),
    (None, "Kết luận như sau:\n1\tRà soát\tSở Y tế\n2. " + ORDER + "\n3. " + ORDER),
    (None, "Kết luận như sau:\n1. " + ORDER + " \ufffd"),
]


@pytest.mark.parametrize(
    ("reason", "text"), CASES, ids=[f"{n}-{reason}" for n, (reason, _) in enumerate(CASES)]
)
def test_the_reason_is_told(reason, text):
    reading = read(text)
    assert reading.reason == reason
    assert bool(reading.points) == (reason is None)


def test_decomposed_text_is_vietnamese_too():
    assert read(unicodedata.normalize("NFD", "Kết luận như sau:\n1. " + ORDER)).points
