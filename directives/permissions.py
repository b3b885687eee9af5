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
    BottleneckTurn,
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
    return frozenset().union(*(_in_one_post(hat, directive, part, at, subject) for hat in actor.hats))


def releases(actor: Actor, directive: Directive, part: Assignment) -> bool:
    """Whether what `actor` does leaves the part's department at once; of a body outside nobody has to release it."""
    return bool(qualities(actor, directive, part) & {Who.RELEASER, Who.IN_PLACE})


def _in_one_post(
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


def authors(part: Assignment, subject: Any = None) -> frozenset[int]:
    """Persons who prepared or released what is being judged (the submission on the table, or `subject`), and those
    on whose behalf they did."""
    if isinstance(subject, ExtensionRequest):
        people = {subject.requested_by_id, subject.requested_for_id}
        people |= {subject.released_by_id, subject.released_for_id}
        return frozenset(pk for pk in people if pk is not None)
    if isinstance(subject, ReportingPeriod):
        report = subject.report
    else:
        report = (
            ProgressReport.objects.filter(part=part, kind=ReportKind.RESULT, verdict=Verdict.NONE)
            .order_by("-at", "-pk")
            .first()
        )
    if report is None:
        return frozenset()
    people = {report.prepared_by_id, report.prepared_for_id, report.released_by_id, report.released_for_id}
    return frozenset(pk for pk in people if pk is not None)


def applies_to_mode(verb: Verb, directive: Directive) -> bool:
    """Whether a verb on whole directives fits this one: one of its roles does the work there."""
    working = {Mode.ONE_LEAD: Role.LEAD, Mode.EACH: Role.EACH, Mode.FOR_INFORMATION: Role.INFORMED}
    return working[Mode(directive.mode)] in verb.roles


def entitled(
    actor: Actor, verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None
) -> bool:
    """Whether `actor` could do `verb` here if part and object stood at one of its source states.

    Also by recording what a leader they assist has decided.
    """
    by = frozenset(verb.by)
    if actor.system:
        return Who.SYSTEM in by
    if any(_could(hat, by, verb, directive, part, subject) for hat in actor.hats):
        return True
    return records_for(actor, verb, directive, part, subject) is not None


def _could(
    actor: Actor,
    by: frozenset[Who],
    verb: Verb,
    directive: Directive,
    part: Assignment | None,
    subject: Any,
) -> bool:
    """Whether one of the qualities `by` is the actor's, who has one post, in one of the verb's source states."""
    if part is None:
        return bool(by & _in_one_post(actor, directive, None, None, subject))
    stands = subject.state if subject is not None else part.status
    wanted = verb.states if subject is not None else verb.sources
    states = (None,) if stands in wanted else tuple(wanted)
    return any(by & _in_one_post(actor, directive, part, state, subject) for state in states)


# In these qualities a leader decides; what is decided so an assistant may record.
DECIDING = frozenset({Who.LEADER, Who.APPROVER, Who.DECIDER, Who.ASKED, Who.RECEIVER})


def records_for(
    actor: Actor, verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None
) -> Membership | None:
    """The post of the leader for whom `actor` may record that this verb was decided; None when there is none."""
    by = DECIDING & frozenset(verb.by)
    if not by:
        return None
    fitting = (
        post for post in actor.assists if _could(actor.in_post(post), by, verb, directive, part, subject)
    )
    return next(fitting, None)


def in_conflict(
    actor: Actor,
    verb: Verb,
    directive: Directive,
    part: Assignment | None,
    subject: Any = None,
    *,
    recording: bool = False,
) -> bool:
    """Whether `actor` would judge their own work or request, or favour their own department, by doing `verb`.

    Persons are compared: the actor in whatever post, whoever they stand for, and the leader they record for.
    """
    if not verb.not_by or actor.system:
        return False
    post = None
    if actor.assists:
        post = acting_post(actor, verb, directive, part, subject, recording=recording)
    people, departments = _sides(actor, post)
    if Conflict.PROPOSER in verb.not_by:
        proposed = Correction.objects.filter(directive=directive, state="proposed")
        return proposed.filter(Q(proposed_by_id__in=people) | Q(proposed_for_id__in=people)).exists()
    if Conflict.OWN_PART in verb.not_by and _has_own_part(actor, departments, directive, part):
        return True
    return Conflict.AUTHOR in verb.not_by and part is not None and bool(people & authors(part, subject))


def _sides(actor: Actor, post: Membership | None) -> tuple[frozenset[int], frozenset[int]]:
    """The persons on the side of the actor, who acts in `post`, and every department one of them works in.

    Other posts of those one stands for or records for are looked up; one's own are known.
    """
    people = actor.person_ids | ({post.user_id} if post is not None else frozenset())
    others = people - {actor.user_id}
    departments = actor.department_ids
    if others:
        held = Membership.objects.active(actor.on).filter(user_id__in=others)
        working = held.exclude(post__in=[Post.CHAIR, Post.VICE_CHAIR, Post.ADMINISTRATOR])
        departments |= set(working.values_list("department_id", flat=True))
    return people, departments


def _has_own_part(
    actor: Actor, departments: frozenset[int], directive: Directive, part: Assignment | None
) -> bool:
    """The part is of one of these departments; the Office's own parts are decided by its chief."""
    chief = actor.is_chief_of_office
    if part is not None:
        return part.department_id in departments and not (chief and part.department.is_office)
    own = Assignment.objects.filter(
        directive=directive,
        department_id__in=departments,
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
    actor: Actor,
    verb: Verb,
    directive: Directive,
    part: Assignment | None,
    subject: Any = None,
    *,
    recording: bool = False,
) -> Membership | None:
    """The post an act is recorded in, among those in which the verb can be done.

    One's own before one stood for; in the part's department, else as leader, else in the Office. The post of a
    leader one assists comes last, or first when a decision is being recorded (`recording`).
    """
    if actor.system:
        return None
    recorded = records_for(actor, verb, directive, part, subject) if actor.assists else None
    if recording and recorded is not None:
        return recorded
    by = frozenset(verb.by)
    fitting = [hat for hat in actor.hats if by & _in_one_post(hat, directive, part, None, subject)]
    posts = [post for hat in fitting for post in hat.posts]
    posts.sort(key=lambda post: (post.user_id != actor.user_id, _preference(post, directive, part)))
    return next(iter(posts), None) or recorded or next(iter(actor.posts), None)


def _preference(post: Membership, directive: Directive, part: Assignment | None) -> int:
    if part is not None and post.department_id in (part.department_id, part.unit_id):
        return 0
    if post.post in (Post.CHAIR, Post.VICE_CHAIR):
        return 1
    if directive.product_to == "department" and post.department_id == directive.product_to_department_id:
        return 2
    return 3 if post.post in (Post.CHIEF_OF_OFFICE, Post.MONITOR) else 4


def may_change_calendar(actor: Actor) -> bool:
    """Administrators and the chief of Office keep the working calendar; everybody reads it."""
    staff = actor.user is not None and actor.user.is_staff
    return staff or actor.post_among(frozenset({Post.ADMINISTRATOR, Post.CHIEF_OF_OFFICE})) is not None


def may_change_organisation(actor: Actor) -> bool:
    """The Office and administrators record who follows whom; where open work goes is for the Office alone."""
    staff = actor.user is not None and actor.user.is_staff
    return actor.is_office or staff or actor.post_among(frozenset({Post.ADMINISTRATOR})) is not None
