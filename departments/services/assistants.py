"""Appointing assistants of leaders. Called by `directives.services.acting`, which writes it into the journal."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today
from departments.errors import NotAllowed, NotPossible
from departments.models import Assistant, Membership, User
from departments.models.user import LEADER_POSTS


def may_appoint(actor: Actor, leader: Membership) -> bool:
    """The leader, the Chief of Office, administrators. Not a substitute: trust is not handed on."""
    own = {m.pk for m in actor.posts}
    return actor.is_administrator or actor.is_chief_of_office or leader.pk in own


def appoint_assistant(
    *, leader: int, assistant: int, from_on: date, until_on: date | None, actor: Actor, now: datetime
) -> Assistant:
    """Let `assistant` record decisions `leader` has taken, from `from_on` on. Raises NotAllowed or NotPossible."""
    with transaction.atomic():
        post = (
            Membership.objects.select_for_update(of=("self",), no_key=True)
            .select_related("user", "department")
            .filter(pk=leader, post__in=sorted(LEADER_POSTS))
            .first()
        )
        if post is None or not may_appoint(actor, post):
            raise NotAllowed(_("You may not appoint an assistant of this leader."), field="leader")
        if until_on is not None and until_on < max(from_on, today(now)):
            raise NotPossible(_("These days are over already."), field="until_on")
        if not Membership.objects.active(max(from_on, today(now))).filter(pk=post.pk).exists():
            raise NotPossible(_("The person does not hold this post on all of these days."), field="leader")
        person = User.objects.filter(pk=assistant, is_active=True).first()
        if person is None:
            raise NotPossible(_("Choose a person from the list."), field="assistant")
        if person.pk == post.user_id:
            raise NotPossible(_("Nobody is their own assistant."), field="assistant")
        if Membership.objects.active(max(from_on, today(now))).filter(
            user=person, post__in=sorted(LEADER_POSTS)
        ):
            raise NotPossible(_("A leader decides; somebody else records."), field="assistant")
        running = Assistant.objects.filter(leader=post, assistant=person).filter(
            Q(until_on=None) | Q(until_on__gte=from_on)
        )
        if until_on is not None:
            running = running.filter(from_on__lte=until_on)
        if running.exists():
            raise NotPossible(
                _("This person is the leader's assistant on these days already."), field="assistant"
            )
        row, _new = Assistant.objects.update_or_create(  # a start that was ended the same day begins again
            leader=post, assistant=person, from_on=from_on, defaults={"until_on": until_on}
        )
        return row


def end_assistance(*, assistance: int, actor: Actor, now: datetime) -> Assistant:
    """From today on the person records nothing more for the leader; what is recorded stays."""
    with transaction.atomic():
        row = (
            Assistant.objects.select_for_update(of=("self",), no_key=True)
            .select_related("leader__user", "leader__department", "assistant")
            .filter(pk=assistance)
            .first()
        )
        if row is None or not may_appoint(actor, row.leader):
            raise NotAllowed(_("You may not appoint an assistant of this leader."))
        yesterday = today(now) - timedelta(days=1)
        if row.until_on is not None and row.until_on <= yesterday:
            raise NotPossible(_("This has ended already."))
        row.until_on = yesterday
        row.save(update_fields=["until_on"])
        return row
