"""The one way a verb changes a directive: lock, re-read, check, write status, journal and Pending, tell the engine.

Order of locks: the directive row first, nothing before it; several directives in pk order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any, Generic, Protocol, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Membership
from departments.selectors import working_calendar
from departments.working_days import WorkingCalendar
from directives import journal, permissions
from directives.engine import engine
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import CLOSED, OPEN, STATUS_LABELS, VERBS, Conflict, Role, Status, Verb
from directives.models import Assignment, Directive, JournalEntry
from directives.models.assignment import NO_DATE
from directives.rules import Rules, load_rules
from directives.services import rollup

Data = TypeVar("Data", contravariant=True)


@dataclass(frozen=True)
class Done:
    """What a service returns. `replayed` tells that the same request had its effect before."""

    directive: Directive
    part: Assignment | None
    entry: JournalEntry
    replayed: bool = False


@dataclass
class Act:
    """One verb being done to one part (or directive) by one actor at one moment, inside the transaction."""

    verb: Verb
    directive: Directive
    part: Assignment
    actor: Actor
    now: datetime
    post: Membership | None
    request_key: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    recorded_as: str = ""
    touched: set[str] = field(default_factory=set)
    moved_from: str = ""
    also: list[Assignment] = field(default_factory=list)

    @property
    def today(self) -> date:
        return local_day(self.now)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return working_calendar()

    @cached_property
    def rules(self) -> Rules:
        return load_rules()

    def set(self, **columns: Any) -> None:
        """Change columns of the part; they are saved once, at the end."""
        for name, value in columns.items():
            setattr(self.part, name, value)
            self.touched.add(name)
        if "due_on" in columns:
            self.part.sort_due = columns["due_on"] or NO_DATE
            self.touched.add("sort_due")

    def move(self, status: Status) -> None:
        """Move the part to `status`; closes it when that status is closed."""
        if self.part.status == status:
            return
        self.moved_from = self.moved_from or self.part.status
        closed_on = self.today if status in CLOSED else None
        self.set(status=status.value, status_since=self.now, is_open=status in OPEN, completed_on=closed_on)

    def accept_implied(self) -> None:
        """Working on a part that nobody has accepted yet accepts it."""
        if self.part.accepted_at is None:
            self.set(accepted_at=self.now, accept_by=None)


class Body(Protocol[Data]):
    def __call__(self, act: Act, data: Data, /) -> None: ...


class Service(Protocol, Generic[Data]):
    """A verb as a function; `data` may be left out where the verb needs nothing.

    Raises NotVisible, Forbidden, WrongState, Stale or Invalid; then nothing has changed.
    """

    def __call__(
        self,
        *,
        part: int,
        actor: Actor,
        now: datetime,
        data: Data | None = None,
        version: int | None = None,
        request_key: str = "",
    ) -> Done: ...


SERVICES: dict[str, Service[Any]] = {}


def part_service(name: str) -> Callable[[Body[Data]], Service[Data]]:
    """Make a service of `body`, which only says what the verb changes; everything around it stands here once."""
    verb = VERBS[name]

    def decorate(body: Body[Data]) -> Service[Data]:
        @wraps(body)
        def service(
            *,
            part: int,
            actor: Actor,
            now: datetime,
            data: Data | None = None,
            version: int | None = None,
            request_key: str = "",
        ) -> Done:
            with transaction.atomic():
                directive, row = _lock(part)
                _check_visible(actor, directive, row)
                replay = find_replay(directive, actor, request_key)
                if replay is not None:
                    check_same(replay, verb, row)
                    return Done(directive, row, replay, replayed=True)
                check_version(directive, version)
                check_possible(verb, actor, directive, row)
                act = Act(
                    verb=verb,
                    directive=directive,
                    part=row,
                    actor=actor,
                    now=now,
                    request_key=request_key,
                    post=permissions.acting_post(actor, verb, directive, row),
                )
                body(act, data if data is not None else verb.needs())
                return _write(act)

        SERVICES[name] = service
        return service

    return decorate


def lock_directive(pk: int) -> Directive:
    """The directive row, locked until the transaction ends. Raises NotVisible when it is not there."""
    directive = Directive.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if directive is None:
        raise NotVisible
    return directive


def _lock(part_id: int) -> tuple[Directive, Assignment]:
    directive = (
        Directive.objects.select_for_update(no_key=True)
        .filter(pk__in=Assignment.objects.filter(pk=part_id).values("directive_id"))
        .first()
    )
    if directive is None:
        raise NotVisible
    part = Assignment.objects.select_related("department").get(pk=part_id)
    part.directive = directive
    return directive, part


def _check_visible(actor: Actor, directive: Directive, part: Assignment) -> None:
    own = [part]
    if not permissions.may_see(actor, directive, own):
        shared = Assignment.objects.filter(directive=directive, department_id__in=actor.department_ids)
        own = list(shared.exclude(status=Status.DRAFT))
        if not permissions.may_see(actor, directive, own):
            raise NotVisible
    if not permissions.may_see_part(actor, directive, part):
        raise NotVisible


def find_replay(directive: Directive, actor: Actor, request_key: str) -> JournalEntry | None:
    """The entry an earlier request with the same key has written, if any."""
    if not request_key:
        return None
    return JournalEntry.objects.filter(
        stream=directive.stream, actor_id=actor.user_id, request_key=request_key
    ).first()


def check_same(entry: JournalEntry, verb: Verb, part: Assignment) -> None:
    """Refuse a key that an earlier request of this person carried for another act or another part."""
    done = entry.data.get("prepared") if entry.verb == "prepare" else entry.verb
    if entry.data.get("released"):
        done = "release"
    if entry.part_id != part.pk or done != verb.name:
        raise Invalid(
            _("This request carries the key of another one. Open the page again and repeat it."),
            code="key_used",
        )


def check_version(directive: Directive, version: int | None) -> None:
    """Refuse a form that was opened before somebody else acted, saying who did what."""
    if version is None or version == directive.version:
        return
    last = (
        JournalEntry.objects.filter(stream=directive.stream, seq=directive.version)
        .select_related("actor")
        .first()
    )
    who = str(last.actor) if last and last.actor else _("The system")
    verb = VERBS.get(last.verb) if last else None
    what = str(verb.label).lower() if verb else (last.verb if last else "")
    raise Stale(
        _("%(who)s acted on this meanwhile (%(what)s). Your text is kept; check the page and send it again.")
        % {"who": who, "what": what}
    )


def check_possible(verb: Verb, actor: Actor, directive: Directive, part: Assignment) -> None:
    """403 when the person may never do this here, 409 when the state does not allow it now."""
    if not permissions.entitled(actor, verb, directive, part):
        raise Forbidden
    if part.role not in verb.roles:
        raise WrongState(_("“%(verb)s” does not apply to a part of this kind.") % {"verb": verb.label})
    if part.status not in verb.sources:
        label = STATUS_LABELS[Status(part.status)]
        raise WrongState(
            _("This part is “%(status)s” now; “%(verb)s” is not possible.")
            % {"status": label, "verb": verb.label}
        )
    if permissions.in_conflict(actor, verb, part):
        raise Forbidden(_conflict_words(verb), code="conflict")


def _conflict_words(verb: Verb) -> str:
    if Conflict.OWN_PART in verb.not_by:
        return _("Nobody sets the deadline of their own department; somebody else of the Office decides.")
    return _("You prepared or released this result yourself; somebody else has to judge it.")


def _write(act: Act) -> Done:
    part, directive = act.part, act.directive
    if act.touched:
        part.save(update_fields=sorted(act.touched))
    moved = bool(act.moved_from)
    changed = rollup.follow(directive, part, now=act.now) if moved or act.also else set()
    entry = journal.append(
        directive,
        journal.Happening(
            verb=act.recorded_as or act.verb.name,
            actor=act.actor,
            now=act.now,
            post=act.post,
            from_status=act.moved_from,
            to_status=part.status if moved else "",
            data=act.data,
            request_key=act.request_key,
            part=part,
        ),
    )
    directive.save(update_fields=sorted({"version", "journal_head"} | changed))
    if moved and part.process_id is not None:
        if part.status in (Status.TRANSFERRED, Status.RECALLED, Status.SUPERSEDED):
            engine().cancel(part, now=act.now)
        else:
            engine().advance(part, by=act.actor.user, now=act.now)
    elif "officer_id" in act.touched and part.process_id is not None:
        engine().hand_over(part, now=act.now)
    flowing = [new for new in act.also if new.is_open and new.awake and new.role != Role.INFORMED]
    if flowing:
        engine().start(flowing, now=act.now)
    return Done(directive, part, entry)
