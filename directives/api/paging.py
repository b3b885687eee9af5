"""Keyset paging: a page token instead of a page number, stable while rows come and go."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    page_size = 50
    ordering = "-id"


class MostUrgentFirst(CursorPagination):
    """By deadline, those without one last."""

    page_size = 50
    ordering = ("sort_due", "id")
