import pytest

from directives.reading.sentences import enumerated, sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế rà soát. Sở Nội vụ báo cáo.", ["Sở Y tế rà soát.", "Sở Nội vụ báo cáo."]),
        ("PGS.TS. Trần Bình dự. Hội nghị kết thúc.", ["PGS.TS. Trần Bình dự.", "Hội nghị kết thúc."]),
        ("UBND TP. Huế lập kế hoạch.", ["UBND TP. Huế lập kế hoạch."]),
        ("UBND TP.Huế lập kế hoạch.", ["UBND TP.Huế lập kế hoạch."]),
        ("1. Giao Sở Y tế kiểm tra.", ["1. Giao Sở Y tế kiểm tra."]),
        ("Kinh phí 3.500 tỷ đồng. Đề nghị giải ngân.", ["Kinh phí 3.500 tỷ đồng.", "Đề nghị giải ngân."]),
        ("Đã xong việc đầu.Việc sau còn chậm.", ["Đã xong việc đầu.", "Việc sau còn chậm."]),
        ("Rà soát (xem mục 2. Phụ lục) rồi trình.", ["Rà soát (xem mục 2. Phụ lục) rồi trình."]),
        ("Điện, nước, đường... Giao Sở Xây dựng.", ["Điện, nước, đường...", "Giao Sở Xây dựng."]),
        ("Họp ngày 5.3.2026 tại trụ sở.", ["Họp ngày 5.3.2026 tại trụ sở."]),
        ("", []),
    ],
)
def test_sentences_end_at_full_stops_only(text, expected):
    assert cut(text) == expected


def test_enumeration_needs_two_marks_that_begin_at_one():
    text = "Tập trung: (1) rà soát quỹ đất; (2) lập danh mục; (3) báo cáo."
    assert [text[inner : inner + 3] for _, inner in enumerated(text, 0, len(text))] == ["rà ", "lập", "báo"]
    assert enumerated("Theo mục: (2) rà soát; (3) báo cáo", 0, 34) == []
