"""Conclusions: entered from the meeting day, given their text, read into points, and at last issued."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from departments.actors import Actor
from departments.clock import today as local_day
from departments.models import Department, Field
from departments.selectors import leaders, monitors
from departments.text import clean, fold
from directives.errors import Forbidden, Invalid, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Conclusion, Directive, StoredFile
from directives.models.choices import Secrecy
from directives.models.conclusion import PointOutcome
from directives.reading import WITHOUT_POINTS, Reading, read
from directives.services import linking, proposals, secrecy
from directives.services.conclusion_changes import earlier, lock_conclusion, lock_unpublished, record
from directives.services.drafts import delete_drafts
from directives.services.issuing import issue_drafts
from directives.services.plans import check_secrecy
from directives.services.point_changes import forget_work
from directives.services.secret_conclusions import change_secrecy, renumber_drafts
from directives.wording import reading_message

LENGTHS = {"number": 80, "title": 500, "signed_by": 150}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the clerk says about a conclusion. People, departments and fields by id; days are local dates.

    `even_without_points` keeps a text in which the reading has found nothing: the clerk marks the points.
    A secret one has no title, signatory, field, text or file; `remove_content` takes out what an ordinary one
    has of them, so that it can become secret.
    """

    title: str = ""
    held_on: date
    number: str = ""
    issued_on: date | None = None
    issued_by: int | None = None
    chaired_by: int | None = None
    signed_by: str = ""
    field: int | None = None
    secrecy: str = Secrecy.ORDINARY
    monitor: int | None = None
    text: str = ""
    even_without_points: bool = False
    remove_content: bool = False

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET


def enter_conclusion(
    entry: Entry, *, actor: Actor, now: datetime, file: StoredFile | None = None, request_key: str = ""
) -> Conclusion:
    """Record a conclusion and, when there is text, the points the reading proposes.

    `file` may be an unsaved row whose bytes are kept: it is written in the same transaction. Raises
    Forbidden, or Invalid naming the field; nothing is stored then. A replay returns what was entered.
    """
    if not actor.is_office or actor.user is None:
        raise Forbidden
    done = earlier(actor, request_key)
    if done is not None:
        return done
    today = local_day(now)
    check_entry(entry, today=today)
    text = clean(entry.text)
    secrecy.check_source(text, secret=entry.is_secret, has_file=file is not None)
    reading = _read(text, entry.issued_on, today, entry.even_without_points) if text else None
    conclusion = Conclusion(
        issued_by_id=entry.issued_by or _committee(),
        monitor_id=entry.monitor or actor.user.pk,
        text=text,
        created_at=now,
        created_by=actor.user,
    )
    _fill(conclusion, entry)
    try:
        with transaction.atomic():
            conclusion.source_file = _written(file)
            conclusion.save()
            if reading is not None:
                proposals.write_points(conclusion, reading.points, on=today)
            record(conclusion, "enter_conclusion", actor=actor, now=now, request_key=request_key)
    except IntegrityError as error:
        done = earlier(actor, request_key)
        if done is not None:
            return done
        raise _number_taken() from error
    return conclusion


def correct_entry(
    conclusion_id: int, entry: Entry, *, actor: Actor, now: datetime, version: int | None = None
) -> Conclusion:
    """Correct what was said about a conclusion before its directives are issued; its text stays.

    Becoming secret needs `remove_content`; only the Chief of Office makes a secret one ordinary.
    """
    check_entry(entry, today=local_day(now))
    try:
        with transaction.atomic():
            conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
            if entry.is_secret != conclusion.is_secret:
                change_secrecy(conclusion, entry, actor=actor)
            early = Assignment.objects.filter(
                directive__conclusion=conclusion, status=Status.DRAFT, due_on__lt=entry.held_on
            )
            if early.exists():
                raise Invalid(_("An accepted point has a deadline before this day."), field="held_on")
            conclusion.issued_by_id = entry.issued_by or conclusion.issued_by_id
            conclusion.monitor_id = entry.monitor or conclusion.monitor_id
            _fill(conclusion, entry)
            conclusion.version += 1
            conclusion.save()
            renumber_drafts(conclusion)
            record(conclusion, "correct_entry", actor=actor, now=now)
    except IntegrityError as error:
        raise _number_taken() from error
    return conclusion


def replace_text(
    conclusion_id: int,
    *,
    text: str,
    actor: Actor,
    now: datetime,
    number: str | None = None,
    issued_on: date | None = None,
    file: StoredFile | None = None,
    even_without_points: bool = False,
    version: int | None = None,
) -> Conclusion:
    """Give a conclusion its text (or another one) and read it anew; drafts made before are dropped."""
    if not actor.is_office:
        with transaction.atomic():
            lock_conclusion(conclusion_id, actor=actor)  # raises what this person is to be told
    today, cleaned = local_day(now), clean(text)
    known_secret = Conclusion.objects.filter(pk=conclusion_id, secrecy=Secrecy.SECRET).exists()
    secrecy.check_source(cleaned, secret=known_secret, has_file=file is not None)
    check_lengths(number=number or "")
    reading = _read(cleaned, issued_on, today, even_without_points)
    try:
        with transaction.atomic():
            conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
            secrecy.check_source(cleaned, secret=conclusion.is_secret, has_file=file is not None)
            _check_issued(issued_on, held_on=conclusion.held_on, today=today)
            delete_drafts(conclusion)
            conclusion.points.all().delete()
            forget_work(conclusion)
            conclusion.text = cleaned
            conclusion.source_file = _written(file) or conclusion.source_file
            conclusion.number = clean(number) if number is not None else conclusion.number
            conclusion.issued_on = issued_on or conclusion.issued_on
            conclusion.version += 1
            conclusion.folded = fold(f"{conclusion.number} {conclusion.title}")
            conclusion.save()
            proposals.write_points(conclusion, reading.points, on=today)
            digest = hashlib.sha256(cleaned.encode()).hexdigest()
            record(conclusion, "replace_text", actor=actor, now=now, sha256=digest)
    except IntegrityError as error:
        raise _number_taken() from error
    return conclusion


