"""Absences and assistants of the cast, for tests."""

from datetime import date, timedelta

from departments.models import Assistant, Membership, Post, Substitute, User
from directives.services import acting
from tests.cast import MONDAY, NOW, Cast

FRIDAY = MONDAY + timedelta(days=4)


def post_of(user: User, *posts: Post) -> Membership:
    """The first post of a person, or the one of these kinds."""
    held = Membership.objects.filter(user=user).order_by("pk")
    return held.filter(post__in=posts).get() if posts else held[0]


def away(cast: Cast, absent: User, substitute: User | None, *, until: date = FRIDAY) -> Substitute:
    """`substitute` stands for `absent` from Monday on, entered by the absent person."""
    return acting.enter_absence(
        post=post_of(absent).pk,
        substitute=post_of(substitute).pk if substitute else None,
        from_on=MONDAY,
        until_on=until,
        reason="Đi công tác",
        actor=cast.actor(absent),
        now=NOW,
    )


def assist(cast: Cast, leader: User, assistant: User) -> Assistant:
    """`assistant` records what `leader` decides, from Monday on."""
    return acting.appoint_assistant(
        leader=post_of(leader).pk,
        assistant=assistant.pk,
        from_on=MONDAY,
        until_on=None,
        actor=cast.actor(leader),
        now=NOW,
    )
