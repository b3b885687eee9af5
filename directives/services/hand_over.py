"""A desk handed over in one act: what a leader, a monitor or an officer who leaves has open goes to another person.

Batches of directives, each in a transaction of its own with the rows locked in pk order: a hand-over that is cut
short is simply asked for again and goes on with what is left.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import FieldLeader, Membership, Post, User
from departments.models.user import LEADER_POSTS, OFFICE_POSTS
from directives import journal
from directives.engine import engine
from directives.errors import Forbidden, Invalid
from directives.lifecycle import CLOSED, Status
from directives.models import Assignment, Bottleneck, Conclusion, Directive, JournalEntry
from directives.services import deciders, turns
from directives.services.parts import required

BATCH = 200  # directives locked at once


class DeskOf(StrEnum):
    """Whose desk is handed over: what the person directs, follows, or carries out."""

    LEADER = "leader"
    MONITOR = "monitor"
    OFFICER = "officer"


DESK_LABELS: dict[DeskOf, Promise] = {
    DeskOf.LEADER: gettext_lazy("What a leader directs and is in charge of"),
    DeskOf.MONITOR: gettext_lazy("What a monitoring officer follows"),
    DeskOf.OFFICER: gettext_lazy("What an officer carries out"),
}
_POSTS: dict[DeskOf, frozenset[str]] = {
    DeskOf.LEADER: frozenset(LEADER_POSTS),
    DeskOf.MONITOR: frozenset(OFFICE_POSTS),
    DeskOf.OFFICER: frozenset(set(Post) - LEADER_POSTS - {Post.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class HandOver:
    """What is asked for. `department` matters for an officer's desk alone: parts of that department go over."""

    desk: DeskOf
    from_user: int
    to_user: int
    department: int | None = None


@dataclass(frozen=True)
class Counts:
    """How much lies there. Directives and parts are open ones; fields are those the leader is in charge of now."""

    directives: int = 0
    parts: int = 0
    fields: int = 0
    conclusions: int = 0
    bottlenecks: int = 0

    @property
    def nothing(self) -> bool:
        return not any(asdict(self).values())


def may_hand_over(actor: Actor, desk: DeskOf, department: int | None) -> bool:
    """Leaders' and monitors' desks: Chief of Office and administrators; an officer's: the head of that department."""
    if actor.is_administrator:
        return True
    if desk is not DeskOf.OFFICER:
        return actor.is_chief_of_office
    heads = {m.department_id for m in actor.all_posts if m.post in (Post.HEAD, Post.CHIEF_OF_OFFICE)}
    return department in heads


def preview(asked: HandOver, *, actor: Actor, now: datetime) -> Counts:
    """What would go over, after the same checks. Raises Forbidden or Invalid."""
    _check(asked, actor, local_day(now))
    directives = _directives(asked)
    if asked.desk is DeskOf.OFFICER:
        return Counts(directives=directives.count(), parts=_parts(asked).count())
    if asked.desk is DeskOf.MONITOR:
        return Counts(directives=directives.count(), conclusions=_conclusions(asked).count())
    return Counts(
        directives=directives.count(),
        fields=FieldLeader.objects.filter(leader_id=asked.from_user).count(),
        bottlenecks=_bottlenecks(asked).count(),
    )


