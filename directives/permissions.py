"""Who sees what and who may do which verb. The one module that answers either question.

Invisible is 404, visible but forbidden is 403. Conflicts of interest compare persons, across posts.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from departments.actors import Actor
from departments.models import Membership, Post
from directives.lifecycle import Conflict, Mode, Role, Status, Verb, Who
from directives.models import (
    Assignment,
    Bottleneck,
    Conclusion,
    Correction,
    Directive,
    ExtensionRequest,
    ProgressReport,
    ReportingPeriod,
    RequestKind,
)
from directives.models.work import ReportKind, Verdict
from directives.rules import load_rules


def visible_directives(actor: Actor) -> QuerySet[Directive]:
    """Directives `actor` may see: all issued ones for Chair and Office, else a union of indexed branches."""
    if actor.is_office:
        return Directive.objects.all()
    issued = Directive.objects.exclude(status=Status.DRAFT)
    if actor.is_chair:
        return issued
    branches: list[QuerySet[Directive]] = []
    if actor.department_ids:
        own = Assignment.objects.filter(department_id__in=actor.department_ids).exclude(status=Status.DRAFT)
        branches.append(Directive.objects.filter(pk__in=own.values("directive_id")))
        branches.append(Directive.objects.filter(product_to_department_id__in=actor.department_ids))
        handed_down = Assignment.objects.filter(unit_id__in=actor.department_ids)
        branches.append(Directive.objects.filter(pk__in=handed_down.values("directive_id")))
        asked = Bottleneck.objects.filter(asked_department_id__in=actor.department_ids)
        branches.append(Directive.objects.filter(pk__in=asked.values("part__directive_id")))
    if actor.is_leader:
        branches.append(Directive.objects.filter(directed_by_id=actor.user_id))
        branches.append(Directive.objects.filter(leader_in_charge_id=actor.user_id))
        put_to = Bottleneck.objects.filter(asked_leader_id=actor.user_id)
        branches.append(Directive.objects.filter(pk__in=put_to.values("part__directive_id")))
        if actor.field_ids:
            branches.append(Directive.objects.filter(field_id__in=actor.field_ids))
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
        branches.append(wanted.filter(directive__product_to_department_id__in=actor.department_ids))
        branches.append(wanted.filter(unit_id__in=actor.department_ids))
        asked = Bottleneck.objects.filter(asked_department_id__in=actor.department_ids)
        branches.append(wanted.filter(pk__in=asked.values("part_id")))
    if actor.is_leader:
        branches.append(wanted.filter(directed_by_id=actor.user_id))
        branches.append(wanted.filter(directive__leader_in_charge_id=actor.user_id))
        put_to = Bottleneck.objects.filter(asked_leader_id=actor.user_id)
        branches.append(wanted.filter(pk__in=put_to.values("part_id")))
        if actor.field_ids:
            branches.append(wanted.filter(field_id__in=actor.field_ids))
    if not branches:
        return Assignment.objects.none()
    ids = branches[0].values("pk").union(*(branch.values("pk") for branch in branches[1:]))
    return Assignment.objects.filter(pk__in=ids)


def leads_directive(actor: Actor, directive: Directive) -> bool:
    """Whether the directive is among what a Chair or Vice-Chair directs or is in charge of."""
    if not actor.is_leader:
        return False
    if actor.is_chair or actor.user_id in (directive.directed_by_id, directive.leader_in_charge_id):
        return True
    return directive.field_id is not None and directive.field_id in actor.field_ids


def may_see(actor: Actor, directive: Directive, parts: Iterable[Assignment]) -> bool:
    """Whether `actor` sees `directive`, given (at least) the parts of the actor's departments."""
    if actor.system or actor.is_office:
        return True
    if directive.status == Status.DRAFT:
        return False
    if leads_directive(actor, directive) or directive.product_to_department_id in actor.department_ids:
        return True
    return any(_works_on(actor, part) for part in parts) or asked_about(actor, directive)


def sees_by_a_part(actor: Actor, directive: Directive) -> bool:
    """Whether a part of the directive, whichever it is, is of one of the actor's departments or units."""
    if directive.status == Status.DRAFT or not actor.department_ids:
        return False
    own = Q(department_id__in=actor.department_ids) | Q(unit_id__in=actor.department_ids)
    return Assignment.objects.filter(own, directive=directive).exclude(status=Status.DRAFT).exists()


def _works_on(actor: Actor, part: Assignment) -> bool:
    """The part is of a department the actor works in, or was handed down to one."""
    return part.department_id in actor.department_ids or (
        part.unit_id is not None and part.unit_id in actor.department_ids
    )


def asked_about(actor: Actor, directive: Directive, part: Assignment | None = None) -> bool:
    """Whether a bottleneck of the directive, or of this part, was ever put to the actor: then they see it."""
    if not actor.department_ids and not actor.is_leader:
        return False
    put = Q(asked_department_id__in=actor.department_ids)
    if actor.is_leader:
        put |= Q(asked_leader_id=actor.user_id)
    where = Q(part=part) if part is not None else Q(part__directive=directive)
    return Bottleneck.objects.filter(put, where).exists()


