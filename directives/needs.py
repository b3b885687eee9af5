"""What each verb asks of the person who does it. Forms, serializers and the schema are made from these.

Every field carries its widget in the metadata: `kind` is one of text, line, day, department, officer,
division, files, flag. Lengths are in characters, days are local dates.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONG = 4000
LINE = 200


def need(
    kind: str, label: Promise, *, required: bool = True, hint: Promise | str = "", most: int = LONG
) -> Any:
    """A dataclass field with what a form needs to know about it."""
    metadata = {"kind": kind, "label": label, "required": required, "hint": hint, "most": most}
    if required:
        return field(metadata=metadata)
    if kind == "files":
        return field(default=(), metadata=metadata)
    default: Any = {"flag": False, "text": "", "line": ""}.get(kind)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Nothing:
    """The verb needs no more than the click."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    reason: str = need("text", _("Reason"))


@dataclass(frozen=True, kw_only=True)
class OptionalReason:
    reason: str = need("text", _("Reason"), required=False)


@dataclass(frozen=True, kw_only=True)
class Comment:
    comment: str = need("text", _("Comment"), required=False)


@dataclass(frozen=True, kw_only=True)
class Refuse:
    reason: str = need("text", _("Reason"), hint=_("Say why this is not your department's task."))
    proposed_department: int | None = need("department", _("Department proposed instead"), required=False)


@dataclass(frozen=True, kw_only=True)
class Transfer:
    department: int = need("department", _("New lead department"))
    reason: str = need("text", _("Reason"))


@dataclass(frozen=True, kw_only=True)
class Delegate:
    officer: int | None = need("officer", _("Officer"), required=False)
    division: int | None = need("division", _("Division"), required=False)
    note: str = need("text", _("Note for the officer"), required=False)


@dataclass(frozen=True, kw_only=True)
class Report:
    done: str = need("text", _("What has been done"))
    next_steps: str = need("text", _("What comes next"), required=False)
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class Submit:
    result_summary: str = need("text", _("Summary of the result"))
    document_number: str = need("line", _("Document number and symbol"), required=False, most=LINE)
    document_date: date | None = need(
        "day",
        _("Document date"),
        required=False,
        hint=_("The day that counts as delivery once the result is accepted."),
    )
    files: tuple[int, ...] = need("files", _("Evidence"), required=False)


@dataclass(frozen=True, kw_only=True)
class SetDeadline:
    due_on: date = need("day", _("Deadline"))
    reason: str = need("text", _("Reason"))
