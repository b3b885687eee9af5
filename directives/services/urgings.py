"""Formal urgings, numbered per part, and the explanations they may demand."""

from datetime import datetime

from django.utils.translation import gettext as _

from departments.actors import SYSTEM
from departments.clock import today as local_day
from departments.selectors import working_calendar
from directives import needs
from directives.errors import Invalid, Refusal, WrongState
from directives.models import Assignment, Urging
from directives.rules import load_rules
from directives.selectors.lateness import overdue
from directives.services.act import Doing
from directives.services.parts import required
from directives.services.writing import Act, part_service


def check_urging(act: Doing, data: needs.Urge) -> None:
    """An explanation is demanded by a day that is still to come."""
    if data.explain_by is not None and data.explain_by < act.today:
        raise Invalid(_("The day for the explanation lies in the past."), field="explain_by")


def next_urging(act: Doing, part: Assignment, data: needs.Urge) -> int:
    """Write the next urging of `part` and return its number."""
    urging = urging_of(act, part, data)
    urging.save()
    return urging.number


def urging_of(act: Doing, part: Assignment, data: needs.Urge) -> Urging:
    """The next urging of `part`, unsaved."""
    return Urging(
        part=part,
        number=part.urging_count + 1,
        text=data.text.strip(),
        by=act.actor.user,
        at=act.now,
        on=act.today,
        explanation_due_on=data.explain_by,
    )


@part_service("urge")
def urge(act: Act, data: needs.Urge) -> None:
    """Urge a department formally; nobody urges a part that sleeps."""
    if not act.part.awake:
        raise WrongState(_("This department has not been asked for anything yet."))
    check_urging(act, data)
    number = next_urging(act, act.part, data)
    act.data.update(number=number, comment=data.text.strip())
    if data.explain_by is not None:
        act.data["explain_by"] = data.explain_by.isoformat()
    act.set(urging_count=number)


def check_explanation(act: Act, data: needs.Explain) -> None:
    required(data.explanation, "explanation", act.directive)
    act.files(data.files)


@part_service("explain", check=check_explanation)
def explain(act: Act, data: needs.Explain) -> None:
    """Give the explanation an urging demands."""
    urging: Urging = act.subject
    urging.explanation = data.explanation.strip()
    urging.explained_by, urging.explained_at = act.person(), act.now
    urging.save(update_fields=["explanation", "explained_by", "explained_at"])
    urging.files.set(act.files(data.files))
    act.data.update(urging=urging.pk, number=urging.number, comment=urging.explanation)


def urge_by_rule(*, now: datetime, limit: int = 500) -> int:
    """Urge overdue parts by the clock; returns how many. Safe to repeat and to run twice at once.

    The first comes once a part has been overdue for `overdue_daily_days` working days (until then its people are
    reminded daily), the next ones every `urge_every_days` working days, whoever urged last. Nobody is urged on a
    day off; 0 days: nobody is urged by rule.
    """
    rules, today = load_rules(), local_day(now)
    if not rules.urge_every_days:
        return 0
    calendar = working_calendar()
    if not calendar.is_working(today):
        return 0
    last_due = calendar.add(today, -rules.overdue_daily_days - 1)
    last_urged = calendar.add(today, -rules.urge_every_days)
    late = Assignment.objects.filter(overdue(today), status__in=["assigned", "in_progress"])
    recent = Urging.objects.filter(on__gt=last_urged).values("part_id")
    found = late.filter(due_on__lte=last_due, assigned_on__lte=last_due).exclude(pk__in=recent)
    urged = 0
    for pk in found.order_by("due_on", "pk").values_list("pk", flat=True)[:limit]:
        try:
            urge(part=pk, actor=SYSTEM, now=now, data=needs.Urge(), request_key=f"rule:{pk}:{today:%Y%m%d}")
        except Refusal:
            continue  # somebody acted between the query and the lock
        urged += 1
    return urged
