"""Who decides where the deciding leader works in the department: kept on the part, so that lists, mails, desks and
permissions all read the same.

The deciding leader is who directs, else who is in charge of the field. Where that leader holds a post in the part's
department nobody may judge their own work, so the Chair decides (`chair_decides`). Written when something is put to
the leader: at verification, with a request for another date, and when the leader's desk is handed over.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from departments.models import Membership
from directives.models import Assignment, Directive


def chair_decides(directive: Directive, department_id: int, *, on: date) -> bool:
    """Whether the deciding leader holds a post in the department on the local date `on`."""
    leader = directive.directed_by_id or directive.leader_in_charge_id
    if leader is None:
        return False
    held = Membership.objects.active(on).filter(user_id=leader, department_id=department_id)
    return held.exists()


def where_chair_decides(directive: Directive, department_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """Those of the departments in which the deciding leader holds a post: one SQL statement."""
    leader = directive.directed_by_id or directive.leader_in_charge_id
    if leader is None:
        return frozenset()
    held = Membership.objects.active(on).filter(user_id=leader, department_id__in=list(department_ids))
    return frozenset(held.values_list("department_id", flat=True))


def refresh(parts: QuerySet[Assignment], *, on: date) -> None:
    """Write `chair_decides` anew for these parts, after their directives have another leader."""
    leader = Coalesce(OuterRef("directive__directed_by_id"), OuterRef("directive__leader_in_charge_id"))
    held = Membership.objects.active(on).filter(department_id=OuterRef("department_id"), user_id=leader)
    inside = list(parts.filter(Exists(held)).values_list("pk", flat=True))
    parts.filter(pk__in=inside).update(chair_decides=True)
    parts.filter(~Q(pk__in=inside), chair_decides=True).update(chair_decides=False)
