"""What each verb asks of the person who does it. Forms, serializers and the schema are made from these.

Every field carries its widget in the metadata: `kind` is one of text, line, day, department, officer,
division, unit, leader, bottleneck_kind, directive, choice, parts, files, flag. Lengths are in characters, days are
local dates. A need with a `when` is asked only where that condition of the target holds (see forms).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONG = 4000
LINE = 200


def need(
    kind: str,
    label: Promise,
    *,
    required: bool = True,
    hint: Promise | str = "",
    most: int = LONG,
    choices: tuple[tuple[str, Promise], ...] = (),
    when: str = "",
) -> Any:
    """A dataclass field with what a form needs to know about it."""
    metadata = {"kind": kind, "label": label, "required": required, "hint": hint, "most": most}
    metadata |= {"choices": choices, "when": when}
    if required:
        return field(metadata=metadata)
    if kind in ("files", "parts"):
        return field(default=(), metadata=metadata)
    default: Any = {"flag": False, "text": "", "line": "", "choice": ""}.get(kind)
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
    unit: int | None = need("unit", _("Subordinate unit"), required=False, when="has_units")
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
    without_answer: str = need(
        "text",
        _("Why you do not wait for the answers"),
        required=False,
        hint=_("Departments you asked have not answered yet."),
        when="asks_open",
    )


@dataclass(frozen=True, kw_only=True)
class SetDeadline:
    due_on: date = need("day", _("Deadline"))
    reason: str = need("text", _("Reason"))


@dataclass(frozen=True, kw_only=True)
class NewDate:
    """Work goes on: with a new deadline where there was one."""

    reason: str = need("text", _("Reason"))
    due_on: date | None = need("day", _("New deadline"), required=False)


@dataclass(frozen=True, kw_only=True)
class Contest:
    due_on: date = need("day", _("Deadline you propose"))
    reason: str = need("text", _("Reason"), hint=_("Say why the date that was set cannot be kept."))
    files: tuple[int, ...] = need("files", _("Evidence"), required=False)


@dataclass(frozen=True, kw_only=True)
class RequestExtension:
    due_on: date = need("day", _("New deadline asked for"))
    reason: str = need("text", _("Reason"), hint=_("What has been done, what is in the way, why this date."))
    files: tuple[int, ...] = need("files", _("Evidence"), required=False)


@dataclass(frozen=True, kw_only=True)
class GrantExtension:
    due_on: date | None = need(
        "day", _("Another deadline"), required=False, hint=_("Leave it empty to grant the date asked for.")
    )
    comment: str = need("text", _("Comment"), required=False)


@dataclass(frozen=True, kw_only=True)
class RaiseBottleneck:
    kind: int = need("bottleneck_kind", _("Kind"))
    text: str = need("text", _("What is in the way, and what would unblock it"))
    asked_department: int | None = need("department", _("Department asked"), required=False)
    asked_leader: int | None = need(
        "leader", _("Leader asked"), required=False, hint=_("The Office passes it on to the leader.")
    )
    needed_by: date | None = need("day", _("Needed by"), required=False)
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class Triage:
    """The Office passes a bottleneck on, to whom it was put or to somebody better placed."""

    asked_department: int | None = need("department", _("Department asked"), required=False)
    asked_leader: int | None = need("leader", _("Leader asked"), required=False)
    note: str = need("text", _("Note of the Office"), required=False)


@dataclass(frozen=True, kw_only=True)
class Reply:
    text: str = need("text", _("Answer"))
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class Decide:
    decision: str = need("text", _("Decision"))
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class Resolve:
    resolution: str = need("text", _("How it was resolved"))


@dataclass(frozen=True, kw_only=True)
class AskFor:
    text: str = need("text", _("What is asked"))
    due_on: date | None = need("day", _("Needed by"), required=False)


@dataclass(frozen=True, kw_only=True)
class Answer:
    answer: str = need("text", _("Answer"))
    document_number: str = need("line", _("Document number and symbol"), required=False, most=LINE)
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class Urge:
    text: str = need("text", _("What to say"), required=False)
    explain_by: date | None = need(
        "day",
        _("Explanation demanded by"),
        required=False,
        hint=_("Leave it empty when no explanation is asked for."),
    )


@dataclass(frozen=True, kw_only=True)
class Explain:
    explanation: str = need("text", _("Explanation"))
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class VerifyEach:
    parts: tuple[int, ...] = need(
        "parts", _("Departments"), required=False, hint=_("Tick none to confirm every result handed in.")
    )
    comment: str = need("text", _("Comment"), required=False)


@dataclass(frozen=True, kw_only=True)
class AddDepartment:
    department: int = need("department", _("Department"))
    role: str = need(
        "choice",
        _("Role"),
        choices=(
            ("coordinating", _("Coordinating")),
            ("each", _("Each for itself")),
            ("informed", _("For information")),
        ),
    )
    due_on: date | None = need("day", _("Deadline"), required=False)
    reason: str = need("text", _("Reason"))


@dataclass(frozen=True, kw_only=True)
class Amend:
    """What is left empty stays as it is."""

    text: str = need("text", _("New wording"), required=False, most=20_000)
    product: str = need("line", _("New output product"), required=False, most=500)
    document_number: str = need("line", _("By document number"), required=False, most=LINE)
    reason: str = need("text", _("Reason"))


@dataclass(frozen=True, kw_only=True)
class Correction:
    due_on: date = need("day", _("The deadline as it should have been written"))
    reason: str = need("text", _("Reason"), hint=_("Say what was mistyped and where the right date stands."))


@dataclass(frozen=True, kw_only=True)
class Supersede:
    by: int | None = need("directive", _("Replaced by the directive"), required=False)
    document_number: str = need("line", _("Or by document number"), required=False, most=LINE)
    reason: str = need("text", _("Reason"))


FINAL, INTERIM = "final", "interim"


@dataclass(frozen=True, kw_only=True)
class RecordSent:
    document_number: str = need("line", _("Document number and symbol"), most=LINE)
    document_date: date = need("day", _("Document date"))
    note: str = need("text", _("Content"), required=False)
    files: tuple[int, ...] = need("files", _("Files"), required=False)


@dataclass(frozen=True, kw_only=True)
class RecordReply:
    document_number: str = need("line", _("Document number and symbol"), most=LINE)
    document_date: date = need(
        "day", _("Document date"), hint=_("The day that counts as delivery once the result is accepted.")
    )
    received_on: date | None = need(
        "day", _("Received on"), required=False, hint=_("Today where left empty.")
    )
    outcome: str = need(
        "choice",
        _("This reply is"),
        choices=((FINAL, _("the result")), (INTERIM, _("interim: we go on waiting"))),
    )
    summary: str = need("text", _("What they answer"))
    files: tuple[int, ...] = need("files", _("Files"), required=False)
