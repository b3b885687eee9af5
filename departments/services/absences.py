"""Entering and ending an absence. Called by `directives.services.acting`, which writes it into the journal.

Who may stand for whom: the holder of a post of the same or a higher class (`POST_CLASSES`) in the same body. Classes,
not single posts, are compared: working rules let the Chair authorise a Vice-Chair (ủy quyền) and a head a deputy,
who decide in that post's name; an officer never decides for a head, nor a monitor for the Chief of Office.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today
from departments.errors import NotAllowed, NotPossible
from departments.models import Department, Membership, Post, Substitute
from departments.models.user import LEADER_POSTS

REASON = 300  # characters
ENTERING_POSTS = frozenset({Post.HEAD, Post.CLERK})


@dataclass(frozen=True)
class Stand:
    """`substitute` stands for `absent` (persons, not posts) from `first` to `last`, both included."""

    absent: int
    substitute: int
    first: date
    last: date


def may_enter(actor: Actor, post: Membership) -> bool:
    """Whether `actor` may enter or end an absence of this post.

    One's own; head and clerk for their department; the Chief of Office for leaders and the Office; administrators all.
    """
    if actor.is_administrator or (actor.user_id is not None and post.user_id == actor.user_id):
        return True
    if actor.is_chief_of_office and (post.post in LEADER_POSTS or post.department.is_office):
        return True
    entering = {m.department_id for m in actor.all_posts if m.post in ENTERING_POSTS}
    return post.department_id in entering and post.post not in LEADER_POSTS


def closes_loop(stands: Iterable[Stand], new: Stand) -> bool:
    """Whether on some day of `new` its substitute would, over any number of steps, be stood for by its absent one."""
    known = list(stands)
    paths, seen = [(new.substitute, new.first, new.last)], set()
    while paths:
        person, first, last = paths.pop()
        if person == new.absent:
            return True
        for stand in known:
            begins, ends = max(first, stand.first), min(last, stand.last)
            step = (stand.substitute, begins, ends)
            if stand.absent == person and begins <= ends and step not in seen:
                seen.add(step)
                paths.append(step)
    return False


def candidates(absent: Membership, first: date, last: date) -> list[Membership]:
    """Who may stand for `absent` on all these days: the same body, the same class or a higher one, another person."""
    held = Membership.objects.active(first).filter(pk__in=Membership.objects.active(last).values("pk"))
    rows = (
        held.filter(department_id=absent.department_id)
        .exclude(user_id=absent.user_id)
        .select_related("user", "department")
        .order_by("user__sort_key", "pk")
    )
    return [row for row in rows if row.may_stand_for(absent)]


def enter_absence(
    *,
    post: int,
    from_on: date,
    until_on: date,
    reason: str,
    substitute: int | None,
    actor: Actor,
    now: datetime,
) -> Substitute:
    """Record that the holder of `post` is absent, and who decides meanwhile. Raises NotAllowed or NotPossible."""
    with transaction.atomic():
        _one_at_a_time()
        absent = Membership.objects.select_related("user", "department").filter(pk=post).first()
        if absent is None or not may_enter(actor, absent):
            raise NotAllowed(_("You may not enter an absence for this person."), field="post")
        _check_days(absent, from_on, until_on, today(now))
        text = reason.strip()
        if not text:
            raise NotPossible(_("Please fill this in."), field="reason")
        chosen = None
        if substitute is not None:
            chosen = _chosen(absent, substitute, from_on, until_on, actor)
        return Substitute.objects.create(
            absent=absent,
            substitute=chosen,
            from_on=from_on,
            until_on=until_on,
            reason=text[:REASON],
            entered_by=actor.user,
        )


def end_absence(*, absence: int, actor: Actor, now: datetime) -> Substitute:
    """The person is back: the absence ends with yesterday, or is cancelled when it has not begun before today."""
    with transaction.atomic():
        row = (
            Substitute.objects.select_for_update(of=("self",), no_key=True)
            .select_related("absent__user", "absent__department", "substitute__user")
            .filter(pk=absence)
            .first()
        )
        if row is None or not may_enter(actor, row.absent):
            raise NotAllowed(_("You may not enter an absence for this person."))
        day = today(now)
        if row.cancelled_at is not None or row.until_on < day:
            raise NotPossible(_("This absence has ended already."))
        if row.from_on < day:
            row.until_on = day - timedelta(days=1)
        else:
            row.cancelled_at = now
        row.save(update_fields=["until_on", "cancelled_at"])
        return row


def _one_at_a_time() -> None:
    """Entries wait for each other, or two that are harmless alone could close a loop together."""
    Department.objects.select_for_update(no_key=True).order_by("pk").first()


def _check_days(absent: Membership, from_on: date, until_on: date, day: date) -> None:
    if until_on < from_on:
        raise NotPossible(_("The last day lies before the first one."), field="until_on")
    if until_on < day:
        raise NotPossible(_("These days are over already."), field="until_on")
    if not absent.can_be_stood_for:
        raise NotPossible(_("Administrators decide nothing that somebody could stand in for."), field="post")
    if not _held(absent, max(from_on, day), until_on):
        raise NotPossible(_("The person does not hold this post on all of these days."), field="post")
    other = Substitute.objects.touching(from_on, until_on).filter(absent=absent).first()
    if other is not None:
        raise NotPossible(
            _("An absence of this post from %(first)s to %(last)s has been entered already.")
            % {"first": f"{other.from_on:%d/%m/%Y}", "last": f"{other.until_on:%d/%m/%Y}"},
            field="from_on",
        )


def _held(post: Membership, first: date, last: date) -> bool:
    until = post.until_on or last
    return post.user.is_active and post.from_on <= first and until >= last


def _chosen(absent: Membership, pk: int, first: date, last: date, actor: Actor) -> Membership:
    """The substitute's post, after every reason against it."""
    chosen = Membership.objects.select_related("user", "department").filter(pk=pk).first()
    if chosen is None:
        raise NotPossible(_("Choose a person from the list."), field="substitute")
    if chosen.user_id == absent.user_id:
        raise NotPossible(_("Nobody stands for themselves."), field="substitute")
    if not _held(chosen, first, last):
        raise NotPossible(
            _("%(name)s does not hold this post on all of these days.") % {"name": chosen.user},
            field="substitute",
        )
    if not chosen.may_stand_for(absent):
        raise NotPossible(
            _("A substitute holds the same or a higher post in the same department."), field="substitute"
        )
    if chosen.user_id == actor.user_id and not chosen.outranks(absent):
        raise NotPossible(
            _(
                "Nobody makes themselves the substitute of an equal or a superior; somebody else has to enter this."
            ),
            field="substitute",
        )
    new = Stand(absent.user_id, chosen.user_id, first, last)
    others = Substitute.objects.touching(first, last).filter(substitute__isnull=False)
    rows = others.values_list("absent__user_id", "substitute__user_id", "from_on", "until_on")
    if closes_loop([Stand(*row) for row in rows], new):
        raise NotPossible(
            _(
                "%(name)s is absent on some of these days, with %(absent)s to stand in, directly or through others."
            )
            % {"name": chosen.user, "absent": absent.user},
            field="substitute",
        )
    return chosen
