"""What the page of absences shows: whose absence one may enter, who is away, and which deadlines fall into it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from departments.absences import PEOPLE
from departments.actors import Actor
from departments.models import Assistant, Department, Membership, Post, Substitute
from departments.models.user import LEADER_POSTS, OFFICE_POSTS, RELEASING_POSTS
from departments.services.absences import ENTERING_POSTS, may_enter
from departments.services.assistants import may_appoint
from directives import permissions
from directives.lifecycle import Role
from directives.models import Assignment

SHOWN = 100  # parts listed under one absence; the rest is counted


@dataclass(frozen=True)
class Away:
    """One absence as a person sees it: with the parts due in it, and whether they may end it."""

    row: Substitute
    parts: list[Assignment]
    due: int
    may_end: bool
    running: bool


def enterable_posts(actor: Actor, day: date, department: int | None = None) -> list[Membership]:
    """Posts whose absence the person may enter, own ones first. Administrators name a department."""
    bodies = {m.department_id for m in actor.all_posts if m.post in ENTERING_POSTS}
    wanted = Q(user_id=actor.user_id) | Q(department_id__in=bodies)
    if actor.is_chief_of_office:
        wanted |= Q(post__in=sorted(LEADER_POSTS)) | Q(department__kind="office")
    if actor.is_administrator and department is not None:
        wanted |= Q(department_id=department)
    rows = (
        Membership.objects.active(day)
        .filter(wanted)
        .exclude(post=Post.ADMINISTRATOR)
        .select_related("user", "department")
        .order_by("department__sort_key", "user__sort_key", "pk")
    )
    found = [row for row in rows if may_enter(actor, row)]
    own = [row for row in found if row.user_id == actor.user_id]
    own.sort(key=lambda row: row.rank)  # a leader who sits in a task force too is away as the leader first
    return own + [row for row in found if row.user_id != actor.user_id]


def departments_to_choose(actor: Actor, day: date) -> list[Department]:
    """Departments an administrator chooses from; nobody else has to."""
    if not actor.is_administrator:
        return []
    return list(Department.objects.active(day).exclude(kind="outside"))


def visible_absences(actor: Actor, day: date) -> QuerySet[Substitute]:
    """Absences not over before `day`: one's own, those one stands in for, those one may enter."""
    rows = Substitute.objects.standing().filter(until_on__gte=day)
    if actor.is_administrator:
        return rows.select_related(*PEOPLE).order_by("from_on", "pk")
    bodies = {m.department_id for m in actor.all_posts if m.post in ENTERING_POSTS}
    wanted = Q(absent__user_id=actor.user_id) | Q(substitute__user_id=actor.user_id)
    wanted |= Q(absent__department_id__in=bodies) & ~Q(absent__post__in=sorted(LEADER_POSTS))
    if actor.is_chief_of_office:
        wanted |= Q(absent__post__in=sorted(LEADER_POSTS)) | Q(absent__department__kind="office")
    return rows.filter(wanted).select_related(*PEOPLE).order_by("from_on", "pk")


def away(actor: Actor, row: Substitute, *, day: date) -> Away:
    """One absence with the open parts whose deadline falls into it, as far as the actor sees them."""
    due = due_within(row.absent, row.from_on, row.until_on)
    seen = due.filter(pk__in=permissions.visible_parts(actor, Q(is_open=True)).values("pk"))
    related = ("directive", "department", "officer")
    return Away(
        row=row,
        parts=list(seen.select_related(*related).order_by("sort_due", "pk")[:SHOWN]),
        due=due.count(),
        may_end=may_enter(actor, row.absent) and row.until_on >= day,
        running=row.from_on <= day <= row.until_on,
    )


def due_within(post: Membership, first: date, last: date) -> QuerySet[Assignment]:
    """Open parts with a deadline from `first` to `last` that rest on the holder of the post.

    A leader's are those they direct, a monitor's those they follow; in a department those handed to the person, and
    for whoever hands out work those nobody has yet.
    """
    open_parts = Assignment.objects.filter(is_open=True, awake=True, due_on__gte=first, due_on__lte=last)
    open_parts = open_parts.exclude(role=Role.INFORMED)
    if post.post in LEADER_POSTS:
        return open_parts.filter(directed_by_id=post.user_id)
    mine = Q(officer_id=post.user_id, department_id=post.department_id)
    if post.post in RELEASING_POSTS:
        mine |= Q(officer=None, department_id=post.department_id)
    if post.post in OFFICE_POSTS:
        mine |= Q(monitor_id=post.user_id)
    return open_parts.filter(mine)


def appointable_leaders(actor: Actor, day: date) -> list[Membership]:
    """Leaders for whom the person may appoint an assistant."""
    rows = Membership.objects.active(day).filter(post__in=sorted(LEADER_POSTS))
    return [
        row
        for row in rows.select_related("user", "department").order_by("post", "pk")
        if may_appoint(actor, row)
    ]


def visible_assistants(actor: Actor, day: date) -> list[Assistant]:
    """Appointments not over before `day` that concern the person or that they may end."""
    rows = Assistant.objects.filter(Q(until_on=None) | Q(until_on__gte=day))
    related = ("leader__user", "leader__department", "assistant")
    return [
        row
        for row in rows.select_related(*related).order_by("leader__post", "leader_id", "pk")
        if row.assistant_id == actor.user_id or may_appoint(actor, row.leader)
    ]
