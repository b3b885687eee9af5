"""What a clerk decides about a directive before it is issued, and the checks on it."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from departments.models import Department, Field, User
from departments.selectors import assignable_departments, leaders, monitors
from departments.text import clean
from directives.errors import Invalid
from directives.lifecycle import DeadlineKind, Mode, Role
from directives.models import Directive
from directives.models.choices import DeadlineSource, ProductTo, Recurrence, Secrecy, Urgency
from directives.recurrence import most_days
from directives.services import secrecy

TITLE_LENGTH = 300
TEXT_LENGTH = 20_000
PRODUCT_LENGTH = 500
YEARS_AHEAD = 50  # a later deadline is a slip of the keyboard; 9999-12-31 stands for "no date" in the lists


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A directive as the clerk wants it. Departments, people and fields by id; days are local dates.

    `leads` holds the one lead, everybody in mode *each*, and nobody in mode *for information*, whose
    departments are `informed`. A secret one has no words at all: `document_number` and `document_date` name it.
    """

    text: str = ""
    title: str = ""
    mode: str = Mode.ONE_LEAD
    leads: tuple[int, ...] = ()
    coordinating: tuple[int, ...] = ()
    informed: tuple[int, ...] = ()
    deadline_kind: str = DeadlineKind.TO_BE_SET
    due_on: date | None = None
    deadline_phrase: str = ""
    deadline_source: str = ""
    recurrence: str = ""
    period_due_day: int | None = None
    period_cutoff_day: int | None = None
    product: str = ""
    product_to: str = ProductTo.OFFICE
    product_to_department: int | None = None
    needs_approval: bool = False
    directed_by: int | None = None
    leader_in_charge: int | None = None
    monitor: int | None = None
    field: int | None = None
    urgency: str = Urgency.NORMAL
    secrecy: str = Secrecy.ORDINARY
    document_number: str = ""
    document_date: date | None = None
    parent: int | None = None
    bottleneck: int | None = None
    replaces: int | None = None

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET

    def roles(self) -> list[tuple[int, Role]]:
        """Department ids with the role each gets, in the order given."""
        lead = Role.EACH if self.mode == Mode.EACH else Role.LEAD
        return (
            [(pk, lead) for pk in self.leads]
            + [(pk, Role.COORDINATING) for pk in self.coordinating]
            + [(pk, Role.INFORMED) for pk in self.informed]
        )


_SENTENCE_END = re.compile(r"(?<=[.;!?])\s")


def default_title(text: str) -> str:
    """The first sentence of an order, cut at a word when longer than 160 characters, as a title."""
    first = _SENTENCE_END.split(clean(text).split("\n")[0])[0].rstrip(" .;,:")
    if len(first) <= 160:
        return first
    return first[:160].rsplit(" ", 1)[0].rstrip(" .;,:") + "…"


def check(plan: Plan, *, held_on: date | None, today: date) -> None:
    """Raise Invalid with the field in question unless `plan` can be issued as it stands."""
    check_secrecy(plan.secrecy)
    if plan.is_secret:
        _check_secret(plan, today)
    elif plan.document_number.strip() or plan.document_date:
        raise Invalid(_("Only a secret directive is entered by its number."), field="document_number")
    elif not plan.text.strip():
        raise Invalid(_("The directive has no text."), field="text")
    for name, most in (("text", TEXT_LENGTH), ("title", TITLE_LENGTH), ("product", PRODUCT_LENGTH)):
        if len(getattr(plan, name)) > most:
            raise Invalid(_("Write at most %(n)s characters.") % {"n": most}, field=name)
    _check_departments(plan, today)
    _check_deadline(plan, held_on, today)
    _check_people(plan, today)


def check_secrecy(level: str) -> None:
    """Raise Invalid unless `level` is one we know."""
    if level not in Secrecy.values:
        raise Invalid(_("Choose the secrecy."), field="secrecy")


