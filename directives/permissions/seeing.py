"""Who sees which directives, parts and conclusions; each rule once for a row at hand and once as a query."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from departments.actors import Actor
from directives.lifecycle import Role, Status
from directives.models import Assignment, BottleneckTurn, Conclusion, Directive


def visible_directives(actor: Actor) -> QuerySet[Directive]:
    """Directives `actor` may see: all issued ones for Chair and Office, else a union of indexed branches."""
    if actor.is_office:
        return Directive.objects.all()
    issued = Directive.objects.exclude(status=Status.DRAFT)
    if actor.sees_as_chair:
        return issued
    branches: list[QuerySet[Directive]] = []
    if actor.department_ids:
        own = Assignment.objects.filter(department_id__in=actor.department_ids).exclude(status=Status.DRAFT)
        branches.append(Directive.objects.filter(pk__in=own.values("directive_id")))
        branches.append(Directive.objects.filter(product_to_department_id__in=actor.department_ids))
        handed_down = Assignment.objects.filter(unit_id__in=actor.department_ids)
        branches.append(Directive.objects.filter(pk__in=handed_down.values("directive_id")))
        asked = BottleneckTurn.objects.filter(department_id__in=actor.department_ids)
        branches.append(Directive.objects.filter(pk__in=asked.values("bottleneck__part__directive_id")))
    if leaders := actor.seen_leader_ids:
        branches.append(Directive.objects.filter(directed_by_id__in=leaders))
        branches.append(Directive.objects.filter(leader_in_charge_id__in=leaders))
        put_to = BottleneckTurn.objects.filter(leader_id__in=leaders)
        branches.append(Directive.objects.filter(pk__in=put_to.values("bottleneck__part__directive_id")))
        if actor.seen_field_ids:
            branches.append(Directive.objects.filter(field_id__in=actor.seen_field_ids))
    if not branches:
        return Directive.objects.none()
    ids = branches[0].values("pk").union(*(branch.values("pk") for branch in branches[1:]))
    return issued.filter(pk__in=ids)


def visible_parts(actor: Actor, among: Q | None = None) -> QuerySet[Assignment]:
    """Parts `actor` may see. In *each for itself* a department sees its own part only.

    A union of branches that each walk one index: as one condition with OR the planner reads the whole table.
    `among` (say, Q(is_open=True)) narrows every branch, so that the partial indexes serve.
    """
    issued = Assignment.objects.exclude(status=Status.DRAFT)
    wanted = issued.filter(among) if among else issued
    if actor.sees_everything:
        return wanted
    branches: list[QuerySet[Assignment]] = []
    if actor.department_ids:
        own = issued.filter(department_id__in=actor.department_ids)
        branches.append(wanted.filter(department_id__in=actor.department_ids))
        branches.append(wanted.filter(directive_id__in=own.values("directive_id")).exclude(role=Role.EACH))
        handed = issued.filter(unit_id__in=actor.department_ids).values("directive_id")
        branches.append(wanted.filter(directive_id__in=handed).exclude(role=Role.EACH))
        branches.append(wanted.filter(directive__product_to_department_id__in=actor.department_ids))
        branches.append(wanted.filter(unit_id__in=actor.department_ids))
        asked = BottleneckTurn.objects.filter(department_id__in=actor.department_ids)
        branches.append(wanted.filter(pk__in=asked.values("bottleneck__part_id")))
    if leaders := actor.seen_leader_ids:
        branches.append(wanted.filter(directed_by_id__in=leaders))
        branches.append(wanted.filter(directive__leader_in_charge_id__in=leaders))
        put_to = BottleneckTurn.objects.filter(leader_id__in=leaders)
        branches.append(wanted.filter(pk__in=put_to.values("bottleneck__part_id")))
        if actor.seen_field_ids:
            branches.append(wanted.filter(field_id__in=actor.seen_field_ids))
    if not branches:
        return Assignment.objects.none()
    ids = branches[0].values("pk").union(*(branch.values("pk") for branch in branches[1:]))
    return Assignment.objects.filter(pk__in=ids)


def leads_directive(actor: Actor, directive: Directive) -> bool:
    """Whether the directive is among what a Chair or Vice-Chair directs or is in charge of, or whom one stands for."""
    if not actor.is_leader:
        return False
    if actor.is_chair or _is_led_by(directive, actor.leader_ids):
        return True
    return directive.field_id is not None and directive.field_id in actor.field_ids


def sees_as_leader(actor: Actor, directive: Directive) -> bool:
    """As `leads_directive`, for the eyes alone: whoever records a leader's decisions sees what the leader sees."""
    if actor.sees_as_chair or _is_led_by(directive, actor.seen_leader_ids):
        return True
    return directive.field_id is not None and directive.field_id in actor.seen_field_ids


