"""A directive issued for what a corrected text says: an addition to its conclusion, or in place of an earlier one."""

import dataclasses
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from directives.errors import WrongState
from directives.models import ChangeState, Directive
from directives.services import drafts
from directives.services.issuing import issue_drafts
from directives.services.plans import Plan
from directives.services.revision_deciding import check_open, count_decided, done_before, lock_change, settle


def issue_from_change(
    change_id: int, plan: Plan, *, actor: Actor, now: datetime, request_key: str = ""
) -> Directive:
    """Issue a directive for what the corrected text says, as a later one of the same conclusion.

    For a new point it is an addition; for a point that became a directive before it takes the place of that one,
    which decides every open change of the point. A replay returns the directive issued then.
    """
    with transaction.atomic():
        change = lock_change(change_id, actor=actor)
        if done_before(change, actor, request_key, "issue_from_revision"):
            return Directive.objects.get(issued_by_revisions=change)
        check_open(change)
        revision, point = change.revision, change.point
        if not point.standing:
            raise WrongState(
                _("This point stands in the corrected text no more: there is nothing to be issued.")
            )
        earlier = change.directive
        if earlier is not None and not earlier.is_open:
            raise WrongState(_("This directive is closed; reopen it on its own page first."))
        conclusion = revision.conclusion
        draft = drafts.write_draft(
            dataclasses.replace(plan, replaces=earlier.pk if earlier is not None else None),
            actor=actor,
            now=now,
            monitor_id=plan.monitor or conclusion.monitor_id,
            conclusion=conclusion,
        )
        draft.conclusion = conclusion
        issued = issue_drafts([draft], actor=actor, now=now)[0]
        settled = [change]
        if earlier is not None:
            settled = list(point.changes.filter(state=ChangeState.OPEN))
        verb = "supersede" if earlier is not None else "issue"
        for row in settled:
            row.issued = issued
            settle(row, ChangeState.APPLIED, actor=actor, now=now, verb=verb)
        point.directive = issued
        point.save(update_fields=["directive"])
        count_decided(
            revision, actor, now, "issue_from_revision", settled, key=request_key, directive=issued.pk
        )
    return issued
