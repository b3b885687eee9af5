"""Draft directives and their parts, before anything is issued. Only drafts are ever deleted."""

import dataclasses
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.text import fold
from directives.errors import Forbidden, Invalid, WrongState
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment, Conclusion, Directive
from directives.models.assignment import NO_DATE
from directives.models.choices import Secrecy
from directives.services import following_up, plans, secrecy
from directives.services.plans import Plan


def write_draft(
    plan: Plan,
    *,
    actor: Actor,
    now: datetime,
    monitor_id: int,
    conclusion: Conclusion | None = None,
    draft: Directive | None = None,
    label: str = "",
) -> Directive:
    """Create `draft`, or bring it in line with `plan`, with its draft parts. Raises Forbidden or Invalid.

    `label` is the number of the point it comes from.
    """
    if actor.user is None:
        raise Forbidden
    plan = of_conclusion(plan, conclusion)
    if conclusion is not None and plan.bottleneck is not None:
        raise Invalid(
            _("Only a directive without a conclusion can be made of a bottleneck."), field="bottleneck"
        )
    plan = replace(plan, parent=following_up.parent_of(plan, actor=actor))
    plans.check(plan, held_on=conclusion.held_on if conclusion else None, today=local_day(now))
    directive = draft or Directive(
        conclusion=conclusion, status_since=now, created_at=now, created_by=actor.user, monitor_id=monitor_id
    )
    directive.point_label = label or directive.point_label
    plans.fill(directive, plan)
    directive.folded = searchable(directive)
    directive.save()
    Assignment.objects.filter(directive=directive, status=Status.DRAFT).delete()
    Assignment.objects.bulk_create(draft_parts(directive, plan, now))
    return directive


def of_conclusion(plan: Plan, conclusion: Conclusion | None) -> Plan:
    """A directive is as secret as its conclusion, whose number and date it then bears, or as the clerk says."""
    if conclusion is None or not conclusion.is_secret:
        return plan
    return dataclasses.replace(plan, secrecy=Secrecy.SECRET, **secrecy.said_on(conclusion))


def searchable(directive: Directive) -> str:
    """Folded text the register searches: order, title, document number, concluding chair; if secret, the number."""
    if directive.is_secret:
        return fold(directive.document_number)
    conclusion = directive.conclusion
    words = [directive.title, directive.text, directive.product]
    if conclusion is not None:
        words += [conclusion.number, conclusion.title, str(conclusion.chaired_by or "")]
    return fold(" ".join(words))


def draft_parts(directive: Directive, plan: Plan, now: datetime) -> list[Assignment]:
    """Unsaved parts of a draft, one per department."""
    dated: date | None = plan.due_on if plan.deadline_kind == DeadlineKind.DATED else None
    parts = []
    for department_id, role in plan.roles():
        due = dated if role in (Role.LEAD, Role.EACH) else None
        parts.append(
            Assignment(
                directive=directive,
                department_id=department_id,
                role=role.value,
                status=Status.DRAFT,
                status_since=now,
                awake=role != Role.COORDINATING,
                product=directive.product if role in (Role.LEAD, Role.EACH) else "",
                due_on=due,
                original_due_on=due,
                sort_due=due or NO_DATE,
                directed_by_id=directive.directed_by_id,
                monitor_id=directive.monitor_id,
                field_id=directive.field_id,
            )
        )
    return parts


def delete_draft(directive: Directive) -> None:
    """Remove a draft with its parts; refuses anything that has been issued."""
    if directive.status != Status.DRAFT:
        raise WrongState(_("The directives of this conclusion have been issued already."))
    Assignment.objects.filter(directive=directive).delete()
    directive.delete()


def delete_drafts(conclusion: Conclusion) -> None:
    """Remove all drafts of a conclusion with their parts."""
    drafts = Directive.objects.filter(conclusion=conclusion, status=Status.DRAFT)
    Assignment.objects.filter(directive__in=drafts.values("pk")).delete()
    drafts.delete()