def _is_led_by(directive: Directive, leaders: frozenset[int]) -> bool:
    return directive.directed_by_id in leaders or directive.leader_in_charge_id in leaders


def may_see(actor: Actor, directive: Directive, parts: Iterable[Assignment]) -> bool:
    """Whether `actor` sees `directive`, given (at least) the parts of the actor's departments."""
    if actor.system or actor.is_office:
        return True
    if directive.status == Status.DRAFT:
        return False
    if sees_as_leader(actor, directive) or directive.product_to_department_id in actor.department_ids:
        return True
    return any(works_on(actor, part) for part in parts) or asked_about(actor, directive)


def sees_by_a_part(actor: Actor, directive: Directive) -> bool:
    """Whether a part of the directive, whichever it is, is of one of the actor's departments or units."""
    if directive.status == Status.DRAFT or not actor.department_ids:
        return False
    own = Q(department_id__in=actor.department_ids) | Q(unit_id__in=actor.department_ids)
    return Assignment.objects.filter(own, directive=directive).exclude(status=Status.DRAFT).exists()


def works_on(actor: Actor, part: Assignment) -> bool:
    """The part is of a department the actor works in, or was handed down to one."""
    return part.department_id in actor.department_ids or (
        part.unit_id is not None and part.unit_id in actor.department_ids
    )


def asked_about(actor: Actor, directive: Directive, part: Assignment | None = None) -> bool:
    """Whether a bottleneck of the directive, or of this part, was ever put to the actor: then they see it.

    Also after it was passed on to somebody else: what they replied stands there, and they may have to stand by it.
    """
    if not actor.department_ids and not actor.seen_leader_ids:
        return False
    put = Q(department_id__in=actor.department_ids) | Q(leader_id__in=actor.seen_leader_ids)
    where = Q(bottleneck__part=part) if part is not None else Q(bottleneck__part__directive=directive)
    return BottleneckTurn.objects.filter(put, where).exists()


def may_see_part(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """Whether `actor` sees this part of a directive they see; `visible_parts` is the same rule as a query.

    Who works on one part sees the others, unless each works for itself; who was only asked about a bottleneck
    sees the part it is about.
    """
    if actor.system or actor.is_office or works_on(actor, part):
        return True
    if sees_as_leader(actor, directive) or directive.product_to_department_id in actor.department_ids:
        return True
    if part.role != Role.EACH and sees_by_a_part(actor, directive):
        return True
    return asked_about(actor, directive, part)


def may_see_conclusion(actor: Actor, conclusion: Conclusion) -> bool:
    """The Office and the Chair see every conclusion; others those a directive they see comes from."""
    if actor.sees_everything or conclusion.chaired_by_id in actor.person_ids:
        return True
    return visible_directives(actor).filter(conclusion=conclusion).exists()


def visible_conclusions(actor: Actor) -> QuerySet[Conclusion]:
    """The same rule as `may_see_conclusion`, as a query."""
    if actor.sees_everything:
        return Conclusion.objects.all()
    seen = visible_directives(actor).exclude(conclusion=None).values("conclusion_id")
    return Conclusion.objects.filter(Q(pk__in=seen) | Q(chaired_by_id__in=actor.person_ids))
