"""What one name of a text was linked to, and how that was found: the clerk is told both."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How a name was linked. The last three stand for nobody yet: the clerk says who, or leaves the words."""

    EXACT = "exact"  # code, name, short name, alias, or its initials
    FORMER = "former"  # a name the body had before
    SUCCEEDED = "succeeded"  # that body has ended; one other took its place
    FUZZY = "fuzzy"  # nearly the name of one body
    GROUP = "group"
    OUTSIDE = "outside"  # a ministry, company or investor that is known here
    AMBIGUOUS = "ambiguous"  # several bodies could be meant
    GENERIC = "generic"  # a class of bodies ("các sở, ngành liên quan") no group stands for
    UNKNOWN = "unknown"


# What the clerk should look at: another alias or body may link these better the next time.
UNSETTLED = frozenset({State.FUZZY, State.AMBIGUOUS, State.GENERIC, State.UNKNOWN})


@dataclass(frozen=True)
class Target:
    """A department or a group."""

    department_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True)
class Link:
    """What one name was linked to: a department, a group, or neither (`unknown`).

    `called` is the name of ours it was recognised by where the text says it otherwise. `candidates` are offered
    to be chosen from, besides what it was linked to. `enterable` names look like a body outside this province.
    """

    name: str
    state: State = State.UNKNOWN
    department_id: int | None = None
    group_id: int | None = None
    called: str = ""
    candidates: tuple[Target, ...] = ()
    enterable: bool = False

    @property
    def unknown(self) -> bool:
        return self.department_id is None and self.group_id is None

    def to_json(self) -> dict[str, Any]:
        """The link as a point's proposal keeps it; what is empty is left out."""
        said: dict[str, Any] = {
            "name": self.name,
            "state": self.state.value,
            "department": self.department_id,
            "group": self.group_id,
        }
        if self.called:
            said["called"] = self.called
        if self.candidates:
            said["candidates"] = [
                {"department": target.department_id, "group": target.group_id} for target in self.candidates
            ]
        if self.enterable:
            said["enterable"] = True
        return said
