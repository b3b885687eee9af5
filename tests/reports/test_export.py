"""The register as CSV: the same rows as the page, readable by Excel, nothing a spreadsheet would run."""

import csv
import io

import pytest

from departments.spreadsheets import safe
from directives.models import Assignment, Directive
from tests.reports.volume import Volume

pytestmark = pytest.mark.django_db
URL = "/so-theo-doi/xuat.csv"


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_rows_are_those_of_the_page(client, cast):
    Volume(cast, seed=51).make(60)
    client.force_login(cast.monitor)
    for query in ("view=all", "view=open", "view=overdue", f"department={cast.board.pk}&q=dự án"):
        answer = client.get(f"{URL}?{query}")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="so-theo-doi-20261123.csv"'
        heads, *rows = rows_of(answer)
        assert len(rows) == client.get(f"/so-theo-doi/?{query}").context["total"]
        assert all(len(row) == len(heads) for row in rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_formulas_are_put_to_sleep(client, cast, issued, start):
    directive = issued()
    title = f'{start}HYPERLINK("http://x")'
    Directive.objects.filter(pk=directive.pk).update(title=title)
    client.force_login(cast.monitor)
    cells = [cell for row in rows_of(client.get(URL)) for cell in row]
    assert f"'{title}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_only_what_one_sees(client, cast, issued):
    issued()
    client.force_login(cast.outsider)
    assert len(rows_of(client.get(f"{URL}?view=all"))) == 1


def test_days_and_words(cast, client, issued):
    directive = issued(
        deadline_kind="dated", due_on=Assignment._meta.get_field("due_on").to_python("2026-11-30")
    )
    client.force_login(cast.monitor)
    (row,) = [row for row in rows_of(client.get(URL)) if directive.title in row]
    assert "30/11/2026" in row
    assert "Chưa thực hiện" in row
    assert safe(None) == ""
    assert safe("Sở Tài chính") == "Sở Tài chính"


def test_rows_are_streamed(client, cast, django_assert_max_num_queries):
    Volume(cast, seed=52).make(200)
    client.force_login(cast.monitor)
    with django_assert_max_num_queries(20):
        rows_of(client.get(f"{URL}?view=all"))