def _check_secret(plan: Plan, today: date) -> None:
    """A secret directive has a number and no words; the policy field would tell what it is about."""
    secrecy.refuse_words(
        text=plan.text, title=plan.title, product=plan.product, deadline_phrase=plan.deadline_phrase
    )
    if plan.field is not None:
        raise Invalid(secrecy.NO_WORDS, field="field", code=secrecy.CODE)
    if not plan.document_number.strip():
        raise Invalid(secrecy.NO_NUMBER, field="document_number", code=secrecy.CODE)
    secrecy.check_number(plan.document_number, field="document_number")
    if plan.document_date is not None and plan.document_date > today:
        raise Invalid(_("The date of issue lies in the future."), field="document_date")


def _check_departments(plan: Plan, today: date) -> None:
    if plan.mode not in {mode.value for mode in Mode}:
        raise Invalid(_("Choose how the task is given."), field="mode")
    if plan.mode == Mode.ONE_LEAD and len(plan.leads) != 1:
        raise Invalid(_("Choose exactly one lead department, or “each for itself”."), field="leads")
    if plan.mode == Mode.EACH and not plan.leads:
        raise Invalid(_("Choose at least one department."), field="leads")
    if plan.mode == Mode.FOR_INFORMATION and (plan.leads or plan.coordinating or not plan.informed):
        raise Invalid(_("For information: name the departments to inform, and no lead."), field="informed")
    if plan.mode == Mode.EACH and plan.coordinating:
        raise Invalid(_("Where each department works for itself nobody coordinates."), field="coordinating")
    ids = [pk for pk, _role in plan.roles()]
    twice = next((pk for pk in ids if ids.count(pk) > 1), None)
    if twice is not None:
        raise Invalid(
            _("“%(name)s” is named twice.") % {"name": _name(twice)},
            field="informed" if twice in plan.informed else "coordinating",
        )
    known = set(assignable_departments(today).filter(pk__in=ids).values_list("pk", flat=True))
    for pk, role in plan.roles():
        if pk not in known:
            field = "leads" if role in (Role.LEAD, Role.EACH) else str(role.value)
            raise Invalid(
                _("“%(name)s” has been closed or cannot be given tasks.") % {"name": _name(pk)}, field=field
            )


def _name(department_id: int) -> str:
    return Department.objects.filter(pk=department_id).values_list("name", flat=True).first() or "?"


def _check_deadline(plan: Plan, held_on: date | None, today: date) -> None:
    if plan.deadline_kind not in {kind.value for kind in DeadlineKind}:
        raise Invalid(_("Choose a kind of deadline."), field="deadline_kind")
    if plan.deadline_source not in ("", *DeadlineSource.values):
        raise Invalid(_("Choose a kind of deadline."), field="deadline_kind")
    if plan.mode == Mode.FOR_INFORMATION and plan.deadline_kind != DeadlineKind.TO_BE_SET:
        raise Invalid(_("What is for information has no deadline."), field="deadline_kind")
    if plan.deadline_kind == DeadlineKind.DATED:
        if plan.due_on is None:
            raise Invalid(_("Give the date, or choose another kind of deadline."), field="due_on")
        if plan.due_on.year > today.year + YEARS_AHEAD:
            raise Invalid(_("This day lies too far ahead. Check the year."), field="due_on")
        if held_on and plan.due_on < held_on:
            raise Invalid(
                _("The deadline lies before the meeting of %(day)s.") % {"day": f"{held_on:%d/%m/%Y}"},
                field="due_on",
            )
    elif plan.due_on is not None:
        raise Invalid(_("Only a dated directive has a date."), field="due_on")
    if plan.deadline_kind == DeadlineKind.PERIODIC and plan.recurrence not in Recurrence.values:
        raise Invalid(_("Say how often it recurs."), field="recurrence")
    _check_period_days(plan)


