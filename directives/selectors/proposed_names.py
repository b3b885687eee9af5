"""The names a point's text gives, with whom each was taken for: what the clerk sees beside the choices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directives.selectors.plan_choices import Group, PlanChoices
from directives.services.linking import State

LEADS, COORDINATING, DIRECTED = "leads", "coordinating", "directed"
DOUBTFUL = frozenset({State.FUZZY, State.AMBIGUOUS, State.GENERIC, State.UNKNOWN})


@dataclass(frozen=True)
class Offer:
    """A department that may be ticked for a name."""

    pk: int
    name: str


@dataclass(frozen=True)
class Named:
    """One name of the text. `key` is its place in the proposal; `picker` the choice it is shown beside.

    `linked` is whom it was taken for, in our words; `called` the name of ours it was recognised by.
    """

    key: str
    role: str
    picker: str
    name: str
    state: State
    department: int | None = None
    group: int | None = None
    linked: str = ""
    called: str = ""
    offers: tuple[Offer, ...] = ()
    groups: tuple[Group, ...] = ()
    enterable: bool = False

    @property
    def found(self) -> bool:
        return self.department is not None or self.group is not None

    @property
    def told(self) -> bool:
        """Whether there is more to say about it than the department chosen below."""
        return self.role == DIRECTED or self.state not in (State.EXACT, State.GROUP)

    @property
    def doubtful(self) -> bool:
        """Whether the clerk should look: not surely anybody, or an old name that several have inherited."""
        return self.state in DOUBTFUL or (self.state is State.FORMER and bool(self.offers))

    @property
    def keepable(self) -> bool:
        """Whether what the clerk chooses for it could serve the next text as well."""
        return self.state in DOUBTFUL


def names_of(
    said: Mapping[str, Any], choices: PlanChoices, *, beside: str = COORDINATING
) -> tuple[Named, ...]:
    """The names of a stored proposal as they stand today; `beside` is where those not leading are shown."""
    pickers = {LEADS: LEADS, COORDINATING: beside, DIRECTED: beside}
    return tuple(
        _named(row, f"{role}:{at}", role, picker, choices)
        for role, picker in pickers.items()
        for at, row in enumerate(said.get(role, []))
    )


def _named(row: Mapping[str, Any], key: str, role: str, picker: str, choices: PlanChoices) -> Named:
    department, group = row.get("department"), row.get("group")
    if department not in choices.names:
        department = None
    known = choices.groups.get(group) if group is not None else None
    if known is None or not known.members:
        group, known = None, None
    found = department is not None or known is not None
    state = State(row["state"]) if row.get("state") else (State.EXACT if found else State.UNKNOWN)
    if not found and state not in DOUBTFUL:
        state = State.UNKNOWN  # the body has been closed, or the group emptied, since the text was read
    targets: Sequence[Mapping[str, Any]] = row.get("candidates", ())
    offered = [pk for target in targets if (pk := target.get("department")) in choices.names]
    if role == DIRECTED and department is not None:
        offered = [department, *offered]
    return Named(
        key=key,
        role=role,
        picker=picker,
        name=str(row.get("name", "")),
        state=state,
        department=department,
        group=group,
        linked=choices.names[department] if department is not None else known.name if known else "",
        called=str(row.get("called", "")),
        offers=tuple(Offer(pk, choices.names[pk]) for pk in offered),
        groups=tuple(
            choices.groups[pk] for target in targets if (pk := target.get("group")) in choices.groups
        ),
        enterable=bool(row.get("enterable")) and not found,
    )


def chosen_of(names: Iterable[Named]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Departments and groups the names stand for, each once."""
    rows = list(names)
    departments = dict.fromkeys(row.department for row in rows if row.department is not None)
    groups = dict.fromkeys(row.group for row in rows if row.group is not None)
    return tuple(departments), tuple(groups)
