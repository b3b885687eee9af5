"""Bảng tổng hợp: the answers of a directive every department works on for itself, as a page and as a file."""

import csv
import io
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.clock import now
from departments.requests import actor_of_request
from departments.spreadsheets import MARK, safe
from directives import access
from directives.deadlines import LATENESS_LABELS, Lateness
from directives.selectors.answers import Answer, Answers, answers
from directives.selectors.each_table import LABELS
from directives.selectors.today import today_info


@login_required
@require_safe
def answer_table(request: HttpRequest, pk: int) -> HttpResponse:
    """A department sees its own row and the totals."""
    actor = actor_of_request(request)
    directive, info = access.answered_directive(actor, pk), today_info(now())
    table = answers(actor, directive, info)
    return render(request, "directives/answers/page.html", {**totals(table), "info": info})


@login_required
@require_safe
def answers_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same rows as CSV."""
    actor = actor_of_request(request)
    directive, info = access.answered_directive(actor, pk), today_info(now())
    table = answers(actor, directive, info)
    answer = HttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tong-hop-{pk}-{info.day:%Y%m%d}.csv"'
    return answer


def totals(table: Answers) -> dict[str, Any]:
    """What the template needs beside the rows: how all departments stand, in words."""
    words = [(LABELS[group], count) for group, count in table.totals.items()]
    return {"table": table, "directive": table.directive, "totals": words}


def as_csv(table: Answers) -> str:
    """One line per department, after the head; no cell a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            _("Department"),
            _("Status"),
            _("Summary of the result"),
            _("Document number and symbol"),
            _("Document date"),
            _("Deadline"),
            _("Delivered on"),
            _("On time or late"),
            _("Working days late"),
            _("Files"),
        ]
    )
    writer.writerows([safe(cell) for cell in _cells(row)] for row in table.rows)
    return MARK + out.getvalue()


def _cells(row: Answer) -> list[object]:
    report = row.report
    return [
        row.part.department.name,
        LABELS[row.group],
        report.done if report is not None else "",
        report.document_number if report is not None else "",
        report.document_date if report is not None else "",
        row.part.due_on,
        row.delivered_on,
        LATENESS_LABELS[row.how] if row.how is not Lateness.NOT_COUNTED else "",
        row.days_late or "",
        "; ".join(file.name for file in row.files),
    ]
