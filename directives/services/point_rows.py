"""The rows of points as they stand, drafts and their parts included: taken before an act, put back to undo it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from directives.lifecycle import Status
from directives.models import Assignment, Conclusion, ConclusionPoint, Directive

Rows = dict[str, list[dict[str, Any]]]  # "points", "drafts", "parts": columns by name, days as ISO text

OF_POINT = ("start", "end", "outcome", "reason", "proposal", "version")


@dataclass(frozen=True)
class Taken:
    """What stood: the rows, ready to be kept as JSON, and the draft each point had become."""

    rows: Rows
    drafts: Mapping[int, Directive] = field(default_factory=dict)


def take(points: Iterable[ConclusionPoint]) -> Taken:
    """The points with their drafts: one SQL statement, two where something has been drafted."""
    found = list(points)
    pairs = ConclusionPoint.directives.through.objects.filter(
        conclusionpoint__in=found, directive__status=Status.DRAFT
    ).select_related("directive")
    drafts = {pair.conclusionpoint_id: pair.directive for pair in pairs}
    parts = Assignment.objects.filter(directive__in=drafts.values()).order_by("pk") if drafts else ()
    rows = {
        "points": [
            {**_columns(point, OF_POINT), "id": point.pk, "draft": _pk(drafts.get(point.pk))}
            for point in found
        ],
        "drafts": [_columns(draft) for draft in drafts.values()],
        "parts": [_columns(part) for part in parts],
    }
    return Taken(rows, drafts)


def drop_drafts(ids: Iterable[int]) -> None:
    """Remove drafts with their parts; what has been issued stays."""
    drafts = Directive.objects.filter(pk__in=list(ids), status=Status.DRAFT)
    Assignment.objects.filter(directive__in=drafts.values("pk")).delete()
    drafts.delete()


def put_back(
    conclusion: Conclusion, rows: Rows, left: Mapping[int, ConclusionPoint], *, by: int | None, now: datetime
) -> list[ConclusionPoint]:
    """Bring the points of `rows` back as they stood, each under a new version; returns them in their old order.

    `left` are the points the act has left: those `rows` do not know were made by it and go. What a point has
    become since goes with it.
    """
    kept = {row["draft"] for row in rows["points"] if row["draft"]}
    links = ConclusionPoint.directives.through.objects
    made = set(links.filter(conclusionpoint__in=list(left)).values_list("directive_id", flat=True))
    links.filter(conclusionpoint__in=list(left)).delete()
    if made - kept:
        drop_drafts(made - kept)
    new = set(left) - {row["id"] for row in rows["points"]}
    if new:
        ConclusionPoint.objects.filter(pk__in=new).delete()
    points = [_point(conclusion, row, left.get(row["id"])) for row in rows["points"]]
    for point in points:
        point.changed_by_id, point.changed_at = by, now
    _write(ConclusionPoint, points, (*OF_POINT, "changed_by", "changed_at"))
    drafts = [_made(Directive, row) for row in rows["drafts"]]
    _write(Directive, drafts)
    Assignment.objects.filter(directive__in=kept, status=Status.DRAFT).delete()
    Assignment.objects.bulk_create(_made(Assignment, row) for row in rows["parts"])
    links.bulk_create(
        links.model(conclusionpoint_id=row["id"], directive_id=row["draft"])
        for row in rows["points"]
        if row["draft"]
    )
    return points


def _point(conclusion: Conclusion, row: dict[str, Any], standing: ConclusionPoint | None) -> ConclusionPoint:
    columns = {name: row[name] for name in OF_POINT}
    columns["version"] = 1 + (standing.version if standing is not None else row["version"])
    if standing is not None and (standing.start, standing.end) == (row["start"], row["end"]):
        columns["proposal"] = standing.proposal  # the names in it may have been linked better since
    return ConclusionPoint(pk=row["id"], conclusion=conclusion, **columns)


def _write(model: type[Model], rows: list[Any], columns: Iterable[str] = ()) -> None:
    """Insert the rows, or bring those that are there in line, in one statement."""
    if rows:
        names = list(columns) or [f.name for f in model._meta.concrete_fields if not f.primary_key]
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=names
        )


def _pk(row: Model | None) -> int | None:
    return row.pk if row is not None else None


def _columns(row: Model, names: Iterable[str] = ()) -> dict[str, Any]:
    wanted = list(names) or [column.attname for column in row._meta.concrete_fields]
    return {name: _plain(getattr(row, name)) for name in wanted}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date, too


def _made(model: type[Any], row: dict[str, Any]) -> Any:
    """An unsaved row from the columns kept as JSON."""
    by_name = {column.attname: column for column in model._meta.concrete_fields}
    return model(**{name: by_name[name].to_python(value) for name, value in row.items() if name in by_name})
