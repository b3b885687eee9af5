"""How corrected texts look in JSON: their points in both texts, and what they ask to be changed."""

from typing import Any

from rest_framework import serializers

from departments.actors import Actor
from directives.api.output import FileOut, PersonOut
from directives.models import ConclusionRevision, RevisionChange
from directives.selectors.revision import RevisionPage, revision_page


class RevisionOut(serializers.ModelSerializer[ConclusionRevision]):
    by = PersonOut()
    source_file = FileOut(allow_null=True)

    class Meta:
        model = ConclusionRevision
        fields = [
            "id", "conclusion", "ordinal", "document_number", "document_date", "reason", "state", "source_file",
            "by", "at", "finished_at",
        ]  # fmt: skip


class RevisionChangeOut(serializers.ModelSerializer[RevisionChange]):
    """`verbs` may be done to it now by the caller; `issues` and `replaces`: a directive may be issued for it."""

    decided_by = PersonOut(allow_null=True)
    verbs = serializers.ListField(child=serializers.CharField(), read_only=True)
    issues = serializers.BooleanField(read_only=True)
    replaces = serializers.BooleanField(read_only=True)

    class Meta:
        model = RevisionChange
        fields = [
            "id", "point", "aspect", "directive", "department", "role", "due_on", "state", "verb", "reason",
            "amendment", "issued", "decided_by", "decided_at", "verbs", "issues", "replaces",
        ]  # fmt: skip


class RevisionPointOut(serializers.Serializer[Any]):
    """A point by its number in both texts; offsets are code points of the text they belong to, end exclusive."""

    id = serializers.IntegerField(source="point.pk")
    relation = serializers.CharField(source="point.relation")
    number = serializers.IntegerField(allow_null=True)
    old_number = serializers.IntegerField(allow_null=True)
    start = serializers.IntegerField(source="point.start", allow_null=True)
    end = serializers.IntegerField(source="point.end", allow_null=True)
    old_start = serializers.IntegerField(source="point.old_start", allow_null=True)
    old_end = serializers.IntegerField(source="point.old_end", allow_null=True)
    text = serializers.CharField(source="point.text")
    old_text = serializers.CharField(source="point.old_text")
    directive = serializers.IntegerField(source="directive.pk", allow_null=True, default=None)


class RevisionWhole(RevisionOut):
    base = serializers.IntegerField(allow_null=True, help_text="Ordinal of the text it is compared with.")
    decided = serializers.IntegerField()
    total = serializers.IntegerField()
    points = RevisionPointOut(many=True)
    changes = RevisionChangeOut(many=True)

    class Meta(RevisionOut.Meta):
        fields = [*RevisionOut.Meta.fields, "base", "text", "decided", "total", "points", "changes"]

    def to_representation(self, instance: ConclusionRevision) -> dict[str, Any]:
        page = revision_page(self.context["actor"], instance)
        data: dict[str, Any] = RevisionOut(instance).data
        return data | {
            "base": instance.base.ordinal if instance.base is not None else None,
            "text": instance.text,
            "decided": page.decided,
            "total": page.total,
            "points": RevisionPointOut(page.points, many=True).data,
            "changes": changes_out(self.context["actor"], page),
        }


def changes_out(actor: Actor, page: RevisionPage) -> list[dict[str, Any]]:
    """Every change the caller sees; why the Office left one is said to who sees everything."""
    found = []
    for row in (row for point in page.points for row in point.changes):
        row.change.verbs, row.change.issues, row.change.replaces = row.verbs, row.issues, row.replaces  # type: ignore[attr-defined]
        data: dict[str, Any] = dict(RevisionChangeOut(row.change).data)
        found.append(data if actor.sees_everything else data | {"reason": "", "issued": None})
    return found
