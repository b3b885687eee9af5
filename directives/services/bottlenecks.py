"""Bottlenecks: raised by a department, passed on by the Office, replied to, and ended by one of four ways."""

from django.utils.translation import gettext as _

from departments.models import User
from departments.selectors import assignable_departments, leaders
from directives import needs
from directives.errors import Invalid, WrongState
from directives.models import Bottleneck, BottleneckKind, BottleneckReply, BottleneckState, BottleneckTurn
from directives.services.parts import required
from directives.services.writing import Act, part_service


def check_bottleneck(act: Act, data: needs.RaiseBottleneck) -> None:
    """A bottleneck says what is in the way and asks one department, or one leader, or the Office."""
    required(data.text, "text", act.directive)
    if not act.part.awake:
        raise WrongState(_("Nothing is asked of this department yet, so nothing can be in its way."))
    if not BottleneckKind.objects.filter(pk=data.kind, is_active=True).exists():
        raise Invalid(_("Choose a kind."), field="kind")
    _check_asked(act, data.asked_department, data.asked_leader)
    if data.needed_by is not None and data.needed_by < act.today:
        raise Invalid(_("This day lies in the past."), field="needed_by")
    act.files(data.files)


def _check_asked(act: Act, department: int | None, leader: int | None) -> None:
    if department is not None and leader is not None:
        raise Invalid(_("Ask one department or one leader, not both."), field="asked_leader")
    if department is not None:
        others = assignable_departments(act.today).exclude(pk=act.part.department_id)
        if not others.filter(pk=department).exists():
            raise Invalid(
                _("This department does not exist any more, or is your own."), field="asked_department"
            )
    if leader is not None and not leaders(act.today).filter(pk=leader).exists():
        raise Invalid(_("This person does not lead the Committee."), field="asked_leader")


@part_service("raise_bottleneck", check=check_bottleneck)
def raise_bottleneck(act: Act, data: needs.RaiseBottleneck) -> None:
    """Say what is in the way and who can clear it. No clock stops; what is put to a leader passes the Office first."""
    to_department = data.asked_department is not None
    row = Bottleneck.objects.create(
        part=act.part,
        kind_id=data.kind,
        text=data.text.strip(),
        asked_department_id=data.asked_department,
        asked_leader_id=data.asked_leader,
        state=BottleneckState.OPEN if to_department else BottleneckState.TRIAGE,
        needed_by=data.needed_by,
        raised_by=act.writer(),
        raised_at=act.now,
        raised_on=act.today,
    )
    row.files.set(act.files(data.files))
    _put_to(act, row)
    _note(act, row, row.text)
    act.data.update(asked_department=data.asked_department, asked_leader=data.asked_leader)


def _put_to(act: Act, row: Bottleneck) -> None:
    """Keep to whom it is put from today on. What is to pass the Office first lies there, whoever is asked."""
    passed = row.state == BottleneckState.OPEN
    BottleneckTurn.objects.create(
        bottleneck=row,
        department_id=row.asked_department_id if passed else None,
        leader_id=row.asked_leader_id if passed else None,
        from_on=act.today,
    )


def _note(act: Act, row: Bottleneck, words: str) -> None:
    act.data.update(bottleneck=row.pk, comment=words)


@part_service("triage")
def triage(act: Act, data: needs.Triage) -> None:
    """The Office passes it on: to whom it was put, or to a department or leader better placed."""
    row: Bottleneck = act.subject
    _check_asked(act, data.asked_department, data.asked_leader)
    before = (row.state, row.asked_department_id, row.asked_leader_id)
    if data.asked_department is not None or data.asked_leader is not None:
        row.asked_department_id, row.asked_leader_id = data.asked_department, data.asked_leader
    if row.asked_department_id is None and row.asked_leader_id is None:
        raise Invalid(_("Choose the department or the leader it goes to."), field="asked_department")
    row.state = BottleneckState.OPEN
    if (row.state, row.asked_department_id, row.asked_leader_id) == before:
        raise Invalid(_("It lies there already. Choose somebody else to pass it on to."), field=_field(row))
    row.office_note, row.passed_on_by, row.passed_on_at = data.note.strip(), act.person(), act.now
    row.save()
    _put_to(act, row)
    _note(act, row, row.office_note)
    act.data.update(asked_department=row.asked_department_id, asked_leader=row.asked_leader_id)


def _field(row: Bottleneck) -> str:
    return "asked_department" if row.asked_department_id is not None else "asked_leader"


@part_service("reply")
def reply(act: Act, data: needs.Reply) -> None:
    """Say something to it; it stays open."""
    _reply(act, required(data.text, "text", act.directive), data.files)
    _note(act, act.subject, data.text.strip())


def _reply(act: Act, text: str, files: tuple[int, ...]) -> None:
    answer = BottleneckReply.objects.create(
        bottleneck=act.subject, text=text, by=act.person(), post=act.post, at=act.now
    )
    answer.files.set(act.files(files))


@part_service("decide")
def decide(act: Act, data: needs.Decide) -> None:
    """A leader (or the department asked) decides; that ends it. Files stand with the words of the decision."""
    text = required(data.decision, "decision", act.directive)
    if data.files:
        _reply(act, text, data.files)
    close(act.subject, BottleneckState.DECIDED, text, act)


@part_service("resolve")
def resolve(act: Act, data: needs.Resolve) -> None:
    """Whoever raised it says that it is out of the way."""
    words = required(data.resolution, "resolution", act.directive)
    close(act.subject, BottleneckState.RESOLVED, words, act)


@part_service("mark_beyond")
def mark_beyond(act: Act, data: needs.Reason) -> None:
    """Nobody in the province can clear it; it stays open and is shown so."""
    row: Bottleneck = act.subject
    if row.beyond_authority:
        raise WrongState(_("This is marked as beyond our authority already."))
    row.beyond_authority, row.beyond_reason = True, required(data.reason, "reason", act.directive)
    row.save(update_fields=["beyond_authority", "beyond_reason"])
    _note(act, row, row.beyond_reason)


def close(row: Bottleneck, state: BottleneckState, words: str, act: Act) -> None:
    """End a bottleneck with `words`."""
    person: User = act.person()
    row.state, row.is_open, row.resolution = state, False, words
    row.resolved_by, row.resolved_at, row.resolved_on = person, act.now, act.today
    row.save()
    _note(act, row, words)
