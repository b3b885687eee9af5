"""On which desk an open part lies. Pure: everything it needs is loaded on the part and its directive.

Every open part lies on exactly one desk: the department's (its officer, a division, a subordinate unit,
or whoever hands out the work), the Office's, the receiver's of the product, or the leader's. What an outside
body has to do lies with the monitor who chases it. Sleeping coordinating parts and closed ones lie on none.
"""

from dataclasses import dataclass
from enum import StrEnum

from directives.lifecycle import Role, Status
from directives.models import Assignment
from directives.models.choices import ProductTo


class DeskKind(StrEnum):
    OFFICER = "officer"  # one person of the department
    DIVISION = "division"
    UNIT = "unit"  # a subordinate unit: its head or clerk hands it on
    DEPARTMENT = "department"  # not handed out yet: head, deputy, clerk
    RELEASE = "release"  # prepared by an officer, waits for head, deputy or clerk
    OFFICE = "office"
    RECEIVER = "receiver"  # another department that receives the product
    LEADER = "leader"


@dataclass(frozen=True)
class Desk:
    """Whose turn it is. `name` is the person, division or body as it is written; "" leaves it to the kind."""

    kind: DeskKind
    name: str
    place: str = ""
    user_id: int | None = None
    department_id: int | None = None


def desk_of(part: Assignment, *, waits_for_release: bool = False) -> Desk | None:
    """The one desk of an open part; None when it is closed or sleeps."""
    status = Status(part.status)
    if not part.is_open or not part.awake:
        return None
    match status:
        case Status.AWAITING_VERIFICATION:
            return _receiver(part)
        case Status.AWAITING_APPROVAL:
            return _leader(part)
        case Status.REFUSED | Status.PAUSED:
            return _office(part)
        case _:
            return _department(part, waits_for_release)


def _department(part: Assignment, waits_for_release: bool) -> Desk:
    label, department_id = part.department.label, part.department_id
    if part.department.is_outside:
        return _office(part)
    if part.role == Role.INFORMED:
        return Desk(DeskKind.DEPARTMENT, label, department_id=department_id)
    if waits_for_release:
        return Desk(DeskKind.RELEASE, label, department_id=department_id)
    unit = part.unit
    if part.officer is not None:
        place = unit.label if unit is not None else label
        return Desk(
            DeskKind.OFFICER, str(part.officer), place, user_id=part.officer_id, department_id=department_id
        )
    if unit is not None:
        return Desk(DeskKind.UNIT, unit.label, label, department_id=unit.pk)
    if part.division is not None:
        return Desk(DeskKind.DIVISION, part.division.name, label, department_id=department_id)
    return Desk(DeskKind.DEPARTMENT, label, department_id=department_id)


def _office(part: Assignment) -> Desk:
    monitor = part.monitor
    return Desk(DeskKind.OFFICE, str(monitor) if monitor else "", user_id=part.monitor_id)


def _receiver(part: Assignment) -> Desk:
    directive = part.directive
    if directive.product_to == ProductTo.DEPARTMENT and directive.product_to_department is not None:
        receiver = directive.product_to_department
        return Desk(DeskKind.RECEIVER, receiver.label, department_id=receiver.pk)
    if directive.product_to == ProductTo.LEADER and part.directed_by is not None:
        return Desk(DeskKind.LEADER, str(part.directed_by), user_id=part.directed_by_id)
    if part.department.is_outside:  # the monitor has recorded its reply; the chief of Office judges it
        return Desk(DeskKind.OFFICE, "")
    return _office(part)


def _leader(part: Assignment) -> Desk:
    """The directing leader; nobody by name where the Chair decides, for want of one or in their place."""
    if part.directed_by is None or part.chair_decides:
        return Desk(DeskKind.LEADER, "")
    return Desk(DeskKind.LEADER, str(part.directed_by), user_id=part.directed_by_id)
