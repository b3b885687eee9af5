"""Keyset paging: a page token instead of a page number, stable while rows come and go."""

from datetime import date
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

NUMBER_LENGTH = 18  # digits that surely fit a 64-bit id


def as_id(position: str) -> None:
    """Raise ValueError unless `position` is an id."""
    if not (position.isascii() and position.isdigit()) or len(position) > NUMBER_LENGTH:
        raise ValueError(position)


def as_day(position: str) -> None:
    """Raise ValueError unless `position` is a day."""
    date.fromisoformat(position)


class CheckedCursor(CursorPagination):
    """A token whose position cannot be compared with the ordering is a 404, as a broken one is."""

    page_size = 50
    position = staticmethod(as_id)

    def decode_cursor(self, request: Request) -> Any:
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            try:
                self.position(str(cursor.position))
            except ValueError as error:
                raise NotFound(self.invalid_cursor_message) from error
        return cursor


class NewestFirst(CheckedCursor):
    ordering = "-id"


class MostUrgentFirst(CheckedCursor):
    """By deadline, those without one last."""

    ordering = ("sort_due", "id")
    position = staticmethod(as_day)
