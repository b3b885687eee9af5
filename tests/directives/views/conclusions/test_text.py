"""The text cut for the screen, and what a phrase or name proposes."""

from types import SimpleNamespace

import pytest

from directives.models import ConclusionPoint
from directives.models.choices import Recurrence
from directives.selectors.conclusion_text import free_sentences, lines, pieces
from directives.selectors.proposed_plan import recurrence_in
from tests.directives.conclusion_text import NOTICE

TEXT = "THÔNG BÁO\n\nĐoạn một 🏭 có. Hai câu ở đây; ba câu.\nDòng kế.\n\nI. PHẦN CUỐI"


def point(start, end):
    return ConclusionPoint(start=start, end=end)


def marks(*spans):
    return [SimpleNamespace(point=point(*span)) for span in spans]


def test_the_segments_make_the_text_again_with_code_point_offsets():
    start = TEXT.index("Hai")
    shown = lines(TEXT, marks((start, TEXT.index("kế"))))
    for line in shown:
        for segment in line.segments:
            assert TEXT[segment.start : segment.start + len(segment.text)] == segment.text
    inside = [segment for line in shown for segment in line.segments if segment.mark]
    assert [(segment.text, segment.first) for segment in inside] == [
        ("Hai câu ở đây; ba câu.", True),
        ("Dòng ", False),
    ]


def test_every_character_of_the_notice_is_shown():
    shown = "".join(segment.text for line in lines(NOTICE, []) for segment in line.segments)
    assert "".join(shown.split()) == "".join(NOTICE.split())


def test_lines_know_what_they_are():
    long = "Một câu rất dài " * 10
    kinds = [(line.kind, line.close) for line in lines(f"UBND TỈNH\nSố: 1/TB\n\n{long}\n\nII. HAI", [])]
    assert kinds == [("title", False), ("top", True), ("text", False), ("heading", False)]


def test_free_sentences_are_those_of_no_point():
    taken = point(TEXT.index("Hai"), TEXT.index("; ba"))
    found = [span.text for span in free_sentences(TEXT, [taken])]
    assert found == ["Đoạn một 🏭 có."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một việc. Hai việc; ba việc", ["Một việc. ", "Hai việc; ", "ba việc"]),
        ("một việc, hai việc", ["một việc, ", "hai việc"]),
        ("chỉ một việc", ["chỉ một việc"]),
    ],
)
def test_pieces_are_cut_at_sentences_else_at_commas(text, expected):
    assert [piece.text for piece in pieces(text, point(0, len(text)))] == expected


@pytest.mark.parametrize(
    ("phrase", "recurrence"),
    [
        ("định kỳ hằng tháng", Recurrence.MONTH),
        ("trước ngày 25 hàng tháng", Recurrence.MONTH),
        ("hằng quý", Recurrence.QUARTER),
        ("định kỳ 6 tháng", Recurrence.HALF_YEAR),
        ("định kỳ 03 tháng", Recurrence.QUARTER),
        ("hàng tuần", Recurrence.WEEK),
        ("hằng năm", Recurrence.YEAR),
        ("thường xuyên", None),
    ],
)
def test_the_period_a_phrase_names(phrase, recurrence):
    assert recurrence_in(phrase) == recurrence
