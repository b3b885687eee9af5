"""Conclusions: entered from the meeting day, read into points, points settled, directives issued."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Department, Field
from departments.models.user import OFFICE_POSTS
from departments.selectors import leaders, monitors
from departments.text import clean, fold
from directives import journal
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import Status
from directives.models import Conclusion, ConclusionPoint, Directive, StoredFile
from directives.models.conclusion import PointOutcome
from directives.reading import Reading, read
from directives.services import linking
from directives.services.issuing import issue_drafts


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the clerk says about a conclusion. People, departments and fields by id; days are local dates."""

    title: str
    held_on: date
    number: str = ""
    issued_on: date | None = None
    issued_by: int | None = None
    chaired_by: int | None = None
    signed_by: str = ""
    field: int | None = None
    monitor: int | None = None
    text: str = ""


def enter_conclusion(
    entry: Entry, *, actor: Actor, now: datetime, file: StoredFile | None = None
) -> Conclusion:
    """Record a conclusion and, when there is text, the points the reading proposes.

    Raises Forbidden, or Invalid naming the field; nothing is stored then.
    """
    if not actor.is_office or actor.user is None:
        raise Forbidden
    _check_entry(entry, today=local_day(now))
    text = clean(entry.text)
    reading = read_text(text, issued=entry.issued_on, today=local_day(now)) if text else None
    issued_by = (
        entry.issued_by or Department.objects.filter(kind="committee").values_list("pk", flat=True).first()
    )
    if issued_by is None:
        raise Invalid(_("No Committee has been set up yet."), field="issued_by")
    try:
        with transaction.atomic():
            conclusion = Conclusion.objects.create(
                issued_by_id=issued_by,
                number=clean(entry.number),
                title=clean(entry.title)[:500],
                chaired_by_id=entry.chaired_by,
                held_on=entry.held_on,
                issued_on=entry.issued_on,
                signed_by=clean(entry.signed_by),
                field_id=entry.field,
                monitor_id=entry.monitor or actor.user.pk,
                text=text,
                source_file=file,
                created_at=now,
                created_by=actor.user,
                folded=fold(f"{entry.number} {entry.title}"),
            )
            if reading is not None:
                write_points(conclusion, reading, on=local_day(now))
            record(conclusion, "enter_conclusion", actor=actor, now=now)
    except IntegrityError as error:
        raise Invalid(
            _("A conclusion with this number and date has been entered already."), field="number"
        ) from error
    return conclusion


def read_text(text: str, *, issued: date | None, today: date) -> Reading:
    """The reading of `text` with this installation's departments."""
    return read(text, issued=issued, agencies=linking.agencies(today))


def _check_entry(entry: Entry, *, today: date) -> None:
    if not entry.title.strip():
        raise Invalid(_("Please fill this in."), field="title")
    if entry.held_on > today:
        raise Invalid(_("The meeting lies in the future."), field="held_on")
    if entry.issued_on and entry.issued_on < entry.held_on:
        raise Invalid(_("The notice cannot be issued before the meeting."), field="issued_on")
    if entry.issued_on and entry.issued_on > today:
        raise Invalid(_("The date of issue lies in the future."), field="issued_on")
    if entry.chaired_by is not None and not leaders(today).filter(pk=entry.chaired_by).exists():
        raise Invalid(_("This person does not lead the Committee."), field="chaired_by")
    if entry.monitor is not None and not monitors(today).filter(pk=entry.monitor).exists():
        raise Invalid(_("This person does not monitor for the Office."), field="monitor")
    if entry.field is not None and not Field.objects.filter(pk=entry.field, is_active=True).exists():
        raise Invalid(_("This field does not exist."), field="field")


def write_points(conclusion: Conclusion, reading: Reading, *, on: date) -> list[ConclusionPoint]:
    """Store what the reading proposes, every name linked to a department or group where one fits."""
    directory = linking.Directory(on)
    points = [
        ConclusionPoint(
            conclusion=conclusion,
            start=point.start,
            end=point.end,
            proposal={
                "leads": [_linked(directory, name) for name in point.lead],
                "coordinating": [_linked(directory, name) for name in point.coordinating],
                "deadline_text": point.deadline_text,
                "deadline": point.deadline.isoformat() if point.deadline else None,
                "recurring": point.recurring,
                "why": list(point.why),
                "confidence": round(point.confidence, 3),
            },
        )
        for point in reading.points
    ]
    return ConclusionPoint.objects.bulk_create(points)


