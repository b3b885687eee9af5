"""What the form of a directive is built of: choices of departments with groups and names to tick, lists of ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from departments.text import whole_number
from directives.selectors.plan_choices import Group
from directives.selectors.proposed_names import Named


@dataclass(frozen=True)
class Option:
    pk: int
    name: str
    fold: str
    chosen: bool


@dataclass(frozen=True)
class Ticks:
    """A group shown member by member. `coming` join after today and so are not offered."""

    group: Group
    members: list[Option]

    @property
    def chosen(self) -> int:
        return sum(member.chosen for member in self.members)


@dataclass(frozen=True)
class NameTicks:
    """A name of the text beside a choice, the departments offered for it as ticks, whether it is to be kept."""

    named: Named
    offers: list[Option]
    own_parts: list[Option]  # of those somebody is to direct: as a part of their own
    kept: bool


@dataclass(frozen=True)
class Picker:
    """One choice of departments as the template shows it: single ones to pick, groups and names to tick."""

    name: str
    field: forms.BoundField
    options: list[Option]
    groups: list[Ticks]
    names: list[NameTicks]


class IdsField(forms.TypedMultipleChoiceField):
    """Ids in the order given, each once. Whether they may be used is the service's to say, in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=[], required=False, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return whole_number(str(value)) is not None

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(dict.fromkeys(super().clean(value)))


class KeysField(forms.MultipleChoiceField):
    """Places of names in the proposal ("leads:0"); whoever reads them asks for those there are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return True


class OneIdField(forms.TypedChoiceField):
    """One id or none; closed departments and people who left are refused by the service, in words."""

    def __init__(self, *, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        both = [("", ""), *choices]
        super().__init__(coerce=int, empty_value=None, required=False, choices=both, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return whole_number(str(value)) is not None
