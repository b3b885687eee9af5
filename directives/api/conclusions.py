"""/api/v1/conclusions/ and /api/v1/points/: enter, read, settle, issue.

The version of an act on a point is that point's, of an act on the conclusion the conclusion's: two clients working on
different points do not refuse each other.
"""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now
from directives import access, permissions
from directives.api import output, requests
from directives.api.dataclass_serializers import build, serializer_for
from directives.api.paging import NewestFirst
from directives.api.uploads import read_upload
from directives.models import Conclusion
from directives.models.conclusion import PointOutcome
from directives.services import conclusions, points, secret_conclusions
from directives.services.conclusions import Entry
from directives.services.plans import Plan
from directives.services.secrecy import check_source

EntryIn = serializer_for(Entry, "ConclusionEntry")
PlanIn = serializer_for(Plan, "DirectivePlan")


class TextIn(serializers.Serializer[Any]):
    text = serializers.CharField()
    number = serializers.CharField(required=False, allow_blank=True)
    issued_on = serializers.DateField(required=False, allow_null=True)


class SpanIn(serializers.Serializer[Any]):
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class SettleIn(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(
        choices=[PointOutcome.NO_TASK.value, PointOutcome.GIVEN_TO_OTHERS.value, PointOutcome.UNDECIDED.value]
    )
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class SplitIn(serializers.Serializer[Any]):
    at = serializers.IntegerField(min_value=1)


class MergeIn(serializers.Serializer[Any]):
    following = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="The point taken for the next one, by id."
    )
    following_version = serializers.IntegerField(required=False, allow_null=True, default=None)


def valid(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """The validated body; an answer 400 names the fields that do not hold."""
    checked = serializer(data=request.data)
    checked.is_valid(raise_exception=True)
    data: dict[str, Any] = checked.validated_data
    return data


class Conclusions(ListAPIView[Conclusion]):
    serializer_class = output.ConclusionOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Conclusion]:
        seen = permissions.visible_conclusions(requests.actor(self.request))
        return seen.select_related("chaired_by", "monitor")

    @extend_schema(operation_id="conclusion_enter", request=EntryIn, responses={201: output.ConclusionWhole})
    def post(self, request: Request) -> Response:
        """Enter a conclusion; with `text`, or a `file` in a multipart request, it is read at once."""
        moment, actor = now(), requests.actor(request)
        body = valid(EntryIn, request)
        upload = read_upload(request, actor=actor)
        entry = build(Entry, {**body, "text": upload.text if upload else body.get("text", "")})
        check_source(entry.text, secret=entry.is_secret, has_file=upload is not None)
        conclusion = conclusions.enter_conclusion(
            entry, actor=actor, now=moment, file=upload.store(actor=actor, now=moment) if upload else None
        )
        return Response(output.ConclusionWhole(conclusion, context={"actor": actor}).data, status=201)


class OneConclusion(APIView):
    @extend_schema(operation_id="conclusion", responses=output.ConclusionWhole)
    def get(self, request: Request, pk: int) -> Response:
        """A conclusion with its text and points. The ETag is its version."""
        actor = requests.actor(request)
        conclusion = access.conclusion(actor, pk)
        return Response(
            output.ConclusionWhole(conclusion, context={"actor": actor}).data,
            headers={"ETag": f'"{conclusion.version}"'},
        )


class ConclusionText(APIView):
    @extend_schema(operation_id="conclusion_replace_text", request=TextIn, responses=output.ConclusionWhole)
    def post(self, request: Request, pk: int) -> Response:
        """Give an unpublished conclusion its text, or another one; it is read anew."""
        actor = requests.actor(request)
        access.conclusion(actor, pk)
        conclusion = conclusions.replace_text(
            pk, actor=actor, now=now(), version=requests.version(request), **valid(TextIn, request)
        )
        return Response(output.ConclusionWhole(conclusion, context={"actor": actor}).data)