def hand_over_desk(
    asked: HandOver, *, reason: str, actor: Actor, now: datetime, request_key: str = ""
) -> Counts:
    """Move everything open from one person to the other; one entry per directive. Raises Forbidden or Invalid."""
    text = required(reason, "reason")
    done = _done_before(actor, request_key)
    if done is not None:
        return Counts(**done.data["counts"])
    counts = preview(asked, actor=actor, now=now)
    if counts.nothing:
        raise Invalid(_("Nothing lies on this desk."), field="from_user")
    pks = list(_directives(asked).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        _move_batch(asked, pks[start : start + BATCH], text, actor=actor, now=now)
    _move_rest(asked, counts, text, actor=actor, now=now, request_key=request_key)
    return counts


def _check(asked: HandOver, actor: Actor, day: date) -> None:
    if asked.desk is DeskOf.OFFICER and asked.department is None:
        raise Invalid(_("Choose a department."), field="department")
    if not may_hand_over(actor, asked.desk, asked.department):
        raise Forbidden
    if asked.from_user == asked.to_user:
        raise Invalid(_("Choose another person than the one who leaves."), field="to_user")
    if not User.objects.filter(pk=asked.from_user).exists():
        raise Invalid(_("Choose a person from the list."), field="from_user")
    if not successors(asked.desk, asked.department, day).filter(user_id=asked.to_user).exists():
        raise Invalid(_("Who takes the desk over must hold such a post now."), field="to_user")


def successors(desk: DeskOf, department: int | None, day: date) -> QuerySet[Membership]:
    """Posts whose holders may take over such a desk on the local date `day`."""
    held = Membership.objects.active(day).filter(post__in=sorted(_POSTS[desk]))
    return held.filter(department_id=department or 0) if desk is DeskOf.OFFICER else held


def predecessors(desk: DeskOf, department: int | None) -> QuerySet[User]:
    """People who hold or held such a post: whoever leaves may have left already."""
    held = Membership.objects.filter(post__in=sorted(_POSTS[desk]))
    if desk is DeskOf.OFFICER:
        held = held.filter(department_id=department or 0)
    return User.objects.filter(pk__in=held.values("user_id"))


def _directives(asked: HandOver) -> QuerySet[Directive]:
    """Drafts and open directives on the desk; closed ones keep the names they had."""
    rows = Directive.objects.exclude(status__in=sorted(CLOSED))
    match asked.desk:
        case DeskOf.LEADER:
            mine = Q(directed_by_id=asked.from_user) | Q(leader_in_charge_id=asked.from_user)
            return rows.filter(mine | Q(pk__in=_bottlenecks(asked).values("part__directive_id")))
        case DeskOf.MONITOR:
            return rows.filter(monitor_id=asked.from_user)
        case DeskOf.OFFICER:
            return rows.filter(pk__in=_parts(asked).values("directive_id"))


def _parts(asked: HandOver) -> QuerySet[Assignment]:
    """Open parts an officer carries out for the department, its own and those handed down to it."""
    here = Q(department_id=asked.department) | Q(unit_id=asked.department)
    return Assignment.objects.filter(here, officer_id=asked.from_user, is_open=True)


def _conclusions(asked: HandOver) -> QuerySet[Conclusion]:
    """Conclusions still in work: nothing of them has been issued."""
    return Conclusion.objects.filter(monitor_id=asked.from_user, published_at=None)


def _bottlenecks(asked: HandOver) -> QuerySet[Bottleneck]:
    return Bottleneck.objects.filter(asked_leader_id=asked.from_user, is_open=True)


def _move_batch(asked: HandOver, pks: list[int], reason: str, *, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        locked = list(_directives(asked).select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))
        _MOVES[asked.desk](asked, locked, now)
        post = _post(asked, actor)
        data = {
            "desk": asked.desk.value,
            "from_person": asked.from_user,
            "to_person": asked.to_user,
            "reason": reason,
        }
        journal.append_many(
            (
                directive,
                journal.Happening(verb="hand_over_desk", actor=actor, now=now, post=post, data=dict(data)),
            )
            for directive in locked
            if directive.status != Status.DRAFT  # drafts have no journal yet and may still be deleted
        )
        columns = ["directed_by", "leader_in_charge", "monitor", "version", "journal_head"]
        Directive.objects.bulk_update(locked, columns, batch_size=BATCH)
        if asked.desk is DeskOf.LEADER:
            deciders.refresh(Assignment.objects.filter(directive__in=locked, is_open=True), on=local_day(now))


def _move_leader(asked: HandOver, locked: list[Directive], now: datetime) -> None:
    for directive in locked:
        if directive.directed_by_id == asked.from_user:
            directive.directed_by_id = asked.to_user
        if directive.leader_in_charge_id == asked.from_user:
            directive.leader_in_charge_id = asked.to_user
    parts = Assignment.objects.filter(directive__in=locked)
    parts.filter(directed_by_id=asked.from_user).update(directed_by_id=asked.to_user)
    with_leader = Bottleneck.objects.filter(
        part__directive__in=locked, asked_leader_id=asked.from_user, is_open=True
    )
    turns.pass_on(with_leader, on=local_day(now), leader=asked.to_user)


def _move_monitor(asked: HandOver, locked: list[Directive], now: datetime) -> None:
    for directive in locked:
        directive.monitor_id = asked.to_user
    Assignment.objects.filter(directive__in=locked, monitor_id=asked.from_user).update(
        monitor_id=asked.to_user
    )


def _move_officer(asked: HandOver, locked: list[Directive], now: datetime) -> None:
    parts = list(
        _parts(asked).filter(directive__in=locked).select_related("department", "directive").order_by("pk")
    )
    for part in parts:
        part.officer_id = asked.to_user
    Assignment.objects.bulk_update(parts, ["officer"], batch_size=BATCH)
    for part in parts:
        if part.process_id is not None:
            engine().hand_over(part, now=now)


_MOVES: dict[DeskOf, Callable[[HandOver, list[Directive], datetime], None]] = {
    DeskOf.LEADER: _move_leader,
    DeskOf.MONITOR: _move_monitor,
    DeskOf.OFFICER: _move_officer,
}


def _move_rest(
    asked: HandOver, counts: Counts, reason: str, *, actor: Actor, now: datetime, request_key: str
) -> None:
    """What hangs on no directive, and the entry of the whole act in the Office's stream."""
    with transaction.atomic():
        journal.lock_office()
        if asked.desk is DeskOf.LEADER:
            FieldLeader.objects.filter(leader_id=asked.from_user).update(leader_id=asked.to_user)
        if asked.desk is DeskOf.MONITOR:
            _conclusions(asked).update(monitor_id=asked.to_user)
        journal.append_office(
            journal.Happening(
                verb="hand_over_desk",
                actor=actor,
                now=now,
                post=_post(asked, actor),
                data={**asdict(asked), "reason": reason, "counts": asdict(counts)},
                request_key=request_key,
            )
        )


def _post(asked: HandOver, actor: Actor) -> Membership | None:
    """The post this was done in: of the department whose desk it is, else in the Office, else any."""
    of_department = actor.post_in(asked.department) if asked.desk is DeskOf.OFFICER else None
    return of_department or actor.post_among(OFFICE_POSTS) or next(iter(actor.posts), None)


def _done_before(actor: Actor, request_key: str) -> JournalEntry | None:
    if not request_key:
        return None
    return JournalEntry.objects.filter(
        stream=journal.OFFICE_STREAM,
        actor_id=actor.user_id,
        request_key=request_key,
        verb="hand_over_desk",
    ).first()
