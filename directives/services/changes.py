"""Recorded changes of an issued directive: departments added, wording amended, a mistyped date corrected by two."""

from datetime import date

from django.utils.translation import gettext as _

from departments.selectors import assignable_departments
from departments.text import clean
from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import MODE_ROLES, DeadlineKind, Mode, Role, Status
from directives.models import Amendment, Assignment, Correction, CorrectionState
from directives.models.assignment import NO_DATE
from directives.services.drafts import searchable
from directives.services.parts import required
from directives.services.plans import default_title
from directives.services.stopping import RECURRING, told
from directives.services.writing import DirectiveAct, directive_service


@directive_service("add_department")
def add_department(act: DirectiveAct, data: needs.AddDepartment) -> None:
    """Give one more department a part of an issued directive; the one lead changes by transfer only."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    role = _role(act, data.role)
    target = assignable_departments(act.today).filter(pk=data.department).first()
    if target is None:
        raise Invalid(_("This department does not exist any more."), field="department")
    if act.directive.product_to_department_id == target.pk and role == Role.EACH:
        raise Invalid(_("Who does the work cannot receive and confirm its own product."), field="department")
    due = _due(act, data, role)
    there = [part for part in act.parts if part.department_id == target.pk]
    before = next((part for part in there if part.status != Status.TRANSFERRED), None)
    if before is not None:
        _take_back_in(act, before, role)
        return
    working = role == Role.EACH
    part = Assignment.objects.create(
        directive=act.directive,
        department=target,
        role=role.value,
        product=act.directive.product if working else "",
        status=Status.ASSIGNED,
        status_since=act.now,
        is_open=True,
        awake=role != Role.COORDINATING,
        assigned_on=act.today,
        silent_since=act.today,
        accept_by=act.calendar.add(act.today, act.rules.accept_after_days) if working else None,
        due_on=due,
        original_due_on=due,
        sort_due=due or NO_DATE,
        directed_by_id=act.directive.directed_by_id,
        monitor_id=act.directive.monitor_id,
        field_id=act.directive.field_id,
    )
    act.data.update(department=target.pk, part=part.pk, role=role.value)
    act.also.append(part)


def _take_back_in(act: DirectiveAct, before: Assignment, role: Role) -> None:
    """A department taken out of the directive comes back in with its old part; whoever worked reopens it instead."""
    if before.status != Status.RECALLED:
        raise Invalid(_("This department already has a part of this directive."), field="department")
    if role == Role.EACH or before.role == Role.EACH:
        raise Invalid(_("This department was taken out before: reopen its part instead."), field="department")
    asleep = role == Role.COORDINATING
    act.set(before, role=role.value, awake=not asleep, due_on=None, silent_since=act.today)
    act.set(before, assigned_on=act.today)
    act.move([before], Status.ASSIGNED)
    act.data.update(department=before.department_id, part=before.pk, role=role.value)


def _role(act: DirectiveAct, wanted: str) -> Role:
    possible = MODE_ROLES[Mode(act.directive.mode)] - {Role.LEAD}
    if wanted not in {role.value for role in possible}:
        raise Invalid(_("A directive of this kind has no departments in that role."), field="role")
    return Role(wanted)


def _due(act: DirectiveAct, data: needs.AddDepartment, role: Role) -> date | None:
    if role != Role.EACH:
        if data.due_on is not None:
            raise Invalid(_("Only who does the work has a deadline."), field="due_on")
        return None
    if data.due_on is not None and data.due_on < act.today:
        raise Invalid(_("The deadline lies in the past."), field="due_on")
    if data.due_on is None and act.directive.deadline_kind == DeadlineKind.DATED:
        raise Invalid(_("Give the deadline of this department."), field="due_on")
    if data.due_on is not None and act.directive.deadline_kind in RECURRING:
        raise Invalid(_("Only a dated directive has a date."), field="due_on")
    return data.due_on


@directive_service("amend")
def amend(act: DirectiveAct, data: needs.Amend) -> None:
    """Change text or product of an issued directive; both wordings stay on record, numbered.

    A title that was made from the text follows it. The row comes first: the database lets text and product of
    an issued directive change to nothing but what an amendment says (vendor.journal_guard).
    """
    act.data["reason"] = required(data.reason, "reason", act.directive)
    directive = act.directive
    text, product = clean(data.text) or directive.text, clean(data.product) or directive.product
    if (text, product) == (directive.text, directive.product):
        raise Invalid(_("Nothing is different from what stands there."), field="text")
    number = directive.amendments.count() + 1
    row = Amendment.objects.create(
        directive=directive,
        number=number,
        text_before=directive.text,
        text_after=text,
        product_before=directive.product,
        product_after=product,
        document_number=data.document_number.strip(),
        reason=act.data["reason"],
        by=act.person(),
        at=act.now,
    )
    for part in act.parts:
        if part.is_open and part.product and part.product == directive.product != product:
            act.set(part, product=product)
    if directive.title == default_title(directive.text):
        act.set_directive(title=default_title(text))
    act.set_directive(text=text, product=product)
    act.set_directive(folded=searchable(directive))
    act.data.update(amendment=row.pk, number=number, document_number=row.document_number)


def _correctable(act: DirectiveAct) -> list[Assignment]:
    """Parts whose mistyped date may still be put right. Raises WrongState, saying what to do instead."""
    working = act.open_parts(Role.LEAD, Role.EACH)
    if any(part.accepted_at is not None or part.status != Status.ASSIGNED for part in working):
        raise WrongState(_("A department has accepted already; set a new deadline instead."))
    dated = [part for part in working if part.original_due_on is not None]
    if not dated:
        raise WrongState(_("This directive has no date to correct."))
    if any(part.due_on != part.original_due_on for part in dated):
        raise WrongState(_("The deadline has been changed since; set a new deadline instead."))
    if act.today > _window(act):
        raise WrongState(
            _("Typing errors could be corrected until %(day)s; set a new deadline instead.")
            % {"day": f"{_window(act):%d/%m/%Y}"}
        )
    return dated


def _window(act: DirectiveAct) -> date:
    return act.calendar.add(act.directive.issued_on or act.today, act.rules.correct_within_days)


def open_correction(act: DirectiveAct) -> Correction:
    """The correction that waits for a second person. Raises WrongState without one."""
    row = act.directive.corrections.filter(state=CorrectionState.PROPOSED).first()
    if row is None:
        raise WrongState(_("No correction waits to be confirmed."))
    return row


@directive_service("propose_correction")
def propose_correction(act: DirectiveAct, data: needs.Correction) -> None:
    """Say that the deadline was mistyped and what it should have been; nothing changes until a second person agrees."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    before = _correctable(act)[0].original_due_on or act.today
    if act.directive.corrections.filter(state=CorrectionState.PROPOSED).exists():
        raise WrongState(_("A correction already waits to be confirmed."))
    conclusion = act.directive.conclusion
    given = conclusion.held_on if conclusion is not None else act.directive.issued_on
    if given is not None and data.due_on < given:
        raise Invalid(
            _("The deadline lies before the day the task was given, %(day)s.") % {"day": f"{given:%d/%m/%Y}"},
            field="due_on",
        )
    if data.due_on == before:
        raise Invalid(_("Nothing is different from what stands there."), field="due_on")
    Correction.objects.create(
        directive=act.directive,
        due_on_before=before,
        due_on=data.due_on,
        reason=act.data["reason"],
        until_on=_window(act),
        proposed_by=act.person(),
        proposed_for_id=act.behalf_id,
        proposed_at=act.now,
    )
    act.data.update(told(before, data.due_on))


@directive_service("confirm_correction")
def confirm_correction(act: DirectiveAct, data: needs.Nothing) -> None:
    """The second person agrees: first and present deadline of every part become the right one."""
    row, parts = open_correction(act), _correctable(act)
    row.state, row.decided_by, row.decided_on = CorrectionState.CONFIRMED, act.person(), act.today
    row.save(update_fields=["state", "decided_by", "decided_on"])
    for part in parts:
        if part.original_due_on == row.due_on_before:
            act.set(part, due_on=row.due_on, original_due_on=row.due_on)
    act.data.update(told(row.due_on_before, row.due_on), correction=row.pk)


@directive_service("drop_correction")
def drop_correction(act: DirectiveAct, data: needs.OptionalReason) -> None:
    """Leave the deadline as it stands."""
    row = open_correction(act)
    row.state, row.decided_by, row.decided_on = CorrectionState.DROPPED, act.person(), act.today
    row.save(update_fields=["state", "decided_by", "decided_on"])
    act.data.update(reason=data.reason.strip(), correction=row.pk)
