"""The forms that enter a conclusion: its source, and what is said about it."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from departments.models import Field
from departments.selectors import leaders, monitors
from directives.documents import Extracted, UnreadableDocument, extract, pasted
from directives.errors import Refusal
from directives.forms import DayField
from directives.forms_pickers import OneIdField
from directives.models.choices import Secrecy
from directives.reading import WITHOUT_POINTS
from directives.services.conclusions import LENGTHS, Entry
from directives.services.secrecy import CODE, MARKED, NO_CONTENT, is_marked
from directives.wording import document_message, reading_message

MOST_BYTES = 20 * 2**20  # what documents.extract takes; checked first, so that no more is read into memory


class SourceForm(forms.Form):
    """The text of a conclusion: pasted, or read out of a file. `extracted` holds what came from the file."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Text of the conclusion"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "doc", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("or its file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.html,.htm,.mht,.mhtml,.eml"}),
        help_text=_("Word (.docx), PDF with text, plain text or a saved web page; up to 20 MB."),
    )
    even_without_points = forms.BooleanField(
        label=_("It is a conclusion: keep it, I will mark the points myself"), required=False
    )

    extracted: Extracted | None = None
    data_of_file: bytes = b""

    def clean_file(self) -> "UploadedFile[Any] | None":
        upload: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if upload is None:
            return None
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise UnreadableDocument("too_large", bytes=upload.size or 0, limit=MOST_BYTES)
            self.data_of_file = upload.read()
            self.extracted = extract(self.data_of_file, upload.name or "")
            if is_marked(self.extracted.text):  # before anybody keeps its bytes
                raise forms.ValidationError(str(MARKED), code=CODE)
        except UnreadableDocument as error:
            raise forms.ValidationError(document_message(error), code=error.code) from error
        return upload

    def clean_text(self) -> str:
        try:
            text = pasted(self.cleaned_data["text"])
        except UnreadableDocument as error:
            raise forms.ValidationError(reading_message(error.code), code=error.code) from error
        if is_marked(text):
            raise forms.ValidationError(str(MARKED), code=CODE)
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and self.extracted is None and not data.get("text", "").strip():
            self.add_error("text", _("Paste the text, or choose its file."))
        return data

    @property
    def whole_text(self) -> str:
        """The text of the file where there is one, else what was pasted."""
        return self.extracted.text if self.extracted is not None else str(self.cleaned_data["text"])

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside what it came from."""
        field = refusal.field if refusal.field in self.fields else None
        if field == "text" and self.extracted is not None:
            field = "file"
        self.add_error(field, forms.ValidationError(str(refusal.message), code=refusal.code))

    @property
    def may_insist(self) -> bool:
        """Whether the text was only refused because nothing was found in it."""
        return any(
            error.code in WITHOUT_POINTS for errors in self.errors.as_data().values() for error in errors
        ) or bool(self.data.get("even_without_points"))


CONTENT = ("title", "signed_by", "field", "text")  # what is never said about a secret conclusion


class EntryForm(forms.Form):
    """What is said about a conclusion; the reading fills it in, the clerk looks it over.

    As soon as it is secret the form asks for no content, and what was typed before is refused.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    kept_file = forms.CharField(widget=forms.HiddenInput, required=False)
    even_without_points = forms.BooleanField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(label=_("Document number"), required=False)
    title = forms.CharField(label=_("Abstract"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    held_on = DayField(label=_("Meeting day"))
    issued_on = DayField(label=_("Date of issue"), required=False)
    chaired_by = OneIdField(label=_("Concluding chair"), choices=())
    signed_by = forms.CharField(label=_("Signatory"), required=False)
    field = OneIdField(label=_("Policy field"), choices=())
    secrecy = forms.ChoiceField(label=_("Secrecy"), choices=Secrecy.choices)
    monitor = OneIdField(label=_("Monitoring officer"), choices=())
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "doc"}),
    )

    remove_content = forms.BooleanField(
        label=_("Remove abstract, text, file and drafts of this conclusion from the system"), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_secret = self["secrecy"].value() == Secrecy.SECRET
        for name, rows in (
            ("chaired_by", leaders(today)),
            ("monitor", monitors(today)),
            ("field", Field.objects.filter(is_active=True)),
        ):
            cast("OneIdField", self.fields[name]).choices = [
                ("", ""),
                *((row.pk, str(row)) for row in rows),
            ]
        for name in CONTENT if self.is_secret else ("remove_content",):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = any(str(self.data.get(name, "")).strip() for name in CONTENT)
        if self.is_secret and (typed or self.data.get("kept_file")):
            self.add_error("secrecy", forms.ValidationError(str(NO_CONTENT), code=CODE))
        return data

    @property
    def held_content(self) -> bool:
        """Whether what was sent says something about a secret conclusion."""
        return self.is_secret and self.has_error("secrecy", CODE)

    def entry(self, **more: Any) -> Entry:
        names = {name for name in Entry.__dataclass_fields__ if name in self.fields}
        values = {name: self.cleaned_data[name] for name in names}
        return Entry(**{**values, **more})

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field it names, or at the top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.message))


for _name, _most in LENGTHS.items():
    EntryForm.base_fields[_name].widget.attrs["maxlength"] = _most
