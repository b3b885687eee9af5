"""What a department does with its part: accept, refuse, hand on, see, report."""

from django.utils.translation import gettext as _

from departments.models import Department, Division, Membership, Post
from departments.selectors import assignable_departments
from directives import needs
from directives.errors import Invalid, WrongState
from directives.lifecycle import Status
from directives.models import Directive, Evidence, PreparedAct, ProgressReport
from directives.models.work import ReportKind
from directives.services.writing import Act, part_service


def required(value: str, field: str, directive: Directive | None = None) -> str:
    """`value` stripped; refuses an empty one in the user's language, but of a secret directive nothing is said."""
    text = value.strip()
    if not text and not (directive is not None and directive.is_secret):
        raise Invalid(_("Please fill this in."), field=field)
    return text


@part_service("accept")
def accept(act: Act, data: needs.Nothing) -> None:
    """Take the part on. Implied by the first report and by silence (see `implied`)."""
    if act.actor.system:
        act.data["implied"] = True
    act.accept_implied()
    act.move(Status.IN_PROGRESS)


def check_refusal(act: Act, data: needs.Refuse) -> None:
    """A refusal has a reason and comes in time; the department it proposes exists."""
    required(data.reason, "reason", act.directive)
    check_refusal_term(act)
    if data.proposed_department is not None:
        known = assignable_departments(act.today).exclude(pk=act.part.department_id)
        if not known.filter(pk=data.proposed_department).exists():
            raise Invalid(
                _("This department does not exist any more, or is your own."), field="proposed_department"
            )


@part_service("refuse", check=check_refusal)
def refuse(act: Act, data: needs.Refuse) -> None:
    """Hand the part back to the Office within the refusal term, counted in working days from assignment."""
    act.data.update(reason=data.reason.strip(), proposed_department=data.proposed_department)
    act.set(accept_by=None)
    act.move(Status.REFUSED)


def check_refusal_term(act: Act) -> None:
    """Raise WrongState when the working days in which a department may refuse are over."""
    last_day = act.calendar.add(act.part.assigned_on or act.today, act.rules.refuse_within_days)
    if act.today > last_day:
        raise WrongState(
            _("The time for refusing ended on %(day)s. Ask the Office to transfer the task.")
            % {"day": f"{last_day:%d/%m/%Y}"}
        )


@part_service("insist")
def insist(act: Act, data: needs.Reason) -> None:
    """The Office keeps the part with the department that refused it; it counts as accepted after silence again."""
    act.data["reason"] = required(data.reason, "reason", act.directive)
    act.set(accept_by=act.calendar.add(act.today, act.rules.accept_after_days))
    act.move(Status.ASSIGNED)


@part_service("delegate")
def delegate(act: Act, data: needs.Delegate) -> None:
    """Hand the part to an officer, a division or a subordinate unit; a unit's head hands it on inside the unit."""
    if data.officer is None and data.division is None and data.unit is None:
        raise Invalid(_("Choose an officer, a division or a subordinate unit."), field="officer")
    unit = _unit(act, data)
    if data.officer is not None:
        posts = Membership.objects.active(act.today).exclude(post=Post.ADMINISTRATOR)
        member = posts.filter(
            user_id=data.officer,
            department_id__in=[place for place in (act.part.department_id, unit) if place],
        )
        if not member.exists():
            raise Invalid(_("This person does not work in your department."), field="officer")
    if data.division is not None:
        division = Division.objects.filter(
            pk=data.division, department_id=act.part.department_id, is_active=True
        )
        if not division.exists():
            raise Invalid(_("This division is not one of your department."), field="division")
    act.data.update(officer=data.officer, division=data.division, unit=unit, note=data.note.strip())
    act.set(officer_id=data.officer, division_id=data.division, unit_id=unit)


def _unit(act: Act, data: needs.Delegate) -> int | None:
    """The unit the part is with afterwards: who manages only the unit keeps it there."""
    own = act.part.department_id in act.actor.managing_department_ids
    if not own:
        if data.unit not in (None, act.part.unit_id):
            raise Invalid(_("Only the department itself hands the work to another unit."), field="unit")
        return act.part.unit_id
    if data.unit is not None:
        units = Department.objects.active(act.today).filter(parent_id=act.part.department_id)
        if not units.filter(pk=data.unit).exists():
            raise Invalid(_("This unit does not belong to your department."), field="unit")
    return data.unit


@part_service("acknowledge")
def acknowledge(act: Act, data: needs.Nothing) -> None:
    """The department has seen what it was informed of."""
    act.set(delivered_on=act.today)
    act.move(Status.COMPLETED)


@part_service("report")
def report(act: Act, data: needs.Report) -> None:
    """Say how far the work is; the first report accepts the part."""
    text = required(data.done, "done", act.directive)
    files, person = act.files(data.files), act.person()
    row = ProgressReport.objects.create(
        part=act.part,
        kind=ReportKind.PROGRESS,
        done=text,
        next_steps=data.next_steps.strip(),
        prepared_by=person,
        released_by=person,
        post=act.held_post(),
        at=act.now,
        on=act.today,
    )
    Evidence.objects.bulk_create([Evidence(report=row, file=file) for file in files])
    act.data.update(report=row.pk, files=len(files))
    act.set(silent_since=act.today)
    act.accept_implied()
    act.move(Status.IN_PROGRESS)


def open_prepared(act: Act) -> PreparedAct | None:
    """The act of this part that waits to be released, if any."""
    return PreparedAct.objects.filter(part=act.part, is_open=True).select_related("prepared_by").first()
