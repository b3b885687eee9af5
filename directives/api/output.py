"""How conclusions, points, directives and parts look in JSON."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from departments.actors import Actor
from departments.clock import now
from departments.models import Department
from directives.api.period_output import PeriodWhole
from directives.deadlines import Lateness, lateness
from directives.models import (
    Assignment,
    Bottleneck,
    Conclusion,
    ConclusionPoint,
    Directive,
    JournalEntry,
    StoredFile,
)
from directives.permissions import visible_directives
from directives.selectors.bottlenecks import days_of, open_of
from directives.selectors.today import today_info


class DepartmentOut(serializers.ModelSerializer[Department]):
    class Meta:
        model = Department
        fields = ["id", "code", "name", "short_name", "kind", "active_from", "active_until"]


class PersonOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField(source="full_name")


class FileOut(serializers.ModelSerializer[StoredFile]):
    class Meta:
        model = StoredFile
        fields = ["id", "name", "media_type", "size", "sha256"]


class PointOut(serializers.ModelSerializer[ConclusionPoint]):
    text = serializers.CharField(read_only=True)
    directives = serializers.PrimaryKeyRelatedField[Directive](many=True, read_only=True)

    class Meta:
        model = ConclusionPoint
        fields = [
            "id", "conclusion", "start", "end", "text", "outcome", "reason", "proposal", "directives", "version",
            "changed_at",
        ]  # fmt: skip


class ConclusionOut(serializers.ModelSerializer[Conclusion]):
    chaired_by = PersonOut()
    monitor = PersonOut()

    class Meta:
        model = Conclusion
        fields = [
            "id", "number", "title", "held_on", "issued_on", "issued_by", "chaired_by", "signed_by", "field",
            "secrecy", "monitor", "published_at", "version",
        ]  # fmt: skip


class SettledPointOut(serializers.ModelSerializer[ConclusionPoint]):
    """A point for those outside the Office: what it says and the directive they see, not how it was settled."""

    text = serializers.CharField(read_only=True)
    directives = serializers.SerializerMethodField()

    class Meta:
        model = ConclusionPoint
        fields = ["id", "conclusion", "start", "end", "text", "directives"]

    def get_directives(self, point: ConclusionPoint) -> list[int]:
        """Ids of the directives the caller sees."""
        return [row.pk for row in point.directives.all() if row.pk in self.context["visible"]]


def points_of(actor: Actor, conclusion: Conclusion) -> Any:
    """The points of a conclusion in the order of the text: all of them for Office and Chair, else one's own."""
    rows = conclusion.points.select_related("conclusion").prefetch_related("directives")
    if actor.sees_everything:
        return PointOut(rows, many=True).data
    visible = set(visible_directives(actor).filter(conclusion=conclusion).values_list("pk", flat=True))
    own = rows.filter(directives__in=visible).distinct()
    return SettledPointOut(own, many=True, context={"visible": visible}).data


class ConclusionWhole(ConclusionOut):
    points = serializers.SerializerMethodField()

    class Meta(ConclusionOut.Meta):
        fields = [*ConclusionOut.Meta.fields, "text", "source_file", "points"]

    @extend_schema_field(PointOut(many=True))
    def get_points(self, conclusion: Conclusion) -> Any:
        return points_of(self.context["actor"], conclusion)


class DirectiveOut(serializers.ModelSerializer[Directive]):
    directed_by = PersonOut()
    monitor = PersonOut()

    class Meta:
        model = Directive
        fields = [
            "id", "conclusion", "point_label", "title", "text", "mode", "status", "status_since", "is_open",
            "deadline_kind", "deadline_phrase", "deadline_source", "recurrence",
            "period_due_day", "period_cutoff_day", "product", "product_to",
            "product_to_department", "needs_approval", "directed_by", "leader_in_charge", "monitor", "field",
            "urgency", "secrecy", "document_number", "document_date", "issued_on", "parent",
            "replaces", "version",
        ]  # fmt: skip


