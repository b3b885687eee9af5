"""The form of a directive before it is issued: in the confirm screen and without a conclusion."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from departments.text import whole_number
from directives.errors import Refusal
from directives.forms import DayField
from directives.forms_pickers import IdsField, KeysField, NameTicks, OneIdField, Option, Picker, Ticks
from directives.lifecycle import DEADLINE_LABELS, MODE_LABELS, DeadlineKind, Mode
from directives.models.choices import ProductTo, Recurrence, Secrecy, Urgency
from directives.selectors.plan_choices import PlanChoices
from directives.selectors.proposed_names import DIRECTED, LEADS, Named
from directives.services.plans import PRODUCT_LENGTH, TEXT_LENGTH, TITLE_LENGTH, Plan
from directives.services.secrecy import CODE, NO_CONTENT

PICKERS = ("leads", "coordinating", "informed")


CONTENT = (
    "text",
    "title",
    "product",
    "deadline_phrase",
    "field",
)  # what is never said about a secret directive
OF_DOCUMENT = ("document_number", "document_date")


class PlanForm(forms.Form):
    """What a clerk decides about a directive. `version` is the conclusion's, `groups` the ones shown as ticks.

    As soon as it is secret the form asks for no content, and what was typed before is refused; under a secret
    conclusion (`of_secret`) number, date and secrecy are the conclusion's.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    text = forms.CharField(
        label=_("What is ordered"), required=False, widget=forms.Textarea(attrs={"rows": 4, "class": "doc"})
    )
    title = forms.CharField(
        label=_("Title"), required=False, help_text=_("Left empty it is the first sentence of the order.")
    )
    mode = forms.ChoiceField(
        label=_("How it is given"),
        choices=[(mode.value, label) for mode, label in MODE_LABELS.items()],
        widget=forms.RadioSelect,
    )
    leads = IdsField(label=_("Lead"), widget=forms.SelectMultiple)
    coordinating = IdsField(label=_("Coordinating"), widget=forms.SelectMultiple)
    informed = IdsField(label=_("For information"), widget=forms.SelectMultiple)
    deadline_kind = forms.ChoiceField(
        label=_("Deadline"),
        choices=[(kind.value, label) for kind, label in DEADLINE_LABELS.items()],
        widget=forms.RadioSelect,
    )
    due_on = DayField(label=_("Date"), required=False)
    deadline_phrase = forms.CharField(label=_("Words of the text"), required=False, max_length=300)
    recurrence = forms.ChoiceField(
        label=_("How often"), choices=[("", ""), *Recurrence.choices], required=False
    )
    period_due_day = forms.IntegerField(
        label=_("Due day of the period"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_(
            "Of the month 1 to 31, of a quarter or year in its last month, of a week 1 (Monday) to 7. "
            "Before the cut-off day it lies in the month after. Empty: the usual day."
        ),
    )
    period_cutoff_day = forms.IntegerField(
        label=_("Cut-off day of the period"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_(
            "Data count up to this day. Empty: the usual day, or the last one where it is due before that."
        ),
    )
    product = forms.CharField(label=_("Output product"), required=False)
    product_to = forms.ChoiceField(label=_("Product recipient"), choices=ProductTo.choices, required=False)
    product_to_department = OneIdField(label=_("Receiving department"), choices=())
    needs_approval = forms.BooleanField(label=_("The directing leader approves the result"), required=False)
    directed_by = OneIdField(label=_("Directing leader"), choices=())
    field = OneIdField(label=_("Policy field"), choices=())
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, required=False)
    parent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    bottleneck = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1
    )
    replaces = OneIdField(
        label=_("Takes the place of"),
        choices=(),
        help_text=_("That directive ends when this one is issued: its open parts are closed as replaced."),
    )
    kept_names = KeysField(label=_("Names to remember"))
    secrecy = forms.ChoiceField(label=_("Secrecy"), choices=Secrecy.choices, required=False)
    monitor = OneIdField(label=_("Monitoring officer"), choices=())
    document_number = forms.CharField(
        label=_("Document number and symbol"),
        required=False,
        max_length=80,
        help_text=_("For example 05/TB-UBND; nothing else about the document."),
    )
    document_date = DayField(label=_("Document date"), required=False)

    def __init__(self, *args: Any, choices: PlanChoices, of_secret: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan_choices = choices
        self.is_secret = of_secret or self["secrecy"].value() == Secrecy.SECRET
        departments = [(department.pk, department.name) for department in choices.departments]
        people = {
            "directed_by": choices.leaders,
            "field": choices.fields,
            "monitor": choices.monitors,
        }
        for name in PICKERS:
            self._choose(name, departments)
        self._choose("product_to_department", [("", ""), *departments])
        for name, rows in people.items():
            self._choose(name, [("", ""), *((row.pk, str(row)) for row in rows)])
        dropped = CONTENT if self.is_secret else OF_DOCUMENT
        for name in (*dropped, *((*OF_DOCUMENT, "secrecy") if of_secret else ())):
            del self.fields[name]
        self.names: tuple[Named, ...] = ()
        self.shown_groups: dict[str, list[int]] = {name: [] for name in PICKERS}
        sent = self.data.getlist("shown_group") if isinstance(self.data, QueryDict) else ()
        for value in sent:
            picker, _colon, pk = str(value).partition(":")
            if picker in PICKERS:
                self.show_group(picker, whole_number(pk))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_secret and any(str(self.data.get(name, "")).strip() for name in CONTENT):
            beside = "secrecy" if "secrecy" in self.fields else None
            self.add_error(beside, forms.ValidationError(str(NO_CONTENT), code=CODE))
        return data

    def _choose(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)

    def offer_replaced(self, directives: Iterable[tuple[int, str]]) -> None:
        """Say which directives this one may take the place of."""
        self._choose("replaces", [("", ""), *directives])

    def show_group(self, picker: str, pk: int | None) -> None:
        """Show the members of a group as ticks under a picker."""
        if pk is not None and pk in self.plan_choices.groups and pk not in self.shown_groups[picker]:
            self.shown_groups[picker].append(pk)

    def show_names(self, names: Iterable[Named]) -> None:
        """Show what the text calls whom; departments offered for a name are ticks, not picked above them."""
        self.names = tuple(names)

    @property
    def pickers(self) -> list[Picker]:
        """The three choices of departments; who is a tick of a shown group is not picked again above it."""
        found = []
        for name in PICKERS:
            chosen = self._chosen(name)
            groups = [self.plan_choices.groups[pk] for pk in self.shown_groups[name]]
            ticked = {pk for group in groups for pk in group.ids} | self._offered(name)
            options = [
                Option(body.pk, body.name, body.folded, body.pk in chosen and body.pk not in ticked)
                for body in self.plan_choices.departments
            ]
            options.sort(key=lambda option: not option.chosen)  # a bare select shows its top first
            ticks = [
                Ticks(group, [Option(m.pk, m.label, m.folded, m.pk in chosen) for m in group.members])
                for group in groups
            ]
            found.append(Picker(name, self[name], options, ticks, self._name_ticks(name)))
        return found

    def _offered(self, picker: str) -> set[int]:
        """Departments ticked beside a name of the text: whom somebody directs may also get a part of their own."""
        rows = [row for row in self.names if picker in (row.picker, LEADS if row.role == DIRECTED else "")]
        return {offer.pk for row in rows for offer in row.offers}

    def _name_ticks(self, picker: str) -> list[NameTicks]:
        kept, leads = set(self["kept_names"].value() or ()), self._chosen(LEADS)
        found = []
        for row in self.names:
            if picker == (LEADS if row.role == DIRECTED else row.picker) and row.told:
                chosen = self._chosen(row.picker)
                offers = [Option(offer.pk, offer.name, "", offer.pk in chosen) for offer in row.offers]
                own = [Option(offer.pk, offer.name, "", offer.pk in leads) for offer in row.offers]
                found.append(NameTicks(row, offers, own if row.role == DIRECTED else [], row.key in kept))
        return found

    def _chosen(self, picker: str) -> set[int]:
        sent = {whole_number(str(item)) for item in self[picker].value() or ()}
        return {pk for pk in sent if pk is not None}

    def plan(self) -> Plan:
        """The plan as the clerk means it; what a mode has no place for goes where that mode puts it."""
        data = {**dict.fromkeys(CONTENT, ""), "field": None, **self.cleaned_data}
        leads, coordinating, informed = (data[name] for name in PICKERS)
        mode, kind = data["mode"], data["deadline_kind"]
        if mode == Mode.EACH:
            informed, coordinating = _once(informed, coordinating, apart=leads), ()
        elif mode == Mode.FOR_INFORMATION:
            informed, leads, coordinating = _once(leads, coordinating, informed), (), ()
            kind = DeadlineKind.TO_BE_SET
        periodic = kind == DeadlineKind.PERIODIC
        to_department = data["product_to"] == ProductTo.DEPARTMENT
        return Plan(
            text=data["text"],
            title=data["title"],
            mode=mode,
            leads=leads,
            coordinating=coordinating,
            informed=informed,
            deadline_kind=kind,
            due_on=data["due_on"] if kind == DeadlineKind.DATED else None,
            deadline_phrase=data["deadline_phrase"],
            recurrence=data["recurrence"] if periodic else "",
            period_due_day=data["period_due_day"] if periodic else None,
            period_cutoff_day=data["period_cutoff_day"] if periodic else None,
            product=data["product"],
            product_to=data["product_to"] or ProductTo.OFFICE,
            product_to_department=data["product_to_department"] if to_department else None,
            needs_approval=data["needs_approval"],
            directed_by=data["directed_by"],
            monitor=data["monitor"],
            field=data["field"],
            urgency=data["urgency"] or Urgency.NORMAL,
            secrecy=data.get("secrecy") or Secrecy.ORDINARY,
            parent=data["parent"],
            bottleneck=data["bottleneck"],
            replaces=data["replaces"],
            document_number=data.get("document_number", ""),
            document_date=data.get("document_date"),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field it names, or at the top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.message))


def _once(*lists: tuple[int, ...], apart: tuple[int, ...] = ()) -> tuple[int, ...]:
    return tuple(dict.fromkeys(pk for ids in lists for pk in ids if pk not in apart))


def initial_of(plan: Plan) -> dict[str, Any]:
    """A plan as the initial values of the form."""
    names = set(PlanForm.base_fields) & set(Plan.__dataclass_fields__)
    return {name: getattr(plan, name) for name in names}


LENGTHS = {"text": TEXT_LENGTH, "title": TITLE_LENGTH, "product": PRODUCT_LENGTH}
for _name, _most in LENGTHS.items():
    PlanForm.base_fields[_name].widget.attrs["maxlength"] = _most