def _linked(directory: linking.Directory, name: str) -> dict[str, Any]:
    link = directory.link(name)
    return {"name": link.name, "department": link.department_id, "group": link.group_id}


def record(
    conclusion: Conclusion, verb: str, *, actor: Actor, now: datetime, request_key: str = "", **data: Any
) -> None:
    """Write an act on a conclusion into the Office's stream."""
    journal.append_office(
        journal.Happening(
            verb=verb,
            actor=actor,
            now=now,
            post=actor.post_among(OFFICE_POSTS),
            data=data,
            conclusion=conclusion,
            request_key=request_key,
        )
    )


def lock_conclusion(pk: int, *, actor: Actor, version: int | None = None) -> Conclusion:
    """The conclusion row, locked, for somebody of the Office; refuses a form older than the last change."""
    conclusion = Conclusion.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if conclusion is None:
        raise NotVisible
    if not actor.is_office:
        raise Forbidden
    if version is not None and version != conclusion.version:
        raise Stale(
            _("Somebody else changed this conclusion meanwhile. Your input is kept; reload and compare.")
        )
    return conclusion


def lock_unpublished(pk: int, *, actor: Actor, version: int | None = None) -> Conclusion:
    """As `lock_conclusion`, refusing one whose directives have been issued."""
    conclusion = lock_conclusion(pk, actor=actor, version=version)
    if conclusion.published_at is not None:
        raise WrongState(_("The directives of this conclusion have been issued already."))
    return conclusion


def touch(conclusion: Conclusion) -> None:
    """Count a change: the number is the stale-form check of the confirm screen."""
    conclusion.version += 1
    conclusion.save(update_fields=["version"])


def replace_text(
    conclusion_id: int,
    *,
    text: str,
    actor: Actor,
    now: datetime,
    number: str | None = None,
    issued_on: date | None = None,
    file: StoredFile | None = None,
    version: int | None = None,
) -> Conclusion:
    """Give a conclusion its text (or another one) and read it anew; drafts made before are dropped."""
    cleaned = clean(text)
    if not cleaned:
        raise Invalid(_("The text is empty."), field="text")
    reading = read_text(cleaned, issued=issued_on, today=local_day(now))
    with transaction.atomic():
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        if issued_on is not None and issued_on < conclusion.held_on:
            raise Invalid(_("The notice cannot be issued before the meeting."), field="issued_on")
        from directives.services.points import drop_all_points

        drop_all_points(conclusion)
        conclusion.text, conclusion.source_file = cleaned, file or conclusion.source_file
        conclusion.number = clean(number) if number is not None else conclusion.number
        conclusion.issued_on = issued_on or conclusion.issued_on
        conclusion.version += 1
        conclusion.folded = fold(f"{conclusion.number} {conclusion.title}")
        conclusion.save()
        write_points(conclusion, reading, on=local_day(now))
        digest = hashlib.sha256(cleaned.encode()).hexdigest()
        record(conclusion, "replace_text", actor=actor, now=now, sha256=digest)
    return conclusion


def issue_conclusion(
    conclusion_id: int, *, actor: Actor, now: datetime, version: int | None = None, request_key: str = ""
) -> list[Directive]:
    """Issue every accepted point of a conclusion at once: parts, processes, journal and Pending together.

    Raises WrongState while a point is undecided or none became a directive, or when it has been issued before;
    a replay of the same request returns the directives issued then.
    """
    with transaction.atomic():
        conclusion = lock_conclusion(conclusion_id, actor=actor)
        if request_key and conclusion.published_at is not None:
            done = conclusion.journal.filter(request_key=request_key, actor_id=actor.user_id)
            if done.exists():
                return list(conclusion.directives.order_by("pk"))
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        undecided = conclusion.points.filter(outcome=PointOutcome.UNDECIDED).count()
        if undecided:
            raise WrongState(_("%(n)s points are not settled yet.") % {"n": undecided})
        drafts = list(
            Directive.objects.select_for_update(no_key=True)
            .filter(conclusion=conclusion, status=Status.DRAFT)
            .order_by("pk")
        )
        if not drafts:
            raise WrongState(_("No point has become a directive yet."))
        issued = issue_drafts(drafts, actor=actor, now=now)
        conclusion.published_at = now
        conclusion.version += 1
        conclusion.save(update_fields=["published_at", "version"])
        record(
            conclusion,
            "issue_conclusion",
            actor=actor,
            now=now,
            request_key=request_key,
            directives=len(issued),
        )
    return issued
