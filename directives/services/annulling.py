"""A leader annuls what an assistant has recorded for them: its effect is undone, as long as nothing depends on it."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Membership
from departments.models.user import LEADER_POSTS
from directives import permissions
from directives.errors import Forbidden, NotVisible, WrongState
from directives.lifecycle import VERBS
from directives.models import JournalEntry, RecordedDecision
from directives.services.act import DirectiveAct, Done, change
from directives.services.checking import check_same, check_version, check_visible, find_replay, lock_directive
from directives.services.parts import required
from directives.services.recording import WATCHED, rows_of
from directives.services.secrecy import refuse_words
from directives.services.writing import parts_of, write_directive

# Acts that leave standing what was decided, so that it can still be annulled after them.
HARMLESS = frozenset({"urge", "urge_each", "explain", "reply", "answer", "hand_over_desk", "calendar_moved"})


def annul(
    *,
    decision: int,
    reason: str,
    actor: Actor,
    now: datetime,
    version: int | None = None,
    request_key: str = "",
) -> Done:
    """Put back what stood before a recorded decision, for the leader (or who stands for them), within the term.

    Raises NotVisible, Forbidden, Stale, Invalid without a reason, or WrongState: annulled already, too late, or
    something has happened since that depends on it.
    """
    verb = VERBS["annul"]
    with transaction.atomic():
        row = RecordedDecision.objects.select_related("entry", "part").filter(pk=decision).first()
        if row is None:
            raise NotVisible
        locked = lock_directive(row.directive_id)
        check_visible(actor, locked, row.part)
        replay = find_replay(locked, actor, request_key)
        if replay is not None:
            check_same(replay, verb, None)
            return Done(locked, row.part, replay, replayed=True)
        if row.leader_id not in actor.leader_ids:
            raise Forbidden
        check_version(locked, version)
        row.refresh_from_db(fields=["annulled_at"])
        if locked.is_secret:
            refuse_words(reason=reason)
        text = required(reason, "reason", locked)
        _check_term(row, now)
        _check_nothing_since(row)
        act = DirectiveAct(
            verb=verb,
            directive=locked,
            parts=parts_of(locked),
            actor=actor,
            now=now,
            request_key=request_key,
            post=_post(actor, row),
        )
        act.data.update(annulled=row.verb, reason=text, entry=row.entry.seq, decision=row.pk)
        row.annulled_at, row.annulled_by = now, actor.user
        row.save(
            update_fields=["annulled_at", "annulled_by"]
        )  # first: the guard of original deadlines reads it
        _put_back(act, row)
        return write_directive(act)


def _post(actor: Actor, row: RecordedDecision) -> Membership | None:
    """The leader's own post, whether the leader acts or who stands for them."""
    mine = (post for post in actor.all_posts if post.user_id == row.leader_id)
    return next((post for post in mine if post.post in LEADER_POSTS), None)


def _check_term(row: RecordedDecision, now: datetime) -> None:
    if row.annulled_at is not None:
        raise WrongState(_("This decision has been annulled already."))
    if local_day(now) > row.annul_until:
        raise WrongState(
            _("The time for annulling ended on %(day)s. Take a new decision on the directive instead.")
            % {"day": f"{row.annul_until:%d/%m/%Y}"}
        )


def _check_nothing_since(row: RecordedDecision) -> None:
    """Refuse when a later act on the same part, or on the whole directive, may build on the decision."""
    later = JournalEntry.objects.filter(stream=row.entry.stream, seq__gt=row.entry.seq).exclude(
        verb__in=sorted(HARMLESS)
    )
    if row.part_id is not None:
        later = later.filter(models.Q(part_id=row.part_id) | models.Q(part_id=None))
    first = later.select_related("actor").order_by("seq").first()
    if first is not None:
        raise _depends(first)


def _depends(entry: JournalEntry | None) -> WrongState:
    if entry is None:
        return WrongState(
            _(
                "What this decision changed has changed again since. Take a new decision on the directive instead."
            )
        )
    verb = VERBS.get(entry.verb)
    return WrongState(
        _("%(who)s has acted on it since (%(what)s, %(day)s). Take a new decision on the directive instead.")
        % {
            "who": entry.actor or _("The system"),
            "what": str(verb.label).lower() if verb else entry.verb,
            "day": f"{local_day(entry.at):%d/%m/%Y}",
        }
    )


def _put_back(act: DirectiveAct, row: RecordedDecision) -> None:
    """Write the old values where the new ones still stand; parts and statuses through the act, as any other."""
    now_there = rows_of(act.directive)
    parts = {part.pk: part for part in act.parts}
    for changed in row.changes:
        kind, pk = changed["row"], changed["pk"]
        there = now_there.get((kind, pk), {})
        if any(there.get(name) != value for name, value in _of_decision(changed)):
            raise _depends(None)
        model = WATCHED[kind][0]
        old = {name: _value(model, name, value) for name, value in changed["from"].items()}
        if kind == "part":
            part = parts[pk]
            if "status" in old:
                act.moved[pk] = (part.status, old["status"])
            act.touched[pk] = change(part, **old)
        elif kind == "directive":
            follows = {"status", "status_since", "is_open"}  # by the parts, when they are written
            act.set_directive(**{name: value for name, value in old.items() if name not in follows})
        else:
            model._default_manager.filter(pk=pk).update(**old)


def _of_decision(changed: dict[str, Any]) -> list[tuple[str, Any]]:
    """Columns somebody else may have decided since; counters of harmless acts are not among them."""
    counters = {"urging_count", "silent_since", "directed_by_id", "leader_in_charge_id", "monitor_id"}
    return [(name, value) for name, value in changed["to"].items() if name not in counters]


def _value(model: type[models.Model], attname: str, plain: Any) -> Any:
    """A stored plain value as the column wants it."""
    found = next(column for column in model._meta.concrete_fields if column.attname == attname)
    column = found.target_field if isinstance(found, models.ForeignKey) else found
    return column.to_python(plain)


def may_annul(actor: Actor, row: RecordedDecision, *, now: datetime) -> bool:
    """Whether the button makes sense; the service checks all of it again."""
    mine = row.leader_id in actor.leader_ids
    return mine and row.annulled_at is None and local_day(now) <= row.annul_until


def visible_decisions(actor: Actor) -> models.QuerySet[RecordedDecision]:
    """Decisions recorded for the person (or whom they stand for), or recorded by them; the Office sees all."""
    rows = RecordedDecision.objects.all()
    if actor.is_office:
        return rows
    mine = models.Q(leader_id__in=actor.leader_ids) | models.Q(assistant_id=actor.user_id)
    return rows.filter(mine, directive__in=permissions.visible_directives(actor).values("pk"))
