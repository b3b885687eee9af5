"""Forms made from what verbs need. Screens render them; the data goes to the service as the needs dataclass."""

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor
from departments.models import Department, Division, Membership, User
from departments.selectors import assignable_departments, leaders
from directives import permissions
from directives.forms_whole import TICKED, LaterDirectiveField, PartsField, roles_of
from directives.lifecycle import Verb
from directives.models import Ask, AskState, BottleneckKind
from directives.services.secrecy import CODE, NO_FILES, NO_WORDS, may_be_told
from directives.targets import Target

# Django's choice field takes no type argument at run time, the type checker wants one.
if TYPE_CHECKING:
    UserChoiceField = forms.ModelChoiceField[User]
else:
    UserChoiceField = forms.ModelChoiceField

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A local date typed as dd/mm/yyyy (ISO is understood too)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DAY_FORMATS)
        kwargs.setdefault("error_messages", {"invalid": _("Write the date as dd/mm/yyyy.")})
        widget = forms.DateInput(
            format="%d/%m/%Y",
            attrs={
                "type": "text",
                "inputmode": "numeric",
                "placeholder": "dd/mm/yyyy",
                "autocomplete": "off",
            },
        )
        super().__init__(widget=widget, **kwargs)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Zero or more uploaded files; cleans to a list of UploadedFile."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        items = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(item, initial) for item in items if item]


class PersonChoice(UserChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return str(obj)


def officers_of(target: Target, on: date) -> Any:
    """People of the part's department, and of the unit it is with, a head may hand the work to."""
    part = target.part
    places = [place for place in (part.department_id, part.unit_id) if place] if part is not None else []
    members = Membership.objects.active(on).filter(department_id__in=places).exclude(post="administrator")
    return User.objects.filter(pk__in=members.values("user_id"))


def _asked_for(need: "dataclasses.Field[Any]", target: Target) -> bool:
    """Whether a need is asked here: some only where they mean something."""
    match need.metadata["when"]:
        case "asks_open":
            return Ask.objects.filter(part__directive=target.directive, state=AskState.OPEN).exists()
        case "has_units":
            own = target.part.department_id if target.part is not None else None
            return own is not None and Department.objects.filter(parent_id=own).exists()
        case _:
            return True


def _field(need: "dataclasses.Field[Any]", target: Target, today: date, actor: Actor) -> forms.Field:
    meta, own = need.metadata, target.part.department_id if target.part is not None else 0
    common = {"label": meta["label"], "required": meta["required"], "help_text": meta["hint"]}
    match meta["kind"]:
        case "text":
            return forms.CharField(
                max_length=meta["most"], widget=forms.Textarea(attrs={"rows": 3}), **common
            )
        case "line":
            return forms.CharField(max_length=meta["most"], **common)
        case "day":
            return DayField(**common)
        case "files":
            # An empty file is refused where it is stored, by its name; once is enough.
            return ManyFilesField(**{**common, "required": False, "allow_empty_file": True})
        case "department":
            others = assignable_departments(today).exclude(pk=own)
            return forms.ModelChoiceField(queryset=others, empty_label="", **common)
        case "officer":
            return PersonChoice(queryset=officers_of(target, today), empty_label="", **common)
        case "division":
            divisions = Division.objects.filter(department_id=own, is_active=True)
            return forms.ModelChoiceField(queryset=divisions, empty_label="", **common)
        case "unit":
            units = Department.objects.active(today).filter(parent_id=own, parent__isnull=False)
            return forms.ModelChoiceField(queryset=units, empty_label="", **common)
        case "leader":
            return PersonChoice(queryset=leaders(today), empty_label="", **common)
        case "bottleneck_kind":
            return forms.ModelChoiceField(queryset=BottleneckKind.objects.all(), empty_label="", **common)
        case "directive":
            return LaterDirectiveField(actor=actor, directive=target.directive, **common)
        case "parts":
            return PartsField(directive=target.directive, **common)
        case "choice":
            offered = meta["choices"]
            if need.name == "role":
                offered = roles_of(target.directive.mode, offered)
            return forms.ChoiceField(choices=[("", ""), *offered], **common)
        case other:
            raise ValueError(f"no form field for a need of kind {other}")


class VerbForm(forms.Form):
    """The form of one verb on one part, object or directive. `version` and `request_key` travel hidden with it.

    On a secret directive nobody is asked for words or files; what is sent all the same is refused.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self, *args: Any, verb: Verb, target: Target, today: date, actor: Actor, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.verb, self.is_secret = verb, target.directive.is_secret
        for need in dataclasses.fields(verb.needs):
            if _asked_for(need, target) and (may_be_told(need) or not self.is_secret):
                self.fields[need.name] = _field(need, target, today, actor)
        self.leader = self._leader(actor, verb, target)
        if self.leader is not None:
            self._ask_what_it_rests_on(self.leader)

    def _leader(self, actor: Actor, verb: Verb, target: Target) -> Membership | None:
        """The leader whose decision may be recorded by this form."""
        if not actor.assists:
            return None
        return permissions.records_for(actor, verb, target.directive, target.part, target.subject)

    def _ask_what_it_rests_on(self, leader: Membership) -> None:
        words = _("You record a decision of %(leader)s: number and date of the document or opinion.")
        self.fields["recorded_reference"] = forms.CharField(
            label=_("Decision rests on"),
            required=False,
            max_length=200,
            help_text=words % {"leader": leader.user},
        )
        if not self.is_secret:
            self.fields["recorded_files"] = ManyFilesField(
                label=_("Scan of the decision"), required=False, allow_empty_file=True
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        withheld = [] if not self.is_secret else dataclasses.fields(self.verb.needs)
        for need in withheld:
            if need.name in self.fields:
                continue
            if self.files.get(need.name):
                self.add_error(None, forms.ValidationError(str(NO_FILES), code=CODE))
            if str(self.data.get(need.name, "")).strip():
                self.add_error(None, forms.ValidationError(str(NO_WORDS), code=CODE))
        if TICKED in self.data and "parts" in self.fields and not data.get("parts"):
            self.add_error("parts", _("Tick at least one department."))
        return data

    def needs(self, files: tuple[int, ...] = ()) -> Any:
        """The verb's needs from the cleaned data; `files` are ids of files stored before."""
        values: dict[str, Any] = {}
        for need in dataclasses.fields(self.verb.needs):
            if need.name not in self.fields:
                if need.default is dataclasses.MISSING:  # words a secret directive is not asked for
                    values[need.name] = ""
                continue
            value = self.cleaned_data.get(need.name)
            if need.metadata["kind"] == "files":
                value = files
            elif need.metadata["kind"] == "parts":
                value = tuple(part.pk for part in value or ())
            elif isinstance(value, Model):
                value = value.pk
            values[need.name] = value
        return self.verb.needs(**values)