def issue_conclusion(
    conclusion_id: int, *, actor: Actor, now: datetime, version: int | None = None, request_key: str = ""
) -> list[Directive]:
    """Issue every accepted point of a conclusion at once: parts, processes, journal and Pending together.

    A conclusion none of whose points became a directive is closed by the same act; a secret one has no points,
    its drafts were entered by hand. Raises WrongState while a point is undecided, or when it has been issued
    before; a replay of the same request returns the directives issued then.
    """
    with transaction.atomic():
        conclusion = lock_conclusion(conclusion_id, actor=actor)
        if conclusion.published_at is not None and earlier(actor, request_key) == conclusion:
            return list(conclusion.directives.order_by("pk"))
        conclusion = lock_unpublished(conclusion_id, actor=actor, version=version)
        outcomes = list(conclusion.points.values_list("outcome", flat=True))
        if not outcomes and not conclusion.is_secret:
            raise WrongState(_("This conclusion has no points yet."))
        undecided = outcomes.count(PointOutcome.UNDECIDED)
        if undecided:
            raise WrongState(_("%(n)s points are not settled yet.") % {"n": undecided})
        drafts = list(
            Directive.objects.select_for_update(no_key=True)
            .filter(conclusion=conclusion, status=Status.DRAFT)
            .order_by("pk")
        )
        if conclusion.is_secret and not drafts:
            raise WrongState(_("Enter at least one directive of this secret document first."))
        for draft in drafts:
            draft.conclusion = conclusion
        issued = issue_drafts(drafts, actor=actor, now=now)
        forget_work(conclusion)
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


def read_text(text: str, *, issued: date | None, today: date) -> Reading:
    """The reading of `text` with this installation's departments."""
    return read(text, issued=issued, agencies=linking.agencies(today))


def _read(text: str, issued: date | None, today: date, even_without_points: bool) -> Reading:
    reading = read_text(text, issued=issued, today=today)
    kept = even_without_points and reading.reason in WITHOUT_POINTS
    if reading.reason is not None and not kept:
        raise Invalid(reading_message(reading.reason), code=reading.reason, field="text")
    return reading


def check_entry(entry: Entry, *, today: date) -> None:
    """Raise Invalid with the field in question unless `entry` can stand."""
    check_secrecy(entry.secrecy)
    if entry.is_secret:
        secrecy.refuse_words(title=entry.title, signed_by=entry.signed_by)
        secrecy.check_number(entry.number)
        if entry.field is not None:
            raise Invalid(secrecy.NO_WORDS, field="field", code=secrecy.CODE)
    elif not entry.title.strip():
        raise Invalid(_("Please fill this in."), field="title")
    check_lengths(number=entry.number, title=entry.title, signed_by=entry.signed_by)
    if entry.held_on > today:
        raise Invalid(_("The meeting lies in the future."), field="held_on")
    _check_issued(entry.issued_on, held_on=entry.held_on, today=today)
    if entry.issued_by is not None:
        department = Department.objects.filter(pk=entry.issued_by).first()
        if department is None or not department.is_active(entry.issued_on or entry.held_on):
            raise Invalid(_("This department had been closed by then."), field="issued_by")
    if entry.chaired_by is not None and not leaders(today).filter(pk=entry.chaired_by).exists():
        raise Invalid(_("This person does not lead the Committee."), field="chaired_by")
    if entry.monitor is not None and not monitors(today).filter(pk=entry.monitor).exists():
        raise Invalid(_("This person does not monitor for the Office."), field="monitor")
    if entry.field is not None and not Field.objects.filter(pk=entry.field, is_active=True).exists():
        raise Invalid(_("This field does not exist."), field="field")


def check_lengths(**values: str) -> None:
    """Raise Invalid for a value longer than its column, counted in characters after cleaning."""
    for name, value in values.items():
        if len(clean(value)) > LENGTHS[name]:
            raise Invalid(_("Write at most %(n)s characters.") % {"n": LENGTHS[name]}, field=name)


def _check_issued(issued_on: date | None, *, held_on: date, today: date) -> None:
    if issued_on and issued_on < held_on:
        raise Invalid(_("The notice cannot be issued before the meeting."), field="issued_on")
    if issued_on and issued_on > today:
        raise Invalid(_("The date of issue lies in the future."), field="issued_on")


def _fill(conclusion: Conclusion, entry: Entry) -> None:
    conclusion.number, conclusion.title = clean(entry.number), clean(entry.title)
    conclusion.held_on, conclusion.issued_on = entry.held_on, entry.issued_on
    conclusion.chaired_by_id, conclusion.signed_by = entry.chaired_by, clean(entry.signed_by)
    conclusion.field_id, conclusion.secrecy = entry.field, entry.secrecy
    conclusion.folded = fold(f"{conclusion.number} {conclusion.title}")


def _committee() -> int:
    pk = Department.objects.filter(kind="committee").order_by("pk").values_list("pk", flat=True).first()
    if pk is None:
        raise Invalid(_("No Committee has been set up yet."), field="issued_by")
    return pk


def _written(file: StoredFile | None) -> StoredFile | None:
    if file is not None and file._state.adding:
        file.save()
    return file


def _number_taken() -> Invalid:
    return Invalid(_("A conclusion with this number and date has been entered already."), field="number")
