"""Changing the working calendar: the overlay, and the stored dates of open parts that follow it.

One transaction: the directives in pk order, then the head of the Office's stream, then the calendar is read.
Two changes at once therefore come one after the other, and the second sees what the first has done.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import CalendarDay, Membership, Post
from departments.models.calendar import CalendarDayKind
from directives import journal, permissions
from directives.errors import Forbidden, Invalid, Stale
from directives.models import Assignment, Directive, JournalEntry
from directives.selectors.calendar_preview import DayChange, Move, Preview, preview
from directives.services import recurring

MOST_DAYS = 40  # days of one change; a year's whole announcement fits
YEARS = (2000, 2100)  # what the holidays are known for and people can mean
CHANGED, MOVED = "calendar_changed", "calendar_moved"


@dataclass(frozen=True)
class Changed:
    """What a change has done. `preview` is None where the same request had its effect before."""

    entry: JournalEntry
    preview: Preview | None

    @property
    def replayed(self) -> bool:
        return self.preview is None


def preview_change(changes: Sequence[DayChange], *, actor: Actor, now: datetime) -> Preview:
    """What `changes` would move, after the same checks as the change. Raises Forbidden or Invalid."""
    _check_actor(actor)
    _check_days(changes)
    _check_there(changes)
    return preview(changes, on=local_day(now))


def change_calendar(
    changes: Sequence[DayChange],
    *,
    actor: Actor,
    now: datetime,
    fingerprint: str = "",
    request_key: str = "",
) -> Changed:
    """Write the overlay and move what follows it: implied acceptances, deadlines where the rule says so.

    `fingerprint` is that of the preview somebody confirms. Raises Forbidden, Invalid, or Stale when the change
    would move something else than was shown; then nothing has changed.
    """
    _check_actor(actor)
    _check_days(changes)
    with transaction.atomic():
        shown = preview(changes, on=local_day(now))
        locked = {
            directive.pk: directive
            for directive in Directive.objects.select_for_update(no_key=True)
            .filter(pk__in=shown.directive_ids)
            .order_by("pk")
        }
        journal.lock_office()
        done = _done_before(actor, request_key)
        if done is not None:
            return Changed(done, None)
        _check_there(changes)
        found = preview(changes, on=local_day(now))
        if (fingerprint and found.fingerprint != fingerprint) or not found.directive_ids <= locked.keys():
            raise Stale(
                _("What this change moves is different by now. Look at the new preview and confirm it.")
            )
        before = _write_overlay(changes)
        _write_moves(found, locked, actor=actor, now=now)
        entry = journal.append_office(
            journal.Happening(
                verb=CHANGED,
                actor=actor,
                now=now,
                post=_post(actor),
                data={
                    "days": [
                        {
                            "on": change.on.isoformat(),
                            "before": before.get(change.on),
                            "after": change.kind,
                            "name": change.name_vi.strip(),
                        }
                        for change in changes
                    ],
                    "deadlines": sum(move.moves for move in found.deadlines),
                    "acceptances": len(found.acceptances),
                },
                request_key=request_key,
            )
        )
    return Changed(entry, found)


def _check_actor(actor: Actor) -> None:
    if not permissions.may_change_calendar(actor):
        raise Forbidden


def _post(actor: Actor) -> Membership | None:
    return actor.post_among(frozenset({Post.ADMINISTRATOR, Post.CHIEF_OF_OFFICE})) or next(
        iter(actor.posts), None
    )


def _check_days(changes: Sequence[DayChange]) -> None:
    """Refuse days nobody means, twice the same day, unknown kinds and days off without a name."""
    if not changes:
        raise Invalid(_("Name at least one day."), field="on")
    if len(changes) > MOST_DAYS:
        raise Invalid(_("At most %(n)s days are changed at once.") % {"n": MOST_DAYS}, field="until")
    if len({change.on for change in changes}) != len(changes):
        raise Invalid(_("The same day is named twice."), field="worked_on")
    for change in changes:
        if not YEARS[0] <= change.on.year <= YEARS[1]:
            raise Invalid(_("This day is too far away."), field="on")
        if change.kind is not None and change.kind not in CalendarDayKind.values:
            raise Invalid(_("There is no such kind of day."), field="kind")
        if change.kind is not None and not change.name_vi.strip():
            raise Invalid(_("Say what the day is, or by which document it was set."), field="name_vi")
        if max(len(change.name_vi), len(change.name_en)) > 120:
            raise Invalid(_("The name has at most 120 characters."), field="name_vi")


def _check_there(changes: Sequence[DayChange]) -> None:
    """Only a day that stands in the overlay can be taken out of it."""
    gone = {change.on for change in changes if change.kind is None}
    there = set(CalendarDay.objects.filter(on__in=gone).values_list("on", flat=True))
    if gone - there:
        raise Invalid(
            _("%(day)s has not been entered here; there is nothing to remove.")
            % {"day": f"{min(gone - there):%d/%m/%Y}"},
            field="on",
        )


def _done_before(actor: Actor, request_key: str) -> JournalEntry | None:
    if not request_key:
        return None
    return JournalEntry.objects.filter(
        stream=journal.OFFICE_STREAM, actor_id=actor.user_id, request_key=request_key, verb=CHANGED
    ).first()


def _write_overlay(changes: Sequence[DayChange]) -> dict[date, str]:
    """Write the rows; returns the kinds that stood there before."""
    rows = CalendarDay.objects.filter(on__in=[change.on for change in changes])
    before = dict(rows.values_list("on", "kind"))
    rows.filter(on__in=[change.on for change in changes if change.kind is None]).delete()
    for change in changes:
        if change.kind is not None:
            CalendarDay.objects.update_or_create(
                on=change.on,
                defaults={
                    "kind": change.kind,
                    "name_vi": change.name_vi.strip(),
                    "name_en": change.name_en.strip(),
                },
            )
    return before


def _write_moves(found: Preview, locked: dict[int, Directive], *, actor: Actor, now: datetime) -> None:
    """The stored dates of the parts and one entry in each directive's journal."""
    parts: dict[int, Assignment] = {}
    due: dict[int, list[Move]] = defaultdict(list)
    silence: dict[int, list[Move]] = defaultdict(list)
    for moves, by_directive in ((found.deadlines, due), (found.acceptances, silence)):
        for move in moves:
            if move.moves:
                parts.setdefault(move.part.pk, move.part)
                by_directive[move.part.directive_id].append(move)
    for moves in due.values():
        for move in moves:
            part = parts[move.part.pk]
            part.due_on = part.sort_due = move.after
    for moves in silence.values():
        for move in moves:
            parts[move.part.pk].accept_by = move.after
    Assignment.objects.bulk_update(parts.values(), ["due_on", "sort_due", "accept_by"], batch_size=500)
    for moves in due.values():
        for move in moves:
            if recurring.is_recurring(move.part.directive):
                recurring.move_due(move.part.pk, move.before, move.after)
    moved = [locked[pk] for pk in sorted(found.directive_ids)]
    journal.append_many(
        (
            directive,
            journal.Happening(
                verb=MOVED,
                actor=actor,
                now=now,
                post=_post(actor),
                data={
                    "due": _pairs(due[directive.pk]),
                    "accept_by": _pairs(silence[directive.pk]),
                    "parts": sorted(move.part.pk for move in due[directive.pk]),
                },
            ),
        )
        for directive in moved
    )
    Directive.objects.bulk_update(moved, ["version", "journal_head"], batch_size=500)


def _pairs(moves: Sequence[Move]) -> list[list[str]]:
    """Each date that moves with where it goes, once."""
    pairs = {(move.before.isoformat(), move.after.isoformat()) for move in moves}
    return [list(pair) for pair in sorted(pairs)]
