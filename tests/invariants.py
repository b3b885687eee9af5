"""What must hold after every service: the same truth `./run manage check_invariants` looks for, in one directive."""

from directives import invariants, journal
from directives.models import Directive, JournalEntry, Pending
from workflows import invariants as engine_invariants


def assert_engine_agrees(directive: Directive, *, drained: bool = False) -> None:
    """Domain and engine agree in `directive`, its journal is unbroken.

    Every entry still has its Pending row, or none has where the notifications have `drained` them.
    """
    directive = Directive.objects.get(pk=directive.pk)
    found = [*invariants.differences(directive.pk), *engine_invariants.differences(directive.pk)]
    assert not found, "\n".join(map(str, found))
    assert journal.verify(directive.stream, seq=directive.version, digest=directive.journal_head) == []
    entries = JournalEntry.objects.filter(stream=directive.stream).count()
    pending = Pending.objects.filter(entry__stream=directive.stream).count()
    assert pending == (0 if drained else entries)
