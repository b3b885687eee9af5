"""Earlier conclusions a text names by number, and what of theirs is still open."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.errors import WrongState
from directives.models import Directive
from directives.selectors.earlier_notices import Reference, earlier_notices, references
from directives.services.conclusions import issue_conclusion
from directives.services.points import settle_point
from tests.cast import NOW
from tests.directives.services.doing import RESULT, do
from tests.directives.services.entering import accept, entered, points_of, secret_directive, settle_all

TEXTS: dict[str, list[tuple[str, int | None, int | None, int | None]]] = {
    "Thông báo số 12/TB-UBND ngày 03/02/2026": [("12/tb-ubnd", 2026, 2, 3)],
    "kết luận tại Thông báo 05/TB-UBND": [("5/tb-ubnd", None, None, None)],
    "Thông báo số: 012 / TB – UBND, ngày 3-2-2026": [("12/tb-ubnd", 2026, 2, 3)],
    "TB số 12/tb-ubnd (ngày 03 tháng 02 năm 2026)": [("12/tb-ubnd", 2026, 2, 3)],
    "Thông báo số 12/2026/TB-UBND": [("12/tb-ubnd", 2026, None, None)],
    "các Thông báo số 12, 15 và 18/TB-UBND năm 2025": [
        ("12/tb-ubnd", 2025, None, None),
        ("15/tb-ubnd", 2025, None, None),
        ("18/tb-ubnd", 2025, None, None),
    ],
    "số 12/TB-UBND ngày 03/02/2026, số 15/TB-VP ngày 10/3": [
        ("12/tb-ubnd", 2026, 2, 3),
        ("15/tb-vp", None, 3, 10),
    ],
    "đạt 5/10 chỉ tiêu trước ngày 03/02/2026, tỷ lệ 3/4": [],
    "": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_numbers_in_a_text(text):
    assert references(text) == [Reference(*row) for row in TEXTS[text]]


def issued(cast, number, day):
    """A conclusion of that number issued with all its directives."""
    conclusion = entered(cast, number=number, held_on=day, issued_on=day)
    settle_all(cast, conclusion)
    issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
    return conclusion


@pytest.fixture
def old(cast, db):
    return issued(cast, "12/TB-UBND", date(2026, 2, 3))


def found(cast, conclusion, *texts, by="monitor"):
    said = earlier_notices(cast.actor(getattr(cast, by)), conclusion, dict(enumerate(texts)))
    return {
        key: [
            (row.conclusion.number, row.conclusion.issued_on.year, len(row.directives), row.unsure)
            for row in rows
        ]
        for key, rows in said.items()
    }


def test_open_directives_of_a_conclusion_are_offered(cast, old):
    new = entered(cast)
    texts = ("theo Thông báo số 12 / TB–UBND ngày 03/02/2026", "không nhắc gì", "tại Thông báo 012/TB-UBND")
    assert found(cast, new, *texts) == {
        0: [("12/TB-UBND", 2026, 5, False)],
        2: [("12/TB-UBND", 2026, 5, False)],
    }
    first = Directive.objects.filter(conclusion=old).order_by("pk")[0]
    do("submit", first, cast.actor(cast.head), RESULT)
    do("verify", first, cast.actor(cast.monitor))
    assert found(cast, new, texts[0]) == {0: [("12/TB-UBND", 2026, 4, False)]}


def test_the_date_tells_two_of_one_number_apart(cast, old):
    issued(cast, "12/TB-UBND", date(2025, 5, 6))
    new = entered(cast)
    texts = {
        "Thông báo số 12/TB-UBND": [("12/TB-UBND", 2026, 5, True), ("12/TB-UBND", 2025, 5, True)],
        "Thông báo số 12/TB-UBND ngày 06/5/2025": [("12/TB-UBND", 2025, 5, False)],
        "Thông báo số 12/TB-UBND năm 2026": [("12/TB-UBND", 2026, 5, False)],
        "Thông báo số 12/TB-UBND ngày 04/02/2026": [("12/TB-UBND", 2026, 5, False)],  # a slip of the day
        "Thông báo số 12/TB-UBND ngày 06/5/2024": [],
        "Thông báo số 120/TB-UBND, số 2/TB-UBND, số 12/TB-SXD": [],
    }
    for text, rows in texts.items():
        assert found(cast, new, text).get(0, []) == rows, text


def test_only_what_one_sees(cast, old):
    new = entered(cast)
    text = "Thông báo số 12/TB-UBND ngày 03/02/2026"
    assert found(cast, new, text, by="chair") == found(cast, new, text)
    assert found(cast, new, text, by="outsider") == {}
    assert found(cast, old, text) == {}  # its own number is no earlier one


def test_drafts_are_none_and_secret_ones_are_named_by_number(cast, db):
    draft = entered(cast, number="13/TB-UBND")
    accept(cast, points_of(draft)[0])
    secret = secret_directive(cast, number="14/TB-UBND")
    new = entered(cast)
    assert found(cast, new, "số 13/TB-UBND") == {}
    said = earlier_notices(cast.actor(cast.monitor), new, {0: "số 14/TB-UBND"})
    assert [row.heading for row in said[0][0].directives] == [secret.heading]


def test_two_statements_however_many(cast, old):
    new, actor = entered(cast), cast.actor(cast.monitor)
    counts = []
    for many in (1, 30):
        texts = {key: f"Thông báo số 12/TB-UBND và số {key}/TB-UBND" for key in range(many)}
        with CaptureQueriesContext(
            connection,
        ) as spent:
            earlier_notices(actor, new, texts)
        counts.append(len(spent))
    assert counts[0] == counts[1] == 2
    with CaptureQueriesContext(connection) as spent:
        earlier_notices(actor, new, {0: "không có số nào"})
    assert len(spent) == 0


class TestReplacing:
    def settled(self, cast, *replaced):
        new = entered(cast, number="130/TB-UBND")
        first, second, *rest = points_of(new)
        for point, older in zip((first, second), replaced, strict=False):
            accept(cast, point, replaces=older.pk)
        for point in [first, second][len(replaced) :] + rest:
            settle_point(point.pk, actor=cast.actor(cast.monitor), now=NOW, outcome="no_task", reason="x")
        return new

    def test_issuing_ends_what_is_replaced(self, cast, old):
        older = old.directives.order_by("pk")[0]
        new = self.settled(cast, older)
        (later,) = issue_conclusion(new.pk, actor=cast.actor(cast.monitor), now=NOW)
        older.refresh_from_db()
        assert (older.status, later.replaces) == ("superseded", older)

    def test_what_ended_meanwhile_is_told_by_its_point(self, cast, old):
        older, other = old.directives.order_by("pk")[:2]
        new = self.settled(cast, older, other)
        do("submit", older, cast.actor(cast.head), RESULT)
        do("verify", older, cast.actor(cast.monitor))
        with pytest.raises(WrongState, match="1") as refused:
            issue_conclusion(new.pk, actor=cast.actor(cast.monitor), now=NOW)
        assert older.heading in str(refused.value)
        other.refresh_from_db()
        assert other.is_open

    def test_two_points_cannot_replace_the_same(self, cast, old):
        older = old.directives.order_by("pk")[0]
        new = self.settled(cast, older, older)
        with pytest.raises(WrongState, match="2"):
            issue_conclusion(new.pk, actor=cast.actor(cast.monitor), now=NOW)


def test_a_list_of_numbers_without_end_takes_no_longer_than_any_text():
    begun = time.process_time()
    assert references("1, " * 20_000) == []
    assert time.process_time() - begun < 2  # the square of its length took half a minute
