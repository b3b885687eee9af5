"""Fields only verbs on whole directives ask for: a later directive found by words, parts to tick, a possible role."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor
from departments.text import whole_number
from directives.lifecycle import MODE_ROLES, Mode, Role, Status
from directives.models import Assignment, Directive
from directives.selectors.replacing import later_directives, search_later

# Django's choice field takes no type argument at run time, the type checker wants one.
if TYPE_CHECKING:
    PartsChoiceField = forms.ModelMultipleChoiceField[Assignment]
else:
    PartsChoiceField = forms.ModelMultipleChoiceField

TICKED = "ticked"  # sent along by the table whose boxes are meant: without a tick nothing is done


def directive_label(directive: Directive) -> str:
    """How a directive is written into the field: its id first, by which it is read again."""
    source = directive.conclusion.number if directive.conclusion is not None else ""
    return " · ".join(filter(None, (f"{directive.pk}", source, directive.heading)))


def options(found: list[Directive]) -> SafeString:
    """Suggestions for the field."""
    return format_html_join("", '<option value="{}"></option>', ((directive_label(row),) for row in found))


class DirectiveSearch(forms.TextInput):
    """A line with suggestions: the newest ones at once, others as one types; without scripts by sending the words."""

    def __init__(self, directive: Directive, found: list[Directive]) -> None:
        self.found, self.list_id = found, f"later-{directive.pk}"
        super().__init__(
            attrs={
                "list": self.list_id,
                "autocomplete": "off",
                "hx-get": reverse("directive_later", args=[directive.pk]),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": f"#{self.list_id}",
                "hx-swap": "innerHTML",
            }
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        line = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', line, self.list_id, options(self.found))


class LaterDirectiveField(forms.CharField):
    """Cleans to a later directive this person sees: by the id a suggestion begins with, else by words that fit one."""

    def __init__(self, *, actor: Actor, directive: Directive, **kwargs: Any) -> None:
        self.actor, self.directive = actor, directive
        super().__init__(
            widget=DirectiveSearch(directive, search_later(actor, directive, "")), max_length=500, **kwargs
        )

    def clean(self, value: Any) -> Any:
        words = str(super().clean(value) or "").strip()
        if not words:
            return None
        number = whole_number(words.split(" ")[0].strip("#·"))
        named = later_directives(self.actor, self.directive).filter(pk=number) if number else None
        exact = named.first() if named is not None else None
        if exact is not None:
            return exact
        found = search_later(self.actor, self.directive, words)
        if len(found) == 1:
            return found[0]
        if isinstance(self.widget, DirectiveSearch):
            self.widget.found = found
        if found:
            raise ValidationError(_("Several directives fit these words: choose one of them."))
        raise ValidationError(_("No later directive fits these words."))


class PartsField(PartsChoiceField):
    """Results of a directive that wait to be confirmed, to be ticked by department."""

    def __init__(self, *, directive: Directive, **kwargs: Any) -> None:
        waiting = Assignment.objects.filter(directive=directive, status=Status.AWAITING_VERIFICATION)
        rows = waiting.select_related("department").order_by("department__sort_key", "pk")
        super().__init__(queryset=rows, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Assignment) -> str:
        return str(obj.department)


def roles_of(mode: str, choices: tuple[tuple[str, Promise], ...]) -> list[tuple[str, Promise]]:
    """Of the roles a need offers, those a directive of this mode has; the one lead changes by transfer."""
    possible = MODE_ROLES[Mode(mode)] - {Role.LEAD}
    return [(value, label) for value, label in choices if value in possible]
