"""What is checked under the lock before anything is written: 404, replay, stale form, 403, 409."""

import dataclasses
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from departments.actors import Actor
from directives import permissions
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import STATUS_LABELS, VERBS, Acts, Conflict, Status, Verb
from directives.models import Assignment, Directive, JournalEntry
from directives.services.plans import YEARS_AHEAD
from directives.subjects import state_label


def lock_directive(pk: int) -> Directive:
    """The directive row, locked until the transaction ends. Raises NotVisible when it is not there."""
    directive = Directive.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if directive is None:
        raise NotVisible
    return directive


def lock_part(part_id: int) -> tuple[Directive, Assignment]:
    """The part with its directive locked. Raises NotVisible when it is not there."""
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


def check_visible(actor: Actor, directive: Directive, part: Assignment | None) -> None:
    """Raise NotVisible unless `actor` sees the directive and, where one is named, the part."""
    own = [part] if part is not None else []
    if not permissions.may_see(actor, directive, own) and not permissions.sees_by_a_part(actor, directive):
        raise NotVisible
    if part is not None and not permissions.may_see_part(actor, directive, part):
        raise NotVisible


def find_replay(directive: Directive, actor: Actor, request_key: str) -> JournalEntry | None:
    """The entry an earlier request with the same key has written, if any."""
    if not request_key:
        return None
    return JournalEntry.objects.filter(
        stream=directive.stream, actor_id=actor.user_id, request_key=request_key
    ).first()


def check_same(entry: JournalEntry, verb: Verb, part: Assignment | None, subject: Any = None) -> None:
    """Refuse a key that an earlier request of this person carried for another act, part or object of it."""
    done = entry.data.get("prepared") if entry.verb == "prepare" else entry.verb
    if entry.data.get("released"):
        done = "release"
    elsewhere = entry.part_id != (part.pk if part is not None else None)
    if subject is not None:
        elsewhere |= entry.data.get("subject", subject.pk) != subject.pk
    if elsewhere or done != verb.name:
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


def check_possible(
    verb: Verb,
    actor: Actor,
    directive: Directive,
    part: Assignment | None,
    subject: Any = None,
    *,
    recording: bool = False,
) -> None:
    """403 when the person may never do this here, 409 when the state does not allow it now."""
    if not permissions.entitled(actor, verb, directive, part, subject):
        raise Forbidden
    check_state(verb, directive, part, subject)
    if permissions.in_conflict(actor, verb, directive, part, subject, recording=recording):
        raise Forbidden(conflict_words(verb, part), code="conflict")


def check_days(data: Any, today: date) -> None:
    """Refuse a day no directive can be about."""
    for need in dataclasses.fields(data):
        day = getattr(data, need.name)
        if need.metadata["kind"] == "day" and day is not None and day.year > today.year + YEARS_AHEAD:
            raise Invalid(_("This day lies too far ahead. Check the year."), field=need.name)


def check_state(verb: Verb, directive: Directive, part: Assignment | None, subject: Any = None) -> None:
    """Raise WrongState unless part (or directive) and object stand where the verb starts from."""
    if part is None:
        _check_status(verb, directive.status)
        if not permissions.applies_to_mode(verb, directive):
            raise WrongState(
                _("“%(verb)s” does not apply to a directive of this kind.") % {"verb": verb.label}
            )
        return
    if part.role not in verb.roles:
        raise WrongState(_("“%(verb)s” does not apply to a part of this kind.") % {"verb": verb.label})
    if subject is not None and subject.state not in verb.states:
        raise WrongState(
            _("This is “%(status)s” now; “%(verb)s” is not possible.")
            % {"status": state_label(subject), "verb": verb.label}
        )
    _check_status(verb, part.status)


def _check_status(verb: Verb, status: str) -> None:
    if status in verb.sources:
        return
    words = {"status": STATUS_LABELS[Status(status)], "verb": verb.label}
    if verb.acts_on == Acts.DIRECTIVE:
        raise WrongState(_("This directive is “%(status)s” now; “%(verb)s” is not possible.") % words)
    raise WrongState(_("This part is “%(status)s” now; “%(verb)s” is not possible.") % words)


def conflict_words(verb: Verb, part: Assignment | None) -> str:
    """Why a conflict of interest keeps somebody from a verb."""
    if Conflict.PROPOSER in verb.not_by:
        return _("You proposed this yourself; a second person of the Office has to confirm it.")
    if verb.name == "set_deadline":
        return _("Nobody sets the deadline of their own department; somebody else of the Office decides.")
    if Conflict.OWN_PART in verb.not_by:
        return _(
            "Nobody decides this for their own department, nor on their own request; somebody else decides."
        )
    return _("You prepared or released this result yourself; somebody else has to judge it.")
