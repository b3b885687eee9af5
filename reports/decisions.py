"""What waits for the decision of one person, as SQL conditions: the twin of `permissions.may` for these verbs."""

from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor
from departments.models.department import DepartmentKind
from directives.lifecycle import VERBS, DeadlineKind, Role
from directives.models import PreparedAct, ProgressReport
from directives.models.choices import ProductTo
from directives.models.work import ReportKind, Verdict
from directives.rules import Rules, load_rules
from directives.selectors.bottlenecks import waiting_for
from directives.selectors.lateness import COUNTED
from directives.selectors.periods_waiting import parts_of, to_approve, to_verify
from directives.selectors.requests_waiting import to_decide


class Decision(StrEnum):
    """Kinds of decision in the order in which they are shown; `ANY` is all that wait for the person."""

    APPROVE = "approve"
    VERIFY = "verify"
    APPROVE_PERIOD = "approve_period"
    VERIFY_PERIOD = "verify_period"
    EXTEND = "extend"
    UNBLOCK = "unblock"
    RECONSIDER = "reconsider"
    RELEASE = "release"
    SET_DEADLINE = "set_deadline"
    ANY = "any"


DECISION_LABELS: dict[Decision, Promise] = {
    Decision.APPROVE: _("Approve the result"),
    Decision.VERIFY: _("Verify the result"),
    Decision.APPROVE_PERIOD: _("Approve the report of a period"),
    Decision.VERIFY_PERIOD: _("Verify the report of a period"),
    Decision.EXTEND: _("Another deadline asked for"),
    Decision.UNBLOCK: _("Bottleneck put to me"),
    Decision.RECONSIDER: _("Refused by the department"),
    Decision.RELEASE: _("Release for the department"),
    Decision.SET_DEADLINE: _("Set the deadline"),
    Decision.ANY: _("Awaiting my decision"),
}
KINDS = tuple(kind for kind in Decision if kind is not Decision.ANY)

# To be dated: whoever has to carry it out has no date, and the directive is neither periodic nor continuous.
UNDATED = (
    Q(is_open=True, due_on__isnull=True, role__in=[Role.LEAD.value, Role.EACH.value])
    & Q(directive__deadline_kind__in=[DeadlineKind.TO_BE_SET.value, DeadlineKind.DATED.value])
    & COUNTED
)
NOTHING = Q(pk__in=[])


def waiting(decision: Decision, actor: Actor, rules: Rules | None = None) -> Q:
    """Parts on which `actor` may take this decision now, and is the one it waits for.

    `rules` are those in force; read here where the caller has none at hand.
    """
    if actor.user_id is None:
        return NOTHING
    match decision:
        case Decision.APPROVE:
            return _at("approve") & _approver(actor) & ~_authored(actor)
        case Decision.VERIFY:
            return _at("verify") & _receiver(actor) & ~_authored(actor)
        case Decision.APPROVE_PERIOD:
            return _at("approve_period") & parts_of(to_approve(actor))
        case Decision.VERIFY_PERIOD:
            return _at("verify_period") & parts_of(to_verify(actor))
        case Decision.EXTEND:
            decides = actor.is_leader or actor.is_office
            return _at("grant_extension") & to_decide(actor, rules or load_rules()) if decides else NOTHING
        case Decision.UNBLOCK:
            return Q(is_open=True, pk__in=waiting_for(actor).values("part_id"))
        case Decision.RECONSIDER:
            return _at("insist") if actor.is_office else NOTHING
        case Decision.RELEASE:
            return _at("release") & _released_by(actor)
        case Decision.SET_DEADLINE:
            mine = Q(directed_by_id__in=actor.leader_ids) if actor.is_leader else NOTHING
            return _at("set_deadline") & UNDATED & mine & ~Q(department_id__in=actor.department_ids)
        case Decision.ANY:
            either = NOTHING
            for kind in KINDS:
                either |= waiting(kind, actor, rules)
            return either


def _at(verb: str) -> Q:
    """Parts of a status and role the verb takes."""
    row = VERBS[verb]
    return Q(is_open=True, status__in=sorted(row.sources), role__in=sorted(row.roles))


def _authored(actor: Actor) -> Q:
    """The result on the table is the person's own work, or that of somebody they stand for.

    As a list of ids it costs one look at this person's own reports; correlated, one at every part.
    """
    on_table = ProgressReport.objects.filter(kind=ReportKind.RESULT, verdict=Verdict.NONE)
    people = list(actor.person_ids)
    author = Q(prepared_by_id__in=people) | Q(released_by_id__in=people)
    own = on_table.filter(author | Q(prepared_for_id__in=people) | Q(released_for_id__in=people))
    return Q(pk__in=own.values("part_id"))


def _approver(actor: Actor) -> Q:
    """The directing leader; the Chair when there is none or that leader works in the department."""
    mine = Q(directed_by_id__in=actor.leader_ids, chair_decides=False)
    return mine | Q(directed_by__isnull=True) | Q(chair_decides=True) if actor.is_chair else mine


def _receiver(actor: Actor) -> Q:
    """Whoever receives the product: the named department's managers, the directing leader, else the Office."""
    mine = Q(directive__product_to=ProductTo.LEADER, directed_by_id__in=actor.leader_ids)
    if actor.managing_department_ids:
        mine |= Q(
            directive__product_to=ProductTo.DEPARTMENT,
            directive__product_to_department_id__in=actor.managing_department_ids,
        )
    if actor.is_office:
        to_office = Q(directive__product_to=ProductTo.OFFICE) | Q(
            directive__product_to=ProductTo.LEADER, directed_by__isnull=True
        )
        if not actor.is_chief_of_office:
            to_office &= ~Q(department__kind=DepartmentKind.OFFICE)
        mine |= to_office
    return mine


def _released_by(actor: Actor) -> Q:
    """What an officer has prepared in a department in whose name the person may release."""
    own = actor.releasing_department_ids & actor.department_ids
    prepared = PreparedAct.objects.filter(is_open=True, part__department_id__in=own)
    return Q(pk__in=prepared.values("part_id")) if own else NOTHING
