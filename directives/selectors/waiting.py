"""On whose desk open parts lie, as queries: the twin of `desks.desk_of` for one person.

The branches are indexed separately and united by id; as one condition with OR the databases would read every
open part.
"""

from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from departments.actors import Actor
from directives.lifecycle import DeadlineKind, Role, Status
from directives.models import Assignment, Correction, CorrectionState, PreparedAct
from directives.models.choices import ProductTo
from directives.rules import load_rules
from directives.selectors import bottlenecks, periods_waiting
from directives.selectors.requests_waiting import owing_explanation, to_decide

WORKING = (Status.ASSIGNED, Status.IN_PROGRESS)
MANY = 1000  # totals above this read "more than 1,000"


def prepared() -> Exists:
    """Whether an act of the part waits to be released."""
    return Exists(PreparedAct.objects.filter(part=OuterRef("pk"), is_open=True))


def open_parts() -> QuerySet[Assignment]:
    """Open parts somebody has to do something about: sleeping ones lie on no desk."""
    return Assignment.objects.filter(is_open=True, awake=True)


def held_by(actor: Actor) -> list[Q]:
    """Parts handed to the person, and those handed to whom they stand for: one condition per person."""
    return [
        Q(officer_id=user_id) & (Q(department_id__in=departments) | Q(unit_id__in=departments))
        for user_id, departments in actor.working_as.items()
    ]


def handed_out_by(actor: Actor) -> list[Q]:
    """Parts without an officer that this person hands out: of their department, or of the unit they were given to."""
    managed = actor.managing_department_ids
    if not managed:
        return []
    return [Q(officer=None, unit=None, department_id__in=managed), Q(officer=None, unit_id__in=managed)]


def _of_department(actor: Actor) -> list[QuerySet[Assignment]]:
    """Own parts, parts nobody has been given yet, acts to release, news to acknowledge."""
    working = open_parts().filter(status__in=WORKING).exclude(role=Role.INFORMED)
    ready = working.filter(~prepared())
    found = [ready.filter(mine) for mine in held_by(actor)]
    found += [ready.filter(waiting) for waiting in handed_out_by(actor)]
    if actor.releasing_department_ids:
        releasing = PreparedAct.objects.filter(
            is_open=True, part__department_id__in=actor.releasing_department_ids
        )
        found.append(working.filter(pk__in=releasing.values("part_id")))
    owing = open_parts().filter(owing_explanation()).filter(~prepared())
    found += [owing.filter(mine) for mine in held_by(actor)]
    found += [owing.filter(waiting) for waiting in handed_out_by(actor)]
    news = open_parts().filter(role=Role.INFORMED, status=Status.ASSIGNED)
    found.append(news.filter(department_id__in=actor.department_ids))
    return found


def _of_receiver(actor: Actor) -> list[QuerySet[Assignment]]:
    """Results handed in to a department this person manages."""
    if not actor.managing_department_ids:
        return []
    to_us = Q(directive__product_to=ProductTo.DEPARTMENT) & Q(
        directive__product_to_department_id__in=actor.managing_department_ids
    )
    return [open_parts().filter(to_us, status=Status.AWAITING_VERIFICATION)]


def _of_office(actor: Actor) -> list[QuerySet[Assignment]]:
    """Results to confirm, refusals to answer and dates to set, for the parts this person monitors."""
    if not actor.is_office:
        return []
    mine = open_parts().filter(monitor_id__in=actor.monitor_ids)
    to_office = Q(directive__product_to=ProductTo.OFFICE) | Q(
        directive__product_to=ProductTo.LEADER, directive__directed_by=None
    )
    waiting = open_parts().filter(to_office, status=Status.AWAITING_VERIFICATION)
    undated = mine.filter(
        due_on=None,
        status__in=WORKING,
        role__in=[Role.LEAD, Role.EACH],
        # dating one part of *each* makes the directive a dated one; its other parts still wait for theirs
        directive__deadline_kind__in=[DeadlineKind.TO_BE_SET, DeadlineKind.DATED],
    )
    found = [
        waiting.filter(monitor_id__in=actor.monitor_ids).exclude(department__kind__in=["office", "outside"]),
        mine.filter(status__in=WORKING, department__kind="outside"),  # ours to chase
        mine.filter(status=Status.REFUSED),
        undated,
        open_parts().filter(to_confirm(actor)),
    ]
    if actor.is_chief_of_office:
        offices = [post.department_id for post in actor.all_posts if post.department.is_office]
        found.append(waiting.filter(department_id__in=offices))
        found.append(waiting.filter(department__kind="outside"))  # the monitor has recorded these
    return found


