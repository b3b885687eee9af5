"""Who sees what and who may do which verb. The one module that answers either question.

Invisible is 404, visible but forbidden is 403. Conflicts of interest compare persons, across posts.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from departments.actors import Actor
from departments.models import Membership, Post
from directives.lifecycle import Conflict, Role, Status, Verb, Who
from directives.models import Assignment, Conclusion, Directive, ProgressReport
from directives.models.work import ReportKind, Verdict


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
    if actor.is_leader:
        branches.append(Directive.objects.filter(directed_by_id=actor.user_id))
        branches.append(Directive.objects.filter(leader_in_charge_id=actor.user_id))
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
    if actor.is_leader:
        branches.append(wanted.filter(directed_by_id=actor.user_id))
        branches.append(wanted.filter(directive__leader_in_charge_id=actor.user_id))
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
    return any(part.department_id in actor.department_ids for part in parts)


def may_see_part(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """Whether `actor` sees this part of a directive they see."""
    if (
        part.role != Role.EACH
        or actor.system
        or actor.is_office
        or part.department_id in actor.department_ids
    ):
        return True
    return leads_directive(actor, directive) or directive.product_to_department_id in actor.department_ids


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
    actor: Actor, directive: Directive, part: Assignment | None, at: str | None = None
) -> frozenset[Who]:
    """In what qualities `actor` stands to `part`, in its present status or as if it stood `at` another.

    RECEIVER exists only while a result awaits verification, APPROVER only while it awaits approval.
    """
    if actor.system:
        return frozenset({Who.SYSTEM})
    found: set[Who] = set()
    if actor.is_office:
        found.add(Who.OFFICE)
    if leads_directive(actor, directive):
        found.add(Who.LEADER)
    if part is None:
        return frozenset(found)
    if part.department_id in actor.department_ids:
        found.add(Who.MEMBER)
        if part.department_id in actor.managing_department_ids:
            found |= {Who.MANAGER, Who.WORKER}
        if part.officer_id == actor.user_id:
            found.add(Who.WORKER)
        if part.department_id in actor.releasing_department_ids:
            found.add(Who.RELEASER)
    status = at or part.status
    if status == Status.AWAITING_VERIFICATION and _receives(actor, directive, part):
        found.add(Who.RECEIVER)
    if status == Status.AWAITING_APPROVAL and _approves(actor, directive, part):
        found.add(Who.APPROVER)
    return frozenset(found)


def _receives(actor: Actor, directive: Directive, part: Assignment) -> bool:
    if directive.product_to == "department":
        return directive.product_to_department_id in actor.managing_department_ids
    if directive.product_to == "leader" and directive.directed_by_id is not None:
        return actor.user_id == directive.directed_by_id
    if part.department.is_office:
        return any(m.post == Post.CHIEF_OF_OFFICE for m in actor.posts)
    return actor.is_office


def _works_in(user_id: int, department_id: int) -> bool:
    return Membership.objects.filter(user_id=user_id, department_id=department_id, until_on=None).exists()


def _approves(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """The directing leader; the Chair when there is none or that leader holds a post in the lead department."""
    if actor.user_id == directive.directed_by_id:
        return actor.post_in(part.department_id) is None
    if not actor.is_chair:
        return False
    return directive.directed_by_id is None or _works_in(directive.directed_by_id, part.department_id)


def authors(part: Assignment) -> frozenset[int]:
    """Persons who prepared or released the submission now on the table."""
    report = (
        ProgressReport.objects.filter(part=part, kind=ReportKind.RESULT, verdict=Verdict.NONE)
        .order_by("-at", "-pk")
        .first()
    )
    return frozenset({report.prepared_by_id, report.released_by_id}) if report else frozenset()


def entitled(actor: Actor, verb: Verb, directive: Directive, part: Assignment | None) -> bool:
    """Whether `actor` could do `verb` here if the part stood at one of its source states."""
    if part is None or part.status in verb.sources:
        return bool(set(verb.by) & qualities(actor, directive, part))
    return any(set(verb.by) & qualities(actor, directive, part, at=status) for status in verb.sources)


def in_conflict(actor: Actor, verb: Verb, part: Assignment | None) -> bool:
    """Whether `actor` would judge their own submission, or give their own department time, by doing `verb`."""
    if part is None:
        return False
    if Conflict.OWN_PART in verb.not_by and part.department_id in actor.department_ids:
        chief = any(m.post == Post.CHIEF_OF_OFFICE for m in actor.posts)
        return not (chief and part.department.is_office)
    return Conflict.AUTHOR in verb.not_by and actor.user_id in authors(part)


def may(actor: Actor, verb: Verb, directive: Directive, part: Assignment | None) -> bool:
    """Whether `actor` may do `verb` now: the state allows it, the quality fits and there is no conflict."""
    if part is not None and (part.status not in verb.sources or part.role not in verb.roles):
        return False
    return entitled(actor, verb, directive, part) and not in_conflict(actor, verb, part)


def acting_post(actor: Actor, verb: Verb, directive: Directive, part: Assignment | None) -> Membership | None:
    """The post an act is recorded in: in the part's department, else as leader, else of the Office, else any."""
    if actor.system:
        return None
    found = qualities(actor, directive, part) & set(verb.by)
    if part is not None and found & {Who.MEMBER, Who.WORKER, Who.MANAGER, Who.RELEASER}:
        return actor.post_in(part.department_id)
    if found & {Who.LEADER, Who.APPROVER} or (Who.RECEIVER in found and directive.product_to == "leader"):
        return actor.post_among(frozenset({Post.CHAIR, Post.VICE_CHAIR}))
    if Who.RECEIVER in found and directive.product_to == "department":
        return actor.post_in(directive.product_to_department_id)
    return actor.post_among(frozenset({Post.CHIEF_OF_OFFICE, Post.MONITOR})) or next(iter(actor.posts), None)


def may_change_calendar(actor: Actor) -> bool:
    """Administrators and the chief of Office keep the working calendar; everybody reads it."""
    staff = actor.user is not None and actor.user.is_staff
    return staff or actor.post_among(frozenset({Post.ADMINISTRATOR, Post.CHIEF_OF_OFFICE})) is not None
