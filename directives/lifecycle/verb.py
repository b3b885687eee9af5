"""What one row of the table says: who may do what to which object, from which state, and what it needs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from directives import needs
from directives.lifecycle.statuses import Role, Status


class Acts(StrEnum):
    """What a verb is done to. All but DIRECTIVE belong to one part."""

    PART = "part"
    DIRECTIVE = "directive"
    ASK = "ask"
    EXTENSION = "extension"
    BOTTLENECK = "bottleneck"
    URGING = "urging"
    PERIOD = "period"


class Who(StrEnum):
    """In what quality somebody acts; `permissions.qualities` says who has which."""

    MEMBER = "member"  # anyone of the part's department
    WORKER = "worker"  # the officer it is delegated to, or head, deputy, clerk of the department
    MANAGER = "manager"  # head, deputy, clerk: hands out the work
    RELEASER = "releaser"  # may let something leave the department
    LEAD_DEPARTMENT = "lead_department"  # works on the lead part of the same directive
    OFFICE = "office"  # monitor, chief of Office
    IN_PLACE = "in_place"  # the Office, for a body outside the service that cannot act here itself
    RECEIVER = "receiver"  # whoever receives the product and so verifies it
    APPROVER = "approver"  # the directing leader, or the Chair where that leader heads the lead department
    DECIDER = "decider"  # the authority a request for another date is put to (a rule)
    ASKED = "asked"  # the department or leader a bottleneck is put to
    LEADER = "leader"  # the directing leader, the leader in charge of the field, the Chair
    SYSTEM = "system"  # the clock


class Conflict(StrEnum):
    """Persons who may not do a verb, whatever post they hold."""

    AUTHOR = "author"  # prepared or released what is being judged
    OWN_PART = "own_part"  # holds a post in the part's department; where the Office leads, its chief decides
    PROPOSER = "proposer"  # proposed the correction that needs a second person


@dataclass(frozen=True)
class Verb:
    """One row of the table.

    `sources` are statuses of the part (of the directive for Acts.DIRECTIVE); `states` are states of the object
    for verbs on asks, extensions and the like. `special` verbs have a door of their own (issuing).
    """

    name: str
    label: Promise
    acts_on: Acts
    roles: frozenset[Role]
    sources: frozenset[Status]
    target: Status | None  # None: the status stays, or the service decides by data
    by: tuple[Who, ...]
    not_by: tuple[Conflict, ...] = ()
    needs: type[Any] = needs.Nothing
    leaves_department: bool = False  # prepared by officers, released by head, deputy or clerk
    stops: bool = False  # shown as the destructive choice
    states: frozenset[str] = frozenset()
    special: bool = False


FULL = frozenset({Role.LEAD, Role.EACH})
WORKING = frozenset({Role.LEAD, Role.EACH, Role.COORDINATING})
EVERYBODY = frozenset(Role)


def of(*statuses: Status) -> frozenset[Status]:
    """The statuses a verb starts from."""
    return frozenset(statuses)
