"""Reads of absences that more than one caller needs."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from departments.models import Substitute

PEOPLE = ("absent__user", "absent__department", "substitute__user", "substitute__department", "entered_by")


class Away:
    """Who of these departments is absent when, from a day on: one SQL statement for any number of people."""

    def __init__(self, department_ids: Collection[int], *, since: date) -> None:
        self._spans: dict[tuple[int, int], list[tuple[date, date]]] = defaultdict(list)
        rows = Substitute.objects.standing().filter(
            absent__department_id__in=set(department_ids), until_on__gte=since
        )
        columns = ("absent__user_id", "absent__department_id", "from_on", "until_on")
        for user_id, department_id, first, last in rows.values_list(*columns):
            self._spans[user_id, department_id].append((first, last))

    def until(self, user_id: int, department_id: int, on: date) -> date | None:
        """The last day of the absence from that department that `on` falls into; None when the person is there."""
        spans = self._spans.get((user_id, department_id), ())
        return max((last for first, last in spans if first <= on <= last), default=None)
