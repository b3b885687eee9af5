"""Who may do which verb, in which post, and where somebody would judge their own work.

Conflicts of interest compare persons, across posts.
"""

from typing import Any

from django.db.models import Q

from departments.actors import Actor
from departments.models import Membership, Post
from directives.lifecycle import Conflict, Mode, Role, Verb, Who
from directives.models import (
    Assignment,
    Correction,
    Directive,
    ExtensionRequest,
    ProgressReport,
    ReportingPeriod,
)
from directives.models.work import ReportKind, Verdict
from directives.permissions.standing import qualities_in_one_post


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
        return bool(by & qualities_in_one_post(actor, directive, None, None, subject))
    stands = subject.state if subject is not None else part.status
    wanted = verb.states if subject is not None else verb.sources
    states = (None,) if stands in wanted else tuple(wanted)
    return any(by & qualities_in_one_post(actor, directive, part, state, subject) for state in states)


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
    fitting = [hat for hat in actor.hats if by & qualities_in_one_post(hat, directive, part, None, subject)]
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
