"""Which parts wait for somebody because of what was asked: another date to decide on, an explanation owed.

As conditions on parts, for lists, figures and mails. Who decides is the twin of `permissions.standing`.
"""

from datetime import date

from django.db.models import Q

from departments.actors import Actor
from departments.models.department import DepartmentKind
from directives.models import Ask, AskState, Decision, ExtensionRequest, RequestKind, Urging
from directives.rules import Rules

OFFICES_OWN = Q(part__department__kind=DepartmentKind.OFFICE)
NO_LEADER = Q(part__directive__directed_by=None, part__directive__leader_in_charge=None)
NOBODY = Q(pk__in=[])


def led_by(leaders: frozenset[int]) -> Q:
    """Requests whose deciding leader (who directs, else who is in charge) is one of these persons."""
    directs = Q(part__directive__directed_by_id__in=leaders)
    in_charge = Q(part__directive__directed_by=None, part__directive__leader_in_charge_id__in=leaders)
    return directs | in_charge


def of_chair(rules: Rules) -> Q:
    """Open requests the Chair decides: by rule, in place of a leader of the department, for the Office itself."""
    contested = Q(kind=RequestKind.CONTEST) & OFFICES_OWN
    match rules.extension_decided_by:
        case "chair":
            decided = Q()
        case "office":
            decided = OFFICES_OWN
        case _:
            decided = (~NO_LEADER & Q(part__chair_decides=True)) | (NO_LEADER & OFFICES_OWN)
    return contested | (Q(kind=RequestKind.EXTENSION) & decided)


def of_leaders(rules: Rules) -> Q:
    """Open requests the deciding leader of their directive decides."""
    if rules.extension_decided_by in ("chair", "office"):
        return NOBODY
    return Q(kind=RequestKind.EXTENSION, part__chair_decides=False) & ~NO_LEADER


def of_office(rules: Rules) -> Q:
    """Open requests the Office decides: contested dates, more time by rule or where there is no leader."""
    match rules.extension_decided_by:
        case "chair":
            decided = NOBODY
        case "office":
            decided = Q()
        case _:
            decided = NO_LEADER
    return ~OFFICES_OWN & (Q(kind=RequestKind.CONTEST) | (Q(kind=RequestKind.EXTENSION) & decided))


def to_decide(actor: Actor, rules: Rules, *, monitored: bool = False) -> Q:
    """Parts on whose open request for another date `actor` decides, and for whom it waits.

    `monitored` leaves the Office those it follows itself. Own requests and those of one's departments are left out.
    """
    mine = NOBODY
    if actor.is_chair:
        mine |= of_chair(rules)
    if actor.leader_ids:
        mine |= of_leaders(rules) & led_by(actor.leader_ids)
    if actor.is_office:
        followed = Q(part__monitor_id__in=actor.monitor_ids) if monitored else Q()
        mine |= of_office(rules) & followed
    people = actor.person_ids
    own = Q(requested_by_id__in=people) | Q(released_by_id__in=people)
    own |= Q(requested_for_id__in=people, requested_for__isnull=False)
    own |= Q(released_for_id__in=people, released_for__isnull=False)
    own |= Q(part__department_id__in=actor.department_ids)
    found = ExtensionRequest.objects.filter(mine, decision=Decision.OPEN).exclude(own)
    return Q(pk__in=found.values("part_id"))


def owing_explanation(*, due_before: date | None = None) -> Q:
    """Parts of which an explanation is demanded that has not been given; `due_before` only those late."""
    owed = Urging.objects.filter(explanation_due_on__isnull=False, explained_at=None)
    if due_before is not None:
        owed = owed.filter(explanation_due_on__lt=due_before)
    return Q(pk__in=owed.values("part_id"))


def owing_answer() -> Q:
    """Parts that have been asked for something and have not answered."""
    return Q(pk__in=Ask.objects.filter(state=AskState.OPEN).values("part_id"))
