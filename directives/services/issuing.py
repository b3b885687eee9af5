"""Issue: drafts become orders with parts, processes, journal entries and Pending rows, in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models.user import OFFICE_POSTS
from departments.selectors import assignable_departments, working_calendar
from departments.working_days import WorkingCalendar
from directives import journal
from directives.deadlines import moved_off_days
from directives.engine import engine
from directives.errors import Forbidden, Invalid, WrongState
from directives.lifecycle import Role, Status
from directives.models import Assignment, Directive, JournalEntry
from directives.models.assignment import NO_DATE
from directives.rules import load_rules
from directives.services import following_up, recurring
from directives.services.drafts import searchable, write_draft
from directives.services.plans import Plan


def issue_drafts(
    directives: Sequence[Directive],
    *,
    actor: Actor,
    now: datetime,
    request_key: str = "",
    bottleneck: int | None = None,
) -> list[Directive]:
    """Issue drafts (locked by the caller) together: a constant number of statements per batch.

    Raises WrongState when one is no draft, Invalid when one has no parts or names a department closed since.
    """
    if not actor.is_office:
        raise Forbidden
    ordered = sorted(directives, key=lambda directive: directive.pk)
    if any(directive.status != Status.DRAFT for directive in ordered):
        raise WrongState(_("One of these directives has been issued already."))
    origin = following_up.lock_earlier(ordered, bottleneck)
    today, ids = local_day(now), [directive.pk for directive in ordered]
    parts = list(Assignment.objects.filter(directive_id__in=ids, status=Status.DRAFT).order_by("pk"))
    _check_parts(ordered, parts, today)
    calendar, rules = working_calendar(), load_rules()
    accept_by = calendar.add(today, rules.accept_after_days)
    if rules.move_due_off_days:
        _move_off_days(parts, calendar)
    for part in parts:
        part.status, part.status_since, part.is_open = Status.ASSIGNED.value, now, True
    drafts = Assignment.objects.filter(directive_id__in=ids, status=Status.DRAFT)
    drafts.filter(role__in=[Role.LEAD, Role.EACH]).update(accept_by=accept_by)
    drafts.update(
        status=Status.ASSIGNED, status_since=now, is_open=True, assigned_on=today, silent_since=today
    )
    for directive in ordered:
        directive.status, directive.status_since, directive.is_open = Status.ASSIGNED.value, now, True
        directive.issued_at, directive.issued_on = now, today
        if directive.conclusion is not None:  # what the clerk corrected after the point was accepted
            directive.folded = searchable(directive)
    post = actor.post_among(OFFICE_POSTS)
    journal.append_many(
        (
            directive,
            journal.Happening(
                verb="issue",
                actor=actor,
                now=now,
                post=post,
                from_status=Status.DRAFT,
                to_status=Status.ASSIGNED,
                data=_told(directive),
                request_key=request_key,
            ),
        )
        for directive in ordered
    )
    columns = ["status", "status_since", "is_open", "issued_at", "issued_on", "version", "journal_head"]
    columns += ["folded"]
    Directive.objects.bulk_update(ordered, columns, batch_size=200)
    flowing = [part for part in parts if part.role in (Role.LEAD, Role.EACH)]
    if flowing:
        engine().start(flowing, now=now)
    recurring.begin(ordered, parts, now=now)
    following_up.tell_earlier(ordered, origin, actor=actor, now=now)
    return ordered


def _told(directive: Directive) -> dict[str, object]:
    links = {"parent": directive.parent_id, "replaces": directive.replaces_id}
    return {
        "mode": directive.mode,
        "deadline_kind": directive.deadline_kind,
        **{name: pk for name, pk in links.items() if pk is not None},
    }


def _move_off_days(parts: Sequence[Assignment], calendar: WorkingCalendar) -> None:
    """Dates on a day off count on the next working day; what was written stays as the original deadline."""
    moved = []
    for part in parts:
        if part.due_on is None or calendar.is_working(part.due_on):
            continue
        asleep = part.sort_due == NO_DATE
        part.due_on = moved_off_days(part.due_on, calendar, moves=True)
        part.sort_due = NO_DATE if asleep else part.due_on
        moved.append(part)
    Assignment.objects.bulk_update(moved, ["due_on", "sort_due"], batch_size=500)


def _check_parts(directives: Sequence[Directive], parts: Sequence[Assignment], today: date) -> None:
    with_parts = {part.directive_id for part in parts}
    empty = next((directive for directive in directives if directive.pk not in with_parts), None)
    if empty is not None:
        raise Invalid(_("“%(title)s” names no department yet.") % {"title": empty.title}, field="leads")
    wanted = {part.department_id for part in parts}
    closed = wanted - set(assignable_departments(today).filter(pk__in=wanted).values_list("pk", flat=True))
    if closed:
        part = next(part for part in parts if part.department_id in closed)
        label = next(directive.point_label for directive in directives if directive.pk == part.directive_id)
        words = {"name": str(part.department), "point": label}
        if label:
            raise Invalid(
                _("Point %(point)s: “%(name)s” has been closed or cannot be given tasks.") % words,
                field="leads",
            )
        raise Invalid(_("“%(name)s” has been closed or cannot be given tasks.") % words, field="leads")


def issue_directly(plan: Plan, *, actor: Actor, now: datetime, request_key: str = "") -> Directive:
    """Enter and issue one directive that comes from no conclusion.

    Raises Forbidden, Invalid, or WrongState where a bottleneck or a directive it names has ended meanwhile.

    A replay of the same request returns the directive issued then: its key stands in the Office's stream,
    since the stream of a directive does not exist before it.
    """
    if not actor.is_office or actor.user is None:
        raise Forbidden
    done = _issued_before(actor, request_key)
    if done is not None:
        return done
    try:
        with transaction.atomic():
            draft = write_draft(plan, actor=actor, now=now, monitor_id=plan.monitor or actor.user.pk)
            issued = issue_drafts([draft], actor=actor, now=now, bottleneck=plan.bottleneck)[0]
            if request_key:
                _remember(issued, actor=actor, now=now, request_key=request_key)
    except IntegrityError:
        done = _issued_before(actor, request_key)
        if done is None:
            raise
        return done
    return issued


def _remember(directive: Directive, *, actor: Actor, now: datetime, request_key: str) -> None:
    journal.append_office(
        journal.Happening(
            verb="issue_directly",
            actor=actor,
            now=now,
            post=actor.post_among(OFFICE_POSTS),
            data={"directive": directive.pk},
            request_key=request_key,
        )
    )


def _issued_before(actor: Actor, request_key: str) -> Directive | None:
    """The directive an earlier request with the same key has issued, if any."""
    if not request_key:
        return None
    entry = JournalEntry.objects.filter(
        stream=journal.OFFICE_STREAM, actor_id=actor.user_id, request_key=request_key, verb="issue_directly"
    ).first()
    return Directive.objects.filter(pk=entry.data["directive"]).first() if entry else None
