"""For whom a name ticked to be remembered shall stand: the one department or group the clerk chose for it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from directives.errors import Invalid
from directives.lifecycle import Mode
from directives.selectors.plan_choices import PlanChoices
from directives.selectors.proposed_names import COORDINATING, DIRECTED, LEADS, Named, names_of
from directives.services.linking import State
from directives.services.naming import KeptName
from directives.services.plans import Plan

FIELD = "kept_names"


def kept_names(
    said: Mapping[str, Any],
    keys: Iterable[str],
    plan: Plan,
    shown_groups: Mapping[str, Sequence[int]],
    choices: PlanChoices,
) -> list[KeptName]:
    """The names of the proposal `said` whose `keys` are ticked, each with whom `plan` gives it to.

    `shown_groups` are the groups standing under each choice. Raises Invalid where that is not exactly one body.
    """
    names = names_of(said, choices)
    ticked = set(keys)
    return [_kept(row, names, plan, shown_groups, choices) for row in names if row.key in ticked]


def _kept(
    row: Named,
    names: Sequence[Named],
    plan: Plan,
    shown_groups: Mapping[str, Sequence[int]],
    choices: PlanChoices,
) -> KeptName:
    pickers = (LEADS,) if row.role == LEADS else (COORDINATING, "informed")
    others = [other for other in names if other.key != row.key]
    groups = [pk for picker in pickers for pk in shown_groups.get(picker, ()) if pk in choices.groups]
    by_hand = [pk for pk in groups if all(pk != other.group for other in others)]
    departments = _departments(row, others, plan, groups, choices)
    if row.state is State.GENERIC or not departments:
        if len(by_hand) == 1:
            return KeptName(name=row.name, group=by_hand[0])
    elif len(departments) == 1:
        return KeptName(name=row.name, department=departments[0])
    raise Invalid(
        _("Choose exactly one department or one group for “%(name)s”, or it cannot be remembered.")
        % {"name": row.name},
        field=FIELD,
    )


def _departments(
    row: Named, others: Sequence[Named], plan: Plan, groups: Sequence[int], choices: PlanChoices
) -> list[int]:
    """Departments chosen for this name and no other one: of those offered, else the one near, else by hand."""
    chosen = _chosen(row, plan)
    offered = [offer.pk for offer in row.offers if offer.pk in chosen]
    if offered:
        return offered
    if row.department is not None and row.department in chosen:
        return [row.department]
    apart = {other.department for other in others}
    apart |= {offer.pk for other in others for offer in other.offers}
    apart |= {pk for group in groups for pk in choices.groups[group].ids}
    return [pk for pk in chosen if pk not in apart]


def _chosen(row: Named, plan: Plan) -> list[int]:
    if plan.mode == Mode.FOR_INFORMATION:
        return list(plan.informed)
    if row.role == LEADS:
        return list(plan.leads)
    beside = [*plan.coordinating, *plan.informed]
    return [*beside, *plan.leads] if row.role == DIRECTED else beside
