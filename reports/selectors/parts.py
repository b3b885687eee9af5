"""The parts a filter means to one person: where figures, lists, exports and the API all begin."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from directives import permissions
from directives.models import Assignment, PreparedAct, Urging
from directives.selectors.bottlenecks import open_ones
from reports.filters import OPEN_VIEWS, Around, Filter

# A notice runs to many pages and the folded text repeats it: neither belongs in a list.
LONG_COLUMNS = (
    "directive__text",
    "directive__folded",
    "directive__conclusion__text",
    "directive__conclusion__folded",
)


def visible(around: Around, *, only_open: bool) -> QuerySet[Assignment]:
    """What the person may see; with `only_open` every branch of the query walks its index of open parts."""
    among = Q(is_open=True) if only_open else Q()
    return permissions.visible_parts(around.actor, among)


def found(chosen: Filter, around: Around) -> QuerySet[Assignment]:
    """Visible parts that meet the filter, in no order."""
    only_open = chosen.view in OPEN_VIEWS
    return visible(around, only_open=only_open).filter(chosen.condition(around))


def with_names(
    parts: QuerySet[Assignment], *, bottlenecks: "Prefetch[Any, Any, Any] | None" = None
) -> QuerySet[Assignment]:
    """The same parts with everything a row shows, in two statements: people, bodies, conclusion, what waits for
    release, what stands in the way (the open ones unless `bottlenecks` says which)."""
    owed = Urging.objects.filter(part=OuterRef("pk"), explanation_due_on__isnull=False, explained_at=None)
    waits = PreparedAct.objects.filter(part=OuterRef("pk"), is_open=True)
    return (
        parts.prefetch_related(bottlenecks or open_ones())
        .select_related(
            "directive__conclusion",
            "directive__product_to_department",
            "department",
            "officer",
            "division",
            "unit",
            "directed_by",
            "monitor",
        )
        .defer(*LONG_COLUMNS)
        .annotate(waits_for_release=Exists(waits), owes_explanation=Exists(owed))
    )
