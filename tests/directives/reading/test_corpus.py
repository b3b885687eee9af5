"""Real conclusions, where the corpus lies beside the repository: their text stays there."""

import importlib.util
import json
from pathlib import Path

import pytest

from directives.reading import read
from directives.reading.scoring import CorpusError, Score, comparable, documents, score

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(
    not (CORPUS / "gold").is_dir(), reason="the corpus is not beside the repository"
)


@pytest.fixture(scope="module")
def read_corpus():
    return [(document, read(document.text)) for document in documents(CORPUS)]


@needs_corpus
def test_every_document_is_read(read_corpus):
    for document, reading in read_corpus:
        for point in reading.points:
            assert document.text[point.start : point.end] == point.text, document.name
        assert bool(reading.points) == bool(document.gold), document.name


@needs_corpus
def test_scores_stay_above_their_floors(read_corpus):
    total = sum((score(d.gold, r.to_gold()["directives"]) for d, r in read_corpus), Score())
    assert (total.span_f1 or 0) >= 0.93
    assert (total.lead_f1 or 0) >= 0.90
    assert (total.coordinating_f1 or 0) >= 0.93
    assert (total.dated_accuracy or 0) >= 0.93
    invented = sum(
        1
        for d, r in read_corpus
        for p in r.points
        if p.deadline and not any(g["deadline"] == p.deadline.isoformat() for g in d.gold)
    )
    assert invented <= total.predicted / 100


@needs_corpus
def test_our_figures_agree_with_the_corpus_s_own_scorer(read_corpus):
    spec = importlib.util.spec_from_file_location("corpus_scorer", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    for document, reading in read_corpus:
        predicted = reading.to_gold()["directives"]
        figures = theirs.figures(theirs.score_doc(document.gold, json.loads(json.dumps(predicted))))
        ours = score(document.gold, predicted)
        assert ours.matched == figures["matched"]
        assert ours.span_f1 == figures["span_f1"]
        assert ours.lead_f1 == figures["lead_f1"]
        assert ours.coordinating_f1 == figures["coord_f1"]
        assert ours.deadline_accuracy == figures["deadline_acc"]
        assert ours.dated_accuracy == figures["dated_acc"]
        assert ours.recurring_accuracy == figures["recurring_acc"]


def directive(start, end, lead=(), coordinating=(), deadline=None):
    return {
        "start": start,
        "end": end,
        "text": "x" * (end - start),
        "lead": list(lead),
        "coordinating": list(coordinating),
        "deadline_text": None,
        "deadline": deadline,
        "recurring": False,
    }


def test_scoring_counts_pairs_names_and_dates():
    gold = [directive(0, 10, ["Uỷ ban nhân dân xã"], [], "2026-01-02"), directive(20, 30, ["các sở"])]
    predicted = [
        directive(0, 9, ["Ủy ban nhân dân xã"], ["Sở Y tế"], "2026-01-03"),
        directive(26, 40, ["sở"]),
    ]
    counts = score(gold, predicted)
    assert (counts.matched, counts.gold, counts.predicted) == (1, 2, 2)
    assert (counts.lead_right, counts.lead_gold, counts.lead_predicted) == (1, 2, 2)
    assert (counts.coordinating_right, counts.coordinating_predicted) == (0, 1)
    assert (counts.dated, counts.dated_right) == (1, 0)
    assert (counts + counts).matched == 2
    assert Score().span_f1 is None


def test_names_are_compared_folded():
    assert comparable("Các  bộ – ngành") == "bộ-ngành"
    assert comparable("đồng chí Giám đốc") == "giám đốc"


def test_a_folder_that_is_no_corpus_says_so(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        documents(tmp_path / "missing")
    with pytest.raises(CorpusError, match="no gold"):
        documents(tmp_path)
