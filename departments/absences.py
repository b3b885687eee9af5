"""Reads of absences and assistants that more than one caller needs."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from departments.models import Assistant, Membership, Substitute

PEOPLE = ("absent__user", "absent__department", "substitute__user", "substitute__department", "entered_by")


def absences_from(day: date) -> list[Substitute]:
    """Absences that have not ended before `day`, the nearest first: one SQL statement."""
    return list(
        Substitute.objects.standing()
        .filter(until_on__gte=day)
        .select_related(*PEOPLE)
        .order_by("from_on", "until_on", "pk")
    )


def assistants_from(day: date) -> list[Assistant]:
    """Appointments that have not ended before `day`: one SQL statement."""
    rows = Assistant.objects.select_related("leader__user", "leader__department", "assistant")
    return [
        row
        for row in rows.order_by("leader_id", "from_on", "pk")
        if row.until_on is None or row.until_on >= day
    ]


class Away:
    """Who is absent when, from a day on: one SQL statement for any number of people."""

    def __init__(self, user_ids: Collection[int], *, since: date) -> None:
        self._spans: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
        wanted = {pk for pk in user_ids if pk}
        if wanted:
            rows = Substitute.objects.standing().filter(absent__user_id__in=wanted, until_on__gte=since)
            for user_id, department_id, first, last in rows.values_list(
                "absent__user_id", "absent__department_id", "from_on", "until_on"
            ):
                self._spans[user_id].append((department_id, first, last))

    def until(self, user_id: int | None, on: date | None, *, department_id: int | None = None) -> date | None:
        """The last day of the absence of `user_id` that `on` falls into; None when they are there.

        With `department_id` only absences from a post in that department count.
        """
        if user_id is None or on is None:
            return None
        ends = [
            last
            for where, first, last in self._spans.get(user_id, ())
            if first <= on <= last and department_id in (None, where)
        ]
        return max(ends, default=None)


def posts_of(user_id: int, day: date) -> list[Membership]:
    """Posts of a person in which somebody could stand in, on the local date `day`."""
    rows = Membership.objects.active(day).filter(user_id=user_id).select_related("user", "department")
    return [row for row in rows.order_by("pk") if row.can_be_stood_for]
