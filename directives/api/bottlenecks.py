"""/api/v1/bottlenecks/ and /api/v1/bottleneck-kinds/: what stands in the way, whom it waits for, for how long."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now
from departments.text import whole_number
from directives import access
from directives.api import output, requests
from directives.api.paging import CheckedCursor, as_day
from directives.errors import Invalid
from directives.lifecycle import Acts
from directives.models import Bottleneck, BottleneckKind, BottleneckReply
from directives.selectors import bottlenecks
from directives.selectors.today import today_info
from directives.selectors.verbs import available_on


class KindOut(serializers.ModelSerializer[BottleneckKind]):
    class Meta:
        model = BottleneckKind
        fields = ["id", "code", "name_vi", "name_en", "position", "is_active"]


class BottleneckOut(output.BottleneckBrief):
    """A bottleneck with what belongs to it; `days` are working days until it ended, or until today."""

    directive = serializers.IntegerField(source="part.directive_id")
    title = serializers.CharField(source="part.directive.heading")
    department = serializers.IntegerField(source="part.department_id")
    raised_by = output.PersonOut()

    class Meta(output.BottleneckBrief.Meta):
        fields = [
            *output.BottleneckBrief.Meta.fields, "directive", "part", "title", "department", "raised_by",
            "raised_on", "is_open", "beyond_reason", "office_note", "resolution", "resolved_on", "follow_up",
        ]  # fmt: skip


class ReplyOut(serializers.ModelSerializer[BottleneckReply]):
    by = output.PersonOut()
    files = output.FileOut(many=True)

    class Meta:
        model = BottleneckReply
        fields = ["id", "text", "by", "at", "files"]


class TurnOut(serializers.Serializer[Any]):
    """To whom it was put from a day on; neither department nor leader: the Office."""

    department = serializers.IntegerField(source="department_id", allow_null=True)
    leader = serializers.IntegerField(source="leader_id", allow_null=True)
    from_on = serializers.DateField()


class BottleneckWhole(BottleneckOut):
    files = output.FileOut(many=True)
    replies = ReplyOut(many=True)
    turns = TurnOut(many=True)
    verbs = serializers.SerializerMethodField()

    class Meta(BottleneckOut.Meta):
        fields = [*BottleneckOut.Meta.fields, "files", "replies", "turns", "verbs"]

    def get_verbs(self, row: Bottleneck) -> list[str]:
        """Names of the verbs the caller may use on this bottleneck now."""
        return [verb.name for verb in self.context["verbs"]]


class OldestFirst(CheckedCursor):
    ordering = ("raised_on", "id")
    position = staticmethod(as_day)


@extend_schema(
    parameters=[
        OpenApiParameter("open", bool, description="Only those still open."),
        OpenApiParameter("asked", int, description="Id of the department it is put to now."),
        OpenApiParameter("kind", str, description="Code of the kind."),
        OpenApiParameter("mine", bool, description="Only those that wait for the caller."),
    ]
)
class Bottlenecks(ListAPIView[Bottleneck]):
    """Bottlenecks the caller follows, the oldest first."""

    serializer_class = BottleneckOut
    pagination_class = OldestFirst

    def get_queryset(self) -> QuerySet[Bottleneck]:
        actor, asked = requests.actor(self.request), self.request.query_params
        rows = bottlenecks.visible(actor)
        if asked.get("mine") in ("1", "true"):
            rows = rows.filter(pk__in=bottlenecks.waiting_for(actor).values("pk"))
        if asked.get("open") in ("1", "true"):
            rows = rows.filter(is_open=True)
        if asked.get("asked"):
            department = whole_number(asked["asked"])
            if department is None:
                raise Invalid(_("This is no id of a department."), field="asked")
            rows = rows.filter(asked_department_id=department)
        if asked.get("kind"):
            if not BottleneckKind.objects.filter(code=asked["kind"]).exists():
                raise Invalid(_("There is no such kind."), field="kind")
            rows = rows.filter(kind__code=asked["kind"])
        return rows.select_related(*bottlenecks.ASKED, "part__directive", "raised_by")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "info": today_info(now())}


class OneBottleneck(APIView):
    @extend_schema(operation_id="bottleneck", responses=BottleneckWhole)
    def get(self, request: Request, pk: int) -> Response:
        """A bottleneck with its replies, to whom it was put, and the verbs the caller may use on it now."""
        actor = requests.actor(request)
        part, row = access.subject(actor, Acts.BOTTLENECK, pk)
        verbs = available_on(actor, part, Acts.BOTTLENECK, row)
        answer = BottleneckWhole(row, context={"info": today_info(now()), "verbs": verbs})
        return Response(answer.data, headers={"ETag": f'"{part.directive.version}"'})


class BottleneckKinds(APIView):
    @extend_schema(operation_id="bottleneck_kinds", responses=KindOut(many=True))
    def get(self, request: Request) -> Response:
        """Kinds of bottleneck in their order; those no longer offered stay for what was raised under them."""
        return Response(KindOut(BottleneckKind.objects.all(), many=True).data)
