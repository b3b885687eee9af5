"""Twenty notices and reports written for this project, with what a person marked in them: how well they are read."""

from pathlib import Path

import pytest

from directives.reading import read
from directives.reading.scoring import Score, documents, score

NOTICES = documents(Path(__file__).parent / "notices")


@pytest.fixture(scope="module")
def readings():
    return {document.name: read(document.text) for document in NOTICES}


@pytest.fixture(scope="module")
def total(readings):
    return sum((score(d.gold, readings[d.name].to_gold()["directives"]) for d in NOTICES), Score())


# Floors stand about 0.02 below what is measured, so that a change which costs more is seen.
def test_spans_are_found(total):
    assert total.gold == 274
    assert total.span_f1 >= 0.88


def test_leads_are_right(total):
    assert total.lead_f1 >= 0.77


def test_those_who_work_along_are_right(total):
    assert total.coordinating_f1 >= 0.87


def test_dates_are_right(total):
    assert total.dated_accuracy >= 0.90
    assert total.recurring_accuracy >= 0.97


def test_dates_are_not_invented(total, readings):
    invented = sum(
        1
        for document in NOTICES
        for point in readings[document.name].points
        if point.deadline and all(gold["deadline"] != point.deadline.isoformat() for gold in document.gold)
    )
    assert invented <= total.predicted / 100


@pytest.mark.parametrize("document", NOTICES, ids=lambda document: document.name)
def test_what_was_marked_stands_in_the_text(document):
    last = 0
    for gold in document.gold:
        assert document.text[gold["start"] : gold["end"]] == gold["text"]
        assert gold["start"] >= last
        last = gold["end"]


def test_what_is_read_stands_in_the_text(readings):
    for document in NOTICES:
        for point in readings[document.name].points:
            assert document.text[point.start : point.end] == point.text, document.name
