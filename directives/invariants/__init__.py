"""What must hold in the domain, as conditions on rows: found by the database, a few statements for any number.

`workflows.invariants` adds what must hold between a part and its process. Both serve `check_invariants` by night
and every test after every service.
"""

from collections.abc import Iterator

from directives.invariants import of_directives, of_parts
from directives.invariants.finding import Difference, Invariant, find

__all__ = ["Difference", "Invariant", "differences", "find"]


def differences(directive: int | None = None) -> Iterator[Difference]:
    """Everything that does not hold, in one directive or in all; nothing is changed."""
    for group in (of_directives.DIRECTIVES, of_parts.PARTS, of_parts.PERIODS):
        yield from find(group, directive)
