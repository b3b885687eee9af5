"""Directives that belong together: what a directive follows up or replaces, and what follows or replaces it."""

from dataclasses import dataclass, field

from django.db.models import Q

from departments.actors import Actor
from directives import permissions
from directives.lifecycle import Status
from directives.models import Directive

SHOWN = 50


@dataclass(frozen=True)
class Related:
    """Only what the person may see: a directive they do not see is not mentioned either."""

    parent: Directive | None = None
    replaces: Directive | None = None
    follow_ups: list[Directive] = field(default_factory=list)
    replaced_by: list[Directive] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.parent or self.replaces or self.follow_ups or self.replaced_by)

    @property
    def pks(self) -> frozenset[int]:
        return frozenset(row.pk for row in self.follow_ups)


def related(actor: Actor, directive: Directive) -> Related:
    """One SQL statement."""
    above = [pk for pk in (directive.parent_id, directive.replaces_id) if pk is not None]
    near = Q(parent=directive) | Q(replaces=directive) | Q(pk__in=above)
    seen = permissions.visible_directives(actor).exclude(status=Status.DRAFT).filter(near)
    rows = list(seen.defer("text", "folded").order_by("pk")[:SHOWN])
    by_pk = {row.pk: row for row in rows}
    return Related(
        parent=by_pk.get(directive.parent_id or 0),
        replaces=by_pk.get(directive.replaces_id or 0),
        follow_ups=[row for row in rows if row.parent_id == directive.pk],
        replaced_by=[row for row in rows if row.replaces_id == directive.pk],
    )
