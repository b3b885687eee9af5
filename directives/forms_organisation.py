"""Forms of decisions on the organisation: who follows whom, a new name, where open work goes."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from departments.models.department import DepartmentKind
from departments.services.successions import UNMOVABLE, Decision
from directives.forms import DayField

# Django's choice fields take no type argument at run time, the type checker wants one.
if TYPE_CHECKING:
    ManyDepartments = forms.ModelMultipleChoiceField[Department]
    OneDepartment = forms.ModelChoiceField[Department]
else:
    ManyDepartments = forms.ModelMultipleChoiceField
    OneDepartment = forms.ModelChoiceField


class DecisionForm(forms.Form):
    """Predecessors, successors, day and document. `request_key` travels hidden with it."""

    predecessors = ManyDepartments(
        label=_("Departments that end"),
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one department that ends.")},
    )
    successors = ManyDepartments(
        label=_("Departments that follow them"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the department is closed, and the Office gives out its open work anew."),
    )
    on = DayField(label=_("From the day"))
    document = forms.CharField(
        label=_("Deciding document"),
        max_length=200,
        help_text=_("Number and date of the decision or resolution."),
    )
    move_people = forms.BooleanField(
        label=_("People go along with their posts"),
        required=False,
        help_text=_("Only to a single successor; officers then keep the work they hold."),
    )
    request_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ending = Department.objects.filter(active_until=None).exclude(kind__in=UNMOVABLE)
        self.fields["predecessors"].queryset = ending  # type: ignore[attr-defined]  # a model choice field
        following = Department.objects.exclude(kind=DepartmentKind.COMMITTEE).exclude(active_until__lt=today)
        self.fields["successors"].queryset = following  # type: ignore[attr-defined]  # a model choice field

    def decision(self) -> Decision:
        values = self.cleaned_data
        return Decision(
            predecessors=tuple(body.pk for body in values["predecessors"]),
            successors=tuple(body.pk for body in values["successors"]),
            on=values["on"],
            document=values["document"],
            move_people=values["move_people"],
        )


class NewNameForm(forms.Form):
    """A department keeps its work under another name."""

    department = OneDepartment(label=_("Department"), queryset=Department.objects.none(), empty_label="")
    name = forms.CharField(label=_("New name"), max_length=200)
    short_name = forms.CharField(label=_("New short name"), max_length=80, required=False)
    document = forms.CharField(
        label=_("Deciding document"),
        max_length=200,
        help_text=_("Number and date of the decision or resolution."),
    )
    request_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.active(today)  # type: ignore[attr-defined]  # as above
