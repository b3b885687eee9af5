"""What must hold after every service: status, flow and journal tell the same story."""

from viewflow.workflow.models import Task

from directives import journal
from directives.lifecycle import OPEN, STEP, Role, Status
from directives.models import Assignment, Directive, JournalEntry, Pending

ACTIVE = ("NEW", "ASSIGNED", "STARTED")


def assert_engine_agrees(directive: Directive, *, drained: bool = False) -> None:
    """Exactly one open task at the step of each open part's status, none when closed; journal unbroken.

    Every entry still has its Pending row, or none has where the notifications have `drained` them.
    """
    directive = Directive.objects.get(pk=directive.pk)
    for part in Assignment.objects.filter(directive=directive):
        tasks = (
            list(Task.objects.filter(process_id=part.process_id, status__in=ACTIVE))
            if part.process_id
            else []
        )
        steps = [task.flow_task.name for task in tasks]
        flowing = part.role in (Role.LEAD, Role.EACH) and part.status in OPEN
        stands_at = STEP[Status(part.paused_from or part.status)] if flowing else ""
        assert steps == ([stands_at] if flowing else []), (part.status, steps)
        assert part.is_open == (part.status in OPEN)
    leads = Assignment.objects.filter(directive=directive, role=Role.LEAD).exclude(status=Status.TRANSFERRED)
    if directive.mode == "one_lead":
        assert leads.count() == 1
        if directive.status != Status.DRAFT:
            assert leads.get().status == directive.status
    assert journal.verify(directive.stream, seq=directive.version, digest=directive.journal_head) == []
    entries = JournalEntry.objects.filter(stream=directive.stream).count()
    assert entries == directive.version
    pending = Pending.objects.filter(entry__stream=directive.stream).count()
    assert pending == (0 if drained else entries)