def may_see_part(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """Whether `actor` sees this part of a directive they see."""
    if part.role != Role.EACH or actor.system or actor.is_office or _works_on(actor, part):
        return True
    if leads_directive(actor, directive) or directive.product_to_department_id in actor.department_ids:
        return True
    return asked_about(actor, directive, part)


def may_see_conclusion(actor: Actor, conclusion: Conclusion) -> bool:
    """The Office and the Chair see every conclusion; others those a directive they see comes from."""
    if actor.sees_everything or (actor.user_id is not None and conclusion.chaired_by_id == actor.user_id):
        return True
    return visible_directives(actor).filter(conclusion=conclusion).exists()


def visible_conclusions(actor: Actor) -> QuerySet[Conclusion]:
    """The same rule as `may_see_conclusion`, as a query."""
    if actor.sees_everything:
        return Conclusion.objects.all()
    seen = visible_directives(actor).exclude(conclusion=None).values("conclusion_id")
    return Conclusion.objects.filter(Q(pk__in=seen) | Q(chaired_by_id=actor.user_id))


def qualities(
    actor: Actor,
    directive: Directive,
    part: Assignment | None,
    at: str | None = None,
    subject: Any = None,
) -> frozenset[Who]:
    """In what qualities `actor` stands to `part` (or to `subject`, an object of it), or to the directive as a whole.

    RECEIVER exists only while a result awaits verification, APPROVER only while it awaits approval; `at` asks as
    if the part, or the object, stood at another status.
    """
    if actor.system:
        return frozenset({Who.SYSTEM})
    found: set[Who] = set()
    if actor.is_office:
        found.add(Who.OFFICE)
    if leads_directive(actor, directive):
        found.add(Who.LEADER)
    if part is None:
        if _receives_each(actor, directive):
            found.add(Who.RECEIVER)
        return frozenset(found)
    if _works_on(actor, part):
        found |= _in_department(actor, part)
    elif part.role == Role.COORDINATING and _works_on_lead(actor, directive):
        found.add(Who.LEAD_DEPARTMENT)
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
    return lead is not None and _works_on(actor, lead) and Who.WORKER in _in_department(actor, lead)


def _is_asked(actor: Actor, bottleneck: Bottleneck) -> bool:
    """The department it was put to answers by whoever hands out its work; a leader once the Office passed it on."""
    if bottleneck.asked_department_id is not None:
        return bottleneck.asked_department_id in actor.managing_department_ids
    return (
        bottleneck.asked_leader_id is not None
        and bottleneck.asked_leader_id == actor.user_id
        and bottleneck.state != "triage"
    )


def deciding_leader_id(directive: Directive) -> int | None:
    """The leader a request for another date goes to: who directs, else who is in charge of the field."""
    return directive.directed_by_id or directive.leader_in_charge_id


def _decides(actor: Actor, directive: Directive, part: Assignment, request: ExtensionRequest) -> bool:
    """Whether requests of this kind are put to the actor.

    A contested date goes back to who set it, the Office, or to a leader. More time is granted by the authority
    the rule `extension_decided_by` names; by the Office where the directive names no leader; by the Chair where
    that leader holds a post in the part's department.
    """
    if request.kind == RequestKind.CONTEST:
        return actor.is_office or leads_directive(actor, directive)
    authority, leader = load_rules().extension_decided_by, deciding_leader_id(directive)
    if authority == "chair":
        return actor.is_chair
    if authority == "office" or leader is None:
        return actor.is_office
    if actor.user_id == leader:
        return actor.post_in(part.department_id) is None
    return actor.is_chair and _works_in(leader, part.department_id)


def _receives_each(actor: Actor, directive: Directive) -> bool:
    """Who receives the products of a directive as a whole; parts of their own are still left to others."""
    if directive.product_to == "department":
        return directive.product_to_department_id in actor.managing_department_ids
    if directive.product_to == "leader" and directive.directed_by_id is not None:
        return actor.user_id == directive.directed_by_id
    return actor.is_office


def _receives(actor: Actor, directive: Directive, part: Assignment) -> bool:
    to_office = directive.product_to == "office" or (
        directive.product_to == "leader" and directive.directed_by_id is None
    )
    if to_office and part.department.is_office:
        return any(m.post == Post.CHIEF_OF_OFFICE for m in actor.posts)
    return _receives_each(actor, directive)


def _works_in(user_id: int, department_id: int) -> bool:
    return Membership.objects.filter(user_id=user_id, department_id=department_id, until_on=None).exists()


def _approves(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """The directing leader; the Chair when there is none or that leader holds a post in the lead department."""
    if actor.user_id == directive.directed_by_id:
        return actor.post_in(part.department_id) is None
    if not actor.is_chair:
        return False
    return directive.directed_by_id is None or _works_in(directive.directed_by_id, part.department_id)


def authors(part: Assignment, subject: Any = None) -> frozenset[int]:
    """Persons who prepared or released what is being judged: the submission on the table, or `subject`."""
    if isinstance(subject, ExtensionRequest):
        return frozenset({subject.requested_by_id, subject.released_by_id})
    if isinstance(subject, ReportingPeriod):
        report = subject.report
    else:
        report = (
            ProgressReport.objects.filter(part=part, kind=ReportKind.RESULT, verdict=Verdict.NONE)
            .order_by("-at", "-pk")
            .first()
        )
    return frozenset({report.prepared_by_id, report.released_by_id}) if report else frozenset()


def applies_to_mode(verb: Verb, directive: Directive) -> bool:
    """Whether a verb on whole directives fits this one: one of its roles does the work there."""
    working = {Mode.ONE_LEAD: Role.LEAD, Mode.EACH: Role.EACH, Mode.FOR_INFORMATION: Role.INFORMED}
    return working[Mode(directive.mode)] in verb.roles


def entitled(
    actor: Actor, verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None
) -> bool:
    """Whether `actor` could do `verb` here if part and object stood at one of its source states."""
    by = set(verb.by)
    if part is None:
        return bool(by & qualities(actor, directive, None))
    stands = subject.state if subject is not None else part.status
    wanted = verb.states if subject is not None else verb.sources
    if stands in wanted:
        return bool(by & qualities(actor, directive, part, subject=subject))
    return any(by & qualities(actor, directive, part, at=state, subject=subject) for state in wanted)


def in_conflict(
    actor: Actor, verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None
) -> bool:
    """Whether `actor` would judge their own work or request, or favour their own department, by doing `verb`."""
    if not verb.not_by or actor.system:
        return False
    if Conflict.PROPOSER in verb.not_by:
        return Correction.objects.filter(
            directive=directive, state="proposed", proposed_by_id=actor.user_id
        ).exists()
    if Conflict.OWN_PART in verb.not_by and _has_own_part(actor, directive, part):
        return True
    return Conflict.AUTHOR in verb.not_by and part is not None and actor.user_id in authors(part, subject)


def _has_own_part(actor: Actor, directive: Directive, part: Assignment | None) -> bool:
    """The part is of the actor's own department; the Office's own parts are decided by its chief."""
    chief = any(m.post == Post.CHIEF_OF_OFFICE for m in actor.posts)
    if part is not None:
        return part.department_id in actor.department_ids and not (chief and part.department.is_office)
    own = Assignment.objects.filter(
        directive=directive,
        department_id__in=actor.department_ids,
        is_open=True,
        role__in=[Role.LEAD, Role.EACH],
    )
    return (own.exclude(department__kind="office") if chief else own).exists()


def may(actor: Actor, verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None) -> bool:
    """Whether `actor` may do `verb` now: the state allows it, the quality fits and there is no conflict."""
    if part is None:
        if directive.status not in verb.sources or not applies_to_mode(verb, directive):
            return False
    elif (
        part.status not in verb.sources
        or part.role not in verb.roles
        or (subject is not None and subject.state not in verb.states)
    ):
        return False
    return entitled(actor, verb, directive, part, subject) and not in_conflict(
        actor, verb, directive, part, subject
    )


def acting_post(
    actor: Actor, verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None
) -> Membership | None:
    """The post an act is recorded in: in the part's department, else as leader, else of the Office, else any."""
    if actor.system:
        return None
    found = qualities(actor, directive, part, subject=subject) & set(verb.by)
    if part is not None and found & {Who.MEMBER, Who.WORKER, Who.MANAGER, Who.RELEASER}:
        return actor.post_in(part.department_id) or actor.post_in(part.unit_id)
    if Who.LEAD_DEPARTMENT in found:
        lead = Assignment.objects.filter(directive=directive, role=Role.LEAD, is_open=True).first()
        return actor.post_in(lead.department_id if lead else None) or actor.post_in(
            lead.unit_id if lead else None
        )
    if Who.ASKED in found and subject.asked_department_id is not None:
        return actor.post_in(subject.asked_department_id)
    leading = actor.post_among(frozenset({Post.CHAIR, Post.VICE_CHAIR}))
    as_leader = found & {Who.LEADER, Who.APPROVER, Who.DECIDER, Who.ASKED}
    if leading is not None and (as_leader or (Who.RECEIVER in found and directive.product_to == "leader")):
        return leading
    if Who.RECEIVER in found and directive.product_to == "department":
        return actor.post_in(directive.product_to_department_id)
    return actor.post_among(frozenset({Post.CHIEF_OF_OFFICE, Post.MONITOR})) or next(iter(actor.posts), None)


def may_change_calendar(actor: Actor) -> bool:
    """Administrators and the chief of Office keep the working calendar; everybody reads it."""
    staff = actor.user is not None and actor.user.is_staff
    return staff or actor.post_among(frozenset({Post.ADMINISTRATOR, Post.CHIEF_OF_OFFICE})) is not None


def may_change_organisation(actor: Actor) -> bool:
    """The Office and administrators record who follows whom; where open work goes is for the Office alone."""
    staff = actor.user is not None and actor.user.is_staff
    return actor.is_office or staff or actor.post_among(frozenset({Post.ADMINISTRATOR})) is not None
