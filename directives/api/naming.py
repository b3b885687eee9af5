"""/api/v1/points/<id>/proposal/ and what a conclusion's names teach: an alias kept, an outside body entered."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now
from departments.clock import today as local_day
from directives import access
from directives.api import output, requests
from directives.api.conclusions import PlanIn, valid
from directives.api.dataclass_serializers import build, serializer_for
from directives.errors import Forbidden
from directives.models import Directive
from directives.selectors.earlier_notices import EarlierNotice, earlier_notices
from directives.selectors.plan_choices import Group, plan_choices
from directives.selectors.proposed_names import Named
from directives.selectors.proposed_plan import BECAUSE, HIGH, LOW, MIDDLE, Proposed, propose
from directives.services import naming
from directives.services.linking import State
from directives.services.naming import KeptName

KeptNameIn = serializer_for(KeptName, "KeptName")


class OutsideBodyIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)


class OfferedDepartment(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class OfferedGroup(serializers.Serializer[Group]):
    """A group with its members of today."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    members = serializers.ListField(source="ids", child=serializers.IntegerField())


class NamedOut(serializers.Serializer[Named]):
    """A name of the text. `state` says how it was linked: exact, former (an old name), succeeded (that body has
    ended, another took its place), fuzzy (nearly alike), group, outside, or not yet: ambiguous (choose among
    `departments` or `groups`), generic (a class of bodies), unknown. `enterable` may be entered as an outside body.
    """

    key = serializers.CharField()
    named_as = serializers.ChoiceField(source="role", choices=["leads", "coordinating", "directed"])
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=[state.value for state in State])
    department = serializers.IntegerField(allow_null=True)
    group = serializers.IntegerField(allow_null=True)
    called = serializers.CharField(
        help_text="The name of ours it was recognised by, where it is another one."
    )
    departments = OfferedDepartment(source="offers", many=True)
    groups = OfferedGroup(many=True)
    enterable = serializers.BooleanField()


class OpenDirective(serializers.ModelSerializer[Directive]):
    title = serializers.CharField(source="heading")

    class Meta:
        model = Directive
        fields = ["id", "title", "status"]


class EarlierNoticeOut(serializers.Serializer[EarlierNotice]):
    """A conclusion the text names by number, with its open directives: one may be given as `replaces`."""

    conclusion = serializers.IntegerField(source="conclusion.pk")
    number = serializers.CharField(source="conclusion.number")
    issued_on = serializers.DateField(source="conclusion.issued_on", allow_null=True)
    unsure = serializers.BooleanField(help_text="Another conclusion bears the same number.")
    directives = OpenDirective(many=True)


class ProposalOut(serializers.Serializer[Proposed]):
    """What is proposed for a point. `plan` may be sent to /points/<id>/accept/ as it stands or changed."""

    plan = serializers.SerializerMethodField()
    sure = serializers.ChoiceField(choices=[LOW, MIDDLE, HIGH])
    because = serializers.ChoiceField(
        choices=["", *BECAUSE], help_text="Why nobody, or more than one department, is proposed as lead."
    )
    names = NamedOut(many=True)
    earlier = serializers.SerializerMethodField()

    @extend_schema_field(PlanIn)
    def get_plan(self, proposed: Proposed) -> Any:
        return PlanIn(proposed.plan).data

    @extend_schema_field(EarlierNoticeOut(many=True))
    def get_earlier(self, proposed: Proposed) -> Any:
        return EarlierNoticeOut(self.context["earlier"], many=True).data


class PointProposal(APIView):
    @extend_schema(operation_id="point_proposal", responses=ProposalOut)
    def get(self, request: Request, pk: int) -> Response:
        """The plan proposed for a point, whom each name was taken for, and earlier directives it refers to."""
        actor = requests.actor(request)
        point = access.point(actor, pk)
        if not actor.sees_everything:
            raise Forbidden
        proposed = propose(point.conclusion, point, plan_choices(local_day(now())))
        earlier = earlier_notices(actor, point.conclusion, {point.pk: point.text}).get(point.pk, [])
        return Response(ProposalOut(proposed, context={"earlier": earlier}).data)


class ConclusionNames(APIView):
    @extend_schema(operation_id="conclusion_keep_name", request=KeptNameIn, responses=output.ConclusionWhole)
    def post(self, request: Request, pk: int) -> Response:
        """Keep a name of the text as an alias of one department or one group; undecided points are linked anew."""
        actor = requests.actor(request)
        access.conclusion(actor, pk)
        kept = build(KeptName, valid(KeptNameIn, request))
        conclusion = naming.keep_name(pk, kept, actor=actor, now=now(), version=requests.version(request))
        return Response(output.ConclusionWhole(conclusion, context={"actor": actor}).data)


class ConclusionOutsideBodies(APIView):
    @extend_schema(
        operation_id="conclusion_enter_outside_body",
        request=OutsideBodyIn,
        responses={201: output.DepartmentOut},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Enter who the text names beyond this province as an outside body; a known one is answered as it is."""
        actor = requests.actor(request)
        access.conclusion(actor, pk)
        body = naming.enter_outside_body(
            pk,
            valid(OutsideBodyIn, request)["name"],
            actor=actor,
            now=now(),
            version=requests.version(request),
        )
        return Response(output.DepartmentOut(body).data, status=201)