def to_confirm(actor: Actor) -> Q:
    """Parts that stand for a directive whose mistyped date waits for this person of the Office as the second one."""
    if not actor.is_office:
        return Q(pk__in=[])
    proposed = Correction.objects.filter(state=CorrectionState.PROPOSED, directive__status=Status.ASSIGNED)
    own = Q(proposed_by_id__in=actor.person_ids) | Q(proposed_for_id__in=actor.person_ids)
    working = Assignment.objects.filter(
        directive_id__in=proposed.exclude(own).values("directive_id"),
        role__in=[Role.LEAD, Role.EACH],
        is_open=True,
    )
    one_each = working.order_by().values("directive_id").annotate(first=Min("pk"))
    return Q(pk__in=one_each.values("first"))


def _of_leader(actor: Actor) -> list[QuerySet[Assignment]]:
    """Results this leader receives or approves; the Chair also where the leader works in the department."""
    if not actor.is_leader:
        return []
    directed = open_parts().filter(directed_by_id__in=actor.leader_ids)
    found = [
        directed.filter(status=Status.AWAITING_VERIFICATION, directive__product_to=ProductTo.LEADER),
        directed.filter(status=Status.AWAITING_APPROVAL, chair_decides=False),
    ]
    if actor.is_chair:
        approving = open_parts().filter(status=Status.AWAITING_APPROVAL)
        found += [approving.filter(directed_by=None), approving.filter(chair_decides=True)]
    return found


def _of_decider(actor: Actor) -> list[QuerySet[Assignment]]:
    """Parts whose department asks for another date, where this person decides: one more statement for the rules."""
    if not (actor.is_leader or actor.is_office):
        return []
    return [open_parts().filter(to_decide(actor, load_rules(), monitored=True))]


def _of_asked(actor: Actor) -> list[QuerySet[Assignment]]:
    """Parts of anybody with a bottleneck that waits for this person: to pass on, to answer, to decide."""
    if not (actor.managing_department_ids or actor.is_office or actor.leader_ids):
        return []
    rows = bottlenecks.waiting_for(actor)
    return [Assignment.objects.filter(is_open=True, pk__in=rows.values("part_id"))]


def _of_judge(actor: Actor) -> list[QuerySet[Assignment]]:
    """Parts of which a period's report waits for this person to confirm or approve."""
    if not (actor.managing_department_ids or actor.is_office or actor.is_leader):
        return []
    judged = (periods_waiting.to_verify(actor, monitored=True), periods_waiting.to_approve(actor))
    return [open_parts().filter(periods_waiting.parts_of(rows)) for rows in judged]


def ids_of(branches: list[QuerySet[Assignment]]) -> Any:
    """The ids of all branches together; never empty, since every person has the department's branches."""
    plain = [branch.order_by().values("pk") for branch in branches]
    return plain[0].union(*plain[1:]) if len(plain) > 1 else plain[0]


def waiting_for(actor: Actor) -> QuerySet[Assignment]:
    """Open parts on the desk of this person, each once."""
    branches = [*_of_department(actor), *_of_receiver(actor), *_of_office(actor), *_of_leader(actor)]
    branches += [*_of_judge(actor), *_of_decider(actor), *_of_asked(actor)]
    return Assignment.objects.filter(pk__in=ids_of(branches))


def count_waiting(actor: Actor) -> int:
    """How much waits, counted up to just above `MANY`: one statement, for the navigation."""
    if actor.user_id is None or not actor.all_posts:
        return 0
    return waiting_for(actor).order_by()[: MANY + 1].count()


def lying_elsewhere(actor: Actor) -> QuerySet[Assignment]:
    """Open parts this person has a stake in that lie on another desk now."""
    mine = open_parts().exclude(role=Role.INFORMED)
    branches = [mine.filter(held) for held in held_by(actor)]
    if actor.managing_department_ids:
        branches.append(mine.filter(department_id__in=actor.managing_department_ids))
        branches.append(mine.filter(unit_id__in=actor.managing_department_ids))
    if actor.is_office:
        branches.append(mine.filter(monitor_id__in=actor.monitor_ids))
    if actor.is_leader:
        branches.append(mine.filter(directed_by_id__in=actor.leader_ids))
    waiting = waiting_for(actor).values("pk")
    return Assignment.objects.filter(pk__in=ids_of(branches)).exclude(pk__in=waiting)
