"""Who is to be told about a part. Stands here once, as queries: the lists and the events both use them.

Outside bodies are never mailed: the monitor is told instead. The same holds for a department in which nobody
holds a post that receives work.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from departments.models import Membership, Post
from departments.models.department import DepartmentKind
from departments.models.user import RELEASING_POSTS
from directives.lifecycle import Role, Status
from directives.models import Assignment, Bottleneck, ExtensionRequest
from directives.models.choices import ProductTo
from directives.rules import Rules
from directives.selectors.requests_waiting import of_chair, of_leaders, of_office
from notifications.stand_ins import with_stand_ins

# Who receives work for a department before it is handed to an officer: its head and its clerks.
RECEIVING_POSTS = frozenset({Post.HEAD, Post.CLERK, Post.CHIEF_OF_OFFICE})

Parts = QuerySet[Assignment]


def holding(posts: Collection[str], on: date, path: str = "department__memberships__") -> Q:
    """Condition on joined memberships: one of `posts`, held on the local date `on` by somebody still here."""
    return (
        Q(**{f"{path}post__in": sorted(posts), f"{path}from_on__lte": on, f"{path}user__is_active": True})
    ) & (Q(**{f"{path}until_on": None}) | Q(**{f"{path}until_on__gte": on}))


@with_stand_ins
def workers(parts: Parts, on: date) -> list[Parts]:
    """`parts` with `recipient`: the officer, else head and clerks of the unit it was handed down to, else those of
    the department, else (outside, or nobody there) the monitor."""
    outside = Q(department__kind=DepartmentKind.OUTSIDE)
    with_officer = Q(officer__isnull=False, officer__is_active=True)
    receiving = Membership.objects.active(on).filter(
        department_id=OuterRef("department_id"), post__in=sorted(RECEIVING_POSTS)
    )
    in_unit = Membership.objects.active(on).filter(
        department_id=OuterRef("unit_id"), post__in=sorted(RECEIVING_POSTS)
    )
    handed_down = Q(unit__isnull=False) & Exists(in_unit)
    return [
        parts.filter(~outside, with_officer).annotate(recipient=F("officer_id")),
        parts.filter(~outside, ~with_officer, handed_down)
        .filter(holding(RECEIVING_POSTS, on, "unit__memberships__"))
        .annotate(recipient=F("unit__memberships__user_id")),
        parts.filter(~outside, ~with_officer)
        .exclude(handed_down)
        .filter(holding(RECEIVING_POSTS, on))
        .annotate(recipient=F("department__memberships__user_id")),
        parts.filter(outside | (~with_officer & ~Exists(receiving)), monitor__isnull=False).annotate(
            recipient=F("monitor_id")
        ),
    ]


@with_stand_ins
def releasers(parts: Parts, on: date) -> list[Parts]:
    """`parts` with those who may let something leave the department: head, deputies, clerks."""
    found = parts.filter(holding(RELEASING_POSTS, on))
    return [found.annotate(recipient=F("department__memberships__user_id"))]


@with_stand_ins
def monitors(parts: Parts, on: date) -> list[Parts]:
    return [parts.filter(monitor__isnull=False).annotate(recipient=F("monitor_id"))]


@with_stand_ins
def receivers(parts: Parts, on: date) -> list[Parts]:
    """`parts` with whoever verifies them; the same rule as `permissions.standing`."""
    path = "directive__product_to_department__memberships__"
    department = Q(directive__product_to=ProductTo.DEPARTMENT)
    leader = Q(directive__product_to=ProductTo.LEADER, directive__directed_by__isnull=False)
    office = ~department & ~leader
    own = Q(department__kind=DepartmentKind.OFFICE)
    outside = Q(department__kind=DepartmentKind.OUTSIDE)  # the monitor records its reply, the chief judges it
    chiefs = Membership.objects.active(on).filter(post=Post.CHIEF_OF_OFFICE)
    chief = holding({Post.CHIEF_OF_OFFICE}, on)
    return [
        parts.filter(leader).annotate(recipient=F("directive__directed_by_id")),
        parts.filter(department)
        .filter(holding(RELEASING_POSTS, on, path))
        .annotate(recipient=F(f"{path}user_id")),
        parts.filter(office & own).filter(chief).annotate(recipient=F("department__memberships__user_id")),
        *(
            parts.filter(office & outside).annotate(recipient=Value(chief_id))
            for chief_id in chiefs.values_list("user_id", flat=True).distinct()
        ),
        parts.filter(office & ~own & ~outside, monitor__isnull=False).annotate(recipient=F("monitor_id")),
    ]


@with_stand_ins
def approvers(parts: Parts, on: date) -> list[Parts]:
    """`parts` with the directing leader, or the Chair where there is none or that leader works in the department."""
    directed = Q(directive__directed_by__isnull=False, chair_decides=False)
    chairs = (
        Membership.objects.active(on).filter(post=Post.CHAIR).values_list("user_id", flat=True).distinct()
    )
    return [
        parts.filter(directed).annotate(recipient=F("directive__directed_by_id")),
        *(parts.filter(~directed).annotate(recipient=Value(chair)) for chair in chairs),
    ]


@with_stand_ins
def deciders(parts: Parts, requests: QuerySet[ExtensionRequest], on: date, rules: Rules) -> list[Parts]:
    """`parts` with whoever decides on those of `requests` that are theirs; the same rule as `permissions.standing`."""
    leader = Coalesce("directive__directed_by_id", "directive__leader_in_charge_id")
    chairs = Membership.objects.active(on).filter(post=Post.CHAIR).values_list("user_id", flat=True)
    to_chair = parts.filter(pk__in=requests.filter(of_chair(rules)).values("part_id"))
    return [
        parts.filter(pk__in=requests.filter(of_leaders(rules)).values("part_id")).annotate(recipient=leader),
        parts.filter(
            pk__in=requests.filter(of_office(rules)).values("part_id"), monitor__isnull=False
        ).annotate(recipient=F("monitor_id")),
        *(to_chair.annotate(recipient=Value(chair)) for chair in sorted(set(chairs))),
    ]


@with_stand_ins
def asked_to_unblock(rows: QuerySet[Bottleneck], on: date) -> list[QuerySet[Bottleneck]]:
    """Bottlenecks with whoever they are put to; for a body that gets no mail, or has nobody there, the monitor."""
    path = "asked_department__memberships__"
    outside = Q(asked_department__kind=DepartmentKind.OUTSIDE)
    receiving = Membership.objects.active(on).filter(
        department_id=OuterRef("asked_department_id"), post__in=sorted(RECEIVING_POSTS)
    )
    nobody = Q(asked_department__isnull=False) & ~Exists(receiving)
    return [
        rows.filter(asked_department__isnull=False)
        .exclude(outside)
        .filter(holding(RECEIVING_POSTS, on, path))
        .annotate(recipient=F(f"{path}user_id")),
        rows.filter(asked_leader__isnull=False).annotate(recipient=F("asked_leader_id")),
        rows.filter(outside | nobody, part__monitor__isnull=False).annotate(recipient=F("part__monitor_id")),
    ]


def running(parts: Parts) -> Parts:
    """Parts the department itself has to act on: handed-in, refused and paused ones lie elsewhere.

    While the lead part is paused nobody waits for the coordinating departments.
    """
    working = parts.filter(is_open=True, awake=True, status__in=[Status.ASSIGNED, Status.IN_PROGRESS])
    return working.exclude(role=Role.COORDINATING, directive__status=Status.PAUSED)


def people_by_department(
    department_ids: Collection[int], posts: Collection[str], on: date
) -> dict[int, list[tuple[int, str]]]:
    """Department id → (user id, post) of the active holders of `posts`, clerks first, each person once."""
    rows = (
        Membership.objects.active(on)
        .filter(department_id__in=department_ids, post__in=sorted(posts))
        .order_by("department_id", "pk")
        .values_list("department_id", "user_id", "post")
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for department_id, user_id, post in sorted(rows, key=lambda row: row[2] != Post.CLERK):
        found[department_id].setdefault(user_id, post)
    return {department_id: list(people.items()) for department_id, people in found.items()}
