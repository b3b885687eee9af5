"""The list of conclusions: who sees which, the Office's clock, filters, pages."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.models import Conclusion
from directives.selectors import conclusions as selector
from directives.selectors.today import today_info
from directives.services.conclusions import issue_conclusion
from tests.cast import MONDAY, NOW
from tests.directives.services.entering import accept, entered, points_of, settle_all

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def without_text(cast, **changes):
    return entered(cast, text="", number="", issued_on=None, **changes)


def numbers(page):
    return [row.conclusion.pk for row in page.rows]


def listed(cast, user=None, **filters):
    return selector.page(cast.actor(user or cast.monitor), today_info(NOW), **filters)


def test_newest_meeting_first(cast):
    old = without_text(cast, held_on=date(2026, 11, 2))
    new = without_text(cast, held_on=date(2026, 11, 20))
    twin = without_text(cast, held_on=date(2026, 11, 20))
    assert numbers(listed(cast)) == [twin.pk, new.pk, old.pk]


def test_stages_and_their_counts(cast, conclusion):
    waiting = without_text(cast)
    accept(cast, points_of(conclusion)[0])
    page = listed(cast)
    rows = {row.conclusion.pk: row for row in page.rows}
    assert (rows[conclusion.pk].stage, rows[conclusion.pk].settled, rows[conclusion.pk].points) == (
        "in_work",
        1,
        5,
    )
    assert rows[waiting.pk].stage == "no_text"
    assert page.counts == {"total": 2, "no_text": 1, "in_work": 1, "issued": 0, "notice_late": 1}
    assert numbers(listed(cast, only="no_text")) == [waiting.pk]
    assert numbers(listed(cast, only="in_work")) == [conclusion.pk]
    assert numbers(listed(cast, only="issued")) == []
    assert numbers(listed(cast, only="nonsense")) == numbers(page)


@pytest.mark.parametrize("days", range(8))
def test_late_in_sql_is_late_in_python(cast, days):
    without_text(cast, held_on=MONDAY - timedelta(days=days))
    (row,) = listed(cast).rows
    late = bool(listed(cast, only="notice_late").rows)
    assert late == (row.notice.days_late > 0)


def test_a_notice_that_went_out_is_measured_by_its_day(cast):
    entered(cast, held_on=date(2026, 11, 9), issued_on=date(2026, 11, 16))
    (row,) = listed(cast).rows
    assert (row.notice.is_open, row.notice.due_on, row.notice.days_late) == (False, date(2026, 11, 12), 2)


def test_words_find_without_diacritics(cast, conclusion):
    assert numbers(listed(cast, words="phat trien KHU")) == [conclusion.pk]
    assert numbers(listed(cast, words="121/tb")) == [conclusion.pk]
    assert numbers(listed(cast, words="đường sắt")) == []


def test_pages_meet_without_gap_or_repeat(cast, monkeypatch):
    monkeypatch.setattr(selector, "PAGE_SIZE", 3)
    for n in range(8):
        without_text(cast, held_on=date(2026, 11, 2 + n // 3))
    seen, after = [], None
    while True:
        page = listed(cast, after=after)
        seen += numbers(page)
        if page.following is None:
            break
        after = selector.Cursor.parse(str(page.following))
    assert seen == numbers_of_all(cast)
    assert len(seen) == 8


def numbers_of_all(cast):
    rows = Conclusion.objects.order_by("-held_on", "-pk")
    return list(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("value", ["", "x", "2026-11-20", "2026-13-40.1", ".5", "2026-11-20.x"])
def test_a_cursor_that_is_none_begins_at_the_top(value):
    assert selector.Cursor.parse(value) is None


def test_statements_do_not_grow_with_the_rows(cast, conclusion):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as statements:
            selector.page(cast.actor(cast.monitor), today_info(NOW))
        counts.append(len(statements))
        for n in range(9):
            without_text(cast, held_on=date(2026, 11, 2 + n))
    assert counts[0] == counts[1] <= 9


def test_others_see_what_they_are_part_of(cast, conclusion):
    for user in (cast.head, cast.outsider, cast.vice_chair):
        assert numbers(listed(cast, user)) == []
    assert numbers(listed(cast, cast.chair)) == [conclusion.pk]
    settle_all(cast, conclusion)
    issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
    page = listed(cast, cast.head)
    assert (numbers(page), page.rows[0].directives, page.total) == ([conclusion.pk], 5, 1)
    assert numbers(listed(cast, cast.outsider)) == []


class TestScreen:
    def test_the_office_enters_from_here(self, clerk, conclusion):
        page = clerk.get("/ket-luan/").content.decode()
        assert "/ket-luan/moi/" in page
        assert f"/ket-luan/{conclusion.pk}/" in page
        assert "0/5 điểm đã xử lý" in page

    def test_others_do_not(self, cast, signed_in, conclusion):
        page = signed_in(cast.outsider).get("/ket-luan/").content.decode()
        assert "/ket-luan/moi/" not in page
        assert f"/ket-luan/{conclusion.pk}/" not in page

    def test_an_empty_list_says_what_to_do_next(self, cast, clerk):
        assert "Nhập kết luận" in clerk.get("/ket-luan/").content.decode()
        assert "khớp bộ lọc" in clerk.get("/ket-luan/?q=khong-co").content.decode()

    def test_strangers_sign_in(self, client, db):
        assert client.get("/ket-luan/").status_code == 302
