"""The form that enters a corrected text of an issued conclusion."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directives.errors import Refusal
from directives.forms import DayField
from directives.forms_conclusion import SourceForm
from directives.services.revising import ANOTHER_DOCUMENT, NUMBER_LENGTH, REASON_LENGTH, Correction


class ReviseForm(SourceForm):
    """The whole corrected text, pasted or as a file. Where both are given the text is read, the file kept beside it."""

    even_without_points = None  # type: ignore[assignment]  # Django's way to leave out an inherited field
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    kept_file = forms.CharField(widget=forms.HiddenInput, required=False)
    document_number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=NUMBER_LENGTH,
        help_text=_("Left empty, number and date are taken from the text."),
    )
    document_date = DayField(label=_("Document date"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )
    even_if_unlike = forms.BooleanField(
        label=_("It is the corrected text of this conclusion; go on"), required=False
    )

    field_order = ("text", "file", "document_number", "document_date", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Whole text as corrected")

    @property
    def whole_text(self) -> str:
        """What was pasted; the text of the file where nothing was."""
        pasted = str(self.cleaned_data["text"])
        return pasted if pasted.strip() or self.extracted is None else self.extracted.text

    @property
    def may_go_on(self) -> bool:
        """Whether the text was only refused because it reads like another document."""
        return any(
            error.code == ANOTHER_DOCUMENT for errors in self.errors.as_data().values() for error in errors
        )

    def correction(self, *, number: str, on: date | None) -> Correction:
        """What the clerk has given; `number` and `on` fill what was left empty."""
        data = self.cleaned_data
        return Correction(
            text=self.whole_text,
            reason=data["reason"],
            document_number=data["document_number"] or number,
            document_date=data["document_date"] or on,
            even_if_unlike=data["even_if_unlike"],
        )

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside what it came from."""
        field = refusal.field if refusal.field in self.fields else None
        if field == "text" and not str(self.cleaned_data.get("text", "")).strip():
            field = "file"
        self.add_error(field, forms.ValidationError(str(refusal.message), code=refusal.code))