class BottleneckBrief(serializers.ModelSerializer[Bottleneck]):
    """What stands in the way, whom it waits for, for how many working days. Neither asked: the Office."""

    kind = serializers.CharField(source="kind.code")
    days = serializers.SerializerMethodField()

    class Meta:
        model = Bottleneck
        fields = [
            "id", "kind", "text", "state", "asked_department", "asked_leader", "needed_by",
            "beyond_authority", "days",
        ]  # fmt: skip

    def get_days(self, row: Bottleneck) -> int:
        """Working days it has been in the way."""
        info = self.context.get("info") or today_info(now())
        return days_of(row, info)


class PartOut(serializers.ModelSerializer[Assignment]):
    department = DepartmentOut()
    officer = PersonOut()
    title = serializers.CharField(source="directive.title")
    lateness = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="directive.version")
    bottlenecks = serializers.SerializerMethodField()

    class Meta:
        model = Assignment
        fields = [
            "id", "directive", "title", "department", "role", "officer", "product", "status", "status_since",
            "is_open", "awake", "lateness", "assigned_on", "accept_by", "due_on", "original_due_on",
            "submitted_on", "delivered_on", "completed_on", "closed_missing", "unit",
            "redo_count", "extension_count",
            "urging_count", "version",
            "bottlenecks",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(choices=[late.value for late in Lateness]))
    def get_lateness(self, part: Assignment) -> str:
        return lateness(part, self.context["today"]).value

    @extend_schema_field(BottleneckBrief(many=True))
    def get_bottlenecks(self, part: Assignment) -> Any:
        """Those open now, oldest first."""
        rows = open_of(part)
        if rows and "info" not in self.context:
            cast("dict[str, Any]", self.context)["info"] = today_info(
                now()
            )  # once for all parts of the answer
        return BottleneckBrief(rows, many=True, context=self.context).data


class PartWhole(PartOut):
    verbs = serializers.SerializerMethodField()
    periods = serializers.SerializerMethodField()

    class Meta(PartOut.Meta):
        fields = [*PartOut.Meta.fields, "verbs", "periods"]

    @extend_schema_field(PeriodWhole(many=True))
    def get_periods(self, part: Assignment) -> Any:
        """Reporting periods still to be reported or judged, the first due first."""
        rows = list(part.periods.filter(is_open=True).select_related("report").order_by("due_on", "pk"))
        for row in rows:
            row.part = part
        return PeriodWhole(rows, many=True, context=self.context).data

    def get_verbs(self, part: Assignment) -> list[str]:
        """Names of the verbs the caller may use on this part now."""
        return [verb.name for verb in self.context["verbs"](part)]


class DirectiveWhole(DirectiveOut):
    parts = serializers.SerializerMethodField()

    class Meta(DirectiveOut.Meta):
        fields = [*DirectiveOut.Meta.fields, "parts"]

    @extend_schema_field(PartOut(many=True))
    def get_parts(self, directive: Directive) -> Any:
        return PartOut(self.context["parts"], many=True, context=self.context).data


class JournalOut(serializers.ModelSerializer[JournalEntry]):
    actor = PersonOut()
    post = serializers.CharField(source="post.get_post_display", default=None)
    on_behalf_of = PersonOut(allow_null=True)

    class Meta:
        model = JournalEntry
        fields = [
            "seq",
            "at",
            "actor",
            "post",
            "on_behalf_of",
            "verb",
            "from_status",
            "to_status",
            "part",
            "data",
        ]


class DoneOut(serializers.Serializer[Any]):
    """What a verb answers: the part as it stands now and whether this was a replay."""

    part = PartOut()
    replayed = serializers.BooleanField()


class DirectiveDoneOut(serializers.Serializer[Any]):
    """What a verb on a whole directive answers; `effect` tells what it came to, as the journal keeps it."""

    directive = DirectiveOut()
    effect = serializers.DictField(source="data")
    replayed = serializers.BooleanField()
