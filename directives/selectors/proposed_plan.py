"""From what the reading proposes for a point to a plan the clerk may accept as it stands.

Nothing is guessed: a name that stands for no department of ours is shown as text to be resolved.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from departments.text import fold
from directives.lifecycle import DeadlineKind, Mode, Role
from directives.models import Assignment, Conclusion, ConclusionPoint, Directive
from directives.models.choices import Recurrence
from directives.selectors.plan_choices import PlanChoices
from directives.selectors.proposed_names import (
    COORDINATING,
    LEADS,
    Named,
    chosen_of,
    names_of,
)
from directives.services.plans import Plan

NOBODY_NAMED, NOBODY_CLEAR = "nobody_named", "nobody_clear"
SEVERAL_NAMED, WHOLE_GROUP = "several_named", "whole_group"
BECAUSE: dict[str, Promise] = {
    NOBODY_NAMED: gettext_lazy("The text names nobody here: choose who leads."),
    NOBODY_CLEAR: gettext_lazy("The text does not say clearly who leads: choose."),
    SEVERAL_NAMED: gettext_lazy("The text names several side by side, so each works for itself."),
    WHOLE_GROUP: gettext_lazy("The text addresses a whole group, so each member works for itself."),
}
LOW, MIDDLE, HIGH = "low", "mid", "high"
MIDDLE_FROM, HIGH_FROM = 0.5, 0.85  # `Point.confidence` only orders proposals; these are where eyes agree

_RECURRENCES = (
    (re.compile(r"\b(?:tuan|hang tuan|moi tuan)\b"), Recurrence.WEEK),
    (re.compile(r"\b0?6 thang\b|\bsau thang\b|\bnua nam\b"), Recurrence.HALF_YEAR),
    (re.compile(r"\b0?3 thang\b|\bba thang\b|\bquy\b"), Recurrence.QUARTER),
    (re.compile(r"\bthang\b"), Recurrence.MONTH),
    (re.compile(r"\bnam\b"), Recurrence.YEAR),
)


@dataclass(frozen=True)
class Proposed:
    """A plan with what the form shows beside it: groups to tick, names nobody could be found for, how sure."""

    plan: Plan
    groups: dict[str, tuple[int, ...]]  # picker name → groups whose members stand as ticks
    unknown: dict[str, tuple[str, ...]]  # "leads" and "coordinating" → names of the text
    sure: str
    names: tuple[Named, ...] = ()
    because: str = ""  # why these lead, where it is not one department alone: a key of BECAUSE

    @property
    def because_words(self) -> str:
        return str(BECAUSE.get(self.because, ""))

    @property
    def complete(self) -> bool:
        """Whether it can be accepted without another touch."""
        return bool(self.plan.leads) and not self.unknown["leads"]


def recurrence_in(phrase: str) -> Recurrence | None:
    """The period a phrase like "định kỳ hằng quý" names."""
    folded = fold(phrase)
    return next((recurrence for pattern, recurrence in _RECURRENCES if pattern.search(folded)), None)


def propose(conclusion: Conclusion, point: ConclusionPoint, choices: PlanChoices) -> Proposed:
    """What to offer for an undecided point."""
    said = point.proposal
    names = names_of(said, choices)
    leads, lead_groups, lead_unknown = _resolved(names, LEADS, choices)
    others, other_groups, other_unknown = _resolved(names, COORDINATING, choices)
    others = tuple(pk for pk in others if pk not in leads)
    mode = Mode.EACH if len(leads) > 1 or lead_groups else Mode.ONE_LEAD
    kind, due_on, recurrence = _deadline(said, conclusion)
    known = {leader.pk for leader in choices.leaders}
    plan = Plan(
        text=" ".join(conclusion.text[point.start : point.end].split()),
        mode=mode,
        leads=leads,
        # Where each works for itself nobody coordinates: those named beside them are informed.
        coordinating=others if mode is Mode.ONE_LEAD else (),
        informed=() if mode is Mode.ONE_LEAD else others,
        deadline_kind=kind,
        due_on=due_on,
        deadline_phrase=said.get("deadline_text") or "",
        recurrence=recurrence.value if recurrence else "",
        directed_by=conclusion.chaired_by_id if conclusion.chaired_by_id in known else None,
        monitor=conclusion.monitor_id,
        field=conclusion.field_id,
    )
    beside = COORDINATING if mode is Mode.ONE_LEAD else "informed"
    doubtful = [row.name for row in names if row.role == LEADS and row.doubtful]
    return Proposed(
        plan,
        {LEADS: lead_groups, beside: other_groups},
        {LEADS: lead_unknown, COORDINATING: other_unknown},
        sureness(said, leads, doubtful),
        names_of(said, choices, beside=beside),
        _because(names, leads, lead_groups),
    )


def _because(names: Iterable[Named], leads: Sequence[int], groups: Sequence[int]) -> str:
    """Why nobody, or more than one, is proposed as lead."""
    said = [row for row in names if row.role == LEADS]
    if not said:
        return NOBODY_NAMED
    if not leads:
        return NOBODY_CLEAR
    if groups:
        return WHOLE_GROUP
    return SEVERAL_NAMED if len(leads) > 1 else ""


def sureness(said: dict[str, Any], leads: Iterable[int], unknown: Iterable[str]) -> str:
    """How sure the proposal is: never more than low while it does not say who."""
    confidence = float(said.get("confidence", 0.0))
    if not tuple(leads) or tuple(unknown) or confidence < MIDDLE_FROM:
        return LOW
    return HIGH if confidence >= HIGH_FROM else MIDDLE


def _resolved(
    names: Iterable[Named], role: str, choices: PlanChoices
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    """Departments (those of groups included), groups, and the names that are neither."""
    mine = [row for row in names if row.role == role]
    departments, groups = chosen_of(mine)
    members = [pk for group in groups for pk in choices.groups[group].ids]
    return (
        tuple(dict.fromkeys([*departments, *members])),
        groups,
        tuple(row.name for row in mine if not row.found),
    )


def _deadline(
    said: dict[str, Any], conclusion: Conclusion
) -> tuple[DeadlineKind, date | None, Recurrence | None]:
    on = date.fromisoformat(said["deadline"]) if said.get("deadline") else None
    if on is not None and on >= conclusion.held_on:
        return DeadlineKind.DATED, on, None
    if said.get("recurring"):
        recurrence = recurrence_in(said.get("deadline_text") or "")
        return (DeadlineKind.PERIODIC if recurrence else DeadlineKind.CONTINUOUS), None, recurrence
    return DeadlineKind.TO_BE_SET, None, None


def plan_of_draft(draft: Directive, parts: Iterable[Assignment]) -> Plan:
    """The plan a draft was made from, to be changed."""
    mine = [part for part in parts if part.directive_id == draft.pk]
    full = [part for part in mine if part.role in (Role.LEAD, Role.EACH)]
    return Plan(
        text=draft.text,
        title=draft.title,
        mode=draft.mode,
        leads=tuple(part.department_id for part in full),
        coordinating=tuple(part.department_id for part in mine if part.role == Role.COORDINATING),
        informed=tuple(part.department_id for part in mine if part.role == Role.INFORMED),
        deadline_kind=draft.deadline_kind,
        due_on=next((part.due_on for part in full if part.due_on), None),
        deadline_phrase=draft.deadline_phrase,
        recurrence=draft.recurrence,
        period_due_day=draft.period_due_day,
        period_cutoff_day=draft.period_cutoff_day,
        product=draft.product,
        product_to=draft.product_to,
        product_to_department=draft.product_to_department_id,
        needs_approval=draft.needs_approval,
        directed_by=draft.directed_by_id,
        leader_in_charge=draft.leader_in_charge_id,
        monitor=draft.monitor_id,
        field=draft.field_id,
        urgency=draft.urgency,
        secrecy=draft.secrecy,
        document_number=draft.document_number,
        document_date=draft.document_date,
        parent=draft.parent_id,
        replaces=draft.replaces_id,
    )
