"""`free_rows`: SKIP LOCKED where there is such a thing, one writer at a time where there is not."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from departments.models import Department
from directives.vendor.skip_locked import free_rows
from tests.cast import department


@pytest.mark.twin
@pytest.mark.django_db
def test_rows_come_back_on_both_databases():
    made = [department(f"D{n}", f"Sở {n}") for n in range(3)]
    with (
        CaptureQueriesContext(
            connection,
        ) as statements,
        transaction.atomic(),
    ):
        assert len(free_rows(Department.objects.filter(pk__in=[row.pk for row in made]))) == 3
    sql = " ".join(query["sql"] for query in statements)
    assert ("SKIP LOCKED" in sql) == connection.features.has_select_for_update_skip_locked


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_transactions")
def test_the_second_transaction_skips_what_the_first_holds():
    first, second = department("A", "Sở A"), department("B", "Sở B")
    seen: list[list[int]] = []

    def other() -> None:
        try:
            with transaction.atomic():
                seen.append([row.pk for row in free_rows(Department.objects.order_by("pk"))])
        finally:
            connection.close()

    with transaction.atomic():
        assert [row.pk for row in free_rows(Department.objects.filter(pk=first.pk))] == [first.pk]
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    assert seen == [[second.pk]]
