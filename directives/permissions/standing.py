"""In what qualities somebody stands to a directive, a part or an object of it: who receives, approves, decides."""

from typing import Any

from departments.actors import Actor
from directives.lifecycle import Role, Status, Who
from directives.models import (
    Assignment,
    Bottleneck,
    Directive,
    ExtensionRequest,
    ReportingPeriod,
    RequestKind,
)
from directives.permissions.seeing import leads_directive, works_on
from directives.rules import load_rules


def qualities(
    actor: Actor,
    directive: Directive,
    part: Assignment | None,
    at: str | None = None,
    subject: Any = None,
) -> frozenset[Who]:
    """In what qualities `actor` stands to `part` (or to `subject`, an object of it), or to the directive as a whole.

    Those of all posts together, of the person's own and of the ones they stand for. RECEIVER exists only while a
    result awaits verification, APPROVER only while it awaits approval; `at` asks as if the part, or the object,
    stood at another status.
    """
    if actor.system:
        return frozenset({Who.SYSTEM})
    return frozenset().union(
        *(qualities_in_one_post(hat, directive, part, at, subject) for hat in actor.hats)
    )


def releases(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """Whether what `actor` does leaves the part's department at once; of a body outside nobody has to release it."""
    return bool(qualities(actor, directive, part) & {Who.RELEASER, Who.IN_PLACE})


def qualities_in_one_post(
    actor: Actor, directive: Directive, part: Assignment | None, at: str | None, subject: Any
) -> frozenset[Who]:
    """The qualities of somebody with one post alone."""
    found: set[Who] = set()
    if actor.is_office:
        found.add(Who.OFFICE)
    if leads_directive(actor, directive):
        found.add(Who.LEADER)
    if part is None:
        if _receives_each(actor, directive):
            found.add(Who.RECEIVER)
        return frozenset(found)
    if works_on(actor, part):
        found |= _in_department(actor, part)
    elif part.role == Role.COORDINATING and _works_on_lead(actor, directive):
        found.add(Who.LEAD_DEPARTMENT)
    if actor.is_office and part.department.is_outside:
        found.add(Who.IN_PLACE)
    status = at or (subject.state if isinstance(subject, ReportingPeriod) else part.status)
    if status == Status.AWAITING_VERIFICATION and _receives(actor, directive, part):
        found.add(Who.RECEIVER)
    if status == Status.AWAITING_APPROVAL and _approves(actor, directive, part):
        found.add(Who.APPROVER)
    if isinstance(subject, ExtensionRequest) and _decides(actor, directive, part, subject):
        found.add(Who.DECIDER)
    if isinstance(subject, Bottleneck) and _is_asked(actor, subject):
        found.add(Who.ASKED)
    return frozenset(found)


def _in_department(actor: Actor, part: Assignment) -> set[Who]:
    """Qualities of somebody of the part's department, or of the unit it was handed down to."""
    found = {Who.MEMBER}
    if part.department_id in actor.managing_department_ids:
        found |= {Who.MANAGER, Who.WORKER}
    if part.unit_id is not None and part.unit_id in actor.managing_department_ids:
        found |= {Who.MANAGER, Who.WORKER}
    if part.officer_id == actor.user_id:
        found.add(Who.WORKER)
    if part.department_id in actor.releasing_department_ids:
        found.add(Who.RELEASER)
    return found


def _works_on_lead(actor: Actor, directive: Directive) -> bool:
    """Whether the actor works on the lead part: who asks the coordinating departments."""
    lead = Assignment.objects.filter(directive=directive, role=Role.LEAD, is_open=True).first()
    return lead is not None and works_on(actor, lead) and Who.WORKER in _in_department(actor, lead)


def _is_asked(actor: Actor, bottleneck: Bottleneck) -> bool:
    """The department it was put to answers by whoever hands out its work; a leader once the Office passed it on."""
    if bottleneck.asked_department_id is not None:
        return bottleneck.asked_department_id in actor.managing_department_ids
    return (
        bottleneck.asked_leader_id is not None
        and bottleneck.asked_leader_id in actor.leader_ids
        and bottleneck.state != "triage"
    )


def deciding_leader_id(directive: Directive) -> int | None:
    """The leader a request for another date goes to: who directs, else who is in charge of the field."""
    return directive.directed_by_id or directive.leader_in_charge_id


def _decides(actor: Actor, directive: Directive, part: Assignment, request: ExtensionRequest) -> bool:
    """Whether requests of this kind are put to the actor.

    A contested date goes back to who set it, the Office, or to a leader. More time is granted by the authority
    the rule `extension_decided_by` names; by the Office where the directive names no leader; by the Chair where
    that leader holds a post in the part's department, or where the Office would decide on its own part.
    """
    if request.kind == RequestKind.CONTEST:
        return actor.is_office or leads_directive(actor, directive)
    authority, leader = load_rules().extension_decided_by, deciding_leader_id(directive)
    if authority == "chair":
        return actor.is_chair
    if authority == "office" or leader is None:
        # whoever releases for the Office is its chief, who may not decide on their own request
        return actor.is_chair if part.department.is_office else actor.is_office
    return actor.is_chair if part.chair_decides else leader in actor.leader_ids


def _receives_each(actor: Actor, directive: Directive) -> bool:
    """Who receives the products of a directive as a whole; parts of their own are still left to others."""
    if directive.product_to == "department":
        return directive.product_to_department_id in actor.managing_department_ids
    if directive.product_to == "leader" and directive.directed_by_id is not None:
        return directive.directed_by_id in actor.leader_ids
    return actor.is_office


def _receives(actor: Actor, directive: Directive, part: Assignment) -> bool:
    to_office = directive.product_to == "office" or (
        directive.product_to == "leader" and directive.directed_by_id is None
    )
    if to_office and part.department.is_office:
        return actor.is_chief_of_office
    return _receives_each(actor, directive)


def _approves(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """The directing leader; the Chair when there is none or that leader holds a post in the part's department."""
    if directive.directed_by_id is None or part.chair_decides:
        return actor.is_chair
    return directive.directed_by_id in actor.leader_ids
