"""The form of a change of the working calendar: a day or a span of days, with the Saturday worked in its place."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from departments.models.calendar import CalendarDayKind
from departments.working_days import WorkingCalendar
from directives.forms import DayField
from directives.selectors.calendar_preview import DayChange
from directives.services.calendar import MOST_DAYS

KINDS = [(kind.value, kind.label) for kind in CalendarDayKind]


class CalendarForm(forms.Form):
    """`remove` takes the day out of the overlay; then nothing but the day counts."""

    on = DayField(label=_("Day"))
    until = DayField(label=_("Until (for several days)"), required=False)
    kind = forms.ChoiceField(label=_("This day is"), choices=KINDS, widget=forms.RadioSelect)
    name_vi = forms.CharField(
        label=_("Name or document"),
        max_length=120,
        required=False,
        help_text=_("For example the holiday, or number and date of the announcement."),
    )
    worked_on = DayField(
        label=_("Worked in its place"),
        required=False,
        help_text=_("The Saturday or Sunday worked instead, where the day off is swapped."),
    )
    remove = forms.BooleanField(required=False, widget=forms.HiddenInput)
    fingerprint = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    request_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, calendar: WorkingCalendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        if self.is_bound and self.data.get("remove"):
            self.fields["kind"].required = False

    @property
    def removes(self) -> bool:
        return bool(self.data.get("remove") or self.initial.get("remove"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, until = cleaned.get("on"), cleaned.get("until")
        if on and until and until < on:
            self.add_error("until", _("The last day lies before the first."))
        if on and until and (until - on).days >= MOST_DAYS:
            self.add_error("until", _("At most %(n)s days are changed at once.") % {"n": MOST_DAYS})
        if on and not self.errors and not self.removes and not self._days(on, until, cleaned["kind"]):
            self.add_error("on", _("These days are that already; there is nothing to change."))
        return cleaned

    def changes(self) -> list[DayChange]:
        """The days of the change; of a span only those that it changes, so that Sundays are not written twice."""
        cleaned = self.cleaned_data
        if cleaned["remove"]:
            return [DayChange(cleaned["on"], None)]
        kind, name = cleaned["kind"], cleaned["name_vi"]
        days = [DayChange(on, kind, name) for on in self._days(cleaned["on"], cleaned["until"], kind)]
        if cleaned["worked_on"]:
            days.append(DayChange(cleaned["worked_on"], CalendarDayKind.WORKING.value, name))
        return days

    def _days(self, on: date, until: date | None, kind: str) -> list[date]:
        if until is None or until == on:
            return [on]
        span = [on + timedelta(days=n) for n in range((until - on).days + 1)]
        off = kind != CalendarDayKind.WORKING
        return [day for day in span if self.calendar.is_working(day) == off]
