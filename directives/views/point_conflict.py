"""Two clerks on one point: both versions side by side, word for word where they differ, for one of them to stay."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.text import whole_number
from directives.forms_plan import PICKERS, PlanForm
from directives.models import PointInput
from directives.models.conclusion import PointOutcome
from directives.selectors.conclusion_page import Marked
from directives.selectors.plan_choices import PlanChoices
from directives.services.plans import default_title

COMPARED = (
    "text", "title", "mode", *PICKERS, "deadline_kind", "due_on", "deadline_phrase", "recurrence",
    "period_cutoff_day", "period_due_day", "product", "product_to", "product_to_department", "needs_approval",
    "directed_by", "field", "urgency", "monitor",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """`theirs` says how the point stands where it is no directive; `mine` what the viewer wanted instead of one."""

    who: str
    own: bool
    at: datetime | None
    mine: str = ""
    theirs: str = ""
    differences: list[Difference] = field(default_factory=list)


def conflict_of(
    mark: Marked, mine: PlanForm | None, theirs: PlanForm, viewer: Actor, *, settled: str = ""
) -> Conflict:
    """What the viewer has typed beside what the point has become; `settled` says what they wanted without a form."""
    point = mark.point
    outcome = _outcome(mark)
    same_kind = mine is not None and not outcome
    return Conflict(
        who=str(point.changed_by or ""),
        own=point.changed_by_id == viewer.user_id,
        at=point.changed_at,
        mine=settled or ("" if same_kind else _in_short(mine)),
        theirs=outcome or ("" if same_kind else _in_short(theirs)),
        differences=_differences(mine, theirs) if mine is not None and same_kind else [],
    )


def is_stale(mark: Marked, kept: PointInput) -> bool:
    """Whether the point has changed since this was typed over it."""
    return kept.version != mark.point.version


def settled_words(outcome: str, reason: str) -> str:
    """Settled without a directive, in one line."""
    label = str(PointOutcome(outcome).label) if outcome in PointOutcome.values else ""
    return f"{label}: {reason}" if reason else label


def _outcome(mark: Marked) -> str:
    if mark.point.outcome in (PointOutcome.DIRECTIVE, PointOutcome.UNDECIDED):
        return ""
    return settled_words(mark.point.outcome, mark.point.reason)


def _in_short(form: PlanForm | None) -> str:
    """A directive in one line: who, and the beginning of what."""
    if form is None:
        return ""
    words = [_shown(form, name) for name in ("leads", "informed", "due_on", "text")]
    return " · ".join(word[:160] for word in words if word)


def _differences(mine: PlanForm, theirs: PlanForm) -> list[Difference]:
    found = []
    for name in COMPARED:
        if name not in mine.fields or name not in theirs.fields:
            continue
        if name == "title" and _titled_by_text(mine) and _titled_by_text(theirs):
            continue  # the row of the text says it
        both = _shown(mine, name), _shown(theirs, name)
        if both[0] != both[1]:
            found.append(Difference(str(mine.fields[name].label or name), *both))
    return found


def _titled_by_text(form: PlanForm) -> bool:
    """Whether nobody wrote a title, so that the words make it."""
    return str(form["title"].value() or "") in ("", default_title(str(form["text"].value() or "")))


def _shown(form: PlanForm, name: str) -> str:
    """The value of a field as one reads it."""
    value = form[name].value()
    if name == "title" and not value:
        return default_title(str(form["text"].value() or ""))
    if name in PICKERS:
        return _names(form.plan_choices, value or ())
    if isinstance(form.fields[name], forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    labels = {str(key): str(label) for key, label in _flat(form.fields[name])}
    return labels.get(str(value), "") if labels else " ".join(str(value or "").split())


def _flat(shown: forms.Field) -> Iterable[tuple[Any, Any]]:
    return shown.choices if isinstance(shown, forms.ChoiceField) else ()  # type: ignore[return-value] # flat here


def _names(choices: PlanChoices, ids: Iterable[Any]) -> str:
    chosen = {whole_number(str(pk)) for pk in ids}
    return ", ".join(name for pk, name in choices.names.items() if pk in chosen)
