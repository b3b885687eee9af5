"""A secret conclusion as its page shows it: no text, only its directives with departments and dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from departments.actors import Actor
from directives import permissions
from directives.lifecycle import Role, Status
from directives.models import Assignment, Conclusion, Directive
from directives.selectors.conclusion_page import Summary


@dataclass(frozen=True)
class SecretRow:
    """One directive with the parts of it that may be seen."""

    directive: Directive
    parts: Sequence[Assignment]

    @property
    def is_draft(self) -> bool:
        return self.directive.status == Status.DRAFT

    @property
    def lead(self) -> Assignment | None:
        """The part whose status stands for a one-lead directive."""
        leads = [part for part in self.parts if part.role == Role.LEAD and part.status != Status.TRANSFERRED]
        return leads[0] if leads else None

    @property
    def summary(self) -> Summary:
        full = [part for part in self.parts if part.role in (Role.LEAD, Role.EACH)]
        shown = full or list(self.parts)
        return Summary(
            names=[part.department.name for part in shown],
            mode=self.directive.mode,
            deadline_kind=self.directive.deadline_kind,
            due_on=next((part.due_on for part in shown if part.due_on), None),
            phrase="",
            recurrence=self.directive.recurrence,
        )


def secret_rows(actor: Actor, conclusion: Conclusion) -> list[SecretRow]:
    """The directives of a secret conclusion that `actor` may see, in the order entered: two SQL statements."""
    directives = list(permissions.visible_directives(actor).filter(conclusion=conclusion).order_by("pk"))
    for directive in directives:
        directive.conclusion = conclusion
    seen = Assignment.objects.all() if actor.is_office else permissions.visible_parts(actor)
    parts: dict[int, list[Assignment]] = {}
    for part in (
        seen.filter(directive__in=directives)
        .select_related("department", "directive", "officer", "division", "unit")
        .order_by("pk")
    ):
        parts.setdefault(part.directive_id, []).append(part)
    return [SecretRow(directive, parts.get(directive.pk, [])) for directive in directives]