class ConclusionPoints(APIView):
    @extend_schema(operation_id="points", responses=output.PointOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The points of a conclusion in the order of the text. The version of each is the If-Match of acts on it."""
        actor = requests.actor(request)
        return Response(output.points_of(actor, access.conclusion(actor, pk)))

    @extend_schema(operation_id="point_add", request=SpanIn, responses={201: output.PointOut})
    def post(self, request: Request, pk: int) -> Response:
        """Add a point for a span of the text."""
        actor = requests.actor(request)
        access.conclusion(actor, pk)
        span = valid(SpanIn, request)
        point = points.add_point(
            pk, span["start"], span["end"], actor=actor, now=now(), version=requests.version(request)
        )
        return Response(output.PointOut(point).data, status=201)


class ConclusionIssue(APIView):
    @extend_schema(
        operation_id="conclusion_issue", request=None, responses={200: output.DirectiveOut(many=True)}
    )
    def post(self, request: Request, pk: int) -> Response:
        """Issue every accepted point at once."""
        actor = requests.actor(request)
        access.conclusion(actor, pk)
        issued = conclusions.issue_conclusion(
            pk,
            actor=actor,
            now=now(),
            version=requests.version(request),
            request_key=requests.request_key(request),
        )
        return Response(output.DirectiveOut(issued, many=True).data)


class ConclusionDrafts(APIView):
    @extend_schema(operation_id="conclusion_add_draft", request=PlanIn, responses={201: output.DirectiveOut})
    def post(self, request: Request, pk: int) -> Response:
        """Enter a directive of a secret conclusion: departments and dates, no words."""
        actor = requests.actor(request)
        access.conclusion(actor, pk)
        plan = build(Plan, valid(PlanIn, request))
        draft = secret_conclusions.add_draft(
            pk, plan, actor=actor, now=now(), version=requests.version(request)
        )
        return Response(output.DirectiveOut(draft).data, status=201)


class DraftDrop(APIView):
    @extend_schema(operation_id="draft_drop", request=None, responses={204: OpenApiResponse()})
    def post(self, request: Request, pk: int) -> Response:
        """Take back a directive of a secret conclusion that has not been issued."""
        actor = requests.actor(request)
        access.directive(actor, pk)
        secret_conclusions.drop_draft(pk, actor=actor, now=now(), version=requests.version(request))
        return Response(status=204)


class PointAccept(APIView):
    @extend_schema(operation_id="point_accept", request=PlanIn, responses=output.DirectiveOut)
    def post(self, request: Request, pk: int) -> Response:
        """Make the point a draft directive, or change the draft it became."""
        actor = requests.actor(request)
        access.point(actor, pk)
        plan = build(Plan, valid(PlanIn, request))
        draft = points.accept_point(pk, plan, actor=actor, now=now(), version=requests.version(request))
        return Response(output.DirectiveOut(draft).data)


class PointSettle(APIView):
    @extend_schema(operation_id="point_settle", request=SettleIn, responses=output.PointOut)
    def post(self, request: Request, pk: int) -> Response:
        """Settle a point without a directive, or open it again."""
        actor = requests.actor(request)
        access.point(actor, pk)
        point = points.settle_point(
            pk, actor=actor, now=now(), version=requests.version(request), **valid(SettleIn, request)
        )
        return Response(output.PointOut(point).data)


class PointSplit(APIView):
    @extend_schema(operation_id="point_split", request=SplitIn, responses=output.PointOut(many=True))
    def post(self, request: Request, pk: int) -> Response:
        """Cut a point in two at a text offset."""
        actor = requests.actor(request)
        access.point(actor, pk)
        at = valid(SplitIn, request)["at"]
        both = points.split_point(pk, at, actor=actor, now=now(), version=requests.version(request))
        return Response(output.PointOut(both, many=True).data)


class PointMerge(APIView):
    @extend_schema(operation_id="point_merge", request=MergeIn, responses=output.PointOut)
    def post(self, request: Request, pk: int) -> Response:
        """Join a point with the next one; `following` and its version refuse another next one as stale."""
        actor = requests.actor(request)
        access.point(actor, pk)
        said = valid(MergeIn, request)
        merged = points.merge_points(pk, actor=actor, now=now(), version=requests.version(request), **said)
        return Response(output.PointOut(merged).data)


class PointDrop(APIView):
    @extend_schema(operation_id="point_drop", request=None, responses={204: OpenApiResponse()})
    def post(self, request: Request, pk: int) -> Response:
        """Remove a point that is none."""
        actor = requests.actor(request)
        access.point(actor, pk)
        points.drop_point(pk, actor=actor, now=now(), version=requests.version(request))
        return Response(status=204)
