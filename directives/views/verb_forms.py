"""The form of a verb on screen: made once, kept when refused, its files kept with it."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest

from departments.actors import Actor
from departments.text import whole_number
from directives.documents import UnreadableDocument
from directives.forms import VerbForm
from directives.lifecycle import Verb
from directives.models import StoredFile
from directives.needs import Nothing
from directives.selectors.files import uploads_of
from directives.services.files import store_evidence
from directives.services.recording import Recorded
from directives.targets import Target
from directives.wording import document_message

FILES = "files"
SCANS = "recorded_files"
KEPT = "kept_files"
MOST_BYTES = 50 * 2**20


@dataclass
class OpenForm:
    """The form of one verb with the files that already lie with us. `button` says what sending does."""

    verb: Verb
    target: Target
    form: VerbForm
    prepares: bool
    kept: list[StoredFile] = field(default_factory=list)
    scans: list[StoredFile] = field(default_factory=list)  # what a recorded decision rests on
    refusal: str = ""
    possible: bool = True  # whether its form is still worth showing

    @property
    def asks_nothing(self) -> bool:
        return self.verb.needs is Nothing

    @property
    def recorded(self) -> Recorded | None:
        """What a decision recorded for a leader rests on; None where none is being recorded."""
        if self.form.leader is None:
            return None
        reference = self.form.cleaned_data.get("recorded_reference", "")
        return Recorded(reference, tuple(file.pk for file in self.scans))

    @property
    def address(self) -> str:
        return self.target.address(self.verb)


def blank(verb: Verb, target: Target, today: date, *, actor: Actor, prepares: bool) -> OpenForm:
    """A fresh form: it carries the version it was opened at and a key that makes sending it twice harmless."""
    initial = {"version": target.directive.version, "request_key": uuid.uuid4().hex}
    form = VerbForm(verb=verb, target=target, today=today, actor=actor, initial=initial)
    return OpenForm(verb, target, form, prepares)


def sent(
    request: HttpRequest, verb: Verb, target: Target, today: date, *, actor: Actor, prepares: bool
) -> OpenForm:
    """The form as it was sent, with its first check done."""
    form = VerbForm(request.POST, request.FILES, verb=verb, target=target, today=today, actor=actor)
    form.is_valid()
    return OpenForm(verb, target, form, prepares)


def keep_files(request: HttpRequest, opened: OpenForm, *, actor: Actor, now: datetime) -> None:
    """Store what was attached, before the service and also when the form has errors: a browser forgets files.

    Files kept from an earlier try come back by id; only one's own count. A file that cannot be taken becomes
    an error of its field.
    """
    opened.scans = _stored(request, opened, SCANS, actor=actor, now=now)
    if FILES not in opened.form.fields:  # asked for none, or none may be kept of a secret directive
        return
    wanted = [pk for sent in request.POST.getlist(KEPT) if (pk := whole_number(sent)) is not None]
    opened.kept = uploads_of(actor, wanted)
    opened.kept += _stored(request, opened, FILES, actor=actor, now=now)


def _stored(
    request: HttpRequest, opened: OpenForm, field_name: str, *, actor: Actor, now: datetime
) -> list[StoredFile]:
    """The files sent in one field, stored; those that cannot be taken become its errors."""
    found: list[StoredFile] = []
    if field_name not in opened.form.fields:
        return found
    for upload in request.FILES.getlist(field_name):
        name = upload.name or ""
        try:
            if (upload.size or 0) > MOST_BYTES:  # before its bytes fill the memory
                raise UnreadableDocument("too_large")
            found.append(store_evidence(upload.read(), name, actor=actor, now=now))
        except UnreadableDocument as error:
            opened.form.add_error(field_name, f"{name}: {document_message(error)}")
    return found


def take_back(request: HttpRequest, opened: OpenForm, version: int) -> None:
    """Show the version things stand at now, so that what was typed can be sent again on purpose."""
    data = request.POST.copy()
    data["version"] = str(version)
    opened.form.data = data
