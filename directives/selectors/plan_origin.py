"""What the form of a new directive begins with where it follows up, or takes the place of, an earlier one."""

from dataclasses import dataclass

from departments.actors import Actor
from directives import access
from directives.lifecycle import Acts, Status
from directives.models import Bottleneck, Directive
from directives.selectors.plan_choices import PlanChoices
from directives.services.plans import Plan

OFFERED = 100  # the newest open directives one may choose to take the place of


@dataclass(frozen=True)
class PlanOrigin:
    """The directive followed up and the bottleneck it is made of, as the page names them."""

    parent: Directive | None = None
    bottleneck: Bottleneck | None = None
    replaced: Directive | None = None


def origin_of(
    actor: Actor, *, parent: int | None, bottleneck: int | None, replaces: int | None
) -> PlanOrigin:
    """Load what an address or a form names. Raises NotVisible for what this person does not see."""
    replaced = access.directive(actor, replaces) if replaces is not None else None
    if bottleneck is not None:
        part, row = access.subject(actor, Acts.BOTTLENECK, bottleneck)
        return PlanOrigin(part.directive, row, replaced)
    return PlanOrigin(access.directive(actor, parent) if parent is not None else None, None, replaced)


def plan_from(actor: Actor, origin: PlanOrigin, choices: PlanChoices, *, secrecy: str) -> Plan:
    """The plan the clerk starts from: the obstacle as the order, whoever was asked as lead, the same leader."""
    earlier, row = origin.parent or origin.replaced, origin.bottleneck
    asked = row.asked_department_id if row is not None else None
    leader = (row.asked_leader_id if row is not None else None) or (
        earlier.directed_by_id if earlier else None
    )
    secret = earlier is not None and earlier.is_secret
    return Plan(
        text=row.text if row is not None and not secret else "",
        leads=(asked,) if asked in {department.pk for department in choices.departments} and asked else (),
        directed_by=leader if leader in {person.pk for person in choices.leaders} else None,
        field=earlier.field_id if earlier is not None else None,
        urgency=earlier.urgency if earlier is not None else Plan.urgency,
        monitor=actor.user_id,
        secrecy=earlier.secrecy if earlier is not None and secret else secrecy,
        parent=origin.parent.pk if origin.parent is not None else None,
        bottleneck=row.pk if row is not None else None,
        replaces=origin.replaced.pk if origin.replaced is not None else None,
    )


def replaceable(origin: PlanOrigin) -> list[tuple[int, str]]:
    """Directives a new one may take the place of: the newest open ones, and the one already named."""
    rows = Directive.objects.filter(is_open=True).exclude(status=Status.DRAFT).order_by("-pk")[:OFFERED]
    named = {row.pk: row for row in [origin.replaced, *rows] if row is not None}
    return [(pk, row.heading) for pk, row in named.items()]
