"""One verb being done: what a body of a service works on, inside the transaction and under the lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Membership, User
from departments.selectors import working_calendar
from departments.working_days import WorkingCalendar
from directives.errors import WrongState
from directives.lifecycle import CLOSED, OPEN, Role, Status, Verb
from directives.models import Assignment, Directive, JournalEntry, StoredFile
from directives.models.assignment import NO_DATE
from directives.rules import Rules, load_rules
from directives.services.deciders import chair_decides, where_chair_decides
from directives.services.files import own_files


@dataclass(frozen=True)
class Done:
    """What a service returns. `replayed` tells that the same request had its effect before."""

    directive: Directive
    part: Assignment | None
    entry: JournalEntry
    replayed: bool = False


@dataclass(kw_only=True)
class Doing:
    """What every act has: verb, directive, actor, moment, and what the journal will say.

    `author` is who wrote what leaves the department: the actor, or the officer whose act is being released;
    `author_for_id` the absent person that officer stood for.
    """

    verb: Verb
    directive: Directive
    actor: Actor
    now: datetime
    post: Membership | None
    author: User | None = None
    author_for_id: int | None = None
    request_key: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    recorded_as: str = ""
    directive_touched: set[str] = field(default_factory=set)
    also: list[Assignment] = field(default_factory=list)  # new parts, already written

    @property
    def today(self) -> date:
        return local_day(self.now)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return working_calendar()

    @cached_property
    def rules(self) -> Rules:
        return load_rules()

    def held_post(self) -> Membership:
        """The post it is done in. Raises WrongState as `person`."""
        self.person()
        assert self.post is not None  # noqa: S101 -- `person` has just made sure of it
        return self.post

    def person(self) -> User:
        """Who acts. Raises WrongState where nobody does: some acts need a person in a post."""
        if self.actor.user is None or self.post is None:
            raise WrongState(_("Only a person in a post can do this."))
        return self.actor.user

    def writer(self) -> User:
        """Who wrote what leaves the department now. Raises WrongState as `person`."""
        return self.author or self.person()

    @property
    def behalf_id(self) -> int | None:
        """The absent person the actor stands for, or the leader they record for, in this act."""
        own = self.post is None or self.post.user_id == self.actor.user_id
        return None if own or self.post is None else self.post.user_id

    @property
    def writer_behalf_id(self) -> int | None:
        """Whom `writer` wrote for, where that was not for themselves."""
        return self.author_for_id if self.author is not None else self.behalf_id

    def files(self, ids: Sequence[int], *, field: str = "files") -> list[StoredFile]:
        """The attached files, which the writer must have uploaded. Raises Invalid."""
        return own_files(self.writer().pk, ids, field=field) if ids else []

    def set_directive(self, **columns: Any) -> None:
        """Change columns of the directive; they are saved once, at the end."""
        for name, value in columns.items():
            setattr(self.directive, name, value)
            self.directive_touched.add(name)


def change(part: Assignment, **columns: Any) -> set[str]:
    """Set columns of a part, with those that follow from them; returns the names of the columns to save."""
    touched = set(columns)
    for name, value in columns.items():
        setattr(part, name, value)
    if "due_on" in columns or "awake" in columns:
        part.sort_due = part.due_on if part.awake and part.due_on else NO_DATE
        touched.add("sort_due")
    return touched


def stand_at(part: Assignment, status: Status, *, now: datetime) -> set[str]:
    """Put a part into `status` with everything that follows from it; returns the names of the columns to save."""
    columns = {
        "status": status.value,
        "status_since": now,
        "is_open": status in OPEN,
        "completed_on": local_day(now) if status in CLOSED else None,
        "paused_from": part.status if status is Status.PAUSED else "",
    }
    return change(part, **columns)


@dataclass(kw_only=True)
class Act(Doing):
    """One verb being done to one part, or to an object of it (`subject`)."""

    part: Assignment
    subject: Any = None
    touched: set[str] = field(default_factory=set)
    moved_from: str = ""

    def set(self, **columns: Any) -> None:
        """Change columns of the part; they are saved once, at the end."""
        self.touched |= change(self.part, **columns)

    def move(self, status: Status) -> None:
        """Move the part to `status`; closes it when that status is closed."""
        if self.part.status == status:
            return
        self.moved_from = self.moved_from or self.part.status
        if status is Status.AWAITING_APPROVAL:
            self.put_to_leader()
        self.touched |= stand_at(self.part, status, now=self.now)

    def put_to_leader(self) -> None:
        """Something now waits for the deciding leader: say on the part whether the Chair decides in their place."""
        inside = chair_decides(self.directive, self.part.department_id, on=self.today)
        if inside != self.part.chair_decides:
            self.set(chair_decides=inside)

    def accept_implied(self) -> None:
        """Working on a part that nobody has accepted yet accepts it."""
        if self.part.accepted_at is None:
            self.set(accepted_at=self.now, accept_by=None)


@dataclass(kw_only=True)
class DirectiveAct(Doing):
    """One verb being done to a directive with all its parts."""

    parts: list[Assignment]
    touched: dict[int, set[str]] = field(default_factory=dict)
    moved: dict[int, tuple[str, str]] = field(default_factory=dict)
    directive_before: str = field(init=False)

    def __post_init__(self) -> None:
        self.directive_before = self.directive.status

    def open_parts(self, *roles: Role) -> list[Assignment]:
        """Open parts of these roles, or of all."""
        return [part for part in self.parts if part.is_open and (not roles or part.role in roles)]

    def set(self, part: Assignment, **columns: Any) -> None:
        """Change columns of one part; all are saved together, at the end."""
        self.touched.setdefault(part.pk, set()).update(change(part, **columns))

    def move(self, parts: Iterable[Assignment], status: Status) -> None:
        """Move parts to `status`."""
        moving = [part for part in parts if part.status != status]
        if status is Status.AWAITING_APPROVAL:
            departments = [part.department_id for part in moving]
            inside = where_chair_decides(self.directive, departments, on=self.today)
            for part in moving:
                self.set(part, chair_decides=part.department_id in inside)
        for part in moving:
            first = self.moved.get(part.pk, (part.status, ""))[0]
            self.touched.setdefault(part.pk, set()).update(stand_at(part, status, now=self.now))
            self.moved[part.pk] = (first, status.value)
