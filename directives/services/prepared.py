"""What officers prepare and head, deputy or clerk release: one open act per part."""

import dataclasses
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from directives import permissions
from directives.errors import WrongState
from directives.lifecycle import VERBS
from directives.models import PreparedAct
from directives.services.act import Act


def to_json(data: Any) -> dict[str, Any]:
    """The needs of a verb as plain JSON values."""
    plain = dataclasses.asdict(data)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}


def from_json(verb: str, plain: dict[str, Any]) -> Any:
    """The needs dataclass of `verb` from what `to_json` has written."""
    kind = VERBS[verb].needs
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        value = plain.get(field.name)
        if field.metadata["kind"] == "day" and isinstance(value, str):
            value = date.fromisoformat(value)
        elif field.metadata["kind"] == "files":
            value = tuple(cast("list[int]", value or []))
        values[field.name] = value
    return kind(**values)


def kept_for_release(act: Act, data: Any) -> bool:
    """Keep the act for somebody who may release it; False when the actor may release it at once.

    Raises WrongState while another act of the part waits, Invalid for files that are not the actor's.
    """
    act.files(getattr(data, "files", ()))
    if PreparedAct.objects.filter(part=act.part, is_open=True).exists():
        raise WrongState(_("An act of this part already waits to be released. Release or withdraw it first."))
    if permissions.releases(act.actor, act.directive, act.part):
        return False
    writer = act.person()
    kept = PreparedAct.objects.create(
        part=act.part,
        verb=act.verb.name,
        subject=act.subject.pk if act.subject is not None else None,
        data=to_json(data),
        prepared_by=writer,
        post=act.held_post(),
        prepared_at=act.now,
    )
    kept.files.set(getattr(data, "files", ()))
    act.recorded_as = "prepare"
    act.data.update(prepared=act.verb.name, act=kept.pk)
    return True


def close(act: Act, kept: PreparedAct) -> None:
    kept.is_open = False
    kept.save(update_fields=["is_open"])
    act.data.update(prepared_by=kept.prepared_by_id)