def _check_period_days(plan: Plan) -> None:
    """Due day and cut-off day are days of a month, or of a week; a week's are no days of a month."""
    most = most_days(plan.recurrence)
    if plan.period_due_day is not None and not 1 <= plan.period_due_day <= most:
        raise Invalid(_("The due day lies between 1 and %(n)s.") % {"n": most}, field="period_due_day")
    if plan.period_cutoff_day is not None and not 1 <= plan.period_cutoff_day <= most:
        raise Invalid(_("The cut-off day lies between 1 and %(n)s.") % {"n": most}, field="period_cutoff_day")
    if plan.deadline_kind != DeadlineKind.PERIODIC:
        for name in ("period_due_day", "period_cutoff_day"):
            if getattr(plan, name) is not None:
                raise Invalid(_("Only what is reported periodically has such a day."), field=name)


def _check_people(plan: Plan, today: date) -> None:
    named = {
        field: pk
        for field, pk in (("directed_by", plan.directed_by), ("leader_in_charge", plan.leader_in_charge))
        if pk is not None
    }
    leading = (
        set(leaders(today).filter(pk__in=named.values()).values_list("pk", flat=True)) if named else set()
    )
    for field, pk in named.items():
        if pk not in leading:
            raise Invalid(_("This person does not lead the Committee."), field=field)
    if plan.needs_approval and plan.directed_by is None:
        raise Invalid(_("Approval needs a directing leader."), field="directed_by")
    if plan.monitor is not None and not monitors(today).filter(pk=plan.monitor).exists():
        raise Invalid(_("This person does not monitor for the Office."), field="monitor")
    if plan.field is not None and not Field.objects.filter(pk=plan.field, is_active=True).exists():
        raise Invalid(_("This field does not exist."), field="field")
    if plan.product_to not in ProductTo.values:
        raise Invalid(_("Choose who receives the product."), field="product_to")
    if plan.product_to == ProductTo.LEADER and plan.directed_by is None:
        raise Invalid(_("A product for the leader needs a directing leader."), field="directed_by")
    if plan.product_to == ProductTo.DEPARTMENT and (
        plan.product_to_department is None
        or not assignable_departments(today).filter(pk=plan.product_to_department).exists()
    ):
        raise Invalid(_("Choose the department that receives the product."), field="product_to_department")
    if plan.product_to == ProductTo.DEPARTMENT and plan.product_to_department in plan.leads:
        raise Invalid(
            _("Who does the work cannot receive and confirm its own product."), field="product_to_department"
        )
    if plan.urgency not in Urgency.values:
        raise Invalid(_("Choose an urgency."), field="urgency")


def leader_of_field(field_id: int | None) -> User | None:
    """The leader in charge of a field now."""
    if field_id is None:
        return None
    return User.objects.filter(fields_led__field_id=field_id).first()


def fill(directive: Directive, plan: Plan) -> None:
    """Write `plan` into the columns of an unsaved or draft directive."""
    directive.text = clean(plan.text)
    directive.document_number, directive.document_date = clean(plan.document_number), plan.document_date
    directive.secrecy = plan.secrecy
    words = directive.document_number if plan.is_secret else clean(plan.title)[:TITLE_LENGTH]
    directive.title = words or default_title(plan.text)
    directive.mode, directive.deadline_kind = plan.mode, plan.deadline_kind
    directive.deadline_phrase = clean(plan.deadline_phrase)[:300]
    dated = plan.deadline_kind == DeadlineKind.DATED
    directive.deadline_source = (plan.deadline_source or DeadlineSource.OFFICE) if dated else ""
    directive.recurrence = plan.recurrence if plan.deadline_kind == DeadlineKind.PERIODIC else ""
    directive.period_due_day, directive.period_cutoff_day = plan.period_due_day, plan.period_cutoff_day
    directive.product, directive.product_to = clean(plan.product)[:500], plan.product_to
    to_department = plan.product_to == ProductTo.DEPARTMENT
    directive.product_to_department_id = plan.product_to_department if to_department else None
    directive.needs_approval, directive.urgency = plan.needs_approval, plan.urgency
    directive.directed_by_id, directive.field_id = plan.directed_by, plan.field
    in_charge = leader_of_field(plan.field)
    directive.leader_in_charge_id = plan.leader_in_charge or (in_charge.pk if in_charge else None)
    directive.parent_id, directive.replaces_id = plan.parent, plan.replaces
    if plan.monitor is not None:
        directive.monitor_id = plan.monitor
