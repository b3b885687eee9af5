"""Forms about acting for others: an absence, an assistant, a desk handed over, annulling."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from departments.models import Membership, User
from departments.templatetags.frame import post_name
from directives.forms import DayField, PersonChoice
from directives.services.hand_over import DESK_LABELS, DeskOf


def _choices(posts: Sequence[Membership], empty: Any = None) -> list[tuple[str, Any]]:
    named = [(str(post.pk), f"{post.user}, {post_name(post)}") for post in posts]
    return ([("", empty)] if empty is not None else []) + named


class AbsenceForm(forms.Form):
    """The post is chosen before: who may stand in depends on it."""

    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), help_text=_("Both days are included."))
    substitute = forms.ChoiceField(
        label=_("Person who stands in"),
        required=False,
        help_text=_("Decides in the name of the absent person on these days. Without one everything waits."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, candidates: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = _choices(candidates, _("Nobody"))  # type: ignore[attr-defined]

    def clean_substitute(self) -> int | None:
        chosen: str = self.cleaned_data["substitute"]
        return int(chosen) if chosen else None


class AssistantForm(forms.Form):
    leader = forms.ChoiceField(label=_("Leader"))
    assistant = PersonChoice(label=_("Assistant"), queryset=User.objects.none(), empty_label="")
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until it is ended."))
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, leaders: Sequence[Membership], people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = _choices(leaders)  # type: ignore[attr-defined]
        self.fields["assistant"].queryset = people  # type: ignore[attr-defined]


class DeskForm(forms.Form):
    """Whose desk, from whom to whom; the second step confirms what the first has counted."""

    desk = forms.ChoiceField(label=_("Desk"), widget=forms.RadioSelect)
    from_user = PersonChoice(label=_("Handed over by"), queryset=User.objects.none(), empty_label="")
    to_user = PersonChoice(label=_("Taken over by"), queryset=User.objects.none(), empty_label="")
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("For example the decision on posting, with its date.")
    )
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, desks: Sequence[DeskOf], leaving: Any, taking: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [(desk.value, DESK_LABELS[desk]) for desk in desks]  # type: ignore[attr-defined]
        self.fields["from_user"].queryset = leaving  # type: ignore[attr-defined]
        self.fields["to_user"].queryset = taking  # type: ignore[attr-defined]


class AnnulForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
