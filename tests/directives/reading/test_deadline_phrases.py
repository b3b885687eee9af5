"""Which rules are tried on a sentence: all that could match it."""

import re
from pathlib import Path

import pytest

from directives.reading.deadline_phrases import RULES, rules_for
from directives.reading.folding import folded
from directives.reading.scoring import documents

SENTENCES = sorted(
    {
        sentence
        for document in documents(Path(__file__).parent / "notices")
        for sentence in re.split(r"[.;\n]", folded(document.text))
        if sentence.strip()
    }
)
ONE_EACH = {
    "window": "từ ngày 5/3 đến 20/3/2026",
    "days": "trong vòng 10 ngày làm việc",
    "day": "trước ngày 20/3/2026",
    "period": "trong quý ii",
    "toyearend": "từ nay đến cuối năm",
    "half": "trong 6 tháng cuối năm",
    "vague": "tại kỳ họp tới",
    "untilyear": "đến năm 2026",
    "opening": "tháng ba",
    "openingdate": "20/3/2026",
    "openingday": "ngày 20/3/2026",
    "week": "trong tuần này",
}


@pytest.mark.parametrize("rule", sorted({rule for rule, _ in RULES}))
def test_a_rule_is_tried_on_its_own_words(rule):
    assert any(name == rule and pattern.search(ONE_EACH[rule]) for name, pattern in rules_for(ONE_EACH[rule]))


def test_no_rule_that_matches_is_left_out():
    dated = 0
    for sentence in SENTENCES:
        tried = rules_for(sentence)
        left_out = [
            rule for rule, pattern in RULES if (rule, pattern) not in tried and pattern.search(sentence)
        ]
        assert not left_out, sentence
        dated += any(pattern.search(sentence) for _, pattern in tried)
    assert dated > 50


def test_a_sentence_without_any_of_their_words_is_not_searched():
    assert rules_for("sở y tế rà soát các trạm") == ()
