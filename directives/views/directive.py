"""The page of one directive; the form of a verb opens in it."""

import dataclasses
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from departments.clock import now
from departments.requests import actor_of_request
from departments.text import whole_number
from directives import access
from directives.lifecycle import VERBS, Status
from directives.models import PreparedAct
from directives.selectors.directive_page import DirectivePage, Names, directive_page
from directives.selectors.timeline import days_since
from directives.selectors.verbs import available_on
from directives.targets import of_part
from directives.views.bottlenecks import bottleneck_section
from directives.views.buttons import buttons
from directives.views.journal_words import lines_of, steps_of, track_label
from directives.views.periods import period_section
from directives.views.requests import request_sections
from directives.views.verb_forms import OpenForm
from directives.views.whole import whole_groups, whole_sections

WHOLE_JOURNAL = "tat-ca"


@login_required
@require_safe
def directive(request: HttpRequest, pk: int) -> HttpResponse:
    """`?phan=` chooses the part the page is about, `?nhat-ky=tat-ca` shows the whole journal."""
    actor, moment = actor_of_request(request), now()
    row = access.directive(actor, pk)
    if row.status == Status.DRAFT and row.conclusion_id is not None:
        return redirect("conclusion", row.conclusion_id)
    chosen = request.GET.get("phan", "")
    page = directive_page(
        actor,
        row,
        now=moment,
        chosen=whole_number(chosen),
        whole_journal=request.GET.get("nhat-ky") == WHOLE_JOURNAL,
    )
    return show(request, page)


def show(
    request: HttpRequest, page: DirectivePage, opened: OpenForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The page, or for htmx only its box of verbs, with the form of a verb open in it."""
    fragment = bool(getattr(request, "htmx", False))
    template = "directives/directive/acts.html" if fragment else "directives/directive/page.html"
    context: dict[str, Any] = {"page": page, "opened": opened, "info": page.info, **_acts(page)}
    if opened is not None and opened.target.subject is not None:
        context["opened_buttons"] = _object_buttons(request, opened)
    if not fragment:
        part = page.part
        context |= {
            **request_sections(page),
            **bottleneck_section(page),
            **period_section(request, page),
            **whole_sections(request, page),
            "lines": lines_of(page),
            "steps": steps_of(page),
            "track_label": track_label(page),
            "days_on_desk": days_since(part.status_since, page.info) if part else 0,
            "source": page.point.text if page.point else page.directive.text,
        }
    return render(request, template, context, status=status)


def _acts(page: DirectivePage) -> dict[str, Any]:
    return {
        "buttons": buttons(of_part(page.part), page.verbs) if page.part is not None else [],
        "whole_groups": whole_groups(page),
        "prepared_rows": prepared_rows(page.prepared, page.names) if page.prepared else [],
        "prepared_verb": VERBS[page.prepared.verb].label if page.prepared else "",
    }


def _object_buttons(request: HttpRequest, opened: OpenForm) -> list[dict[str, Any]]:
    """What may be done to the object whose form is open, so that the other answer is one click away."""
    target = opened.target
    if target.part is None:
        return []
    verbs = available_on(actor_of_request(request), target.part, target.kind, target.subject)
    return buttons(target, verbs)


def prepared_rows(act: PreparedAct, names: Names) -> list[tuple[str, str]]:
    """What an act that waits for release would say: label and value of each need that is filled in."""
    rows = []
    for need in dataclasses.fields(VERBS[act.verb].needs):
        kind, value = need.metadata["kind"], act.data.get(need.name)
        if kind == "files" or not value:
            continue
        if kind == "department":
            value = names.departments.get(value, "")
        elif kind == "day":
            value = date.fromisoformat(value).strftime("%d/%m/%Y")
        rows.append((str(need.metadata["label"]), str(value)))
    return rows
