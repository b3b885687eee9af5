"""Rows nobody else is working on: SKIP LOCKED on PostgreSQL, nothing to do on SQLite.

SQLite refuses SKIP LOCKED. It needs none: its write transactions begin IMMEDIATE, so the one that reads the
rows is the only one that may change them.
"""

from typing import TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def free_rows(rows: QuerySet[Row]) -> QuerySet[Row]:
    """`rows` locked until the transaction ends, without those another transaction holds. Needs a transaction."""
    if connections[rows.db].vendor == "postgresql":
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows.select_for_update()
