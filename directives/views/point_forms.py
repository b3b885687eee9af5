"""The form of a point: as proposed, as accepted, or as it was typed and not sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from departments.clock import today as local_day
from departments.selectors import working_calendar
from departments.text import whole_number
from directives.forms_pickers import IdsField, KeysField
from directives.forms_plan import PICKERS, PlanForm, initial_of
from directives.models import PointInput
from directives.selectors.conclusion_page import Marked
from directives.selectors.plan_choices import PlanChoices
from directives.selectors.proposed_plan import plan_of_draft
from directives.services.plans import Plan

NOT_KEPT = {"version", "request_key"}
KEPT = {*PlanForm.base_fields, "shown_group", "reason"} - NOT_KEPT


def due_note(mark: Marked, now: datetime) -> str:
    """What to think of before accepting the date: a day off, or a day already past."""
    due_on = mark.summary.due_on if mark.summary else None
    if due_on is None:
        return ""
    if due_on < local_day(now):
        return _("Already past: the task is overdue the moment it is issued.")
    calendar = working_calendar()
    if calendar.is_working(due_on):
        return ""
    words = {"weekday": date_format(due_on, "l"), "day": f"{calendar.on_or_after(due_on):%d/%m/%Y}"}
    return _("%(weekday)s, a day off; the next working day is %(day)s.") % words


def form_of(mark: Marked, choices: PlanChoices) -> PlanForm:
    """The form of a point: as accepted, or as proposed."""
    if mark.directive is not None:
        return PlanForm(initial=initial_of(plan_of_draft(mark.directive, mark.parts)), choices=choices)
    plan = mark.proposed.plan if mark.proposed is not None else Plan(text=mark.point.text)
    form = PlanForm(initial=initial_of(plan), choices=choices)
    for picker, groups in (mark.proposed.groups if mark.proposed is not None else {}).items():
        for pk in groups:
            form.show_group(picker, pk)
    return form


def fields_of(data: QueryDict) -> dict[str, Sequence[str]]:
    """What is kept of a form as sent: its own fields, nothing else."""
    return {name: [str(value) for value in data.getlist(name)] for name in sorted(KEPT & set(data))}


def form_again(kept: PointInput, choices: PlanChoices) -> PlanForm:
    """The form as it was typed, not judged yet."""
    return form_from(kept.data, choices)


def form_from(data: Mapping[str, Sequence[str]], choices: PlanChoices) -> PlanForm:
    """An unbound form that shows the fields of `data`."""
    initial = {name: _initial(field, data.get(name, [])) for name, field in PlanForm.base_fields.items()}
    form = PlanForm(initial=initial, choices=choices)
    for value in data.get("shown_group", []):
        picker, _colon, pk = value.partition(":")
        if picker in PICKERS:
            form.show_group(picker, whole_number(pk))
    return form


def _initial(field: forms.Field, values: Sequence[str]) -> Any:
    if isinstance(field, IdsField | KeysField):
        return list(values)
    if isinstance(field, forms.BooleanField):
        return bool(values)
    return values[0] if values else ""
