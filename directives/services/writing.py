"""The one way a verb changes a directive: lock, re-read, check, write status, journal and Pending, tell the engine.

Order of locks: the directive row first, nothing before it; several directives in pk order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, cast

from django.db import transaction

from departments.actors import Actor
from departments.clock import today as local_day
from directives import journal, permissions
from directives.engine import engine
from directives.errors import NotVisible
from directives.lifecycle import VERBS, Acts, Role, Status, Verb
from directives.models import Assignment, Directive
from directives.services import closing, prepared, recurring, rollup
from directives.services.act import Act, DirectiveAct, Doing, Done
from directives.services.checking import (
    check_days,
    check_possible,
    check_same,
    check_version,
    check_visible,
    find_replay,
    lock_directive,
    lock_part,
)
from directives.services.recording import Recorded, watch
from directives.services.secrecy import check_needs
from directives.subjects import find

__all__ = ["SERVICES", "Act", "DirectiveAct", "Done", "check_possible", "perform"]

GONE = (Status.TRANSFERRED, Status.RECALLED, Status.SUPERSEDED)


class Service(Protocol):
    """A verb as a function; `data` may be left out where the verb needs nothing.

    Exactly one of `part`, `directive` and `subject` names what it is done to, by id. Raises NotVisible,
    Forbidden, WrongState, Stale or Invalid; then nothing has changed. `recorded` makes it a decision that the
    actor records for a leader they assist.
    """

    def __call__(
        self,
        *,
        actor: Actor,
        now: datetime,
        part: int = 0,
        directive: int = 0,
        subject: int = 0,
        data: Any = None,
        version: int | None = None,
        request_key: str = "",
        recorded: Recorded | None = None,
    ) -> Done: ...


@dataclass(frozen=True)
class Body:
    """What a verb changes, and what it checks first: `check` runs when an act is prepared and when it is released."""

    change: Callable[[Any, Any], None]
    check: Callable[[Any, Any], None] | None


SERVICES: dict[str, Service] = {}
BODIES: dict[str, Body] = {}


def perform(verb: Verb, target: int, **how: Any) -> Done:
    """Do `verb` to the part, directive or object with the id `target`: the door for screens and the API."""
    service = SERVICES[verb.name]
    if verb.acts_on == Acts.PART:
        return service(part=target, **how)
    return (
        service(directive=target, **how) if verb.acts_on == Acts.DIRECTIVE else service(subject=target, **how)
    )


@dataclass(frozen=True)
class _Target:
    """What a verb is done to, locked: a directive, one part of it, or an object of that part."""

    directive: Directive
    part: Assignment | None = None
    subject: Any = None


def _lock(verb: Verb, *, part: int, directive: int, subject: int) -> _Target:
    """Lock the directive first, then read the rest as it stands under the lock. Raises NotVisible."""
    if verb.acts_on == Acts.DIRECTIVE:
        return _Target(lock_directive(directive))
    if verb.acts_on == Acts.PART:
        return _Target(*lock_part(part))
    found = find(verb.acts_on, subject)
    if found is None:
        raise NotVisible
    locked, row = lock_part(found.part_id)
    found.refresh_from_db()
    found.part = row
    return _Target(locked, row, found)


def _service(name: str, body: Body, run: Callable[..., Done]) -> Service:
    """The service of a verb: what stands around every act stands here once; `run` does the act and writes it."""
    verb = VERBS[name]

    @wraps(body.change)
    def service(
        *,
        actor: Actor,
        now: datetime,
        part: int = 0,
        directive: int = 0,
        subject: int = 0,
        data: Any = None,
        version: int | None = None,
        request_key: str = "",
        recorded: Recorded | None = None,
    ) -> Done:
        with transaction.atomic():
            target = _lock(verb, part=part, directive=directive, subject=subject)
            about = (target.directive, target.part)
            check_visible(actor, *about)
            replay = find_replay(target.directive, actor, request_key)
            if replay is not None:
                check_same(replay, verb, target.part, target.subject)
                return Done(*about, replay, replayed=True)
            check_version(target.directive, version)
            recording = recorded is not None and not recorded.empty
            check_possible(verb, actor, *about, target.subject, recording=recording)
            wanted = data if data is not None else verb.needs()
            check_days(wanted, local_day(now))
            check_needs(target.directive, verb, wanted)
            doing = {
                "verb": verb,
                "directive": target.directive,
                "actor": actor,
                "now": now,
                "request_key": request_key,
                "post": permissions.acting_post(actor, verb, *about, target.subject, recording=recording),
            }
            return run(target, doing, wanted, recorded)

    SERVICES[name], BODIES[name] = service, body
    return service


def part_service(
    name: str, *, check: Callable[[Any, Any], None] | None = None
) -> Callable[[Callable[[Act, Any], None]], Service]:
    """Make a service of a body, which only says what the verb changes to a part or to an object of it.

    A verb that leaves the department is kept for release where the actor may not release it, after `check` has
    passed.
    """

    def decorate(body: Callable[[Act, Any], None]) -> Service:
        def run(target: _Target, doing: dict[str, Any], wanted: Any, recorded: Recorded | None) -> Done:
            locked = cast(Assignment, target.part)  # only a verb on a whole directive locks none
            act = Act(**doing, part=locked, subject=target.subject)
            if target.subject is not None:
                act.data["subject"] = target.subject.pk  # a key stands for one object only
            watched = watch(act, recorded)
            if check is not None:
                check(act, wanted)
            if not (act.verb.leaves_department and prepared.kept_for_release(act, wanted)):
                body(act, wanted)
            done = _write(act)
            if watched is not None:
                watched.keep(act, done.entry, act.part)
            return done

        return _service(name, Body(body, check), run)

    return decorate


def directive_service(
    name: str,
) -> Callable[[Callable[[DirectiveAct, Any], None]], Service]:
    """Make a service of a body that changes a directive with all its parts together."""

    def decorate(body: Callable[[DirectiveAct, Any], None]) -> Service:
        def run(target: _Target, doing: dict[str, Any], wanted: Any, recorded: Recorded | None) -> Done:
            act = DirectiveAct(**doing, parts=parts_of(target.directive))
            watched = watch(act, recorded)
            body(act, wanted)
            done = write_directive(act)
            if watched is not None:
                watched.keep(act, done.entry, None)
            return done

        return _service(name, Body(body, None), run)

    return decorate


def parts_of(locked: Any) -> list[Assignment]:
    """Every issued part of a locked directive, in pk order."""
    rows = Assignment.objects.filter(directive=locked).exclude(status=Status.DRAFT)
    parts = list(rows.select_related("department").order_by("pk"))
    for row in parts:
        row.directive = locked
    return parts


def _write(act: Act) -> Done:
    part, directive = act.part, act.directive
    if act.touched:
        part.save(update_fields=sorted(act.touched))
    moved = bool(act.moved_from)
    if moved:
        closing.close_requests([part], now=act.now)
    if moved or act.also:
        recurring.follow(directive, [(part, act.moved_from)] if moved else [], act.also, now=act.now)
    changed = rollup.follow(directive, part, now=act.now) if moved or act.also else set()
    entry = _journal(
        act, part=part, from_status=act.moved_from, to_status=part.status if moved else "", changed=changed
    )
    _tell_engine(act, part)
    _start(act)
    return Done(directive, part, entry)


def _tell_engine(act: Act, part: Assignment) -> None:
    if part.process_id is None:
        if act.moved_from and part.is_open and part.role in (Role.LEAD, Role.EACH):
            engine().start([part], now=act.now)
        return
    if act.moved_from and part.status in GONE:
        engine().cancel([part], now=act.now)
    elif act.moved_from in (Status.COMPLETED, *GONE):  # reopened: the old process has ended
        engine().start([part], now=act.now)
    elif act.moved_from:
        engine().advance(part, by=act.actor.user, now=act.now)
    elif "officer_id" in act.touched:
        engine().hand_over(part, now=act.now)


def _start(act: Doing) -> None:
    flowing = [new for new in act.also if new.is_open and new.role in (Role.LEAD, Role.EACH)]
    if flowing:
        engine().start(flowing, now=act.now)


def _journal(
    act: Doing, *, part: Assignment | None, from_status: str, to_status: str, changed: set[str]
) -> Any:
    entry = journal.append(
        act.directive,
        journal.Happening(
            verb=act.recorded_as or act.verb.name,
            actor=act.actor,
            now=act.now,
            post=act.post,
            from_status=from_status,
            to_status=to_status,
            data=act.data,
            request_key=act.request_key,
            part=part,
        ),
    )
    columns = {"version", "journal_head"} | changed | act.directive_touched
    act.directive.save(update_fields=sorted(columns))
    return entry


def write_directive(act: DirectiveAct) -> Done:
    """Save what an act on a whole directive has changed, in a number of statements that hardly grows with it."""
    by_pk = {part.pk: part for part in act.parts}
    touched = [by_pk[pk] for pk in sorted(act.touched)]
    if touched:
        columns = sorted(set().union(*act.touched.values()))
        Assignment.objects.bulk_update(touched, columns, batch_size=200)
    moved = [by_pk[pk] for pk in sorted(act.moved)]
    changed: set[str] = set()
    if moved or act.also:
        closing.close_requests(moved, now=act.now)
        came_from = [(part, act.moved[part.pk][0]) for part in moved]
        recurring.follow(act.directive, came_from, act.also, now=act.now)
        changed = rollup.follow(act.directive, None, now=act.now)
    if act.moved:
        act.data["moved"] = {str(pk): list(change) for pk, change in sorted(act.moved.items())}
    before = act.directive_before if changed else ""
    entry = _journal(
        act,
        part=None,
        from_status=before,
        to_status=act.directive.status if changed else "",
        changed=changed,
    )
    _tell_engine_of_many(act, moved)
    _start(act)
    return Done(act.directive, None, entry)


def _tell_engine_of_many(act: DirectiveAct, moved: list[Assignment]) -> None:
    flowing = [part for part in moved if part.role in (Role.LEAD, Role.EACH)]
    gone = [part for part in flowing if part.status in GONE and part.process_id is not None]
    done = [part for part in flowing if part.status == Status.COMPLETED and part.process_id is not None]
    back = [
        part
        for part in flowing
        if part.is_open and (part.process_id is None or act.moved[part.pk][0] in (Status.COMPLETED, *GONE))
    ]
    if gone:
        engine().cancel(gone, now=act.now)
    if done:
        engine().complete(done, by=act.actor.user, now=act.now)
    if back:
        engine().start(back, now=act.now)
    settled = {part.pk for part in (*gone, *done, *back)}
    for part in flowing:
        if part.pk not in settled and Status.PAUSED not in act.moved[part.pk]:  # a paused part keeps its task
            engine().advance(part, by=act.actor.user, now=act.now)
