"""What the lead asks of coordinating departments: asking wakes their part, answering lets it sleep again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from departments.actors import SYSTEM
from departments.clock import today as local_day
from directives import journal, needs
from directives.errors import Invalid, Refusal
from directives.lifecycle import Status
from directives.models import Ask, AskState, PreparedAct
from directives.services.checking import lock_part
from directives.services.parts import required
from directives.services.writing import Act, part_service


@part_service("ask")
def ask(act: Act, data: needs.AskFor) -> None:
    """Ask a coordinating department for something, by a date if need be. Its part wakes."""
    text = required(data.text, "text", act.directive)
    if data.due_on is not None and data.due_on < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    row = Ask.objects.create(
        part=act.part, text=text, due_on=data.due_on, asked_by=act.person(), asked_at=act.now
    )
    act.data.update(ask=row.pk, comment=text)
    if data.due_on is not None:
        act.data["needed_by"] = data.due_on.isoformat()
    act.set(awake=True, silent_since=act.today)
    act.accept_implied()
    act.move(Status.IN_PROGRESS)
    _follow_asks(act)


def _follow_asks(act: Act) -> None:
    """A coordinating part is as awake, and as urgent, as what it still owes."""
    owed = list(Ask.objects.filter(part=act.part, state=AskState.OPEN).values_list("due_on", flat=True))
    dates = [day for day in owed if day is not None]
    act.set(awake=bool(owed), due_on=min(dates) if dates else None)
    if not owed:
        act.set(officer_id=None, division_id=None, unit_id=None)
        act.move(Status.ASSIGNED)


def check_answer(act: Act, data: needs.Answer) -> None:
    required(data.answer, "answer", act.directive)
    act.files(data.files)


@part_service("answer", check=check_answer)
def answer(act: Act, data: needs.Answer) -> None:
    """Give the lead what it asked for; the part sleeps again when nothing else is owed."""
    row: Ask = act.subject
    row.answer, row.document_number = data.answer.strip(), data.document_number.strip()
    row.answered_by, row.answered_at, row.state = act.person(), act.now, AskState.ANSWERED
    row.save()
    row.files.set(act.files(data.files))
    act.data.update(ask=row.pk, comment=row.answer, document_number=row.document_number)
    act.data["files"] = len(set(data.files))
    act.set(silent_since=act.today)
    _follow_asks(act)


@part_service("withdraw_ask")
def withdraw_ask(act: Act, data: needs.OptionalReason) -> None:
    """The lead needs it no more."""
    row: Ask = act.subject
    row.state = AskState.WITHDRAWN
    row.save(update_fields=["state"])
    answers = PreparedAct.objects.filter(part=act.part, is_open=True, verb="answer", subject=row.pk)
    answers.update(is_open=False)  # nobody has to release what nobody waits for
    act.data.update(ask=row.pk, reason=data.reason.strip())
    _follow_asks(act)


def record_silence(*, now: datetime, limit: int = 500) -> int:
    """Record that no answer came in time, once per ask; the lead goes on. Returns how many. Safe to repeat."""
    today = local_day(now)
    due = Ask.objects.filter(state=AskState.OPEN, silent_on=None, due_on__lt=today).order_by("due_on", "pk")
    recorded = 0
    for pk, part in list(due.values_list("pk", "part_id")[:limit]):
        try:
            recorded += _record_silence(pk, part, now=now)
        except Refusal:
            continue  # somebody acted between the query and the lock
    return recorded


def _record_silence(pk: int, part_id: int, *, now: datetime) -> int:
    with transaction.atomic():
        directive, part = lock_part(part_id)
        row = Ask.objects.get(pk=pk)
        if row.state != AskState.OPEN or row.silent_on is not None:
            return 0
        row.silent_on = local_day(now)
        row.save(update_fields=["silent_on"])
        journal.append(
            directive,
            journal.Happening(verb="no_answer", actor=SYSTEM, now=now, part=part, data={"ask": row.pk}),
        )
        directive.save(update_fields=["version", "journal_head"])
    return 1
