"""A directive that follows up or takes the place of an earlier one: both say so, in the transaction that issues it.

The earlier directives are locked first, in pk order; the new one is younger than all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models.user import OFFICE_POSTS
from directives import journal, needs, permissions
from directives.errors import Invalid, WrongState
from directives.lifecycle import Mode, Role, Status
from directives.models import Assignment, Bottleneck, BottleneckState, Directive
from directives.services.plans import Plan
from directives.services.writing import SERVICES


@dataclass
class Origin:
    """The earlier directives by id, under their locks, and the bottleneck the new one is made of."""

    earlier: dict[int, Directive] = field(default_factory=dict)
    bottleneck: Bottleneck | None = None


def parent_of(plan: Plan, *, actor: Actor) -> int | None:
    """The directive followed up: the one named, or that of the bottleneck named.

    Raises Invalid with the field for what does not exist, was not issued or is not seen, and for a bottleneck
    of another directive than the one named.
    """
    _check_issued(plan.replaces, "replaces", actor)
    if plan.bottleneck is None:
        _check_issued(plan.parent, "parent", actor)
        return plan.parent
    row = Bottleneck.objects.select_related("part").filter(pk=plan.bottleneck).first()
    if row is None or plan.parent not in (None, row.part.directive_id):
        raise Invalid(_("This bottleneck belongs to no such directive."), field="bottleneck")
    _check_issued(row.part.directive_id, "bottleneck", actor)
    return row.part.directive_id


def _check_issued(pk: int | None, name: str, actor: Actor) -> None:
    seen = permissions.visible_directives(actor).exclude(status=Status.DRAFT)
    if pk is not None and not seen.filter(pk=pk).exists():
        raise Invalid(_("Choose a directive that has been issued."), field=name)


def lock_earlier(drafts: Sequence[Directive], bottleneck: int | None = None) -> Origin:
    """Lock what `drafts` follow up or replace, with the bottleneck as it stands then. No statement where nothing."""
    ids = {pk for draft in drafts for pk in (draft.parent_id, draft.replaces_id) if pk is not None}
    if not ids:
        return Origin()
    rows = Directive.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    origin = Origin({row.pk: row for row in rows})
    _check_replaced(drafts, origin.earlier)
    if bottleneck is not None:
        origin.bottleneck = Bottleneck.objects.select_related("part").get(pk=bottleneck)
        if not origin.bottleneck.is_open:
            raise WrongState(_("This bottleneck has ended already."))
    return origin


def _check_replaced(drafts: Sequence[Directive], earlier: dict[int, Directive]) -> None:
    """What is to be replaced is still open, and by one of these only: what ended meanwhile is told by its point."""
    taken: set[int] = set()
    for draft in drafts:
        if draft.replaces_id is None:
            continue
        if draft.replaces_id in taken or not earlier[draft.replaces_id].is_open:
            words = {"title": earlier[draft.replaces_id].heading, "point": draft.point_label}
            if draft.point_label:
                raise WrongState(
                    _("Point %(point)s: “%(title)s” has ended or is replaced already. Choose again.") % words
                )
            raise WrongState(_("“%(title)s” has ended or is replaced already. Choose again.") % words)
        taken.add(draft.replaces_id)


def tell_earlier(issued: Sequence[Directive], origin: Origin, *, actor: Actor, now: datetime) -> None:
    """Write on the earlier directives what has been issued after them, and end what it takes the place of."""
    for later in issued:
        parent = origin.earlier.get(later.parent_id or 0)
        if parent is not None:
            _followed_up(parent, later, origin.bottleneck, actor=actor, now=now)
    for later in issued:
        if later.replaces_id is not None:
            earlier = origin.earlier[later.replaces_id]
            reason = "" if earlier.is_secret or later.is_secret else later.title
            data = needs.Supersede(by=later.pk, reason=reason or later.document_number)
            SERVICES["supersede"](directive=earlier.pk, actor=actor, now=now, data=data)
            later.refresh_from_db(fields=["version", "journal_head", "replaces"])


def _followed_up(
    parent: Directive, later: Directive, bottleneck: Bottleneck | None, *, actor: Actor, now: datetime
) -> None:
    data = {"directive": later.pk}
    if bottleneck is not None:
        data["bottleneck"] = bottleneck.pk
        _close(bottleneck, later, actor=actor, now=now)
    part = bottleneck.part if bottleneck is not None else _lead_of(parent)
    journal.append(
        parent,
        journal.Happening(
            verb="follow_up", actor=actor, now=now, post=actor.post_among(OFFICE_POSTS), data=data, part=part
        ),
    )
    parent.save(update_fields=["version", "journal_head"])


def _close(row: Bottleneck, later: Directive, *, actor: Actor, now: datetime) -> None:
    row.state, row.is_open, row.follow_up = BottleneckState.FOLLOWED_UP, False, later
    row.resolved_by, row.resolved_at, row.resolved_on = actor.user, now, local_day(now)
    row.save()


def _lead_of(parent: Directive) -> Assignment | None:
    """Whose task it carries on: the current lead's; of a directive for each nobody's in particular."""
    if parent.mode != Mode.ONE_LEAD:
        return None
    leads = Assignment.objects.filter(directive=parent, role=Role.LEAD)
    return leads.exclude(status=Status.TRANSFERRED).first()
