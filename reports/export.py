"""The register as CSV: UTF-8 with a byte order mark, as Excel wants it, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from departments.clock import today as local_day
from departments.spreadsheets import safe
from directives.deadlines import LATENESS_LABELS, Lateness, days_late, lateness
from directives.desks import desk_of
from directives.lifecycle import ROLE_LABELS, STATUS_LABELS, Role, Status
from directives.models import Assignment
from directives.selectors.bottlenecks import all_ones, blocked_days_of, open_of
from directives.templatetags.bottlenecks import asked
from directives.templatetags.parts import desk_words
from reports.filters import Around, Filter
from reports.selectors.parts import found, with_names

CHUNK = 500  # rows fetched at a time


class _Echo:
    """A file that hands back what is written to it, so that csv.writer can feed a stream."""

    def write(self, value: str) -> str:
        return value


def lines(chosen: Filter, around: Around) -> Iterator[str]:
    """The whole list, line by line; memory does not grow with it."""
    writer: Any = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(_heads())
    parts = with_names(found(chosen, around), bottlenecks=all_ones()).order_by("sort_due", "pk")
    for part in parts.iterator(chunk_size=CHUNK):
        yield writer.writerow([safe(value) for value in _row(part, around)])


def _heads() -> list[str]:
    return [
        _("Document"),
        _("Point"),
        _("Content"),
        _("Department"),
        _("Role"),
        _("Assignee"),
        _("Directing leader"),
        _("Monitoring officer"),
        _("Assigned on"),
        _("Deadline"),
        _("Original deadline"),
        _("Status"),
        _("Against the deadline"),
        _("Working days late"),
        _("On whose desk"),
        _("Working days on the desk"),
        _("Bottlenecks: waiting for"),
        _("Working days with a bottleneck"),
        _("Delivered on"),
        _("Completed on"),
        _("Times extended"),
        _("Times urged"),
        _("Explanation"),
    ]


def _row(part: Assignment, around: Around) -> list[object]:
    directive, conclusion, info = part.directive, part.directive.conclusion, around.info
    desk = desk_of(part, waits_for_release=bool(getattr(part, "waits_for_release", False)))
    how = lateness(part, info.today)
    return [
        str(conclusion) if conclusion else "",
        directive.point_label,
        directive.heading,
        part.department.name,
        ROLE_LABELS[Role(part.role)],
        part.officer,
        part.directed_by,
        part.monitor,
        part.assigned_on,
        part.due_on,
        part.original_due_on,
        STATUS_LABELS[Status(part.status)],
        LATENESS_LABELS[how],
        days_late(part, info.day, info.calendar) if how in (Lateness.OVERDUE, Lateness.LATE) else "",
        desk_words(desk, None) if desk else "",
        info.working_days_since(local_day(part.status_since)) if desk else "",
        ", ".join(dict.fromkeys(asked(row) for row in open_of(part))),
        blocked_days_of(part, info) or "",
        part.delivered_on,
        part.completed_on,
        part.extension_count,
        part.urging_count,
        _("not explained yet") if part.is_open and getattr(part, "owes_explanation", False) else "",
    ]
